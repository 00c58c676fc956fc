"""Pick one of many by the first letters of its name: type, arrows, Enter; nothing is chosen at first."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from leadtui.domain.text import clean, fit, pad
from leadtui.screens.dialog import ESC, Dialog
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines, Row


class Picked(NamedTuple):
    """One to pick: what the dialog answers, what it is called, what stands quietly behind."""

    code: str
    label: str
    aside: str = ""


class Pick(Dialog[str | None]):
    """Asks for one of them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = "Pick Lines { height: 10; margin-top: 1; }"

    def __init__(self, title: str, aside: str, offered: Sequence[Picked], does: str) -> None:
        super().__init__(title, aside)
        self._offered, self._does = offered, does
        self._text = ""
        self._moved = False

    def body(self) -> ComposeResult:
        """The letters, then what matches."""
        yield Entry(placeholder="letters of its name", id="name")
        yield Lines(self._rows)

    def keys(self) -> Sequence[Key]:
        """Arrows, Enter, Esc."""
        return (Key("↓ ↑", "choose"), Key("enter", self._does, kept=True), ESC)

    def on_mount(self) -> None:
        """Letters type at once."""
        lines = self.query_one(Lines)
        lines.can_focus = False
        lines.styles.height = min(max(len(self._offered), 1), 10)
        self.query_one("#name", Entry).focus()

    @on(Input.Changed, "#name")
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._text = event.value.strip().casefold()
        self.query_one(Lines).show(self._rows)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        code = self.query_one(Lines).target
        if not self._text and not self._moved:
            self.say("Type a few letters of the name first. Nothing is changed.", "warning")
        elif code is None:
            self.say("Nothing here is called that.", "warning")
        else:
            self.dismiss(str(code))

    def action_step(self, by: int) -> None:
        """The one below or above; the first press takes the first."""
        if self._moved or self._text:
            self.query_one(Lines).action_step(by)
        self._moved = True
        self.query_one(Lines).refresh()

    def _rows(self, cells: int) -> list[Row]:
        room = max(cells - 20, 12)
        return [
            Row(
                Content.assemble(f"  {pad(fit(clean(each.label), room), room)} ", (each.aside, "$muted")),
                each.code,
            )
            for each in self._offered
            if self._text in each.label.casefold()
        ]
