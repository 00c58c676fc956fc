"""The small questions of the plan: what to do with one record, and with what looks the same."""

from collections.abc import Mapping
from dataclasses import replace

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.plan import NEW, NONE, Choice, Plan, Planned, Request
from leadtui.domain.records import Brief
from leadtui.domain.results import Done
from leadtui.domain.text import clean
from leadtui.screens import looking
from leadtui.screens.choices import Choose, Option
from leadtui.screens.finding import Find
from leadtui.screens.forms import Form
from leadtui.screens.sheet import Sheet
from leadtui.screens.shell import Shell
from leadtui.widgets.likeness import because

_OF_OPPORTUNITY = ("topic", "amount", "currency", "close_on", "next_step")


async def choose(app: Shell, plan: Plan, request: Request, kind: Kind) -> Request | None:
    """Ask what happens to the record of that kind; None when nothing is decided."""
    planned = plan.planned(kind)
    said = f"Now: {_now(planned)}."
    options = [*_options(plan, planned), *_more(kind)]
    code = await app.push_screen_wait(
        Choose(f"{kind.capitalize()} of {clean(plan.lead.title)}", options, said=said)
    )
    match code:
        case None:
            return None
        case "values":
            return await _values(app, planned, request)
        case "find":
            found = await app.push_screen_wait(Find(f"Which {kind}?", (kind,)))
            return None if found is None else said_so(request, kind, found.id)
        case _:
            return said_so(request, kind, code if code in (NEW, NONE) else int(code))


def said_so(request: Request, kind: Kind, choice: Choice) -> Request:
    """The request with that record decided by a person."""
    match kind:
        case Kind.ACCOUNT:
            return replace(request, account=choice)
        case Kind.CONTACT:
            return replace(request, contact=choice)
        case _:
            return replace(request, opportunity=choice)


def _now(planned: Planned) -> str:
    verb = {"create": "create", "link": "link", "none": "leave out"}[planned.action]
    return f"{verb} {clean(planned.title)}".strip() if planned.action != "none" else verb


def _options(plan: Plan, planned: Planned) -> list[Option]:
    kind, lead = planned.kind, plan.lead
    options: list[Option] = []
    # Source: Dynamics: "create new" is offered for the account only when the lead has a company.
    if kind is not Kind.ACCOUNT or lead.company:
        name = {Kind.ACCOUNT: lead.company, Kind.CONTACT: lead.name}.get(kind) or lead.topic or lead.title
        options.append(Option(NEW, f"Create new: {name}"))
    linked = {planned.id: Brief(kind, planned.id, planned.title)} if planned.id else {}
    alike = {one.brief.id: one for one in plan.matches if one.brief.kind is kind and one.readable}
    for number, one in linked.items():
        if number not in alike:
            options.append(Option(str(number), f"Use existing {kind} {number}: {clean(one.title)}"))
    for number, match in alike.items():
        options.append(
            Option(str(number), f"Use existing {kind} {number}: {clean(match.brief.title)}", because(match))
        )
    options.append(Option(NONE, f"Leave out: no {kind}"))
    return options


def _more(kind: Kind) -> list[Option]:
    if kind is Kind.OPPORTUNITY:
        return [Option("values", "Change topic, amount, expected close", "of the new one")]
    return [Option("find", f"Another {kind} …", "find it by name")]


async def _values(app: Shell, planned: Planned, request: Request) -> Request | None:
    fields = tuple(BY_NAME[Kind.OPPORTUNITY][name] for name in _OF_OPPORTUNITY)
    start = {**planned.values, **request.values}
    typed: dict[str, object] = {}

    async def remember(values: Mapping[str, object], version: int | None) -> Done:
        typed.update(values)  # nothing is written before the plan's Enter
        return Done(0, Kind.OPPORTUNITY, 0, 0)

    sheet = Sheet(Kind.OPPORTUNITY, "The new opportunity", fields, start, whole=False)
    if not await app.push_screen_wait(Form(sheet, remember, keep=False)):
        return None
    return replace(request, opportunity=NEW, values={**request.values, **typed})


async def decide(app: Shell, plan: Plan, request: Request) -> Request:
    """The duplicate desk of the plan's lead: what is used there goes into the plan, verdicts are stored."""
    used = frozenset((one.kind, one.id) for one in plan.records if one.id is not None)
    chosen = await looking.in_plan(app, plan.lead.id, used)
    if chosen is None:
        return request  # what was decided or written there shows when the plan is made again
    kind, number = chosen
    if kind is not Kind.OPPORTUNITY:
        return said_so(request, kind, number)
    # Its customer too, rather than a new one.
    return replace(request, opportunity=number, account=None, contact=None)
