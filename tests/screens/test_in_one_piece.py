"""Many keys at once, as a slow line, type-ahead or a plain paste brings them: none changes its place."""

from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text, settle
from leaping import press_at_once
from pty_run import Terminal

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.screens.qualify import Qualify
from leadtui.widgets.entry import Entry


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def line(pilot, name: str) -> str:
    return pilot.app.screen.query_one(f"#{name}", Entry).value


@pytest.mark.parametrize("why", ["good fit for our budget", "fair, and 24 more needed by june"])
async def test_a_why(book: Book, why: str) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q")
        await press_at_once(pilot, why)
        await settle(pilot)
        assert isinstance(pilot.app.screen, Qualify)
        assert line(pilot, "why") == why


async def test_a_why_and_enter_qualify(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q")
        await press_at_once(pilot, "good fit for our budget", "enter")
        await settle(pilot)
    lead = book.ask(lambda s: store.lead_detail(s, 1))
    assert lead is not None and lead.qualifications[0].why == "good fit for our budget"


async def test_the_why_of_several_leads(book: Book) -> None:
    for n in range(3):
        book.lead(last_name=f"Lead{n}", company=f"Company {n}", email=f"l{n}@x{n}.example", phone=None)
    async with app_on(book) as pilot:
        await press(pilot, "space", "space", "q")
        before = screen_text(pilot).splitlines()[1]
        await press_at_once(pilot, "campaign fair and more")
        await settle(pilot)
        assert screen_text(pilot).splitlines()[1] == before
        assert line(pilot, "text") == "campaign fair and more"


async def test_a_note(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d")
        await press_at_once(pilot, "3rang twice, no answer since 2 weeks", "enter")
        await settle(pilot)
    lead = book.ask(lambda s: store.lead(s, 1))
    assert (lead.state, lead.status_reason) == (State.DISQUALIFIED, "no_longer_interested")
    assert "rang twice, no answer since 2 weeks" in str(book.ask(lambda s: store.lead_detail(s, 1)))


async def test_a_filter(book: Book) -> None:
    book.lead(last_name="Sand", company="Sundholm", email="o@s.example", phone=None)
    book.lead()
    async with app_on(book) as pilot:
        await press_at_once(pilot, "/sand d", "backspace", "backspace", "enter", "jjk")
        await settle(pilot)
        assert "/sand" in screen_text(pilot) and "1 of 2 in view" in screen_text(pilot)


async def test_a_find_line(book: Book) -> None:
    book.record(Kind.ACCOUNT, name="Adatum Oy and more")
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q", "1")
        await press_at_once(pilot, "/adatum oy and")
        await settle(pilot)
        assert isinstance(pilot.app.focused, Entry)
        assert pilot.app.focused.value == "adatum oy and"


def test_through_a_real_terminal(book: Book) -> None:
    book.lead()
    terminal = Terminal(book.path)
    terminal.until(b"Checklist")
    terminal.read(quiet=0.5)
    terminal.press(b"q")
    terminal.until(b"nothing written")
    terminal.read(quiet=0.3)
    terminal.press(b"good fit for our budget\r")
    terminal.until(b"takes it back")
    terminal.press(b"\x11")
    terminal.read(quiet=1.0)
    assert terminal.code() == 0
    lead = book.ask(lambda s: store.lead_detail(s, 1))
    assert lead is not None and lead.qualifications[0].why == "good fit for our budget"


async def test_a_dialog_that_closes_with_keys_on_their_way_leaves_the_keyboard_alive(book: Book) -> None:
    for n in range(3):
        book.lead(last_name=f"Lead{n}", company=f"Company {n}", email=f"l{n}@x{n}.example", phone=None)
    async with app_on(book) as pilot:
        for _ in range(3):
            await press(pilot, "q")
            await press_at_once(pilot, "good", "escape", "escape", "more", "enter", "tab", "x")
            await settle(pilot)
            await press(pilot, *["escape"] * (len(pilot.app.screen_stack) - 1), "j")
        assert len(pilot.app.screen_stack) == 1
        await press_at_once(pilot, "/lead1", "enter")
        await settle(pilot)
        assert "1 of 3 in view" in screen_text(pilot)
