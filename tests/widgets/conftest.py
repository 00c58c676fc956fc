"""Screens run on a clock that leaps."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from leaping import factories, leaping


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], Any]]:
    """The loop of every test here."""
    return factories()


@pytest.fixture(autouse=True)
def _leaping(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with leaping(monkeypatch):
        yield
