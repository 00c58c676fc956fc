"""Letters are text wherever a text line is what one would type to, commands where arrows chose a line."""

from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.domain.plan import Request, Sale
from leadtui.domain.records import Activity
from leadtui.screens.active_leads import ActiveLeads
from leadtui.screens.disqualify import Disqualify
from leadtui.screens.qualify import Qualify
from leadtui.widgets.entry import Entry

WORDS = [
    "price too high",
    "out of business",
    "spoke to her",
    "Account closed",
    "Demo was fine",
    "never again",
]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def typed_in(pilot, name: str) -> str:
    return pilot.app.screen.query_one(f"#{name}", Entry).value


def with_sale(book: Book, sales: int = 1) -> int:
    """A lead in its second life, its opportunities open."""
    number = book.lead()
    made = tuple(Sale(values={"topic": f"Scanners {place}"}) for place in range(1, sales + 1))
    book.done(lambda s: store.qualify(s, number, Request(why="asked", opportunities=made)))
    book.done(lambda s: store.reactivate(s, number, "again"))
    return number


# -- disqualify


@pytest.mark.parametrize("word", WORDS)
async def test_after_a_reason_every_letter_is_the_note(book: Book, word: str) -> None:
    number = with_sale(book)
    async with app_on(book) as pilot:
        await press(pilot, "d", "3", f"text:{word}")
        dialog = pilot.app.screen
        assert isinstance(dialog, Disqualify) and typed_in(pilot, "note") == word
        assert dialog.people is not None and dialog.people.request is None and dialog.fate is None
        await press(pilot, "enter", "1", "enter")  # what becomes of the sale is asked: it stays open
    detail = book.ask(lambda s: store.lead_detail(s, number))
    assert (detail.lead.state, detail.ended.note) == (State.DISQUALIFIED, word)
    assert not detail.qualifications[0].kept


@pytest.mark.parametrize("word", ["price too high", "out of business", "Account closed", "Demo was fine"])
async def test_before_a_reason_no_letter_keeps_people_or_settles_a_sale(book: Book, word: str) -> None:
    with_sale(book)
    async with app_on(book) as pilot:
        await press(pilot, "d", f"text:{word}")
        assert typed_in(pilot, "note") == word
        await press(pilot, "shift+tab", "2")  # back on the reasons a digit chooses
        assert pilot.app.screen.chosen and typed_in(pilot, "note") == word


async def test_people_are_kept_on_their_line_and_a_digit_leaves_it(book: Book) -> None:
    number = book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "6", "tab", "down", "space")
        assert "make" in screen_text(pilot) and "space keep nobody" in screen_text(pilot)
        await press(pilot, "3", "text:Asked twice", "enter")  # A is a letter again
    life = book.ask(lambda s: store.lead_detail(s, number)).qualifications[0]
    assert life.kept and life.contact_created


