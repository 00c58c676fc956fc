"""The keys of the plan: none writes but Enter, letters begin the why until the cursor is in the plan."""

from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text, settle
from leaping import press_keys

from leadtui import store
from leadtui.commands import of_dialog
from leadtui.domain.access import Scope
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.domain.policy import shipped
from leadtui.screens.active_leads import ActiveLeads
from leadtui.screens.desk import DuplicateDesk
from leadtui.screens.finding import Find
from leadtui.screens.help import Help
from leadtui.screens.plan_showing import At
from leadtui.screens.qualify import Qualify
from leadtui.widgets.entry import Entry

KEYS = [key for command in of_dialog("plan") for key in command.keys if key != "enter"]


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def plan(pilot) -> Qualify:
    screen = pilot.app.screen
    assert isinstance(screen, Qualify)
    return screen


@pytest.mark.parametrize("key", KEYS)
async def test_no_key_of_the_plan_writes_but_enter(book: Book, key: str) -> None:
    account = book.record(Kind.ACCOUNT, name="Northwind Lda", phone="+351 21 999 9999", owner="ola")
    book.record(Kind.OPPORTUNITY, topic="Racks", account=account)
    book.lead(account=account)
    before = book.ask(store.stamp)
    async with app_on(book) as pilot:
        for way in ((), ("down", "down")):  # with the cursor nowhere, and on a line
            await press(pilot, "q", *way, key)
            for _ in range(4):  # what it opened, what was typed, the plan
                if not isinstance(pilot.app.screen, ActiveLeads):
                    await press(pilot, "escape")
            assert isinstance(pilot.app.screen, ActiveLeads)
    assert book.ask(store.stamp) == before


@pytest.mark.parametrize("word", ["approved", "just signed", "express order", "xmas offer", "very keen"])
async def test_a_why_may_begin_with_any_letter_while_the_cursor_is_nowhere(book: Book, word: str) -> None:
    number = book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q", f"text:{word}", "enter")
    assert book.ask(lambda s: store.lead_detail(s, number)).qualifications[0].why == word


async def test_enter_goes_to_the_gap_that_stands_first(book: Book) -> None:
    book.record(Kind.CONTACT, first_name="Ana", last_name="Pereira", email="ana@northwind.example")
    book.lead(topic=None)
    async with app_on(book) as pilot:
        await press(pilot, "q")
        shown = screen_text(pilot)
        assert shown.index("Duplicates") < shown.index("fill topic")
        assert "things are missing: Enter goes to duplicates." in shown.replace("possible ", "")
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, DuplicateDesk)


async def test_a_choice_by_digits_leaves_the_cursor_nowhere(book: Book) -> None:
    number = book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q", "1", "2", "text:asked for it", "enter")
    detail = book.ask(lambda s: store.lead_detail(s, number))
    assert detail.lead.state is State.QUALIFIED and detail.qualifications[0].account is None


async def test_a_burst_of_letters_and_enter_takes_nothing_that_was_not_seen(book: Book) -> None:
    book.record(Kind.ACCOUNT, name="Northwind Lda")
    book.lead(company="Contoso")
    async with app_on(book) as pilot:
        await press(pilot, "q", "1", "slash")
        await press_keys(pilot, "n", "o", "r", "t", "h", "enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, Find)
        await settle(pilot)
        await press(pilot, "enter")
        assert plan(pilot).plan.planned(Kind.ACCOUNT).title == "Northwind Lda"


async def test_what_is_not_ones_to_read_is_there_with_its_owner_and_cannot_be_taken(book: Book) -> None:
    policy = shipped().duplicates._replace(scopes={"rep": Scope.OWN})
    book.done(lambda s: store.set_match_policy(s, policy))
    book.record(Kind.ACCOUNT, name="Contoso Retail", owner="ada")
    book.lead(owner="ola")
    async with app_on(book, user="ola") as pilot:
        await press(pilot, "q", "1", "slash", "text:contoso")
        assert "not yours to read" in screen_text(pilot) and "Contoso" not in screen_text(pilot)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, Find)
        assert "Ask ada." in screen_text(pilot)


async def test_a_choice_of_words_is_made_by_its_digit_in_the_line(book: Book) -> None:
    number = book.lead(rating="cold")
    async with app_on(book, (100, 40)) as pilot:
        await press(pilot, "q", "3", "3", *["tab"] * 5)
        assert "1 Hot" in screen_text(pilot)
        await press(pilot, "1", "enter", "text:they called", "enter")
    sale = book.ask(lambda s: store.lead_detail(s, number)).qualifications[0].opportunities[0].id
    assert book.ask(lambda s: store.record(s, Kind.OPPORTUNITY, sale)).rating == "hot"


