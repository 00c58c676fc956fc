"""What is told of many leads at once: before anything is done, and when each had its turn. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from leadtui.domain.bulk import DID, Act, Tally
from leadtui.domain.text import listed, plural


def summed_up(act: Act, tally: Tally) -> str:
    """What came of a run, in one sentence."""
    said = f"{DID[act]} {tally.done:,} of {tally.total:,}"
    parts = [
        f"{count:,} {word}"
        for count, word in (
            (tally.queued, "need you" if tally.queued != 1 else "needs you"),
            (tally.conflict, "changed meanwhile"),
            (tally.refused, "refused"),
            (tally.waiting, "not touched"),
        )
        if count
    ]
    return f"{said}; {listed(parts)}." if parts else f"{said}."


class Before(NamedTuple):
    """What is known of many leads before anything is done, as far as it is cheap to know.

    Attributes:
        total: how many there are.
        looked_at: how many of them were looked at; the rest is not known.
        fit: those whose state allows it; ``theirs`` of them belong to somebody else.
        closed: those that are closed already (for a reactivation: that are open).
        gaps, alike: of a qualification: whose checklist blocks; that look like another record.
        names: what the first of them are called.
    """

    total: int
    looked_at: int
    fit: int
    theirs: int
    closed: int
    gaps: int = 0
    alike: int = 0
    names: tuple[str, ...] = ()


def foretold(act: Act, known: Before) -> str:
    """One sentence that says who they are, how many, and what is known of them."""
    more = [plural(known.total - len(known.names), "other")] if known.total > len(known.names) else []
    first = f"{listed([*known.names, *more])}: " if known.names else ""
    first += "" if known.looked_at == known.total else f"of the first {known.looked_at:,}, "
    state = "closed" if act is Act.REACTIVATE else "open"
    parts = [f"{known.fit:,} {state}" + (f" ({known.theirs:,} of others)" if known.theirs else "")]
    parts += _held(known, "open already" if state == "closed" else "closed already")
    said = f"{first}{', '.join(parts)}."
    return f"{said[:1].upper()}{said[1:]}"


def _held(known: Before, wrong: str) -> Iterable[str]:
    words = ((known.closed, wrong), (known.gaps, "with gaps"), (known.alike, "like another record"))
    return (f"{count:,} {word}" for count, word in words if count)
