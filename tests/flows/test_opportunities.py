"""From the list of opportunities to won, back, lost and open again; each step is looked at."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from books import done
from copies import copied

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.records import Activity, Opportunity

SIZES = [(80, 24), (60, 24), (120, 40)]
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
EVIL = {
    "topic": "[/foo] Ltd [@click=app.quit]x[/] \u202egnp.exe",
    "next_step": "[red]\x1b]52;c;eA==\x07[/] now",
    "company": "[bold]$(reboot)[/]",
}


@pytest.fixture
def book(tmp_path: Path, clock: Callable[[], datetime]) -> Path:
    return copied(tmp_path / "book.db", "opportunities", lambda path: _make(path, clock))


def _make(path: Path, clock: Callable[[], datetime]) -> None:
    """Two accounts, one under the other, their people, and five opportunities, one from a lead."""
    with store.create_store(path, user="mia", login="mia", clock=clock) as session:
        done(store.user_add(session, "ola", "Ola Brekke"))
        with session.acting("mia", clock() - timedelta(days=30)):
            _customers(session)
            _sales(session)
        with session.acting("mia", clock() - timedelta(days=4)):
            done(store.lose(session, 4, "out_sold", "Went with the cheaper one."))
            done(store.win(session, 3))
            done(store.log(session, Kind.LEAD, 1, Activity(kind="call", outbound=True, outcome="reached",
                                                           text="Asked for a price by Friday.")))  # fmt: skip


def _customers(session: store.Session) -> None:
    group = {"name": "Granite Freight Group", "city": "Stockholm", "industry": "Logistics"}
    granite = {"name": "Granite Freight AB", "city": "Malmö", "parent": 1, "owner": "mia",
               "phone": "+46 40 630 01 00", "website": "granitefreight.example"}  # fmt: skip
    harbour = {"name": "Harbour Retail Ltd", "city": "London", "owner": "ola"}
    for values in (group, granite, harbour, {"name": "Lantern Print 香港", "city": "香港"}):
        done(store.create(session, Kind.ACCOUNT, values))
    jonas = {"first_name": "Jonas", "last_name": "Lindqvist", "account": 2, "owner": "mia",
             "job_title": "Head of Operations", "email": "jonas@granitefreight.example"}  # fmt: skip
    priya = {"first_name": "Priya", "last_name": "Natarajan", "account": 3, "do_not_call": True,
             "phone": "+44 1632 960 114"}  # fmt: skip
    for values in (jonas, priya):
        done(store.create(session, Kind.CONTACT, values))
    lead = {"first_name": "Jonas", "last_name": "Lindqvist", "company": "Granite Freight AB", "owner": "mia",
            "email": "jonas@granitefreight.example", "account": 2, "contact": 1}  # fmt: skip
    done(store.create(session, Kind.LEAD, lead))


def _sales(session: store.Session) -> None:
    today = session.today()
    planners = {"topic": "40 route planners", "amount": Decimal(38000), "currency": "EUR", "account": 2,
                "contact": 1, "owner": "mia", "source": "partner", "next_step": "Send the offer",
                "close_on": today + timedelta(days=51)}  # fmt: skip
    scanners = {"topic": "Handheld scanners for 14 shops", "amount": Decimal(22000), "currency": "GBP",
                "account": 3, "contact": 2, "owner": "ola",
                "close_on": today + timedelta(days=28)}  # fmt: skip
    labels = {"topic": "Label printers", "amount": Decimal(4200), "currency": "EUR", "account": 2,
              "stage": "propose", "owner": "mia"}  # fmt: skip
    pilot = {"topic": "Pilot", "amount": Decimal(1200), "currency": "USD", "account": 2, "owner": "ola"}
    for values in (planners, scanners, labels, pilot, EVIL):
        done(store.create(session, Kind.OPPORTUNITY, values))


def sale(book: Path, clock: Callable[[], datetime], id: int = 1) -> Opportunity:
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        found = store.record(session, Kind.OPPORTUNITY, id)
        assert isinstance(found, Opportunity)
        return found


@sizes
async def test_an_opportunity_is_moved_won_taken_back_lost_and_reopened(desk, same, book, clock, size):
    async with desk(book, size) as rep:
        await rep.press("apostrophe", "o")
        same(rep, "list")
        await rep.press("slash")
        await rep.type("planners")
        await rep.press("enter")
        same(rep, "filtered")
        await rep.press("enter")
        same(rep, "detail")
        await rep.press("greater_than_sign")
        same(rep, "moved")
        assert sale(book, clock).stage == "propose"

        await rep.press("w")
        same(rep, "win")
        await rep.type("They like it")
        await rep.press("enter")
        same(rep, "won")
        assert sale(book, clock).outcome == "won"
        await rep.press("e")
        same(rep, "read-only-says-why")

        await rep.press("u")
        same(rep, "undo")
        await rep.press("enter")
        same(rep, "undone")
        assert (sale(book, clock).outcome, sale(book, clock).stage) == ("open", "propose")

        await rep.press("l", "enter")
        same(rep, "lose-asks-a-reason")
        await rep.press("1", "enter")
        same(rep, "lost")
        assert sale(book, clock).lost_reason == "price"
        await rep.press("r", "enter")
        same(rep, "reopened")
        assert sale(book, clock).outcome == "open"


@sizes
async def test_accounts_and_contacts_show_what_hangs_on_them(desk, same, book, clock, size):
    async with desk(book, size, view="accounts") as rep:
        same(rep, "accounts")
        await rep.press("j", "j", "enter")
        same(rep, "account")
        await rep.press("N")
        same(rep, "new-from-it")
        await rep.press("escape", "escape", "apostrophe", "p", "j", "enter")
        same(rep, "contact")


async def test_a_key_on_the_list_moves_what_the_cursor_is_on(desk, book, clock):
    async with desk(book, (80, 24), view="open-opportunities") as rep:
        await rep.press("j", "greater_than_sign")
        assert "Moved 40 route planners to propose." in rep.text
        assert "propose" in next(line for line in rep.text.splitlines() if line.startswith("▌"))
        await rep.press("greater_than_sign", "greater_than_sign")
        assert "is at close, the last stage. w wins it, l loses it." in rep.text
        assert sale(book, clock).stage == "close"
        await rep.press("less_than_sign", "r")
        assert "is open already. w wins it, l loses it." in rep.text
        assert sale(book, clock).stage == "propose"


async def test_a_note_half_typed_comes_back_and_a_stale_win_says_who_was_faster(desk, book, clock):
    async with desk(book, (80, 24), view="open-opportunities") as rep:
        await rep.press("j", "w")
        await rep.type("They")
        await rep.press("escape")
        assert sale(book, clock).outcome == "open"
        await rep.press("w")
        assert "They" in rep.text and "Put back what you left half typed." in rep.text
        with store.open_session(book, user="ola", login="ola", clock=clock) as session:
            done(store.edit(session, Kind.OPPORTUNITY, 1, {"next_step": "Call again"}))
        await rep.press("enter")
        assert "ola changed next_step of opportunity 1 since you opened it." in rep.text.replace("\n", " ")
        assert sale(book, clock).outcome == "open"


async def test_names_from_strangers_stay_text_on_every_screen_of_theirs(desk, book, clock):
    async with desk(book, (80, 24), view="open-opportunities") as rep:
        await rep.press("G")
        seen = [rep.text]
        for keys in (
            ["enter"],
            ["greater_than_sign"],
            ["w"],
            ["escape", "l"],
            ["escape", "e"],
            ["escape", "N"],
        ):
            await rep.press(*keys)
            seen.append(rep.text)
        assert all("[/foo]" in text for text in seen[:-1])
        assert all("\u202e" not in text and "\x1b" not in text for text in seen)
        assert rep.app.return_code is None


async def test_what_is_new_hangs_on_what_it_was_made_from(desk, book, clock):
    async with desk(book, (80, 24), view="accounts") as rep:
        await rep.press("j", "j", "enter", "N", "2")
        assert "2 Granite Freight AB" in rep.text
        await rep.type("Dock doors")
        await rep.press("ctrl+s")
        made = sale(book, clock, 6)
        assert (made.topic, made.account, made.owner, made.outcome) == ("Dock doors", 2, "mia", "open")
        assert "Dock doors" in rep.text
