"""The details of leads and of what they became."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text

from leadtui import store
from leadtui.actions.importing import run_import
from leadtui.domain.fields import Kind
from leadtui.domain.plan import Request
from leadtui.domain.records import Activity
from leadtui.domain.results import Result
from leadtui.screens.lead_detail import LeadDetailScreen
from leadtui.screens.record_detail import RecordDetailScreen
from leadtui.store import Session, open_session


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def qualified(book: Book) -> int:
    number = book.lead()
    book.done(lambda s: store.qualify(s, number, Request(why="they signed off the budget")))
    return number


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 24)])
async def test_fields_checklist_and_timeline_stand_on_every_width(book: Book, size: tuple[int, int]) -> None:
    number = book.lead()
    book.done(
        lambda s: store.log(
            s, Kind.LEAD, number, Activity(kind="call", outbound=True, text="asked for a price")
        )
    )
    async with app_on(book, size) as pilot:
        await press(pilot, "enter")
        text = screen_text(pilot)
        for part in ("Ana Pereira", "+351 21 555 0123", "Checklist", "Timeline"):
            assert part in text


async def test_next_and_previous_follow_the_list(book: Book) -> None:
    for name in ("Abel", "Bea", "Cid"):
        book.lead(last_name=name, email=None, phone=None)
    async with app_on(book) as pilot:
        await press(pilot, "enter")
        first = pilot.app.screen.number
        await press(pilot, "J")
        assert pilot.app.screen.number != first
        assert "2 of 3" in screen_text(pilot)
        await press(pilot, "K", "K")
        assert pilot.app.screen.number == first
        assert "first one" in screen_text(pilot)


async def test_a_closed_lead_says_how_it_ended_and_what_it_became(book: Book) -> None:
    qualified(book)
    async with app_on(book) as pilot:
        await press(pilot, "right_square_bracket", "enter")
        text = screen_text(pilot)
        assert "Qualified, today" in text and "Read-only" in text
        assert "they signed off the budget" in text
        await press(pilot, "e")
        assert "read-only" in screen_text(pilot)
        assert isinstance(pilot.app.screen, LeadDetailScreen)


async def test_enter_opens_what_it_became_and_esc_comes_back(book: Book) -> None:
    qualified(book)
    async with app_on(book) as pilot:
        await press(pilot, "right_square_bracket", "enter", "enter")
        assert isinstance(pilot.app.screen, RecordDetailScreen)
        assert pilot.app.screen.kind is Kind.ACCOUNT
        assert "Contacts" in screen_text(pilot) and "Opportunities" in screen_text(pilot)
        await press(pilot, "h")
        assert isinstance(pilot.app.screen, LeadDetailScreen)


async def test_a_reactivated_lead_carries_its_earlier_life(book: Book) -> None:
    number = qualified(book)
    async with app_on(book) as pilot:
        await press(pilot, "right_square_bracket", "enter", "r")
        assert "It became" in screen_text(pilot)
        await press(pilot, "enter")
        text = screen_text(pilot)
        assert "Reactivated" in text and "Northwind Lda" in text
    assert book.ask(lambda s: store.lead(s, number)).is_open


async def test_a_refused_channel_is_marked_beside_the_number(book: Book) -> None:
    book.lead(do_not_call=True)
    async with app_on(book) as pilot:
        await press(pilot, "enter")
        assert "+351 21 555 0123 ⊘" in screen_text(pilot)


async def test_an_owner_nobody_here_has_is_said_to_be_one(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "sold.csv"
    file.write_text("Last Name,Email,Owner\nPereira,ana@northwind.example,Someone Else\n")
    with open_session(book.path, user="ada") as session:
        run_import(session, file)
    async with app_on(book) as pilot:
        await press(pilot, "enter")
        assert "Someone Else, no user" in screen_text(pilot)


@pytest.mark.parametrize("end", [store.win, lambda s, id: store.lose(s, id, "price")])
async def test_the_close_of_an_ended_opportunity_is_never_late(
    book: Book, end: Callable[[Session, int], Result]
) -> None:
    number = book.record(Kind.OPPORTUNITY, topic="Scanners", close_on=date(2020, 3, 2))
    async with app_on(book) as pilot:
        for ended in (False, True):
            pilot.app.show_view("opportunities")
            await press(pilot, "R", "enter")
            close = next(line for line in screen_text(pilot).splitlines() if line.startswith(" Close"))
            assert ("late" in close) != ended
            assert ("2 Mar 2020" in close) == ended
            await press(pilot, "escape")
            if not ended:
                book.done(lambda s: end(s, number))
