"""The duplicate desk, its form and its clusters: what each key does, what it refuses, what it never does."""

import re
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from desk import Book, app_on, press, screen_text
from textual.pilot import Pilot

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.match import Verdict
from leadtui.domain.plan import Request, Sale
from leadtui.screens import cluster_lines, doing, form_alike, typing_in
from leadtui.screens.clusters import WINDOW, Clusters
from leadtui.screens.desk import DuplicateDesk
from leadtui.screens.lead_detail import LeadDetailScreen
from leadtui.screens.merge import Merge
from leadtui.screens.qualify import Qualify
from leadtui.screens.record_detail import RecordDetailScreen

ANA = {"first_name": "Ana", "last_name": "Pereira", "email": "ana@northwind.example"}


@pytest.fixture
def book(tmp_path: Path) -> Book:
    return Book(tmp_path)


async def until(pilot: Pilot[int], true: Callable[[], object]) -> None:
    for _ in range(200):
        if true():
            break
        await pilot.pause(0.02)
    await pilot.pause(0.05)
    assert true(), screen_text(pilot)


async def at_desk(pilot: Pilot[int], key: str = "D") -> DuplicateDesk:
    await pilot.press(key)
    await until(pilot, lambda: isinstance(pilot.app.screen, DuplicateDesk))
    assert isinstance(pilot.app.screen, DuplicateDesk)
    return pilot.app.screen


def on_list(pilot: Pilot[int]) -> bool:
    return not isinstance(pilot.app.screen, DuplicateDesk) and "Open leads" in screen_text(pilot)


# -- nothing that harms is preselected


async def test_d_enter_opens_and_writes_nothing(book: Book) -> None:
    first = book.lead()
    book.lead()
    before = book.ask(store.stamp)
    async with app_on(book) as pilot:
        await at_desk(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, LeadDetailScreen))
        await press(pilot, "h")
        await until(pilot, lambda: isinstance(pilot.app.screen, DuplicateDesk))
        await press(pilot, "escape")
        await until(pilot, lambda: on_list(pilot))
    assert book.ask(store.stamp) == before
    assert book.ask(lambda s: store.duplicates_of(s, Kind.LEAD, first)).matches[0].decision is None


@pytest.mark.parametrize(
    ("key", "why"),
    [
        ("l", "Only an account or a contact can be used; this is a lead."),
        ("o", "Only an opportunity is attached to; this is a lead."),
        ("r", "Only a closed lead can be reactivated; this is a lead that is open."),
        ("9", "There is only 1."),
    ],
)
async def test_what_does_not_fit_says_why(book: Book, key: str, why: str) -> None:
    book.lead()
    book.lead()
    before = book.ask(store.stamp)
    async with app_on(book) as pilot:
        await at_desk(pilot)
        await press(pilot, key)
        await until(pilot, lambda: why in screen_text(pilot))
        assert f" {key} " not in screen_text(pilot).splitlines()[-1]
    assert book.ask(store.stamp) == before


async def test_two_of_other_kinds_do_not_merge(book: Book) -> None:
    book.record(Kind.CONTACT, **ANA)
    book.lead()
    async with app_on(book) as pilot:
        await at_desk(pilot)
        await press(pilot, "m")
        await until(pilot, lambda: "Only two leads can be merged; this is a contact." in screen_text(pilot))
        assert not isinstance(pilot.app.screen, Merge)


# -- what is written


async def test_x_once_more_takes_it_back(book: Book) -> None:
    first, _ = book.lead(), book.lead()

    def decision() -> Any:
        return book.ask(lambda s: store.duplicates_of(s, Kind.LEAD, first)).matches[0].decision

    async with app_on(book) as pilot:
        await at_desk(pilot)
        await press(pilot, "x")
        await until(pilot, lambda: "All decided" in screen_text(pilot))
        assert decision().verdict is Verdict.DIFFERENT and decision().by == "ada"
        assert "x take back" in screen_text(pilot)
        await press(pilot, "x")
        await until(pilot, lambda: "Undecided again" in screen_text(pilot))
        assert decision() is None


