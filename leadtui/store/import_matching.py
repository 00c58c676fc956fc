"""What an import asks of the index of likenesses, a batch at a time: keys, facts, counts, who stands where.

Each is one statement for thousands of values. What the rows of the import itself became is left out of
the answers: the file knows its own rows.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from leadtui.domain.access import Scope, may_read
from leadtui.domain.fields import Kind
from leadtui.domain.match import MatchPolicy, Ref
from leadtui.domain.records import Brief
from leadtui.domain.states import State
from leadtui.store.briefs import briefs, seen_by
from leadtui.store.clauses import Clause, stands
from leadtui.store.duplicates import veiled
from leadtui.store.match_index import Ready, ready
from leadtui.store.match_lookup import COMMON, TOTAL, facts_of
from leadtui.store.match_state import code, ref, state
from leadtui.store.match_values import Values
from leadtui.store.rights import reader, territories
from leadtui.store.session import Session


class Book(NamedTuple):
    """The book as an import finds it.

    Attributes:
        event: id of its last event.
        first: the number from which on records of the import's kind are its own.
        records: how many records are compared.
        model, policy: what is weighed by.
    """

    event: int
    first: int
    records: int
    model: Any
    policy: MatchPolicy


class Standing(NamedTuple):
    """How a record stands that rows look like.

    Attributes:
        state: of a lead; None for what is none.
        became: of a closed lead the contact and account that it became, or is linked to.
    """

    state: State | None = None
    became: tuple[Ref, ...] = ()


def book_of(session: Session, kind: Kind) -> Book:
    """The book before an import's first row of that kind is stored."""
    event = last_event(session)
    first = session.sql("SELECT next FROM counter WHERE name = ?", [str(kind)])[0][0]
    total = session.sql("SELECT count FROM match_count WHERE key = ?", [TOTAL])
    now = state(session)
    return Book(event, int(first), int(total[0][0]) if total else 0, now.model, now.policy)


def ready_rows(session: Session, kind: Kind, rows: Iterable[Values]) -> list[Ready]:
    """What the index will hold of rows, in their order."""
    numbered = [{**row, "id": number} for number, row in enumerate(rows)]
    made = facts_of(session, kind, numbered)
    return [ready(*made[code(kind, number)]) for number in range(len(numbered))]


def postings(
    session: Session, kind: Kind, first: int, keys: Sequence[int], others: Sequence[int] = ()
) -> list[tuple[int, str]]:
    """The records that have one of those keys, but the import's own: key, then numbers with commas.

    Keys that nobody has are left out; of common ones one number more than `COMMON` comes.

    Args:
        session: the store.
        kind: of the file's records.
        first: from that id on records of the kind are the import's own ...
        keys: ascending.
        others: ... but for those, by their numbers: somebody else entered them meanwhile.
    """
    postgres = session.engine == "postgresql"
    theirs = " OR record = ANY(?::bigint[])" if postgres else " OR record IN (SELECT value FROM json_each(?))"
    own = f"(record % 4 <> {code(kind, 0)} OR record < {code(kind, first)}{theirs if others else ''})"
    inner = f"SELECT record FROM match_key WHERE key = k.key AND {own} LIMIT {COMMON + 1}"
    if postgres:
        text = (
            f"SELECT k.key, (SELECT string_agg(record::text, ',') FROM ({inner}) m)"
            " FROM unnest(?::bigint[]) AS k(key)"
        )
        rows = session.sql(text, [*([list(others)] if others else []), list(keys)])
    else:
        text = (
            f"SELECT k.key, (SELECT group_concat(record) FROM ({inner})) FROM"
            " (SELECT value AS key FROM json_each(?)) k"
        )
        rows = session.sql(text, [*([json.dumps(list(others))] if others else []), json.dumps(list(keys))])
    return [(key, found) for key, found in rows if found]


def facts_by_number(session: Session, numbers: Sequence[int]) -> list[tuple[int, str]]:
    """Number and packed facts of those records, ascending; who takes no part any more is left out."""
    from leadtui.matching import VERSION

    picked = _many(session, "record", numbers)
    return session.sql(
        f"SELECT record, facts FROM match_record WHERE {picked.sql} AND version = ? ORDER BY record",
        [*picked.params, VERSION],
    )


def counts_by_key(session: Session, keys: Collection[int]) -> dict[int, int]:
    """How many records have each of those values, by the values' keys; who is not there has none."""
    if not keys:
        return {}
    picked = _many(session, "key", sorted(keys))
    return dict(session.sql(f"SELECT key, count FROM match_count WHERE {picked.sql}", picked.params))


def by_external_id(session: Session, kind: Kind, system: str, ids: Collection[str]) -> dict[str, int]:
    """Numbers (in the index) of the records that have those ids in another system; of several the newest."""
    if not ids or not system:
        return {}
    wanted = sorted(ids)
    if session.engine == "postgresql":
        picked = Clause("external_id = ANY(?::text[])", (wanted,))
    else:
        picked = Clause("external_id IN (SELECT value FROM json_each(?))", (json.dumps(wanted),))
    rows = session.sql(
        f"SELECT external_id, id FROM {kind} WHERE external_system = ? AND {picked.sql} AND withdrawn = 0"
        " ORDER BY id",
        [system, *picked.params],
    )
    return {its: code(kind, id) for its, id in rows}


