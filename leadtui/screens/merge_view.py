"""The plan of a merge as lines: two records side by side, one line for each field in which they differ."""

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.merge import MergePlan
from leadtui.domain.merge_lines import Line, Take
from leadtui.domain.text import clean, fit, pad, width
from leadtui.widgets.lines import Lines, Row
from leadtui.widgets.showing import HEAD, LABEL, Setting, shown
from leadtui.widgets.signs import MARK, NOT_NEEDED

_SIGN = 2  # cells of a mark and the blank behind it


class Fields(Lines, inherit_bindings=False):
    """The fields; the letters and Space are the dialog's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", show=False),
        Binding("up,k", "step(-1)", show=False),
        Binding("pagedown,ctrl+d", "turn(1)", show=False),
        Binding("pageup,ctrl+u", "turn(-1)", show=False),
        Binding("home,g", "edge(-1)", show=False),
        Binding("end,G", "edge(1)", show=False),
    ]

    def action_turn(self, by: int) -> None:
        """One window on, the cursor with it."""
        self.turn(by)

    def action_choose(self) -> None:
        """A click on the cursor's line takes the other value."""
        self.post_message(self.Chosen(self.target))


def rows(plan: MergePlan, at: Setting, cells: int) -> list[Row]:
    """A line a field; the value that will be taken is marked."""
    if not plan.lines:
        return [Row(Content.styled(" Their fields are the same.", LABEL))]
    return [Row(_line(plan.kind, line, at, cells), line.field) for line in plan.lines]


def survival(plan: MergePlan, cells: int) -> Content:
    """Who stays and what becomes of the other: on one line, or two where the names are long."""
    if width(clean(plan.sentence)) <= cells:
        return Content(clean(plan.sentence))
    stays, gone = " stays;", f" {plan.fate}."
    first = fit(clean(f"{plan.winner.id} {plan.winner.title}"), cells - len(stays))
    second = fit(clean(f"{plan.loser.id} {plan.loser.title}"), cells - len(gone))
    return Content(f"{first}{stays}\n{second}{gone}")


def heading(plan: MergePlan, cells: int) -> Content:
    """Above the columns: which record each is, and which one stays."""
    label, room = _columns(cells)
    gone = "is closed" if plan.kind is Kind.LEAD else "is put away"
    left = pad(f"{plan.winner.id} stays", room)
    right = fit(f"{plan.loser.id} {gone}", room)
    gap = " " * (1 + label + 1 + _SIGN)
    return Content.assemble(gap, (left, HEAD), " " * (1 + _SIGN), (right, LABEL))


def outcome(plan: MergePlan, name: str, at: Setting) -> Content:
    """What the field of the cursor's line will hold, and why the rules chose it."""
    line = next((each for each in plan.lines if each.field == name), None)
    if line is None:
        return Content("")
    what = BY_NAME[plan.kind][name]
    value = shown(what, line.value, at) or "empty"
    because = f"  {line.because}" if line.because else ""
    return Content.assemble((f"{what.label} will be: ", LABEL), value, (because, LABEL))


def _columns(cells: int) -> tuple[int, int]:
    """Cells of the label and of each value."""
    label = 15 if cells >= 64 else 11
    return label, max((cells - label - 3 - 2 * _SIGN) // 2, 6)


def _line(kind: Kind, line: Line, at: Setting, cells: int) -> Content:
    label, room = _columns(cells)
    what = BY_NAME[kind][line.field]
    parts: list[Content] = [Content(f" {pad(clean(what.label), label)} ")]
    for take, value in ((Take.WINNER, line.winner), (Take.LOSER, line.loser)):
        taken = line.take in (take, Take.BOTH)
        text = pad(shown(what, value, at) or NOT_NEEDED, room, middle=what.name == "email")
        mark = (f"{MARK} ", "$accent") if taken else "  "
        parts.append(Content.assemble(mark, (text, "" if taken else LABEL)))
    return Content.assemble(parts[0], parts[1], " ", parts[2])
