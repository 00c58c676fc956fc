"""Items that a person ticks: the panel shows who did, and the item's digit ticks it."""

from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text, settle
from leaping import stillness
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
    await stillness(pilot, 0.5)  # by the loop's clock, which leaps
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


async def test_what_was_said_of_one_lead_goes_with_the_next_key(book: Book) -> None:
    lead, other = book.lead(), book.lead(last_name="Roth", email="roth@northwind.example", phone=None)
    for one in (lead, other):
        book.done(lambda s, one=one: store.tick(s, one, "credit"))
    async with app_on(book, WIDE) as pilot:
        for key in ("9", "4"):  # ticked by whom; what it holds
            await press(pilot, key)
            assert ("was ticked by" if key == "9" else "4 Topic is done") in screen_text(pilot)
            await press(pilot, "j" if key == "9" else "k")
            assert "was ticked by" not in screen_text(pilot)
            assert "is done" not in screen_text(pilot)


@pytest.fixture
def legal(book: Book) -> Book:
    """A tenth and an eleventh item; the tenth is for the sales manager to tick."""
    with open_session(book.path, user="ada") as session:
        store.user_add(session, "max", "Max Berg", None, "manager", ())
        manual = 'kind = "manual"'
        ruled(
            session,
            more=with_item(manual, 'role = "manager"', id="legal", label="Legal")
            + with_item(manual, id="demo", label="Demo held", required="advise"),
        )
    return book


def state_of(book: Book, lead: int, id: str) -> str:
    detail = book.ask(lambda s: store.lead_detail(s, lead))
    assert detail is not None
    return next(item.state for item in detail.checklist if item.id == id)


async def test_what_one_role_alone_ticks_is_offered_to_nobody_else(legal: Book) -> None:
    lead = legal.lead()
    async with app_on(legal) as pilot:
        assert "✗ 10 Legal: a sales manager ticks it" in await rested(pilot)
        await press(pilot, "9", "q")
        assert "Legal         a sales manager ticks it" in screen_text(pilot)
        assert "Enter ticks it" not in screen_text(pilot)
        assert "2 things are missing: Enter goes to why." in screen_text(pilot)
        await press(pilot, "enter", "text:budget signed")  # Enter went to what one can settle
        assert "1 thing is missing: legal, a sales manager ticks it." in screen_text(pilot)
        await press(pilot, "enter")
        assert "Only a sales manager ticks legal. Ask Max Berg." in screen_text(pilot)
        assert state_of(legal, lead, "legal") == "missing"


async def test_the_role_that_ticks_it_is_offered_it(legal: Book) -> None:
    lead = legal.lead()
    legal.done(lambda s: store.tick(s, lead, "credit"))
    async with app_on(legal, user="max") as pilot:
        await press(pilot, "q")
        assert "Legal         Enter ticks it" in screen_text(pilot)
        await press(pilot, "enter")
        assert state_of(legal, lead, "legal") == "done"


@pytest.mark.parametrize("opened", [(), ("enter",)])
async def test_items_from_10_on_are_behind_0(legal: Book, opened: tuple[str, ...]) -> None:
    lead = legal.lead()
    async with app_on(legal) as pilot:
        await press(pilot, *opened, "0")
        assert "10 Legal  a sales manager ticks it" in screen_text(pilot)
        assert "11 Demo held  missing" in screen_text(pilot)
        await press(pilot, "escape")
        assert state_of(legal, lead, "demo") == "missing"
        await press(pilot, "0", "2")
        assert state_of(legal, lead, "demo") == "done"


async def test_a_single_item_behind_0_is_gone_to_at_once(book: Book) -> None:
    with open_session(book.path, user="ada") as session:
        ruled(session, more=with_item('kind = "manual"', id="demo", label="Demo held"))
    lead, other = book.lead(), book.lead(source="partner", email="b@northwind.example", phone=None)
    async with app_on(book) as pilot:
        await press(pilot, "0")  # the lead that came last has no credit review: nine items
        assert "The checklist has 9 items." in screen_text(pilot)
        await press(pilot, "j", "0")
        assert (state_of(book, lead, "demo"), state_of(book, other, "demo")) == ("done", "missing")
