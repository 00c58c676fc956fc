"""From a lead and a request to the plan of its qualification; pure.

What a person did not say, the rules decide: the linked records of the lead, else those of its earlier
life, else new ones where the lead has what they need.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from leadtui.domain.checklist import NEXT, Facts, Item, evaluate, proposed_topic
from leadtui.domain.field_map import linked_lines, new_lines
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.lead import Lead
from leadtui.domain.match import Match
from leadtui.domain.plan import NEW, NONE, Choice, Known, Line, Plan, Planned, Request
from leadtui.domain.plan_items import plan_items, refusal, undecided, warnings
from leadtui.domain.policy import Making, Policy
from leadtui.domain.records import Account, Contact, Opportunity

__all__ = [
    "NEW", "NONE", "Choice", "Known", "Line", "Plan", "Planned", "Request", "propose", "refusal",
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
    account, contact = _account(lead, request, known, policy), _contact(lead, request, known, policy)
    opportunity = _opportunity(lead, request, known, account, policy)
    chosen = (account, contact, opportunity)
    matches = tuple(match for match in known.matches if not _is_ours(match, lead, chosen))
    waiting = undecided(matches, chosen, request)
    decided = _decided(account, request.account, waiting), _decided(contact, request.contact, waiting)
    records = (*decided, opportunity)
    items = (
        *_own_items(lead, request, facts, policy),
        *plan_items(policy.plan_items, records, waiting, request, known.why_notes),
    )
    settled = replace(
        request, account=_choice(account), contact=_choice(contact), opportunity=_choice(opportunity)
    )
    return Plan(lead, records, items, matches, tuple(warnings(lead, records, known, matches)), settled)


def _account(lead: Lead, request: Request, known: Known, policy: Policy) -> Planned:
    choice, because = request.account, ""
    if choice is None:
        choice, because = _by_rule(lead.account, known.account)
    if choice is None and lead.private_person:
        choice, because = NONE, "a private person"
    if choice is None:
        choice, because = (NEW, "") if lead.company else (NONE, "no company")
    planned = _planned(Kind.ACCOUNT, choice, because, lead, known.account, lead.company, policy)
    return _by_policy(planned, request.account, policy)


def _contact(lead: Lead, request: Request, known: Known, policy: Policy) -> Planned:
    choice, because = request.contact, ""
    if choice is None:
        choice, because = _by_rule(lead.contact, known.contact)
    if choice is None:
        choice, because = (NEW, "") if lead.name else (NONE, "no name")
    planned = _planned(Kind.CONTACT, choice, because, lead, known.contact, lead.name, policy)
    return _by_policy(planned, request.contact, policy)


def _by_rule(linked: int | None, known: Account | Contact | None) -> tuple[Choice, str]:
    """The lead's own link, else what its earlier life became."""
    if linked is not None:
        return linked, "linked to the lead"
    return (None, "") if known is None else (known.id, "from its earlier life")


def _by_policy(planned: Planned, said: Choice, policy: Policy) -> Planned:
    """What the organisation lets become of a lead, over what the rules and the person chose."""
    kind, making = planned.kind, policy.making[planned.kind]
    if making is Making.NEVER:
        if said in (None, NONE):
            return Planned(kind, "none", None, "", (), f"the policy has no {kind}")
        because = f"the policy has no {kind} made or linked: say none"
        return replace(planned, because=because, decided=False)
    if making is Making.EXISTING and planned.action == "create":
        because = f"the policy has no new {kind} made: name an existing one, or none"
        return replace(planned, because=because, decided=False)
    if making is Making.ASK and said is None:
        return replace(planned, because=planned.because or "asked each time", decided=False)
    return planned


def _planned(
    kind: Kind,
    choice: Choice,
    because: str,
    lead: Lead,
    record: Account | Contact | None,
    name: str | None,
    policy: Policy,
) -> Planned:
    if choice == NONE:
        return Planned(kind, "none", None, "", (), because)
    if choice == NEW:
        lines = tuple(new_lines(policy.mapping[kind], lead))
        if name:
            return Planned(kind, "create", None, name, lines, because)
        lacks = "needs a company on the lead" if kind is Kind.ACCOUNT else "needs a name on the lead"
        return Planned(kind, "create", None, "", lines, lacks, decided=False)
    if record is None or record.id != choice:
        number = choice if isinstance(choice, int) else None
        return Planned(kind, "link", number, f"{kind} {choice}", (), f"{choice} is not there", decided=False)
    lines = tuple(linked_lines(policy.mapping[kind], lead, record))
    return Planned(kind, "link", record.id, record.title, lines, because)


