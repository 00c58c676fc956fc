"""The opportunities that came of a lead: made or joined in one of its lives, and not detached since."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from leadtui.domain.brief import Brief
from leadtui.domain.fields import Kind
from leadtui.store.briefs import briefs
from leadtui.store.clauses import OPEN_SALE, places, stands
from leadtui.store.merged import losers, survivor
from leadtui.store.session import Session

_DETACHED: Final = (
    f"{stands('d.op')} AND NOT EXISTS (SELECT 1 FROM origin q WHERE q.lead = d.lead"
    f" AND q.opportunity = d.opportunity AND q.op > d.op AND {stands('q.op')})"
)


def lead_sales(session: Session, lead: int) -> list[Brief]:
    """The open opportunities of a lead, by number; of one that may not be read only whose it is.

    Each says how many other leads it came of, too: what becomes of it becomes of theirs.
    """
    numbers, leads = came_of(session, lead, open_only=True)
    gone = detached(session, leads) if numbers else {}
    numbers = [number for number in numbers if number not in gone]
    found = briefs(session, [(Kind.OPPORTUNITY, number) for number in numbers])
    shared = _others(session, numbers, leads) if numbers else {}
    return [found[Kind.OPPORTUNITY, number]._replace(shared=shared.get(number, 0)) for number in numbers]


def came_of(session: Session, lead: int, *, open_only: bool = False) -> tuple[list[int], list[int]]:
    """The opportunities that came of a lead, by number, detached ones too; and the leads that count as it."""
    leads = [lead, *losers(session, Kind.LEAD, lead)]
    marks = places(len(leads))
    which = f" AND {OPEN_SALE}" if open_only else ""
    rows = session.sql(
        f"SELECT id FROM opportunity WHERE withdrawn = 0{which} AND (lead IN ({marks}) OR id IN (SELECT"
        f" opportunity FROM origin WHERE lead IN ({marks}) AND {stands('origin.op')})) ORDER BY id",
        leads * 2,
    )
    return [number for (number,) in rows], leads


def _others(session: Session, sales: Sequence[int], leads: Sequence[int]) -> dict[int, int]:
    """How many leads other than those each opportunity came of; what was merged counts once."""
    marks = places(len(sales))
    rows = session.sql(
        "SELECT f.opportunity, f.lead FROM (SELECT id AS opportunity, lead FROM opportunity"
        f" WHERE id IN ({marks}) AND lead IS NOT NULL UNION SELECT opportunity, lead FROM origin"
        f" WHERE opportunity IN ({marks}) AND {stands('origin.op')}) f WHERE f.lead NOT IN"
        f" ({places(len(leads))}) AND NOT EXISTS (SELECT 1 FROM detachment d WHERE d.lead = f.lead"
        f" AND d.opportunity = f.opportunity AND {_DETACHED})",
        [*sales, *sales, *leads],
    )
    known = {lead: survivor(session, Kind.LEAD, lead) for lead in {lead for _, lead in rows}}
    pairs = {(sale, known[lead]) for sale, lead in rows}
    return Counter(sale for sale, _ in pairs)


def detached(session: Session, leads: Sequence[int]) -> dict[int, str]:
    """The opportunities that go on without those leads, and why.

    One that a lead joined again since is its own once more.
    """
    rows = session.sql(
        f"SELECT d.opportunity, d.reason FROM detachment d WHERE d.lead IN ({places(len(leads))})"
        f" AND {_DETACHED} ORDER BY d.op",
        list(leads),
    )
    return dict(rows)
