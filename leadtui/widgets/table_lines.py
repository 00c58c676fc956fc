"""How a list is drawn: line by line, from the ids and the rows that are here."""

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from leadtui.domain.text import fit
from leadtui.widgets.columns import GUTTER, Column, Look, Placed, placed
from leadtui.widgets.signs import CURSOR, MARK, UNREAD

KEPT = 2_000  # rows held in memory


class TableLines(Widget):
    """Headings, and the window of a list: sign of the cursor, marks, columns that fit.

    Attributes:
        look: time, people and reasons, for the cells.
        marks: ids of the marked records.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "table--head", "table--cursor", "table--sign", "table--unread", "table--warning", "table--success",
    }  # fmt: skip
    DEFAULT_CSS = """
    TableLines { height: 1fr; width: 1fr; }
    TableLines > .table--head { color: $muted; }
    TableLines > .table--cursor { background: $cursor-line; text-style: bold; }
    TableLines > .table--sign { background: $cursor-line; color: $accent; }
    TableLines > .table--unread { color: $accent; }
    TableLines > .table--warning { color: $warning; }
    TableLines > .table--success { color: $success; }
    """

    def __init__(self, columns: Sequence[Column], look: Look, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._columns = columns
        self.look = look
        self._ids: array[int] = array("q")
        self._rows: OrderedDict[int, Any] = OrderedDict()
        self._placed_for: tuple[int, tuple[Placed, ...]] = (-1, ())
        self._top = 0
        self._cursor = 0
        self.marks: set[int] = set()

    @property
    def lines(self) -> int:
        """Lines for rows."""
        return max(1, self.size.height - 1)

    @property
    def _placed(self) -> tuple[Placed, ...]:
        width = self.size.width
        if self._placed_for[0] != width:
            self._placed_for = (width, placed(self._columns, width))
        return self._placed_for[1]

    def render_line(self, y: int) -> Strip:
        """The headings, or one row; blank where it has not arrived."""
        width = self.size.width
        if y == 0:
            return self._headings(width)
        index = self._top + y - 1
        if index >= len(self._ids):
            return Strip.blank(width, self.rich_style)
        return self._line(index, width)

    def _headings(self, width: int) -> Strip:
        style = self.get_component_rich_style("table--head")
        text = " " * GUTTER
        for place in self._placed:
            text = _padded(text, place.x) + _aligned(place.column.title, place)
        return Strip([Segment(_padded(text, width), style)], width)

    def _line(self, index: int, width: int) -> Strip:
        id = self._ids[index]
        plain = self.rich_style
        here = index == self._cursor
        name = self.get_component_rich_style("table--cursor") if here else plain
        sign = self.get_component_rich_style("table--sign") if here else plain
        row = self._rows.get(id)
        parts = [(CURSOR if here else " ", sign)]
        if id in self.marks:
            parts.append((f"{MARK} ", sign))
        elif getattr(row, "unread", False):
            parts.append((f"{UNREAD} ", sign if here else self.get_component_rich_style("table--unread")))
        else:
            parts.append(("  ", name))
        x = GUTTER
        for place in self._placed if row is not None else ():
            text, style = place.column.cell(row, self.look)
            base = name if place.x == GUTTER else plain
            parts.append((" " * (place.x - x), plain))
            parts.append((_aligned(text, place), self._styled(base, style)))
            x = place.x + place.width
        parts.append((" " * (width - x), plain))
        return Strip(_joined(parts), width)

    def _styled(self, base: Style, name: str) -> Style:
        return self.get_component_rich_style(f"table--{name}") if name else base

    def _draw(self, lines: Iterable[int]) -> None:
        regions = [Region(0, index - self._top + 1, self.size.width, 1) for index in lines]
        if regions:
            self.refresh(*regions)

    def _draw_cursor(self, line: int) -> None:
        """Only sign, mark and name change with the cursor: the rest of the line costs no bytes."""
        if self._top <= line < self._top + self.lines and self._placed:
            self.refresh(Region(0, line - self._top + 1, GUTTER + self._placed[0].width, 1))

    def _keep(self, rows: Mapping[int, Any]) -> None:
        for id, row in rows.items():
            self._rows[id] = row
            self._rows.move_to_end(id)
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)

    def _in_view(self) -> range:
        return range(self._top, min(self._top + self.lines, len(self._ids)))


def _aligned(text: str, place: Placed) -> str:
    text = fit(text, place.width, middle=place.column.middle)
    if place.column.right:
        text = " " * (place.width - cell_len(text)) + text
    return set_cell_size(text, place.width)


def _padded(text: str, width: int) -> str:
    return set_cell_size(text, width)


def _joined(parts: Iterable[tuple[str, Style]]) -> list[Segment]:
    """Segments, neighbours as one where they look the same: each costs some forty bytes on the wire."""
    out: list[Segment] = []
    for text, style in parts:
        last = out[-1] if out else None
        if last is not None and last.style is not None and _alike(last, text, style):
            out[-1] = Segment(last.text + text, style if not last.text.strip() else last.style)
        elif text:
            out.append(Segment(text, style))
    return out


def _alike(last: Segment, text: str, style: Style) -> bool:
    """Blanks look the same in every style of one background."""
    if last.style == style:
        return True
    blank = not text.strip() or not last.text.strip()
    return blank and last.style is not None and last.style.bgcolor == style.bgcolor
