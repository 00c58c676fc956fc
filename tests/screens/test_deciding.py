"""Disqualify, reactivate and undo, on the screen."""

from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.screens.disqualify import Disqualify
from leadtui.screens.follow_up import AskDay


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
        assert f"lead {first if 'Disqualify 2' in screen_text(pilot) else second}" in screen_text(pilot)
        await press(pilot, "enter")
    assert {state(book, first)[0], state(book, second)[0]} == {State.OPEN, State.DISQUALIFIED}


async def test_s_parks_instead(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "s")
        assert isinstance(pilot.app.screen, AskDay)
        await press(pilot, "text:+2w", "enter")
    assert book.ask(lambda s: store.lead(s, 1)).parked_until is not None
    assert state(book)[0] is State.OPEN


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
