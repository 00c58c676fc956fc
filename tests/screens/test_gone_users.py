"""A user is removed while a session is open: nobody gives them leads any more, and their own session ends."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text
from pty_run import RUN, Terminal

from leadtui import store
from leadtui.domain.results import Exit
from leadtui.screens.assign import Assign

NOT_HERE = "You are no longer a user here."


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.fixture
def users(book: Book) -> Book:
    """Ada may remove users, Ola and Ned are reps."""
    book.done(lambda s: store.user_add(s, "ned", "Ned Ost"))
    return book


@pytest.mark.parametrize("keys", [["a"], ["A", "a"]], ids=["one", "marked"])
async def test_who_is_gone_is_refused_and_offered_no_more(users: Book, keys: Sequence[str]) -> None:
    users.lead()
    users.lead(last_name="Sand", email="s@sand.example", phone=None)
    async with app_on(users) as pilot:
        await press(pilot, *keys)
        assert "Ola Nord" in screen_text(pilot)
        users.done(lambda s: store.user_remove(s, "ola"))
        await press(pilot, "text:ola", "enter")
        assert isinstance(pilot.app.screen, Assign)
        assert "Nobody here is called 'ola'." in screen_text(pilot)
        assert "Ola Nord" not in screen_text(pilot)
        await press(pilot, *["backspace"] * 3, "text:ned", "enter")
        assert not isinstance(pilot.app.screen, Assign)
    assert users.ask(lambda s: sum(store.lead(s, id).owner == "ned" for id in (1, 2))) == len(keys)


async def test_who_left_before_is_not_offered(users: Book) -> None:
    users.lead()
    users.done(lambda s: store.user_remove(s, "ola"))
    async with app_on(users) as pilot:
        await press(pilot, "a")
        assert "Ned Ost" in screen_text(pilot) and "Ola Nord" not in screen_text(pilot)


@pytest.mark.parametrize(
    "keys", [["R"], ["apostrophe", "l"], ["q"], ["m"], ["right_square_bracket"], ["enter", "R"],
             ["apostrophe", "Y"]], ids=" ".join,
)  # fmt: skip
async def test_ones_own_session_ends_with_the_sentence(users: Book, keys: Sequence[str]) -> None:
    users.lead(owner="ola")
    async with app_on(users, user="ola") as pilot:
        users.done(lambda s: store.user_remove(s, "ola", "ned"))
        await press(pilot, *keys, "R")
        assert pilot.app.return_code == Exit.REFUSED
        assert NOT_HERE in str(pilot.app._exit_renderables)


def test_in_a_terminal_it_says_so_and_ends_with_the_documented_code(users: Book) -> None:
    users.lead(owner="ola")
    terminal = Terminal(users.path, code=RUN.replace('"ada"', '"ola"'))
    terminal.until(b"Checklist")
    users.done(lambda s: store.user_remove(s, "ola", "ned"))
    terminal.press(b"R")
    terminal.until(NOT_HERE.encode())
    assert terminal.code() == Exit.REFUSED
