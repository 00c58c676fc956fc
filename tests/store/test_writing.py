"""The one way anything is written: once, whole, with its event, or not at all."""

import pytest
from colleagues import joined

from leadtui.domain.fields import Kind
from leadtui.domain.results import Conflict, Done, Refusal
from leadtui.store import NotFound, Session, verify
from leadtui.store.models import LeadTable
from leadtui.store.operation import Op
from leadtui.store.statements import Statement, value
from leadtui.store.writing import command


def made(session: Session, op_id: str | None = None, **values: object) -> Done:
    def work(op: Op) -> Done:
        op.title = "Made a lead."
        values.setdefault("last_name", "Meier")
        return op.done(Kind.LEAD, op.insert(Kind.LEAD, values), "Made.")

    answer = command(session, "create", work, op_id=op_id)
    assert isinstance(answer, Done)
    return answer


def changed(
    session: Session, id: int, version: int | None = None, op_id: str | None = None, **values: object
):
    def work(op: Op) -> Done:
        op.update(Kind.LEAD, id, values, "edit", version=version)
        return op.done(Kind.LEAD, id)

    return command(session, "edit", work)


def test_a_new_lead_has_version_one_and_one_event(store: Session) -> None:
    done = made(store, company="Acme")
    assert (done.version, len(done.events), done.repeated) == (1, 1, False)
    assert store.sql("SELECT count(*) FROM event") == [(1,)]


def test_an_op_id_is_carried_out_once_and_answers_the_same(store: Session) -> None:
    first = made(store, "once")
    again = made(store, "once")
    assert again.repeated
    assert (again.id, again.events, again.operation) == (first.id, first.events, first.operation)
    assert store.sql("SELECT count(*) FROM lead") == [(1,)]


def test_a_stale_version_is_a_conflict_that_says_who_and_what(store: Session, target: str) -> None:
    lead = made(store).id
    changed(store, lead, 1, topic="Pumps")
    changed(store, lead, 2, topic="Valves", city="Graz")
    with joined(target, "bob") as other:
        answer = changed(other, lead, 1, topic="Pipes")
    assert isinstance(answer, Conflict)
    assert (answer.by, answer.version) == ("ada", 3)
    assert answer.changes == {"topic": (None, "Valves"), "city": (None, "Graz")}
    assert store.sql("SELECT topic, version FROM lead") == [("Valves", 3)]


def test_a_refusal_leaves_nothing_behind(store: Session) -> None:
    def work(op: Op) -> Refusal:
        op.insert(Kind.LEAD, {"last_name": "Meier"})
        return Refusal("no", "No.")

    assert command(store, "create", work, op_id="x") == Refusal("no", "No.")
    assert store.sql("SELECT count(*) FROM operation") == [(0,)]
    assert not made(store, "x").repeated


def test_an_error_leaves_nothing_behind(store: Session) -> None:
    def work(op: Op) -> Done:
        op.insert(Kind.LEAD, {"last_name": "Meier"})
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        command(store, "create", work)
    assert store.sql("SELECT count(*) FROM lead") == [(0,)]
    assert made(store).id == 1


def test_an_unknown_number_is_not_found(store: Session) -> None:
    with pytest.raises(NotFound, match="no lead 12"):
        changed(store, 12, topic="x")


def test_a_change_that_changes_nothing_writes_nothing(store: Session) -> None:
    lead = made(store, topic="Pumps").id
    assert changed(store, lead, topic="Pumps").version == 1
    assert store.sql("SELECT count(*) FROM event") == [(1,)]


def test_what_is_derived_follows_the_fields(store: Session) -> None:
    lead = made(store, first_name="Zoë", email="zoe@example.com", topic="Straße", owner="nobody here").id
    query = "SELECT ready, done, reachable, search_key FROM lead"
    assert store.sql(query) == [(0, 3, 1, "zoë meier zoe@example.com strasse")]
    changed(store, lead, owner="ada", email=None)
    assert store.sql(query) == [(0, 3, 0, "zoë meier strasse")]
    changed(store, lead, phone="+43 1 58858-0", company="Acme")
    assert store.sql(query) == [(1, 5, 1, "zoë meier acme strasse 431588580")]


def test_match_keys_follow_the_fields(store: Session) -> None:
    lead = made(store, email="A.Meier@Example.com").id
    before = store.sql("SELECT key FROM match_key")
    changed(store, lead, email="b@example.com")
    other = store.sql("SELECT key FROM match_key")
    assert set(other) != set(before) and set(other) & set(before)  # the name's keys stay
    assert store.sql("SELECT DISTINCT record FROM match_key") == [(lead * 4,)]
    changed(store, lead, email="A.Meier@Example.com")
    assert sorted(store.sql("SELECT key FROM match_key")) == sorted(before)


def test_many_at_once_are_as_good_as_one_at_a_time(store: Session) -> None:
    rows = [{"last_name": f"Meier {n}", "email": f"m{n}@example.com", "owner": "ada"} for n in range(300)]

    def work(op: Op) -> Done:
        ids = op.insert_many(Kind.LEAD, rows, "import")
        return op.done(Kind.LEAD, ids[0])

    answer = command(store, "import", work)
    assert isinstance(answer, Done)
    assert store.sql("SELECT count(*), min(id), max(id) FROM lead") == [(300, 1, 300)]
    assert store.sql("SELECT count(*) FROM event_value") == [(300,)]
    assert changed(store, 300, 1, topic="x").version == 2


SETTING = {"sqlite": "PRAGMA synchronous", "postgresql": "SHOW synchronous_commit"}
WAITS = {"sqlite": [(2,)], "postgresql": [("on",)]}


def test_a_book_under_construction_does_not_wait_for_the_disk_and_waits_again_after(store: Session) -> None:
    with store.relaxed():
        assert store.sql(SETTING[store.engine]) != WAITS[store.engine]
        made(store)
    assert store.sql(SETTING[store.engine]) == WAITS[store.engine]
    assert verify(store).ok


def test_commits_wait_for_the_disk_again_after_a_failure_too(store: Session) -> None:
    with pytest.raises(ZeroDivisionError), store.relaxed():
        raise ZeroDivisionError
    assert store.sql(SETTING[store.engine]) == WAITS[store.engine]


def test_a_statement_is_composed_once_and_wants_every_value(store: Session) -> None:
    composed: list[int] = []

    def compose() -> object:
        composed.append(1)
        table = LeadTable
        return table.select(table.id).where(table.last_name == value("name"), table.withdrawn == 0)

    known = Statement(compose)
    first, second = made(store, last_name="Ek").id, made(store, last_name="Holm").id
    assert [store.run(known, name=name) for name in ("Ek", "Holm", "?")] == [[(first,)], [(second,)], []]
    assert store.one(known, name="Holm") == (second,)
    assert composed == [1]
    with pytest.raises(KeyError):
        store.run(known)
