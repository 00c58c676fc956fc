"""The whole book for a scan: read in one breath, and its pairs renewed by portions.

What is read is one moment's; every later write keeps its own records' pairs right by itself. So the
scan leaves the pairs of whatever was written since alone, and may be repeated or stopped at will.
"""

from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from leadtui.domain.fields import Kind
from leadtui.store import rebuilding
from leadtui.store.clauses import stands
from leadtui.store.match_lookup import COMMON
from leadtui.store.match_state import State, among, code, state
from leadtui.store.match_verdicts import decided_of
from leadtui.store.session import Session

Pair = tuple[int, int, int]
"""A record's number, the other's, and how likely they are the same, in millionths."""

_PARTS: Final = 128  # of the keys, which are spread evenly over 48 bits
_KEYS: Final = 1 << 48
_PORTION: Final = 50_000  # records read at a time


class Moment(NamedTuple):
    """When the book was read.

    Attributes:
        event: id of the last event by then.
        records: how many records are compared.
        state: the model and the rules.
    """

    event: int
    records: int
    state: State


@contextmanager
def one_moment(session: Session) -> Generator[Moment]:
    """A transaction in which all that is read is of one moment; it holds up nobody."""
    repeatable = " ISOLATION LEVEL REPEATABLE READ READ ONLY" if session.engine == "postgresql" else ""
    session.sql(f"BEGIN{repeatable}")
    try:
        event = session.sql("SELECT coalesce(max(id), 0) FROM event")[0][0]
        records = session.sql("SELECT count(*) FROM match_record")[0][0]
        yield Moment(int(event), int(records), state(session))
    finally:
        session.sql("COMMIT")


def shared_keys(session: Session) -> Iterator[list[tuple[int, str]]]:
    """Records that share a key: how many and their numbers, separated by commas; common keys left out.

    Yields:
        A share of them, 1/128 each.
    """
    sqlite = session.engine == "sqlite"
    each = "group_concat(record)" if sqlite else "string_agg(record::text, ',' ORDER BY record)"
    step = _KEYS // _PARTS
    for low in range(0, _KEYS, step):
        yield session.sql(
            f"SELECT count(*), {each} FROM match_key WHERE key >= ? AND key < ? GROUP BY key"
            f" HAVING count(*) BETWEEN 2 AND {COMMON}",
            [low, low + step],
        )


def all_facts(session: Session) -> Iterator[list[tuple[int, str]]]:
    """Number and packed facts of every record that takes part, ascending, by portions."""
    from leadtui.matching import VERSION

    last = -1
    while rows := session.sql(
        "SELECT record, facts FROM match_record WHERE record > ? AND version = ?"
        f" ORDER BY record LIMIT {_PORTION}",
        [last, VERSION],
    ):
        yield rows
        last = rows[-1][0]


def belonging(session: Session) -> Iterator[tuple[int, int]]:
    """Pairs of numbers that belong together and are no duplicates, see `match_relations`."""
    for kind, others in _LINKS.items():
        for other in others:
            rows = session.sql(f"SELECT id, {other} FROM {kind} WHERE {other} IS NOT NULL AND withdrawn = 0")
            yield from ((code(kind, id), code(other, its)) for id, its in rows)
    for other in (Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY):
        became = "origin" if other is Kind.OPPORTUNITY else "qualification"
        held = f"{other} IS NOT NULL AND {stands(f'{became}.op')}"
        rows = session.sql(f"SELECT lead, {other} FROM {became} WHERE {held}")
        yield from ((code(Kind.LEAD, lead), code(other, its)) for lead, its in rows)


_LINKS: Final = {
    Kind.LEAD: (Kind.ACCOUNT, Kind.CONTACT),
    Kind.CONTACT: (Kind.ACCOUNT, Kind.LEAD),
    Kind.ACCOUNT: (Kind.LEAD,),
    Kind.OPPORTUNITY: (Kind.ACCOUNT, Kind.CONTACT, Kind.LEAD),
}