async def test_what_is_too_long_is_said_before_enter(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q", "3", "3")
        editor = plan(pilot).view.editor
        assert editor is not None
        editor.query_one(Entry).value = "x" * 301
        await settle(pilot)
        assert "301 characters, 300 fit" in screen_text(pilot)
        await press(pilot, "enter")
        assert plan(pilot).view.editor is editor  # enter does not take it
        await press(pilot, "escape")
        assert "Scanners for three shops" in screen_text(pilot)


async def test_an_owner_is_typed_by_name(book: Book) -> None:
    number = book.lead()
    async with app_on(book, (100, 40)) as pilot:
        await press(pilot, "q", "down", "right")
        while "Owner" not in screen_text(pilot).split("▌")[1].splitlines()[0]:
            await press(pilot, "down")
        await press(pilot, "e", "text:Ola Nord", "enter")
        assert "typed here" in screen_text(pilot)
        await press(pilot, "tab", "text:demo", "enter")
    account = book.ask(lambda s: store.lead_detail(s, number)).qualifications[0].account
    assert account.owner == "ola"


async def test_an_owner_that_nobody_is_is_not_taken(book: Book) -> None:
    book.lead()
    async with app_on(book, (100, 40)) as pilot:
        await press(pilot, "q")
        screen = plan(pilot)
        await screen.edit(At(2, "owner"))
        await press(pilot, "ctrl+u", "text:Nobody", "enter")
        assert "Nobody here is called 'Nobody'" in screen_text(pilot)
        assert screen.view.editor is not None
        await press(pilot, "escape")
        assert screen.request.opportunities is None


async def test_no_more_opportunities_than_the_policy_says(book: Book) -> None:
    book.lead()
    async with app_on(book, (100, 40)) as pilot:
        await press(pilot, "q", *["plus", "escape"] * 4, "plus")
        assert len(plan(pilot).plan.sales) == 5
        assert "the policy allows 5 of one lead" in screen_text(pilot)


async def test_the_last_key_that_opens_what_was_made(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "o")
        assert "Nothing was qualified here yet" in screen_text(pilot)
        await press(pilot, "q", "text:demo", "enter", "o")
        assert "Scanners for three shops" in screen_text(pilot)
        assert "Opportunity" in screen_text(pilot)
        await press(pilot, "escape", "u", "enter", "o")
        assert "What it made was taken back." in screen_text(pilot)


async def test_help_of_the_plan_comes_back_to_it(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q", "question_mark")
        assert isinstance(pilot.app.screen, Help)
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, Qualify)


async def test_what_others_change_meanwhile_is_marked_with_the_next_key(book: Book) -> None:
    account = book.record(Kind.ACCOUNT, name="Northwind Lda", phone="+351 21 999 9999", owner="ola")
    book.lead(account=account, city="Porto")
    async with app_on(book) as pilot:
        await press(pilot, "q", "down", "down", "x")
        assert "≠" not in screen_text(pilot)  # one's own change is none of others
        book.done(lambda s: store.edit(s, Kind.ACCOUNT, account, {"phone": "+351 21 888 8888"}), "ola")
        await press(pilot, "x")
        assert "≠  keep    phone" in screen_text(pilot)
        assert "Somebody changed this meanwhile" in screen_text(pilot)
        await press(pilot, "tab", "text:demo", "enter")
    assert book.ask(lambda s: store.record(s, Kind.ACCOUNT, account)).phone == "+351 21 888 8888"


async def test_g_and_capital_g_go_to_the_ends_of_the_plan_once_the_cursor_is_there(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q", "down", "G")
        assert "▌ 4 Reviewed" in screen_text(pilot)
        await press(pilot, "g")
        assert "▌ 1 Account" in screen_text(pilot)
        await press(pilot, "G", "j")  # j stays in the plan, down goes on to the why
        assert "▌ 4 Reviewed" in screen_text(pilot)
        await press(pilot, "down", "text:just so")
        assert plan(pilot).why == "just so"
        await press(pilot, "up")
        assert "▌ 4 Reviewed" in screen_text(pilot)


async def test_hostile_names_are_plain_text_in_the_plan_and_among_the_finds(book: Book) -> None:
    hostile = "[/foo] Ltd [@click=app.quit]x[/]"
    book.record(Kind.ACCOUNT, name=f"{hostile} two")
    book.lead(last_name=hostile, company=hostile, topic=hostile)
    async with app_on(book, (100, 40)) as pilot:
        await press(pilot, "q", "down", "v")
        assert screen_text(pilot).count(hostile) >= 4
        await press(pilot, "slash", "text:ltd")
        assert f"{hostile} two" in screen_text(pilot)
        await press(pilot, "enter")
        assert f"link      {hostile} two" in screen_text(pilot)


async def test_a_new_account_without_a_company_is_offered_and_its_name_typed(book: Book) -> None:
    """The rule is the plan's (`plan_people.new_name`): a typed name will do."""
    number = book.lead(company=None)
    async with app_on(book) as pilot:
        await press(pilot, "q", "1")
        assert "Create new: its name is asked for" in screen_text(pilot)
        await press(pilot, "1")
        assert plan(pilot).view.editor is not None
        await press(pilot, "text:Typed Freight", "enter", "1")
        assert "Create new: Typed Freight" in screen_text(pilot)
        await press(pilot, "escape")
        assert plan(pilot).plan.records[0].title == "Typed Freight"
    assert book.ask(lambda s: store.lead(s, number)).state is State.OPEN


async def test_no_line_shows_the_mark_while_the_why_is_typed(book: Book) -> None:
    book.lead()
    async with app_on(book, (80, 40)) as pilot:
        await press(pilot, "q", "up")
        assert "▌" in screen_text(pilot)
        await press(pilot, "down")
        assert pilot.app.focused is not None and pilot.app.focused.id == "why"
        assert "▌" not in screen_text(pilot)
        await press(pilot, "up")
        assert "▌" in screen_text(pilot)
