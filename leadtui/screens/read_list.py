"""What a list of records is made of: view, count, rows read when they come into view; and how it says so."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from typing import ClassVar, NamedTuple

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.query import Node, QueryError, parse
from leadtui.domain.shipped_views import EXAMPLES
from leadtui.domain.text import clean, plural
from leadtui.domain.views import VIEWS, View, view
from leadtui.screens import reading
from leadtui.screens.base import LeadScreen
from leadtui.screens.completing import proposals
from leadtui.screens.places import MODES_IN_ORDER, PLACES
from leadtui.store import StoreError
from leadtui.widgets.columns import Column, Look
from leadtui.widgets.status_line import StatusLine
from leadtui.widgets.table import LeadTable
from leadtui.widgets.top_line import TopLine
from leadtui.widgets.view_line import ViewLine

OUT = 0.03  # seconds in which the thread that writes to the terminal gets a first frame out
DRAWN = 1.0  # seconds that a first frame is waited for at most
SLOW = 0.15  # seconds after which a read is said to be under way


class _Before(NamedTuple):
    """How a list stood when a read of it began.

    Attributes:
        writes: how often this app had written.
        current: the record under the cursor.
        wanted: those that it goes to, the first that the view has.
    """

    writes: int
    current: int | None
    wanted: Sequence[int]


class ReadList(LeadScreen):
    """The list that the six screens share; they say which records, columns and commands.

    Attributes:
        kind: what is listed.
        view_name: the shipped view on show.
        filter: what narrows it, as typed.
    """

    COLUMNS: ClassVar[Sequence[Column]] = ()
    MODE: ClassVar[str] = "active"

    def __init__(self, kind: Kind, view_name: str = "") -> None:
        super().__init__()
        self.kind, self.view_name, self.filter = kind, view_name, ""
        self.look = Look(datetime.now(UTC).astimezone(), date.min, {}, {})
        self._stamp = -1
        self._writes = -1
        self._loaded = self._arrived = False
        self._away = self._reading = False  # something was over it since the last read; that is under way
        self._total: int | None = None
        self._narrowed_by = ""  # the filter of the rows on show

    # -- what is on the screen

    def content(self) -> ComposeResult:
        """Top line, view line, the list and what stands beside it."""
        here = MODES_IN_ORDER.index(self.mode)
        yield TopLine([place.title for place in PLACES], here, id="top")
        yield ViewLine(self.title_of_view, self._proposals, self.wrong_in, EXAMPLES[self.kind], id="view")
        with Container(id="body"):
            yield LeadTable(self.columns, self.look, id="table")
            yield Static("", id="empty", markup=False)
            yield from self.beside()

    def beside(self) -> ComposeResult:
        """What stands beside or below the list."""
        yield from ()

    @property
    def mode(self) -> str:
        """Which of the six screens this is."""
        return self.MODE

    @property
    def columns(self) -> Sequence[Column]:
        """The columns of the list."""
        return self.COLUMNS

    @property
    def table(self) -> LeadTable:
        """The list itself."""
        return self.query_one("#table", LeadTable)

    @property
    def line(self) -> ViewLine:
        """Title, filter, count."""
        return self.query_one("#view", ViewLine)

    @property
    def title_of_view(self) -> str:
        """The view's heading."""
        shipped = VIEWS.get(self.view_name)
        return shipped.title if shipped else ""

    @property
    def chosen(self) -> Sequence[int]:
        """The marks in the order of the list, else the line of the cursor."""
        table = self.table
        if len(table.marks) > 1:
            return [id for id in table.ids if id in table.marks]
        return [*table.marks] or ([] if table.current is None else [table.current])

    # -- reading

    def on_mount(self) -> None:
        """Start to read while the first frame is drawn."""
        self.load()

    @on(events.ScreenSuspend)
    def _left(self) -> None:
        self._away = True

    @on(events.ScreenResume)
    def _resumed(self) -> None:
        """Back in front: read again if something was written since."""
        if self._loaded:
            self.run_worker(self.look_again, group="stamp")

    async def look_again(self) -> None:
        """Read again if something was written since."""
        if self._writes != self.shell.writes or await self.read(store.stamp) != self._stamp:
            self.load()
        else:
            self._caught_up()

    @property
    def opening(self) -> bool:
        """Keys wait, too, while the cursor is on its way to what was just written."""
        return super().opening or ((self._away or self._reading) and self._written is not None)

    @property
    def _written(self) -> int | None:
        """The record of this kind that was written last, if the list was not read since."""
        id, at = self.shell.touched.get(self.kind, (0, 0))
        return id if at > self._writes else None

    def _cursor_on(self) -> Sequence[int]:
        """Where the cursor goes, if the view shows it: what was written, else where it stands."""
        wanted = (self._written, self.table.current)
        return list(dict.fromkeys(id for id in wanted if id is not None))

    def load(self) -> None:
        """Read the view; a read that is under way is called off."""
        self._reading = True
        self.run_worker(self._load, group="load", exclusive=True)

    async def _load(self) -> None:
        slow = self.set_timer(SLOW, lambda: self._status.aside("reading the list …"))
        try:
            ahead = self._ahead()
            await self._settle()
            shown = view(self.view_name).narrowed(self._query(self.filter))
            before = _Before(self.shell.writes, self.table.current, self._cursor_on())
            found = ahead or await self._window(shown, before.wanted)
            self._shown(found, before)
            await self._drawn()
            await self._fill_up(shown, found)
        except StoreError as fault:
            self._fault(fault)
        except QueryError as wrong:  # such as a day that no calendar has: only the store can tell
            self._take_back(wrong)
        finally:
            slow.stop()
            if self.query(LeadTable):  # the app may be leaving
                self._tell_marks()

    async def _window(self, shown: View, cursor: Sequence[int]) -> reading.Window:
        if self._total is not None and len(self.table.ids) >= reading.FIRST // 2:
            return await self.read(reading.again, shown, self.table.cursor, self.table.lines, cursor)
        return await self.read(reading.window, shown, reading.FIRST, cursor)

    def _ahead(self) -> reading.Window | None:
        """What was read before this screen was there; it settles the view."""
        return None

    async def _settle(self) -> None:
        """Which view to start with, once."""
        if not self.view_name:
            self.view_name = await self.read(reading.settle, None)
            self.line.name_view(self.title_of_view)

    def _query(self, filter: str) -> Node | None:
        return parse(filter, self.kind) if filter.strip() else None

    def wrong_in(self, filter: str) -> str:
        """Why a filter cannot be understood; empty where it can."""
        try:
            self._query(filter)
        except QueryError as wrong:
            return str(wrong)
        return ""

    def _take_back(self, wrong: QueryError) -> None:
        """The filter of the rows on show holds again."""
        self.filter = self._narrowed_by
        if not self.line.typing:
            self.line.set_filter(self.filter)
        self._total = len(self.table.ids)
        self._caught_up()
        self.say(f"The filter is not used: {wrong}", "warning")

    def _shown(self, found: reading.Window, before: _Before) -> None:
        again = self._arrived
        self._narrowed_by = self.filter
        gone = self._gone(found, before)
        self._loaded, self._stamp, self._writes = True, found.stamp, before.writes
        house = found.house
        self.look = Look(house.now, house.today, house.people, house.reasons, house.words)
        self.shell.user, self.shell.people, self.shell.today = house.user, house.people, house.today
        self.shell.access, self.shell.words = house.access, house.words
        self.query_one("#top", TopLine).who(house.people.get(house.user, house.user))
        self.table.look = self.look
        line = self.table.cursor if found.line is None else found.line
        moved = self.table.current != before.current  # by a key meanwhile: that holds
        self.table.show(found.ids, found.rows, None if moved else line, whole=found.whole)
        self._say_empty(found)
        self._total = len(found.ids) if found.whole else None
        self._say_count()
        self.refresh_footer()
        if again:
            self.forget_remark()
            self.reread()
        if gone and not self._status.said:
            self.say(gone)
        self._caught_up()

    def _gone(self, found: reading.Window, before: _Before) -> str:
        """That the view does not show the record any more on which the cursor stood and that was written."""
        row = self.table.row
        if self._written is None or self._written != before.current or found.line is not None or row is None:
            return ""
        name, _ = self.columns[0].cell(row, self.look)
        if self.filter.strip():
            return f"{name} does not fit {clean(self.filter)} any more. esc takes the filter away."
        return f"{name} is not in “{self.title_of_view}” any more."

    def _caught_up(self) -> None:
        """The cursor is where it belongs: keys that waited for that go on."""
        self._reading = False
        if self.in_front:
            self._away = False
            self.shell.go_on()

    async def _drawn(self) -> None:
        """Wait until the first rows are out: what nobody waits for would take the interpreter from them."""
        if not self._arrived:
            with suppress(TimeoutError):  # a screen that is not in front is not drawn
                await asyncio.wait_for(self.wait_for_refresh(), DRAWN)
            await asyncio.sleep(OUT)
            self._arrived = True
            self.arrived()
            self.shell.once_drawn()

    def arrived(self) -> None:
        """The first rows are on screen."""

    def reread(self) -> None:
        """The rows were read again."""

    async def _fill_up(self, shown: View, found: reading.Window) -> None:
        """The rest of the view and the counts, without holding up anything."""
        if not found.whole:
            ids, first = await self.in_background(reading.whole, shown, found.ids[0])
            self.table.extend(ids, first)
            self._total = len(ids)
            self._say_count()
        if self.filter.strip():
            self._say_count(await self.in_background(store.count, view(self.view_name)))

    def _fault(self, fault: StoreError) -> None:
        """At the start a fault ends the app with its sentence; later the old rows stay."""
        if self._stamp < 0:
            raise fault
        self._caught_up()
        self.say(f"{fault.sentence} {fault.fix}", "error")

    # -- telling

    @property
    def _status(self) -> StatusLine:
        return self.query_one("#status", StatusLine)

    def _say_count(self, of: int | None = None) -> None:
        if self._total is None:
            self.line.count("counting …")
        elif self.filter.strip() and of is not None:
            self.line.count(f"{self._total:,} of {of:,} in view")
        else:
            self.line.count(plural(self._total, self.kind.value, _many(self.kind)))

    def _say_empty(self, found: reading.Window) -> None:
        empty = not found.ids
        if empty:
            self.query_one("#empty", Static).update(self.empty_text())
        self.set_class(empty, "-empty")

    def empty_text(self) -> Content:
        """Why nothing is here and which key helps."""
        if self.filter.strip():
            return Content.assemble(
                f"Nothing in “{self.title_of_view}” fits ", (f"/{clean(self.filter)}", "$accent"), ".\n",
                ("esc", "bold $accent"), " takes the filter away   ", ("/", "bold $accent"), " changes it",
            )  # fmt: skip
        shipped = VIEWS.get(self.view_name)
        return Content(shipped.empty if shipped else "Nothing here.")

    def _tell_marks(self) -> None:
        self.tell_aside()
        self.refresh_footer()

    def tell_aside(self) -> None:
        """What is marked, else what goes on behind the screen, and which key stops that."""
        count = len(self.table.marks)
        going = f"{self.shell.progress}  esc stops" if self.shell.under_way else ""
        self._status.aside(f"{count:,} marked" if count else going)

    # -- the table asks and tells

    @on(LeadTable.Wanted)
    def _wanted(self, event: LeadTable.Wanted) -> None:
        self.run_worker(partial(self._fetch, event.ids), group="rows")

    async def _fetch(self, ids: Sequence[int]) -> None:
        try:
            self.table.put(await self.read(reading.rows, self.kind, ids))
        except StoreError as fault:
            self._fault(fault)
        self.refresh_footer()

    @on(LeadTable.Moved)
    def _moved(self, event: LeadTable.Moved) -> None:
        self.refresh_footer()

    @on(LeadTable.Opened)
    def _opened(self) -> None:
        self.action_command("open")

    @on(TopLine.Chosen)
    def _top_chosen(self, event: TopLine.Chosen) -> None:
        self.shell.show_mode(MODES_IN_ORDER[event.index])

    def _proposals(self, head: str) -> Sequence[str]:
        return proposals(head, self.kind, self.look.people, self.look.reasons)


def _many(kind: Kind) -> str:
    return "opportunities" if kind is Kind.OPPORTUNITY else ""
