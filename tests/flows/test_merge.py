"""Two leads of one person become one, and two again; each step is looked at."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from copies import copied

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.records import Activity
from leadtui.domain.results import Done, Result
from leadtui.screens.merge import Merge, merge

SIZES = [(80, 24), (60, 24), (120, 40)]
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
ANA = {"first_name": "Ana", "last_name": "Pereira", "owner": "mia", "source": "web"}


def _done(result: Result) -> Done:
    assert isinstance(result, Done), result
    return result


@pytest.fixture
def book(tmp_path: Path, clock: Callable[[], datetime]) -> Path:
    """Ana wrote twice: by the form of the web site, and after the fair."""

    def make(path: Path) -> None:
        with store.create_store(path, user="mia", login="mia", clock=clock) as session:
            _done(store.user_add(session, "ola", "Ola Brekke"))
            with session.acting("mia", clock() - timedelta(days=9, hours=2)):
                _web(session)
            with session.acting("ola", clock() - timedelta(days=2)):
                _fair(session)

    return copied(tmp_path / "book.db", "merge", make)


def _web(session: store.Session) -> None:
    values = {
        **ANA, "company": "Granite Freight Lda", "email": "ana@granitefreight.example", "city": "Porto",
        "topic": "40 scanners", "phone": "+351 22 555 0123", "description": "Asked for a price.",
    }  # fmt: skip
    _done(store.create(session, Kind.LEAD, values))


def _fair(session: store.Session) -> None:
    values = {
        **ANA, "company": "Granite Freight", "email": "ana@granitefreight.example", "owner": "ola",
        "source": "seminar", "mobile": "+351 91 555 0123", "job_title": "Head of Operations", "rating": "hot",
        "do_not_call": True, "city": "Lisboa", "street": "Rua do Porto 1", "description": "Met at the fair.",
    }  # fmt: skip
    _done(store.create(session, Kind.LEAD, values))
    call = Activity(kind="call", outbound=True, outcome="reached", text="Wants an offer by Friday.")
    _done(store.log(session, Kind.LEAD, 2, call))


def ask(book: Path, clock: Callable[[], datetime], question: Callable[[store.Session], Any]) -> Any:
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        return question(session)


async def open_dialog(rep: Any) -> None:
    """As the desk opens it."""
    rep.app.screen.run_worker(merge(rep.app, Kind.LEAD, 1, 2))
    for _ in range(100):
        if isinstance(rep.app.screen, Merge):
            break
        await rep.pilot.pause(0.02)
    await rep.rest()


@sizes
async def test_two_become_one_and_two_again(desk, same, book, clock, size):
    async with desk(book, size, view="open") as rep:
        before = ask(book, clock, store.stamp)
        await open_dialog(rep)
        same(rep, "plan")
        await rep.press("down", "space")
        same(rep, "other-company")
        await rep.press("s")
        same(rep, "the-other-stays")
        await rep.press("s", "G")
        same(rep, "fixed")
        await rep.press("space")
        same(rep, "fixed-says-why")
        await rep.press("escape")
        assert ask(book, clock, store.stamp) == before

        await open_dialog(rep)
        edit = {"city": "Braga"}
        ask(book, clock, lambda s: _done(store.edit(s, Kind.LEAD, 1, edit)))
        await rep.press("enter")
        same(rep, "conflict")
        await rep.press("enter")
        same(rep, "merged")
        assert ask(book, clock, lambda s: store.merged_into(s, Kind.LEAD, 1)) == 2

        await rep.press("enter")
        same(rep, "winner")
        await rep.press("escape", "u")
        same(rep, "undo")
        await rep.press("enter")
        same(rep, "undone")
        assert ask(book, clock, lambda s: store.lead(s, 1)).is_open


@sizes
async def test_a_merged_lead_says_whereto_and_comes_back(desk, same, book, clock, size):
    ask(book, clock, lambda s: _done(store.merge(s, Kind.LEAD, 2, 1)))
    async with desk(book, size, view="closed") as rep:
        await rep.press("enter")
        same(rep, "loser")
        await rep.press("r")
        same(rep, "both-ways")
        await rep.press("1")
        same(rep, "take-apart")
        await rep.press("enter")
        assert "open, new" in rep.text and "Unmerged: lead 1 stands beside 2 again." in rep.text
        assert ask(book, clock, lambda s: store.lead(s, 1)).is_open
