"""Assign: type the first letters of a user or a team, Enter gives the lead to the one on top."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from leadtui.domain.text import clean, pad
from leadtui.screens.answering import Asking, Commit
from leadtui.screens.dialog import ESC
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines, Row


class Assign(Asking[str]):
    """Asks for a user or team; the answer is its key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = "Assign Lines { height: 10; margin-top: 1; }"

    def __init__(
        self,
        title: str,
        aside: str,
        people: Mapping[str, str],
        teams: frozenset[str],
        commit: Commit[str],
        *,
        me: str,
    ) -> None:
        super().__init__(title, aside, commit)
        self._people, self._teams, self._me = people, teams, me
        self._text = ""

    def body(self) -> ComposeResult:
        """The letters, then who matches."""
        yield Entry(placeholder="letters of a name, a login or a team; “me” for yourself", id="who")
        yield Lines(self._rows)

    def keys(self) -> Sequence[Key]:
        """Arrows, Enter, Esc."""
        return (Key("↓ ↑", "choose"), Key("enter", "assign", kept=True), ESC)

    async def on_mount(self) -> None:
        """Letters type at once."""
        lines = self.query_one(Lines)
        lines.can_focus = False
        lines.styles.height = min(max(len(self._people), 1), 10)
        self.query_one("#who", Entry).focus()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._text = event.value.strip().casefold()
        self.query_one(Lines).show(self._rows)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        key = self.query_one(Lines).target
        if not self._text and not self._moved:
            self.say("Type a few letters of the name first. Nothing is changed.", "warning")
        elif key is None:
            self.say("Nobody here is called that.", "warning")
        else:
            self.answer(str(key))

    _moved = False

    def action_step(self, by: int) -> None:
        """The one below or above."""
        if self._moved or self._text:
            self.query_one(Lines).action_step(by)
        self._moved = True
        self.query_one(Lines).refresh()

    def _rows(self, cells: int) -> list[Row]:
        return [
            Row(Content.assemble(f"  {pad(clean(name), 30)} ", (self._aside(key), "$muted")), key)
            for key, name in self._people.items()
            if self._matches(key, name)
        ]

    def _matches(self, key: str, name: str) -> bool:
        if self._text == "me":
            return key == self._me
        words = [key.casefold(), *name.casefold().split()]
        return any(word.startswith(self._text) for word in words) or self._text in name.casefold()

    def _aside(self, key: str) -> str:
        said = "team" if key in self._teams else clean(key)
        return f"{said}, you" if key == self._me else said
