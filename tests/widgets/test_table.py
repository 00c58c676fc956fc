"""The list: rows come when they come into view, and keys cost what they draw."""

from array import array
from itertools import pairwise

import pytest
from fake import LOOK, TableApp, row
from rich.cells import cell_len

from leadtui.widgets.columns import CLOSED, LEADS, placed


async def test_only_rows_near_the_window_are_asked_for() -> None:
    app = TableApp(1_000_000)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Name 1 " in app.lines()[1]
        assert sum(len(ids) for ids in app.wanted) < 200
        app.table.go(999_999)
        await pilot.pause()
        assert "Name 1000000" in app.lines()[-1]
        assert sum(len(ids) for ids in app.wanted) < 400


async def test_a_row_that_has_not_arrived_is_blank_and_keeps_its_place() -> None:
    app = TableApp(50, answers=False)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert app.lines()[1].strip() == "▌"
        app.table.put({1: row(1)})
        assert "Name 1" in app.lines()[1]


async def test_the_cursor_stays_on_its_record_when_the_view_is_read_again() -> None:
    app = TableApp(100)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.table.go(10)
        app.table.show(array("q", [500, 501, *range(1, 101)]))
        assert app.table.current == 11
        app.table.show(array("q", [1, 2, 3]))
        assert app.table.current == 3


async def test_marks_go_with_what_leaves_the_view() -> None:
    app = TableApp(100)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.table.mark()
        app.table.go(4)
        app.table.mark_range()
        assert app.table.marks == {1, 2, 3, 4, 5}
        assert "●" in app.lines()[1]
        app.table.show(array("q", [1, 2]))
        assert app.table.marks == {1, 2}


async def test_the_whole_view_follows_the_first_window_without_moving_anything() -> None:
    app = TableApp(100)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.table.go(7)
        app.table.extend(array("q", range(1, 5001)))
        assert (app.table.current, len(app.table.ids)) == (8, 5000)


async def test_a_part_from_the_middle_becomes_the_whole_without_moving_anything() -> None:
    app = TableApp(0)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.table.show(array("q", range(2001, 2121)), line=40, whole=False)
        await pilot.pause()
        before = app.lines()
        app.table.extend(array("q", range(1, 5001)), 2000)
        assert (app.table.current, app.table.cursor) == (2041, 2040)
        await pilot.pause()
        assert app.lines() == before


@pytest.mark.parametrize(("by", "last"), [(-1, 1), (1, 5000)])
async def test_the_end_that_was_asked_for_is_that_of_the_whole(by: int, last: int) -> None:
    app = TableApp(0)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.table.show(array("q", range(2001, 2121)), line=40, whole=False)
        app.table.edge(by)
        app.table.extend(array("q", range(1, 5001)), 2000)
        assert app.table.current == last


async def test_a_part_takes_no_marks_away_and_the_whole_those_that_are_gone() -> None:
    app = TableApp(100)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.table.marks = {5, 50, 500}
        app.table.show(array("q", range(40, 60)), whole=False)
        assert app.table.marks == {5, 50, 500}
        app.table.extend(array("q", range(1, 101)), 39)
        assert app.table.marks == {5, 50}


@pytest.mark.parametrize("width", [40, 60, 80, 110, 200])
async def test_every_line_is_as_wide_as_the_list(width: int) -> None:
    app = TableApp(3, answers=False)
    async with app.run_test(size=(width, 12)) as pilot:
        await pilot.pause()
        app.table.put(
            {
                1: row(1, name="王小明" * 20, company="香港" * 30),
                2: row(2, name="a\u0301" * 60, company="[/foo] Ltd"),
                3: row(3, name="", company="", private_person=True, email="x@example.com"),
            }
        )
        assert {cell_len(line) for line in app.lines()} == {width}
        assert all(app.table.render_line(y).cell_length == width for y in range(12))


@pytest.mark.parametrize("columns", [LEADS, CLOSED])
def test_name_and_company_are_the_last_to_go(columns: tuple[object, ...]) -> None:
    titles = [place.column.title for place in placed(columns, 40)]
    assert titles[:1] == ["Name"]
    assert "Company" in titles
    assert "Source" not in titles


def test_columns_never_overlap_and_never_leave_the_list() -> None:
    for width in range(20, 220):
        places = placed(LEADS, width)
        assert all(a.x + a.width < b.x for a, b in pairwise(places))
        assert len(places) == 1 or places[-1].x + places[-1].width <= width


def test_signs_stand_for_do_not_contact_before_likeness() -> None:
    sign = next(column for column in LEADS if column.title == "")
    assert sign.cell(row(1, do_not_call=True, alike=True), LOOK)[0] == "⊘"
    assert sign.cell(row(1, alike=True), LOOK)[0] == "≈"
