"""The merge of two records, on the screen."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from desk import Book, app_on, press, screen_text
from textual.pilot import Pilot
from textual.worker import Worker

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.records import Activity
from leadtui.screens.merge import Merge, merge
from leadtui.screens.unmerge import Unmerge, unmerge

HOSTILE = "[/x] [@click=app.quit]go[/] \u202eevil\x1b]52;c;eA==\x07"


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


@pytest.fixture
def pair(book: Book) -> tuple[int, int]:
    first = book.lead(city="Porto", rating="hot", description="Asked at the fair.")
    second = book.lead(
        company="Northwind Lisboa", phone=None, mobile="+351 91 555 0123", topic=None, source=None,
        email=None, do_not_call=True, description="Likes blue.",
    )  # fmt: skip
    book.done(lambda s: store.log(s, Kind.LEAD, second, Activity(text="They called.")))
    return first, second


@asynccontextmanager
async def merging(
    book: Book, kind: Kind, a: int, b: int, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[Pilot[int], Worker[bool]]]:
    """The dialog of two records, and the worker that waits for its answer."""
    async with app_on(book, size) as pilot:
        job: Worker[bool] = pilot.app.screen.run_worker(merge(pilot.app, kind, a, b))
        await until(pilot, lambda: isinstance(pilot.app.screen, Merge) or job.is_finished)
        yield pilot, job


async def until(pilot: Pilot[int], true: Any) -> None:
    for _ in range(200):
        if true():
            break
        await pilot.pause(0.02)
    await pilot.pause(0.05)
    assert true()


def plan_of(pilot: Pilot[int]) -> Any:
    assert isinstance(pilot.app.screen, Merge)
    return pilot.app.screen.plan


async def test_it_says_who_stays_and_esc_leaves_no_trace(book: Book, pair: tuple[int, int]) -> None:
    before = book.ask(store.stamp)
    async with merging(book, Kind.LEAD, *pair[::-1]) as (pilot, job):
        text = screen_text(pilot)
        assert f"{pair[0]} Ana Pereira stays; {pair[1]} Ana Pereira is closed as merged." in text
        assert "nothing written yet" in text and f"Taken over from {pair[1]}: 1 activity." in text
        assert f"{pair[0]} stays" in text and f"{pair[1]} is closed" in text
        await press(pilot, "space", "s", "space", "escape")
        await until(pilot, lambda: job.is_finished)
        assert job.result is False
    assert book.ask(store.stamp) == before
    assert book.ask(lambda s: store.drafts(s)) == []


async def test_enter_writes_what_is_marked(book: Book, pair: tuple[int, int]) -> None:
    first, second = pair
    async with merging(book, Kind.LEAD, first, second) as (pilot, job):
        marked = [line for line in screen_text(pilot).splitlines() if "Company " in line]
        assert "● Northwind Lda" in marked[0] and "● Northwind Lisboa" not in marked[0]
        await press(pilot, "g", "space")  # the company
        marked = [line for line in screen_text(pilot).splitlines() if "Company " in line]
        assert "● Northwind Lisboa" in marked[0] and "● Northwind Lda" not in marked[0]
        assert "Company will be: Northwind Lisboa" in screen_text(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: job.is_finished)
        assert job.result is True
        assert f"Merged lead {second} into {first} Ana Pereira" in screen_text(pilot)
    lead = book.ask(lambda s: store.lead(s, first))
    assert (lead.company, lead.mobile, lead.do_not_call) == ("Northwind Lisboa", "+351 91 555 0123", True)
    assert lead.description == "Asked at the fair.\n\nLikes blue."
    assert book.ask(lambda s: store.lead(s, second)).status_reason == "merged"


async def test_keys_choose_and_what_is_fixed_says_why(book: Book, pair: tuple[int, int]) -> None:
    async with merging(book, Kind.LEAD, *pair) as (pilot, _):
        await press(pilot, "right")
        assert plan_of(pilot).choices == {"company": "loser"}
        await press(pilot, "left", "left")
        assert plan_of(pilot).choices == {"company": "winner"}
        await press(pilot, "b")
        assert "Company: only one of the two can be taken." in screen_text(pilot)
        await press(pilot, "G")
        while "Do not call will be" not in screen_text(pilot):
            await press(pilot, "k")
        await press(pilot, "space")
        assert "Do not call: nothing to choose, a refusal is never lost." in screen_text(pilot)
        while "Description will be" not in screen_text(pilot):
            await press(pilot, "k")
        assert "Asked at the fair." in screen_text(pilot) and "both are kept" in screen_text(pilot)
        await press(pilot, "space")
        assert plan_of(pilot).choices["description"] == "winner"


async def test_s_lets_the_other_stay(book: Book, pair: tuple[int, int]) -> None:
    first, second = pair
    async with merging(book, Kind.LEAD, first, second) as (pilot, job):
        await press(pilot, "space", "s")
        assert f"{second} Ana Pereira stays; {first}" in screen_text(pilot)
        assert "The fields are chosen anew." in screen_text(pilot)
        assert f"s let {first} stay" in screen_text(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: job.is_finished)
    assert book.ask(lambda s: store.merged_into(s, Kind.LEAD, first)) == second


async def test_a_closed_lead_cannot_be_the_one_that_stays(book: Book, pair: tuple[int, int]) -> None:
    first, second = pair
    book.done(lambda s: store.disqualify(s, first, "lost"))
    async with merging(book, Kind.LEAD, first, second) as (pilot, _):
        assert plan_of(pilot).winner.id == second
        assert f"[s let {first} stay]" in screen_text(pilot)
        await press(pilot, "s")
        assert "read-only" in screen_text(pilot)
        assert plan_of(pilot).winner.id == second
    book.done(lambda s: store.disqualify(s, second, "lost"))
    async with merging(book, Kind.LEAD, first, second) as (pilot, job):
        assert job.result is False
        assert "both closed and read-only" in screen_text(pilot)


async def test_a_conflict_comes_back_with_what_changed(book: Book, pair: tuple[int, int]) -> None:
    first, second = pair
    async with merging(book, Kind.LEAD, first, second) as (pilot, job):
        await press(pilot, "g", "space")
        book.done(lambda s: store.edit(s, Kind.LEAD, second, {"city": "Braga"}), user="ola")
        await press(pilot, "enter")
        await until(pilot, lambda: "since you opened it" in screen_text(pilot))
        text = screen_text(pilot)
        assert f"ola changed city of lead {second}" in " ".join(text.replace("│", " ").split())
        assert "Braga" in text and not job.is_finished
        assert plan_of(pilot).choices == {"company": "loser"}
        assert book.ask(lambda s: store.lead(s, second)).is_open
        await press(pilot, "enter")
        await until(pilot, lambda: job.is_finished)
        assert job.result is True


async def test_somebody_else_merged_them_meanwhile(book: Book, pair: tuple[int, int]) -> None:
    first, second = pair
    async with merging(book, Kind.LEAD, first, second) as (pilot, _):
        book.done(lambda s: store.merge(s, Kind.LEAD, second, first), user="ola")
        await press(pilot, "enter")
        await until(pilot, lambda: "was merged into" in screen_text(pilot))
        assert f"Lead {first} was merged into lead {second} by ola" in " ".join(
            screen_text(pilot).replace("│", " ").split()
        )
        await press(pilot, "escape")


@pytest.mark.parametrize("size", [(80, 24), (60, 24), (40, 12), (120, 40)], ids=str)
async def test_it_fits_and_a_hostile_name_does_nothing(book: Book, size: tuple[int, int]) -> None:
    first = book.record(Kind.ACCOUNT, name=HOSTILE, city=HOSTILE, website="a.example", description=HOSTILE)
    second = book.record(
        Kind.ACCOUNT, name=HOSTILE * 2, city="B", phone="+46 40 630 01 00", email="a@b.example"
    )
    async with merging(book, Kind.ACCOUNT, first, second, size) as (pilot, job):
        text = screen_text(pilot)
        assert "enter merge" in text and "esc leave" in text
        assert "\x1b" not in text and "\u202e" not in text and "[@click=app.quit]" in text
        assert all(len(line) <= size[0] for line in text.splitlines())
        await press(pilot, "j", "space", "s", "G", "right")
        await press(pilot, "enter")
        await until(pilot, lambda: job.is_finished)
        assert job.result is True


async def test_records_that_differ_in_nothing(book: Book) -> None:
    first, second = (book.record(Kind.CONTACT, last_name="Costa") for _ in range(2))
    async with merging(book, Kind.CONTACT, first, second) as (pilot, job):
        await press(pilot, "space", "left")
        await press(pilot, "enter")
        await until(pilot, lambda: job.is_finished)
        assert job.result is True


async def test_linked_records_are_named(book: Book) -> None:
    one, other = (book.record(Kind.ACCOUNT, name=name) for name in ("Adatum Oy", "Fabrikam AB"))
    first = book.record(Kind.CONTACT, last_name="Costa", account=one)
    second = book.record(Kind.CONTACT, last_name="Costa", account=other)
    async with merging(book, Kind.CONTACT, first, second) as (pilot, _):
        assert "● Adatum Oy" in screen_text(pilot) and "Fabrikam AB" in screen_text(pilot)


# -- taken apart


async def test_unmerge_waits_for_enter(book: Book, pair: tuple[int, int]) -> None:
    first, second = pair
    book.done(lambda s: store.merge(s, Kind.LEAD, first, second))
    async with app_on(book) as pilot:
        for key, written in (("escape", False), ("enter", True)):
            job: Worker[bool] = pilot.app.screen.run_worker(unmerge(pilot.app, Kind.LEAD, second, "Ana"))
            await until(pilot, lambda: isinstance(pilot.app.screen, Unmerge))
            await press(pilot, key)
            await until(pilot, lambda job=job: job.is_finished)
            assert job.result is written
        assert f"Unmerged: lead {second} stands beside {first} again." in screen_text(pilot)
    assert book.ask(lambda s: store.lead(s, second)).is_open


async def test_the_detail_says_whereto_and_r_offers_both_ways(book: Book, pair: tuple[int, int]) -> None:
    first, second = pair
    book.done(lambda s: store.merge(s, Kind.LEAD, first, second))
    async with app_on(book, (80, 50)) as pilot:
        from leadtui.screens import doing

        await doing.open_record(pilot.app, Kind.LEAD, first)
        await until(pilot, lambda: "Timeline" in screen_text(pilot))
        assert f"lead {second}: Created" in screen_text(pilot)
        assert "Merged lead Ana Pereira" in " ".join(screen_text(pilot).split())
        await press(pilot, "escape")
        await doing.open_record(pilot.app, Kind.LEAD, second)
        await until(pilot, lambda: "Merged, today" in screen_text(pilot))
        assert "into lead Ana Pereira" in " ".join(screen_text(pilot).split())
        await press(pilot, "r")
        await until(pilot, lambda: "Take the merge apart" in screen_text(pilot))
        await press(pilot, "1")
        await until(pilot, lambda: isinstance(pilot.app.screen, Unmerge))
        await press(pilot, "enter")
        await until(pilot, lambda: "Unmerged" in screen_text(pilot))
    assert book.ask(lambda s: store.lead(s, second)).is_open


async def test_a_hidden_account_comes_back_from_the_one_that_stayed(book: Book) -> None:
    first, second = (book.record(Kind.ACCOUNT, name=name) for name in ("Adatum Oy", "Fabrikam AB"))
    book.done(lambda s: store.merge(s, Kind.ACCOUNT, first, second))
    async with app_on(book) as pilot:
        from leadtui.screens import doing

        await doing.open_record(pilot.app, Kind.ACCOUNT, first)
        await until(pilot, lambda: "Fabrikam AB" in screen_text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, Unmerge))
        assert f"Account {second} Fabrikam AB is there again." in screen_text(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "Unmerged" in screen_text(pilot))
    assert book.ask(lambda s: store.record(s, Kind.ACCOUNT, second)) is not None