def _opportunity(lead: Lead, request: Request, known: Known, account: Planned, policy: Policy) -> Planned:
    planned = _sale(lead, request, known, account, policy)
    most = policy.opportunities
    if planned.action == "create" and len(known.earlier) >= most:
        came = "an opportunity came" if most == 1 else f"{most} opportunities came"
        because = f"{came} of this lead already, the most that the policy allows: join one, or say none"
        return replace(planned, because=because, decided=False)
    return _by_policy(planned, request.opportunity, policy)


def _sale(lead: Lead, request: Request, known: Known, account: Planned, policy: Policy) -> Planned:
    choice, because = request.opportunity, ""
    if choice is None:
        open_one = next((each for each in known.earlier if each.state == "open"), None)
        choice = NONE if open_one else NEW
        because = f"“{open_one.title}” of its earlier life is still open" if open_one else ""
    if choice == NONE:
        return Planned(Kind.OPPORTUNITY, "none", None, "", (), because)
    if choice == NEW:
        lines = tuple(_opportunity_lines(lead, request, account, policy))
        topic = next((str(line.ours) for line in lines if line.field == "topic"), lead.topic)
        return Planned(Kind.OPPORTUNITY, "create", None, topic or proposed_topic(lead), lines, because)
    brief = next((each for each in known.earlier if each.id == choice), None)
    if brief is not None:
        return Planned(Kind.OPPORTUNITY, "link", brief.id, brief.title, (), because)
    return _attached(choice, known.opportunity, account)


def _attached(choice: Choice, sale: Opportunity | None, account: Planned) -> Planned:
    """An opportunity that goes on already; the lead joins it."""
    if sale is None or sale.id != choice:
        number = choice if isinstance(choice, int) else None
        title, because = f"opportunity {choice}", f"{choice} is not there"
        return Planned(Kind.OPPORTUNITY, "link", number, title, (), because, decided=False)
    because, fits = "attached", True
    if sale.outcome != "open":
        because, fits = f"it is {sale.outcome}: only an open one goes on", False
    elif sale.account is not None and sale.account != account.id:
        because, fits = f"it belongs to account {sale.account}: choose that account", False
    return Planned(Kind.OPPORTUNITY, "link", sale.id, sale.title, (), because, decided=fits)


def _opportunity_lines(lead: Lead, request: Request, account: Planned, policy: Policy) -> Iterator[Line]:
    """The lead's values, then what was typed in the plan, then stage, outcome and why."""
    typed = dict(request.values)
    for name in typed:
        if BY_NAME[Kind.OPPORTUNITY][name].system:
            raise KeyError(name)
    given = {line.field: line.ours for line in new_lines(policy.mapping[Kind.OPPORTUNITY], lead)}
    given |= {"stage": "develop", "outcome": "open", "why": request.why.strip()}
    if account.action == "none":
        given["company"] = lead.company
    given |= typed
    yield from (Line(field, "create", ours) for field, ours in given.items() if ours not in (None, ""))


def _is_ours(match: Match, lead: Lead, records: Sequence[Planned]) -> bool:
    if match.kind is Kind.LEAD:
        return match.id == lead.id
    return any(each.kind is match.kind and each.id == match.id for each in records)


def _decided(planned: Planned, said: Choice, waiting: Sequence[Match]) -> Planned:
    """What the rules chose counts as said, unless a match of that kind speaks against it."""
    if said is None and any(match.kind is planned.kind for match in waiting):
        return replace(planned, decided=False, because=planned.because or "a record looks the same")
    return planned


def _choice(planned: Planned) -> Choice:
    return {"create": NEW, "none": NONE}.get(planned.action, planned.id)


def _own_items(lead: Lead, request: Request, facts: Facts, policy: Policy) -> Iterator[Item]:
    for item in evaluate(lead, facts, policy.items):
        # DESIGN, the checklist: the next action may be the opportunity's next step.
        stepped = item.kind == NEXT and item.state == "missing" and bool(request.values.get("next_step"))
        yield replace(item, state="done", missing=()) if stepped else item
