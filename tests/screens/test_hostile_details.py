"""Names that strangers typed never crash, act or reach the terminal raw, on any detail or dialog."""

from pathlib import Path

import pytest
from desk import READY, Book, app_on, press, screen_text
from repeats import LONG, long

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.match import Verdict
from leadtui.domain.plan import Request
from leadtui.domain.records import Activity
from leadtui.widgets.belt import UNSAFE

HOSTILE = (
    "[/foo] Ltd",
    "[@click=app.quit]x[/]",
    "\x1b]52;c;aGk=\x07\x1b[2J",
    "\u202egpj.exe\u2066\x00",
    "$accent [bold",
    "王小明" * 30,
    "x" * 95,
)
WIDE = HOSTILE[-3:]
# What is cut at the edge matters where the edge is near; the others are the same in any width.
DESKS = [
    (name, size) for size in ((80, 24), (60, 24)) for name in HOSTILE if size[0] == 80 or name in WIDE or LONG
]


@pytest.mark.parametrize("name", HOSTILE)
async def test_every_detail_and_dialog_takes_it_as_text(tmp_path: Path, name: str) -> None:
    book = Book(tmp_path)
    short = name[:48]
    book.record(Kind.ACCOUNT, name=name, phone="+351 21 555 0123", city=short)
    book.record(Kind.CONTACT, last_name=short, email="ana@northwind.example", job_title=name)
    number = book.lead(last_name=short, company=name, topic=name, city=short, description=f"{name}\n{name}")
    book.done(lambda s: store.log(s, Kind.LEAD, number, Activity(kind="note", text=name)))
    async with app_on(book) as pilot:
        seen = ""
        for key in (
            *("enter", "q", "1", "escape", "5", "escape", "escape"),
            *("d", "8", "tab", "down", "space", "escape"),
            *("c", "escape", "f", "escape", "a", "escape", "D", "enter", "e", "escape"),
            *("h", "y", "escape", "u", "escape", "e", "escape", "7", "escape", "n"),
        ):
            await press(pilot, key)
            seen += screen_text(pilot)
        assert pilot.app.is_running
        assert not UNSAFE.search(seen.replace("\n", ""))


@pytest.mark.parametrize("name", HOSTILE)
async def test_closing_and_opening_again_take_it_as_text(tmp_path: Path, name: str) -> None:
    book = Book(tmp_path)
    short = name[:48]
    account = book.record(Kind.ACCOUNT, name=name)
    number = book.lead(last_name=short, company=name, topic=name)
    book.done(lambda s: store.qualify(s, number, Request(why=name, duplicates_reviewed=True)))
    book.done(lambda s: store.reactivate(s, number, name))
    async with app_on(book) as pilot:
        seen = ""
        for key in ("d", "1", "enter", "9", "escape"):
            await press(pilot, key)
            seen += screen_text(pilot)
        book.done(
            lambda s: store.disqualify(
                s, number, "handled_elsewhere", name, (Kind.ACCOUNT, account), opportunity="detach",
                because=f"so {name}",
            )
        )  # fmt: skip
        for key in ("R", "right_square_bracket", "enter", "r", "enter"):
            await press(pilot, key)
            seen += screen_text(pilot)
        assert pilot.app.is_running
        assert not UNSAFE.search(seen.replace("\n", ""))


@long
@pytest.mark.parametrize(("name", "size"), DESKS, ids=str)
async def test_desk_clusters_and_merge_take_it_as_text(
    tmp_path: Path, name: str, size: tuple[int, int]
) -> None:
    book = Book(tmp_path)
    short = name[:48]
    values = {"last_name": short, "company": name, "topic": name, "city": short, "street": name}
    first, second = (
        book.lead(**values),
        book.lead(**values | {"first_name": f"A{short[:20]}", "job_title": name}),
    )
    book.done(lambda s: store.disqualify(s, book.lead(**values), "lost", name))
    book.done(lambda s: store.decide(s, (Kind.LEAD, first), (Kind.LEAD, second), Verdict.KEPT, name))
    async with app_on(book, size) as pilot:
        seen = ""
        for key in (
            *(
                "D",
                "m",
                "s",
                "escape",
                "w",
                "escape",
                "2",
                "3",
                "x",
                "x",
                "r",
                "escape",
                "enter",
                "h",
                "escape",
            ),
            *(
                "enter",
                "D",
                "escape",
                "h",
                "q",
                "D",
                "escape",
                "escape",
                "B",
                "enter",
                "x",
                "escape",
                "escape",
            ),
            *(
                "n",
                f"text:{READY['first_name']}",
                "tab",
                "tab",
                *["tab"] * 3,
                f"text:{READY['email']}",
                "tab",
            ),
            *("ctrl+o", "escape", "escape"),
        ):
            await press(pilot, key)
            seen += screen_text(pilot)
        assert pilot.app.is_running
        assert "alike" in seen and "Merge two leads" in seen and "Duplicates in the whole book" in seen
        assert not UNSAFE.search(seen.replace("\n", ""))
