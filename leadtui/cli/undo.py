"""``leadtui undo``: take back a command of one's own, or all that many at once wrote."""

from typing import TYPE_CHECKING

import click

from leadtui.cli.bulk_shapes import taken_back
from leadtui.cli.call import Call, say
from leadtui.cli.many import exit_of, interruptible, show_progress
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.outcome import refused, settle
from leadtui.cli.output import emit, emit_json
from leadtui.cli.progress import line_on_stderr
from leadtui.domain.results import Refusal
from leadtui.domain.text import clean

if TYPE_CHECKING:
    from leadtui.actions.bulk import Step
    from leadtui.store import Session


@click.command("undo", cls=BookCommand)
@click.argument("operation", metavar="[OPERATION]", type=int, required=False)
@click.option("--run", metavar="RUN", type=int, help="All that this run over many leads wrote.")
@click.option("--op-id", metavar="ID", help="Name of this write: repeating it happens once.")
@pass_call
def undo_(call: Call, operation: int | None, run: int | None, op_id: str | None) -> int | None:
    """Take back your last command, or the one of that number, within a day.

    Refused (exit 3) where something else has changed what it wrote. Was the last one part of a run over many
    leads, the whole run is taken back lead by lead, one outcome a line.
    """
    from leadtui.store import undo, undoable

    if run is not None and (operation is not None or op_id is not None):
        raise click.UsageError("--run takes back a whole run: say nothing else with it.")
    with call.session() as session:
        if operation is None and op_id is None and run is None:
            last = undoable(session)
            if isinstance(last, Refusal):
                raise refused(last)
            run = last.run
        if run is not None:
            return _take_back(call, session, run)
        settle(call, session, undo(session, operation, op_id=op_id))
    return None


def _take_back(call: Call, session: "Session", number: int) -> int:
    from leadtui.actions.bulk import Stopped, take_back

    with interruptible() as halted, line_on_stderr() as line:

        def after(step: "Step") -> None:
            _print(call, step)
            show_progress(line, step)
            if halted():
                raise Stopped

        found = take_back(session, number, after)
    if isinstance(found, Refusal):
        raise refused(found)
    run, tally = found
    say(f"Took back {tally.done:,} of {tally.total:,}: {clean(run.title)}.")
    if tally.done < tally.total:
        say(f"`leadtui undo --run {number}` tries the others again.")
    return exit_of(tally)


def _print(call: Call, step: "Step") -> None:
    shape = taken_back(step.row)
    if call.json:
        emit_json(shape)
    else:
        emit(f"{shape['id']}\t{shape['outcome']}\t{clean(str(shape['message'] or ''))}")
