"""From an open lead to a closed one and back, as a rep does it; each step is looked at."""

from pathlib import Path

import pytest
from books import make_book
from copies import copied

from leadtui import store
from leadtui.domain.lead import State

SIZES = [(80, 24), (120, 40), (60, 24)]


@pytest.fixture
def book(tmp_path: Path, clock) -> Path:
    return copied(tmp_path / "book.db", "desk", lambda path: make_book(path, clock))


def lead(book: Path, clock, id: int = 1):
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        found = store.lead_detail(session, id)
        assert found is not None
        return found


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_life_of_a_lead(desk, same, book, clock, size):
    async with desk(book, size) as rep:
        same(rep, "open")
        await rep.press("slash")
        await rep.type("jonas")
        await rep.press("enter")
        same(rep, "filtered")

        await rep.press("4")
        same(rep, "item-opened")
        await rep.press("enter")
        same(rep, "topic-accepted")
        assert lead(book, clock).lead.topic == "Route planner for Granite Freight AB"

        await rep.press("q")
        same(rep, "plan")
        await rep.press("enter")
        same(rep, "plan-blocked")
        await _decide(rep)
        same(rep, "plan-ready")
        await rep.press("enter")
        same(rep, "qualified")
        _is_qualified(book, clock)

        await rep.press("escape", "escape", "escape", "right_square_bracket")
        same(rep, "closed")
        await rep.press("enter")
        same(rep, "read-only")
        await rep.press("e")
        same(rep, "read-only-says-why")

        await rep.press("r")
        same(rep, "reactivate")
        await rep.press("enter")
        same(rep, "banner")
        assert lead(book, clock).lead.state is State.OPEN

        await rep.press("d")
        same(rep, "reasons")
        await rep.press("3", "enter")
        same(rep, "opportunity-said")
        await _leave_opportunity(rep)
        assert lead(book, clock).lead.status_reason == "no_longer_interested"
        same(rep, "disqualified")

        await rep.press("u")
        same(rep, "undo")
        await rep.press("enter")
        same(rep, "undone")
        assert lead(book, clock).lead.state is State.OPEN


async def _decide(rep) -> None:
    """On the duplicate desk: use the account that is there; make the contact, say why."""
    await rep.press("l", "tab")
    await rep.type("budget approved")


async def _leave_opportunity(rep) -> None:
    """Say what becomes of the open opportunity: it stays."""
    await rep.press("1", "enter")


def _is_qualified(book: Path, clock) -> None:
    detail = lead(book, clock)
    became = detail.qualifications[0]
    assert detail.lead.state is State.QUALIFIED
    assert became.account and not became.account_created
    assert became.contact and became.contact_created
    assert len(became.opportunities) == 1
