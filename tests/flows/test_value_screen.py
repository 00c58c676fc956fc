"""The screen of value lists: define, rename, merge, retire and take back, by key."""

from pathlib import Path
from typing import Any

import pytest
from books import done, make_book
from copies import copied

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.widgets.status_line import StatusLine

SIZE, NARROW = (80, 24), (60, 24)


@pytest.fixture
def book(tmp_path: Path, clock: Any) -> Path:
    """Mia keeps the lists; the campaign of the fair stands in leads in two ways."""
    made = copied(tmp_path / "book.db", "value-lists", lambda path: make_book(path, clock))
    with store.open_session(made, user="mia", login="mia", clock=clock) as session:
        done(store.user_role(session, "mia", "administrator"))
        for name, campaign in (("Pereira", "spring-fair 26"), ("Dahl", "Mailing"), ("Novak", "Mailing")):
            done(store.create(session, Kind.LEAD, {"last_name": name, "campaign": campaign}))
        done(store.change_value(session, "campaign", "Mailing", {"cost": "1,200 EUR"}))
        done(store.change_value(session, "source", "web", {"label": "Website"}))
    return made


def said(rep: Any) -> str:
    return rep.app.screen.query_one("#status", StatusLine).said


@pytest.mark.parametrize("size", [SIZE, NARROW])
async def test_a_value_is_merged_renamed_retired_and_taken_back(
    desk: Any, same: Any, book: Path, size: tuple[int, int]
) -> None:
    async with desk(book, size, view="open") as rep:
        await rep.press("apostrophe", "V")
        same(rep, f"sources-{size[0]}")
        await rep.press("2")
        same(rep, f"campaigns-{size[0]}")
        await rep.press("G", "m")
        await rep.type("spring fair")
        same(rep, f"merging-{size[0]}")
        await rep.press("enter")
        assert "“spring-fair 26” counts as “Spring fair” now." in said(rep)
        await rep.press("k", "e")
        await rep.type("Fair of spring")
        await rep.press("ctrl+s")
        assert "is called “Fair of spring” now." in said(rep)
        await rep.press("x")
        assert "“Mailing” is not offered any more." in said(rep) or "“Fair of spring”" in said(rep)
        same(rep, f"kept-{size[0]}")
        await rep.press("u", "enter")
        assert said(rep).startswith("Took back: ")


async def test_leads_show_what_their_values_are_called(desk: Any, book: Path) -> None:
    async with desk(book, SIZE, view="open") as rep:
        assert "Website" in rep.text and " Web " not in rep.text
        await rep.press("slash")
        await rep.type("source:website")
        await rep.press("enter")
        assert "Website" in rep.text


async def test_who_may_not_is_told_who_may(desk: Any, book: Path) -> None:
    async with desk(book, SIZE, user="ola", view="open") as rep:
        await rep.press("apostrophe", "V", "x")
        assert "may not change what lists offer" in said(rep)
