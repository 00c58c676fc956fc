"""The plan of a qualification: what the store knows around a lead, handed to the rules."""

import json
from collections.abc import Mapping
from dataclasses import asdict, replace

from leadtui.domain.access import Right
from leadtui.domain.checklist import Item
from leadtui.domain.fields import FIELDS, Kind
from leadtui.domain.lead import Command, Lead, may
from leadtui.domain.qualification import Known, Plan, Request, propose
from leadtui.domain.records import Account, Brief, Contact, Opportunity
from leadtui.domain.results import Exit, Refusal
from leadtui.domain.values import to_json
from leadtui.store import rights
from leadtui.store.briefs import brief_of
from leadtui.store.clauses import STANDING, places
from leadtui.store.derived import looked_at
from leadtui.store.duplicates import alike, asked
from leadtui.store.entries import accept
from leadtui.store.errors import NotFound
from leadtui.store.merged import losers, survivor
from leadtui.store.reads import any_record as record
from leadtui.store.reads import record_rows
from leadtui.store.records import settle, values_of
from leadtui.store.session import Session


def plan(session: Session, lead_id: int, request: Request) -> Plan | Refusal:
    """What qualifying the lead would write; nothing is written.

    Returns:
        The plan, which may be blocked (`Plan.blocked_by`), or a `Refusal`: ``closed``, ``not_found``
        for a record that the request names and that is not there, ``value`` for what was typed, ``right``
        for one who may not qualify, or not read a record that it links to. A right that is lacking to make
        or to link to something is among its warnings.

    Raises:
        NotFound: there is no such lead.
    """
    lead = record(session, Kind.LEAD, lead_id)
    if not isinstance(lead, Lead):
        raise NotFound(f"There is no lead {lead_id}.", "Look at the number again.")
    if no := may(Command.QUALIFY, lead) or _may_not(session, lead):
        return no
    made = build(session, lead, request)
    if isinstance(made, Refusal) or (no := rights.of_plan(session, made)) is None:
        return made
    return no if no.fields == ("read",) else replace(made, warnings=(*made.warnings, str(no)))


def _may_not(session: Session, lead: Lead) -> Refusal | None:
    mine = rights.access(session)
    return mine.touching(Kind.LEAD.value, lead.id, lead.owner) or mine.refusal(Right.QUALIFY)


def build(session: Session, lead: Lead, request: Request) -> Plan | Refusal:
    """The plan for a lead as it stands; `qualify` asks it again inside its transaction."""
    if refusal := may(Command.QUALIFY, lead):
        return refusal
    checked = _checked(session, request)
    if isinstance(checked, Refusal):
        return checked
    checked, sale = _joined(session, checked)
    known = _known(session, lead, checked, sale)
    if isinstance(known, Refusal):
        return known
    return propose(lead, checked, known, *looked_at(session, lead))


def _checked(session: Session, request: Request) -> Request | Refusal:
    """The request with what was typed in it cleaned and read."""
    typed = accept(Kind.OPPORTUNITY, {**request.values, "why": request.why}, session.today())
    if isinstance(typed, Refusal):
        return typed
    why = str(typed.pop("why") or "")
    if refusal := settle(session, Kind.OPPORTUNITY, typed):
        return refusal
    return replace(request, why=why, values=typed)


def _joined(session: Session, request: Request) -> tuple[Request, Opportunity | None]:
    """The opportunity that the request names, and its customer where the request says nothing of one."""
    if not isinstance(request.opportunity, int):
        return request, None
    sale = record(session, Kind.OPPORTUNITY, request.opportunity)
    if not isinstance(sale, Opportunity):
        return request, None
    customer = replace(
        request,
        account=sale.account if request.account is None else request.account,
        contact=sale.contact if request.contact is None else request.contact,
    )
    return customer, sale