@pytest.mark.parametrize("at_hand", [0, 1])
async def test_a_verdict_is_not_given_on_what_somebody_changed_meanwhile(book: Book, at_hand: int) -> None:
    leads = book.lead(), book.lead()
    async with app_on(book) as pilot:
        desk = await at_desk(pilot)
        both = desk.desk.here.record.id, desk.ref[1]
        assert set(both) == set(leads)
        book.done(lambda s: store.edit(s, Kind.LEAD, both[at_hand], {"city": "Porto"}), "ola")
        await press(pilot, "x")
        await until(pilot, lambda: f"ola changed city of lead {both[at_hand]}" in screen_text(pilot))
        assert book.ask(lambda s: s.sql("SELECT count(*) FROM match_verdict")) == [(0,)]
        await press(pilot, "R", "x")
        await until(pilot, lambda: "All decided" in screen_text(pilot))
    assert book.ask(lambda s: s.sql("SELECT count(*) FROM match_verdict")) == [(1,)]


async def test_o_opens_the_plan_in_which_the_lead_joins_the_opportunity(book: Book) -> None:
    account = book.record(Kind.ACCOUNT, name="Northwind Lda")
    contact = book.record(Kind.CONTACT, last_name="Costa", account=account)
    book.record(
        Kind.OPPORTUNITY, topic="Scanners for three shops", account=account, contact=contact, owner="ola"
    )
    lead = book.lead(account=account)
    async with app_on(book) as pilot:
        desk = await at_desk(pilot)
        place = next(i for i, one in enumerate(desk.desk.others) if one.match.kind is Kind.OPPORTUNITY)
        await press(pilot, str(place + 1))
        assert "o attach" in screen_text(pilot)
        await press(pilot, "o")
        await until(pilot, lambda: "Qualify 1" in screen_text(pilot))
        await until(
            pilot, lambda: re.search(r"3 Opportunity +attach +Scanners for three shops", screen_text(pilot))
        )
        await press(pilot, "escape")
    assert book.ask(lambda s: store.lead(s, lead)).state == "open"
    plan = book.ask(lambda s: store.plan(s, lead, Request(opportunities=(Sale(1),))))
    assert [one.id for one in plan.records] == [account, None, 1]
    # The lead is of another person than the opportunity's contact: one more stakeholder.
    assert [one.action for one in plan.records] == ["link", "create", "link"]
    assert all(one.decided for one in plan.records)


async def test_an_account_is_used_from_the_desk(book: Book) -> None:
    account = book.record(Kind.ACCOUNT, name="Northwind Lda")
    lead = book.lead()
    async with app_on(book) as pilot:
        await at_desk(pilot)
        assert "l use this account" in screen_text(pilot)
        await press(pilot, "l")
        await until(pilot, lambda: "Nothing looks the same any more" in screen_text(pilot))
    assert book.ask(lambda s: store.lead(s, lead)).account == account


# -- merging goes on with the one that stays


async def test_the_desk_goes_on_with_the_lead_that_stays(book: Book) -> None:
    first, second, third = book.lead(), book.lead(phone=None), book.lead(phone=None, topic=None)
    async with app_on(book) as pilot:
        await press(pilot, "G")
        desk = await at_desk(pilot)
        about = desk.desk.here.record.id
        await press(pilot, "m")
        await until(pilot, lambda: isinstance(pilot.app.screen, Merge))
        plan = pilot.app.screen.plan
        if plan.winner.id == about:
            await press(pilot, "s")
            plan = pilot.app.screen.plan
        stays = plan.winner.id
        assert plan.loser.id == about
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is desk and desk.desk.here.record.id == stays)
        assert screen_text(pilot).startswith(f" {stays} Ana Pereira")
        assert [one.match.id for one in desk.desk.others] == list({first, second, third} - {about, stays})
        await press(pilot, "x")
        await until(pilot, lambda: "All decided" in screen_text(pilot))
    left = {first, second, third} - {about, stays}
    pair = book.ask(lambda s: store.duplicates_of(s, Kind.LEAD, stays)).matches[0]
    assert pair.id in left and pair.decision is not None
    assert book.ask(lambda s: store.merged_into(s, Kind.LEAD, about)) == stays


