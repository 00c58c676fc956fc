"""Reasons in columns, numbered, none chosen at first; the chosen one carries a mark."""

from collections.abc import Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from leadtui.domain.fields import Option
from leadtui.domain.sales import NEEDS_NOTE
from leadtui.domain.text import clean
from leadtui.widgets.signs import MARK


class ReasonLine(Widget, can_focus=True):
    """The options of a choice that a digit takes."""

    DEFAULT_CSS = "ReasonLine { height: auto; }"
    chosen: reactive[str] = reactive("")

    def __init__(self, options: Sequence[Option]) -> None:
        super().__init__()
        self.options = tuple(options)

    def render(self) -> Content:
        """Down the columns, as many as fit."""
        columns = _columns(self.size.width)
        height = -(-len(self.options) // columns)
        width = self.size.width // columns
        lines = [
            Content("").join(self._cell(place, width) for place in range(row, len(self.options), height))
            for row in range(height)
        ]
        return Content("\n").join(lines)

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """Lines that the columns need."""
        return -(-len(self.options) // _columns(width))

    def _cell(self, place: int, width: int) -> Content:
        option = self.options[place]
        here = option.code == self.chosen
        said = clean(option.label) + (", needs a note" if option.code in NEEDS_NOTE else "")
        digit = f"{place + 1}" if place < 9 else " "
        text = Content.assemble(
            MARK if here else " ", (digit, "bold $accent"), " ", (said, "bold" if here else "")
        ).truncate(max(width - 1, 1), ellipsis=True)
        return text.pad_right(max(0, width - text.cell_length))


def _columns(width: int) -> int:
    return 3 if width >= 68 else 2 if width >= 44 else 1
