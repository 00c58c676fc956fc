"""What all tests share: a clean environment, a clock that stands, and stores on both engines."""

# ruff: noqa: E402
import gc
import os

for _name in [n for n in os.environ if n == "NO_COLOR" or n.startswith(("TEXTUAL", "LEADTUI_"))]:
    del os.environ[_name]  # before anything of ours is imported and reads it

from collections.abc import Iterator
from pathlib import Path

import pytest
from clocks import FakeClock
from copies import copied
from engines import Server
from hypothesis import is_hypothesis_test, settings
from repeats import long, times

from leadtui.store import Session, create_store, open_session

# Without a time limit each: the machine may be busy.
settings.register_profile("leadtui", deadline=None, max_examples=times(60, 1_000))
settings.load_profile("leadtui")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every property has more examples in `make check-long`."""
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(long)


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was imported and collected stays: nobody looks through it for garbage again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


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
        yield str(copied(tmp_path / "store.db", "store", _make))
        return
    server: Server = request.getfixturevalue("postgres")
    url = server.fresh()
    yield url
    server.drop(url)


def _make(path: Path) -> None:
    create_store(path, user="ada", login="ada").close()


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
