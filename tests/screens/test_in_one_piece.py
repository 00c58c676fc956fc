"""Many keys at once, as a slow line, type-ahead or a plain paste brings them: none changes its place."""

from asyncio import create_task
from pathlib import Path
from threading import Event

import pytest
from desk import Book, app_on, press, screen_text, settle
from leaping import press_at_once
from pty_run import Terminal
from textual.widgets import Input

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.screens.active_leads import ActiveLeads
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


@pytest.mark.parametrize("why", ["because jim asked", "adequate, 1 of 24", "qqq"])
async def test_the_key_that_opens_the_plan_and_its_why(book: Book, why: str) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press_at_once(pilot, f"q{why}")
        await settle(pilot)
        assert isinstance(pilot.app.screen, Qualify)
        assert line(pilot, "why") == why


async def test_what_is_typed_while_the_store_is_busy_waits_for_the_plan(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        gate = Event()
        reading = create_task(pilot.app.worker.read(lambda _: gate.wait()))
        await press_at_once(pilot, "qbecause")
        await pilot.pause(3.0)  # longer than a key waits for the one before it
        await press_at_once(pilot, " they ask")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ActiveLeads)
        gate.set()
        await reading
        await settle(pilot)
        assert isinstance(pilot.app.screen, Qualify)
        assert line(pilot, "why") == "because they ask"


async def test_what_is_typed_for_a_plan_that_does_not_open_is_no_command(book: Book) -> None:
    first, second = book.lead(), book.lead(last_name="Sand", email="s@sand.example", phone=None)
    async with app_on(book) as pilot:
        here = pilot.app.screen.table.current
        book.done(lambda s: store.disqualify(s, here, "lost"))  # by somebody else, a moment ago
        await press_at_once(pilot, "qbecause of j")
        await settle(pilot)
        assert isinstance(pilot.app.screen, ActiveLeads)
        assert f"Lead {here} is disqualified and read-only." in screen_text(pilot)
    other = book.ask(lambda s: store.lead(s, first + second - here))
    assert other.version == 1


@pytest.mark.parametrize(
    ("keys", "shown"),
    [
        ("f12 Dec", "12 Dec"),
        ("f+2w", "+2w"),
        ("s15 Dec", "15 Dec"),
        ("ame", "me"),
        ("c2spoke to her", "spoke to her"),
        ("I/tmp/abc.csv", "/tmp/abc.csv"),
    ],
)
async def test_the_key_that_opens_a_dialog_and_all_that_is_for_it(book: Book, keys: str, shown: str) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press_at_once(pilot, keys)
        await settle(pilot)
        typed = [each.value for each in pilot.app.screen.query(Input)]
        assert shown in typed
        assert not keys.startswith("c") or "What     e-mail" in screen_text(pilot)


async def test_what_is_typed_behind_a_command_that_asks_nothing_is_a_command(book: Book) -> None:
    leads = [book.lead(owner=None) for _ in range(3)]
    async with app_on(book) as pilot:
        pilot.app.show_view("unassigned")
        await settle(pilot)
        await press_at_once(pilot, "mmm")
        await settle(pilot)
    assert {book.ask(lambda s, id=id: store.lead(s, id)).owner for id in leads} == {"ada"}


async def test_the_key_that_opens_a_lead_and_those_for_it(book: Book) -> None:
    number = book.lead()
    async with app_on(book) as pilot:
        await press_at_once(pilot, "enter", "d", "3rang twice", "enter")
        await settle(pilot)
    lead = book.ask(lambda s: store.lead_detail(s, number))
    assert lead.lead.state is State.DISQUALIFIED and "rang twice" in str(lead)


async def test_leaving_waits_for_nothing(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        reading = create_task(pilot.app.worker.read(lambda _: Event().wait(1.0)))
        await press_at_once(pilot, "qbecause")
        await press_at_once(pilot, "ctrl+q")
        await reading
    assert pilot.app.return_code == 0
    assert not book.ask(store.drafts)  # the plan, which keeps what was typed, did not open any more
