"""``leadtui audit``: the journal, read and verified."""

from typing import TYPE_CHECKING

import click

from leadtui.cli.call import Call, say
from leadtui.cli.listing import print_events
from leadtui.cli.options import BookGroup, pass_call
from leadtui.cli.output import emit, emit_json
from leadtui.domain.results import Exit
from leadtui.domain.text import plural

if TYPE_CHECKING:
    from leadtui.store import Verdict

_PAGE = 2_000  # events in memory at a time


@click.group("audit", cls=BookGroup)
def audit_() -> None:
    """The journal: every change, who, when, why; each line holds the hash of the one before."""


@audit_.command("verify")
@pass_call
def verify_(call: Call) -> int:
    """Follow the chain of hashes from the first event to the last, and look whether the guards stand.

    Exit codes: 0 all is whole, 1 the journal is broken, 6 only the guards of the database were changed.
    """
    from leadtui.store import verify

    with call.session(guarded=False) as session:
        verdict = verify(session)
    if call.json:
        emit_json(_shape(verdict))
    else:
        _tell(verdict, session.engine)
    if verdict.because:
        return Exit.FAILED
    return Exit.DONE if verdict.ok else Exit.UNAVAILABLE


def _shape(verdict: "Verdict") -> dict[str, object]:
    return {
        "ok": verdict.ok,
        "events": verdict.events,
        "first_bad": verdict.first_bad,
        "because": verdict.because or None,
        "guards": list(verdict.guards),
    }


def _tell(verdict: "Verdict", engine: str) -> None:
    from leadtui.store.health import BACK

    events = plural(verdict.events, "event")
    if verdict.because:
        emit(f"The journal is broken: {verdict.because} It holds {events}.")
        say(BACK[engine])
    else:
        emit(f"The journal is whole: {events}.")
    if verdict.guards:
        changed = plural(len(verdict.guards), "guard")
        emit(f"Somebody altered the database from outside: {changed} changed, first {verdict.guards[0]}.")
    if verdict.guards and not verdict.because:
        say("leadtui migrate writes the guards again.")


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
