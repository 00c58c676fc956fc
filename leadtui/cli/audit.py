"""``leadtui audit``: the journal, read and verified."""

import click

from leadtui.cli.call import Call
from leadtui.cli.listing import print_events
from leadtui.cli.options import BookGroup, pass_call
from leadtui.cli.output import emit, emit_json
from leadtui.domain.results import Exit

_PAGE = 2_000  # events in memory at a time


@click.group("audit", cls=BookGroup)
def audit_() -> None:
    """The journal: every change, who, when, why; each line holds the hash of the one before."""


@audit_.command("verify")
@pass_call
def verify_(call: Call) -> int:
    """Follow the chain of hashes from the first event to the last; exit 1 where it is broken."""
    from leadtui.store import verify

    with call.session() as session:
        verdict = verify(session)
    if call.json:
        emit_json({"ok": verdict.ok, "events": verdict.events, "first_bad": verdict.first_bad})
    elif verdict.ok:
        emit(f"The journal is whole: {verdict.events:,} events.")
    else:
        emit(f"The journal is broken at event {verdict.first_bad}, of {verdict.events:,}.")
    return Exit.DONE if verdict.ok else Exit.FAILED


@audit_.command("log")
@click.option("--after", type=click.IntRange(0), default=0, metavar="N", help="Only events numbered higher.")
@click.option("--last", type=click.IntRange(1), metavar="N", help="Only the last so many.")
@pass_call
def log_(call: Call, after: int, last: int | None) -> None:
    """Every event, oldest first."""
    from leadtui.store import events

    with call.session() as session:
        if last is not None:
            print_events(call, reversed(events(session, after=after, limit=last, newest_first=True)))
            return
        while page := events(session, after=after, limit=_PAGE):
            print_events(call, page)
            after = page[-1].id
