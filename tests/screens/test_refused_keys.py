"""Every key that does not apply says which command it is for, what blocks it, and which key mends that."""

from pathlib import Path

import pytest
from desk import Book, app_on, press

from leadtui import store
from leadtui.commands import COMMANDS
from leadtui.domain.fields import Kind
from leadtui.screens.elsewhere import meant, where
from leadtui.widgets.status_line import StatusLine

SCOPES = sorted({scope for command in COMMANDS for scope in command.scopes} - {"any", "plan"})
CLOSED = "lead 1 is disqualified and read-only. r reactivates it."


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


def said(pilot) -> str:
    return pilot.app.screen.query_one("#status", StatusLine).said


@pytest.mark.parametrize(
    "key, sentence",
    [
        ("q", f"q (qualify): {CLOSED}"),
        ("d", f"d (disqualify): {CLOSED}"),
        ("a", f"a (assign): {CLOSED}"),
        ("m", f"m (claim): {CLOSED}"),
        ("f", f"f (follow-up): {CLOSED}"),
        ("3", f"3 (fill item): {CLOSED}"),
        ("o", "o (open result) is for active leads. ' goes to them."),
        ("J", "J (next) is for one record. enter opens it."),
        ("N", "N (new here) is for accounts and contacts. ' goes to them."),
        ("plus", "+ (another) is for the plan of a lead. q opens it."),
        ("x", "x does nothing here. ? shows the keys."),
        ("Z", "Z does nothing here. ? shows the keys."),
    ],
)
async def test_on_a_closed_lead(book: Book, key: str, sentence: str) -> None:
    number = book.lead()
    book.done(lambda s: store.disqualify(s, number, "lost"))
    async with app_on(book) as pilot:
        await press(pilot, "right_square_bracket", key)
        assert said(pilot) == sentence


async def test_on_marked_closed_leads(book: Book) -> None:
    for name in ("Alpha", "Beta"):
        number = book.lead(last_name=name, email=f"{name}@x.example", phone=None)
        book.done(lambda s, number=number: store.disqualify(s, number, "lost"))
    async with app_on(book) as pilot:
        await press(pilot, "right_square_bracket", "A", "q")
        assert said(pilot) == ("q (qualify): 2 marked leads are read-only. r reactivates all of it.")


@pytest.mark.parametrize(
    "keys, sentence",
    [
        (["r"], "r (reactivate): lead 1 is open already. q qualifies, d disqualifies."),
        (["enter", "p"], "p (panel) is for the list. esc goes back to it."),
        (["enter", "x"], "x does nothing here. ? shows the keys."),
        (["apostrophe", "n", "q"], "q (qualify) is for leads. ' goes to them."),
        (["apostrophe", "n", "greater_than_sign"], "> (stage on) is for opportunities. ' goes to them."),
        (["apostrophe", "M", "d"], "d (disqualify) is for leads. ' goes to them."),
        (["apostrophe", "V", "q"], "q (qualify) is for leads. ' goes to them."),
        (["b"], "b (by) is for reports. ' goes to them."),
    ],
)
async def test_on_other_screens(book: Book, keys: list[str], sentence: str) -> None:
    book.lead()
    book.record(Kind.ACCOUNT, name="Adatum Oy")
    async with app_on(book) as pilot:
        await press(pilot, *keys)
        assert said(pilot) == sentence


async def test_a_right_that_is_missing_is_told_before_the_state(book: Book) -> None:
    number = book.lead()
    book.done(lambda s: store.disqualify(s, number, "lost"))
    book.done(lambda s: store.user_add(s, "eve", "Eve", None, "auditor"))
    async with app_on(book, user="eve") as pilot:
        await press(pilot, "right_square_bracket", "q")
        assert said(pilot).startswith("q (qualify): ") and "(right qualify)" in said(pilot)
        assert said(pilot).endswith("Ask ada.")


async def test_a_key_of_the_users_own_is_named_as_it_is_pressed(book: Book) -> None:
    book.lead()
    async with app_on(book) as pilot:
        pilot.app.config.keys["by"] = "X"
        await press(pilot, "X")
        assert said(pilot) == "X (by) is for reports. ' goes to them."
        await press(pilot, "b")
        assert said(pilot) == "b does nothing here. ? shows the keys."


@pytest.mark.parametrize("scope", SCOPES)
def test_every_key_of_every_screen_means_one_thing_and_says_where(scope: str) -> None:
    for key in {key for command in COMMANDS for key in command.keys}:
        command = meant(scope, key, lambda one: one.keys)
        if command is None or scope in command.scopes or "any" in command.scopes:
            continue
        assert where(scope, command).endswith(".") and len(f"{key} ({command.label}) ") < 40
