"""From a lead and a request to the plan of its qualification; pure.

What a person did not say, the rules decide: see `plan_people` and `plan_sales`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from leadtui.domain.checklist import NEXT, OVERRIDDEN, Facts, Item, evaluate
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.match import Match
from leadtui.domain.plan import NEW, NONE, Choice, Known, Line, Plan, Planned, Request, Sale
from leadtui.domain.plan_items import plan_items, refusal, undecided, warnings
from leadtui.domain.plan_people import choice_of, decided, people
from leadtui.domain.plan_sales import sales
from leadtui.domain.policy import Policy

__all__ = [
    "NEW", "NONE", "Choice", "Known", "Line", "Plan", "Planned", "Request", "Sale", "propose", "refusal",
]  # fmt: skip


def propose(lead: Lead, request: Request, known: Known, facts: Facts, policy: Policy) -> Plan:
    """The whole qualification as it would be written.

    Args:
        lead: an open lead; whether its state allows it, `lead.may` says.
        request: what the person said; None where the rules decide.
        known: the records that the request, the lead's links or its earlier life name, and matches.
        facts: for the lead's own checklist.
        policy: the checklist, the mappings, and which records are made.

    Returns:
        The plan; `Plan.blocked_by` and `refusal` say what holds it back.
    """
    account, contact = people(lead, request, known, policy)
    chosen, opportunities = sales(lead, request, known, account, policy)
    everything = (account, contact, *opportunities)
    matches = tuple(match for match in known.matches if not _is_ours(match, lead, everything))
    waiting = undecided(matches, everything, request)
    account = decided(account, request.account, waiting)
    contact = decided(contact, request.contact, waiting)
    records = (account, contact, *opportunities)
    items = (
        *_own_items(lead, chosen, request.override, facts, policy),
        *plan_items(policy.plan_items, records, waiting, request, known.why_note is not None),
    )
    settled = replace(
        request,
        account=choice_of(account),
        contact=choice_of(contact),
        opportunities=chosen,
        version=lead.version,
        policy=policy.version,
        seen=_versions(records, known),
    )
    told = tuple(warnings(lead, records, known, matches))
    return Plan(lead, records, items, matches, told, settled, known.why_note)


def _versions(records: Sequence[Planned], known: Known) -> dict[tuple[Kind, int], int]:
    """The versions of the linked records, as they stand in the plan."""
    versions = {(Kind.OPPORTUNITY, each.id): each.version for each in known.sales.values()}
    if known.account:
        versions[Kind.ACCOUNT, known.account.id] = known.account.version
    if known.contact:
        versions[Kind.CONTACT, known.contact.id] = known.contact.version
    linked = ((each.kind, each.id) for each in records if each.action == "link" and each.id is not None)
    return {ref: versions[ref] for ref in linked if ref in versions}


def _is_ours(match: Match, lead: Lead, records: Sequence[Planned]) -> bool:
    if match.kind is Kind.LEAD:
        return match.id == lead.id
    return any(each.kind is match.kind and each.id == match.id for each in records)


def _own_items(
    lead: Lead, chosen: Sequence[Sale], override: str, facts: Facts, policy: Policy
) -> Iterator[Item]:
    # DESIGN, the checklist: the next action may be the opportunity's next step.
    planned = any(sale.values.get("next_step") for sale in chosen if sale.choice == NEW)
    for item in evaluate(lead, facts, policy.items):
        if item.kind == NEXT and item.state == "missing" and planned:
            yield replace(item, state="done", missing=())
        elif item.blocks and item.may_override and override:
            yield replace(item, state=OVERRIDDEN)
        else:
            yield item
