"""Reasons in columns, numbered, none chosen at first; the chosen one carries a mark."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from leadtui.domain.text import clean, width
from leadtui.widgets.signs import MARK

_DIGITS: Final = "1234567890"
Reason = tuple[str, str]
"""A code, and what the line says."""


class ReasonLine(Widget, can_focus=True):
    """Reasons that a digit takes; the arrows move among them by ``action_step`` of the screen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.step(1)", show=False),
        Binding("up", "screen.step(-1)", show=False),
        Binding("right", "screen.step(0, 1)", show=False),
        Binding("left", "screen.step(0, -1)", show=False),
    ]
    DEFAULT_CSS = "ReasonLine { height: auto; margin-bottom: 1; }"
    chosen: reactive[str] = reactive("")

    def __init__(self, reasons: Sequence[Reason]) -> None:
        super().__init__()
        self.reasons = tuple(reasons)

    def render(self) -> Content:
        """Down the columns, as many as fit."""
        height = self._height(self.size.width)
        columns = self._columns(height)
        widths = self._widths(columns)
        lines = [
            Content("").join(
                self._cell(column[row], cells)
                for column, cells in zip(columns, widths, strict=True)
                if row < len(column)
            )
            for row in range(height)
        ]
        return Content("\n").join(lines)

    def _height(self, cells: int) -> int:
        """Lines: as few as leave every reason room, in up to three columns."""
        most = 3 if cells >= 68 else 2 if cells >= 44 else 1
        for count in range(most, 1, -1):
            height = -(-len(self.reasons) // count)
            if sum(self._needs(self._columns(height))) <= cells:
                return height
        return len(self.reasons)

    def _columns(self, height: int) -> Sequence[range]:
        count = len(self.reasons)
        return [range(at, min(at + height, count)) for at in range(0, count, height)]

    def _needs(self, columns: Sequence[range]) -> Sequence[int]:
        return [max(width(clean(self.reasons[place][1])) for place in column) + 4 for column in columns]

    def _widths(self, columns: Sequence[range]) -> Sequence[int]:
        """All the same; where a reason is longer than that, as wide as each needs."""
        even = self.size.width // len(columns)
        needs = self._needs(columns)
        spare = self.size.width - sum(needs)
        if max(needs) <= even or spare < 0:
            return [even] * len(columns)
        return [need + spare // len(columns) for need in needs]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Lines that the columns need."""
        return self._height(width)

    def beside(self, by: int, across: int = 0) -> str:
        """The code of the reason so many on, round the ends, or of the one in the next column.

        Where none is chosen it is the first; with no such column it stays.
        """
        codes = [code for code, _ in self.reasons]
        if self.chosen not in codes:
            return codes[0]
        here, height = codes.index(self.chosen), self._height(self.size.width)
        if across:
            there = here + across * height
            return codes[there if 0 <= there < len(codes) else here]
        return codes[(here + by) % len(codes)]

    def _cell(self, place: int, cells: int) -> Content:
        code, said = self.reasons[place]
        here = code == self.chosen
        text = Content.assemble(
            MARK if here else " ",
            (_DIGITS[place] if place < len(_DIGITS) else " ", "bold $accent"),
            " ",
            (clean(said), "bold" if here else ""),
        ).truncate(max(cells - 1, 1), ellipsis=True)
        return text.pad_right(max(0, cells - text.cell_length))


def place_of(character: str | None) -> int | None:
    """Which reason a digit takes: 1 the first, 0 the tenth; None for another key."""
    return _DIGITS.index(character) if character and character in _DIGITS else None


def digits(count: int) -> str:
    """The keys that choose among so many, for a line of keys."""
    if count <= 9:
        return f"1-{count}" if count > 1 else "1"
    return "1-9 0" if count == 10 else "1-9 0 ↓ ↑"


def said_digits(count: int) -> str:
    """The same for a sentence."""
    said = f"1 to {min(count, 9)}"
    return said + (", 0 the tenth" if count > 9 else "") + (", ↓ the rest" if count > 10 else "")
