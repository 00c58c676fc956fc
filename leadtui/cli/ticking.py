"""``leadtui lead tick``: what a person says of a checklist item."""

import click

from leadtui.cli.call import Call
from leadtui.cli.choosing import write_options
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.outcome import settle


@click.command("tick", cls=BookCommand, short_help="Tick an item of a lead's checklist by hand.")
@click.argument("number", metavar="ID", type=int)
@click.argument("item", metavar="ITEM")
@click.option("--not-needed", "reason", metavar="REASON", help="It is not needed here, and why.")
@click.option("--off", is_flag=True, help="Take back what was said of it.")
@write_options
@pass_call
def tick(
    call: Call, number: int, item: str, reason: str | None, off: bool, version: int | None, op_id: str | None
) -> None:
    """Tick an item of an open lead's checklist, by its id: leadtui lead tick 4211 credit_review.

    Exit codes: 0 done, 2 there is no such item, 3 refused (not one that is ticked by hand, another role's,
    always needed), 4 no such lead, 5 the lead is newer than --version.
    """
    from leadtui import store

    if off and reason is not None:
        raise click.UsageError("Say --off or --not-needed, not both.")
    state = "open" if off else "done" if reason is None else "not_needed"
    with call.session() as session:
        answer = store.tick(session, number, item, state, reason or "", version=version, op_id=op_id)
        settle(call, session, answer)
