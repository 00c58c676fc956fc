"""Disqualify, reactivate and undo, on the screen."""

from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.domain.plan import Request
from leadtui.screens.desk import DuplicateDesk
from leadtui.screens.disqualify import Disqualify
from leadtui.screens.follow_up import AskDay
from leadtui.widgets.entry import Entry
from leadtui.widgets.reason_line import ReasonLine

PEOPLE = ("tab", "down", "space")  # by the note to their line, and keep them


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def state(book: Book, number: int = 1) -> tuple[State, str]:
    lead = book.ask(lambda s: store.lead(s, number))
    return lead.state, lead.status_reason


async def test_d_enter_changes_nothing(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "enter")
        assert isinstance(pilot.app.screen, Disqualify)
        assert "Choose a reason first" in screen_text(pilot)
    assert state(book) == (State.OPEN, "new")


async def test_a_digit_and_enter_disqualify_and_u_enter_takes_it_back(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "3", "tab", "text:bought elsewhere", "enter")
        assert "u takes it back" in screen_text(pilot)
        assert state(book) == (State.DISQUALIFIED, "no_longer_interested")
        await press(pilot, "u")
        assert state(book)[0] is State.DISQUALIFIED
        await press(pilot, "enter")
    assert state(book) == (State.OPEN, "new")


async def test_other_asks_for_its_note(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "9", "enter")
        assert "needs a note" in screen_text(pilot)
        await press(pilot, "text:moved abroad", "enter")
    assert state(book) == (State.DISQUALIFIED, "other")


async def test_a_duplicate_names_the_one_that_stays(book: Book) -> None:
    first = book.lead()
    second = book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "8")
        here = second if "Disqualify 2" in screen_text(pilot) else first
        other = first if here == second else second
        assert f"is lead {other}" in screen_text(pilot)
        await press(pilot, "enter")
    assert book.ask(lambda s: store.lead_detail(s, here).ended.named.id) == other
    assert state(book, other)[0] is State.OPEN


async def test_what_is_named_is_found_by_typing_and_shown_with_its_title(book: Book) -> None:
    book.record(Kind.ACCOUNT, name="Tailspin Toys")
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "7", "enter")
        assert "names a record: which one?" in screen_text(pilot)
        await press(pilot, "text:tails")
        assert "account 1 Tailspin Toys" in screen_text(pilot)
        await press(pilot, "down")
        assert "is account 1 Tailspin Toys" in screen_text(pilot)
        await press(pilot, "enter", "right_square_bracket", "enter")
        assert "went to" in screen_text(pilot) and "Tailspin Toys" in screen_text(pilot)
    named = book.ask(lambda s: store.lead_detail(s, 1).ended.named)
    assert (named.kind, named.id) == (Kind.ACCOUNT, 1)


async def test_s_parks_instead_and_the_note_goes_along(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "tab", "text:call in spring", "shift+tab", "s")
        assert isinstance(pilot.app.screen, AskDay)
        assert "call in spring" in screen_text(pilot)
        await press(pilot, "escape")  # back where it was, nothing lost
        assert isinstance(pilot.app.screen, Disqualify)
        assert "call in spring" in screen_text(pilot)
        await press(pilot, "s", "text:+2w", "enter")
    lead = book.ask(lambda s: store.lead(s, 1))
    assert lead.parked_until is not None and lead.follow_up_note == "call in spring"
    assert state(book)[0] is State.OPEN
    assert book.ask(store.drafts) == []


async def test_space_on_their_line_keeps_the_people_and_u_takes_them_back(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "6", *PEOPLE)
        assert "Northwind Lda" in screen_text(pilot) and "Ana Pereira" in screen_text(pilot)
        await press(pilot, "enter")
        assert book.ask(lambda s: store.record(s, Kind.CONTACT, 1)) is not None
        await press(pilot, "u", "enter")
    assert book.ask(lambda s: store.record(s, Kind.CONTACT, 1)) is None
    assert state(book) == (State.OPEN, "new")


async def test_space_twice_keeps_nobody(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "6", *PEOPLE, "space", "enter")
    assert book.ask(lambda s: store.record(s, Kind.CONTACT, 1)) is None
    assert state(book)[0] is State.DISQUALIFIED


async def test_a_match_has_to_be_decided_before_the_people_are_kept(book: Book) -> None:
    known = book.record(Kind.CONTACT, last_name="Pereira", email="ana@northwind.example")
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "6", *PEOPLE)
        assert "Enter decides" in screen_text(pilot)
        await press(pilot, "enter")  # goes to what is to be decided
        assert isinstance(pilot.app.screen, DuplicateDesk)
        await press(pilot, "l")
        assert isinstance(pilot.app.screen, Disqualify)
        assert "link" in screen_text(pilot)
        assert state(book)[0] is State.OPEN
        await press(pilot, "enter")
    assert state(book)[0] is State.DISQUALIFIED
    life = book.ask(lambda s: store.lead_detail(s, 1).qualifications[0])
    assert life.contact.id == known and not life.contact_created


async def test_who_is_kept_can_be_chosen(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "6", *PEOPLE, "A")
        assert "Account of Ana Pereira" in screen_text(pilot)
        await press(pilot, "2")  # leave it out
        assert "leave out" in screen_text(pilot)
        await press(pilot, "enter")
    life = book.ask(lambda s: store.lead_detail(s, 1).qualifications[0])
    assert life.account is None and life.contact is not None


