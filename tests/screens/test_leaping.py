"""The clock of these tests: it leaps over idleness and waits for threads."""

import asyncio
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

from textual.app import App


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