async def test_an_account_that_is_put_away_leaves_the_desk_of_the_other(book: Book) -> None:
    first = book.record(Kind.ACCOUNT, name="Northwind Lda", city="Porto", phone="+351 21 555 0123")
    second = book.record(Kind.ACCOUNT, name="Northwind Lda", city="Porto")
    async with app_on(book) as pilot:
        pilot.app.screen.run_worker(doing.duplicates(pilot.app, Kind.ACCOUNT, second))
        await until(pilot, lambda: isinstance(pilot.app.screen, DuplicateDesk))
        desk = pilot.app.screen
        await press(pilot, "m")
        await until(pilot, lambda: isinstance(pilot.app.screen, Merge))
        if pilot.app.screen.plan.winner.id == second:
            await press(pilot, "s")
        await press(pilot, "enter")
        await until(pilot, lambda: pilot.app.screen is desk and desk.desk.here.record.id == first)
        assert "nothing looks alike" in screen_text(pilot)
    assert book.ask(lambda s: store.merged_into(s, Kind.ACCOUNT, second)) == first


async def test_a_plan_goes_on_with_the_lead_that_stays_and_its_why(book: Book) -> None:
    first, second = book.lead(), book.lead(phone=None, city="Porto")
    async with app_on(book) as pilot:
        await press(pilot, "q")
        await until(pilot, lambda: isinstance(pilot.app.screen, Qualify))
        about = pilot.app.screen.plan.lead.id
        await press(pilot, "tab", "text:demo", "shift+tab")
        await at_desk(pilot, "5")  # a letter is the why's here
        await press(pilot, "m")
        await until(pilot, lambda: isinstance(pilot.app.screen, Merge))
        if pilot.app.screen.plan.winner.id == about:
            await press(pilot, "s")
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DuplicateDesk))
        await press(pilot, "escape")
        (stays,) = {first, second} - {about}
        await until(pilot, lambda: f"Qualify {stays} Ana Pereira" in screen_text(pilot))
        assert "Why  demo" in screen_text(pilot)
        await press(pilot, "enter")
        await until(pilot, lambda: "Qualified Ana Pereira" in screen_text(pilot))
    detail = book.ask(lambda s: store.lead_detail(s, stays))
    assert detail.qualifications[0].why == "demo"


# -- beside the form


