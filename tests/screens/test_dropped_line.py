"""What is half typed outlives the process: killed outright, or its line dropped."""

import os
import signal
import time
from pathlib import Path

import pytest
from desk import Book
from pty_run import Terminal


def ended(pid: int) -> bool:
    """Whether it ends in time: a process that outlives its line would hold its place in the store."""
    for _ in range(100):
        if os.waitpid(pid, os.WNOHANG)[0]:
            return True
        time.sleep(0.1)
    return False


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
    terminal.read(quiet=1.5)
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
