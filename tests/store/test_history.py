"""The chain of events: it holds, and it tells where it does not."""

import pytest

from leadtui.domain.fields import Kind
from leadtui.domain.results import Done
from leadtui.store import Session, events, history, verify
from leadtui.store.operation import Op
from leadtui.store.schema import GENESIS
from leadtui.store.writing import command


def fill(store: Session, count: int = 5) -> None:
    def work(op: Op) -> Done:
        op.insert_many(Kind.LEAD, [{"last_name": f"Meier {n}"} for n in range(count)], "import")
        op.update(Kind.LEAD, 1, {"topic": "Pumps"}, "edit", note="by phone")
        return op.done(Kind.LEAD, 1)

    command(store, "import", work)


def break_in(store: Session, *statements: str) -> None:
    """What somebody does who owns the file: take the guards away, then write."""
    if store.engine == "sqlite":
        for (name,) in store.sql("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            store.sql(f"DROP TRIGGER {name}")
        store.sql("PRAGMA foreign_keys = 0")
    else:
        store.sql("ALTER TABLE event DISABLE TRIGGER ALL")
        store.sql("ALTER TABLE event_value DISABLE TRIGGER ALL")
    for statement in statements:
        store.sql(statement)


def test_an_empty_history_holds(store: Session) -> None:
    assert (verify(store).ok, verify(store).events, verify(store).head) == (True, 0, GENESIS)


def test_a_history_of_many_pages_holds(store: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "_PAGE", 50)
    fill(store, 149)  # and an event on one of them: three pages, the last one full
    verdict = verify(store)
    assert (verdict.ok, verdict.events, verdict.first_bad) == (True, 150, None)
    break_in(store, "UPDATE event SET actor = 'bob' WHERE id = 101")
    assert verify(store).first_bad == 101


@pytest.mark.parametrize(
    ("statement", "because"),
    [
        ("UPDATE event SET actor = 'bob' WHERE id = 3", "Event 3 was altered"),
        ("UPDATE event SET at = at + 1 WHERE id = 3", "Event 3 was altered"),
        ("UPDATE event_value SET body = '{}' WHERE event = 3", "values of event 3 were altered"),
        ("UPDATE event_value SET salt = 'x' WHERE event = 3", "values of event 3 were altered"),
        ("DELETE FROM event_value WHERE event = 3", "values of event 3 are missing"),
        ("DELETE FROM event WHERE id = 3", "Event 3 is missing"),
        ("UPDATE event SET prev_hash = hash WHERE id = 3", "Event 3 does not follow"),
        ("UPDATE event SET id = 99 WHERE id = 6", "Event 6 is missing"),
        ("DELETE FROM event WHERE id = 6", "Event 6 and what follows is missing"),
    ],
)
def test_a_break_is_found_and_named(store: Session, statement: str, because: str) -> None:
    fill(store)
    break_in(store, statement)
    verdict = verify(store)
    assert not verdict.ok
    assert because in verdict.because
    assert verdict.first_bad == int("".join(sign for sign in because if sign.isdigit()))


def test_values_may_be_erased_and_the_chain_holds(store: Session) -> None:
    fill(store)
    before = verify(store).head

    def work(op: Op) -> Done:
        op.session.sql("UPDATE event_value SET body = NULL WHERE event = 2")
        return op.done(Kind.LEAD, 2)

    command(store, "erase", work)
    assert (verify(store).ok, verify(store).head) == (True, before)
    assert events(store, Kind.LEAD, 2)[0].changes == {}


def test_events_tell_what_changed(store: Session) -> None:
    fill(store)
    created, edited = events(store, Kind.LEAD, 1)
    assert created.changes["last_name"] == (None, "Meier 0")
    assert (edited.action, edited.changes, edited.note) == ("edit", {"topic": (None, "Pumps")}, "by phone")
    assert (edited.at, edited.actor, edited.version) == (store.now(), "ada", 2)
    assert [e.id for e in events(store, newest_first=True, limit=2)] == [6, 5]
    assert [e.id for e in events(store, after=4)] == [5, 6]
    assert len(events(store, operation=1)) == 6


FORGED = """INSERT INTO operation (id, op_id, kind, actor, login, at, title)
VALUES (2, 'x', 'reactivate', 'eve', 'eve', 0, '')"""


def test_a_change_that_no_event_tells_of_is_found_though_the_guards_let_it_through(store: Session) -> None:
    fill(store)
    store.sql(FORGED)
    store.sql("UPDATE lead SET topic = 'x', version = version + 1, op = 2 WHERE id = 3")
    verdict = verify(store)
    assert (verdict.ok, verdict.events, verdict.first_bad) == (False, 6, 3)
    assert verdict.because == "No event tells of version 2 of lead 3, written by operation 2."


def test_a_record_without_any_event_is_found(store: Session) -> None:
    fill(store)
    columns = "id, about_kind, about_id, kind, outbound, text, done, at, by, cycle, version, op, withdrawn"
    store.sql(
        f"INSERT INTO activity ({columns}) VALUES (9, 'lead', 1, 'note', 0, 'x', 1, 0, 'eve', 1, 1, 1, 0)"
    )
    assert (verify(store).ok, verify(store).first_bad) == (False, 0)
    assert "activity 9" in verify(store).because


def test_a_record_that_is_gone_is_found(store: Session) -> None:
    fill(store)
    if store.engine == "postgresql":
        store.sql("ALTER TABLE lead DISABLE TRIGGER ALL")
    break_in(store, "DELETE FROM lead WHERE id = 4")
    assert (verify(store).first_bad, verify(store).because) == (4, "Lead 4 is missing.")
