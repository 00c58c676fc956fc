"""Reading the journal: what happened, and whether the chain still holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from leadtui.domain.access import Scope
from leadtui.domain.fields import Kind
from leadtui.domain.records import Event
from leadtui.store import journal, rights
from leadtui.store.columns import moment
from leadtui.store.errors import NoRight
from leadtui.store.migrations import wrong_guards
from leadtui.store.models_history import EventTable, EventValueTable, OperationTable
from leadtui.store.models_runs import CounterTable
from leadtui.store.policies import altered
from leadtui.store.schema import GENESIS
from leadtui.store.session import Session

# The policy that a book began with was put there by no operation.
_TOLD = {Kind.POLICY: "r.op <> 0 AND "}
_PAGE = 2_000  # events in memory at a time


@dataclass(frozen=True, slots=True)
class Verdict:
    """What `verify` found.

    Attributes:
        ok: the journal holds, and the guards are as written.
        events: how many there are.
        first_bad: number of the first event that does not hold, None where all do; of a record that
            was changed without an event its newest one, 0 where it has none.
        because: what is wrong with it, in one sentence; empty where the journal holds.
        head: the hash of the last event that holds: noted down elsewhere, it proves the chain up to it.
        guards: names of the guards that are missing, altered or not ours: with these off anyone could write
            what no command may, so that a journal that holds is all the more worth.
    """

    ok: bool
    events: int
    first_bad: int | None = None
    because: str = ""
    head: str = GENESIS
    guards: tuple[str, ...] = ()


def verify(session: Session) -> Verdict:
    """Walk the whole chain: no event missing, none altered, none out of its place, every value as hashed.

    Then every record: it stands as its newest event left it, none changed without one. It only reads,
    whatever the guards are.
    """
    guards = tuple(wrong_guards(session))
    events, head, wrong = _walked(session)
    if wrong := wrong or altered(session) or _untold(session):
        return Verdict(False, session.sql("SELECT count(*) FROM event")[0][0], *wrong, head, guards)
    return Verdict(not guards, events, head=head, guards=guards)


def _walked(session: Session) -> tuple[int, str, tuple[int, str] | None]:
    """How many events hold, the hash of the last of them, and the first that does not with what is wrong."""
    previous, expected = GENESIS, 1
    while rows := _page(session, expected):
        for row in rows:
            if because := _wrong(row, expected, previous):
                return expected - 1, previous, (expected, because)
            previous = row[10]
            expected += 1
    due = session.one(CounterTable.select(CounterTable.next).where(CounterTable.name == "event").tuples())
    if due is None or due[0] != expected:
        return expected - 1, previous, (expected, f"Event {expected} and what follows is missing.")
    return expected - 1, previous, None


def _untold(session: Session) -> tuple[int, str] | None:
    """The first record that is not as its newest event left it: that event, and what is wrong.

    Asked record by record of the index of events, so that memory stays flat; what is written
    meanwhile changes nothing, record and event come by one statement.
    """
    for kind in Kind:
        rows = session.sql(
            f"SELECT r.id, r.version, r.op, coalesce(e.id, 0) FROM {kind} r LEFT JOIN event e ON e.id ="
            " (SELECT max(n.id) FROM event n WHERE n.kind = ? AND n.record = r.id"
            f" AND n.action NOT IN ({journal.TELLING}))"
            f" WHERE {_TOLD.get(kind, '')}(e.id IS NULL OR e.version <> r.version OR e.op <> r.op) LIMIT 1",
            [kind.value],
        )
        for id, version, op, event in rows:
            return event, f"No event tells of version {version} of {kind} {id}, written by operation {op}."
        rows = session.sql(
            "SELECT e.id, e.record FROM event e WHERE e.kind = ? AND e.version = 1"
            f" AND NOT EXISTS (SELECT 1 FROM {kind} r WHERE r.id = e.record) LIMIT 1",
            [kind.value],
        )
        for event, id in rows:
            return event, f"{kind.value.capitalize()} {id} is missing."
    return None


def _page(session: Session, first: int) -> list[tuple[Any, ...]]:
    event, value = EventTable, EventValueTable
    query = (
        event.select(
            event.id, event.op, event.at, event.actor, event.action, event.kind, event.record, event.version,
            event.value_hash, event.prev_hash, event.hash, value.salt, value.body,
        )
        .join(value, "LEFT OUTER JOIN", on=(value.event == event.id))
        .where(event.id >= first)
        .order_by(event.id)
        .limit(_PAGE)
    )  # fmt: skip
    return session.run(query.tuples())


def _wrong(row: tuple[Any, ...], expected: int, previous: str) -> str:
    number, value_hash, prev_hash, hashed, salt, body = row[0], row[8], row[9], row[10], row[11], row[12]
    if number != expected:
        return f"Event {expected} is missing."
    if prev_hash != previous:
        return f"Event {expected} does not follow the one before it."
    if journal.event_hash(previous, row[:9]) != hashed:
        return f"Event {expected} was altered."
    if salt is None:
        return f"The values of event {expected} are missing."
    # Values erased at a person's request leave their hash: the chain holds without them.
    if body is not None and journal.value_hash(salt, body) != value_hash:
        return f"The values of event {expected} were altered."
    return ""


def events(
    session: Session,
    kind: Kind | None = None,
    record: int | None = None,
    *,
    operation: int | None = None,
    after: int = 0,
    limit: int | None = None,
    newest_first: bool = False,
) -> list[Event]:
    """Events in their order.

    Args:
        session: the store.
        kind: only of that kind of record.
        record: only of that record, together with `kind`.
        operation: only those that this operation wrote.
        after: only those with a higher number.
        limit: at most so many.
        newest_first: in the opposite order.

    Raises:
        NoRight: the record is not the acting user's to read; or all of them are asked for, by one who may
            not read all records.
    """
    _readable(session, kind, record, operation)
    event, value = EventTable, EventValueTable
    query: Any = (
        event.select(
            event.id, event.at, event.actor, event.action, event.kind, event.record, event.version,
            event.op, value.body, OperationTable.login,
        )
        .join(value, "LEFT OUTER JOIN", on=(value.event == event.id))
        .join(OperationTable, on=(OperationTable.id == event.op))
        .where(event.id > after)
        .order_by(event.id.desc() if newest_first else event.id)
    )  # fmt: skip
    if kind is not None:
        query = query.where(event.kind == kind.value)
    if record is not None:
        query = query.where(event.record == record)
    if operation is not None:
        query = query.where(event.op == operation)
    rows = session.run((query if limit is None else query.limit(limit)).tuples())
    return [_event(row) for row in rows]


def _readable(session: Session, kind: Kind | None, record: int | None, operation: int | None) -> None:
    looking = rights.reader(session)
    if looking.scope is Scope.ALL or operation is not None:
        return
    if kind is None or record is None:
        raise NoRight(
            "Your role does not show you every record, so not the whole journal either.",
            "`leadtui lead history ID` shows that of a record which you may read.",
        )
    if kind not in (Kind.LEAD, Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY):
        return
    for (owner,) in session.sql(f"SELECT owner FROM {kind} WHERE id = ?", [record]):
        rights.readable(session, kind, record, owner)


def _event(row: Sequence[Any]) -> Event:
    changes, note = journal.read_body(row[8])
    return Event(
        row[0], moment(row[1]), row[2], row[3], Kind(row[4]), row[5], row[6], row[7], changes, note, row[9]
    )  # fmt: skip
