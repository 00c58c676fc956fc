"""Disqualifying a lead: the reason and what it asks for, its open opportunities, the people who are kept."""

from collections.abc import Sequence
from dataclasses import dataclass

from leadtui.domain.access import Right
from leadtui.domain.brief import Brief
from leadtui.domain.checklist import evaluate
from leadtui.domain.closing import Fate, Ref, asked_of, lost_too, lost_without_note, named_in_a_ring, unsaid
from leadtui.domain.fields import Field, Kind, Type
from leadtui.domain.lead import Command, Lead, State, StatusReason, may
from leadtui.domain.plan import Plan, Request
from leadtui.domain.results import Done, Exit, Refusal, Result
from leadtui.domain.sales import reason_named
from leadtui.domain.text import listed
from leadtui.store import closings, keeping, qualifying, rights
from leadtui.store.attached import lead_sales
from leadtui.store.derived import looked_at
from leadtui.store.entries import note_of, text_of
from leadtui.store.models_history import DetachmentTable
from leadtui.store.operation import Op
from leadtui.store.people import reasons
from leadtui.store.reads import record as record_of
from leadtui.store.records import standing, standing_lead
from leadtui.store.session import Session
from leadtui.store.statements import Statement, named
from leadtui.store.writing import command

_BECAUSE = Field("because", "Why it goes on without the lead", Type.TEXT, 200)
_DETACH = Statement(lambda: DetachmentTable.insert(named(DetachmentTable)))


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is written, when every rule has had its say."""

    lead: Lead
    reason: StatusReason
    note: str
    named: Ref | None
    sales: Sequence[Brief]
    fate: str | None
    because: str
    plan: Plan | None


def disqualify(
    session: Session,
    id: int,
    reason: str,
    note: str = "",
    record: Ref | None = None,
    *,
    opportunity: str | None = None,
    because: str = "",
    people: Request | None = None,
    version: int | None = None,
    op_id: str | None = None,
) -> Result:
    """Close an open lead with a reason.

    Args:
        session: the store.
        id: the lead.
        reason: code of one that people may choose.
        note: a few words; some reasons ask for them.
        record: what it duplicates or where it went, for reasons that name a record.
        opportunity: a `Fate`: what becomes of its open opportunities; none is left behind unsaid.
        because: the reason why they are lost, by code or label, or why they are detached, in words.
        people: keep the account and contact of the lead all the same, as a qualification with this request
            would; None keeps nobody.
        version: the lead's version that the caller saw.
        op_id: the caller's name for this very command, so that a retry happens once.

    Returns:
        `Done` with the account and contact kept, a `Conflict` when the lead is newer than ``version`` or a
        record that is linked newer than in `Request.seen`, or a `Refusal`: ``closed``, ``reason``, ``note``,
        ``record``, ``opportunity``, ``value``, ``right``; and of the people ``duplicates``,
        ``customer``, ``not_found``.

    Raises:
        NotFound: there is no such lead.
    """

    def work(op: Op) -> Result:
        lead = standing_lead(op, id)
        if stop := may(Command.DISQUALIFY, lead):
            return stop
        if version is not None and version != lead.version:
            return op.conflict(Kind.LEAD, id, version)
        if people is not None and (since := qualifying.moved(op, people)):
            return since
        chosen, text = reason_offered(session, reason), note_of(note, session.today())
        why = text_of(_BECAUSE, because, session.today())
        if isinstance(chosen, Refusal):
            return chosen
        if isinstance(text, Refusal):
            return text
        if isinstance(why, Refusal):
            return why
        if no := asked_of(chosen, text, record, id) or (record and _of_named(session, record, id)):
            return no
        sales = lead_sales(session, id)
        if no := _of_sales(session, sales, opportunity, why, text):
            return no
        plan = keeping.kept(session, lead, people, record) if people is not None else None
        if isinstance(plan, Refusal):
            return plan
        return _close(op, _Asked(lead, chosen, text, record, sales, opportunity, why, plan))

    whom = None if people is None else qualifying.chosen(people)
    said = [reason, note, record, opportunity, because, whom]
    return command(session, "disqualify", work, op_id=op_id, about=(Kind.LEAD, id), said=said)


def reason_offered(session: Session, code: str) -> StatusReason | Refusal:
    """The reason to disqualify of that code, where people may choose it; else the "no"."""
    known = {each.code: each for each in reasons(session)}
    offered = [each.code for each in known.values() if each.offered and each.state is State.DISQUALIFIED]
    if code in offered:
        return known[code]
    there_are = f"There are: {', '.join(offered)}."
    if code in known:
        label = known[code].label
        return Refusal("reason", f"{label!r} is no reason to disqualify.", there_are, ("reason",))
    from difflib import get_close_matches  # only when something was mistyped

    near = get_close_matches(code.casefold(), offered, 1)
    fix = f"Did you mean {near[0]}? {there_are}" if near else there_are
    return Refusal("reason", f"There is no reason {code[:40]!r}.", fix, ("reason",), Exit.USAGE)


def sales_unsaid(session: Session, lead: int) -> Refusal | None:
    """The "no" to disqualifying a lead with open opportunities of which nothing is said."""
    return unsaid(lead_sales(session, lead), None)


def _of_named(session: Session, record: Ref, own: int) -> Refusal | None:
    """The "no" to a record that is not there, or that leads back to the lead itself."""
    kind, number = record
    if record_of(session, kind, number) is not None:
        return named_in_a_ring(own, number) if closings.leads_back(session, record, own) else None
    fix = "Look at the number again."
    return Refusal("record", f"There is no {kind} {number}.", fix, ("record",), Exit.NOT_FOUND)


def _of_sales(
    session: Session, sales: Sequence[Brief], fate: str | None, because: str, note: str
) -> Refusal | None:
    """The "no" to what is said of the open opportunities, or to one who may not write them."""
    if no := unsaid(sales, fate, because):
        return no
    if not sales or fate == Fate.KEEP:
        return None
    if fate == Fate.LOST and (no := lost_without_note(because, note)):
        return no
    if no := rights.access(session).refusal(Right.EDIT):
        return no
    found = (rights.touching(session, each.kind, each.id, each.owner) for each in sales)
    return next((no for no in found if no), None)


# -- writing


def _close(op: Op, asked: _Asked) -> Done:
    lead, reason = asked.lead, asked.reason
    for sale in asked.sales:
        _settle(op, asked, sale.id)
    account, contact = _keep(op, asked)
    _remember(op, asked, account, contact)
    closing = {
        "state": State.DISQUALIFIED,
        "status_reason": reason.code,
        "closed_at": op.at,
        "closed_by": op.session.user,
        "named": closings.named_text(asked.named),
    }
    op.update(Kind.LEAD, lead.id, closing, "disqualify", version=lead.version, note=asked.note)
    lost = lost_too(asked.sales) if asked.fate == Fate.LOST else ""
    op.title = f"Disqualified {lead.title}: {reason.label.lower()}.{_kept_told(asked.plan)}{lost}"
    return op.done(Kind.LEAD, lead.id, op.title, account=account, contact=contact)


def _settle(op: Op, asked: _Asked, sale: int) -> None:
    told = f"Lead {asked.lead.id} was disqualified: {asked.reason.label.lower()}."
    if asked.fate == Fate.LOST:
        reason = reason_named(asked.because)
        assert not isinstance(reason, Refusal)  # asked before
        lost = {"outcome": "lost", "closed_on": op.session.today(), "lost_reason": reason.code}
        op.update(Kind.OPPORTUNITY, sale, lost, "lose", note=f"{told} {asked.note}".strip())
    elif asked.fate == Fate.DETACH:
        standing(op, Kind.OPPORTUNITY, sale)
        why, lead = asked.because, asked.lead.id
        op.session.run(_DETACH, lead=lead, opportunity=sale, op=op.id, reason=why)
        op.update(Kind.OPPORTUNITY, sale, {}, "detach", note=f"From lead {lead}: {why}", force=True)


def _keep(op: Op, asked: _Asked) -> tuple[int | None, int | None]:
    """The account and contact that are kept, made or linked as a qualification does it."""
    if asked.plan is None:
        return None, None
    return qualifying.people(
        op, asked.lead, asked.plan.planned(Kind.ACCOUNT), asked.plan.planned(Kind.CONTACT)
    )


def _remember(op: Op, asked: _Asked, account: int | None, contact: int | None) -> None:
    """How the lead stood; and what was kept of it, in the same row as what others became."""
    lead = asked.lead
    facts, rules = looked_at(op.session, lead)
    more: dict[str, object] = {
        "reason": asked.reason.code,
        "named": closings.named_text(asked.named),
        "opportunities": {str(sale.id): asked.fate for sale in asked.sales},
        "became": {"account": account, "contact": contact},
    }
    text = closings.snapshot(lead, evaluate(lead, facts, rules.items), rules.version, **more)
    closings.keep(op, lead, text)
    if asked.plan is not None:
        qualifying.remember(op, asked.plan, account, contact, ())


def _kept_told(plan: Plan | None) -> str:
    words = {"create": "made", "link": "linked"}
    records = plan.records if plan is not None else ()
    told = [f"{each.kind} {each.title} {words[each.action]}" for each in records if each.action in words]
    return f" Kept: {listed(told)}." if told else ""
