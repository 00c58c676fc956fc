"""Items that a person ticks: the panel shows who did, and the item's digit ticks it."""

import asyncio
from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text, settle
from rule_books import ruled, with_item
from textual.pilot import Pilot

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.store import open_session

WIDE = (120, 40)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    made = Book(tmp_path)
    with open_session(made.path, user="ada") as session:
        ruled(session, more=with_item('kind = "manual"', "not_needed = true", 'when = "source:web"'))
    return made


def tick_of(book: Book, lead: int) -> tuple[str, ...]:
    detail = book.ask(lambda s: store.lead_detail(s, lead))
    assert detail is not None
    return tuple(item.state for item in detail.checklist if item.id == "credit")


async def rested(pilot: Pilot[int]) -> str:
    """The screen when the cursor has rested: then the panel is there."""
    await asyncio.sleep(0.5)
    await settle(pilot)
    return screen_text(pilot)


async def test_the_digit_ticks_it_and_u_takes_it_back(book: Book) -> None:
    lead = book.lead()
    async with app_on(book, WIDE) as pilot:
        assert "✗ 9 Credit review" in await rested(pilot)
        assert "needs credit rev" in screen_text(pilot)
        await press(pilot, "9")
        assert tick_of(book, lead) == ("done",)
        assert "✓ 9 Credit review: ada" in screen_text(pilot)
        assert "Ticked credit review of Ana Pereira." in screen_text(pilot)
        await press(pilot, "9")  # who ticked it already
        assert "Credit review was ticked by ada" in screen_text(pilot)
        await press(pilot, "u", "enter")
        assert tick_of(book, lead) == ("missing",)


async def test_the_detail_ticks_it_too(book: Book) -> None:
    lead = book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "enter", "9")
        assert tick_of(book, lead) == ("done",)
        assert "Checklist: Ticked credit review of Ana Pereira." in screen_text(pilot)
        assert '"credit"' not in screen_text(pilot)


async def test_the_plan_ticks_it_where_it_stands(book: Book) -> None:
    lead = book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q")
        assert "Enter ticks it" in screen_text(pilot)
        await press(pilot, "enter")
        assert tick_of(book, lead) == ("done",)
        assert "Enter ticks it" not in screen_text(pilot)


async def test_what_is_not_needed_says_why(book: Book) -> None:
    lead = book.lead()
    book.done(lambda s: store.tick(s, lead, "credit", "not_needed", "An old customer"))
    async with app_on(book, WIDE) as pilot:
        assert "– 9 Credit review: not needed" in await rested(pilot)
        await press(pilot, "9")
        assert "Credit review is not needed: An old customer" in screen_text(pilot)
        assert tick_of(book, lead) == ("not_needed",)


async def test_the_branch_item_goes_with_its_condition(book: Book) -> None:
    lead = book.lead()
    async with app_on(book, WIDE) as pilot:
        assert "9 Credit review" in await rested(pilot)
        book.done(lambda s: store.edit(s, Kind.LEAD, lead, {"source": "partner"}))
        await press(pilot, "R")
        assert "9 Credit review" not in await rested(pilot)
        assert tick_of(book, lead) == ()
        await press(pilot, "9")
        assert "The checklist has 8 items." in screen_text(pilot)


async def test_an_interrupted_judging_is_finished_behind_the_first_frame(tmp_path: Path) -> None:
    book = Book(tmp_path)
    for number in range(4):
        book.lead(company=None, email=f"a{number}@northwind.example", last_name=f"Pereira{number}")
    with open_session(book.path, user="ada") as session:
        text = store.policy(session).text.replace(
            'label = "Company"\nrequired = "advise"', 'label = "Company"\nrequired = "block"'
        )
        store.apply_policy(session, text)
        store.judge_step(session, 2)
    async with app_on(book) as pilot:
        for _ in range(100):
            await settle(pilot)
            if not book.ask(store.judging_due):
                break
        assert book.ask(lambda s: s.sql("SELECT count(*) FROM lead WHERE ready = 1")) == [(0,)]
