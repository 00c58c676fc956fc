"""The lines of a qualification's plan: which record is created, linked or left out, field by field."""

from collections.abc import Sequence

from textual.content import Content

from leadtui.domain.access import Access
from leadtui.domain.checklist import ACTIVITY, MANUAL, Item
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.plan import Line, Plan, Planned
from leadtui.domain.text import clean, fit, pad
from leadtui.screens import plan_alike
from leadtui.screens.permitted import for_others
from leadtui.widgets.checklist_panel import ticked_by
from leadtui.widgets.showing import BAD, GOOD, HEAD, LABEL, LOOK, Setting, shown
from leadtui.widgets.signs import BLOCKED, DONE

_NAMES = frozenset({"name", "first_name", "last_name", "topic"})
_QUIET = frozenset({"owner", "territory", "source", "campaign", "language", "currency", "description"})
_FIRST = ("email", "phone", "mobile", "amount", "close_on")
REVIEWED = ("topic", "source", "campaign", "product", "owner", "territory")
"""What is looked over and mended with 4."""
_ROOM = ((3, 2, 3), (2, 1, 2), (2, 1, 1), (1, 1, 1), (1, 0, 1), (0, 0, 1))
"""How many fills and keeps of a linked record and lines of a new one stand in full, tried until it fits."""
Room = tuple[int, int, int]


def build(
    plan: Plan,
    at: Setting,
    cells: int,
    *,
    why: bool,
    noted: str = "",
    height: int = 99,
    mine: Access | None = None,
) -> list[Content]:
    """All lines of the plan above its Why, in that height if it can be.

    ``why``: one is being typed; ``noted``: which note on the lead counts as the why, in a few words;
    ``mine``: what the acting user may do.
    """
    last = gaps(plan, cells, why=why, noted=noted, mine=mine)
    tried = ([*_records(plan, at, cells, most), Content(""), *last] for most in _ROOM)
    return next(
        (lines for lines in tried if len(lines) <= height),
        [*_records(plan, at, cells, _ROOM[-1]), Content(""), *last],
    )


def _records(plan: Plan, at: Setting, cells: int, most: Room) -> list[Content]:
    lines: list[Content] = []
    for number, planned in enumerate(plan.records, 1):
        lines.append(_head(number, planned, cells))
        lines += _below(planned, at, cells, most)
    lines.append(_reviewed(plan, at, cells))
    lines += [Content.styled(f"   {fit(clean(one), cells - 4)}", LOOK) for one in _warnings(plan)]
    return lines


def _head(number: int, planned: Planned, cells: int) -> Content:
    sign = (" ", "") if planned.decided else (BLOCKED, BAD)
    verb = {"create": "create", "link": "link", "none": "leave out"}.get(planned.action, planned.action)
    head = Content.assemble(sign, (f"{number}", "bold $accent"), f" {pad(planned.kind.capitalize(), 12)} ")
    head = Content.assemble(head, (pad(verb, 10), HEAD))
    because = clean(planned.because)
    title = clean(planned.title) if planned.action != "none" else ""
    room = max(cells - head.cell_length - 1, 8)
    text = fit(title, room)
    gap = "  " if text else ""
    left = room - Content(text).cell_length - len(gap)
    return Content.assemble(head, text, (gap + fit(because, left) if left > 3 else "", LABEL))


def _below(planned: Planned, at: Setting, cells: int, most: Room) -> list[Content]:
    if planned.action == "create":
        return _created(planned, at, cells, most[2])
    if planned.action != "link":
        return []
    fills = [line for line in planned.lines if line.outcome == "fill"]
    keeps = [line for line in planned.lines if line.outcome == "keep" and line.field != "owner"]
    lines = [_field(planned.kind, line, at, cells) for line in (*fills[: most[0]], *keeps[: most[1]])]
    if more := [
        said
        for said in (
            _more(fills[most[0] :], planned.kind, "fill"),
            _more(keeps[most[1] :], planned.kind, "keep"),
        )
        if said
    ]:
        lines.append(Content.styled(fit(f"{' ' * 17}and {', '.join(more)}", cells), LABEL))
    return lines


def _more(lines: Sequence[Line], kind: Kind, verb: str) -> str:
    names = ", ".join(
        BY_NAME[kind][line.field].label.lower() for line in lines if line.field in BY_NAME[kind]
    )
    return f"{verb} {names}" if names else ""


