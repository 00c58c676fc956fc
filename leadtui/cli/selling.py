"""``leadtui opportunity move|win|lose|reopen``: an opportunity through its life."""

import click

from leadtui.cli.call import Call
from leadtui.cli.choosing import write_options
from leadtui.cli.completing import lost_reasons, stages
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.outcome import settle
from leadtui.cli.typed import number as number_of

_ID = click.argument("number", metavar="ID")
_NOTE = click.option("--note", metavar="TEXT", default="", help="What happened, for its history.")


@click.command(cls=BookCommand, short_help="Put it into a stage.")
@_ID
@click.argument("stage", metavar="STAGE", shell_complete=stages)
@write_options
@pass_call
def move(call: Call, number: str, stage: str, version: int | None, op_id: str | None) -> None:
    """Put an open opportunity into STAGE: develop, propose or close."""
    from leadtui import store

    with call.session() as session:
        settle(call, session, store.move(session, number_of(number), stage, version=version, op_id=op_id))


@click.command(cls=BookCommand, short_help="Close it as won.")
@_ID
@_NOTE
@write_options
@pass_call
def win(call: Call, number: str, note: str, version: int | None, op_id: str | None) -> None:
    """Close an open opportunity as won, today. It is read-only then, until it is reopened."""
    from leadtui import store

    with call.session() as session:
        settle(call, session, store.win(session, number_of(number), note, version=version, op_id=op_id))


@click.command(cls=BookCommand, short_help="Close it as lost, with a reason.")
@_ID
@click.option(
    "--reason",
    metavar="CODE",
    default="",
    shell_complete=lost_reasons,
    help="price, out_sold, no_budget, no_decision, does_not_fit, canceled, or other with a note.",
)
@_NOTE
@write_options
@pass_call
def lose(call: Call, number: str, reason: str, note: str, version: int | None, op_id: str | None) -> None:
    """Close an open opportunity as lost, today, with a reason. It is read-only then, until it is reopened."""
    from leadtui import store

    with call.session() as session:
        done = store.lose(session, number_of(number), reason, note, version=version, op_id=op_id)
        settle(call, session, done)


@click.command(cls=BookCommand, short_help="Open a won or lost one again.")
@_ID
@_NOTE
@write_options
@pass_call
def reopen(call: Call, number: str, note: str, version: int | None, op_id: str | None) -> None:
    """Open a won or lost opportunity again, at the stage that it had."""
    from leadtui import store

    with call.session() as session:
        settle(call, session, store.reopen(session, number_of(number), note, version=version, op_id=op_id))