def standings(session: Session, numbers: Collection[int]) -> dict[int, Standing]:
    """How those records stand now; a record that is not among the answers is gone."""
    found: dict[int, Standing] = {}
    ids: dict[Kind, list[int]] = {}
    for number in numbers:
        kind, id = ref(number)
        ids.setdefault(kind, []).append(id)
    for kind, wanted in ids.items():
        picked = _many(session, "id", sorted(wanted))
        if kind is Kind.LEAD:
            found |= _leads(session, picked)
        else:
            rows = session.sql(f"SELECT id FROM {kind} WHERE {picked.sql} AND withdrawn = 0", picked.params)
            found |= {code(kind, id): Standing() for (id,) in rows}
    return found


def unreadable(session: Session, now: Mapping[int, Standing]) -> frozenset[int]:
    """Numbers of those records, and of what they became, that the acting user may not read."""
    looking = reader(session)
    if looking.scope is Scope.ALL:
        return frozenset()
    ids: dict[Kind, set[int]] = {}
    for kind, id in (*map(ref, now), *(each for one in now.values() for each in one.became)):
        ids.setdefault(kind, set()).add(id)
    found: set[int] = set()
    for kind, wanted in ids.items():
        picked = _many(session, "id", sorted(wanted))
        rows = session.sql(f"SELECT id, owner FROM {kind} WHERE {picked.sql}", picked.params)
        where = territories(session, looking, kind, wanted)
        found.update(code(kind, id) for id, owner in rows if not may_read(looking, owner, where.get(id)))
    return frozenset(found)


def _leads(session: Session, picked: Clause) -> dict[int, Standing]:
    rows = session.sql(
        "SELECT id, state, account, contact FROM lead"
        f" WHERE {picked.sql} AND withdrawn = 0 AND status_reason <> 'merged'",
        picked.params,
    )
    closed = [id for id, standing, _, _ in rows if standing != State.OPEN]
    became = {id: (account, contact) for id, _, account, contact in rows}
    if closed:
        of = _many(session, "lead", closed)
        for lead, account, contact in session.sql(
            "SELECT lead, account, contact FROM qualification"
            f" WHERE {of.sql} AND {stands('qualification.op')} ORDER BY cycle, op",
            of.params,
        ):
            before = became[lead]
            became[lead] = (account or before[0], contact or before[1])
    return {
        code(Kind.LEAD, id): Standing(State(standing), _refs(*became[id]) if standing != State.OPEN else ())
        for id, standing, _, _ in rows
    }


def _refs(account: int | None, contact: int | None) -> tuple[Ref, ...]:
    """The customer, the person first."""
    refs: list[Ref] = [] if contact is None else [(Kind.CONTACT, contact)]
    return tuple(refs if account is None else [*refs, (Kind.ACCOUNT, account)])


def stored_by(session: Session, kind: Kind, import_id: int) -> frozenset[int]:
    """Numbers of the records that the batches of an import stored so far."""
    rows = session.sql(
        "SELECT e.record FROM event e JOIN operation o ON o.id = e.op"
        " WHERE o.op_id LIKE ? AND e.action = 'import' AND e.kind = ?",
        [f"import:{import_id}:%", str(kind)],
    )
    return frozenset(code(kind, record) for (record,) in rows)


def readable_briefs(session: Session, refs: Iterable[Ref]) -> dict[Ref, Brief]:
    """Those records in one line each; of those that the acting user may not read only the owner."""
    looking = reader(session)
    return {
        its: brief if seen_by(looking, brief) else veiled(brief)
        for its, brief in briefs(session, refs, veil=False).items()
    }


def last_event(session: Session) -> int:
    """Id of the last event, 0 where there is none."""
    return int(session.sql("SELECT coalesce(max(id), 0) FROM event")[0][0])


def written_since(session: Session, event: int, import_id: int) -> set[int]:
    """Numbers of the records that were written after that event, but by batches of that import."""
    rows = session.sql(
        "SELECT DISTINCT e.kind, e.record FROM event e JOIN operation o ON o.id = e.op"
        " WHERE e.id > ? AND e.kind <> 'activity' AND o.op_id NOT LIKE ?",
        [event, f"import:{import_id}:%"],
    )
    return {code(Kind(kind), record) for kind, record in rows}


def _many(session: Session, column: str, numbers: Sequence[int]) -> Clause:
    """The column holds one of those integers, however many they are."""
    if session.engine == "postgresql":
        return Clause(f"{column} = ANY(?::bigint[])", (list(numbers),))
    return Clause(f"{column} IN (SELECT value FROM json_each(?))", (json.dumps(list(numbers)),))
