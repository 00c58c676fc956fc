"""A choice on one line: digits or arrows choose, 0 or backspace clears. No drop-down."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from leadtui.domain.text import clean


class ChoiceLine(Widget, can_focus=True):
    """One of some options, or none.

    Args:
        options: (code, label) in the order of their digits, from 1; at most nine of them have one.
        value: the code chosen at first, empty for none.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "step(1)", show=False),
        Binding("left", "step(-1)", show=False),
        Binding("0,backspace,delete", "clear", show=False),
        Binding("enter", "submit", show=False),
    ]
    DEFAULT_CSS = """
    ChoiceLine {
        height: auto;
        &:focus { background: $cursor-line; }
    }
    """
    value: reactive[str] = reactive("", layout=True)

    class Changed(Message):
        """Another option was chosen."""

    class Submitted(Message):
        """Enter was pressed on it."""

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        value: str = "",
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self.options = tuple(options)
        self.set_reactive(ChoiceLine.value, value)

    def render(self) -> Content:
        """All options while it has the focus, else the chosen one alone."""
        if not self.has_focus:
            return Content(self._label() or "–")
        return Content("\n").join(self._packed(self.size.width))

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """One line, or as many as the options take while they are shown."""
        return len(self._packed(width)) if self.has_focus else 1

    def _packed(self, cells: int) -> list[Content]:
        lines: list[Content] = [Content("")]
        for number, (code, label) in enumerate(self.options, 1):
            chosen = code == self.value
            sign, style = ("●", "bold $accent") if chosen else (" ", "")
            part = Content.styled(f"{sign}{number} {clean(label)} ", style)
            if lines[-1].cell_length + part.cell_length > cells and lines[-1]:
                lines.append(part)
            else:
                lines[-1] = lines[-1] + part
        return lines

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """Other options in place of these; nothing is chosen then."""
        self.options = tuple(options)
        self.value = ""
        self.refresh(layout=True)

    def on_focus(self) -> None:
        """Show the options."""
        self.refresh(layout=True)

    def on_blur(self) -> None:
        """Show what was chosen."""
        self.refresh(layout=True)

    def on_key(self, event: events.Key) -> None:
        """A digit chooses."""
        if event.character and event.character in "123456789":
            event.stop()
            index = int(event.character) - 1
            if index < len(self.options):
                self._choose(self.options[index][0])

    def choose_by(self, letter: str) -> None:
        """Choose the next option whose label begins with the letter; nothing where none does."""
        letter = letter.casefold()
        codes = [code for code, label in self.options if clean(label).casefold().startswith(letter)]
        if codes:
            here = codes.index(self.value) + 1 if self.value in codes else 0
            self._choose(codes[here % len(codes)])

    def action_step(self, by: int) -> None:
        """The option beside the chosen one."""
        codes = ["", *(code for code, _ in self.options)]
        here = codes.index(self.value) if self.value in codes else 0
        self._choose(codes[(here + by) % len(codes)])

    def action_clear(self) -> None:
        """None of them."""
        self._choose("")

    def action_submit(self) -> None:
        """Enter."""
        self.post_message(self.Submitted())

    def _choose(self, code: str) -> None:
        if code != self.value:
            self.value = code
            self.post_message(self.Changed())

    def _label(self) -> str:
        label = next((label for code, label in self.options if code == self.value), self.value)
        return clean(label)
