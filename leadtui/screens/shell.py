"""What every screen may ask of the app, so that no screen has to know the app itself."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, Protocol, cast, runtime_checkable

from textual.dom import DOMNode
from textual.screen import Screen

from leadtui.domain.value_words import NO_WORDS, Words
from leadtui.screens.in_order import InOrder

if TYPE_CHECKING:
    from leadtui.actions.worker import Worker
    from leadtui.config import Config
    from leadtui.domain.access import Access
    from leadtui.domain.match import Ref
    from leadtui.screens.bulk_running import Running
    from leadtui.screens.reading import Window

_BREATH = 0.05  # seconds between two steps, in which others write
Severity = Literal["information", "warning", "error"]


@runtime_checkable
class Keeps(Protocol):
    """A screen that holds something half typed."""

    async def keep_draft(self) -> None:
        """Save it as a draft; the line dropped, or the user leaves."""
        ...


class Shell(InOrder):
    """The app as screens see it.

    Attributes:
        worker: the store; every call is awaited.
        config: the user's settings.
        start_view: the view asked for at the start.
        ahead: the first window of the view that the app starts with, None once a screen took it.
        acting: who was named when the app was opened, empty for the system's user.
        user: key of the acting user.
        people: key of each user and team -> the name people read.
        access: what the acting user may read and do, as the last list found it; None before the first.
        words: how values of lists are called, as the last list found it.
        today: the day by the store's clock.
        said: the messages so far, newest last.
        writes: how often something was written.
        touched: kind -> the record that was written last, and which of the writes that was.
        opens_result: what a lead became is opened once it is qualified.
        made: what the last qualification here made, to be opened; None before the first.
        dropped: leads taken off what needs the user since the last write, the newest last, with their runs.
        under_way: runs over many leads that go on behind the screen, the newest last.
    """

    worker: "Worker"
    config: "Config"
    start_view: str | None
    ahead: "Window | None"
    acting: str
    user: str
    people: Mapping[str, str]
    access: "Access | None" = None
    words: Words = NO_WORDS
    today: date
    said: list[tuple[str, Severity]]
    writes: int
    touched: dict[str, tuple[int, int]]
    made: "Ref | None" = None
    opens_result: bool = True
    dropped: "tuple[tuple[int, Sequence[int]], ...]" = ()
    under_way: "tuple[Running, ...]" = ()

    def on_load(self) -> None:
        """Tasks begin when their turn comes, on every Python.

        From 3.12 on Textual starts them at once: the widgets of a first screen would be mounted before
        that screen is on its mode's stack, and any that asks for it (as `Input` does) ends the app.
        """
        asyncio.get_running_loop().set_task_factory(None)

    def say(self, text: str, severity: Severity = "information") -> None:
        """Tell the user one sentence, on the status line of the screen in front."""
        raise NotImplementedError

    def touch(self, kind: str = "", id: int = 0) -> None:
        """Something was written: the lists read again when they come to the front.

        Where it was a command on one record, the cursor of each list that shows it goes there. What was
        done before is not the last deed any more, which `u` takes back.
        """
        self.writes += 1
        if kind:
            self.touched[kind] = id, self.writes
        self.dropped = ()

    def behind(self) -> Iterator[Screen[Any]]:
        """All screens but the one in front, those of the other modes too."""
        return (one for stack in self._screen_stacks.values() for one in stack if one is not self.screen)

    @property
    def progress(self) -> str:
        """How far the newest run over many leads is; empty where none goes on."""
        return self.under_way[-1].progress if self.under_way else ""

    _drawn_once = False

    def once_drawn(self) -> None:
        """The first list is on screen: now there is time for what an upgrade left to do."""
        if not self._drawn_once:
            self._drawn_once = True
            self.run_worker(self._bring_up, group="matches")

    async def _bring_up(self) -> None:
        await self._bring_checklists_up()
        await self._bring_matches_up()

    async def _bring_checklists_up(self) -> None:
        """Judge open leads by the policy in force, where whoever applied it was stopped midway."""
        from leadtui import store

        try:
            if not await self.worker.background(store.judging_due):
                return
            while await self.worker.write(store.judge_step) is not None:
                await asyncio.sleep(_BREATH)
        except store.StoreError as fault:
            self.say(f"What lists say of checklists is not up to date: {fault.sentence}", "warning")
            return
        self.touch()
        self.say("Checklists are those of the policy in force again.")

    async def _bring_matches_up(self) -> None:
        """Build the index of duplicates where it is due, step by step, so that no write waits long."""
        from leadtui import store

        try:
            if await self.worker.background(store.matches_due):
                await self._build_matches()
        except store.StoreError as fault:
            self.say(f"What looks alike is not up to date: {fault.sentence}", "warning")

    async def _build_matches(self) -> None:
        from leadtui import store

        behind, total = await self.worker.background(store.matches_behind)
        told = "What looks alike is looked up anew in the background; go on meanwhile."
        self.say(told)
        while (done := await self.worker.write(store.rebuild_step)) is not None:
            behind += done
            now = f"What looks alike is looked up anew: {10 * (10 * behind // max(total, 1))} %."
            if now != told and self.said[-1][0] == told:  # over no other message
                self.say(now)
                told = now
            await asyncio.sleep(_BREATH)
        self.touch()
        self.say("What looks alike is up to date again.")

    def go_to_duplicates(self) -> None:
        """Show what looks the same in the whole book, over the screen in front."""
        from leadtui.screens.clusters import Clusters

        if not isinstance(self.screen, Clusters):
            self.push_screen(Clusters())

    def go_to_needs(self) -> None:
        """Show which leads of runs wait for a person, over the screen in front."""
        from leadtui.screens.needs_you import NeedsYou

        if not isinstance(self.screen, NeedsYou):
            self.push_screen(NeedsYou())

    def go_to_runs(self) -> None:
        """Show the runs over many leads, over the screen in front."""
        from leadtui.screens.runs import Runs

        if not isinstance(self.screen, Runs):
            self.push_screen(Runs())

    def go_to_lists(self) -> None:
        """Show sources, campaigns, products, territories and teams, over the screen in front."""
        from leadtui.screens.lists import Lists

        if not isinstance(self.screen, Lists):
            self.push_screen(Lists())

    def show_mode(self, mode: str) -> None:
        """Show one of the six screens (`leadtui.screens.places`), also from what lies over it."""
        if mode != self.current_mode:
            self.switch_mode(mode)
        else:
            self.run_worker(self.uncover, group="view", exclusive=True)

    async def uncover(self) -> None:
        """Close what lies over the screen; what is half typed there is kept."""
        while len(self.screen_stack) > 1:
            if isinstance(self.screen, Keeps):
                await self.screen.keep_draft()
            await self.screen.dismiss()  # whoever waits for it goes on

    def show_view(self, name: str, filter: str = "", back: Callable[[], object] | None = None) -> None:
        """Show a shipped view on the screen it belongs to, narrowed by a filter; ``back``: what esc does."""
        raise NotImplementedError


def shell_of(node: DOMNode) -> Shell:
    """The app that a widget or screen runs in."""
    return cast(Shell, node.app)  # pyright: ignore[reportUnknownMemberType] -- Textual's App has no type here


def take_size(screen: Screen[Any]) -> None:
    """Give a screen the classes of the window's size before the first layout: a second draws all again."""
    shell = shell_of(screen)
    width, height = shell.size
    for steps, cells in ((shell.HORIZONTAL_BREAKPOINTS, width), (shell.VERTICAL_BREAKPOINTS, height)):
        fitting = [name for least, name in steps or () if cells >= least]
        screen.set_class(bool(fitting), *fitting[-1:])