def _known(session: Session, lead: Lead, request: Request, sale: Opportunity | None) -> Known | Refusal:
    account = _chosen(session, Kind.ACCOUNT, lead, request.account)
    contact = _chosen(session, Kind.CONTACT, lead, request.contact)
    if isinstance(account, Refusal):
        return account
    if isinstance(contact, Refusal):
        return contact
    return Known(
        account=account if isinstance(account, Account) else None,
        contact=contact if isinstance(contact, Contact) else None,
        # With its own: what it is linked to may be asked to be made anew.
        matches=alike(session, asked(session, Kind.LEAD, lead.id), own=True).matches,
        earlier=_earlier(session, lead),
        opportunity=sale,
        why_notes=_why_notes(session, lead),
    )


def _chosen(session: Session, kind: Kind, lead: Lead, choice: object) -> object:
    """The record that was asked for, else the lead's link, else what it became in an earlier life."""
    if isinstance(choice, int):
        found = record(session, kind, choice)
        return found or Refusal(
            "not_found",
            f"There is no {kind} {choice} to link.",
            f"Look at the number again, or say --{kind} new or none.",
            (kind.value,),
            Exit.NOT_FOUND,
        )
    linked: int | None = getattr(lead, kind.value)
    number = linked if linked is not None else _became(session, kind, lead)
    return None if number is None else record(session, kind, number)


def _became(session: Session, kind: Kind, lead: Lead) -> int | None:
    """The latest account or contact that the lead became and that still stands.

    Or that a lead became which was merged into this one; of one that was merged, what stands for it.
    """
    leads = [lead.id, *losers(session, Kind.LEAD, lead.id)]
    rows = session.sql(
        f"SELECT q.{kind} FROM qualification q WHERE q.lead IN ({places(len(leads))})"
        f" AND q.{kind} IS NOT NULL AND q.{STANDING}"
        " ORDER BY q.op DESC",
        leads,
    )
    found = (survivor(session, kind, number) for (number,) in rows)
    return next((number for number in found if record(session, kind, number)), None)


def _earlier(session: Session, lead: Lead) -> list[Brief]:
    """Opportunities that came of the lead, the newest first."""
    rows = session.sql(
        "SELECT id FROM opportunity WHERE withdrawn = 0 AND (lead = ? OR id IN (SELECT opportunity"
        f" FROM qualification WHERE lead = ? AND {STANDING})) ORDER BY id DESC",
        [lead.id, lead.id],
    )
    found = record_rows(session, Kind.OPPORTUNITY, [number for (number,) in rows])
    return [brief_of(found[number]) for (number,) in rows]


def _why_notes(session: Session, lead: Lead) -> int:
    """Notes and finished activities of this cycle; those of earlier lives say nothing about this one."""
    rows = session.sql(
        "SELECT count(*) FROM activity WHERE about_kind = 'lead' AND about_id = ? AND cycle = ?"
        " AND done = 1 AND withdrawn = 0",
        [lead.id, lead.cycle],
    )
    return rows[0][0]


def snapshot(plan: Plan, created: Mapping[str, int | None], version: int) -> str:
    """What the lead, its checklist and the decisions were when it was closed, as JSON.

    ``version`` is that of the policy that judged it.
    """
    fields = {field.name: field for field in FIELDS[Kind.LEAD]}
    lead = {name: to_json(fields[name], value) for name, value in values_of(plan.lead).items()}
    decisions = {str(each.kind): (each.action, each.id, each.because) for each in plan.records}
    told = {
        "lead": {name: value for name, value in lead.items() if value not in (None, False)},
        "checklist": [_item(item) for item in plan.items],
        "decisions": decisions,
        "matches": [
            [str(match.kind), match.id, match.said, round(match.probability, 3)] for match in plan.matches
        ],
        "duplicates_reviewed": plan.request.duplicates_reviewed,
        "reviewed": sorted([str(kind), id] for kind, id in plan.request.reviewed),
        "became": dict(created),
        "policy": version,
    }
    return json.dumps(told, ensure_ascii=False)


def _item(item: Item) -> dict[str, object]:
    """An item as a snapshot holds it: who ticked it and when, too."""
    told = asdict(replace(item, tick=None))
    if item.tick is not None:
        told["tick"] = {**asdict(item.tick), "at": item.tick.at.isoformat()}
    return {name: value for name, value in told.items() if value not in (None, "", False, ())}
