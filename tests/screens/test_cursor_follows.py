"""The cursor of a list stands on what was just worked on, where the list shows it; else where it was."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from desk import Book, app_on, press, settle
from textual.pilot import Pilot

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.screens import reading
from leadtui.screens.desk import DuplicateDesk
from leadtui.screens.disqualify import Disqualify
from leadtui.screens.lead_detail import LeadDetailScreen
from leadtui.screens.listing import Listing
from leadtui.screens.lists import Lists
from leadtui.screens.needs_you import NeedsYou
from leadtui.screens.qualify import Qualify
from leadtui.widgets.key_line import Key, KeyLine
from leadtui.widgets.status_line import StatusLine


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def listing(pilot: Pilot[int]) -> Listing:
    assert isinstance(pilot.app.screen, Listing)
    return pilot.app.screen


def current(pilot: Pilot[int]) -> int | None:
    return listing(pilot).table.current


def said(pilot: Pilot[int]) -> str:
    return pilot.app.screen.query_one("#status", StatusLine).said


async def test_what_u_brings_back_has_the_cursor(book: Book) -> None:
    first, second, third = (book.lead(last_name=name) for name in ("One", "Two", "Three"))
    async with app_on(book) as pilot:
        await press(pilot, "j", "d", "3", "enter")
        assert isinstance(pilot.app.screen, Listing)
        assert current(pilot) == first  # what left the view leaves the cursor on its line
        await press(pilot, "k")
        assert current(pilot) == third
        await press(pilot, "u", "enter")
        assert current(pilot) == second


async def test_keys_go_on_after_something_was_over_the_list_and_a_gap_was_filled(book: Book) -> None:
    first, second = (book.lead(last_name=name, topic=None) for name in ("One", "Two"))
    async with app_on(book) as pilot:
        stood = current(pilot)
        await press(pilot, "question_mark", "escape", "4", *"Scanners", "enter", "j")
        assert {stood, current(pilot)} == {first, second}


async def test_a_sale_that_comes_back_has_the_cursor(book: Book) -> None:
    sales = [book.record(Kind.OPPORTUNITY, topic=f"Deal {n}") for n in range(3)]
    async with app_on(book) as pilot:
        pilot.app.show_view("open-opportunities")
        await settle(pilot)
        lost = current(pilot)
        await press(pilot, "l", "1", "enter")
        assert current(pilot) in {*sales} - {lost}
        await press(pilot, "u", "enter")
        assert current(pilot) == lost


async def test_a_record_opens_with_all_of_it_there_and_only_the_keys_it_takes(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.lead(last_name="Reid")
    footers: list[str] = []
    show = KeyLine.show

    def watched(line: KeyLine, keys: Sequence[Key]) -> None:
        if isinstance(line.screen, LeadDetailScreen):
            footers.append(" ".join(key.key for key in keys if key.able))
            assert line.screen.detail is not None
        show(line, keys)

    monkeypatch.setattr(KeyLine, "show", watched)
    async with app_on(book) as pilot:
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, LeadDetailScreen)
        assert footers
        assert all(keys.startswith("q d") and " r " not in f" {keys} " for keys in footers)


async def test_a_new_lead_has_the_cursor(book: Book) -> None:
    for n in range(4):
        book.lead(last_name=f"Lead {n}", follow_up=None)
    async with app_on(book) as pilot:
        await press(pilot, "j", "j", "n", "text:Sato", "ctrl+s")
        new = book.ask(lambda s: store.find(s, "Sato", [Kind.LEAD]))[0].id
        assert current(pilot) == new
        assert book.ask(lambda s: store.view_ids(s, reading.view("open")))[0] == new


async def test_esc_keeps_the_lead_however_deep_it_stands_and_reads_a_part_first(book: Book) -> None:
    for n in range(400):
        book.lead(last_name=f"Lead {n}", email=f"p{n}@one.example", phone=None)
    deep = book.ask(lambda s: store.find(s, "p7@one.example", [Kind.LEAD]))[0].id
    async with app_on(book) as pilot:
        read: list[int] = []
        window = reading.window

        def watched(*args: object) -> reading.Window:
            found = window(*args)  # pyright: ignore[reportArgumentType]
            read.append(len(found.ids))
            return found

        await press(pilot, "slash", "text:p7@one.example", "enter")
        assert current(pilot) == deep
        reading.window = watched
        try:
            await press(pilot, "escape")
        finally:
            reading.window = window
        table = listing(pilot).table
        assert (table.current, len(table.ids)) == (deep, 400)
        assert table.ids[table.cursor] == deep
        assert read
        assert max(read) <= reading.FIRST + 1
        await press(pilot, "g")
        assert table.cursor == 0


async def test_a_lead_decided_on_that_left_the_view_is_told_and_the_line_kept(book: Book) -> None:
    for name in ("One", "Two"):
        book.lead(last_name=name, first_name="Eva", email=f"{name}@eva.example", phone=None)
    book.lead(last_name="Pereira")
    book.lead(last_name="Pereira")
    async with app_on(book) as pilot:
        await press(pilot, "slash", "text:is:duplicate", "enter")
        here = current(pilot)
        await press(pilot, "D")
        assert isinstance(pilot.app.screen, DuplicateDesk)
        await press(pilot, "x", "escape")
        assert current(pilot) != here
        assert "Pereira does not fit is:duplicate any more." in said(pilot)


@pytest.mark.parametrize(("key", "dialog"), [("q", Qualify), ("d", Disqualify)])
async def test_the_desk_decides_on_the_lead_it_is_about(book: Book, key: str, dialog: type) -> None:
    book.lead()
    lead = book.lead()
    async with app_on(book) as pilot:
        assert current(pilot) == lead
        await press(pilot, "D", key)
        assert isinstance(pilot.app.screen, dialog), said(pilot)
        if isinstance(pilot.app.screen, Qualify):
            assert pilot.app.screen.plan.lead.id == lead


@pytest.mark.parametrize(
    ("keys", "over", "mode"),
    [
        (("enter",), LeadDetailScreen, "a"),
        (("apostrophe", "Y"), NeedsYou, "a"),
        (("apostrophe", "V"), Lists, "a"),
        (("apostrophe", "c", "apostrophe", "V"), Lists, "c"),
    ],
)
async def test_going_to_the_screen_beneath_is_going_there(
    book: Book, keys: tuple[str, ...], over: type, mode: str
) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, *keys)
        assert isinstance(pilot.app.screen, over)
        await press(pilot, "apostrophe", mode)
        assert {"a": "active", "c": "closed"}[mode] == listing(pilot).MODE
