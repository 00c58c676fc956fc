"""What happened to a record, newest first: activities and events, and what changed since a moment."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any, Final

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.lead import Lead
from leadtui.domain.records import Activity, Event
from leadtui.store import columns
from leadtui.store.briefs import Ref
from leadtui.store.clauses import places
from leadtui.store.journal import read_body
from leadtui.store.session import Row, Session

LONGEST: Final = 200
_ACTIVITY: Final = ", ".join(f'"{field.name}"' for field in columns.ACTIVITY_FIELDS)
_EVENT: Final = "e.id, e.at, e.actor, e.action, e.kind, e.record, e.version, e.op, v.body"
_OWN_STAMPS: Final = frozenset({"id", "version", "op", "withdrawn", "created_at", "changed_at"})


def timeline(
    session: Session,
    kind: Kind,
    number: int,
    limit: int = LONGEST,
    merged: Iterable[int] = (),
    around: Iterable[Ref] = (),
) -> tuple[tuple[Activity | Event, ...], bool]:
    """The newest of a record's activities and events, and whether there are older ones.

    What happened to the ``merged`` ones, records that were merged into it, stands among them; and so
    do the activities, not the events, of those ``around`` it.
    """
    done = _activities(session, kind, number, "", limit + 1)
    if others := list(_around(session, around, limit + 1)):
        done = sorted([*done, *others], key=_when, reverse=True)
    happened = _events(session, kind, number, limit + 1)
    for other in merged:
        # That they were merged is told by the one that stays.
        told = _events(session, kind, other, limit + 1)
        happened += [event for event in told if event.action != "merge" or not _is_giving_up(event)]
    both = merge(done, sorted(happened, key=_when, reverse=True), key=_when, reverse=True)
    entries = tuple(islice(both, limit + 1))
    return entries[:limit], len(entries) > limit


def _around(session: Session, around: Iterable[Ref], limit: int) -> Iterable[Activity]:
    """The newest activities of those records, a statement a kind."""
    by_kind: defaultdict[Kind, list[int]] = defaultdict(list)
    for kind, number in around:
        by_kind[kind].append(number)
    for kind, numbers in by_kind.items():
        rows = session.sql(
            f"SELECT {_ACTIVITY} FROM activity WHERE about_kind = ? AND about_id IN ({places(len(numbers))})"
            " AND withdrawn = 0 ORDER BY at DESC, id DESC LIMIT ?",
            [str(kind), *numbers, limit],
        )
        yield from (columns.activity(row) for row in rows)


def _events(session: Session, kind: Kind, number: int, limit: int) -> list[Event]:
    rows = session.sql(
        f"SELECT {_EVENT} FROM event e LEFT JOIN event_value v ON v.event = e.id"
        " WHERE e.kind = ? AND e.record = ? ORDER BY e.id DESC LIMIT ?",
        [str(kind), number, limit],
    )
    return [event_of(row) for row in rows]


def _is_giving_up(event: Event) -> bool:
    """Whether a merge closed or hid the record; else it took another one in, or was linked anew."""
    return bool(event.changes.keys() & {"withdrawn", "closed_at"})


def tasks(session: Session, kind: Kind, number: int) -> tuple[Activity, ...]:
    """The open tasks on a record, the one due first first."""
    found = _activities(session, kind, number, "AND kind = 'task' AND done = 0", LONGEST)
    return tuple(sorted(found, key=lambda task: (task.due is None, task.due or datetime.min.date(), task.id)))


def _activities(session: Session, kind: Kind, number: int, more: str, limit: int) -> list[Activity]:
    rows = session.sql(
        f"SELECT {_ACTIVITY} FROM activity WHERE about_kind = ? AND about_id = ? AND withdrawn = 0 {more}"
        " ORDER BY at DESC, id DESC LIMIT ?",
        [str(kind), number, limit],
    )
    return [columns.activity(row) for row in rows]


def last_activity(session: Session, kind: Kind, number: int) -> Activity | None:
    """The newest activity on a record."""
    return next(iter(_activities(session, kind, number, "", 1)), None)


def why_note(session: Session, lead: Lead) -> Activity | None:
    """The newest note or finished activity of the lead's cycle, which says why; no earlier life's."""
    found = _activities(session, Kind.LEAD, lead.id, f"AND done = 1 AND cycle = {lead.cycle:d}", 1)
    return next(iter(found), None)


def _when(entry: Activity | Event) -> tuple[datetime, int, int]:
    # Of the same moment: it is made, then a call is logged, then that makes the lead contacted.
    assert entry.at is not None  # the column is never empty
    place = 1 if isinstance(entry, Activity) else 0 if entry.version == 1 else 2
    return entry.at, place, entry.id


def event_of(row: Row) -> Event:
    """The event of a row as `_EVENT` selects it; values that were erased are empty."""
    number, at, actor, action, kind, record, version, op, body = row
    changes, note = read_body(body)
    return Event(number, columns.moment(at), actor, action, Kind(kind), record, version, op, changes, note)


def changed_since(
    session: Session, since: Collection[tuple[Ref, int]]
) -> dict[tuple[Ref, int], tuple[str, ...]]:
    """Which fields of records differ from when an operation left them.

    Args:
        session: where to read.
        since: each a record, and the number of the operation that created or linked it.

    Returns:
        Field names in the order of the form; what was changed and changed back is not among them.
    """
    found: dict[tuple[Ref, int], tuple[str, ...]] = {}
    for (kind, number), op in since:
        rows = session.sql(
            "SELECT v.body FROM event e LEFT JOIN event_value v ON v.event = e.id"
            " WHERE e.kind = ? AND e.record = ? AND e.op > ? ORDER BY e.id",
            [str(kind), number, op],
        )
        found[(kind, number), op] = _net(kind, rows)
    return found


def _net(kind: Kind, rows: list[Row]) -> tuple[str, ...]:
    seen: defaultdict[str, list[Any]] = defaultdict(list)
    for (body,) in rows:
        for name, (before, after) in read_body(body)[0].items():
            seen[name] += [before, after]
    differing = {name for name, values in seen.items() if values[0] != values[-1]} - _OWN_STAMPS
    return tuple(name for name in BY_NAME[kind] if name in differing)
