"""What reaches the terminal: bytes, colours, signals, and the end of the app in good and bad hours."""

import os
import signal
import sqlite3
from pathlib import Path

import pytest
from desk import Book
from pty_run import Terminal

from leadtui import crash

SECRET = "secret-9b1@example.com"
BROKEN = """
import sys
from leadtui.app import LeadApp, run
from leadtui.screens.active_leads import ActiveLeads
def boom(self):
    email = "%s"
    raise ValueError("cannot read " + email)
%s
sys.exit(run(LeadApp(sys.argv[1], user='ada', view='open')))
"""


@pytest.fixture
def book(tmp_path: Path) -> Book:
    book = Book(tmp_path)
    for n in range(60):
        book.lead(last_name=f"Lead{n}", email=f"lead{n}@x.example", phone=None)
    return book


def test_a_cursor_key_is_cheap_and_an_idle_screen_sends_nothing(book: Book) -> None:
    terminal = Terminal(book.path)
    terminal.until(b"Checklist")
    terminal.read(quiet=0.5)
    assert terminal.read(quiet=1.0) == b""
    terminal.press(b"j")
    terminal.read(quiet=0.1)
    terminal.press(b"j")
    assert 0 < len(terminal.read(quiet=0.1)) <= 350
    terminal.read(quiet=0.6)
    terminal.press(b"\x1b[6~")
    assert len(terminal.read(quiet=0.12)) <= 7 * 1024
    terminal.press(b"\x11")
    terminal.read(quiet=1.0)
    assert terminal.code() == 0


def test_the_first_frame_comes_on_this_python(book: Book) -> None:
    terminal = Terminal(book.path)
    out = terminal.until(b"Checklist")
    assert b"Lead59" in out
    terminal.press(b"/lead7\r")
    terminal.read(quiet=0.5)
    terminal.press(b"\x11")
    terminal.read(quiet=1.0)
    assert terminal.code() == 0


def test_no_color_sends_no_colour(book: Book) -> None:
    terminal = Terminal(book.path, env={"NO_COLOR": "1"})
    out = terminal.until(b"Checklist") + terminal.read(quiet=0.4)
    terminal.press(b"d")
    out += terminal.read(quiet=0.6)
    terminal.press(b"\x1b")
    out += terminal.read(quiet=0.4)
    assert b"38;2" not in out and b"48;2" not in out
    assert b"38;5" not in out and b"48;5" not in out
    terminal.press(b"\x11")
    terminal.read(quiet=1.0)
    assert terminal.code() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_restores_the_terminal_and_ends_with_its_number(book: Book, number: int) -> None:
    terminal = Terminal(book.path)
    terminal.until(b"Checklist")
    os.kill(terminal.pid, number)
    assert b"\x1b[?1049l" in terminal.read(quiet=2.0)
    assert terminal.code() == 128 + number


@pytest.mark.parametrize(
    "patch",
    ["ActiveLeads.action_down = boom", "async def later(self): boom(self)\nActiveLeads.action_down = later"],
)
def test_a_crash_prints_no_data_and_leaves_a_report_of_code_lines(
    book: Book, tmp_path: Path, patch: str
) -> None:
    terminal = Terminal(book.path, code=BROKEN % (SECRET, patch), env={"LEADTUI_STATE": str(tmp_path / "s")})
    terminal.until(b"Checklist")
    terminal.press(b"j")
    out = terminal.read(quiet=2.0)
    assert terminal.code() == 1
    assert b"\x1b[?1049l" in out
    assert SECRET.encode() not in out
    reports = list((tmp_path / "s" / "crashes").iterdir())
    assert len(reports) == 1
    text = reports[0].read_text()
    assert "ValueError" in text and " boom" in text
    assert SECRET not in text


def test_a_store_that_cannot_be_opened_is_one_sentence_and_exit_6(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as db:
        db.execute("create table t (x)")
    db.close()
    for path in (str(other), str(tmp_path / "missing.db")):
        terminal = Terminal(path)
        out = terminal.until(b"\x1b[?1049l") + terminal.read(quiet=0.5)
        assert terminal.code() == 6
        assert b"Traceback" not in out


def test_a_report_never_carries_the_message_of_an_exception() -> None:
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        assert SECRET not in crash.report_of(error)
        assert SECRET not in crash.sentence_of(error, None)


def test_the_app_is_small() -> None:
    source = Path(__file__).parents[2] / "leadtui" / "app.py"
    assert len(source.read_text(encoding="utf-8").splitlines()) < 250
