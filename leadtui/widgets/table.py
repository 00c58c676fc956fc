"""The list: an ordered array of ids, drawn line by line, whose rows arrive when they come into view.

Nothing on the path of a key grows with the number of records. Measured reasons for not using
Textual's DataTable: reference/terminal.md c.1 and c.2.
"""

from array import array
from collections.abc import Mapping, Sequence
from typing import Any

from textual import events
from textual.geometry import Region
from textual.message import Message

from leadtui.widgets.columns import Column, Look
from leadtui.widgets.table_lines import TableLines


class LeadTable(TableLines):
    """A list with a cursor and marks.

    It knows ids and asks for rows with `Wanted`; whoever reads them answers with `put`.
    """

    class Wanted(Message):
        """Rows that come into view and are not here."""

        def __init__(self, ids: Sequence[int]) -> None:
            super().__init__()
            self.ids = ids

    class Moved(Message):
        """The cursor stands on another record; None where the list is empty."""

        def __init__(self, id: int | None) -> None:
            super().__init__()
            self.id = id

    class Opened(Message):
        """A second click on the line of the cursor."""

    def __init__(self, columns: Sequence[Column], look: Look, *, id: str | None = None) -> None:
        super().__init__(columns, look, id=id)
        self._anchor = 0
        self._edge = 0  # the end that was asked for while only part of the view is here: -1, 1

    # -- what is shown

    @property
    def ids(self) -> "array[int]":
        """The view: ids in order."""
        return self._ids

    @property
    def cursor(self) -> int:
        """Line of the cursor, from 0."""
        return self._cursor

    @property
    def current(self) -> int | None:
        """Id under the cursor."""
        return self._ids[self._cursor] if self._ids else None

    @property
    def row(self) -> Any | None:
        """Row under the cursor, None where it has not arrived."""
        return None if self.current is None else self._rows.get(self.current)

    def show(
        self,
        ids: "array[int]",
        rows: Mapping[int, Any] | None = None,
        line: int | None = None,
        *,
        whole: bool = True,
    ) -> None:
        """Show another view, or the same one read again.

        The cursor goes to ``line``; without one it stays on its record if that is there, else on its line.
        ``whole``: nothing is missing, so that a mark which is not there is gone.
        """
        before, at, row = self.current, self._cursor, self._cursor - self._top
        if rows is not None:
            self._keep(rows)
        self._ids, self._edge = ids, 0
        self.marks.intersection_update(ids) if self.marks and whole else None
        self._cursor = self._place_of(before, at) if line is None else self._within(line)
        if not self._top <= self._cursor < self._top + self.lines:
            self._top = self._cursor - row
        self._top = max(0, min(self._top, len(ids) - self.lines))
        self._follow()
        self.refresh()
        if self.current != before:
            self.post_message(self.Moved(self.current))
        self._ask()

    def extend(self, ids: "array[int]", first: int | None = 0) -> None:
        """The whole of a view of which a part is on show; draws only what was not there.

        ``first`` is where the part begins, None where its first record is not there any more.
        """
        edge = self._edge
        if first is not None and ids[first : first + len(self._ids)] == self._ids:
            shown = len(self._ids) - self._top
            self._ids = ids
            self._top, self._cursor, self._anchor = (
                line + first for line in (self._top, self._cursor, self._anchor)
            )
            self.marks.intersection_update(ids) if self.marks else None
            if shown < self.lines:
                self.refresh()
            self._ask()
        else:
            self.show(ids)
        if edge:
            self.edge(edge)

    def put(self, rows: Mapping[int, Any]) -> None:
        """Rows that were asked for, or that changed; draws the lines that differ."""
        changed = {id for id, row in rows.items() if self._rows.get(id) != row}
        self._keep(rows)
        self._draw(i for i in self._in_view() if self._ids[i] in changed)

    # -- moving and marking

    def go(self, line: int) -> None:
        """Put the cursor on a line; past the edge of the window this turns half a page."""
        line, self._edge = self._within(line), 0
        if line == self._cursor or not self._ids:
            return
        before, self._cursor = self._cursor, line
        if not self._follow():
            self._draw_cursor(before)
            self._draw_cursor(line)
        self.post_message(self.Moved(self.current))
        self._ask()

    def edge(self, by: int) -> None:
        """Put the cursor on the first or last line; what of the view is still to come has it then."""
        self.go(0 if by < 0 else len(self._ids) - 1)
        self._edge = by

    def page(self, step: int) -> None:
        """A page up or down, the cursor with it."""
        last = max(0, len(self._ids) - self.lines)
        top = max(0, min(self._top + step * self.lines, last))
        line = max(0, min(self._cursor + step * self.lines, len(self._ids) - 1))
        if top != self._top:
            self._top = top
            self.refresh(Region(0, 1, self.size.width, self.lines))
        self.go(line)
        self._ask()

    def mark(self) -> None:
        """Mark or unmark the line of the cursor and move down."""
        if self.current is None:
            return
        self.marks.symmetric_difference_update({self.current})
        self._anchor = self._cursor
        self._draw_cursor(self._cursor)
        self.go(self._cursor + 1)

    def mark_range(self) -> None:
        """Mark from the last mark to here."""
        first, last = sorted((min(self._anchor, len(self._ids) - 1), self._cursor))
        self.marks.update(self._ids[max(first, 0) : last + 1])
        self._anchor = self._cursor
        self.refresh()

    def mark_all(self) -> None:
        """Mark the whole view."""
        self.marks = set(self._ids)
        self.refresh()

    def unmark(self) -> None:
        """No marks."""
        if self.marks:
            self.marks = set()
            self.refresh()

    def on_click(self, event: events.Click) -> None:
        """The cursor goes to the line; a second click opens it."""
        line = self._top + event.y - 1
        if event.y < 1 or line >= len(self._ids):
            return
        if line == self._cursor and event.chain > 1:
            self.post_message(self.Opened())
        self.go(line)

    def on_mouse_scroll_down(self) -> None:
        """Three lines down."""
        self.go(self._cursor + 3)

    def on_mouse_scroll_up(self) -> None:
        """Three lines up."""
        self.go(self._cursor - 3)

    def on_resize(self) -> None:
        """The cursor stays in view."""
        self._top = min(self._top, max(0, len(self._ids) - self.lines))
        self._follow()
        self._ask()

    # -- rows and place

    def _ask(self) -> None:
        """Ask for a page around the window when something in the window is missing."""
        if any(self._ids[i] not in self._rows for i in self._in_view()):
            around = self._ids[max(0, self._top - self.lines) : self._top + 2 * self.lines]
            self.post_message(self.Wanted([id for id in around if id not in self._rows]))

    def _place_of(self, id: int | None, line: int) -> int:
        if id is not None and id in self._ids:
            return self._ids.index(id)
        return self._within(line)

    def _within(self, line: int) -> int:
        return max(0, min(line, len(self._ids) - 1))

    def _follow(self) -> bool:
        """Bring the cursor into the window, half a page at a time; True when the window moved."""
        half = max(1, self.lines // 2)
        top = self._top
        if self._cursor < top:
            top = self._cursor if top - self._cursor > half else max(0, top - half)
        elif self._cursor >= top + self.lines:
            beyond = self._cursor - (top + self.lines) + 1
            top = top + (beyond if beyond > half else half)
        top = max(0, min(top, len(self._ids) - self.lines))
        if top == self._top:
            return False
        self._top = top
        self.refresh(Region(0, 1, self.size.width, self.lines))
        return True
