"""Qualifying a lead: what the plan says, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from leadtui.domain.fields import Kind
from leadtui.domain.lead import Command, Lead, State, may
from leadtui.domain.plan import Plan, Planned, Request
from leadtui.domain.qualification import refusal
from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.domain.text import listed
from leadtui.store import rights
from leadtui.store.models_history import OriginTable, QualificationTable
from leadtui.store.operation import Op
from leadtui.store.plans import build, snapshot
from leadtui.store.policies import policy
from leadtui.store.records import standing, standing_lead
from leadtui.store.session import Session
from leadtui.store.statements import Statement, named
from leadtui.store.writing import command

_ORIGIN = Statement(lambda: OriginTable.insert(named(OriginTable)))
_BECAME = Statement(lambda: QualificationTable.insert(named(QualificationTable)))


def qualify(session: Session, id: int, request: Request, *, op_id: str | None = None) -> Result:
    """Close an open lead as qualified, with the account, contact and opportunities of its plan.

    The plan is built again inside the transaction, so that what the checklist, the duplicates and
    the linked records say is true when it is written. ``op_id`` names this very command: a retry
    with it happens once.

    Returns:
        `Done` with the ids of the records, a `Conflict` when the lead is newer than ``request.version`` or
        a record that it links newer than in ``request.seen``, or a `Refusal`: ``closed``, ``checklist``,
        ``duplicates``, ``customer``, ``why``, ``not_found``, ``value``, ``owner``, ``right``.

    Raises:
        NotFound: there is no such lead.
    """

    def work(op: Op) -> Result:
        lead = standing_lead(op, id)
        if closed := may(Command.QUALIFY, lead):
            return closed
        if request.version is not None and request.version != lead.version:
            return op.conflict(Kind.LEAD, id, request.version)
        if since := moved(op, request):
            return since
        plan = build(session, lead, request)
        if isinstance(plan, Refusal):
            return plan
        no = rights.unread(session, plan) or rights.of_plan(session, plan) or refusal(plan)
        return no or _write(op, plan)

    said = chosen(request)
    return command(session, "qualify", work, op_id=op_id, about=(Kind.LEAD, id), said=said)


def chosen(request: Request) -> Request:
    """What a person asks for, without what they had seen when they did."""
    return replace(request, version=None, seen={}, policy=None, reviewed=frozenset())


def moved(op: Op, request: Request) -> Conflict | Refusal | None:
    """Who changed the policy, or a record that the plan links, since the caller saw it (`Request.seen`).

    Of one that is not theirs to read the "no" to that, and nothing of what changed.
    """
    now = policy(op.session).version
    if request.policy not in (None, now):
        from leadtui.store.applying import conflict  # it happens rarely

        return conflict(op.session, request.policy, now)
    for (kind, id), seen in request.seen.items():
        row = op.columns(kind, id)
        if row["version"] != seen:
            no = rights.touching(op.session, kind, id, row["owner"])
            return no or op.conflict(kind, id, seen)
    return None


def _write(op: Op, plan: Plan) -> Done:
    lead, why = plan.lead, plan.request.why
    account, contact = people(op, lead, plan.planned(Kind.ACCOUNT), plan.planned(Kind.CONTACT))
    customer: dict[str, object] = {"account": account, "contact": contact}
    made = tuple(_opportunity(op, plan, each, customer) for each in plan.sales)
    if why:
        note = {"about_kind": "lead", "about_id": lead.id, "kind": "note", "text": why, "cycle": lead.cycle}
        op.insert(Kind.ACTIVITY, note, "log")
    remember(op, plan, account, contact, made)
    closing = {
        "state": State.QUALIFIED,
        "status_reason": "qualified",
        "closed_at": op.at,
        "closed_by": op.session.user,
        "overridden": plan.request.override if plan.overridden else None,
    }
    _override(op, plan)
    op.update(Kind.LEAD, lead.id, closing, "qualify", version=lead.version, note=why)
    op.title = _sentence(plan)
    return op.done(Kind.LEAD, lead.id, op.title, account=account, contact=contact, opportunities=made)


def _override(op: Op, plan: Plan) -> None:
    """Tell what is gone past, and why, as an event of its own."""
    if past := [item.label.lower() for item in plan.overridden]:
        told = f"qualified without {listed(past)}: {plan.request.override}"
        op.tell("override", [((Kind.LEAD, plan.lead.id), told)])


def people(op: Op, lead: Lead, account: Planned, contact: Planned) -> tuple[int | None, int | None]:
    """Make or link the account and the contact of a plan, as part of the operation under way.

    Returns:
        Their numbers, None for one that is left out.
    """
    its = _customer(op, lead, account, {})
    return its, _customer(op, lead, contact, {} if its is None else {"account": its})


def _customer(op: Op, lead: Lead, planned: Planned, belonging: Mapping[str, object]) -> int | None:
    """Make or link one of account and contact; a linked one has only its blanks filled, unless it is said."""
    if planned.action == "none":
        return None
    if planned.action == "create":
        return op.insert(planned.kind, {**belonging, **planned.values, "lead": lead.id}, "create")
    assert planned.id is not None
    return _link(op, lead, planned, belonging)


def _link(op: Op, lead: Lead, planned: Planned, belonging: Mapping[str, object], why: str = "") -> int:
    assert planned.id is not None
    record = standing(op, planned.kind, planned.id)
    blanks = {name: id for name, id in belonging.items() if id and not getattr(record, name)}
    verb = "Joined" if planned.kind is Kind.OPPORTUNITY else "Linked"
    told = f"{verb} by lead {lead.id}, {lead.title}.{' ' * bool(why)}{why}"
    values = {**blanks, **planned.values}
    op.update(planned.kind, planned.id, values, "link", version=record.version, note=told, force=True)
    return planned.id


def _opportunity(op: Op, plan: Plan, planned: Planned, customer: Mapping[str, object]) -> int:
    lead, why = plan.lead, plan.request.why
    if planned.action == "create":
        values = {"topic": planned.title or None, **planned.values, **customer, "lead": lead.id}
        return op.insert(Kind.OPPORTUNITY, values, "create")
    return _link(op, lead, planned, customer, why)


def remember(op: Op, plan: Plan, account: int | None, contact: int | None, made: Sequence[int]) -> None:
    """The rows that say what the lead became in this cycle, with how it stood then."""
    became = {"account": account, "contact": contact}
    created = {f"{each.kind}_created": int(each.action == "create") for each in plan.records[:2]}
    told = snapshot(plan, {**became, "opportunities": made}, policy(op.session).version)
    its = {"lead": plan.lead.id, "cycle": plan.lead.cycle, "op": op.id}
    row = {"at": op.now, "actor": op.session.user, "why": plan.request.why, "snapshot": told}
    op.session.run(_BECAME, **its, **row, **became, **created)
    for number, planned in zip(made, plan.sales, strict=True):
        op.session.run(_ORIGIN, **its, opportunity=number, created=int(planned.action == "create"))


def _sentence(plan: Plan) -> str:
    words = {"create": "made", "link": "linked"}
    told = [
        f"{each.kind} {each.title} {words[each.action]}" for each in plan.records[:2] if each.action in words
    ]
    told += [f"opportunity {each.title} {'made' if each.id is None else 'joined'}" for each in plan.sales]
    none = "" if plan.sales else f"; no opportunity ({plan.records[2].because})"
    return f"Qualified {plan.lead.title}: {listed(told) or 'nothing made or linked'}{none}."
