"""The plan of a qualification, worked with the keys: found by typing, several opportunities, turned lines."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from books import FABRIKAM, done
from copies import copied

from leadtui import store
from leadtui.commands import of_dialog
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State

SIZES = [(80, 24), (60, 24)]
JONAS = {
    "first_name": "Jonas", "last_name": "Lindqvist", "company": "Granite Freight AB", "city": "Malmö",
    "job_title": "Head of Operations", "email": "jonas@granitefreight.example",
    "phone": "+46 70 174 06 23", "website": "granitefreight.example", "country": "Sweden",
    "topic": "40 route planners", "source": "partner", "campaign": "Spring fair", "territory": "Nordics",
    "product": "Route planner", "owner": "mia", "rating": "warm",
    "budget_amount": Decimal(38000), "currency": "EUR", "purchase_process": "committee",
}  # fmt: skip


def make_plan_book(path: Path, clock: Callable[[], datetime]) -> Path:
    """Lead 1 is of a company that is known with two open opportunities; a holding is called otherwise."""
    with store.create_store(path, user="mia", login="mia", clock=clock) as session:
        done(store.user_add(session, "ola", "Ola Brekke"))
        done(store.create(session, Kind.ACCOUNT, FABRIKAM | {"website": "granite.example"}))
        holding = {"name": "Nordic Haulage Holding", "city": "Oslo", "owner": "mia"}
        done(store.create(session, Kind.ACCOUNT, holding))
        berit = {"first_name": "Berit", "last_name": "Holm", "account": 2, "owner": "mia"}
        done(store.create(session, Kind.CONTACT, berit))
        for topic in ("Pallet scanners", "Yard cameras"):
            sale = {"topic": topic, "account": 1, "amount": Decimal(12000), "currency": "EUR", "owner": "ola"}
            done(store.create(session, Kind.OPPORTUNITY, sale))
        done(store.create(session, Kind.LEAD, JONAS))
    return path


@pytest.fixture
def book(tmp_path: Path, clock) -> Path:
    return copied(tmp_path / "book.db", "plan", lambda path: make_plan_book(path, clock))


@pytest.fixture(params=SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def size(request):
    return request.param


@pytest.fixture
def ask(book, clock):
    """Asks the book from beside the app."""

    def answer(question):
        with store.open_session(book, user="mia", login="mia", clock=clock) as session:
            return question(session)

    return answer


@pytest.fixture
def became(ask):
    """What lead 1 became."""
    return lambda: ask(lambda s: store.lead_detail(s, 1)).qualifications[0]


async def _use_the_account(rep) -> None:
    """Line 1 becomes the account that looks the same."""
    await rep.press("1", "2")


async def _say_why(rep) -> None:
    await rep.press("tab")
    await rep.type("budget approved")


async def test_an_account_that_looks_like_nothing_is_found_by_typing(desk, same, book, size, became):
    async with desk(book, size) as rep:
        await rep.press("q", "1", "slash")
        await rep.type("haul")
        same(rep, "found")
        await rep.press("enter")
        same(rep, "linked")
        await rep.press("slash")
        await rep.type("berit")
        same(rep, "found-contact")
        await rep.press("escape")
        await _say_why(rep)
        await rep.press("enter")
    assert became().account.title == "Nordic Haulage Holding"
    assert not became().account_created


async def test_two_opportunities_are_made_and_taken_back(desk, same, book, size, became, ask):
    async with desk(book, size) as rep:
        await rep.press("q", "plus")
        same(rep, "another")
        await rep.type("Yard terminals")
        await rep.press("tab")
        await rep.type("9000")
        await rep.press("enter")
        same(rep, "two")
        await rep.press("plus", "escape", "minus")
        assert "Opportunity 3" not in rep.text
        await _say_why(rep)
        await rep.press("enter")
        same(rep, "qualified")
        made = [
            ask(lambda s, n=one.id: store.record(s, Kind.OPPORTUNITY, n)) for one in became().opportunities
        ]
        assert [(one.topic, one.amount) for one in made] == [
            ("40 route planners", 38000), ("Yard terminals", 9000),
        ]  # fmt: skip
        await rep.press("u", "enter")
        same(rep, "taken-back")
    assert ask(lambda s: store.lead(s, 1)).state is State.OPEN
    assert not any(ask(lambda s, n=one.id: store.record(s, Kind.OPPORTUNITY, n)) for one in made)


async def test_the_lead_joins_an_open_opportunity_of_the_account(desk, same, book, size, became):
    async with desk(book, size) as rep:
        await rep.press("q")
        await _use_the_account(rep)
        await rep.press("a")
        assert "3 attaches to one of 2 open at" in rep.text  # the cursor is nowhere: a letter begins the why
        await rep.press("backspace", "up", "up", "a")
        same(rep, "which")
        await rep.press("2")
        same(rep, "attached")
        await _say_why(rep)
        await rep.press("enter")
    assert [one.title for one in became().opportunities] == ["Pallet scanners"]


async def test_a_line_is_turned_and_turned_back(desk, same, book, size, became, ask):
    async with desk(book, size) as rep:
        await rep.press("q")
        await _use_the_account(rep)
        await rep.press("down", "right")
        same(rep, "all-fields")
        while "▌   keep    phone" not in rep.text:
            await rep.press("j")
        await rep.press("x")
        same(rep, "replaced")
        await rep.press("x")
        assert "replace phone" not in rep.text
        await rep.press("x")
        while "▌   fill    territory" not in rep.text:
            await rep.press("k")
        await rep.press("x", "left")
        same(rep, "left-blank")
        await _say_why(rep)
        await rep.press("enter")
    account = ask(lambda s: store.record(s, Kind.ACCOUNT, became().account.id))
    assert (account.phone, account.territory, account.country) == ("+46 70 174 06 23", None, "Sweden")


async def test_a_value_is_typed_in_its_line_wrong_at_first(desk, same, book, size, became, ask):
    async with desk(book, size) as rep:
        await rep.press("q", "3", "3", "tab")
        await rep.type("lots")
        same(rep, "wrong")
        await rep.press("enter")
        assert "is not an amount" in rep.text
        await rep.press("ctrl+u")
        await rep.type("41,500")
        await rep.press("enter")
        same(rep, "right")
        await rep.press("up", "e", "escape")  # esc leaves the value as it was, and the plan open
        await rep.press("up", "v")
        same(rep, "everything")
        await _say_why(rep)
        await rep.press("enter")
    sale = ask(lambda s: store.record(s, Kind.OPPORTUNITY, became().opportunities[0].id))
    assert sale.amount == Decimal(41500)


async def test_somebody_is_faster_and_nothing_typed_is_lost(desk, same, book, size, became, ask, clock):
    async with desk(book, size) as rep:
        await rep.press("q")
        await _use_the_account(rep)
        await rep.press("3", "5")
        await rep.type("50 route planners")
        await rep.press("enter")
        await _say_why(rep)
        with store.open_session(book, user="ola", login="ola", clock=clock) as session:
            done(store.edit(session, Kind.ACCOUNT, 1, {"phone": "+46 40 630 99 99"}))
        await rep.press("enter")
        same(rep, "conflict")
        assert ask(lambda s: store.lead(s, 1)).state is State.OPEN
        await rep.press("enter")
        same(rep, "written")
    assert became().why == "budget approved"
    assert [one.title for one in became().opportunities] == ["50 route planners"]
    assert became().account.id == 1


async def test_what_was_chosen_comes_back(desk, same, book, size, ask):
    before = ask(store.stamp)
    async with desk(book, size) as rep:
        await rep.press("q")
        await _use_the_account(rep)
        await rep.press("plus")
        await rep.type("Yard terminals")
        await rep.press("enter", "escape")
        assert "what you chose and typed comes back" in rep.text
        await rep.press("q")
        same(rep, "back")
        await rep.press("ctrl+z", "escape")
    assert ask(store.stamp) == before


async def test_help_lists_the_keys_of_the_plan(desk, book, size):
    async with desk(book, size) as rep:
        await rep.press("q", "question_mark")
        for command in of_dialog("plan"):
            await rep.type(command.help[:12].lower())
            assert command.help[:12] in rep.text
            await rep.press("ctrl+u")
