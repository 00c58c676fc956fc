"""What looks the same in the whole book, to be worked through one cluster after the other."""

import time
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from leadtui import store
from leadtui.commands import Command
from leadtui.domain.fields import Kind
from leadtui.domain.match import Cluster
from leadtui.domain.text import plural
from leadtui.screens import cluster_lines, doing
from leadtui.screens.answering import seen
from leadtui.screens.base import bindings
from leadtui.screens.details import read_setting
from leadtui.screens.lines_screen import LinesScreen
from leadtui.store import StoreError
from leadtui.widgets.lines import Lines, Row
from leadtui.widgets.plain_line import PlainLine
from leadtui.widgets.showing import Setting, ends
from leadtui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from leadtui.actions.scanning import ScanProgress

WINDOW = 100
"""Clusters that are read at a time."""
_NEAR = 25  # clusters below the cursor when the next window is read
_EVERY = 0.25  # seconds between two numbers of a scan
_EMPTY = (
    (("No two records look the same, or all of them are decided.", "bold"),),
    (
        "Every record is looked at when it is written. ", ("S", "bold $accent"),
        " looks through the whole book again, as does ", ("leadtui duplicates scan", "bold"), ". ",
        ("esc", "bold $accent"), " goes back.",
    ),
)  # fmt: skip


class Stopped(Exception):
    """The person stopped the scan; what was found so far stays."""


class Clusters(LinesScreen):
    """The clusters of the whole book; Enter opens the desk of one."""

    SCOPE: ClassVar[str] = "clusters"
    BINDINGS: ClassVar[list[BindingType]] = bindings("clusters")
    DEFAULT_CSS = """
    Clusters PlainLine { padding: 0 1; }
    Clusters #clusters-head { margin-top: 1; padding: 0; }
    Clusters #clusters { scrollbar-gutter: stable; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._found: list[Cluster] = []
        self._built: list[Row] = []  # their lines for that many cells: a window more costs its own alone
        self._cells = 0
        self._whole = False  # there are no more than these
        self._at: Setting | None = None
        self._line = 0  # the cursor's cluster
        self._writes = -1
        self._scanning = self._halt = False
        self._told = 0.0

    def content(self) -> ComposeResult:
        """Title, columns, clusters."""
        yield PlainLine(id="clusters-title")
        yield PlainLine(id="clusters-head")
        yield Lines(self._rows, id="clusters")

    @property
    def lines(self) -> Lines:
        """The clusters' lines."""
        return self.query_one("#clusters", Lines)

    @on(events.ScreenResume)
    def _resumed(self) -> None:
        """Back from a desk: what was decided there is gone, and the next one has the cursor."""
        if self._writes != self.shell.writes:
            self.run_worker(partial(self._read, self._line), group="clusters", exclusive=True)

    def on_resize(self) -> None:
        """The columns fit the width."""
        self.call_after_refresh(self._draw)

    # -- reading: a window at a time, never the whole book

    async def _read(self, start: int) -> None:
        """Read a window that begins with that cluster; those before it stay as they are."""
        self._writes = self.shell.writes
        before = self._found[:start]
        at = await seen(self.shell, read_setting)
        found = await seen(self.shell, store.clusters, WINDOW, before[-1] if before else None)
        if at is None or found is None or not self.is_attached:
            return
        self._at, self._whole = at, len(found) < WINDOW
        self._found = [*before, *found]
        del self._built[start:]
        self._line = max(0, min(self._line, len(self._found) - 1))
        self._draw()

    @on(Lines.Moved)
    def _moved(self, event: Lines.Moved) -> None:
        if not isinstance(event.target, int):
            return
        self._line = event.target
        if not self._whole and self._line + _NEAR >= len(self._found):
            self.run_worker(partial(self._read, len(self._found)), group="clusters", exclusive=True)

    # -- drawing

    def _draw(self) -> None:
        if not self.lines.size.width:
            return
        count = plural(len(self._found), "cluster") + ("" if self._whole else " so far")
        title = ends(
            Content.styled("Duplicates in the whole book", "bold"),
            Content.styled(count if self._found else "", "$muted"),
            self.size.width - 1,
        )
        self.query_one("#clusters-title", PlainLine).show(title)
        head = cluster_lines.head(self.lines.size.width) if self._found else Content("")
        self.query_one("#clusters-head", PlainLine).show(head)
        self.lines.show(self._rows, keep=True)
        if self._found:
            self.lines.go(self._line)
        self.refresh_footer()

    def _rows(self, cells: int) -> list[Row]:
        if self._at is None:
            return [Row(Content.styled(" Reading …", "$muted"))]
        if self._found:
            if cells != self._cells:
                self._built, self._cells = [], cells
            self._built += cluster_lines.rows(self._found, self._at, cells, len(self._built))
            return self._built
        said = (Content.assemble(*paragraph).wrap(max(cells - 2, 20)) for paragraph in _EMPTY)
        return [Row(line) for lines in said for line in (Content(""), *(one.pad_left(1) for one in lines))]

    # -- keys

    def why_not(self, command_id: str) -> str | None:
        """There must be one to open."""
        return "There is no cluster to open." if command_id == "open" and not self._found else None

    def label(self, command: Command) -> str:
        """While it runs, the key stops it."""
        return "stop the scan" if command.id == "scan" and self._scanning else command.label

    @on(Lines.Chosen)
    def _chosen(self) -> None:
        self.action_command("open")

    async def action_open(self) -> None:
        """The desk of the cluster's first record that may be read, the cursor on another one of it."""
        members = self._found[self._line].members
        first = next((one for one in members if one.title), members[0])
        others = [(one.kind, one.id) for one in members if one is not first]
        await doing.duplicates(self.shell, Kind(first.kind), first.id, others)

    async def action_refresh(self) -> None:
        """Read again from the first."""
        self._line = 0
        await self._read(0)
        self.say("Read again.")

    def action_back(self) -> None:
        """Stop the scan, else back to where it was opened from."""
        if self._scanning:
            self.action_scan()
        else:
            self.dismiss(None)

    # -- the scan

    def action_scan(self) -> None:
        """Look through the whole book, or stop that."""
        if self._scanning:
            self._halt = True
            self.say("Stopping the scan …")
        else:
            self._scanning, self._halt = True, False
            self.say("Looking through the whole book; go on working meanwhile. esc stops it.")
            self.run_worker(self._scan, group="scan")
        self.refresh_footer()

    async def _scan(self) -> None:
        from leadtui.actions.scanning import scan  # numpy comes with it

        try:
            summary = await self.shell.worker.apart(scan, self._progress)
        except Stopped:
            self.shell.say("The scan was stopped; what it found so far is kept.", "warning")
        except StoreError as fault:
            self.shell.say(str(fault), "error")
        else:
            self.shell.say(summary.sentence)
        self._scanning = False
        self.shell.touch()
        if self.is_attached:
            self._aside("")
            self.refresh_footer()
            await self._read(0)

    def _progress(self, progress: "ScanProgress") -> None:
        """Runs on the scan's own thread; an exception here ends it between two steps."""
        if self._halt or not self.is_attached:
            raise Stopped
        now = time.monotonic()
        if now - self._told >= _EVERY:
            self._told = now
            self.shell.call_from_thread(self._aside, progress.sentence)

    def _aside(self, text: str) -> None:
        if self.is_attached:
            self.query_one("#status", StatusLine).aside(text)
