"""A screen that lists what was done in lines, read a window at a time: the cursor stops on each."""

from collections.abc import Sequence
from functools import partial
from typing import Any, ClassVar, Generic, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from leadtui.screens.answering import seen
from leadtui.screens.details import read_setting
from leadtui.screens.lines_screen import LinesScreen
from leadtui.store import Session
from leadtui.widgets.lines import Lines, Row
from leadtui.widgets.plain_line import PlainLine
from leadtui.widgets.showing import LABEL, Setting, ends

T = TypeVar("T")
WINDOW = 100
"""Lines that are read at a time."""
_NEAR = 25  # lines below the cursor when the next window is read


class Paged(LinesScreen, Generic[T]):
    """Title, columns, lines. A subclass says what they are and what the keys do with one.

    Attributes:
        found: what was read so far, in order.
        at: the setting that lines are drawn in, once it was read.
    """

    TITLE_OF: ClassVar[str] = ""
    EMPTY: ClassVar[Sequence[Sequence[Any]]] = ()
    DEFAULT_CSS = """
    Paged PlainLine { padding: 0 1; }
    Paged #paged-head { margin-top: 1; padding: 0; }
    Paged #paged { scrollbar-gutter: stable; }
    Paged #paged-foot { display: none; height: 4; padding: 1 1 0 1; color: $muted; }
    Paged.-foot #paged-foot { display: block; }
    """

    def __init__(self) -> None:
        super().__init__()
        self.found: list[T] = []
        self.at: Setting | None = None
        self._built: list[Row] = []  # their lines for that many cells: a window more costs its own alone
        self._cells = 0
        self._whole = False
        self._line = 0
        self._writes = -1

    # -- what a subclass says

    def window(self, session: Session, last: T | None) -> Sequence[T]:
        """The next `WINDOW` of them after that one, from the first where it is None."""
        raise NotImplementedError

    def head(self, cells: int) -> str:
        """The columns' titles."""
        raise NotImplementedError

    def line(self, one: T, at: Setting, cells: int) -> Content:
        """One of them."""
        raise NotImplementedError

    def count(self) -> str:
        """What stands at the right of the title."""
        return f"{len(self.found):,}{'' if self._whole else ' so far'}" if self.found else ""

    def foot(self, one: T) -> str:
        """What stands below the lines of the one under the cursor; a screen may have none."""
        return ""

    def title_text(self) -> str:
        """What stands at the left of the title."""
        return self.TITLE_OF

    def title_content(self) -> Content:
        """The same as it is drawn."""
        return Content.styled(self.title_text(), "bold")

    # -- reading

    def content(self) -> ComposeResult:
        """Title, columns, lines."""
        yield PlainLine(id="paged-title")
        yield PlainLine(id="paged-head")
        yield Lines(self._rows, id="paged")
        yield Static("", id="paged-foot", markup=False)

    @property
    def lines(self) -> Lines:
        """The lines themselves."""
        return self.query_one("#paged", Lines)

    @property
    def current(self) -> T | None:
        """The one under the cursor."""
        return self.found[self._line] if self._line < len(self.found) else None

    @on(events.ScreenResume)
    def _resumed(self) -> None:
        self.tell_aside()
        if self._writes != self.shell.writes:
            self.run_worker(self.look_again, group="paged", exclusive=True)

    async def look_again(self) -> None:
        """Read again from the first, as far as the cursor is; it stays on its line."""
        await self._read(0, max(self._line + 1, WINDOW))

    async def _read(self, start: int, least: int = WINDOW) -> None:
        self._writes = self.shell.writes
        found = self.found[:start]
        at = await seen(self.shell, read_setting)
        while at is not None:
            more = await seen(self.shell, self._window, found[-1] if found else None)
            if more is None or not self.is_attached:
                return
            found += more
            self._whole = len(more) < WINDOW
            if self._whole or len(found) >= least:
                break
        self.at, self.found = at, found
        del self._built[start:]
        self._line = max(0, min(self._line, len(self.found) - 1))
        self._draw()

    def _window(self, session: Session, last: T | None) -> Sequence[T]:
        return self.window(session, last)

    @on(Lines.Moved)
    def _moved(self, event: Lines.Moved) -> None:
        if not isinstance(event.target, int):
            return
        self._line = event.target
        self._tell_foot()
        self.refresh_footer()
        if not self._whole and self._line + _NEAR >= len(self.found):
            self.run_worker(partial(self._read, len(self.found), 0), group="paged", exclusive=True)

    # -- drawing

    def on_resize(self) -> None:
        """The columns fit the width."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        if not self.lines.size.width:
            return
        title = self.title_content()
        self.query_one("#paged-title", PlainLine).show(
            ends(title, Content.styled(self.count(), "$muted"), self.size.width - 1)
        )
        head = Content.styled(self.head(self.lines.size.width), LABEL) if self.found else Content("")
        self.query_one("#paged-head", PlainLine).show(head)
        self.lines.show(self._rows, keep=True)
        if self.found:
            self.lines.go(self._line)
        self._tell_foot()
        self.refresh_footer()

    def _tell_foot(self) -> None:
        text = self.foot(self.current) if self.current is not None else ""
        self.set_class(bool(text) or self.has_class("-foot"), "-foot")
        self.query_one("#paged-foot", Static).update(Content(text))

    def _rows(self, cells: int) -> list[Row]:
        if self.at is None:
            return [Row(Content.styled(" Reading …", "$muted"))]
        if self.found:
            if cells != self._cells:
                self._built, self._cells = [], cells
            for place in range(len(self._built), len(self.found)):
                self._built.append(Row(self.line(self.found[place], self.at, cells), place))
            return self._built
        said = (Content.assemble(*paragraph).wrap(max(cells - 2, 20)) for paragraph in self.EMPTY)
        return [Row(line) for lines in said for line in (Content(""), *(one.pad_left(1) for one in lines))]

    # -- keys

    def why_not(self, command_id: str) -> str | None:
        """There must be a line to act on."""
        return "There is nothing here." if command_id == "open" and self.current is None else None

    @on(Lines.Chosen)
    def _chosen(self) -> None:
        self.action_command("open")

    async def action_refresh(self) -> None:
        """Read again from the first."""
        self._line = 0
        await self._read(0)
        self.say("Read again.")

    def action_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss(None)
