"""The import screen where rows are not new: shown before anything is stored, chosen for all or one by one."""

from pathlib import Path

import pytest
from desk import Book, app_on, press, screen_text
from textual.pilot import Pilot

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.screens.importer import Importer
from leadtui.widgets.lines import Lines

PEOPLE = (
    "First Name,Last Name,Company,Email,Phone\n"
    "Ana,Pereira,Northwind,ana@northwind.example,+351 21 555 0123\n"
    "Zeno,Quist,Quist AB,zeno@quist.example,+46 70 555 99 11\n"
    "Otto,Lindqvist,Alpine Ski House,otto@alpine.example,+43 1 555 0177\n"
)


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "fair.csv"
    path.write_text(PEOPLE, "utf-8")
    return path


@pytest.fixture
def known(book: Book) -> Book:
    """Ana is an open lead; Otto's lead was closed as lost."""
    book.lead()
    otto = book.lead(
        first_name="Otto",
        last_name="Lindqvist",
        company="Alpine Ski House",
        email="otto@alpine.example",
        phone="+43 1 555 0177",
    )
    book.done(lambda s: store.disqualify(s, otto, "lost", "chose another"))
    return book


async def looked_at(pilot: Pilot[int], file: Path) -> None:
    """Up to the rows that are not new."""
    await press(pilot, "I")
    pilot.app.focused.value = str(file)
    await press(pilot, "enter")
    await pilot.pause(0.3)
    await press(pilot, "enter")
    await pilot.pause(0.5)


def leads(book: Book) -> list[tuple[str, State]]:
    found = [book.ask(lambda s, id=id: store.lead(s, id)) for id in range(1, 6)]
    return [(lead.title, lead.state) for lead in found if lead]


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 24)])
async def test_rows_that_are_not_new_are_shown_before_anything_is_stored(
    known: Book, file: Path, size: tuple[int, int]
) -> None:
    async with app_on(known, size) as pilot:
        await looked_at(pilot, file)
        text = screen_text(pilot)
        assert "3 rows looked at" in text
        assert "duplicate           1" in text
        assert "returning           1" in text
        assert "Zeno" not in text
        assert "Ana" in text and "create" in text
        assert "Otto" in text and "new lead" in text
        assert len(leads(known)) == 2
        await press(pilot, "escape")
        assert len(leads(known)) == 2


async def test_a_row_and_all_of_a_sort_are_chosen_by_keys(known: Book, file: Path) -> None:
    async with app_on(known) as pilot:
        await looked_at(pilot, file)
        await press(pilot, "d", "2")  # skip
        assert "1 skip" in screen_text(pilot)
        screen = pilot.app.screen
        assert isinstance(screen, Importer)
        screen.query_one(Lines).go(4)
        await press(pilot, "c", "2")  # reactivate
        assert "1 reactivate" in screen_text(pilot)
        await press(pilot, "enter")
        await pilot.pause(0.5)
        text = screen_text(pilot)
        assert "1 lead stored" in text
        assert "updated             1" in text
        assert "skipped             1" in text
    assert leads(known) == [
        ("Ana Pereira", State.OPEN),
        ("Otto Lindqvist", State.OPEN),
        ("Zeno Quist", State.OPEN),
    ]


async def test_a_returning_enquiry_is_by_itself_a_new_lead(known: Book, file: Path) -> None:
    async with app_on(known) as pilot:
        await looked_at(pilot, file)
        await press(pilot, "enter")
        await pilot.pause(0.5)
        assert "3 leads stored" in screen_text(pilot)
    assert [state for name, state in leads(known) if name == "Otto Lindqvist"] == [
        State.DISQUALIFIED,
        State.OPEN,
    ]
    pairs = known.ask(lambda s: store.pairs(s, 10))
    assert {(one.a.kind, one.a.title) for one in pairs} == {
        (Kind.LEAD, "Ana Pereira"),
        (Kind.LEAD, "Otto Lindqvist"),
    }