async def test_the_form_looks_when_a_field_is_left_never_at_a_letter(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.lead()
    asked: list[Any] = []
    look = form_alike.read_alike

    def counting(session: Any, kind: Kind, values: Any) -> Any:
        asked.append(values)
        return look(session, kind, values)

    monkeypatch.setattr(form_alike, "read_alike", counting)
    async with app_on(book) as pilot:
        await press(pilot, "n")
        await until(pilot, lambda: "New lead" in screen_text(pilot))
        await press(pilot, "text:Ana")
        assert asked == []
        await press(pilot, "tab", "text:Pereira")
        await until(pilot, lambda: len(asked) == 1)
        await press(pilot, "tab")
        await until(pilot, lambda: len(asked) == 2)
        await press(pilot, "tab", "tab", "tab")  # nothing was typed in these
        assert [one["last_name"] for one in asked] == [None, "Pereira"]
        await press(pilot, "text:ana@northwind.example", "tab")
        await until(pilot, lambda: "looks like: lead 1 Ana Pereira" in screen_text(pilot))
        assert "ana@northwind.example" in screen_text(pilot)
    assert len(asked) == 3


async def test_a_form_that_opens_filled_looks_once_and_says_nothing_before_it_knows(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    book.lead()
    book.lead(last_name="Perreira")
    contact = book.record(Kind.CONTACT, **ANA)
    let, asked, look = threading.Event(), list[Any](), form_alike.read_alike

    def slow(session: Any, kind: Kind, values: Any) -> Any:
        asked.append(values)
        assert let.wait(120)
        return look(session, kind, values)

    monkeypatch.setattr(form_alike, "read_alike", slow)
    async with app_on(book, (130, 40)) as pilot:
        await pilot.press("e")
        await until(pilot, lambda: asked)
        assert "Edit lead" in screen_text(pilot)
        assert "Nothing looks like it" not in screen_text(pilot) and "Looks like" not in screen_text(pilot)
        let.set()
        await until(pilot, lambda: "Looks like" in screen_text(pilot))
        assert "2 alike" in screen_text(pilot)
        await press(pilot, "tab", "tab", "escape")
        assert len(asked) == 1
        pilot.app.run_worker(
            typing_in.new(pilot.app, Kind.LEAD, book.ask(lambda s: store.record(s, Kind.CONTACT, contact)))
        )
        await until(pilot, lambda: len(asked) == 2 and "Looks like" in screen_text(pilot))
        assert "New lead from" in screen_text(pilot) and "lead 1 Ana" in screen_text(pilot)


async def test_what_is_typed_stays_when_one_looks_at_the_matches(book: Book) -> None:
    book.lead()
    book.lead(last_name="Perreira")
    async with app_on(book) as pilot:
        await press(pilot, "n")
        await until(pilot, lambda: "New lead" in screen_text(pilot))
        await press(pilot, "text:Ana", "tab", "text:Pereira", *["tab"] * 4, "text:ana@northwind.example")
        await press(pilot, "tab", "text:123")
        await until(pilot, lambda: "2 alike" in screen_text(pilot))
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: isinstance(pilot.app.screen, DuplicateDesk))
        await press(pilot, "x")
        assert "Nothing is saved yet" in screen_text(pilot)
        await press(pilot, "escape", "text:45")
        await until(pilot, lambda: "12345" in screen_text(pilot))
        await press(pilot, "ctrl+o")
        await until(pilot, lambda: isinstance(pilot.app.screen, DuplicateDesk))
        _, second = (one.match.id for one in pilot.app.screen.desk.others)
        await press(pilot, "right", "l")
        await until(pilot, lambda: isinstance(pilot.app.screen, LeadDetailScreen))
        assert screen_text(pilot).startswith(f" {second}  Ana P")
    assert book.ask(lambda s: store.lead(s, 3)) is None


# -- accounts and contacts have their desk too


async def test_d_on_a_list_of_records_and_on_a_record(book: Book) -> None:
    book.record(Kind.CONTACT, **ANA)
    book.record(Kind.CONTACT, **ANA)
    async with app_on(book) as pilot:
        await press(pilot, "apostrophe", "p")
        await until(pilot, lambda: "Pereira" in screen_text(pilot))
        await at_desk(pilot)
        assert "this contact" in screen_text(pilot)
        await press(pilot, "escape", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, RecordDetailScreen))
        await at_desk(pilot)
        assert "this contact" in screen_text(pilot)


# -- the whole book

_SYLLABLES = ("bran", "kett", "dimo", "luf", "rosch", "wey", "hagg", "tziv", "pom", "nurq")


async def test_a_window_more_of_clusters_builds_its_own_lines_alone(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.open_session(book.path, user="ada") as session:
        for number in range(WINDOW + 5):
            one, two, three = (_SYLLABLES[int(digit)] for digit in f"{number:03}")
            host = f"{three}{one}{two}{three}.example"
            values = {"last_name": f"{one}{two}{three}", "first_name": f"{three}{two}", "email": f"x@{host}"}
            for _ in range(2):
                store.create(session, Kind.LEAD, values)
    built: list[int] = []
    row = cluster_lines._row

    def counting(cluster: Any, *args: Any) -> Any:
        built.append(cluster.members[0].id)
        return row(cluster, *args)

    monkeypatch.setattr(cluster_lines, "_row", counting)
    async with app_on(book) as pilot:
        await press(pilot, "B")
        await until(pilot, lambda: f"{WINDOW} clusters so far" in screen_text(pilot))
        assert len(built) == WINDOW
        await press(pilot, "j", "k", "pagedown")
        assert len(built) == WINDOW  # a key draws lines that are there
        await press(pilot, "G")
        await until(pilot, lambda: f"{WINDOW + 5} clusters" in screen_text(pilot))
        assert len(built) == WINDOW + 5
        assert isinstance(pilot.app.screen, Clusters)


async def test_a_cluster_opens_at_another_one_of_it(book: Book) -> None:
    book.record(Kind.ACCOUNT, name="Northwind Lda")
    first, second = book.lead(), book.lead()
    async with app_on(book) as pilot:
        await press(pilot, "B")
        await until(pilot, lambda: "1 cluster" in screen_text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, DuplicateDesk))
        desk = pilot.app.screen
        assert desk.desk.here.record.id == first
        assert desk.side.match.ref == (Kind.LEAD, second)
        assert len(desk.desk.others) == 2
