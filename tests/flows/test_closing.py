"""Closing a lead and opening it again: who is kept, what becomes of its sale, not now, what comes back."""

from datetime import timedelta
from pathlib import Path

import pytest
from books import JONAS, KNOWN, done
from copies import copied

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.domain.plan import Request

SIZES = [(80, 24), (60, 24)]
at_each_size = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")


def make(path: Path, clock) -> Path:
    """Lead 1 looks like a contact; lead 2 is in its second life, with an open sale of the first."""
    with store.create_store(path, user="mia", login="mia", clock=clock) as session:
        done(store.user_add(session, "ola", "Ola Brekke"))
        done(store.create(session, Kind.CONTACT, KNOWN))
        with session.acting("mia", clock() - timedelta(days=9)):
            done(
                store.create(session, Kind.LEAD, {**JONAS, "company": "Sundholm Frakt", "topic": "Two maps"})
            )
            done(store.create(session, Kind.LEAD, SARA))
            done(store.qualify(session, 2, Request(why="Budget is there.")))
        with session.acting("ola", clock() - timedelta(days=4)):
            done(store.edit(session, Kind.ACCOUNT, 1, {"phone": "+358 9 555 0100", "owner": "ola"}))
        with session.acting("mia", clock() - timedelta(days=3)):
            done(store.reactivate(session, 2, "They called again."))
    return path


SARA = {"first_name": "Sara", "last_name": "Holm", "company": "Adatum Oy", "email": "sara@adatum.example",
        "topic": "12 scanners", "source": "web", "owner": "mia", "city": "Espoo"}  # fmt: skip


@pytest.fixture
def book(tmp_path: Path, clock) -> Path:
    return copied(tmp_path / "book.db", "closing", lambda path: make(path, clock))


def detail(book: Path, clock, id: int):
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        found = store.lead_detail(session, id)
        assert found is not None
        return found


async def only(rep, word: str) -> None:
    """Narrow the list to one lead."""
    await rep.press("slash")
    await rep.type(word)
    await rep.press("enter")


@at_each_size
async def test_keep_the_people(desk, same, book, clock, size):
    async with desk(book, size) as rep:
        await only(rep, "lindqvist")
        await rep.press("d", "6", "tab", "down", "space")
        same(rep, "alike")
        await rep.press("enter")
        same(rep, "decide")
        await rep.press("l")
        same(rep, "linked")
        await rep.press("up")
        await rep.type("two vans only")
        await rep.press("enter")
        life = detail(book, clock, 1).qualifications[0]
        assert life.kept and life.account_created and not life.contact_created
        await rep.press("right_square_bracket", "enter")
        same(rep, "contact-kept")
        await rep.press("u", "enter")
        assert detail(book, clock, 1).lead.state is State.OPEN
        assert detail(book, clock, 1).qualifications == ()


@at_each_size
async def test_lost_with_its_reason(desk, same, book, clock, size):
    async with desk(book, size) as rep:
        await only(rep, "holm")
        await rep.press("d", "1", "enter")
        same(rep, "what-becomes-of-it")
        await rep.press("2")
        same(rep, "lost-price")
        await rep.press("enter")
        sale = detail(book, clock, 2).qualifications[0].opportunities[0]
        assert (sale.state, sale.lost_because) == ("lost", "price")
        await rep.press("right_square_bracket", "enter")
        same(rep, "closed")
        await rep.press("r")
        same(rep, "reactivate")
        await rep.press("enter")
        same(rep, "banner")


@at_each_size
async def test_not_now_and_back_on_its_day(desk, same, book, clock, size):
    async with desk(book, size) as rep:
        await only(rep, "lindqvist")
        await rep.press("d", "tab")
        await rep.type("asks again in spring")
        await rep.press("shift+tab", "s")
        same(rep, "until-when")
        await rep.press("escape")
        same(rep, "nothing-lost")
        await rep.press("s")
        await rep.type("+2w")
        await rep.press("enter")
        assert detail(book, clock, 1).lead.follow_up_note == "asks again in spring"
        same(rep, "hidden")
    clock.forward(days=15)
    async with desk(book, size) as rep:
        same(rep, "back")


@at_each_size
async def test_reactivation_shows_what_it_meets_and_the_plan_offers_it_again(desk, same, book, clock, size):
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        done(store.disqualify(session, 2, "poor_fit", "Too small.", opportunity="keep"))
        done(store.create(session, Kind.LEAD, {**SARA, "first_name": "Saara", "owner": "ola"}))
    clock.forward(days=1)
    async with desk(book, size, view="closed") as rep:
        await rep.press("r")
        same(rep, "met")
        await rep.press("tab")
        await rep.type("they grew")
        await rep.press("enter")
        same(rep, "reactivated")
        await rep.press("left_square_bracket")
        await only(rep, "adatum")
        await rep.press("enter")
        same(rep, "banner")
        await rep.press("q")
        assert "Qualify 2 Sara Holm" in rep.text and "12 scanners" in rep.text
    found = detail(book, clock, 2)
    assert found.lead.cycle == 3 and found.ended is not None and found.ended.reason == "poor_fit"


async def test_what_the_dialog_fills_in_by_itself_is_no_draft(desk, book, clock):
    async with desk(book, SIZES[0], view="open") as rep:
        await only(rep, "jonas")
        await rep.press("d", "8")
        assert "contact 1" in rep.text
        await rep.press("escape")
        assert "comes back" not in rep.text
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        assert store.drafts(session) == []


@pytest.mark.parametrize("key", ["park", "people"])
async def test_once_enter_was_pressed_nothing_else_begins(desk, book, clock, key):
    async with desk(book, SIZES[0]) as rep:
        await only(rep, "lindqvist")
        await rep.press("d", "1")
        dialog = rep.app.screen
        dialog.action_commit()  # the second comes before the first is put together
        getattr(dialog, f"action_{key}")()
        await rep.rest()
        assert detail(book, clock, 1).lead.state is State.DISQUALIFIED
        assert dialog.people.request is None and not dialog.parked
        assert not dialog.is_attached and "until" not in rep.text.casefold()


async def test_nobody_is_kept_unseen(desk, book, clock):
    async with desk(book, SIZES[0]) as rep:
        await only(rep, "holm")
        await rep.press("d", "1", "enter", "1")
        dialog = rep.app.screen
        dialog.action_people()
        dialog.action_commit()  # before it was shown who would be kept
        await rep.rest()
        assert detail(book, clock, 2).lead.is_open and dialog.people.plan is not None
        await rep.press("enter")
        assert detail(book, clock, 2).qualifications[0].kept
