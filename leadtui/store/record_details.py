"""An account, contact or opportunity whole: what it belongs to, what hangs on it, what happened around it."""

from collections.abc import Iterable
from typing import Final

from leadtui.domain.customers import Account, Contact, Opportunity
from leadtui.domain.details import Brief, RecordDetail
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.rows import owner_title
from leadtui.store import rights
from leadtui.store.briefs import Ref, briefs, hanging
from leadtui.store.clauses import places, stands
from leadtui.store.closings import named_text
from leadtui.store.details import refs
from leadtui.store.merged import losers, merged_briefs, survivor, told
from leadtui.store.people import owner_titles
from leadtui.store.reads import any_record as record
from leadtui.store.session import Session
from leadtui.store.timelines import tasks, timeline

_RELATED: Final = 100  # of each kind; a view filtered by the account shows all of them


def record_detail(session: Session, kind: Kind, number: int) -> RecordDetail | None:
    """An account, contact or opportunity whole, None where there is none of that id or it was withdrawn.

    What was logged on the records that hang on it, the leads it came from above all, is on its timeline.

    Raises:
        NoRight: it is not the acting user's to read.
    """
    found = record(session, kind, number)
    if found is None or isinstance(found, Lead):
        return None
    rights.readable(session, kind, number, found.owner)
    related = tuple(_related(session, found))
    merged = merged_briefs(session, kind, losers(session, kind, number))
    around = [(one.kind, one.id) for one in related if _hangs(kind, one.kind)]
    entries, more = timeline(session, kind, number, merged=told(session, merged), around=around)
    return RecordDetail(
        kind=kind,
        record=found,
        owner_name=owner_title(owner_titles(session), found.owner),
        related=related,
        timeline=entries,
        more=more,
        merged=merged,
        tasks=tasks(session, kind, number),
    )


def _hangs(kind: Kind, other: Kind) -> bool:
    """Whether what is logged on a related record is about this one too; all of its account is not."""
    return other in (Kind.LEAD, Kind.OPPORTUNITY) or (kind, other) == (Kind.ACCOUNT, Kind.CONTACT)


def _related(session: Session, found: Account | Contact | Opportunity) -> Iterable[Brief]:
    """What it belongs to first, then what belongs to it, the newest first."""
    match found:
        case Account():
            yield from _found(session, (Kind.ACCOUNT, found.parent))
            yield from hanging(session, Kind.ACCOUNT, "parent = ?", [found.id], _RELATED)
            yield from hanging(session, Kind.CONTACT, "account = ?", [found.id], _RELATED)
            yield from hanging(session, Kind.OPPORTUNITY, "account = ?", [found.id], _RELATED)
            yield from _leads(session, Kind.ACCOUNT, found.id, found.lead)
        case Contact():
            yield from _found(session, (Kind.ACCOUNT, found.account))
            yield from _sales_of(session, found.id)
            yield from _leads(session, Kind.CONTACT, found.id, found.lead)
        case Opportunity():
            yield from _found(session, (Kind.ACCOUNT, found.account))
            yield from _people_of(session, found)
            yield from _leads(session, Kind.OPPORTUNITY, found.id, found.lead)


def _sales_of(session: Session, contact: int) -> Iterable[Brief]:
    """The opportunities of a contact, each with the part that it has in it.

    One without an account has the contact for its customer, else the contact is a stakeholder; those too that
    a lead fed which became this contact.
    """
    ids = [contact, *losers(session, Kind.CONTACT, contact)]
    fed = (
        "SELECT o.opportunity FROM origin o JOIN qualification q ON q.op = o.op AND q.lead = o.lead"
        f" WHERE q.contact IN ({places(len(ids))}) AND {stands('o.op')}"
    )
    sales = hanging(session, Kind.OPPORTUNITY, f"(contact = ? OR id IN ({fed}))", [contact, *ids], _RELATED)
    rows = session.sql("SELECT id FROM opportunity WHERE contact = ? AND account IS NULL", [contact])
    customer = {number for (number,) in rows}
    for one in sales:
        yield _with_part(one, one.id in customer)


def _with_part(one: Brief, customer: bool) -> Brief:
    """What a contact is to an opportunity, said of either."""
    part = "customer" if customer else "stakeholder"
    return one._replace(detail=", ".join(filter(None, (part, one.detail))))


def _people_of(session: Session, sale: Opportunity) -> Iterable[Brief]:
    """Its contact, the customer where it has no account; then the other people of leads that fed it."""
    rows = session.sql(
        "SELECT DISTINCT q.contact FROM origin o JOIN qualification q ON q.op = o.op AND q.lead = o.lead"
        f" WHERE o.opportunity = ? AND q.contact IS NOT NULL AND {stands('o.op')} ORDER BY q.contact",
        [sale.id],
    )
    fed = (survivor(session, Kind.CONTACT, number) for (number,) in rows)
    people = dict.fromkeys((sale.contact, *fed))
    for one in _found(session, *((Kind.CONTACT, number) for number in people)):
        yield _with_part(one, one.id == sale.contact and sale.account is None)


def _leads(session: Session, kind: Kind, number: int, origin: int | None) -> list[Brief]:
    """Leads that are linked to the record, became it or fed it, or that it came from; or that name it.

    Those that became, or name, one that was merged into it, too.
    """
    ids = [number, *losers(session, kind, number)]
    named = [named_text((kind, id)) for id in ids]
    linked = "" if kind is Kind.OPPORTUNITY else f"SELECT id FROM lead WHERE {kind} = ? UNION "
    became = "origin" if kind is Kind.OPPORTUNITY else "qualification"
    condition = (
        f"id IN ({linked}SELECT lead FROM {became} WHERE {kind} IN ({places(len(ids))})"
        f" AND {stands(f'{became}.op')}"
        f" UNION SELECT id FROM lead WHERE named IN ({places(len(named))})"
        " UNION SELECT id FROM lead WHERE id = ?)"
    )
    own = [number] if linked else []
    return hanging(session, Kind.LEAD, condition, [*own, *ids, *named, origin or 0], _RELATED)


def _found(session: Session, *wanted: tuple[Kind, int | None]) -> list[Brief]:
    named: list[Ref] = refs(*wanted)
    known = briefs(session, named)
    return [known[ref] for ref in named if ref in known]
