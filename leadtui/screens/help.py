"""All keys of the screen below, found by typing; made from the command table."""

from collections.abc import Iterator, Sequence
from typing import ClassVar, Protocol

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input

from leadtui.commands import Command
from leadtui.screens.dialog import ESC, Dialog
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines, Row

_SIGNS = (
    ("✓", "done"), ("✗", "missing, holds the lead back"), ("·", "missing, only advised"), ("●", "marked"),
    ("≈", "looks like another record"), ("⊘", "do not call or e-mail"), ("▌", "where you are"),
    ("≠", "another than it was, or than the one beside it"),
    (">4 Dec", "not now: out of the work views until then"),
)  # fmt: skip


_SHOWN = {
    "left_square_bracket": "[", "right_square_bracket": "]", "apostrophe": "'", "slash": "/", "colon": ":",
    "question_mark": "?", "greater_than_sign": ">", "less_than_sign": "<", "escape": "esc",
    "pagedown": "pgdn", "pageup": "pgup",
    "plus": "+", "minus": "-",
}  # fmt: skip


class Helped(Protocol):
    """A screen or dialog whose keys can be explained."""

    def commands(self) -> Sequence[Command]:
        """What it answers to."""
        ...

    def obstacle(self, command_id: str) -> str | None:
        """Why the command cannot run now, None when it can."""
        ...


class Help(Dialog[None]):
    """The commands of one screen by group, with what each does."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "scroll(1)", show=False),
        Binding("up", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(10)", show=False),
        Binding("pageup", "scroll(-10)", show=False),
    ]
    DEFAULT_CSS = """
    Help #dialog { height: 100%; }
    Help Lines { height: 1fr; margin: 1 0; scrollbar-gutter: stable; }
    """

    def __init__(self, below: Helped) -> None:
        super().__init__("Keys of this screen", "type to search")
        self._commands = below.commands()
        self._why = {c.id: below.obstacle(c.id) for c in self._commands}
        self._typed = ""

    def body(self) -> ComposeResult:
        """What one looks for, and the commands."""
        yield Entry(placeholder="a word: mark, date, duplicate …")
        yield Lines(self._rows, id="found")

    def on_mount(self) -> None:
        """Type at once."""
        self.query_one(Lines).can_focus = False
        self.query_one(Entry).focus()

    def keys(self) -> Sequence[Key]:
        """Scroll and leave."""
        return (Key("up down", "scroll"), ESC)

    def action_scroll(self, lines: int) -> None:
        """Move the text."""
        self.query_one(Lines).scroll_relative(y=lines, animate=False)

    @on(Input.Changed)
    def _search(self, event: Input.Changed) -> None:
        self._typed = event.value.casefold().strip()
        self.query_one(Lines).show(self._rows)

    def _rows(self, width: int) -> list[Row]:
        found = [c for c in self._commands if self._typed in f"{c.label} {c.group} {c.help}".casefold()]
        rows = [Row(line) for line in self._grouped(found, width)]
        if not self._typed:
            rows += [Row(Content("")), Row(Content.styled("Signs", "bold"))]
            rows += [Row(Content.assemble((f"  {sign:<12}", "bold $accent"), said)) for sign, said in _SIGNS]
        return rows or [Row(Content("No command says that. esc leaves, : finds commands and records."))]

    def _grouped(self, commands: Sequence[Command], width: int) -> Iterator[Content]:
        group = ""
        for command in commands:
            if command.group != group:
                if group:
                    yield Content("")
                group = command.group
                yield Content.styled(group, "bold")
            yield from _said(command, self._why[command.id], width)


def keys_of(command: Command) -> str:
    """The keys of a command as people read them."""
    if command.digits:
        return command.key
    first, *others = command.keys
    return " ".join(_SHOWN.get(key, key) for key in (first, *others))


def _said(command: Command, why: str | None, width: int) -> Iterator[Content]:
    head = Content.styled(f"  {keys_of(command):<13}", "bold $accent")
    text = command.help if why is None else f"{command.help} Not now: {why}"
    lines = Content(text).wrap(max(20, width - head.cell_length))
    for index, line in enumerate(lines):
        yield Content.assemble(head if index == 0 else " " * head.cell_length, line)
