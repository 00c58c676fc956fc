"""Journeys through the real app on a real file: keys in, frames out.

A frame is kept twice: its letters, so that a change reads well in a diff, and its picture (SVG), so
that colour and alignment are held too. Clock, time zone, blink, config and environment stand still, and
time passes by the loop's clock alone.
"""

import re
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from leaping import factories, leaping, press_keys, stillness
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode
from textual.pilot import Pilot

from leadtui.actions.worker import Worker
from leadtui.app import LeadApp
from leadtui.cli.snap import letters
from leadtui.config import Config

_STILL = 0.25  # seconds of the loop's time; the panel fills 0.2 s after the cursor rests


class Frame(SingleFileSnapshotExtension):
    """A frame as text."""

    _write_mode = WriteMode.TEXT
    file_extension = "txt"


class Picture(Frame):
    """A frame as SVG, without the random ids and the servers of fonts that Rich puts in."""

    file_extension = "svg"

    def serialize(self, data: Any, **kwargs: Any) -> str:
        text = re.sub(r"@font-face \{.*?\}\s*", "", str(data), flags=re.DOTALL)
        return re.sub(r"terminal-\d+-", "terminal-", text)


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], Any]]:
    """The loop of every test here."""
    return factories()


@pytest.fixture(autouse=True)
def _leaping(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with leaping(monkeypatch):
        yield


@pytest.fixture(autouse=True)
def _frozen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """No config, state or time zone of the machine decides a frame."""
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    for name in ("SSH_CONNECTION", "TMUX", "NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@dataclass
class Desk:
    """A rep at the app: presses keys and looks."""

    app: LeadApp
    pilot: Pilot[Any]
    size: tuple[int, int]

    async def press(self, *keys: str) -> None:
        """Press keys and wait until what they set going has come to rest."""
        for key in keys:
            await press_keys(self.pilot, key)
            await self.rest()

    async def type(self, text: str) -> None:
        """Type a text, letter by letter."""
        names = {" ": "space", ":": "colon", ".": "full_stop", "-": "minus", "@": "at", "+": "plus"}
        await press_keys(self.pilot, *(names.get(letter, letter) for letter in text))
        await self.rest()

    async def rest(self) -> None:
        """Until the store and the screen have come to rest, the panel filled."""
        await stillness(self.pilot, _STILL)

    @property
    def text(self) -> str:
        """What stands on the screen."""
        return letters(self.app) + "\n"


@pytest.fixture
def desk(
    clock: Callable[[], Any],
) -> Callable[..., AbstractAsyncContextManager[Desk]]:
    """Opens the app on a book: ``async with desk(path, (80, 24)) as rep``."""

    @asynccontextmanager
    async def sit_down(
        book: Path, size: tuple[int, int], *, user: str = "mia", **options: Any
    ) -> AsyncIterator[Desk]:
        worker = Worker(str(book), user=user, login=user, clock=clock)
        app = LeadApp(worker, config=Config(), **options)
        try:
            async with app.run_test(size=size) as pilot:
                rep = Desk(app, pilot, size)
                await rep.rest()
                yield rep
        finally:
            worker.close()

    return sit_down


@pytest.fixture
def same(snapshot: SnapshotAssertion) -> Callable[[Desk, str], None]:
    """Compares the frame, letters and picture, with the kept one of that name."""

    def compare(rep: Desk, name: str) -> None:
        assert rep.text == snapshot(name=name, extension_class=Frame)
        if rep.size[0] == 80:
            picture = rep.app.export_screenshot(title="leadtui", simplify=True)
            assert picture == snapshot(name=name, extension_class=Picture)

    return compare
