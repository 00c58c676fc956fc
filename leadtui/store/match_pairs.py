"""The pairs of records that look the same, kept by every write: lists and clusters only read them.

A pair stands in both directions. Its records are of one sort: two persons, two companies, two
opportunities; a lead of a person and the account of their company are no duplicates of each other.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from leadtui.domain.fields import Kind
from leadtui.store.match_lookup import Found, look_up
from leadtui.store.match_relations import related
from leadtui.store.match_state import State, among, ref
from leadtui.store.match_verdicts import decided_of, decisions
from leadtui.store.session import Session

if TYPE_CHECKING:
    from leadtui.matching import Facts

MILLION = 1_000_000
_COLUMNS = ("record", "other", "probability", "decided")


def sort_of(facts: "Facts") -> str:
    """What a record is of: a person, a company or an opportunity; only of one sort two are the same."""
    if facts.kind == Kind.OPPORTUNITY:
        return "opportunity"
    return "company" if facts.kind == Kind.ACCOUNT or not facts.person else "person"


def pairing(one: "Facts", other: "Facts") -> bool:
    """Whether two records can be one and the same."""
    first, second = sort_of(one), sort_of(other)
    # A nameless lead may be of a person or a company; a lead or contact beside it is of either.
    return first == second or (
        Kind.ACCOUNT not in (one.kind, other.kind) and "opportunity" not in (first, second)
    )


def renew(session: Session, record: int, facts: "Facts", text: str, state: State) -> list[int]:
    """Check a record against the book and write its pairs anew, in both directions.

    Returns:
        Numbers of those that look the same and that nobody decided on, the likeliest first.
    """
    found = [one for one in look_up(session, facts, state, (record,)) if pairs_up(facts, one, state)]
    kind, id = ref(record)
    own = related(session, kind, id, [one.code for one in found]) if found else set[int]()
    left = [one for one in found if one.code not in own]
    decided = decisions(session, record, text, {one.code: one.text for one in left})
    forget(session, [record])
    write(
        session, ((record, one.code, millionths(one.score.probability), one.code in decided) for one in left)
    )
    left.sort(key=lambda one: -one.score.probability)
    return [one.code for one in left if one.code not in decided]


def pairs_up(facts: "Facts", one: Found, state: State) -> bool:
    """Whether that makes a pair."""
    return one.score.probability >= state.policy.warn and pairing(facts, one.facts)


def millionths(probability: float) -> int:
    """A probability as the column holds it."""
    return round(probability * MILLION)


def forget(session: Session, codes: Sequence[int]) -> None:
    """Take out all pairs of those records, in both directions."""
    mine = among(session, "record", codes)
    rows = session.sql(f"DELETE FROM match_pair WHERE {mine.sql} RETURNING other", mine.params)
    if others := sorted({other for (other,) in rows} - set(codes)):
        theirs, at = among(session, "record", others), among(session, "other", codes)
        session.sql(f"DELETE FROM match_pair WHERE {theirs.sql} AND {at.sql}", [*theirs.params, *at.params])


def write(session: Session, pairs: Iterable[tuple[int, int, int, bool]]) -> None:
    """Write pairs that are not there: two numbers, millionths, whether it is decided; each both ways."""
    rows = {
        (a, b, probability, int(decided))
        for one, other, probability, decided in pairs
        for a, b in ((one, other), (other, one))
    }
    if rows:
        session.insert_many("match_pair", _COLUMNS, sorted(rows))


def set_decided(session: Session, one: int, other: int, decided: bool) -> None:
    """Mark a pair as decided or open again, where it is one."""
    session.sql(
        "UPDATE match_pair SET decided = ? WHERE record = ? AND other = ? OR record = ? AND other = ?",
        [int(decided), one, other, other, one],
    )


def decide_again(session: Session, codes: Sequence[int]) -> None:
    """Mark the pairs of records whose facts are others now: what was decided of those before holds no more.

    Their probabilities stay as they are: to compare so many records again is for a scan.
    """
    if not codes:
        return
    found = [(record, other, was) for record, its in of(session, codes).items() for other, _, was in its]
    pairs = {(min(one, other), max(one, other)): was for one, other, was in found}
    picked = among(session, "record", sorted({number for pair in pairs for number in pair}))
    texts = dict(session.sql(f"SELECT record, facts FROM match_record WHERE {picked.sql}", picked.params))
    holding = decided_of(session, [pair for pair in pairs if texts.keys() >= set(pair)], texts)
    for pair, was in pairs.items():
        if was != (pair in holding):
            set_decided(session, *pair, pair in holding)


def of(session: Session, codes: Iterable[int]) -> Mapping[int, list[tuple[int, int, bool]]]:
    """The pairs of those records: other, millionths, decided, by record."""
    mine = among(session, "record", sorted(codes))
    found: dict[int, list[tuple[int, int, bool]]] = {}
    for record, other, probability, decided in session.sql(
        f"SELECT record, other, probability, decided FROM match_pair WHERE {mine.sql}", mine.params
    ):
        found.setdefault(record, []).append((other, probability, bool(decided)))
    return found
