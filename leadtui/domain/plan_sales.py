"""The opportunities of a plan: several to make or to join, or why there is none; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from leadtui.domain.checklist import proposed_topic
from leadtui.domain.field_map import linked_line, new_lines
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.lead import Lead
from leadtui.domain.plan import NONE, Choice, Known, Line, Planned, Request, Sale
from leadtui.domain.plan_people import EARLIER, by_policy, flagged, turned
from leadtui.domain.policy import Making, Policy
from leadtui.domain.records import Opportunity
from leadtui.domain.sales import is_open

LEFT_OUT = "left out by hand"


def sales(
    lead: Lead, request: Request, known: Known, account: Planned, policy: Policy
) -> tuple[tuple[Sale, ...], tuple[Planned, ...]]:
    """The opportunities as the request says, else as the rules have it; and what was chosen.

    The rules join what is still open of an earlier life, else make one. Where there is none, one planned
    record says why.
    """
    said, none_said = request.opportunities, request.opportunities in (None, ())
    if none_said and (policy.making[Kind.OPPORTUNITY] is Making.NEVER or said == ()):
        choice = None if said is None else NONE
        none = Planned(Kind.OPPORTUNITY, "none", None, "", (), LEFT_OUT)
        return (), (by_policy(none, choice, policy),)
    chosen = _by_rule(known) if said is None else said
    return chosen, tuple(_each(chosen, lead, request, known, account, policy))


def _by_rule(known: Known) -> tuple[Sale, ...]:
    open_ones = (number for number, sale in known.sales.items() if is_open(sale))
    return tuple(Sale(number) for number in open_ones) or (Sale(),)


def _each(
    chosen: Sequence[Sale], lead: Lead, request: Request, known: Known, account: Planned, policy: Policy
) -> Iterator[Planned]:
    made, named = 0, set[int]()
    for place, sale in enumerate(chosen):
        if isinstance(sale.choice, int):
            planned = _joined(sale.choice, request, known, account)
            if sale.choice in named:
                planned = replace(planned, because="it is named twice: say it once", decided=False)
            named.add(sale.choice)
        else:
            planned = _new(sale, made, lead, request, account, policy)
            planned = _counted(flagged(planned, place, known), made, known, policy)
            made += 1
        choice: Choice = None if request.opportunities is None else sale.choice
        yield by_policy(planned, choice, policy)


def _counted(planned: Planned, before: int, known: Known, policy: Policy) -> Planned:
    """No more come of one lead than the policy says, over all of its lives."""
    most, there = policy.opportunities, len(known.earlier)
    if there + before < most:
        return planned
    if there:
        came = "an opportunity came" if there == 1 else f"{there} opportunities came"
        because = f"{came} of this lead already, the most that the policy allows is {most}: join one"
    else:
        because = f"the policy allows {most} of one lead: take one away"
    return replace(planned, because=because, decided=False)


def _joined(number: int, request: Request, known: Known, account: Planned) -> Planned:
    """An opportunity that goes on already; the lead joins it."""
    sale = known.sales.get(number)
    if sale is None:
        title, because = f"opportunity {number}", f"{number} is not there"
        return Planned(Kind.OPPORTUNITY, "link", number, title, (), because, decided=False)
    earlier = number in {each.id for each in known.earlier}
    because, fits = _fitting(sale, account, EARLIER if earlier else "attached")
    why = linked_line("why", request.why.strip(), sale.why, *turned(request, Kind.OPPORTUNITY, sale.id))
    lines = () if why is None else (why,)
    return Planned(Kind.OPPORTUNITY, "link", sale.id, sale.title, lines, because, decided=fits)


def _fitting(sale: Opportunity, account: Planned, because: str) -> tuple[str, bool]:
    if not is_open(sale):
        return f"it is {sale.outcome}: only an open one goes on", False
    if sale.account is not None and sale.account != account.id:
        return f"it belongs to account {sale.account}: choose that account", False
    return because, True


def _new(sale: Sale, before: int, lead: Lead, request: Request, account: Planned, policy: Policy) -> Planned:
    lines = tuple(_lines(sale, before, lead, request, account, policy))
    topic = next((str(line.ours or "") for line in lines if line.field == "topic"), lead.topic)
    title = topic or proposed_topic(lead)
    if before and "topic" not in sale.values and title:
        # Two of one name could not be told apart in a list.
        title = f"{title[: BY_NAME[Kind.OPPORTUNITY]['topic'].max - 5]} ({before + 1})"
        lines = tuple(replace(line, ours=title) if line.field == "topic" else line for line in lines)
    return Planned(Kind.OPPORTUNITY, "create", None, title, lines)


def _lines(
    sale: Sale, before: int, lead: Lead, request: Request, account: Planned, policy: Policy
) -> Iterator[Line]:
    """The lead's values, then what was typed in the plan, then stage, outcome and why."""
    typed = sale.values
    for name in typed:
        if BY_NAME[Kind.OPPORTUNITY][name].system:
            raise KeyError(name)
    mapped = policy.mapping[Kind.OPPORTUNITY]
    for line in new_lines(Kind.OPPORTUNITY, mapped, lead, typed):
        if before and line.field not in typed and mapped.get(line.field) == "budget_amount":
            # One budget is worth what it is once, however many opportunities come of it.
            yield replace(line, ours=None, because="the lead's budget counts in the first one")
        else:
            yield line
    given: dict[str, object] = {"stage": "develop", "outcome": "open", "why": request.why.strip()}
    if account.action == "none":
        given["company"] = lead.company
    yield from (Line(name, "create", ours) for name, ours in given.items() if ours and name not in typed)
