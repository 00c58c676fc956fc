"""A short list to choose from: a digit chooses at once, arrows and Enter do too, Esc leaves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from leadtui.domain.text import clean, fit, width
from leadtui.screens.dialog import ESC, Dialog
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines, Row

_ASIDE: Final = 6  # cells of an aside below which it says nothing any more


@dataclass(frozen=True, slots=True)
class Option:
    """One line to choose.

    Attributes:
        code: what the dialog answers.
        label: what it says; ``aside`` stands quietly behind it.
        warning: True shows the aside as something to look at.
    """

    code: str
    label: str
    aside: str = ""
    warning: bool = False


class Choose(Dialog[str | None]):
    """Asks for one of some options; the cursor stands on the first, which must be harmless."""

    BINDINGS: ClassVar[list[BindingType]] = []
    DEFAULT_CSS = (
        "Choose Lines { height: auto; max-height: 14; } Choose #said { height: auto; margin-bottom: 1; }"
    )

    def __init__(self, title: str, options: Sequence[Option], *, said: str = "", aside: str = "") -> None:
        super().__init__(title, aside)
        self.options = tuple(options)
        self._said = said

    def body(self) -> ComposeResult:
        """A sentence, then the numbered options."""
        if self._said:
            yield Static(Content(clean(self._said, multiline=True)), id="said", markup=False)
        lines = Lines(self._rows, id="options")
        lines.styles.height = min(len(self.options), 14)
        yield lines

    def keys(self) -> Sequence[Key]:
        """Digits, Enter, Esc."""
        last = min(len(self.options), 9)
        return (Key(f"1-{last}" if last > 1 else "1", "choose"), Key("enter", "take this"), ESC)

    def on_mount(self) -> None:
        """The list has the focus."""
        self.query_one(Lines).focus()

    def on_key(self, event: events.Key) -> None:
        """A digit chooses."""
        if event.character and event.character in "123456789" and int(event.character) <= len(self.options):
            event.stop()
            self.dismiss(self.options[int(event.character) - 1].code)

    @on(Lines.Chosen)
    def _chosen(self, event: Lines.Chosen) -> None:
        self.dismiss(str(event.target))

    def _rows(self, cells: int) -> list[Row]:
        return [
            Row(option_line(number, one.label, one.aside, cells, warning=one.warning), one.code)
            for number, one in enumerate(self.options, 1)
        ]


def option_line(number: int, label: str, aside: str, cells: int, *, warning: bool = False) -> Content:
    """`` 1  label  aside``; no digit from 10 on, or for 0."""
    digit = f" {number} " if 0 < number < 10 else "   "
    label, aside = fit(clean(label), max(cells - 4, 10)), clean(aside)
    room = cells - 6 - width(label)
    aside = f"  {fit(aside, room)}" if room >= min(width(aside), _ASIDE) else ""
    style = "$warning" if warning else "$muted"
    return Content.assemble((digit, "bold $accent"), f" {label}", (aside, style))
