"""An item that the rule book asks for on some leads only: it comes with the value that asks for it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from books import done
from copies import copied
from rule_books import ruled, with_item

from leadtui import store
from leadtui.domain.fields import Kind

SIZES = [(80, 24), (60, 24)]
SARA = {
    "first_name": "Sara", "last_name": "Holm", "company": "Basalt Tools Oy", "owner": "mia",
    "email": "sara@basalttools.example", "topic": "12 scanners", "product": "Scanner",
    "territory": "Nordics",
}  # fmt: skip


def make_branch_book(path: Path, clock: Callable[[], datetime]) -> Path:
    """Who comes through a partner needs an agreement, which somebody ticks; the lead has no source yet."""
    with store.create_store(path, user="mia", login="mia", clock=clock) as session:
        ruled(
            session,
            more=with_item('kind = "manual"', 'when = "source:partner"', id="terms", label="Partner terms"),
        )
        done(store.create(session, Kind.LEAD, SARA))
    return path


@pytest.fixture
def book(tmp_path: Path, clock: Any) -> Path:
    return copied(tmp_path / "book.db", "branch", lambda path: make_branch_book(path, clock))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_the_item_comes_with_the_source_and_goes_with_it(
    desk: Any, same: Any, book: Path, clock: Any, size: tuple[int, int]
) -> None:
    async with desk(book, size, view="open") as rep:
        assert "Partner terms" not in rep.text and "ready" in rep.text
        await rep.press("6")
        await rep.type("partner")
        await rep.press("enter", "escape")
        same(rep, "asked-for")
        await rep.press("q")
        assert "Partner terms" in rep.text  # it holds the plan back, too
        await rep.press("escape", "9")
        same(rep, "ticked")
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        done(store.edit(session, Kind.LEAD, 1, {"source": "web"}))
        detail = store.lead_detail(session, 1)
        assert detail is not None
        assert "terms" not in [item.id for item in detail.checklist]
