"""The plan of a qualification, on the screen."""

from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.screens.active_leads import ActiveLeads
from leadtui.screens.forms import Form
from leadtui.screens.qualify import Qualify
from leadtui.screens.record_detail import SaleDetailScreen


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


async def test_q_opens_the_plan_and_esc_leaves_no_trace(book: Book) -> None:
    number = book.lead()
    before = book.ask(store.stamp)
    async with app_on(book) as pilot:
        await press(pilot, "q")
        assert isinstance(pilot.app.screen, Qualify)
        assert "nothing written yet" in screen_text(pilot)
        await press(pilot, "escape")
    assert book.ask(store.stamp) == before
    assert book.ask(lambda s: store.lead(s, number)).state is State.OPEN


async def test_the_keys_name_the_digits_that_the_lines_have(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q")
        assert "1-4 change" in screen_text(pilot)
    book.lead()  # looks like the first: line 5
    async with app_on(book) as pilot:
        await press(pilot, "q")
        assert "5 Duplicates" in screen_text(pilot)
        assert "1-5 change" in screen_text(pilot)


async def test_enter_on_a_blocked_plan_goes_to_the_why_and_enter_there_qualifies(book: Book) -> None:
    number = book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q", "enter")
        assert pilot.app.focused is not None and pilot.app.focused.id == "why"
        await press(pilot, "text:budget approved", "enter")
        assert "opportunity 1 made.  u takes it back" in screen_text(pilot)
        assert isinstance(pilot.app.screen, SaleDetailScreen)  # the result is open
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, ActiveLeads)
    lead = book.ask(lambda s: store.lead_detail(s, number))
    assert lead.lead.state is State.QUALIFIED
    became = lead.qualifications[0]
    assert became.account is not None and became.contact is not None and len(became.opportunities) == 1
    assert became.why == "budget approved"


async def test_who_stays_on_the_list_opens_the_result_by_its_key(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        pilot.app.opens_result = False
        await press(pilot, "q", "tab", "text:budget approved", "enter")
        assert "opportunity 1 made.  o opens it, u takes it back" in screen_text(pilot)
        await press(pilot, "o")
        assert isinstance(pilot.app.screen, SaleDetailScreen)


async def test_enter_fills_the_first_gap_right_there(book: Book) -> None:
    number = book.lead(topic=None)
    async with app_on(book) as pilot:
        await press(pilot, "q", "enter")
        assert isinstance(pilot.app.screen, Form)
        assert "Topic" in screen_text(pilot)
        await press(pilot, "enter")  # the proposed topic
        assert isinstance(pilot.app.screen, Qualify)
    assert book.ask(lambda s: store.lead(s, number)).topic


async def test_an_alike_contact_is_linked_by_two_digits(book: Book) -> None:
    contact = book.record(Kind.CONTACT, last_name="Pereira", email="ana@northwind.example", owner="ola")
    number = book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q")
        assert "Duplicates" in screen_text(pilot)
        await press(pilot, "2", "2")
        assert "link" in screen_text(pilot)
        await press(pilot, "tab", "text:demo", "enter")
    detail = book.ask(lambda s: store.lead_detail(s, number))
    assert detail.qualifications[0].contact.id == contact
    assert not detail.qualifications[0].contact_created


async def test_continue_says_that_the_matches_are_others(book: Book) -> None:
    book.record(Kind.CONTACT, last_name="Pereira", email="ana@northwind.example")
    number = book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q", "5", "x", "escape", "tab", "text:demo", "enter")
    detail = book.ask(lambda s: store.lead_detail(s, number))
    assert detail.qualifications[0].contact_created


async def test_a_digit_leaves_a_record_out(book: Book) -> None:
    number = book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q", "3", "2", "tab", "text:demo", "enter")
    detail = book.ask(lambda s: store.lead_detail(s, number))
    assert detail.qualifications[0].opportunities == ()


async def test_what_is_typed_for_the_opportunity_is_written_with_the_plan(book: Book) -> None:
    number = book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q", "3", "3", "tab", "text:12000", "ctrl+s")
        assert "12,000" in screen_text(pilot)
        await press(pilot, "tab", "text:demo", "enter")
    detail = book.ask(lambda s: store.lead_detail(s, number))
    sale = detail.qualifications[0].opportunities[0].id
    assert book.ask(lambda s: store.record(s, Kind.OPPORTUNITY, sale)).amount == 12000


async def test_a_stale_plan_is_made_again_and_the_why_stays(book: Book) -> None:
    number = book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q", "tab", "text:demo")
        book.done(lambda s: store.edit(s, Kind.LEAD, number, {"topic": "Four shops"}), "ola")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Qualify)
        assert "topic" in screen_text(pilot)
        assert pilot.app.screen.why == "demo"
        await press(pilot, "enter")
    assert book.ask(lambda s: store.lead(s, number)).state is State.QUALIFIED


async def test_the_why_that_was_left_comes_back(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q", "tab", "text:half", "escape", "q")
        assert isinstance(pilot.app.screen, Qualify)
        assert pilot.app.screen.why == "half"


async def test_marked_leads_get_one_plan_each(book: Book) -> None:
    numbers = [
        book.lead(),
        book.lead(last_name="Silva", email="s@other.example", phone=None, company="Other"),
    ]
    async with app_on(book) as pilot:
        await press(pilot, "space", "space", "q", "1")
        assert "1 of 2" in screen_text(pilot)
        await press(pilot, "tab", "text:one", "enter")
        assert "2 of 2" in screen_text(pilot)
        await press(pilot, "tab", "text:two", "enter")
        assert "2 qualified" in screen_text(pilot)
    assert {book.ask(lambda s, n=n: store.lead(s, n)).state for n in numbers} == {State.QUALIFIED}


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 24)])
async def test_the_plan_fits_and_names_its_keys(book: Book, size: tuple[int, int]) -> None:
    book.record(Kind.CONTACT, last_name="Pereira", email="ana@northwind.example", owner="ola")
    book.record(Kind.ACCOUNT, name="Northwind Lda", phone="+351 21 999 9999")
    book.lead(do_not_call=True)
    async with app_on(book, size) as pilot:
        await press(pilot, "q", "1", "2", "2", "2")
        text = screen_text(pilot)
        assert "Qualify" in text and "Why" in text and "esc leave" in text
