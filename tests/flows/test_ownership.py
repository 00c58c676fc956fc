"""Queues, claims, hand-overs and the policy's rules, as a rep meets them."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from books import done, make_book
from copies import copied
from rule_books import ruled

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.screens import owning
from leadtui.widgets.status_line import StatusLine

SIZE, NARROW = (80, 24), (60, 24)
RULES = """
[[assign]]
id = "web"
label = "Nordic web"
when = "source:web"
among = ["mia", "ola"]
"""
QUEUED = (
    {"first_name": "Ana", "last_name": "Pereira", "company": "Northwind Lda", "source": "web"},
    {"first_name": "Henrik", "last_name": "Dahl", "company": "Woodgrove AS", "source": "partner"},
)


@pytest.fixture
def book(tmp_path: Path, clock: Any) -> Path:
    """Mia and Ola are sales north, whose queue has two leads; Ola handed two to Mia."""
    made = copied(tmp_path / "book.db", "ownership", lambda path: make_book(path, clock))
    with store.open_session(made, user="mia", login="mia", clock=clock) as session:
        done(store.user_add(session, "ned", "Ned Frost", teams=("north",)))
        done(store.user_role(session, "mia", "administrator", teams=("north",)))
        for values in QUEUED:
            done(store.create(session, Kind.LEAD, {**values, "owner": "north"}))
        done(store.create(session, Kind.LEAD, {"last_name": "Marek", "source": "web", "company": "Trey"}))
        with session.acting("ola", clock() - timedelta(days=1)):
            done(store.assign(session, 1, "ned"))
            done(store.assign(session, 1, "mia", "Asked for a price by Friday. Call her mobile, please."))
        with session.acting("ola", clock()):
            done(store.assign(session, 6, "mia"))
    return made


def said(rep: Any) -> str:
    return rep.app.screen.query_one("#status", StatusLine).said


@pytest.mark.parametrize("size", [SIZE, NARROW])
async def test_what_was_handed_over_is_told_at_the_start(
    desk: Any, same: Any, book: Path, size: tuple[int, int]
) -> None:
    async with desk(book, size, view="my-open") as rep:
        assert said(rep).startswith("2 leads were handed to you since yesterday: ' h")
        same(rep, f"told-at-start-{size[0]}")
        await rep.press("apostrophe", "h")
        assert "2 leads" in rep.text and rep.text.count("◆") == 2
        await rep.press("enter")
        assert "◆ Handed to" in rep.text and "Asked for a price by Friday." in rep.text
        same(rep, f"handed-over-{size[0]}")
        await rep.press("escape")
        assert "1 lead" in rep.text and rep.text.count("◆") == 1  # it is read now
        await rep.press("u")
        assert "There is nothing of yours" not in rep.text
        await rep.press("escape")


@pytest.mark.parametrize("size", [SIZE, NARROW])
async def test_of_two_who_claim_the_second_is_told_who_has_it(
    desk: Any, same: Any, book: Path, clock: Any, size: tuple[int, int]
) -> None:
    async with desk(book, size, view="queue") as rep:
        assert "m claim" in rep.text
        with store.open_session(book, user="ola", login="ola", clock=clock) as session:
            first = next(iter(store.view_ids(session, view_of("queue"))))
            done(store.claim(session, first))
        await rep.press("m")
        assert said(rep).startswith(f"Ola Brekke claimed lead {first} today ")
        same(rep, f"claimed-before-{size[0]}")
        await rep.press("m")  # the list has the next one under the cursor
        assert said(rep).endswith("yours now.  u takes it back")
        assert "No lead waits for a team of yours" in rep.text
        await rep.press("u", "enter")
        assert "1 lead" in rep.text


def view_of(name: str) -> Any:
    from leadtui.domain.views import view

    return view(name)


async def test_a_claim_from_the_detail_and_of_marks(desk: Any, book: Path) -> None:
    async with desk(book, SIZE, view="queue") as rep:
        await rep.press("space", "space")
        assert "m claim 2 marked" in rep.text
        await rep.press("m")
        assert said(rep) == "Claimed 2 of 2.  u takes all back" and "0 leads" in rep.text
        await rep.press("u", "enter")
        assert "2 leads" in rep.text
        await rep.press("apostrophe", "u", "enter")
        assert "m claim" in rep.text
        await rep.press("m")
        assert "m claim" not in rep.text
        assert "Claimed Marek: yours now." in said(rep) and "Claimed: nobody → mia" in rep.text


async def test_a_lead_is_handed_on_with_a_word(desk: Any, same: Any, book: Path, clock: Any) -> None:
    async with desk(book, SIZE, view="my-open") as rep:
        await rep.press("a")
        await rep.type("ola")
        await rep.press("tab")
        await rep.type("She asked for you.")
        same(rep, "hand-over")
        await rep.press("enter")
        assert "to Ola Brekke." in said(rep)
    with store.open_session(book, user="ola", login="ola", clock=clock) as session:
        (id,) = store.view_ids(session, view_of("handed"))
        detail = store.lead_detail(session, id)
        assert detail and detail.handed and detail.handed.note == "She asked for you."


async def test_the_rules_are_shown_before_they_are_followed(
    desk: Any, same: Any, book: Path, clock: Any
) -> None:
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        ruled(session, more=RULES)
    async with desk(book, SIZE, view="unassigned") as rep:
        await rep.press("A", "colon")
        await rep.type("by rules")
        await rep.press("enter")
        same(rep, "by-rules")
        await rep.press("escape")
        assert "Marek" in rep.text
        await rep.press("colon")
        await rep.type("by rules")
        await rep.press("enter", "enter")
        assert "by rule “Nordic web”" in said(rep)
        await rep.press("apostrophe", "m")
        await rep.press("slash")
        await rep.type("marek")
        await rep.press("enter", "enter")
        assert "Mia (by rule “Nordic web”)" in rep.text or "(by rule “Nordic web”)" in rep.text
        same(rep, "by-rule")


async def test_what_is_not_shown_is_assigned_too(
    desk: Any, book: Path, clock: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owning, "_MOST", 2)
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        before = set(store.view_ids(session, view_of("unassigned")))
        for n in range(5):
            done(store.create(session, Kind.LEAD, {"last_name": f"New {n}", "source": "web"}))
        ruled(session, more=RULES)
        ids = list(store.view_ids(session, view_of("unassigned")))
        made = [id for id in ids if id not in before]
        assert len(made) == 5
    async with desk(book, SIZE, view="unassigned") as rep:
        await rep.press("A", "colon")
        await rep.type("by rules")
        await rep.press("enter")
        assert "The first 2" in rep.text and f"of {len(ids)} are shown." in rep.text
        assert f"Assign {len(ids)} leads by the rules" in rep.text
        await rep.press("enter")
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        assert {detail_of(session, id).owner for id in made} == {"mia", "ola"}


def detail_of(session: store.Session, id: int) -> Any:
    found = store.lead(session, id)
    assert found is not None
    return found
