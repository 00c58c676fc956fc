"""Go to: one letter for each screen and each view."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from leadtui.domain.fields import Kind
from leadtui.domain.views import VIEWS
from leadtui.screens.dialog import ESC, Dialog
from leadtui.screens.places import PLACES, mode_of_view
from leadtui.widgets.key_line import Key

_BETWEEN = 2  # cells between the columns, as many as the narrow screen has


@dataclass(frozen=True, slots=True)
class Goal:
    """One line: its letter, what it is called, and where it leads: a screen, a view, or over the screen."""

    letter: str
    title: str
    mode: str = ""
    view: str = ""
    over: str = ""


# Letters of the views; the screens have theirs in `places`. None is in both (a test sees to it).
LETTERS = {
    "my-open": "m", "open": "l", "unassigned": "u", "queue": "t", "handed": "h", "due": "d", "stale": "s",
    "ready": "y", "parked": "k", "qualified": "q", "disqualified": "x", "all": "e",
    "my-accounts": "N", "my-contacts": "P", "my-opportunities": "O", "won": "W", "lost": "L",
    "opportunities": "E",
}  # fmt: skip


def goals() -> tuple[Sequence[Goal], Sequence[Goal]]:
    """The screens, and the views."""
    screens = [Goal(place.letter, place.title, place.mode) for place in PLACES]
    screens += [
        Goal("D", "Duplicates, all", over="duplicates"),
        Goal("Y", "Needs you", over="needs"),
        Goal("M", "Many at once", over="runs"),
        Goal("V", "Value lists", over="lists"),
    ]
    views = [Goal(letter, VIEWS[name].title, mode_of_view(name), name) for name, letter in LETTERS.items()]
    return screens, views


class GoTo(Dialog[None]):
    """Press a letter and be there."""

    AUTO_FOCUS: ClassVar[str | None] = ""
    DEFAULT_CSS = "GoTo #goals { text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(self) -> None:
        super().__init__("Go to")

    def body(self) -> ComposeResult:
        """The screens and the views of what leads become left, views of leads right."""
        yield Static(self._lines(), id="goals", markup=False)

    def keys(self) -> Sequence[Key]:
        """Any letter."""
        return (Key("a letter", "goes there"), ESC)

    def _lines(self) -> Content:
        screens, views = goals()
        of_leads = [_line(goal) for goal in views if VIEWS[goal.view].kind is Kind.LEAD]
        others = [_line(goal) for goal in views if VIEWS[goal.view].kind is not Kind.LEAD]
        left = [*map(_line, screens), Content(""), *others]
        right = [*of_leads, *[Content("")] * (len(left) - len(of_leads))]
        column = max(line.cell_length for line in left) + _BETWEEN
        lines = (a.pad_right(column - a.cell_length).append(b) for a, b in zip(left, right, strict=True))
        return Content("\n").join(lines)

    def on_key(self, event: events.Key) -> None:
        """A known letter goes, any other does nothing."""
        screens, views = goals()
        for goal in (*screens, *views):
            if event.character == goal.letter:
                event.stop()
                self.dismiss(None)
                self._go(goal)
                return

    def _go(self, goal: Goal) -> None:
        if goal.view:
            self.shell.call_later(self.shell.show_view, goal.view)
        elif goal.mode:
            self.shell.call_later(self.shell.show_mode, goal.mode)
        else:
            self.shell.call_later(getattr(self.shell, f"go_to_{goal.over}"))


def _line(goal: Goal) -> Content:
    return Content.assemble((goal.letter, "bold $accent"), f"  {goal.title}")
