"""What the details of leads and of other records share: lines, next and previous, opening."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.screens import doing
from leadtui.screens.base import LeadScreen, bindings
from leadtui.store import Session, StoreError
from leadtui.widgets.lines import GivenUp, Lines, Link
from leadtui.widgets.showing import Setting, ends

WIDE = 110
"""Columns from which the side panel stands at the right."""


class Detail(LeadScreen):
    """One record on a screen of its own; ``around`` are the ids of the list it was opened from."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("record")
    DEFAULT_CSS = """
    Detail {
        .head { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: ellipsis; }
        #subtitle { margin-bottom: 1; }
        #side { width: 42; display: none; padding: 0 1 0 2; border-left: solid $panel; }
        &.-wide #side { display: block; }
    }
    """
    KIND: ClassVar[Kind] = Kind.LEAD
    kind: Kind

    def __init__(self, number: int, around: Sequence[int] = ()) -> None:
        super().__init__()
        self.kind = self.KIND
        self._drawn: int | None = None
        self.number = number
        self.around = around
        self._index = around.index(number) if len(around) > 1 and number in around else -1
        self.at: Setting | None = None
        self.seen = 0  # how many writes of this app were behind what is shown

    def content(self) -> ComposeResult:
        """Two lines of heading, then the lines, and the panel beside them where there is room."""
        yield Static("", id="title", classes="head", markup=False)
        yield Static("", id="subtitle", classes="head", markup=False)
        with Horizontal():
            yield Lines(id="lines")
            yield Static("", id="side", markup=False)

    def on_mount(self) -> None:
        """Draw what was read before the screen was there."""
        self.query_one(Lines).focus()
        self._drawn = self.number
        self.draw(keep=False)

    async def on_screen_resume(self) -> None:
        """Something over it was closed: read again what may have changed."""
        if self.at is not None and self.shell.writes != self.seen:
            await self.load()

    def on_resize(self) -> None:
        """The panel comes and goes with the width."""
        self.draw(keep=True)

    async def load(self) -> bool:
        """Read the record again and draw it; one that is gone says so and goes back. Whether it was read."""
        number = self.number
        found = await self.read_it()
        if not self.is_attached or number != self.number:
            return False  # gone meanwhile, or turned on to another record
        if not found:
            if found is False and self.in_front:
                self.dismiss(None)
            return False
        keep, self._drawn = self._drawn == number, number
        self.draw(keep=keep)
        self.refresh_footer()
        return True

    async def read_it(self) -> bool | None:
        """Read the record and hold it; whether it is there.

        One that is gone says so. A fault of the store says itself, leaves what was read before, answers None.
        """
        self.seen, number = self.shell.writes, self.number
        try:
            at = await self.shell.worker.read(read_setting)
            found = await self.fetch(number)
        except StoreError as fault:
            self.seen = -1  # the next look reads again
            self.shell.say(str(fault), "error")
            return None
        if found:
            self.at = at
        else:
            self.shell.say(f"There is no {self.kind} {number} any more.", "warning")
        return found

    async def fetch(self, number: int) -> bool:
        """Read the record of that number and hold it; False when there is none."""
        raise NotImplementedError

    def draw(self, *, keep: bool) -> None:
        """Draw what was read."""
        raise NotImplementedError

    def heading(self, left: Content, right: Content) -> None:
        """The first line: what it is, how it stands, and where it is in its list."""
        place = self._place()
        aside = Content.assemble(right, (f"   {place}", "$muted")) if place else right
        self.query_one("#title", Static).update(ends(left, aside, max(self.size.width - 2, 20)))

    def _place(self) -> str:
        return f"{self._index + 1:,} of {len(self.around):,}  J K" if self._index >= 0 else ""

    @on(Lines.Chosen)
    async def _open(self, event: Lines.Chosen) -> None:
        if isinstance(event.target, Link):
            await doing.open_record(self.shell, event.target.kind, event.target.id)
        elif isinstance(event.target, GivenUp):
            self.run_worker(self._take_apart(event.target), group="apart", exclusive=True, exit_on_error=True)

    async def _take_apart(self, one: GivenUp) -> None:
        from leadtui.screens.unmerge import unmerge  # nobody takes a merge apart at the start

        if await unmerge(self.shell, one.kind, one.id, one.title):
            await self.load()

    async def action_next_lead(self) -> None:
        """The next record of the list it was opened from."""
        await self._turn(1)

    async def action_previous_lead(self) -> None:
        """The one before."""
        await self._turn(-1)

    async def _turn(self, by: int) -> None:
        there = self._index + by
        if self._index < 0 or not 0 <= there < len(self.around):
            last = "last" if by > 0 else "first"
            self.shell.say(f"That was the {last} one of the list.")
            return
        self._index, self.number = there, self.around[there]
        await self.load()
        self.query_one(Lines).scroll_to(y=0, animate=False)

    def action_back(self) -> None:
        """Back to where it was opened from."""
        self.dismiss(None)

    async def action_refresh(self) -> None:
        """Read again."""
        if await self.load():
            self.shell.say("Read again.")

    async def action_edit(self) -> None:
        """The form of this record."""
        await self.changed(doing.edit(self.shell, self.KIND, self.number))

    async def changed(self, doing_it: "doing.Doing") -> None:
        """Await a command and read again when it changed something."""
        if await doing_it and self.shell.writes != self.seen:
            await self.load()


def read_setting(session: Session) -> Setting:
    """The store's clock in the reader's time zone, and how owners are called."""
    labels = {reason.code: reason.label for reason in store.reasons(session)}
    return Setting(
        session.now().astimezone(), store.owner_titles(session), labels, words=store.words(session)
    )
