"""What people decided on pairs: true until something compared of either changes, or it is taken back.

The rows are kept for ever; one of an undone operation says nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from leadtui.domain.match import Decision, Verdict
from leadtui.store.clauses import stands
from leadtui.store.columns import moment
from leadtui.store.match_state import among
from leadtui.store.session import Session


class Row(NamedTuple):
    """What somebody decided on a pair; the columns of the table.

    Attributes:
        low, high: numbers of the two records, the lower one first.
        verdict: empty where a decision is taken back.
        actor, at: who decided it, when; also where a later operation passed it on.
        op: the operation that wrote it: with that it is taken back.
        digest: what it is true of.
    """

    low: int
    high: int
    verdict: str
    reason: str
    actor: str
    at: int
    op: int
    digest: str

    @property
    def pair(self) -> tuple[int, int]:
        """The two records."""
        return self.low, self.high


_SELECT = f"SELECT {', '.join(Row._fields)} FROM match_verdict WHERE {stands('match_verdict.op')} AND"


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
    rows = session.sql(f"{_SELECT} low = ? UNION ALL {_SELECT} high = ?", [record, record])
    wanted: dict[tuple[int, int], str] = {}
    for other, its in others.items():
        low, high = sorted((record, other))
        wanted[low, high] = digest_of((record, text), (other, its))
    found = holding(map(Row._make, rows), wanted)
    return {low if high == record else high: _decision(row) for (low, high), row in found.items()}


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
    rows = session.sql(f"{_SELECT} {lows.sql}", lows.params) if pairs else []
    wanted = {(low, high): digest(texts[low], texts[high]) for low, high in pairs}
    return {pair: _decision(row) for pair, row in holding(map(Row._make, rows), wanted).items()}


def holding(rows: Iterable[Row], wanted: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], Row]:
    """The decisions that are true of pairs as they are now, by pair: of each the newest, or none.

    Args:
        rows: decisions on these pairs, and on others.
        wanted: what each pair is now, see `digest`.
    """
    newest: dict[tuple[int, int], int] = {}
    found: dict[tuple[int, int], Row] = {}
    for row in sorted(rows, key=lambda row: row.op):
        if row.pair not in wanted:
            continue
        if row.op > newest.get(row.pair, 0):  # only the newest counts, taken back or not
            newest[row.pair] = row.op
            found.pop(row.pair, None)
        if row.verdict and row.digest == wanted[row.pair]:
            found[row.pair] = row
    return found


def _decision(row: Row) -> Decision:
    return Decision(Verdict(row.verdict), row.actor, moment(row.at), row.reason)


def write(session: Session, rows: Iterable[Row]) -> None:
    """Append decisions."""
    session.insert_many("match_verdict", Row._fields, list(rows))


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
    rows = about(session, before)
    texts = {**others, **before}
    now = {**others, **after}
    again = (
        row._replace(digest=digest(now[row.low], now[row.high]))
        for row in rows
        if {row.low, row.high} <= texts.keys() & now.keys()
        and row.digest == digest(texts[row.low], texts[row.high])
    )
    there = {(row.pair, row.op, row.digest) for row in rows}
    write(session, [row for row in dict.fromkeys(again) if (row.pair, row.op, row.digest) not in there])


def decided_against(session: Session, records: Mapping[int, str]) -> set[int]:
    """Numbers of whatever something was decided on together with one of those records."""
    return {number for row in about(session, records) for number in row.pair}


def about(session: Session, records: Collection[int]) -> list[Row]:
    """What was decided on those records, by their numbers, true or not."""
    if not records:
        return []
    low, high = (among(session, name, sorted(records)) for name in ("low", "high"))
    rows = session.sql(f"{_SELECT} ({low.sql} OR {high.sql})", [*low.params, *high.params])
    return [Row(*row) for row in rows]
