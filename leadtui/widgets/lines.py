"""Lines of text with a cursor on those that open something: details, timelines, lists of matches.

Drawn line by line, so that moving the cursor costs two lines on the wire, not the page.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from leadtui.domain.fields import Kind


@dataclass(frozen=True, slots=True)
class Link:
    """A record that a line stands for."""

    kind: Kind
    id: int


@dataclass(frozen=True, slots=True)
class GivenUp:
    """A hidden record that was merged into the one on show."""

    kind: Kind
    id: int
    title: str


@dataclass(frozen=True, slots=True)
class Row:
    """One line on screen.

    Attributes:
        content: what stands there; text from outside must already be cleaned.
        target: what Enter on it opens, None where the cursor does not stop.
    """

    content: Content
    target: object = None


Build = Callable[[int], Sequence[Row]]


class Lines(ScrollView, can_focus=True):
    """Lines built for the width at hand; built again when the width changes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", show=False),
        Binding("up,k", "step(-1)", show=False),
        Binding("pagedown,ctrl+d,space", "page(1)", show=False),
        Binding("pageup,ctrl+u", "page(-1)", show=False),
        Binding("home,g", "edge(-1)", show=False),
        Binding("end,G", "edge(1)", show=False),
        Binding("enter", "choose", show=False),
    ]
    DEFAULT_CSS = """
    Lines {
        height: 1fr;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        overflow-x: hidden;
        scrollbar-size-vertical: 1;
        & .lines--cursor { background: $cursor-line; text-style: bold; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"lines--cursor"}

    class Chosen(Message):
        """Enter was pressed on a line that opens something."""

        def __init__(self, target: object) -> None:
            super().__init__()
            self.target = target

    class Moved(Message):
        """The cursor came to rest on another target."""

        def __init__(self, target: object) -> None:
            super().__init__()
            self.target = target

    def __init__(self, build: Build | None = None, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._build: Build = build or (lambda width: ())
        self._rows: Sequence[Row] = ()
        self._stops: Sequence[int] = ()  # where the cursor stops, found once: no key counts the lines
        self._width = 0
        self._cursor: int | None = None

    @property
    def target(self) -> object:
        """What Enter would open now."""
        return self._rows[self._cursor].target if self._cursor is not None else None

    @property
    def rows(self) -> Sequence[Row]:
        """The lines as built for the present width."""
        return self._rows

    def show(self, build: Build, *, keep: bool = False) -> None:
        """Show other lines; the cursor stays on its target where ``keep`` says so."""
        before = self.target if keep else None
        self._build = build
        self._lay_out()
        self._cursor = self._index_of(before)
        if not keep:
            self.scroll_to(y=0, animate=False)
        self.refresh()

    def on_resize(self, event: events.Resize) -> None:
        """Build again for another width; the cursor keeps its target."""
        if self.scrollable_content_region.width != self._width:
            target = self.target
            self._lay_out()
            self._cursor = self._index_of(target)
            self.refresh()

    def is_here(self, index: int) -> bool:
        """Whether that line is drawn as the one under the cursor."""
        return index == self._cursor

    def render_line(self, y: int) -> Strip:
        """One line of the window."""
        index = y + self.scroll_offset.y
        if index >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        style = self.visual_style
        content = self._rows[index].content
        if self.is_here(index):
            style += self.get_visual_style("lines--cursor")
            content = Content.assemble(("▌", "$accent"), content[1:])
        strips = Visual.to_strips(self, content, self.size.width, 1, style, pad=True)
        return strips[0] if strips else Strip.blank(self.size.width, self.rich_style)

    def action_step(self, by: int) -> None:
        """To the next line that opens something, if it is near; else scroll one line."""
        following = self._next(by)
        edge = self.scroll_offset.y + (self.size.height if by > 0 else -1)
        if following is not None and (following - edge) * by <= 0:
            self._move(following)
        else:
            self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """One window on."""
        self.scroll_relative(y=by * max(self.size.height - 1, 1), animate=False)

    def go(self, target: object) -> None:
        """Put the cursor on the line of a target, in view; nothing where it has none."""
        if (index := self._index_of(target)) is not None and index != self._cursor:
            self._move(index)

    def turn(self, by: int) -> None:
        """One window on, the cursor with it."""
        stops, here = self._stops, self._cursor
        if here is not None:
            there = here + by * max(self.size.height - 1, 1)
            after = bisect_left(stops, there)
            self._move(min(stops[max(after - 1, 0) : after + 1], key=lambda stop: abs(stop - there)))

    def action_edge(self, to: int) -> None:
        """First or last line."""
        stops = self._stops
        if stops:
            self._move(stops[0] if to < 0 else stops[-1])
        self.scroll_to(y=0 if to < 0 else len(self._rows), animate=False)

    def action_choose(self) -> None:
        """Open what the cursor is on; where it is on nothing, Enter is the screen's."""
        if self.target is None:
            raise SkipAction
        self.post_message(self.Chosen(self.target))

    async def on_click(self, event: events.Click) -> None:
        """A click puts the cursor there; on the cursor it opens."""
        index = event.y + self.scroll_offset.y
        if index >= len(self._rows) or self._rows[index].target is None:
            return
        if index == self._cursor:
            self.action_choose()
        else:
            self._move(index)

    def _lay_out(self) -> None:
        self._width = self.scrollable_content_region.width
        self._rows = tuple(self._build(self._width)) if self._width else ()
        self._stops = tuple(i for i, row in enumerate(self._rows) if row.target is not None)
        self.virtual_size = Size(self._width, len(self._rows))

    def _index_of(self, target: object) -> int | None:
        if target is not None:
            for index in self._stops:
                if self._rows[index].target == target:
                    return index
        return self._stops[0] if self._stops else None

    def _next(self, by: int) -> int | None:
        here = self._cursor if self._cursor is not None else -1
        place = bisect_right(self._stops, here) if by > 0 else bisect_left(self._stops, here) - 1
        return self._stops[place] if 0 <= place < len(self._stops) else None

    def _move(self, index: int | None) -> None:
        before, self._cursor = self._cursor, index
        for line in (before, index):
            if line is not None:
                self.refresh(Region(0, line - self.scroll_offset.y, self.size.width, 1))
        if index is not None:
            top, height = self.scroll_offset.y, self.size.height
            if not top <= index < top + height:
                self.scroll_to(y=index - (0 if index < top else height - 1), animate=False)
            self.post_message(self.Moved(self.target))
