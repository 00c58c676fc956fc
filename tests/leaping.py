"""An event loop whose clock leaps, so that no test of the screens waits for a timer.

Textual and the screens wait for moments: a panel fills 0.2 s after the cursor rests, a pilot looks
again after 20 ms. Here time stands still while the loop has anything to do, passes as it does on the
wall while a thread works for it, and leaps to the next timer as soon as there is nothing else left.
A frame is thus what a machine of endless speed would show, however busy this one is; it is drawn before
the clock moves on.
"""

import asyncio
import selectors
import time
from collections.abc import Callable, Generator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import Any

import pytest
from frames import Due, drawn_once
from textual import _time
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot


class _Selector(selectors.DefaultSelector):
    """What the loop sleeps in; keeps its clock."""

    def __init__(self, draw: Callable[[], bool]) -> None:
        super().__init__()
        self.now = time.monotonic()
        self.awaited = 0  # answers of threads that the loop has not had yet
        self._draw = draw  # whether it gave the loop something to do

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        """What is ready; if nothing is and nothing outside can change that, the timeout is over at once."""
        ready = super().select(0)
        if ready or (timeout is not None and timeout <= 0) or self._draw():
            return ready
        if timeout is not None and not self.awaited:
            self.now += timeout
            return ready
        began = time.monotonic()
        ready = super().select(timeout)
        self.now += time.monotonic() - began
        return ready


class LeapingLoop(asyncio.SelectorEventLoop):
    """The loop; `time()` is its own."""

    def __init__(self) -> None:
        self.asked = 0  # threads, so far
        self.due = Due()
        self._own = _Selector(lambda: self.due.draw(self))
        super().__init__(self._own)

    def time(self) -> float:
        return self._own.now

    @property
    def outside(self) -> bool:
        """Whether a thread still works for a task of this loop."""
        return self._own.awaited > 0

    def wait_for(self, answer: "asyncio.Future[Any]") -> None:
        """Count an answer that comes from a thread, until it is here."""
        self.asked += 1
        self._own.awaited += 1
        answer.add_done_callback(self._arrived)

    def _arrived(self, _: "asyncio.Future[Any]") -> None:
        self._own.awaited -= 1

    async def shutdown_default_executor(self, *args: Any) -> None:
        """The thread that joins the others is waited for as well."""
        self._own.awaited += 1
        try:
            await super().shutdown_default_executor(*args)
        finally:
            self._own.awaited -= 1


@contextmanager
def leaping(patch: pytest.MonkeyPatch) -> Generator[None]:
    """Textual's clock is the loop's, which draws, and knows of every thread that it waits for."""
    plain = asyncio.wrap_future

    def counted(future: "Future[Any]", *, loop: Any = None) -> "asyncio.Future[Any]":
        answer = plain(future, loop=loop)
        if isinstance(one := answer.get_loop(), LeapingLoop) and not answer.done():
            one.wait_for(answer)
        return answer

    with patch.context() as here:
        here.setattr(asyncio, "wrap_future", counted)
        here.setattr(asyncio.futures, "wrap_future", counted)
        here.setattr(_time, "get_time", _now)
        drawn_once(here)
        yield


def _now() -> float:
    try:
        return asyncio.get_running_loop().time()
    except RuntimeError:
        return time.monotonic()


def factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """For the hook ``pytest_asyncio_loop_factories`` of a folder's conftest."""
    return {"leaping": LeapingLoop}


async def stillness(pilot: Pilot[Any], seconds: float) -> None:
    """Until no thread has worked for the screen for so long by the loop's clock: one answer asks the next."""
    loop = asyncio.get_running_loop()
    assert isinstance(loop, LeapingLoop)
    asked = -1
    while asked != loop.asked or loop.outside:
        asked = loop.asked
        await asyncio.sleep(seconds)  # the clock stands while a message waits anywhere
    # What was left for the next sixtieth of a second is drawn, as `Pilot.pause` does it.
    pilot.app.screen._on_timer_update()


async def press_keys(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys as `Pilot.press` does, but for its question to every widget whether it is done.

    Nobody sleeps on this loop before all of them are, and a form has three hundred.
    """
    await pilot.app._press_keys(keys)


async def press_at_once(pilot: Pilot[Any], *keys: str) -> None:
    """Press keys in one piece, as a slow connection or a plain paste brings them: nothing runs between them.

    A key of several letters is one by its name, or else a text.
    """
    driver = pilot.app._driver
    assert driver is not None
    for key in keys:
        for each in [key] if key in _NAMED else key:
            name = "space" if each == " " else _character_to_key(each) if len(each) == 1 else each
            pressed = Key(name, each if len(each) == 1 else None)
            pressed.set_sender(pilot.app)
            driver.send_message(pressed)
    await pilot.pause()


_NAMED = frozenset({"enter", "tab", "escape", "up", "down", "left", "right", "backspace", "ctrl+q"})