def _created(planned: Planned, at: Setting, cells: int, most: int) -> list[Content]:
    values = {line.field: line.ours for line in planned.lines}
    names = [name for name in values if name not in _NAMES | _QUIET and name in BY_NAME[planned.kind]]
    first = [name for name in _FIRST if name in names]
    parts = [
        _told(planned.kind, name, values[name], values, at)
        for name in (*first, *(name for name in names if name not in _FIRST))
    ]
    if planned.kind is Kind.OPPORTUNITY and values.get("owner"):
        parts.append(f"owner {at.owner(values['owner'])}")
    said = _packed([part for part in parts if part], cells - 17, most)
    return [Content.styled(f"{' ' * 16}{fit(line, cells - 17)}", LABEL) for line in said]


def _packed(parts: Sequence[str], cells: int, most: int) -> list[str]:
    """The parts on as many lines as they need; the last one allowed takes all the rest."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}  {part}" if lines else part
        if lines and (len(lines) == most or Content(longer).cell_length <= cells):
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _told(kind: Kind, name: str, value: object, values: dict[str, object], at: Setting) -> str:
    if value is True:
        return BY_NAME[kind][name].label.lower()
    if name == "amount":
        text = shown(BY_NAME[kind][name], value, at)
        return f"{text} {clean(str(values.get('currency') or ''))}".strip()
    return shown(BY_NAME[kind][name], value, at)


def _field(kind: Kind, line: Line, at: Setting, cells: int) -> Content:
    field = BY_NAME[kind][line.field]
    ours, theirs = shown(field, line.ours, at), shown(field, line.theirs, at)
    head = f"{' ' * 16}{pad(line.outcome, 5)} {pad(field.label.lower(), 12)} "
    room = max(cells - len(head) - 1, 10)
    if line.outcome == "fill":
        return Content.assemble(head, fit(ours, room - 12), ("  was empty", LABEL))
    half = room // 2
    return Content.assemble(head, fit(theirs, half), (fit(f"  lead has {ours}", room - half), LABEL))


def _reviewed(plan: Plan, at: Setting, cells: int) -> Content:
    fields = BY_NAME[Kind.LEAD]
    parts = [shown(fields[name], getattr(plan.lead, name), at) for name in REVIEWED if name != "topic"]
    said = ", ".join(part for part in parts if part) or "no source, campaign, product or territory"
    head = Content.assemble(" ", ("4", "bold $accent"), f" {pad('Reviewed', 12)} ")
    return Content.assemble(head, fit(said, max(cells - 17, 8)))


def _warnings(plan: Plan) -> list[str]:
    """The plan's warnings, but for the closed leads that line 5 names."""
    leads = (one.brief for one in plan.matches if one.brief.kind is Kind.LEAD)
    heads = tuple(f"Lead {one.id} " for one in leads if one.state != "open")
    return [one for one in plan.warnings if not (heads and one.startswith(heads))]


def gaps(plan: Plan, cells: int, *, why: bool, noted: str = "", mine: Access | None = None) -> list[Content]:
    """What holds back Enter, one line each, or that nothing does; what looks alike comes first."""
    items = [item for item in plan.blocked_by if not (item.id == "why" and why)]
    shown_here = (item for item in items if item.id != "duplicates")
    lines = [*plan_alike.line(plan, cells), *(_gap(item, plan, cells, mine) for item in shown_here)]
    if noted and not why:
        said = fit(f"{noted} counts", cells - 17)
        lines.append(Content.assemble((DONE, GOOD), f"  {pad('Why', 12)} {said}"))
    if not items:
        lines.append(Content.styled(f"{DONE} Nothing is missing: Enter writes it.", GOOD))
    return lines


def _gap(item: Item, plan: Plan, cells: int, mine: Access | None) -> Content:
    head = Content.assemble((BLOCKED, BAD), "  ")
    label = "Customer" if item.id == "customer" else item.label
    return Content.assemble(head, fit(f"{pad(label, 12)} {_what(item, plan, mine)}", cells - 4))


def _what(item: Item, plan: Plan, mine: Access | None) -> str:
    if item.id == "customer":
        kinds = [planned.kind for planned in plan.records if not planned.decided]
        return (
            "say what to do with " + " and ".join(f"the {kind}" for kind in kinds)
            if kinds
            else "not decided yet"
        )
    if item.id == "why":
        return "one line below, or a note on the lead"
    if item.kind == MANUAL:
        return ticked_by(item) if for_others(mine, item) else "Enter ticks it"
    if item.kind == ACTIVITY:
        return "log what was said on the lead"
    fields = BY_NAME[Kind.LEAD]
    return "fill " + " or ".join(fields[name].label.lower() for name in item.missing if name in fields)
