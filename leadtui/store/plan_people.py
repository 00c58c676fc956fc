"""The account and contact that a plan is about: said, the opportunity's, linked, or of an earlier life."""

from collections.abc import Mapping, Sequence

from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.match import Band, Match
from leadtui.domain.plan import NEW, NONE, VEILED, Choice, Known, Request
from leadtui.domain.policy import Making
from leadtui.domain.records import Account, Brief, Contact, Opportunity, Record
from leadtui.domain.results import Exit, Refusal
from leadtui.store import rights
from leadtui.store.briefs import briefs, seen_by
from leadtui.store.clauses import places, stands
from leadtui.store.merged import losers, survivor
from leadtui.store.policies import policy
from leadtui.store.reads import any_record as record
from leadtui.store.session import Session


def customers(session: Session, lead: Lead, request: Request, theirs: Mapping[Kind, int]) -> Known | Refusal:
    """The contact and the account; ``theirs`` are those of the opportunity to join."""
    offered, said = dict(theirs), dict.fromkeys(theirs, "the opportunity's")
    contact = _chosen(session, Kind.CONTACT, lead, request.contact, offered)
    if isinstance(contact, Refusal):
        return contact
    person = contact if isinstance(contact, Contact) and _linked(session, request) else None
    home = _home(session, person) if person else None
    if person and home and Kind.ACCOUNT not in offered and _brings(session, lead, request, person, home):
        offered[Kind.ACCOUNT], said[Kind.ACCOUNT] = home.id, f"that of {person.title}"
    account = _chosen(session, Kind.ACCOUNT, lead, request.account, offered)
    if isinstance(account, Refusal):
        return account
    return Known(account if isinstance(account, Account) else None, person, home, said)


def _linked(session: Session, request: Request) -> bool:
    """Whether a contact that is there is linked: no other was asked for, and the policy has contacts."""
    never = policy(session).making[Kind.CONTACT] is Making.NEVER
    return request.contact not in (NEW, NONE) and not (never and request.contact is None)


def customer_of(sale: Opportunity, lead: Lead, matches: Sequence[Match]) -> dict[Kind, int]:
    """The account of an opportunity to join; its contact only where that is the lead's person.

    Another person is one more stakeholder.
    """
    found: dict[Kind, int] = {}
    if sale.account is not None:
        found[Kind.ACCOUNT] = sale.account
    same = any(one.ref == (Kind.CONTACT, sale.contact) and one.band is Band.BLOCK for one in matches)
    if sale.contact is not None and lead.contact is None and (same or not lead.name):
        found[Kind.CONTACT] = sale.contact
    return found


def _home(session: Session, person: Contact) -> Brief | None:
    """The account that a contact belongs to."""
    if person.account is None:
        return None
    found = briefs(session, [(Kind.ACCOUNT, person.account)]).get((Kind.ACCOUNT, person.account))
    return found if found is None or seen_by(rights.reader(session), found) else found._replace(state=VEILED)


def _brings(session: Session, lead: Lead, request: Request, person: Contact, home: Brief) -> bool:
    """Whether the contact that is linked brings its account along, as a lookup in Dynamics does.

    Not over an account that is linked to the lead, nor over that of the earlier life of which the contact
    is; not for a private person; and not where the user may not read it.
    """
    if lead.account is not None or lead.private_person or home.state == VEILED:
        return False
    here = person.id in (request.contact, lead.contact)
    return here or _became(session, Kind.ACCOUNT, lead) is None


def _chosen(
    session: Session, kind: Kind, lead: Lead, choice: Choice, offered: Mapping[Kind, int]
) -> Record | Refusal | None:
    """The record that was asked for, else what is offered, the lead's link, or its earlier life's."""
    if isinstance(choice, int):
        found = record(session, kind, choice)
        return found or Refusal(
            "not_found",
            f"There is no {kind} {choice} to link.",
            f"Look at the number again, or say --{kind} new or none.",
            (kind.value,),
            Exit.NOT_FOUND,
        )
    number = offered.get(kind) or getattr(lead, kind.value) or _became(session, kind, lead)
    return None if number is None else record(session, kind, number)


def _became(session: Session, kind: Kind, lead: Lead) -> int | None:
    """The latest account or contact that the lead became and that still stands.

    Or that a lead became which was merged into this one; of one that was merged, what stands for it.
    """
    leads = [lead.id, *losers(session, Kind.LEAD, lead.id)]
    rows = session.sql(
        f"SELECT q.{kind} FROM qualification q WHERE q.lead IN ({places(len(leads))})"
        f" AND q.{kind} IS NOT NULL AND {stands('q.op')}"
        " ORDER BY q.op DESC",
        leads,
    )
    found = (survivor(session, kind, number) for (number,) in rows)
    return next((number for number in found if record(session, kind, number)), None)
