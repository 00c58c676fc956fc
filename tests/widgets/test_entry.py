"""The line to type into: as wide as its place beside a label, and a hint that is cut says so."""

import pytest
from textual.app import App, ComposeResult
from textual.containers import Horizontal
from textual.widgets import Static

from leadtui.widgets.entry import Entry

HINT = "in a line; it counts as the why of a qualification"


class Line(App[None]):
    """A label and an entry beside it."""

    CSS = "Static { width: 9; }"

    def compose(self) -> ComposeResult:
        with Horizontal():
            yield Static("Said")
            yield Entry(placeholder=HINT)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"cursor-line": "#222222"}


@pytest.mark.parametrize("columns, shown", [(80, HINT), (40, f"{HINT[:30]}…")])
async def test_it_ends_where_its_line_does(columns: int, shown: str) -> None:
    app = Line()
    async with app.run_test(size=(columns, 5)) as pilot:
        await pilot.pause()
        entry = app.query_one(Entry)
        assert entry.region.right == columns
        assert entry.placeholder == shown
