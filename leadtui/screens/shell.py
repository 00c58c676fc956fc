"""What every screen may ask of the app, so that no screen has to know the app itself."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol, cast, runtime_checkable

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.widgets import Input

if TYPE_CHECKING:
    from leadtui.actions.worker import Worker
    from leadtui.config import Config
    from leadtui.domain.access import Access
    from leadtui.screens.reading import Window

_BREATH = 0.05  # seconds between two steps, in which others write
Severity = Literal["information", "warning", "error"]


@runtime_checkable
class Keeps(Protocol):
    """A screen that holds something half typed."""

    async def keep_draft(self) -> None:
        """Save it as a draft; the line dropped, or the user leaves."""
        ...


class Shell(App[int]):
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
        today: the day by the store's clock.
        said: the messages so far, newest last.
        writes: how often something was written.
    """

    worker: "Worker"
    config: "Config"
    start_view: str | None
    ahead: "Window | None"
    acting: str
    user: str
    people: Mapping[str, str]
    access: "Access | None" = None
    today: date
    said: list[tuple[str, Severity]]
    writes: int

    def on_load(self) -> None:
        """Tasks begin when their turn comes, on every Python.

        From 3.12 on Textual starts them at once: the widgets of a first screen would be mounted before
        that screen is on its mode's stack, and any that asks for it (as `Input` does) ends the app.
        """
        asyncio.get_running_loop().set_task_factory(None)

    def on_key(self, event: events.Key) -> None:
        """A letter that comes here while a line has the focus was pressed before it had: it is for the line.

        Over a slow connection ``/is:ready`` arrives in one piece; its ``s`` and ``d`` are no commands.
        """
        if event.is_printable and isinstance(self.focused, Input):
            event.prevent_default()
            event.stop()
            self.focused.post_message(events.Key(event.key, event.character))

    def say(self, text: str, severity: Severity = "information") -> None:
        """Tell the user one sentence, on the status line of the screen in front."""
        raise NotImplementedError

    def touch(self) -> None:
        """Something was written: the lists read again when they come to the front."""
        raise NotImplementedError

    def go_to(self, mode: str) -> None:
        """Show one of the six screens (`leadtui.screens.places`) as it was left."""
        raise NotImplementedError

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

    def show_view(self, name: str, filter: str = "", back: Callable[[], object] | None = None) -> None:
        """Show a shipped view on the screen it belongs to, narrowed by a filter; ``back``: what esc does."""
        raise NotImplementedError


def shell_of(node: DOMNode) -> Shell:
    """The app that a widget or screen runs in."""
    return cast(Shell, node.app)  # pyright: ignore[reportUnknownMemberType] -- Textual's App has no type here
