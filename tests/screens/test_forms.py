"""Edit, new and fill: nothing typed is lost."""

from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text, settle

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.screens.choices import Choose
from leadtui.screens.forms import Form


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


async def test_a_new_lead_is_the_users_own_and_saved_by_ctrl_s(book: Book) -> None:
    async with app_on(book) as pilot:
        await press(pilot, "n", "text:Eva", "enter", "text:Roth", "ctrl+s")
        assert "u takes it back" in screen_text(pilot)
        assert "Eva Roth" in screen_text(pilot)
    lead = book.ask(lambda s: store.lead(s, 1))
    assert (lead.name, lead.owner) == ("Eva Roth", "ada")


async def test_a_wrong_value_is_said_below_its_field_and_kept(book: Book) -> None:
    async with app_on(book) as pilot:
        await press(pilot, "n", *["tab"] * 5, "text:not mail", "tab")
        assert "is not an e-mail address" in screen_text(pilot)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Form)
        assert "not mail" in screen_text(pilot)


async def test_an_empty_lead_is_refused_in_the_form(book: Book) -> None:
    async with app_on(book) as pilot:
        await press(pilot, "n", "ctrl+s")
        assert isinstance(pilot.app.screen, Form)
        assert "needs a name, a company, an e-mail or a phone" in screen_text(pilot)


async def test_esc_keeps_what_was_typed_and_the_form_brings_it_back(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "e", "text:X", "escape")
        assert "comes back" in screen_text(pilot)
        assert book.ask(lambda s: store.lead(s, 1)).first_name == "Ana"
        await press(pilot, "e")
        assert "Put back what you left half typed" in screen_text(pilot)
        assert "AnaX" in screen_text(pilot)
        await press(pilot, "ctrl+z", "escape")
    assert book.ask(store.drafts) == []


async def test_a_draft_is_written_while_typing_and_offered_at_the_next_start(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "n", "text:Eva")
        await pilot.pause(0.6)
    assert [draft.values for draft in book.ask(store.drafts)] == [{"first_name": "Eva"}]
    async with app_on(book) as pilot:
        assert isinstance(pilot.app.screen, Choose)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Form)
        assert "Eva" in screen_text(pilot)


async def test_a_hang_up_keeps_the_half_typed_form(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "n", "text:Eva")
        await pilot.app.keep_drafts()
    assert book.ask(store.drafts)[0].values == {"first_name": "Eva"}


async def test_what_does_not_collide_is_saved_and_the_rest_is_asked(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "e", "text:X", "enter", "text:Y")
        book.done(lambda s: store.edit(s, Kind.LEAD, 1, {"first_name": "Anna", "city": "Porto"}), "ola")
        await press(pilot, "ctrl+s")
        text = screen_text(pilot)
        assert "Ola Nord changed" in text and "Both changed First name" in text
        await press(pilot, "ctrl+s")
        lead = book.ask(lambda s: store.lead(s, 1))
        assert (lead.first_name, lead.last_name, lead.city) == ("Anna", "PereiraY", "Porto")
        await press(pilot, "ctrl+s")
        await settle(pilot)
    assert book.ask(lambda s: store.lead(s, 1)).first_name == "AnaX"


async def test_nothing_that_collides_is_saved_by_a_second_ctrl_s(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "e", "text:X")
        book.done(lambda s: store.edit(s, Kind.LEAD, 1, {"city": "Porto"}), "ola")
        await press(pilot, "ctrl+s", "ctrl+s")
    lead = book.ask(lambda s: store.lead(s, 1))
    assert (lead.first_name, lead.city) == ("AnaX", "Porto")


async def test_a_lead_begun_on_an_account_carries_its_company(book: Book) -> None:
    account = book.record(Kind.ACCOUNT, name="Fabrikam AB", phone="+46 40 555 01 00")
    async with app_on(book) as pilot:
        await press(pilot, "right_square_bracket", "right_square_bracket", "enter", "n")
        assert "Fabrikam AB" in screen_text(pilot)
        await press(pilot, "text:Jonas", "ctrl+s")
    lead = book.ask(lambda s: store.lead(s, 1))
    assert (lead.account, lead.company, lead.phone) == (account, "Fabrikam AB", "+46 40 555 01 00")


async def test_an_owner_is_taken_by_login_or_name(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "enter", "5")
        assert isinstance(pilot.app.screen, Form)
        await press(pilot, "ctrl+u", "text:Ola Nord", "enter")
    assert book.ask(lambda s: store.lead(s, 1)).owner == "ola"


async def test_the_digit_of_an_item_fills_its_gaps(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "enter", "7", "1", "tab", "1", "ctrl+s")
    lead = book.ask(lambda s: store.lead(s, 1))
    assert (lead.fit, lead.interest) == (True, True)
