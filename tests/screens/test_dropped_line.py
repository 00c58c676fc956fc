"""What is half typed outlives the process: killed outright, or its line dropped."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from desk import Book
from pty_run import Terminal

from leadtui import store


def ended(pid: int) -> bool:
    """Whether it ends in time: a process that outlives its line would hold its place in the store."""
    return eventually(lambda: os.waitpid(pid, os.WNOHANG)[0] > 0)


def eventually(happened: Callable[[], bool], seconds: float = 90) -> bool:
    """Whether it does, however busy the machine is."""
    until = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def kept(book: Book) -> bool:
    """Whether all that was typed is in the draft."""
    return any("Half-Typed" in "".join(draft.values.values()) for draft in book.ask(store.drafts))


def kept_while_read(terminal: Terminal, book: Book) -> bool:
    """A process whose screen nobody reads would stand still."""
    terminal.read(quiet=0.05, most=0.5)
    return kept(book)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.mark.parametrize("ending", ["kill -9", "hang-up"])
def test_a_half_typed_form_is_offered_again(book: Book, ending: str) -> None:
    book.lead()
    terminal = Terminal(book.path)
    terminal.until(b"Checklist")
    terminal.press(b"n")
    terminal.until(b"Last name")
    terminal.press(b"Zelda\tHalf-Typed")
    assert eventually(lambda: kept_while_read(terminal, book))
    if ending == "kill -9":
        os.kill(terminal.pid, signal.SIGKILL)
    else:
        os.close(terminal.fd)
    assert ended(terminal.pid)

    again = Terminal(book.path)
    again.until(b"alf typed")
    again.press(b"\r")
    assert b"Zelda" in again.until(b"Half-Typed")
    os.kill(again.pid, signal.SIGKILL)
    os.waitpid(again.pid, 0)
