"""Assign: type the first letters of a user or a team, Enter gives the lead to the one on top."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from leadtui.domain.text import clean, pad
from leadtui.screens.answering import Asking, Commit
from leadtui.screens.dialog import ESC
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines, Row


class Handing(NamedTuple):
    """What the dialog answers: the key of a user or team, and what they are told with it."""

    owner: str
    note: str = ""


class Assign(Asking[Handing]):
    """Asks for a user or team, and for a word to them."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "step(1)", show=False, priority=True),
        Binding("up", "step(-1)", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    Assign {
        Lines { height: 10; margin-top: 1; }
        .line { height: 1; margin-top: 1; }
        .line .label { width: 8; color: $muted; }
    }
    """

    def __init__(
        self,
        title: str,
        aside: str,
        people: Mapping[str, str],
        teams: frozenset[str],
        commit: Commit[Handing],
        *,
        me: str,
        said: Handing | None = None,
    ) -> None:
        super().__init__(title, aside, commit)
        self._said = said or Handing("")
        self._people, self._teams, self._me = people, teams, me
        self._text = self._said.owner.casefold()

    def body(self) -> ComposeResult:
        """The letters, then who matches."""
        hint = "letters of a name, a login or a team; “me” for yourself"
        yield Entry(self._said.owner, placeholder=hint, id="who")
        yield Lines(self._rows)
        with Horizontal(classes="line"):
            yield Static("Note", classes="label")
            hint = "what its new owner should know"
            yield Entry(self._said.note, placeholder=hint, id="note", max_length=500)

    def keys(self) -> Sequence[Key]:
        """Arrows, Tab, Enter, Esc."""
        return (Key("↓ ↑", "choose"), Key("tab", "note"), Key("enter", "assign", kept=True), ESC)

    async def on_mount(self) -> None:
        """Letters type at once."""
        lines = self.query_one(Lines)
        lines.can_focus = False
        lines.styles.height = min(max(len(self._people), 1), 10)
        who = self.query_one("#who", Entry)
        who.focus()
        who.action_select_all()  # what was said before is replaced by the first key

    @on(Input.Changed, "#who")
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
            self.answer(Handing(str(key), self.query_one("#note", Entry).value.strip()))

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
            for key, name in sorted(self._people.items(), key=lambda one: one[0].casefold() != self._text)
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
