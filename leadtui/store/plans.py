"""The plan of a qualification: what the store knows around a lead, handed to the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from leadtui.domain.access import Right
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Command, Lead, may
from leadtui.domain.plan import VEILED
from leadtui.domain.plan_items import path
from leadtui.domain.qualification import Known, Plan, Planned, Request, Sale, propose
from leadtui.domain.records import Brief, Opportunity
from leadtui.domain.results import Refusal
from leadtui.store import closings, rights
from leadtui.store.attached import came_of, detached
from leadtui.store.briefs import briefs, seen_by
from leadtui.store.derived import looked_at
from leadtui.store.duplicates import alike, asked
from leadtui.store.errors import NotFound
from leadtui.store.plan_entries import as_typed, checked
from leadtui.store.plan_people import customer_of, customers
from leadtui.store.reads import any_record as record
from leadtui.store.reads import record_rows
from leadtui.store.session import Session
from leadtui.store.timelines import why_note


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
    with session.reading():
        return _planned(session, lead_id, request)


def _planned(session: Session, lead_id: int, request: Request) -> Plan | Refusal:
    lead = record(session, Kind.LEAD, lead_id)
    if not isinstance(lead, Lead):
        raise NotFound(f"There is no lead {lead_id}.", "Look at the number again.")
    if no := may(Command.QUALIFY, lead) or _may_not(session, lead):
        return no
    made = build(session, lead, request)
    if isinstance(made, Refusal):
        return made
    if no := rights.unread(session, made):
        return no
    no = rights.of_plan(session, made)
    return made if no is None else replace(made, warnings=(*made.warnings, str(no)))


def _may_not(session: Session, lead: Lead) -> Refusal | None:
    no = rights.touching(session, Kind.LEAD, lead.id, lead.owner)
    return no or rights.access(session).refusal(Right.QUALIFY)


def build(session: Session, lead: Lead, request: Request) -> Plan | Refusal:
    """The plan for a lead as it stands; `qualify` asks it again inside its transaction."""
    if refusal := may(Command.QUALIFY, lead):
        return refusal
    read = checked(session, request)
    if isinstance(read, Refusal):
        return read
    request, wrong = read
    sales = _sales(session, request.opportunities or ())
    known = _known(session, lead, request, sales)
    if isinstance(known, Refusal):
        return known
    if request.opportunities is None:
        sales = _going_on(session, known.earlier)
    known, judged_by = replace(known, sales=sales, problems=wrong), looked_at(session, lead)
    made = propose(lead, request, known, *judged_by)
    matches = as_typed(session, made, known.matches)
    return made if matches is None else propose(lead, request, replace(known, matches=matches), *judged_by)


def _sales(session: Session, named: Sequence[Sale]) -> dict[int, Opportunity]:
    """The opportunities that are named, as far as they are there."""
    numbers = (sale.choice for sale in named if isinstance(sale.choice, int))
    found = {number: record(session, Kind.OPPORTUNITY, number) for number in numbers}
    return {number: sale for number, sale in found.items() if isinstance(sale, Opportunity)}


def _going_on(session: Session, earlier: Sequence[Brief]) -> dict[int, Opportunity]:
    """Those of its earlier lives that are the user's to read and not detached from it."""
    found = record_rows(session, Kind.OPPORTUNITY, [each.id for each in earlier if each.state != "detached"])
    sales = ((each.id, found.get(each.id)) for each in earlier)  # the newest first
    return {number: sale for number, sale in sales if isinstance(sale, Opportunity)}


def _known(
    session: Session, lead: Lead, request: Request, sales: Mapping[int, Opportunity]
) -> Known | Refusal:
    # With its own: what it is linked to may be asked to be made anew.
    matches = alike(session, asked(session, Kind.LEAD, lead.id), own=True).matches
    joined = next(iter(sales.values()), None)
    known = customers(session, lead, request, customer_of(joined, lead, matches) if joined else {})
    if isinstance(known, Refusal):
        return known
    earlier, note = _earlier(session, lead), why_note(session, lead)
    return replace(known, matches=matches, earlier=earlier, why_note=note)


def _earlier(session: Session, lead: Lead) -> list[Brief]:
    """Opportunities that came of the lead, the newest first; those of leads merged into it, too.

    One that goes on without the lead says so as its state; of one that may not be read only whose it is,
    its state is ``veiled``.
    """
    numbers, leads = came_of(session, lead.id)
    if not numbers:
        return []
    refs = [(Kind.OPPORTUNITY, number) for number in reversed(numbers)]
    found, gone, looking = briefs(session, refs), detached(session, leads), rights.reader(session)
    told = dict.fromkeys(gone, "detached")
    told |= {ref[1]: VEILED for ref, one in found.items() if not seen_by(looking, one)}
    return [found[ref]._replace(state=told.get(ref[1], found[ref].state)) for ref in refs]


def snapshot(plan: Plan, became: Mapping[str, object], version: int) -> str:
    """What the lead, its checklist and the decisions were when it was closed, as JSON.

    ``version`` is that of the policy that judged it.
    """
    matches = [[str(match.kind), match.id, match.said, round(match.probability, 3)] for match in plan.matches]
    return closings.snapshot(
        plan.lead,
        plan.items,
        version,
        decisions={path(place, each.kind): _decision(each) for place, each in enumerate(plan.records)},
        matches=matches,
        **({"override": plan.request.override} if plan.overridden else {}),
        duplicates_reviewed=plan.request.duplicates_reviewed,
        reviewed=sorted([str(kind), id] for kind, id in plan.request.reviewed),
        became=dict(became),
    )


def _decision(planned: Planned) -> dict[str, object]:
    """What was decided of a record, and the rules and people that set its fields, as a snapshot holds it."""
    told: dict[str, object] = {
        "action": planned.action,
        "id": planned.id,
        "because": planned.because,
        "set_by": {line.field: line.because for line in planned.lines if line.because},
        "replaced": planned.replaced,
        "left": [line.field for line in planned.lines if line.outcome == "leave"],
    }
    return {name: value for name, value in told.items() if value}
