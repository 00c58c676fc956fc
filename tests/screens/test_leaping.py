"""The clock of these tests: it leaps over idleness and waits for threads."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import pytest
from textual.app import App, ComposeResult, RenderResult
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static


async def test_a_thread_answers_before_any_timer_is_due() -> None:
    order: list[str] = []
    begun = threading.Event()

    def work() -> None:
        begun.set()
        time.sleep(0.05)  # the loop has nothing left to do meanwhile
        order.append("thread")

    async def timer() -> None:
        await asyncio.sleep(3600)
        order.append("timer")

    waiting = asyncio.create_task(timer())
    await asyncio.to_thread(work)
    with ThreadPoolExecutor(1) as pool:
        await asyncio.wrap_future(pool.submit(work))
    await waiting
    assert begun.is_set()
    assert order == ["thread", "thread", "timer"]


async def test_timers_come_in_their_order_at_their_times() -> None:
    loop = asyncio.get_running_loop()
    began, due = loop.time(), list[tuple[str, int]]()

    async def after(name: str, seconds: float) -> None:
        await asyncio.sleep(seconds)
        due.append((name, round(loop.time() - began)))

    await asyncio.gather(after("day", 86_400), after("minute", 60), after("hour", 3600))
    assert due == [("minute", 60), ("hour", 3600), ("day", 86_400)]


async def test_a_timer_that_repeats_does_so_by_the_loops_clock() -> None:
    app: App[None] = App()
    ticks: list[float] = []
    async with app.run_test() as pilot:
        app.set_interval(10, lambda: ticks.append(asyncio.get_running_loop().time()))
        await pilot.pause(35)
    assert [round(later - earlier) for earlier, later in pairwise(ticks)] == [10, 10]


class Words(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("one")

    def say(self, text: str) -> None:
        """Show it now, as far as Textual is concerned."""
        self.query_one(Static).update(text)
        self.screen._refresh_layout()


async def test_a_moment_is_drawn_once_and_as_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    app = Words()
    async with app.run_test() as pilot:
        await pilot.pause(1)
        shown = App._display

        def display(self: App[None], screen: Screen[None], update: object) -> None:
            seen.append("".join(part.text for part in screen._compositor.render_strips()[0]).strip())
            shown(self, screen, update)

        monkeypatch.setattr(App, "_display", display)
        app.say("two")
        app.say("three")
        assert not seen
        await asyncio.sleep(0.001)
        assert seen == ["three"]
        app.say("four")
        # What waits for a thread has been drawn before its answer is here.
        assert await asyncio.to_thread(lambda: time.sleep(0.05) or seen[-1]) == "four"


class Broken(Widget):
    def render(self) -> RenderResult:
        raise LookupError("cannot be drawn")


async def test_what_cannot_be_drawn_ends_the_app() -> None:
    app = Words()
    with pytest.raises(LookupError, match="cannot be drawn"):
        async with app.run_test() as pilot:
            await app.mount(Broken())
            await pilot.pause(1)
