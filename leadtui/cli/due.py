"""``leadtui due``: what to do today, for a mail, a cron job or a prompt."""

import click

from leadtui.cli import shapes
from leadtui.cli.call import Call
from leadtui.cli.choosing import records_of
from leadtui.cli.listing import lead_table
from leadtui.cli.named import view_named
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.output import emit_lines
from leadtui.domain.fields import Kind
from leadtui.domain.query import parse


@click.command("due", cls=BookCommand)
@click.option("--mine", is_flag=True, help="Only your own and your teams'.")
@click.option("--filter", metavar="Q", help="Only what this filter finds.")
@pass_call
def due_(call: Call, mine: bool, filter: str | None) -> None:
    """Open leads whose follow-up is today or late, the latest first."""
    from leadtui.store import view_ids

    view = view_named("due").narrowed(parse("is:mine") if mine else None)
    view = view.narrowed(parse(filter) if filter else None)
    with call.session() as session:
        ids = view_ids(session, view)
        if call.json:
            emit_lines(shapes.record(Kind.LEAD, each) for each in records_of(session, Kind.LEAD, ids))
        else:
            lead_table(session, ids)
