"""What the plan on screen is made of, read in one go."""

from leadtui import store
from leadtui.domain.brief import Brief
from leadtui.domain.fields import Kind
from leadtui.domain.plan import Plan, Request
from leadtui.domain.results import Refusal
from leadtui.store import Session

Read = tuple[Plan, tuple[Brief, ...]]
"""A plan, and the open opportunities of its customer that the lead could join."""


def read_plan(session: Session, lead: int, request: Request) -> Read | Refusal:
    """The plan of a lead as it was asked for."""
    plan = store.plan(session, lead, request)
    if isinstance(plan, Refusal):
        return plan
    account, contact = (plan.planned(kind).id for kind in (Kind.ACCOUNT, Kind.CONTACT))
    if account is None and contact is None:
        return plan, ()
    joined = {each.id for each in plan.sales}
    found = store.open_sales(session, account, contact)
    return plan, tuple(one for one in found if one.id not in joined)
