"""``leadtui undo``: take back a command of one's own."""

import click

from leadtui.cli.call import Call
from leadtui.cli.failure import Failure
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.outcome import settle
from leadtui.domain.results import Exit


@click.command("undo", cls=BookCommand)
@click.argument("operation", metavar="[OPERATION]", type=int, required=False)
@click.option("--op-id", metavar="ID", help="Name of this write: repeating it happens once.")
@pass_call
def undo_(call: Call, operation: int | None, op_id: str | None) -> None:
    """Take back your last command, or the one of that number, within a day.

    Refused (exit 3) where something else has changed what it wrote.
    """
    from leadtui.store import undo, undoable

    with call.session() as session:
        if operation is None and op_id is None and undoable(session) is None:
            raise Failure("nothing", "There is nothing of yours to take back.", "", Exit.REFUSED)
        settle(call, session, undo(session, operation, op_id=op_id))
