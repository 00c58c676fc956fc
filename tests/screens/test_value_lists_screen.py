"""The lists of values: two people at one value, and counts that no key waits for."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from colleagues import joined
from desk import Book, app_on, press, screen_text
from leaping import press_keys
from textual.pilot import Pilot

from leadtui import store
from leadtui.domain.results import Done
from leadtui.screens.forms import Form
from leadtui.store import value_lists
from leadtui.widgets.field_input import FieldInput


@pytest.fixture
def book(tmp_path: Path) -> Book:
    made = Book(tmp_path)
    made.lead(campaign="Mailing")
    made.done(lambda s: store.define_value(s, "campaign", {"label": "Fair", "cost": "100 EUR"}))
    return made


@pytest.mark.parametrize(("campaign", "down"), [("Fair", ()), ("Mailing", ("j",))], ids=["listed", "not yet"])
async def test_who_saves_second_sees_what_the_other_one_wrote(
    book: Book, campaign: str, down: tuple[str, ...]
) -> None:
    bea = joined(book.path, "bea", "administrator")
    async with app_on(book) as pilot:
        await press(pilot, "apostrophe", "V", "2", *down, "e", "text:Expo")
        theirs = {"label": "Spring fair", "cost": "300 EUR"}
        with bea:
            answer = store.change_value(bea, "campaign", campaign, theirs)
        assert isinstance(answer, Done), answer
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, Form)
        assert "changed Name" in screen_text(pilot) and "has: Spring fair" in screen_text(pilot)
        fields = {one.field.name: one.text for one in pilot.app.screen.query(FieldInput)}
        assert fields["label"] == "Expo" and fields["cost"].startswith("300")
        label = book.ask(lambda s: store.words(s).label("campaign", campaign))
        assert label == "Spring fair"
        await press(pilot, "ctrl+s")
        assert not isinstance(pilot.app.screen, Form)
    found = {each.code: each for each in book.ask(lambda s: store.values(s, "campaign"))}
    assert (found[campaign].label, found[campaign].cost) == ("Expo", 300)


async def drawn(pilot: Pilot[int], text: str) -> None:
    """Until that stands on the screen; a thread works meanwhile, so the clock goes as on the wall."""
    for _ in range(1_000):
        if text in screen_text(pilot):
            return
        await asyncio.sleep(0.02)
    raise AssertionError(f"{text!r} never came:\n{screen_text(pilot)}")


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Iterator[Event]:
    """The counts wait until it is set."""
    go, count = Event(), value_lists.value_counts

    def slow(*args: Any) -> Any:
        assert go.wait(30)
        return count(*args)

    monkeypatch.setattr(store, "value_counts", slow)
    yield go
    go.set()


async def test_no_key_waits_for_the_counts(book: Book, held: Event) -> None:
    async with app_on(book) as pilot:
        await press_keys(pilot, "apostrophe", "V", "2")
        await drawn(pilot, "Fair")
        assert "counting …" in screen_text(pilot) and "Mailing" not in screen_text(pilot)
        await press_keys(pilot, "m")
        await drawn(pilot, "still counted")
        await press_keys(pilot, "x")
        await drawn(pilot, "“Fair” is not offered any more.")
        await drawn(pilot, "retired")
        held.set()
        await press(pilot, "f12")
        assert "Mailing" in screen_text(pilot) and "2 values" in screen_text(pilot)
