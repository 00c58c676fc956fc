"""Keeping the people of a lead that is disqualified: the account and contact of its plan, no opportunity.

The plan, its checks and what is written are those of a qualification (`plans`, `qualifying`): the same lead
gives the same account and contact either way.
"""

from dataclasses import replace

from leadtui.domain.closing import Ref, unkept
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Command, Lead, may
from leadtui.domain.plan import Plan, Request
from leadtui.domain.results import Refusal
from leadtui.store import plans, rights
from leadtui.store.errors import NotFound
from leadtui.store.reads import any_record
from leadtui.store.session import Session


def kept_people(session: Session, id: int, request: Request, named: Ref | None = None) -> Plan | Refusal:
    """What would be kept of a lead that is disqualified; nothing is written.

    ``named`` is the record that the reason names: that it looks the same is decided by that.

    Returns:
        The plan without an opportunity, where `domain.closing.unkept` says what has to be decided first; a
        `Refusal`: ``closed``, ``not_found``, ``value``, ``right``.

    Raises:
        NotFound: there is no such lead.
    """
    with session.reading():
        lead = any_record(session, Kind.LEAD, id)
        if not isinstance(lead, Lead):
            raise NotFound(f"There is no lead {id}.", "Look at the number again.")
        no = may(Command.DISQUALIFY, lead) or rights.touching(session, Kind.LEAD, id, lead.owner)
        return no or planned(session, lead, request, named)


def planned(session: Session, lead: Lead, request: Request, named: Ref | None) -> Plan | Refusal:
    """The same of a lead as it stands; whoever writes it asks `unkept` too."""
    reviewed = request.reviewed | {named} if named else request.reviewed
    plan = plans.build(session, lead, replace(request, opportunities=(), why="", reviewed=reviewed))
    if isinstance(plan, Refusal):
        return plan
    return rights.unread(session, plan) or rights.of_records(session, plan) or plan


def kept(session: Session, lead: Lead, request: Request, named: Ref | None) -> Plan | Refusal:
    """The plan of what is kept, where nothing has to be decided first; else the "no"."""
    plan = planned(session, lead, request, named)
    return plan if isinstance(plan, Refusal) else unkept(plan) or plan
