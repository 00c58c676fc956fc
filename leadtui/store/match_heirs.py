"""What was decided on a record goes on for what it becomes: what is made of a lead, what is left of a merge.

It stands between the heir and the same others until something compared of either changes. As it is written
by the operation that makes the heir, undo takes it away; so does undo of the decision itself, which is known
by who decided it when.
"""

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Final

from leadtui.domain.fields import Kind
from leadtui.store import match_verdicts
from leadtui.store.match_lookup import known
from leadtui.store.match_pairs import pairing
from leadtui.store.match_state import code, ref
from leadtui.store.match_values import Values
from leadtui.store.match_verdicts import Row, digest, digest_of, holding
from leadtui.store.session import Session

if TYPE_CHECKING:
    from leadtui.matching import Facts

_MADE_OF_LEADS: Final = (Kind.ACCOUNT, Kind.CONTACT)


def decided_on(session: Session, records: Collection[int]) -> list[Row]:
    """The decisions that are true of those records now, by their numbers."""
    rows = match_verdicts.about(session, records)
    if not rows:
        return []
    texts = {each: text for each, (_, text) in known(session, _numbers(rows)).items()}
    wanted = {
        row.pair: digest(texts[row.low], texts[row.high]) for row in rows if texts.keys() >= set(row.pair)
    }
    return list(holding(rows, wanted).values())


def pass_on(session: Session, decided: Iterable[Row], before: Collection[int], heir: int, op: int) -> None:
    """Let decisions stand for the heir of the records that they were made on.

    Args:
        session: the store, in a transaction; the heir is in the index.
        decided: what `decided_on` told of these records.
        before: their numbers; what was decided between two of them ends here.
        heir: the number of what they became.
        op: the operation by which they did.
    """
    # Of one other the newest decision counts.
    others = {
        other: row
        for row in sorted(decided, key=lambda row: row.op)
        for other in row.pair
        if other not in before and heir != other
    }
    facts = known(session, [heir, *others]) if others else {}
    rows: list[Row] = []
    for other, row in others.items():
        if not {heir, other} <= facts.keys() or not _concerns(before, facts[heir][0], facts[other][0]):
            continue
        low, high = sorted((heir, other))
        now = digest_of((heir, facts[heir][1]), (other, facts[other][1]))
        if (row.pair, row.digest) != ((low, high), now):
            rows.append(row._replace(low=low, high=high, op=op, digest=now))
    match_verdicts.write(session, rows)


def _concerns(before: Collection[int], heir: "Facts", other: "Facts") -> bool:
    """Whether what was decided is about the heir: of an account not that its lead is another person.

    Two colleagues are two leads and two contacts of one account.
    """
    of_lead = heir.kind == Kind.ACCOUNT and any(ref(each)[0] is Kind.LEAD for each in before)
    return not of_lead or pairing(heir, other)


def of_leads(session: Session, kind: Kind, made: Iterable[Values]) -> None:
    """The same for new accounts and contacts that are made of leads, in the transaction that makes them."""
    for row in made if kind in _MADE_OF_LEADS else ():
        if row["lead"] is not None:
            lead = (code(Kind.LEAD, row["lead"]),)
            pass_on(session, decided_on(session, lead), lead, code(kind, row["id"]), row["op"])


def of_decision(session: Session, pair: Sequence[int], operation: int) -> list[Row]:
    """What was passed on of a decision and still counts: the newest word on each pair of heirs.

    Args:
        session: the store, where the decision itself is taken back already.
        pair: numbers of the two records that it was made on, the lower one first.
        operation: the one that decided it.
    """
    made = session.sql(
        "SELECT verdict, reason, actor, at FROM match_verdict WHERE low = ? AND high = ? AND op = ?",
        [*pair, operation],
    )
    found: dict[tuple[int, int], Row] = {}
    asked, new = set[int](), set(pair)
    while new:  # an heir has heirs of its own
        rows = match_verdicts.about(session, new)
        newest = {row.pair: row for row in sorted(rows, key=lambda row: row.op)}
        its = {
            one: row for one, row in newest.items() if row.op > operation and row[2:6] in made and row.verdict
        }
        found |= its
        asked |= new
        new = {number for one in its for number in one} - asked
    return list(found.values())


def _numbers(rows: Iterable[Row]) -> list[int]:
    return sorted({number for row in rows for number in row.pair})
