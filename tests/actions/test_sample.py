"""The sample book: the same seed gives the same book, and it holds something of everything."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clocks import FakeClock

from leadtui.actions.sample import LIVED, fill
from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.domain.records import Account, Opportunity, Record
from leadtui.domain.results import Done
from leadtui.domain.views import View, view
from leadtui.store import (
    NotEmpty,
    Session,
    assign,
    create_store,
    duplicates_of,
    lead_rows,
    record_rows,
    user_add,
    users,
    verify,
    view_ids,
)
from leadtui.store.schema import COUNTERS


def made(path: Path, count: int, seed: int = 7) -> Session:
    session = create_store(path, user="ada", login="ada", clock=FakeClock())
    fill(session, count, seed)
    return session


def records(session: Session, kind: Kind) -> dict[int, Record]:
    return record_rows(session, kind, view_ids(session, View(kind)))


def told(session: Session) -> list[Any]:
    """All that the book says, but for the salts of its journal."""
    counted = [session.sql(f"SELECT next FROM counter WHERE name = '{name}'") for name in COUNTERS]
    bodies = session.sql(
        "SELECT e.at, e.actor, e.action, v.body FROM event e JOIN event_value v ON v.event = e.id"
        " ORDER BY e.id"
    )
    return [*(records(session, kind) for kind in (Kind.LEAD, Kind.ACCOUNT, Kind.CONTACT)), counted, bodies]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with made(tmp_path_factory.mktemp("sample") / "book.db", LIVED) as session:
        yield session


def test_the_same_seed_makes_the_same_book_and_another_one_another(tmp_path: Path) -> None:
    with (
        made(tmp_path / "a.db", 60) as first,
        made(tmp_path / "b.db", 60) as second,
        made(tmp_path / "c.db", 60, seed=8) as other,
    ):
        assert told(first) == told(second)
        assert told(first) != told(other)


@pytest.mark.parametrize("count", [1, 2, 9])
def test_a_book_may_be_small(tmp_path: Path, count: int) -> None:
    with made(tmp_path / "small.db", count) as session:
        assert len(view_ids(session, View(Kind.LEAD))) == count
        assert verify(session).ok


def test_what_does_not_live_through_commands_is_imported(tmp_path: Path) -> None:
    with made(tmp_path / "big.db", LIVED + 250) as session:
        rows = session.sql(
            "SELECT state, count(*), count(follow_up), count(parked_until) FROM lead WHERE id > ?"
            " GROUP BY state",
            [LIVED],
        )
        stand = {state: counts for state, *counts in rows}
        assert sum(count for count, _, _ in stand.values()) == 250
        assert set(stand) == set(State)
        assert all(stand["open"]), "open leads with and without a follow-up, some parked"
        assert verify(session).ok


def test_every_state_reason_and_outcome_is_there(book: Session) -> None:
    leads = lead_rows(book, view_ids(book, View(Kind.LEAD))).values()
    assert len(leads) == LIVED
    assert {lead.state for lead in leads} == set(State)
    assert {"new", "contacted", "qualified", "lost", "duplicate"} <= {lead.status_reason for lead in leads}
    assert any(lead.parked_until for lead in leads)
    assert any(lead.owner is None for lead in leads)
    assert any(lead.private_person for lead in leads)
    assert {lead.ready for lead in leads} == {True, False}
    assert book.sql("SELECT count(*) FROM lead WHERE cycle > 1") > [(0,)]
    mine = [lead for lead in leads if lead.owner == "ada"]
    assert LIVED * 0.25 < len(mine) < LIVED * 0.45


def test_opportunities_stand_at_every_stage_won_lost_and_open(book: Session) -> None:
    deals = [each for each in records(book, Kind.OPPORTUNITY).values() if isinstance(each, Opportunity)]
    assert {deal.outcome for deal in deals} == {"open", "won", "lost"}
    assert {"develop", "propose", "close"} <= {deal.stage for deal in deals}
    assert all(deal.currency for deal in deals if deal.amount)
    assert all((deal.closed_on is not None) == (deal.outcome != "open") for deal in deals)


def test_accounts_have_several_contacts_and_deals(book: Session) -> None:
    accounts = [each for each in records(book, Kind.ACCOUNT).values() if isinstance(each, Account)]
    assert len(accounts) > 50
    for table in ("contact", "opportunity"):
        most = book.sql(f"SELECT max(n) FROM (SELECT count(*) AS n FROM {table} GROUP BY account) AS counted")
        assert most[0][0] > 1


def test_some_leads_look_like_others(book: Session) -> None:
    rows = lead_rows(book, view_ids(book, View(Kind.LEAD)))
    alike = [number for number, row in rows.items() if row.alike]
    assert LIVED * 0.03 < len(alike) < LIVED * 0.4
    assert any(
        match.kind is Kind.LEAD for number in alike for match in duplicates_of(book, Kind.LEAD, number).open
    )


def test_its_history_holds_and_nothing_lies_in_the_future(book: Session) -> None:
    verdict = verify(book)
    assert verdict.ok
    assert verdict.events > LIVED
    now = book.sql("SELECT max(at) FROM event")[0][0]
    assert now <= int(book.now().timestamp() * 1_000_000)
    assert book.sql("SELECT count(*) FROM operation WHERE result IS NULL") == [(0,)]


def test_the_acting_user_has_a_name_and_commits_wait_for_the_disk_again(book: Session) -> None:
    names = {user.login: user.name for user in users(book)}
    assert names["ada"] not in ("", "ada")
    assert book.sql("PRAGMA synchronous") == [(2,)]


def test_it_can_be_worked_with(book: Session) -> None:
    mine = view_ids(book, view("my-open"))[0]
    assert isinstance(assign(book, mine, "mia"), Done)


def test_a_book_in_use_is_not_filled(tmp_path: Path) -> None:
    with create_store(tmp_path / "x.db", user="ada", login="ada") as session:
        assert isinstance(user_add(session, "bob", "Bob"), Done)
        with pytest.raises(NotEmpty, match="in use"):
            fill(session, 10)
    with made(tmp_path / "y.db", 10) as session, pytest.raises(NotEmpty):
        fill(session, 10)
