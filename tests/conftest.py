"""What all tests share: a clean environment, a clock that stands, and stores on both engines."""

# ruff: noqa: E402
import os

for _name in [n for n in os.environ if n == "NO_COLOR" or n.startswith(("TEXTUAL", "LEADTUI_"))]:
    del os.environ[_name]  # before anything of ours is imported and reads it

from collections.abc import Iterator
from pathlib import Path

import pytest
from clocks import FakeClock
from engines import Server

from leadtui.store import Session, create_store, open_session


@pytest.fixture
def clock() -> FakeClock:
    """The tests' clock."""
    return FakeClock()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL of our own, one a test process."""
    server = Server()
    yield server
    server.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A fresh store with the administrator ada, on each engine."""
    if request.param == "sqlite":
        path = str(tmp_path / "store.db")
        create_store(path, user="ada", login="ada").close()
        yield path
        return
    server: Server = request.getfixturevalue("postgres")
    url = server.fresh()
    yield url
    server.drop(url)


@pytest.fixture
def store(target: str, clock: FakeClock) -> Iterator[Session]:
    """A session of ada's on a fresh store, on each engine, at a standing clock."""
    with open_session(target, user="ada", login="ada", clock=clock) as session:
        yield session


@pytest.fixture(autouse=True)
def own_places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings and memory of a test are its own, never the developer's."""
    monkeypatch.setenv("LEADTUI_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("LEADTUI_CONFIG", str(tmp_path / "config.toml"))
