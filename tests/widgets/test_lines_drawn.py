"""Lines with a cursor: it stops where something opens, and is never lost when they are built again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual.app import App, ComposeResult
from textual.content import Content
from textual.pilot import Pilot

from leadtui.widgets.lines import Lines, Row


class Page(App[None]):
    """Nothing but lines."""

    def __init__(self, rows: list[Row]) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        yield Lines(lambda cells: self.rows, id="lines")

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return {"cursor-line": "#222222"}


@asynccontextmanager
async def page(rows: list[Row]) -> AsyncIterator[tuple[Pilot[None], Lines]]:
    app = Page(rows)
    async with app.run_test(size=(40, 10)) as pilot:
        lines = app.query_one(Lines)
        lines.show(lambda cells: app.rows)
        lines.focus()
        await pilot.pause()
        yield pilot, lines


def some(count: int, every: int = 1) -> list[Row]:
    return [Row(Content(f" line {place}"), place if place % every == 0 else None) for place in range(count)]


async def test_the_cursor_stops_only_where_something_opens() -> None:
    async with page(some(9, every=4)) as (pilot, lines):
        stops: list[object] = []
        for key in ("j", "j", "j", "k", "k", "k"):
            await pilot.press(key)
            stops.append(lines.target)
        assert stops == [4, 8, 8, 4, 0, 0]
        await pilot.press("G")
        assert lines.target == 8
        await pilot.press("g")
        assert lines.target == 0


async def test_a_window_on_takes_the_cursor_to_the_nearest_stop() -> None:
    async with page(some(100, every=7)) as (_, lines):
        places: list[object] = []
        for by in (1, 1, 1, -1, -1, -1, -1):
            lines.turn(by)
            places.append(lines.target)
        # nine lines on is between 7 and 14, 16 between 14 and 21 ...
        assert places == [7, 14, 21, 14, 7, 0, 0]


async def test_lines_without_a_stop_only_scroll() -> None:
    async with page([Row(Content(f" {place}")) for place in range(40)]) as (pilot, lines):
        await pilot.press("j", "j", "G", "k", "g")
        lines.turn(1)
        assert lines.target is None and lines.scroll_offset.y == 0


async def test_built_again_the_cursor_keeps_its_target() -> None:
    async with page(some(50)) as (pilot, lines):
        await pilot.press("j", "j", "j")
        more = [Row(Content(" new"), "new"), *some(50)]
        lines.show(lambda cells: more, keep=True)
        assert lines.target == 3
        gone = some(3)
        lines.show(lambda cells: gone, keep=True)
        assert lines.target == 0


async def test_the_cursor_stays_in_view_and_says_where_it_is() -> None:
    async with page(some(1000)) as (pilot, lines):
        await pilot.press("G")
        assert lines.target == 999 and lines.scroll_offset.y == 990
        lines.go(500)
        await pilot.pause()
        assert lines.target == 500 and 490 < lines.scroll_offset.y <= 500
