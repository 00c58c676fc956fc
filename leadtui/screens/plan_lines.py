"""The lines of a qualification's plan: which record is created, linked or left out, field by field."""

from collections.abc import Iterator

from textual.content import Content

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.plan import Plan, Planned
from leadtui.domain.text import clean, fit, pad, width
from leadtui.screens import plan_gaps
from leadtui.screens.plan_asking import SALES
from leadtui.screens.plan_linked import linked
from leadtui.screens.plan_showing import At, Showing, packed_at
from leadtui.screens.plan_values import made
from leadtui.widgets.lines import Row
from leadtui.widgets.showing import BAD, HEAD, LABEL, LOOK, shown
from leadtui.widgets.signs import BLOCKED, DIFFERS

REVIEWED = ("topic", "source", "campaign", "product", "owner", "territory")
"""What is looked over and mended with 4."""
REVIEW = "reviewed"
"""What the cursor stands on at the line of what is reviewed."""
_ROOM = ((3, 2, 3), (2, 1, 2), (2, 1, 1), (1, 1, 1), (1, 0, 1), (0, 0, 1))
"""How many fills and keeps of a linked record and lines of a new one stand in full, tried until it fits."""
_VERBS = {"create": "create", "link": "link", "none": "leave out"}


def build(showing: Showing, cells: int, height: int = 99) -> list[Row]:
    """All lines of the plan above its Why, in that height if it can be.

    How much is folded away hangs on the plan alone: opening one record leaves the others as they are.
    """
    last = [Row(Content("")), *plan_gaps.rows(showing, cells)]
    plain = Showing(showing.plan, showing.at)
    tried = (most for most in _ROOM if len(_records(plain, cells, most)) + len(last) <= height)
    return [*_records(showing, cells, next(tried, _ROOM[-1])), *last]


def _records(showing: Showing, cells: int, most: tuple[int, int, int]) -> list[Row]:
    rows: list[Row] = []
    for place, planned in enumerate(showing.plan.records):
        rows.append(Row(_head(showing, place, cells), At(place)))
        if planned.action == "create":
            rows += made(showing, place, cells, most[2])
        elif planned.action == "link":
            rows += linked(showing, place, cells, most[:2])
    if showing.attachable:
        said = fit(f"3 attaches to {showing.attachable}", cells - packed_at(cells) - 1)
        rows.append(Row(Content.styled(f"{' ' * packed_at(cells)}{said}", LABEL)))
    rows.append(Row(_reviewed(showing, cells), REVIEW))
    return [*rows, *(Row(line) for line in _warnings(showing.plan, cells))]


def _head(showing: Showing, place: int, cells: int) -> Content:
    planned = showing.plan.records[place]
    several = len(showing.plan.sales) > 1
    number = "3" if place == SALES else str(place + 1) if place < SALES else " "
    name = planned.kind.capitalize() + (f" {place - SALES + 1}" if several and place >= SALES else "")
    head = Content.assemble(
        " ", _sign(showing, place, planned), (number, "bold $accent"), f" {pad(name, 13)} "
    )
    head = Content.assemble(head, (pad(_verb(planned), 9), HEAD), " ")
    room = max(cells - head.cell_length - 1, 8)
    text = fit(clean(planned.title) if planned.action != "none" else "", room)
    gap = "  " if text else ""
    left = room - width(text) - len(gap)
    because = ", ".join(part for part in (_owner(showing, planned), clean(planned.because)) if part)
    return Content.assemble(head, text, (gap + fit(because, left) if because and left > 3 else "", LABEL))


def _owner(showing: Showing, planned: Planned) -> str:
    """``ola's``, of a linked record that is not the lead's owner's."""
    kept = (line.theirs for line in planned.lines if line.field == "owner" and line.outcome == "keep")
    return next((f"{showing.at.owner(owner)}'s" for owner in kept), "")


def _verb(planned: Planned) -> str:
    if planned.kind is Kind.OPPORTUNITY and planned.action == "link":
        return "attach"
    return _VERBS.get(planned.action, planned.action)


def _sign(showing: Showing, place: int, planned: Planned) -> tuple[str, str]:
    if not planned.decided:
        return BLOCKED, BAD
    touched = any(at == place for at, _ in showing.changed)
    return (DIFFERS, LOOK) if touched else (" ", "")


def _reviewed(showing: Showing, cells: int) -> Content:
    fields, lead = BY_NAME[Kind.LEAD], showing.plan.lead
    parts = [shown(fields[name], getattr(lead, name), showing.at) for name in REVIEWED if name != "topic"]
    said = ", ".join(part for part in parts if part) or "no source, campaign, product or territory"
    head = Content.assemble("  ", ("4", "bold $accent"), f" {pad('Reviewed', 13)} ")
    return Content.assemble(head, fit(said, max(cells - 19, 8)))


def _warnings(plan: Plan, cells: int) -> Iterator[Content]:
    """The plan's warnings, but for the closed leads that line 5 names."""
    leads = (one.brief for one in plan.matches if one.brief.kind is Kind.LEAD)
    heads = tuple(f"Lead {one.id} " for one in leads if one.state != "open")
    for one in plan.warnings:
        if not (heads and one.startswith(heads)):
            yield Content.styled(f"    {fit(clean(one), cells - 5)}", LOOK)