def renew_pairs(session: Session, since: Moment, low: int, high: int, pairs: Sequence[Pair]) -> int | None:
    """Bring the pairs of a range of records to what a scan found, in a short transaction of its own.

    Args:
        session: the store.
        since: when the book was read; pairs of what was written later stay as they are.
        low: the first of the records' numbers.
        high: the number after the last one.
        pairs: all that the scan found of these records.

    Returns:
        How many pairs were written or taken out; None, and nothing written, where other rules hold now.
    """
    with session.transaction():
        if not _same_rules(session, since):
            return None
        later = _written_since(session, since.event)
        there = {
            (one, other): (probability, decided)
            for one, other, probability, decided in session.sql(
                "SELECT record, other, probability, decided FROM match_pair WHERE record >= ? AND record < ?",
                [low, high],
            )
            if one not in later and other not in later
        }
        both = {(a, b): p for a, b, p in pairs if a not in later and b not in later}
        decided = _decided(session, list(both))
        found = {(a, b): (p, int((min(a, b), max(a, b)) in decided)) for (a, b), p in both.items()}
        return _write(session, there, found)


_Rows = dict[tuple[int, int], tuple[int, int]]  # record and other; likelihood in millionths, whether decided


def _write(session: Session, there: _Rows, found: _Rows) -> int:
    """Bring what is there to what was found: how many rows that took."""
    gone, fresh = sorted(there.keys() - found.keys()), sorted(found.keys() - there.keys())
    for pair in gone:
        session.sql("DELETE FROM match_pair WHERE record = ? AND other = ?", pair)
    session.insert_many(
        "match_pair",
        ("record", "other", "probability", "decided"),
        [(*pair, *found[pair]) for pair in fresh],
    )
    others = [(*its, *pair) for pair, its in found.items() if there.get(pair, its) != its]
    for row in others:
        session.sql("UPDATE match_pair SET probability = ?, decided = ? WHERE record = ? AND other = ?", row)
    return len(gone) + len(fresh) + len(others)


def finish_scan(session: Session, since: Moment) -> bool:
    """All pairs are renewed: none waits to be checked one by one.

    Returns:
        Whether that is so: by other rules than the scan went by they all wait again.
    """
    with session.transaction():
        if not _same_rules(session, since):
            return False
        rebuilding.pairs_done(session)
        return True


def _same_rules(session: Session, since: Moment) -> bool:
    """Whether what makes a pair is what it was when the book was read; else its pairs are nobody's."""
    then, now = (
        (each.version, each.model, each.policy.warn, each.policy.evidence)
        for each in (since.state, state(session))
    )
    return then == now


def _written_since(session: Session, event: int) -> set[int]:
    """Numbers of the records that were written after that event, and of those that follow an account."""
    rows = session.sql("SELECT DISTINCT kind, record FROM event WHERE id > ? AND kind <> 'activity'", [event])
    found = {code(Kind(kind), record) for kind, record in rows}
    accounts = [record for kind, record in rows if kind == Kind.ACCOUNT]
    for kind in (Kind.CONTACT, Kind.OPPORTUNITY) if accounts else ():
        picked = among(session, "account", accounts)
        rows = session.sql(f"SELECT id FROM {kind} WHERE {picked.sql}", picked.params)
        found.update(code(kind, id) for (id,) in rows)
    return found


def _decided(session: Session, pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of the pairs, lower number first, on which a decision stands."""
    wanted = {(min(pair), max(pair)) for pair in pairs}
    if not wanted or not session.sql("SELECT 1 FROM match_verdict LIMIT 1"):
        return set()
    lows = [low for low, _ in wanted]
    rows = session.sql(
        "SELECT DISTINCT low, high FROM match_verdict WHERE low BETWEEN ? AND ?", [min(lows), max(lows)]
    )
    some = sorted(wanted & {(low, high) for low, high in rows})
    if not some:
        return set()
    picked = among(session, "record", sorted({number for pair in some for number in pair}))
    texts = dict(session.sql(f"SELECT record, facts FROM match_record WHERE {picked.sql}", picked.params))
    return set(decided_of(session, [pair for pair in some if texts.keys() >= set(pair)], texts))