def reopened(book: Book) -> int:
    """A lead in its second life, with an open opportunity of the first."""
    number = book.lead()
    book.done(lambda s: store.qualify(s, number, Request(why="Yes.")))
    book.done(lambda s: store.reactivate(s, number))
    return number


async def test_an_open_sale_is_lost_with_its_reason(book: Book) -> None:
    reopened(book)
    async with app_on(book) as pilot:
        await press(pilot, "d", "1", "enter")
        assert "What becomes of it?" in screen_text(pilot)
        await press(pilot, "escape")  # nothing is said: the lead stays as it is
        assert "Say what becomes of it" in screen_text(pilot)
        await press(pilot, "enter", "2")
        assert "lost: price" in screen_text(pilot)
        await press(pilot, "enter")
    sale = book.ask(lambda s: store.record(s, Kind.OPPORTUNITY, 1))
    assert (sale.outcome, sale.lost_reason) == ("lost", "price")


async def test_an_open_sale_is_detached_and_says_why(book: Book) -> None:
    number = reopened(book)
    async with app_on(book) as pilot:
        await press(pilot, "d", "1", "enter", "9", "enter")
        assert "Say why" in screen_text(pilot)
        await press(pilot, "text:ola sells it", "enter")
    assert state(book, number)[0] is State.DISQUALIFIED
    brief = book.ask(lambda s: store.lead_detail(s, number).qualifications[0].opportunities[0])
    assert (brief.state, brief.detail) == ("detached", "ola sells it")


async def test_marked_leads_are_named_and_closed_together(book: Book) -> None:
    for name in ("Abel", "Bea"):
        book.lead(last_name=name)
    async with app_on(book) as pilot:
        await press(pilot, "space", "space", "d")
        text = screen_text(pilot)
        assert "2 marked leads" in text and "Abel" in text and "Bea" in text
        await press(pilot, "1", "enter")
        assert "Disqualified 2 of 2" in screen_text(pilot)
    assert {state(book, 1), state(book, 2)} == {(State.DISQUALIFIED, "lost")}


async def test_a_stale_disqualify_is_refused_and_the_note_stays(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "1", "tab", "text:too dear")
        book.done(lambda s: store.edit(s, Kind.LEAD, 1, {"topic": "Other"}), "ola")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Disqualify)
        assert "changed topic" in screen_text(pilot) and "too dear" in screen_text(pilot)
    assert state(book)[0] is State.OPEN


async def test_undo_refuses_what_was_touched_since(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "enter", "4", "text:X", "enter")
        book.done(lambda s: store.edit(s, Kind.LEAD, 1, {"city": "Porto"}), "ola")
        await press(pilot, "u", "enter")
        assert "since" in screen_text(pilot)
    assert book.ask(lambda s: store.lead(s, 1)).topic.endswith("X")


async def test_who_is_kept_is_looked_at_again_when_they_moved(book: Book) -> None:
    known = book.record(Kind.CONTACT, last_name="Pereira", email="ana@northwind.example")
    book.lead(contact=known)
    async with app_on(book) as pilot:
        await press(pilot, "d", "6", *PEOPLE)
        book.done(lambda s: store.edit(s, Kind.CONTACT, known, {"first_name": "Anna"}), "ola")
        await press(pilot, "enter")
        assert "changed meanwhile" in screen_text(pilot)
        assert state(book)[0] is State.OPEN
        await press(pilot, "enter")
    assert state(book)[0] is State.DISQUALIFIED


async def test_a_reason_that_names_a_record_takes_the_cursor_there(book: Book) -> None:
    book.lead(first_name="Pia", last_name="Soto", company="Contoso", email="p@c.example", phone=None)
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "8", "text:soto", "down")
        assert "is lead 1 Pia Soto" in screen_text(pilot)
        await press(pilot, "enter")
    assert state(book, 2) == (State.DISQUALIFIED, "duplicate")


async def test_where_the_record_is_filled_in_a_letter_names_another(book: Book) -> None:
    book.lead()
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "8")
        which = pilot.app.screen.query_one("#record", Entry)
        assert which.value and pilot.app.focused is not which
        await press(pilot, "text:contoso")
        assert which.value == "contoso" and pilot.app.screen.query_one("#note", Entry).value == ""


async def test_a_record_that_is_picked_takes_the_error_away(book: Book) -> None:
    for last in ("Soto", "Sotomayor"):
        book.lead(
            first_name="Pia", last_name=last, company=f"{last} Oy", email=f"{last}@c.example", phone=None
        )
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "8", "text:pia", "enter")
        assert "Several match" in screen_text(pilot)
        await press(pilot, "down")
        assert "Several match" not in screen_text(pilot)


async def test_arrows_move_among_the_reasons_and_the_cursor_stays(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", *["down"] * 8)
        line = pilot.app.screen.query_one(ReasonLine)
        assert line.chosen == line.reasons[7][0]  # that names a record
        await press(pilot, "down")
        assert line.chosen == line.reasons[8][0]
        await press(pilot, "up", "left")
        assert line.chosen == line.reasons[4][0]
        await press(pilot, "right")
        assert line.chosen == line.reasons[7][0]
