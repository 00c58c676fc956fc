"""Leaving a dialog: letters find their line, Esc loses nothing, and never cuts a write in two."""

import asyncio
import threading
from pathlib import Path
from typing import Any

import pytest
from desk import Book, app_on, press, screen_text
from leaping import press_keys

from leadtui import store
from leadtui.actions import bulk
from leadtui.actions.worker import Lane
from leadtui.domain.lead import State
from leadtui.domain.results import Result
from leadtui.screens.bulk_running import Running
from leadtui.screens.disqualify import Disqualify
from leadtui.screens.qualify import Qualify
from leadtui.widgets.entry import Entry


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


async def test_a_letter_in_the_plan_begins_the_why(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "q", "text:budget is there")
        assert isinstance(pilot.app.screen, Qualify)
        assert pilot.app.screen.why == "budget is there"


async def test_a_note_that_is_asked_for_takes_digits_and_up_goes_back_to_the_reasons(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "9", "enter", "3")
        assert pilot.app.screen.query_one("#note", Entry).value == "3"
        await press(pilot, "up", "3", "enter")
    assert book.ask(lambda s: store.lead(s, 1)).status_reason == "no_longer_interested"


async def test_the_note_of_a_disqualification_is_kept_and_comes_back(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "d", "1", "text:too dear", "escape")
        assert "comes back" in screen_text(pilot)
        await press(pilot, "d")
        assert pilot.app.screen.query_one("#note", Entry).value == "too dear"
        await press(pilot, "1", "enter")
    assert book.ask(store.drafts) == []


async def test_esc_while_a_lead_is_written_waits_for_the_write(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.lead()
    async with app_on(book) as pilot:
        go, write = asyncio.Event(), pilot.app.worker.write

        async def slow(job, *args, **kwargs):
            await go.wait()
            return await write(job, *args, **kwargs)

        await press(pilot, "d", "1")
        monkeypatch.setattr(pilot.app.worker, "write", slow)
        await press(pilot, "enter", "escape", "escape")
        assert isinstance(pilot.app.screen, Disqualify)
        assert "being written" in screen_text(pilot)
        go.set()
        await press(pilot, "f12")
        assert not isinstance(pilot.app.screen, Disqualify)
    assert book.ask(lambda s: store.lead(s, 1)).state is State.DISQUALIFIED


async def test_esc_stops_several_leads_after_the_one_under_way(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Abel", "Bea", "Cai"):
        book.lead(last_name=name)
    held, go, write = threading.Event(), threading.Event(), bulk.carried_out

    def slow(*args: Any) -> Result:
        held.set()
        assert go.wait(30)
        return write(*args)

    monkeypatch.setattr(bulk, "carried_out", slow)
    async with app_on(book) as pilot:
        await press(pilot, "space", "space", "space", "d", "1")
        await press_keys(pilot, "enter")
        assert await asyncio.to_thread(held.wait, 30)
        await press_keys(pilot, "j", "escape")  # the list works meanwhile
        go.set()
        await press(pilot, "f12")
        assert "Disqualified 1 of 3; 2 not touched." in screen_text(pilot)
        await press(pilot, "apostrophe", "M", "x")
        assert "Disqualified 3 of 3." in screen_text(pilot)


async def test_the_app_leaves_after_the_lead_under_way_and_the_run_goes_on_at_the_next_start(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("Abel", "Bea", "Cai"):
        book.lead(last_name=name)
    write, carry_on, halt = bulk.carried_out, bulk.carry_on, Running.halt
    interrupt_it = Lane._interrupt
    held, halted, cut, over = (threading.Event() for _ in range(4))

    def slow(*args: Any) -> Result:
        held.set()
        assert halted.wait(30) and cut.wait(30)  # the app has done all that it does to end the run
        return write(*args)

    def carried(*args: Any) -> Any:
        try:
            return carry_on(*args)
        finally:
            over.set()

    def interrupt(lane: Lane, token: object) -> None:
        interrupt_it(lane, token)
        if not lane._reads:
            cut.set()

    monkeypatch.setattr(bulk, "carried_out", slow)
    monkeypatch.setattr(bulk, "carry_on", carried)
    monkeypatch.setattr(Running, "halt", lambda run: (halt(run), halted.set()))
    monkeypatch.setattr(Lane, "_interrupt", interrupt)
    async with app_on(book) as pilot:
        await press(pilot, "A", "a", "text:ola")
        await press_keys(pilot, "enter")
        assert await asyncio.to_thread(held.wait, 30)
        await press_keys(pilot, "ctrl+q")
    assert await asyncio.to_thread(over.wait, 30)  # nobody is left who could write another one
    run = book.ask(lambda s: store.run_of(s, 1))
    assert (run.state, run.tally.done, run.tally.waiting) == ("unfinished", 1, 2)
    async with app_on(book) as pilot:
        assert "Run 1 is unfinished, 2 of 3 to go: ' M shows it." in screen_text(pilot)
