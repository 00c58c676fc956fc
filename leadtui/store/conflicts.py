"""What became of a record since the version that somebody saw of it."""

from typing import Any

from leadtui.domain.fields import Kind
from leadtui.domain.results import Conflict, Exit, Refusal
from leadtui.store import journal
from leadtui.store.columns import VERDICT, moment
from leadtui.store.models_history import EventTable
from leadtui.store.session import Session


def since(session: Session, kind: Kind, id: int, seen: int, version: int) -> Conflict | Refusal:
    """Who changed what, told by the journal.

    Args:
        session: the store.
        kind: the record's kind.
        id: its number.
        seen: the version that the caller saw; 0 of a value that stood in no list yet.
        version: its version now.

    Returns:
        A `Conflict`, or a `Refusal` ``version`` where the record never had the one that was named.
    """
    table = EventTable
    query = (
        table.select(table.id, table.actor, table.at, table.version)
        .where(table.kind == kind.value, table.record == id, table.version > seen)
        .order_by(table.id)
    )
    rows = session.run(query.tuples())
    if seen < (0 if kind is Kind.VALUE else 1) or not rows:
        return never_written(kind, id, seen, version)
    changes: dict[str, tuple[Any, Any]] = {}
    for event, *_ in rows:
        for name, (old, new) in journal.values_of(session, event)[0].items():
            if name not in VERDICT:  # derived: nobody changed it by hand
                changes[name] = (changes[name][0] if name in changes else old, new)
    _, by, at, newest = rows[-1]
    return Conflict(kind.value, id, by, moment(at), changes, newest)


def never_written(kind: Kind, id: int, seen: int, version: int) -> Refusal:
    """The "no" to a version that the record never had."""
    what = "The policy" if kind is Kind.POLICY else f"{kind.value.capitalize()} {id}"
    return Refusal(
        "version",
        f"{what} is at version {version}; version {seen} was never written.",
        "Look at the record again and name the version that it shows.",
        ("version",),
        Exit.USAGE,
    )
