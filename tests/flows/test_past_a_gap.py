"""Past a gap of the checklist, with a reason: in the plan, in the list, on the lead; and who may not."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from books import done
from copies import copied

from leadtui import store
from leadtui.domain.fields import Kind

SIZES = [(80, 24), (60, 24)]
SARA = {
    "first_name": "Sara", "last_name": "Holm", "company": "Basalt Tools Oy", "owner": "mia",
    "email": "sara@basalttools.example", "source": "partner", "product": "Scanner", "territory": "Nordics",
}  # fmt: skip


def make_gap_book(path: Path, clock: Callable[[], datetime]) -> Path:
    """Lead 1 lacks a topic, which blocks; mia is the administrator, rik a rep."""
    with store.create_store(path, user="mia", login="mia", clock=clock) as session:
        done(store.user_add(session, "rik", "Rik Visser", role="rep"))
        done(store.create(session, Kind.LEAD, SARA))
    return path


@pytest.fixture
def book(tmp_path: Path, clock: Any) -> Path:
    return copied(tmp_path / "book.db", "gap", lambda path: make_gap_book(path, clock))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_gap_is_gone_past_with_a_reason(
    desk: Any, same: Any, book: Path, clock: Any, size: tuple[int, int]
) -> None:
    async with desk(book, size) as rep:
        await rep.press("q", "down", "o")
        same(rep, "asked")
        await rep.press("enter")  # nothing is said yet: it stays
        assert "Say in a few words" in rep.text
        await rep.type("The board agreed by phone")
        await rep.press("enter")
        same(rep, "gone-past")
        await rep.press("down", "o")  # once more takes it back
        assert "gone past" not in rep.text
        await rep.press("down", "o")
        await rep.type("The board agreed by phone")
        await rep.press("enter", "tab")
        await rep.type("repeat buyer")
        await rep.press("enter", "right_square_bracket")
        same(rep, "in-the-list")
        await rep.press("enter")
        same(rep, "on-the-lead")
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        lead = store.lead(session, 1)
        assert lead is not None and lead.overridden == "The board agreed by phone"


async def test_a_rep_without_the_right_is_told_who_has_it(desk: Any, book: Path) -> None:
    async with desk(book, SIZES[0], view="open", user="rik") as rep:
        await rep.press("q", "down", "o")
        said = " ".join(rep.text.replace("│", " ").split())
        assert "Sales rep may not qualify past what the checklist lacks (right override). Ask mia" in said
