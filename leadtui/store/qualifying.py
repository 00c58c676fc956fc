"""Qualifying a lead: what the plan says, in one transaction."""

from leadtui.domain.fields import Kind
from leadtui.domain.lead import Command, Lead, State, may
from leadtui.domain.plan import Plan, Planned, Request
from leadtui.domain.qualification import refusal
from leadtui.domain.results import Done, Refusal, Result
from leadtui.domain.text import listed
from leadtui.store import rights
from leadtui.store.models import QualificationTable
from leadtui.store.operation import Op
from leadtui.store.plans import build, snapshot
from leadtui.store.policies import policy
from leadtui.store.records import standing, standing_lead
from leadtui.store.session import Session
from leadtui.store.statements import Statement, named
from leadtui.store.writing import command

_BECAME = Statement(lambda: QualificationTable.insert(named(QualificationTable)))


def qualify(session: Session, id: int, request: Request, *, op_id: str | None = None) -> Result:
    """Close an open lead as qualified, with the account, contact and opportunity of its plan.

    The plan is built again inside the transaction, so that what the checklist, the duplicates and
    the linked records say is true when it is written. ``op_id`` names this very command: a retry
    with it happens once.

    Returns:
        `Done` with the ids of the three records, a `Conflict` when the lead is newer than
        ``request.version``, or a `Refusal`: ``closed``, ``checklist``, ``duplicates``, ``customer``,
        ``why``, ``not_found``, ``value``, ``right``.

    Raises:
        NotFound: there is no such lead.
    """

    def work(op: Op) -> Result:
        lead = standing_lead(op, id)
        if closed := may(Command.QUALIFY, lead):
            return closed
        if request.version is not None and request.version != lead.version:
            return op.conflict(Kind.LEAD, id, request.version)
        plan = build(session, lead, request)
        if isinstance(plan, Refusal):
            return plan
        return rights.of_plan(session, plan) or refusal(plan) or _write(op, plan)

    return command(session, "qualify", work, op_id=op_id, about=(Kind.LEAD, id))


def _write(op: Op, plan: Plan) -> Done:
    lead, why = plan.lead, plan.request.why
    account = _customer(op, lead, plan.planned(Kind.ACCOUNT), {})
    contact = _customer(op, lead, plan.planned(Kind.CONTACT), _belonging(plan, account))
    opportunity = _opportunity(op, plan, account, contact)
    if why:
        note = {"about_kind": "lead", "about_id": lead.id, "kind": "note", "text": why, "cycle": lead.cycle}
        op.insert(Kind.ACTIVITY, note, "log")
    became = {"account": account, "contact": contact, "opportunity": opportunity}
    _remember(op, plan, became)
    closing = {
        "state": State.QUALIFIED,
        "status_reason": "qualified",
        "closed_at": op.at,
        "closed_by": op.session.user,
    }
    op.update(Kind.LEAD, lead.id, closing, "qualify", version=lead.version, note=why)
    op.title = _sentence(plan)
    made = (opportunity,) if opportunity is not None else ()
    return op.done(Kind.LEAD, lead.id, op.title, account=account, contact=contact, opportunities=made)


def _belonging(plan: Plan, account: int | None) -> dict[str, object]:
    """Where a contact belongs: to the account, else the company stays with it as text."""
    if account is not None:
        return {"account": account}
    return {"company": plan.lead.company} if plan.lead.company else {}


def _customer(op: Op, lead: Lead, planned: Planned, belonging: dict[str, object]) -> int | None:
    """Make or link one of account and contact; a linked one has only its blanks filled."""
    if planned.action == "none":
        return None
    if planned.action == "create":
        return op.insert(planned.kind, {**planned.values, **belonging, "lead": lead.id}, "create")
    assert planned.id is not None
    return _link(op, lead, planned.kind, planned.id, {**planned.values, **belonging})


def _link(op: Op, lead: Lead, kind: Kind, id: int, values: dict[str, object]) -> int:
    record = standing(op, kind, id)
    blanks = {name: value for name, value in values.items() if not getattr(record, name)}
    if blanks.get("company") and getattr(record, "account", None):
        del blanks["company"]  # its account says the company already
    told = f"Linked by lead {lead.id}, {lead.title}."
    op.update(kind, id, blanks, "link", version=record.version, note=told, force=True)
    return id


def _opportunity(op: Op, plan: Plan, account: int | None, contact: int | None) -> int | None:
    planned, lead = plan.planned(Kind.OPPORTUNITY), plan.lead
    customer: dict[str, object] = {"account": account, "contact": contact}
    if planned.action == "none":
        return None
    if planned.action == "create":
        values = {"topic": planned.title or None, **planned.values, **customer, "lead": lead.id}
        return op.insert(Kind.OPPORTUNITY, values, "create")
    assert planned.id is not None
    return _link(op, lead, planned.kind, planned.id, {**planned.values, **customer})


def _remember(op: Op, plan: Plan, became: dict[str, int | None]) -> None:
    """The row that says what the lead became in this cycle, with how it stood then."""
    created = {f"{each.kind}_created": int(each.action == "create") for each in plan.records}
    row = {
        "lead": plan.lead.id,
        "cycle": plan.lead.cycle,
        "op": op.id,
        "at": op.now,
        "actor": op.session.user,
        "why": plan.request.why,
        "snapshot": snapshot(plan, became, policy(op.session).version),
    }
    op.session.run(_BECAME, **row, **became, **created)


def _sentence(plan: Plan) -> str:
    words = {"create": "made", "link": "linked"}
    told = [f"{each.kind} {each.title} {words[each.action]}" for each in plan.records if each.action in words]
    return f"Qualified {plan.lead.title}: {listed(told) or 'nothing made or linked'}."