async def test_s_is_not_now_only_while_no_reason_is_chosen(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d")
        assert "s not now" in screen_text(pilot)
        await press(pilot, "3")
        assert "s not now" not in screen_text(pilot)
        await press(pilot, "tab", *["down"] * 2, "enter")
        assert "Not now" in screen_text(pilot) and "Day" in screen_text(pilot)
        await press(pilot, "escape", "escape", "d", "s")
        assert "Note" in screen_text(pilot) and "Day" in screen_text(pilot)


async def test_the_hint_names_what_keys_do_now(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "text:xyz")
        assert "1-9 reason" not in screen_text(pilot)
        await press(pilot, "2")
        assert typed_in(pilot, "note") == "xyz2" and "ctrl+z as it was" in screen_text(pilot)
        await press(pilot, "ctrl+z")
        assert typed_in(pilot, "note") == ""


async def test_a_draft_that_came_back_is_taken_away_by_ctrl_z(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "text:xyz", "escape", "d")
        assert typed_in(pilot, "note") == "xyz" and "ctrl+z takes it away again" in screen_text(pilot)
        await press(pilot, "ctrl+z", "escape")
        assert isinstance(pilot.app.screen, ActiveLeads)
    assert book.ask(store.drafts) == []


async def test_several_sales_are_listed_and_spoken_of_as_several(book: Book) -> None:
    with_sale(book, 2)
    async with app_on(book, (100, 30)) as pilot:
        await press(pilot, "d", "1", "enter")
        said = screen_text(pilot)
        assert "What becomes of them?" in said and "holds for all of them" in said
        assert "Scanners 1" in said and "Scanners 2" in said and "They stay open" in said


async def test_not_now_carries_its_note_for_one_and_for_many(book: Book) -> None:
    numbers = [
        book.lead(),
        book.lead(last_name="Silva", email="s@other.example", phone=None, company="Other"),
    ]
    async with app_on(book) as pilot:
        await press(pilot, "space", "space", "d", "text:after the fair", "shift+tab", "s")
        assert "after the fair" in screen_text(pilot)
        await press(pilot, "text:+2w", "enter")
    for number in numbers:
        lead = book.ask(lambda s, n=number: store.lead(s, n))
        assert lead.parked_until is not None and lead.follow_up_note == "after the fair"


# -- the plan


@pytest.mark.parametrize("word", ["over budget but yes", "Demo went well", "needs a demo", "extra order"])
@pytest.mark.parametrize(
    "keys",
    [(), ("3", "escape"), ("down", "3", "escape"), ("3", "1"), ("plus", "enter"), ("down", "plus", "escape")],
)
async def test_letters_begin_the_why_until_the_arrows_choose_a_line(
    book: Book, keys: tuple[str, ...], word: str
) -> None:
    book.record(Kind.CONTACT, last_name="Pereira", email="ana@northwind.example")
    book.lead(topic=None)
    async with app_on(book) as pilot:
        await press(pilot, "q", *keys, f"text:{word}")
        assert isinstance(pilot.app.screen, Qualify) and pilot.app.screen.why == word


async def test_after_attaching_letters_are_the_why(book: Book) -> None:
    account = book.record(Kind.ACCOUNT, name="Northwind Lda")
    book.record(Kind.OPPORTUNITY, topic="Racks", account=account)
    book.lead(account=account)
    async with app_on(book) as pilot:
        await press(pilot, "q", "down", "down", "down", "a", "1", "text:extra order")
        assert isinstance(pilot.app.screen, Qualify)
        assert pilot.app.screen.why == "extra order" and "attach" in screen_text(pilot)


async def test_many_at_once_are_qualified_with_a_why_that_begins_with_any_letter(book: Book) -> None:
    book.lead()
    book.lead(last_name="Silva", email="s@other.example", phone=None, company="Other")
    async with app_on(book) as pilot:
        await press(pilot, "space", "space", "q", "text:needs a demo")
        assert typed_in(pilot, "text") == "needs a demo"
        await press(pilot, "escape", "q", "1")
        assert isinstance(pilot.app.screen, Qualify)


async def test_the_note_that_counts_is_the_plans(book: Book) -> None:
    number = book.lead()
    book.done(lambda s: store.log(s, Kind.LEAD, number, Activity(kind="call", text="Wants it.")))
    async with app_on(book) as pilot:
        await press(pilot, "q")
        assert "your call of today counts" in screen_text(pilot)


# -- the checklist


async def test_tab_goes_round_all_gaps_of_the_checklist(book: Book) -> None:
    book.lead(topic=None, product=None)
    async with app_on(book) as pilot:
        await press(pilot, "4")
        seen = []
        for _ in range(12):
            line = pilot.app.screen.fill
            seen.append((line.number, line.input.field.name))
            await press(pilot, "tab")
        assert {number for number, _ in seen} >= {4, 6, 7}
        assert "next gap" in screen_text(pilot)
        await press(pilot, "shift+tab")
        assert pilot.app.screen.fill is not None


async def test_what_was_typed_in_a_gap_stands_there_again(book: Book) -> None:
    book.lead(topic=None)
    async with app_on(book) as pilot:
        await press(pilot, "4", "ctrl+u", "text:Racks", "tab", "shift+tab")
        assert pilot.app.screen.fill.input.text == "Racks"


@pytest.mark.parametrize(("text", "owner"), [("m", "ada"), ("o", "ola"), ("me", "ada"), ("s", "north")])
async def test_a_name_that_is_completed_is_what_enter_takes(book: Book, text: str, owner: str) -> None:
    number = book.lead(owner=None)
    async with app_on(book) as pilot:
        await press(pilot, "5", f"text:{text}")
        await press(pilot, "enter")
    assert book.ask(lambda s: store.lead(s, number)).owner == owner


async def test_no_name_is_completed_where_several_begin_so(book: Book) -> None:
    book.done(lambda s: store.user_add(s, "mia", "Mia Berg", None, "rep", ()))
    number = book.lead(owner=None)
    async with app_on(book) as pilot:
        await press(pilot, "5", "text:m")
        assert not pilot.app.focused._suggestion
        await press(pilot, "enter")
        assert "nobody's name here" in screen_text(pilot)
        await press(pilot, "text:i")
        assert pilot.app.focused._suggestion == "mia"
        await press(pilot, "enter")
    assert book.ask(lambda s: store.lead(s, number)).owner == "mia"
