"""One of many by the letters of its name: typing narrows the lines, arrows choose, Enter takes one."""

from collections.abc import Iterable
from typing import ClassVar, Generic, NamedTuple, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from leadtui.screens.dialog import Dialog
from leadtui.widgets.entry import Entry
from leadtui.widgets.lines import Lines, Row

T = TypeVar("T")
_MOST = 10  # lines on show at once


class Offered(NamedTuple):
    """One to choose: what it stands for, what it is called, what stands quietly behind."""

    code: str
    label: str
    aside: str = ""


class TypedChoice(Dialog[T], Generic[T]):
    """The entry, the lines and their keys. A subclass says what fits, how it looks, what Enter does with it.

    Attributes:
        NONE: the sentence where nothing fits what is typed.
        text: what is typed, folded; a subclass may begin with one.
        moved: an arrow was pressed. Enter takes nothing until one was or a letter is typed, and the
            first arrow takes the line on top; a subclass that begins with True has its top line meant.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = f"TypedChoice Lines {{ height: {_MOST}; margin-top: 1; }}"
    NONE: ClassVar[str]

    text = ""
    moved = False

    def offered(self, text: str) -> Iterable[Offered]:
        """Those that fit the letters, in order; all of them fit none."""
        raise NotImplementedError

    def look(self, one: Offered, cells: int) -> Content:
        """The line of one."""
        raise NotImplementedError

    def took(self, code: str) -> None:
        """Enter was pressed on that one."""
        raise NotImplementedError

    def choosing(self, hint: str, text: str = "") -> ComposeResult:
        """The letters, then what fits; for `body`."""
        self.text = text.strip().casefold()
        yield Entry(text, placeholder=hint, id="letters")
        yield Lines(self._rows)

    async def on_mount(self) -> None:
        """Letters type at once."""
        lines = self.query_one(Lines)
        lines.can_focus = False
        lines.styles.height = min(max(sum(1 for _ in self.offered("")), 1), _MOST)
        entry = self.query_one("#letters", Entry)
        entry.focus()
        entry.action_select_all()  # what was said before is replaced by the first key

    @on(Input.Changed, "#letters")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.text = event.value.strip().casefold()
        self.query_one(Lines).show(self._rows)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        code = self.query_one(Lines).target
        if not self.text and not self.moved:
            self.say("Type a few letters of the name first. Nothing is changed.", "warning")
        elif code is None:
            self.say(self.NONE, "warning")
        else:
            self.took(str(code))

    def action_step(self, by: int) -> None:
        """The one below or above; the first press takes the first."""
        lines = self.query_one(Lines)
        if self.moved or self.text:
            lines.action_step(by)
        self.moved = True
        lines.refresh()

    def _rows(self, cells: int) -> list[Row]:
        return [Row(self.look(one, cells), one.code) for one in self.offered(self.text)]
