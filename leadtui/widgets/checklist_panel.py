"""The lead under the cursor: who it is and what is missing, beside the list or below it.

It empties on the first move of the cursor and is filled when the cursor rests: it never shows
another lead's data, and costs no bytes while one scrolls.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from leadtui.domain import checklist
from leadtui.domain.checklist import NOT_NEEDED, Item
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.rows import owner_title
from leadtui.domain.text import clean, fit, listed, stamp
from leadtui.widgets.columns import Look
from leadtui.widgets.signs import ADVISED, ALIKE, BLOCKED, DO_NOT, DONE, of_item

if TYPE_CHECKING:  # the list is on screen before the first lead is read whole
    from leadtui.domain.records import Brief, LeadDetail

_FIELDS = BY_NAME[Kind.LEAD]
_SIGNS = {DONE: "$success", BLOCKED: "$error", ADVISED: "$warning"}
SIDE, STRIP, LINE = "side", "strip", "line"


class ChecklistPanel(Widget):
    """Draws one lead for the room there is: a column, a strip of some lines, or one line."""

    DEFAULT_CSS = "ChecklistPanel { padding: 0 1; }"

    def __init__(self, look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.look = look
        self._detail: LeadDetail | None = None
        self._shape = SIDE
        self._lines: list[Content] = []

    @property
    def detail(self) -> "LeadDetail | None":
        """The lead on show."""
        return self._detail

    def show(self, detail: "LeadDetail | None") -> None:
        """Show a lead; None empties the panel."""
        self._detail = detail
        self._lay_out()

    def reshape(self, shape: str) -> None:
        """Draw for another room."""
        self._shape = shape
        self._lay_out()

    def on_resize(self) -> None:
        """Lines for the new width."""
        self._lay_out()

    def render_line(self, y: int) -> Strip:
        """One line."""
        width = self.size.width
        if y >= len(self._lines):  # an empty panel is drawn at the start and at each move: keep it cheap
            return Strip.blank(width, self.visual_style.rich_style)
        strips = Visual.to_strips(self, self._lines[y], width, 1, self.visual_style, pad=True)
        return strips[0] if strips else Strip.blank(width, self.rich_style)

    def _lay_out(self) -> None:
        """Build the lines and draw those that differ, no wider than there was or is text."""
        before, width = self._lines, self.size.width
        self._lines = self._built(width)
        regions: list[Region] = []
        for y, (old, new) in enumerate(zip_longest(before, self._lines, fillvalue=Content(""))):
            if not old.is_same(new):
                regions.append(Region(0, y, min(width, max(old.cell_length, new.cell_length)), 1))
        if regions:
            self.refresh(*regions)

    def _built(self, width: int) -> list[Content]:
        if self._detail is None or not width:
            return []
        shapes = {SIDE: _side, STRIP: _strip, LINE: _line}
        return [
            line.truncate(width, ellipsis=True)
            for line in shapes[self._shape](self._detail, self.look, width)
        ]


def item_content(number: int, item: Item, most: int = 9) -> Content:
    """Sign, number, label, and up to ``most`` of what is missing of an item of several parts."""
    sign = of_item(item.state, blocking=item.blocking)
    said = item.label
    if item.missing and len(item.fields) > 2:
        said += ": " + ", ".join(_short(name) for name in item.missing[:most])
        said += f" +{len(item.missing) - most}" if len(item.missing) > most else ""
    if item.tick is not None:
        said += ": not needed" if item.state == NOT_NEEDED else f": {clean(item.tick.by)}"
    elif item.role and item.state == "missing":
        said += f": {ticked_by(item)}"
    return Content.assemble((sign, _SIGNS.get(sign, "$muted")), f" {number} {said}")


def ticked_by(item: Item) -> str:
    """``a sales manager ticks it``: who alone does."""
    role = clean(item.role_label or item.role).lower()
    return f"{'an' if role[:1] in 'aeiou' else 'a'} {role} ticks it"


def _short(name: str) -> str:
    return _FIELDS[name].label.lower().removesuffix(" confirmed")


def head_content(items: Sequence[Item]) -> Content:
    """``Checklist 7 of 8, ready``, or what blocks."""
    blocking = [item.label.lower() for item in items if item.blocks]
    said = (f"needs {listed(blocking)}", "$error") if blocking else ("ready", "$success")
    return Content.assemble((f"Checklist {checklist.done(items)} of {len(items)}, ", "bold"), said)


def _side(detail: "LeadDetail", look: Look, width: int) -> Iterator[Content]:
    lead = detail.lead
    yield Content.styled(clean(lead.title), "bold")
    if where := _where(detail):
        yield Content(where)
    yield Content.styled(" · ".join(_standing(detail, look)), "$muted")
    yield from _reach(detail, width)
    yield Content("")
    if lead.topic:
        yield Content(clean(lead.topic))
        yield Content("")
    yield from _checklist(detail, width) if lead.is_open else _became(detail, look)
    yield Content("")
    yield from _last(detail, look, width)


def _strip(detail: "LeadDetail", look: Look, width: int) -> Iterator[Content]:
    lead = detail.lead
    who = Content.assemble(
        (clean(lead.title), "bold"), f", {clean(lead.job_title)}" if lead.job_title else ""
    )
    yield _both(who, Content("  ").join(list(_reach(detail, width // 2))), width)
    standing = Content.styled(", ".join(_standing(detail, look)), "$muted")
    if not lead.is_open:
        yield standing
        yield from _became(detail, look)
        return
    yield _both(head_content(detail.checklist), standing, width)
    yield from _packed([item_content(n, item, 2) for n, item in enumerate(detail.checklist, 1)], width)
    yield _in_the_plan(detail)


def _line(detail: "LeadDetail", look: Look, width: int) -> Iterator[Content]:
    if not detail.lead.is_open:
        yield Content.styled(", ".join(_standing(detail, look)), "$muted")
        return
    open_ones = ((n, i) for n, i in enumerate(detail.checklist, 1) if i.state == "missing")
    gap = min(open_ones, key=lambda one: (not one[1].blocks, one[0]), default=None)
    gap = item_content(*gap) if gap else Content("")
    yield Content.assemble(head_content(detail.checklist), "  ", gap)


def _where(detail: "LeadDetail") -> str:
    lead = detail.lead
    company = lead.company or ("private person" if lead.private_person else "")
    return ", ".join(clean(part) for part in (lead.job_title, company) if part)


def _standing(detail: "LeadDetail", look: Look) -> list[str]:
    lead = detail.lead
    reason = look.reasons.get(lead.status_reason, lead.status_reason.replace("_", " "))
    if not lead.is_open:
        by = f" by {clean(owner_title(look.people, lead.closed_by))}" if lead.closed_by else ""
        head = "Qualified" if reason == "Qualified" else f"Disqualified, {reason.lower()}"
        return [f"{head}, {stamp(lead.closed_at, look.now)}{by}"]
    parts = (reason, detail.owner_name or owner_title(look.people, lead.owner) or "nobody's", lead.city)
    return [clean(part) for part in parts if part]


def _reach(detail: "LeadDetail", width: int) -> Iterator[Content]:
    lead = detail.lead
    for value, barred in ((lead.phone or lead.mobile, lead.do_not_call), (lead.email, lead.do_not_email)):
        if value:
            sign = (f"{DO_NOT} ", "$warning") if barred else ""
            yield Content.assemble(sign, fit(clean(value), max(8, width - 2), middle="@" in value))


def _checklist(detail: "LeadDetail", width: int) -> Iterator[Content]:
    yield head_content(detail.checklist)
    for number, item in enumerate(detail.checklist, 1):
        first, *others = item_content(number, item).wrap(width - 4)
        yield first
        yield from (Content.assemble("    ", line) for line in others)
    yield from _alike(detail)
    yield Content.styled("  in the plan: customer and why", "$muted")


def _alike(detail: "LeadDetail") -> Iterator[Content]:
    """How many look alike, and the strongest reason."""
    from leadtui.widgets.likeness import summed

    if said := summed(detail.duplicates):
        yield Content.assemble((f"{ALIKE} ", "$warning"), said)


def _in_the_plan(detail: "LeadDetail") -> Content:
    """What only the plan asks, in one line."""
    from leadtui.widgets.likeness import summed

    said = summed(detail.duplicates)
    sign = (f"{ALIKE} ", "$warning") if said else "  "
    return Content.assemble(
        sign, (f"in the plan: {said}{', ' if said else ''}account and contact, why", "$muted")
    )


def _became(detail: "LeadDetail", look: Look) -> Iterator[Content]:
    made = next(
        (q for q in detail.qualifications if (q.lead, q.cycle) == (detail.lead.id, detail.lead.cycle)), None
    )
    records: list[Brief | None] = [made.account, made.contact, *made.opportunities] if made else []
    for brief in records:
        if brief is not None:
            yield Content.assemble((f"{brief.kind:<12}", "$muted"), clean(brief.title))
    if made and made.why:
        yield Content.assemble((f"{'why':<12}", "$muted"), clean(made.why))
    if not made:
        yield Content.styled("r reactivates it", "$muted")


def _last(detail: "LeadDetail", look: Look, width: int) -> Iterator[Content]:
    from leadtui.domain.records import Activity

    last = next((one for one in detail.timeline if isinstance(one, Activity)), None)
    if last is None:
        return
    by = clean(owner_title(look.people, last.by))
    yield Content.styled(f"{last.kind.capitalize()}, {stamp(last.at, look.now)}, {by}", "$muted")
    if last.text:
        yield from Content(f"“{clean(last.text)}”").wrap(max(10, width))[:4]


def _both(left: Content, right: Content, width: int) -> Content:
    left = left.truncate(max(0, width - right.cell_length - 2), ellipsis=True)
    return Content.assemble(left, " " * max(2, width - left.cell_length - right.cell_length), right)


def _packed(items: Sequence[Content], width: int) -> Iterator[Content]:
    """Items in two lines: short ones side by side in columns, long ones at their own length."""
    line = Content("")
    for item in items:
        cells = max(14, item.cell_length + 2) if item.cell_length <= 14 else item.cell_length + 2
        if line.cell_length + item.cell_length > width and line.cell_length:
            yield line
            line = Content("")
        line = Content.assemble(line, item, " " * (cells - item.cell_length))
    yield line
