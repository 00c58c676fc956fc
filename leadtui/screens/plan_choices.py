"""The small questions of the plan: what to do with one record, what to join, and what looks the same."""

from collections.abc import Iterator, Sequence
from typing import Final

from leadtui.domain.brief import Brief
from leadtui.domain.fields import Kind
from leadtui.domain.match import Match, Ref
from leadtui.domain.plan import NEW, NONE, Plan, Planned, Request
from leadtui.domain.plan_people import new_name
from leadtui.domain.text import clean
from leadtui.screens import looking, plan_asking
from leadtui.screens.finding import Find, Offer
from leadtui.screens.plan_asking import SALES
from leadtui.screens.shell import Shell
from leadtui.widgets.likeness import because

VALUES: Final = "values"
"""The answer that the values of the new record are to be typed."""
_KINDS: Final = (Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY)


async def choose(
    app: Shell,
    plan: Plan,
    request: Request,
    place: int,
    sales: Sequence[Brief],
    *,
    typing: bool = False,
    values: bool = False,
) -> Request | str | None:
    """Ask what happens to the record at that place.

    Args:
        app: where the question is asked.
        plan: as it is.
        request: what was said so far.
        place: of the record in the plan.
        sales: open opportunities of the customer.
        typing: begin with letters: any record of that kind can be found.
        values: offer to type the values of a new one.

    Returns:
        What is asked now, `VALUES`, or None when nothing is decided.
    """
    planned = plan.records[place]
    title = f"{planned.kind.capitalize()} of {clean(plan.lead.title)}"
    offers = [*_new(plan, request, planned, typed=values), *_offers(plan, planned, sales)]
    if values and planned.action == "create":
        offers.append(Offer(VALUES, "Change its values", "each in its line of the plan"))
    found = await app.push_screen_wait(
        Find(title, offers, (planned.kind,), said=f"Now: {_now(planned)}.", typing=typing)
    )
    if found is None:
        return None
    if isinstance(found, str):
        return VALUES if found == VALUES else plan_asking.choose(plan, request, place, found)
    return _used(plan, request, place, found, sales)


async def find(app: Shell, plan: Plan, request: Request, sales: Sequence[Brief]) -> Request | None:
    """Any account, contact or open opportunity by a few letters; it goes where its kind belongs."""
    offers = [
        Offer(one.ref, f"{one.kind.capitalize()} {one.id}: {clean(one.title)}", because(one))
        for one in plan.matches
        if one.kind in _KINDS and one.readable
    ]
    found = await app.push_screen_wait(Find(f"Link to {clean(plan.lead.title)}", offers, _KINDS, typing=True))
    if found is None or isinstance(found, str):
        return None
    return _used(plan, request, _place_of(plan, found[0]), found, sales)


async def attach(
    app: Shell, plan: Plan, request: Request, place: int, sales: Sequence[Brief]
) -> Request | None:
    """Which open opportunity the lead joins, in the stead of the one at that place."""
    offers = [Offer((one.kind, one.id), *_sale(one)) for one in sales]
    title = f"Attach to {attachable(plan, sales)}" if sales else "Attach to which opportunity?"
    said = "" if sales else "None is open at the customer of the plan; any other one is found by typing."
    found = await app.push_screen_wait(Find(title, offers, (Kind.OPPORTUNITY,), said=said, typing=not offers))
    if found is None or isinstance(found, str):
        return None
    return _used(plan, request, place, found, sales)


def attachable(plan: Plan, sales: Sequence[Brief]) -> str:
    """``one of 2 open at Fabrikam``; empty where there is none."""
    linked = next((each for each in plan.records[:SALES] if each.action == "link"), None)
    if not sales or linked is None:
        return ""
    which = "the one" if len(sales) == 1 else f"one of {len(sales)}"
    return f"{which} open at {clean(linked.title)}"


def _used(plan: Plan, request: Request, place: int, found: Ref, sales: Sequence[Brief]) -> Request:
    kind, number = found
    if kind is Kind.OPPORTUNITY:
        here = any(one.id == number for one in sales)
        return plan_asking.attach(plan, request, place, number, account=here)
    return plan_asking.choose(plan, request, place, number)


def _place_of(plan: Plan, kind: Kind) -> int:
    """Where a record of that kind goes; an opportunity in the stead of the only one, else beside them."""
    if kind is not Kind.OPPORTUNITY:
        return _KINDS.index(kind)
    return SALES if len(plan.sales) <= 1 else SALES + len(plan.sales)


def _now(planned: Planned) -> str:
    verb = {"create": "create", "link": "link", "none": "leave out"}[planned.action]
    return f"{verb} {clean(planned.title)}".strip() if planned.action != "none" else verb


def _new(plan: Plan, request: Request, planned: Planned, *, typed: bool) -> Iterator[Offer]:
    """A new one, where it has a name or is given one; ``typed``: its values can be typed in the plan."""
    lead = plan.lead
    if planned.kind is Kind.OPPORTUNITY:
        yield Offer(NEW, f"Create new: {clean(lead.topic or lead.title)}")
    elif name := new_name(planned.kind, lead, request):
        yield Offer(NEW, f"Create new: {clean(name)}")
    elif typed:
        yield Offer(NEW, "Create new: its name is asked for")


def _offers(plan: Plan, planned: Planned, sales: Sequence[Brief]) -> Iterator[Offer]:
    kind = planned.kind
    alike = [one for one in plan.matches if one.kind is kind and one.readable]
    if planned.id and planned.id not in {one.id for one in alike}:
        yield Offer((kind, planned.id), f"Use existing {kind} {planned.id}: {clean(planned.title)}")
    yield from (_match(one) for one in alike)
    if kind is Kind.OPPORTUNITY:
        there = {planned.id, *(one.id for one in alike)}
        yield from (Offer((kind, one.id), *_sale(one)) for one in sales if one.id not in there)
    yield Offer(NONE, f"Leave out: no {kind}")


def _match(one: Match) -> Offer:
    return Offer(one.ref, f"Use existing {one.kind} {one.id}: {clean(one.title)}", because(one))


def _sale(one: Brief) -> tuple[str, str]:
    owner = f"{clean(one.owner)}'s" if one.owner else ""
    about = ", ".join(part for part in (owner, clean(one.detail)) if part)
    return f"Attach to {one.id}: {clean(one.title)}", about


async def decide(app: Shell, plan: Plan, request: Request, sales: Sequence[Brief]) -> Request:
    """The duplicate desk of the plan's lead: what is used there goes into the plan, verdicts are stored."""
    used = frozenset((one.kind, one.id) for one in plan.records if one.id is not None)
    chosen = await looking.in_plan(app, plan.lead.id, used)
    if chosen is None:
        return request  # what was decided or written there shows when the plan is made again
    return _used(plan, request, _place_of(plan, chosen[0]), chosen, sales)
