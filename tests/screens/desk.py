"""A small book and the app on it, for tests of details and dialogs."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TypeVar

from copies import copied
from leaping import press_keys, stillness
from textual.pilot import Pilot

from leadtui import store
from leadtui.app import LeadApp
from leadtui.domain.fields import Kind
from leadtui.domain.results import Done, Result
from leadtui.store import Session, create_store, open_session

T = TypeVar("T")

READY: Mapping[str, object] = {
    "first_name": "Ana",
    "last_name": "Pereira",
    "company": "Northwind Lda",
    "email": "ana@northwind.example",
    "phone": "+351 21 555 0123",
    "topic": "Scanners for three shops",
    "owner": "ada",
    "source": "web",
}


class Book:
    """A store in a file, changed and asked from beside the app as another process would."""

    def __init__(self, folder: Path) -> None:
        self.path = str(copied(folder / "book.db", "book", _make))

    def lead(self, **values: object) -> int:
        """A lead with all that a qualification needs but the why."""
        return self.done(lambda s: store.create(s, Kind.LEAD, {**READY, **values})).id

    def record(self, kind: Kind, **values: object) -> int:
        """Another record."""
        return self.done(lambda s: store.create(s, kind, values)).id

    def done(self, act: Callable[[Session], Result], user: str = "ada") -> Done:
        """Write something that must go through."""
        with open_session(self.path, user=user) as session:
            result = act(session)
        assert isinstance(result, Done), result
        return result

    def ask(self, question: Callable[[Session], T]) -> T:
        """Read something."""
        with open_session(self.path, user="ada") as session:
            return question(session)


def _make(path: Path) -> None:
    with create_store(path, user="ada") as session:
        store.user_add(session, "ola", "Ola Nord", None, "rep", ())
        store.team_add(session, "north", "Sales north")


@asynccontextmanager
async def app_on(
    book: Book, size: tuple[int, int] = (80, 24), user: str = "ada"
) -> AsyncIterator[Pilot[int]]:
    """The app on all open leads, settled."""
    app = LeadApp(book.path, user=user, view="open")
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        yield pilot


async def press(pilot: Pilot[int], *keys: str) -> None:
    """Press keys one by one, each settled; ``"text:..."`` types a text."""
    for key in keys:
        if key.startswith("text:"):
            names = {" ": "space", "@": "at", ".": "full_stop", "/": "slash", "+": "plus", "-": "minus"}
            await press_keys(pilot, *(names.get(letter, letter) for letter in key[5:]))
        else:
            await press_keys(pilot, key)
        await settle(pilot)


async def settle(pilot: Pilot[int]) -> None:
    """Wait until the store has had nothing to do for the screen for a while: one answer asks the next."""
    await stillness(pilot, 0.12)


def screen_text(pilot: Pilot[int]) -> str:
    """What stands on the screen, line by line."""
    strips = pilot.app.screen._compositor.render_strips(pilot.app.size)
    return "\n".join("".join(part.text for part in strip).rstrip() for strip in strips)
