"""What holds back a plan, one line each, or that nothing does."""

from textual.content import Content

from leadtui.domain.access import Access
from leadtui.domain.checklist import ACTIVITY, MANUAL, Item
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.happenings import Activity
from leadtui.domain.plan import Plan
from leadtui.domain.plan_items import VALUES
from leadtui.domain.text import clean, fit, listed, pad, stamp
from leadtui.screens import plan_alike
from leadtui.screens.permitted import for_others
from leadtui.screens.plan_showing import Showing
from leadtui.widgets.checklist_panel import ticked_by
from leadtui.widgets.lines import Row
from leadtui.widgets.showing import BAD, GOOD, LOOK, Setting
from leadtui.widgets.signs import BLOCKED, DONE, OVERRIDDEN

DUPLICATES = "duplicates"
"""What the cursor stands on at the line of duplicates."""


def rows(showing: Showing, cells: int) -> list[Row]:
    """What holds back Enter, one line each, or that nothing does; what looks alike comes first."""
    plan = showing.plan
    items = gaps(plan, showing.why, showing.mine)
    lines = [Row(line, DUPLICATES) for line in plan_alike.line(plan, cells)]
    lines += [Row(_gap(item, plan, cells, showing.mine)) for item in items if item.id != "duplicates"]
    lines += [Row(_past(item, plan, cells)) for item in plan.overridden]
    if showing.noted and not showing.why:
        said = fit(f"{showing.noted} counts", cells - 19)
        lines.append(Row(Content.assemble(" ", (DONE, GOOD), f"  {pad('Why', 13)} {said}")))
    if not items:
        lines.append(Row(Content.styled(f" {DONE} Nothing is missing: Enter writes it.", GOOD)))
    return lines


def gaps(plan: Plan, why: bool, mine: Access | None) -> list[Item]:
    """What holds it back, in the order it stands on screen, which is the order Enter goes through it.

    Args:
        plan: of the lead.
        why: whether a why is typed: it counts from its first letter, without asking the store.
        mine: what the acting user may do; what only somebody else can settle comes last.
    """
    left = (item for item in plan.blocked_by if not (item.id == "why" and why))
    return sorted(left, key=lambda item: (for_others(mine, item), item.id != "duplicates"))


def noted(note: Activity, at: Setting, me: str) -> str:
    """``your call of today``: which note on the lead says why."""
    whose = "your" if note.by == me else f"{at.owner(note.by)}'s"
    if note.at is None:
        return f"{whose} {note.kind}"
    today = note.at.astimezone(at.now.tzinfo).date() == at.today
    return f"{whose} {note.kind} of {'today' if today else stamp(note.at, at.now)}"


def _gap(item: Item, plan: Plan, cells: int, mine: Access | None) -> Content:
    label = "Customer" if item.id == "customer" else clean(item.label)
    text = fit(f"{pad(label, 13)} {_what(item, plan, mine)}", cells - 5)
    return Content.assemble(" ", (BLOCKED, BAD), "  ", text)


def _past(item: Item, plan: Plan, cells: int) -> Content:
    """An item that is gone past, and why; never as quietly as one that is done."""
    text = fit(f"{pad(clean(item.label), 13)} gone past: {clean(plan.request.override)}", cells - 5)
    return Content.assemble(" ", (OVERRIDDEN, LOOK), "  ", (text, LOOK))


def _what(item: Item, plan: Plan, mine: Access | None) -> str:
    if item.id == "customer":
        kinds = dict.fromkeys(planned.kind for planned in plan.records if not planned.decided)
        return (
            f"say what to do with {listed([f'the {kind}' for kind in kinds])}" if kinds else "not decided yet"
        )
    if item.id == "why":
        return "one line below, or a note on the lead"
    if item.kind == VALUES:
        return f"mend {', '.join(item.missing)}"
    if item.kind == MANUAL:
        return ticked_by(item) if for_others(mine, item) else "Enter ticks it"
    if item.kind == ACTIVITY:
        return "log what was said on the lead"
    fields = BY_NAME[Kind.LEAD]
    return "fill " + " or ".join(fields[name].label.lower() for name in item.missing if name in fields)
