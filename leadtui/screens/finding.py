"""Find one record by a few letters of its name, its e-mail, phone or number."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.records import Brief
from leadtui.domain.text import clean, fit, pad
from leadtui.screens.answering import seen
from leadtui.screens.dialog import ESC, Dialog
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines, Row

MOST = 8


class Find(Dialog[Brief | None]):
    """Asks for one record of some kinds."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = "Find Lines { height: 8; margin-top: 1; }"

    def __init__(self, title: str, kinds: Sequence[Kind], text: str = "") -> None:
        super().__init__(title, "name, e-mail, phone or number")
        self._kinds, self._text = tuple(kinds), text
        self._found: tuple[Brief, ...] = ()

    def body(self) -> ComposeResult:
        """The letters, then what was found."""
        yield Entry(self._text, placeholder="a few letters", id="text")
        yield Lines(self._rows)

    def keys(self) -> Sequence[Key]:
        """Arrows, Enter, Esc."""
        return (Key("↓ ↑", "choose"), Key("enter", "take this", kept=True), ESC)

    def on_mount(self) -> None:
        """Letters type at once."""
        self.query_one(Lines).can_focus = False
        self.query_one("#text", Entry).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.run_worker(self._search(event.value.strip()), group="find", exclusive=True, exit_on_error=True)

    async def _search(self, text: str) -> None:
        found = await seen(self.shell, store.find, text, self._kinds, MOST) if text else None
        self._found = tuple(found or ())
        self.query_one(Lines).show(self._rows)
        self.say("" if found or not text else "Nothing is called that.")

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        one = self.query_one(Lines).target
        if isinstance(one, Brief):
            self.dismiss(one)

    def action_step(self, by: int) -> None:
        """The one below or above."""
        self.query_one(Lines).action_step(by)

    def _rows(self, cells: int) -> list[Row]:
        return [Row(match_line(one, cells), one) for one in self._found]


def match_line(one: Brief, cells: int) -> Content:
    """Kind, name and how it stands, on one line."""
    head = f"  {pad(one.kind, 12)} "
    name = fit(clean(one.title), max((cells - 14) // 2, 8))
    more = ", ".join(clean(part) for part in (one.state, one.owner or "", one.detail) if part)
    room = max(cells - 17 - Content(name).cell_length, 0)
    return Content.assemble((head, "$muted"), (name, "bold"), (f"  {fit(more, room)}", "$muted"))
