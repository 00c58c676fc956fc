"""What people decided on pairs: kept for ever, and true until something compared of either changes."""

from collections.abc import Mapping, Sequence
from hashlib import sha256

from leadtui.domain.match import Decision, Verdict
from leadtui.store.columns import moment
from leadtui.store.match_state import among
from leadtui.store.session import Session

COLUMNS = ("low", "high", "verdict", "reason", "actor", "at", "op", "digest")
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM match_verdict"


def digest(low: str, high: str) -> str:
    """What a decision is true of: the facts, packed, of the record of the lower number, then of the other."""
    from leadtui.matching import lasting

    return sha256(f"{lasting(low)}\n{lasting(high)}".encode()).hexdigest()[:32]


def digest_of(one: tuple[int, str], other: tuple[int, str]) -> str:
    """The same of two numbers with their texts, in any order."""
    (_, low), (_, high) = sorted((one, other))
    return digest(low, high)


def decisions(session: Session, record: int, text: str, others: Mapping[int, str]) -> dict[int, Decision]:
    """The decisions that stand between a record and others, by the others' numbers.

    Args:
        session: the store.
        record: its number.
        text: its facts, packed.
        others: facts, packed, of the others by number.
    """
    if not others:
        return {}
    rows = session.sql(f"{_SELECT} WHERE low = ? UNION ALL {_SELECT} WHERE high = ?", [record, record])
    wanted: dict[tuple[int, int], str] = {}
    for other, its in others.items():
        low, high = sorted((record, other))
        wanted[low, high] = digest_of((record, text), (other, its))
    standing = _standing(rows, wanted)
    return {low if high == record else high: made for (low, high), made in standing.items()}


def decided_of(
    session: Session, pairs: Sequence[tuple[int, int]], texts: Mapping[int, str]
) -> dict[tuple[int, int], Decision]:
    """The decisions that stand on many pairs, each with the lower number first.

    Args:
        session: the store.
        pairs: numbers of two records, the lower one first.
        texts: facts, packed, of all of them.
    """
    lows = among(session, "low", sorted({low for low, _ in pairs}))
    rows = session.sql(f"{_SELECT} WHERE {lows.sql}", lows.params) if pairs else []
    return _standing(rows, {(low, high): digest(texts[low], texts[high]) for low, high in pairs})


def _standing(
    rows: Sequence[tuple[int, int, str, str, str, int, int, str]], wanted: Mapping[tuple[int, int], str]
) -> dict[tuple[int, int], Decision]:
    newest: dict[tuple[int, int], int] = {}
    found: dict[tuple[int, int], Decision] = {}
    for low, high, verdict, reason, actor, at, op, its in sorted(rows, key=lambda row: row[6]):
        pair = low, high
        if pair not in wanted:
            continue
        if op > newest.get(pair, 0):  # only the newest counts, taken back or not
            newest[pair] = op
            found.pop(pair, None)
        if verdict and its == wanted[pair]:
            found[pair] = Decision(Verdict(verdict), actor, moment(at), reason)
    return found


def write(session: Session, rows: Sequence[tuple[int, int, str, str, str, int, int, str]]) -> None:
    """Append decisions; columns as in `COLUMNS`."""
    session.insert_many("match_verdict", COLUMNS, rows)


def carry(
    session: Session, before: Mapping[int, str], after: Mapping[int, str], others: Mapping[int, str]
) -> None:
    """Let decisions go on that only a new normaliser would end: the records themselves did not change.

    Args:
        session: the store, in a transaction.
        before: facts, packed, of records that are indexed anew, by number.
        after: the same as the new normaliser writes them.
        others: facts as the index held them before, of whatever they were decided against.
    """
    rows = _about(session, before)
    texts = {**others, **before}
    now = {**others, **after}
    again = [
        (low, high, verdict, reason, actor, at, op, digest(now[low], now[high]))
        for low, high, verdict, reason, actor, at, op, its in rows
        if low in texts
        and high in texts
        and its == digest(texts[low], texts[high])
        and low in now
        and high in now
    ]
    there = {(row[0], row[1], row[6], row[7]) for row in rows}
    write(session, [row for row in dict.fromkeys(again) if (row[0], row[1], row[6], row[7]) not in there])


def decided_against(session: Session, records: Mapping[int, str]) -> set[int]:
    """Numbers of whatever something was decided on together with one of those records."""
    return {number for row in _about(session, records) for number in row[:2]}


def _about(
    session: Session, records: Mapping[int, str]
) -> list[tuple[int, int, str, str, str, int, int, str]]:
    if not records:
        return []
    low, high = (among(session, name, sorted(records)) for name in ("low", "high"))
    return session.sql(f"{_SELECT} WHERE {low.sql} OR {high.sql}", [*low.params, *high.params])
