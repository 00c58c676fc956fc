"""One record whole: what a detail screen and ``show`` need, read in a few statements."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby

from leadtui.domain.access import may_read
from leadtui.domain.checklist import evaluate
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.match import Alike
from leadtui.domain.records import (
    Brief,
    LeadDetail,
    Qualification,
)
from leadtui.domain.rows import owner_title
from leadtui.store import columns, rights
from leadtui.store.briefs import Ref, briefs
from leadtui.store.clauses import places
from leadtui.store.derived import looked_at
from leadtui.store.duplicates import duplicates_of
from leadtui.store.merged import losers, merged_briefs, survivor, told
from leadtui.store.people import owner_titles
from leadtui.store.reads import any_record as record
from leadtui.store.session import Row, Session
from leadtui.store.timelines import changed_since, tasks, timeline


def lead_detail(session: Session, number: int) -> LeadDetail | None:
    """A lead whole, None where there is none of that id or it was withdrawn.

    Raises:
        NoRight: it is not the acting user's to read.
    """
    found = record(session, Kind.LEAD, number)
    if not isinstance(found, Lead):
        return None
    rights.readable(session, Kind.LEAD, number, found.owner)
    linked = briefs(session, refs((Kind.ACCOUNT, found.account), (Kind.CONTACT, found.contact)))
    merged = merged_briefs(session, Kind.LEAD, losers(session, Kind.LEAD, number))
    lives = qualifications(session, number)
    others = told(session, merged)
    entries, more = timeline(session, Kind.LEAD, number, merged=others, around=_sales(session, lives))
    open_tasks = tasks(session, Kind.LEAD, number)
    facts, rules = looked_at(session, found, bool(open_tasks))
    # One that was merged looks like the one that stands for it: nobody is asked about that any more.
    alike = Alike() if found.status_reason == "merged" else duplicates_of(session, Kind.LEAD, number)
    return LeadDetail(
        lead=found,
        checklist=evaluate(found, facts, rules.items),
        owner_name=owner_title(owner_titles(session), found.owner),
        account=linked.get((Kind.ACCOUNT, found.account or 0)),
        contact=linked.get((Kind.CONTACT, found.contact or 0)),
        qualifications=lives,
        timeline=entries,
        duplicates=alike.matches,
        colleagues=alike.colleagues,
        tasks=open_tasks,
        more=more,
        merged_into=_survivor(session, found),
        merged=merged,
        policy=rules.version,
    )


def _sales(session: Session, lives: Iterable[Qualification]) -> list[Ref]:
    """The opportunities that a lead became, as far as they are the user's to read."""
    sales = {(one.kind, one.id): one.owner for past in lives for one in past.opportunities}
    if not sales:
        return []
    looking = rights.reader(session)
    return [ref for ref, owner in sales.items() if may_read(looking, owner)]


def _survivor(session: Session, lead: Lead) -> Brief | None:
    """The lead that stands for one that was merged."""
    if lead.status_reason != "merged":
        return None
    number = survivor(session, Kind.LEAD, lead.id)
    return briefs(session, [(Kind.LEAD, number)]).get((Kind.LEAD, number)) if number != lead.id else None


def qualifications(session: Session, lead: int) -> tuple[Qualification, ...]:
    """Which records a lead became, its latest life first; those that were undone are left out.

    Each record says what was changed on it since; one that was merged away is the one that stands for
    it now. What leads became that were merged into this one is among them.
    """
    leads = [lead, *losers(session, Kind.LEAD, lead)]
    rows = session.sql(
        "SELECT q.cycle, q.op, q.at, q.actor, q.account, q.contact, q.opportunity, q.account_created,"
        f" q.contact_created, q.why, q.lead FROM qualification q WHERE q.lead IN ({places(len(leads))})"
        " AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.undoes = q.op) ORDER BY q.op DESC",
        leads,
    )
    rows = [_standing(session, row) for row in rows]
    found = _with_changes(session, rows)
    lives = groupby(rows, key=lambda row: (row[10], row[0]))
    return tuple(_qualification(of, list(life), found) for (of, _), life in lives)


def _standing(session: Session, row: Row) -> Row:
    """The row with the account and contact that stand for the ones it names."""
    account, contact = row[4], row[5]
    if account is not None:
        account = survivor(session, Kind.ACCOUNT, account)
    if contact is not None:
        contact = survivor(session, Kind.CONTACT, contact)
    return (*row[:4], account, contact, *row[6:])


def _with_changes(session: Session, rows: list[Row]) -> dict[tuple[Ref, int], Brief]:
    """The records of those qualifications, by what they are and by which operation."""
    since = [(ref, row[1]) for row in rows for ref in _made(row)]
    known = briefs(session, (ref for ref, _ in since))
    changes = changed_since(session, [key for key in since if key[0] in known])
    return {key: replace(known[key[0]], changed=fields) for key, fields in changes.items()}


def _qualification(lead: int, rows: list[Row], found: dict[tuple[Ref, int], Brief]) -> Qualification:
    cycle, op, at, actor, account, contact, _, account_created, contact_created, why, _ = rows[0]
    opportunities = (found.get(((Kind.OPPORTUNITY, row[6]), row[1])) for row in rows if row[6] is not None)
    return Qualification(
        lead=lead,
        cycle=cycle,
        at=columns.moment(at),
        by=actor,
        account=found.get(((Kind.ACCOUNT, account or 0), op)),
        contact=found.get(((Kind.CONTACT, contact or 0), op)),
        opportunities=tuple(brief for brief in opportunities if brief),
        account_created=bool(account_created),
        contact_created=bool(contact_created),
        why=why,
    )


def _made(row: Row) -> list[Ref]:
    return refs((Kind.ACCOUNT, row[4]), (Kind.CONTACT, row[5]), (Kind.OPPORTUNITY, row[6]))


def refs(*wanted: tuple[Kind, int | None]) -> list[Ref]:
    """Those that are there."""
    return [(kind, number) for kind, number in wanted if number is not None]
