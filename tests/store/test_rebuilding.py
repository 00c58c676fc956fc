"""The index of likenesses: right after every write, and built of what is there already, step by step."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from engines import Server
from first_book import first_schema, people, phone_of
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import a_lead, done

from leadtui.domain.fields import Kind
from leadtui.domain.match import Verdict
from leadtui.matching import counted, facts, keys, pack
from leadtui.store import (
    Session,
    create,
    decide,
    duplicates_of,
    edit,
    matches_behind,
    matches_due,
    migrate,
    open_session,
    rebuild_matches,
    rebuild_step,
    rebuilding,
    undo,
    verify,
)
from leadtui.store import match_state as states
from leadtui.store.match_lookup import TOTAL
from leadtui.store.match_state import KINDS, code
from leadtui.store.match_values import completed, gone, read


def index_of(store: Session) -> tuple[set[tuple[int, int]], dict[int, str], dict[int, int]]:
    """Keys, facts and counts as they stand."""
    return (
        set(store.sql("SELECT key, record FROM match_key")),
        dict(store.sql("SELECT record, facts FROM match_record")),
        dict(store.sql("SELECT key, count FROM match_count WHERE count <> 0")),
    )


def due_index_of(store: Session) -> tuple[set[tuple[int, int]], dict[int, str], dict[int, int]]:
    """The same as it has to be, of the records themselves."""
    made = {
        code(kind, row["id"]): facts(kind.value, row)
        for kind in KINDS
        for row in completed(store, kind, read(store, kind, "withdrawn = 0", []))
        if not gone(row)
    }
    counts = Counter(key for each in made.values() for key in counted(each))
    if made:
        counts[TOTAL] = len(made)
    return (
        {(key, number) for number, each in made.items() for key, _ in keys(each)},
        {number: pack(each) for number, each in made.items()},
        dict(counts),
    )


def pairs_of(store: Session) -> list[tuple[int, int, int]]:
    rows = store.sql("SELECT record, other, decided FROM match_pair ORDER BY record, other")
    assert {(b, a, d) for a, b, d in rows} == set(rows)  # both ways
    return rows


@pytest.fixture(params=["sqlite", "postgresql"])
def old(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A store of schema 1 with 60 leads, six of them twice."""
    if request.param == "sqlite":
        where = str(tmp_path / "old.db")
        first_schema(where, monkeypatch, people(60))
        yield where
        return
    server: Server = request.getfixturevalue("postgres")
    where = server.fresh("template0")
    first_schema(where, monkeypatch, people(60))
    yield where
    server.drop(where)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rebuilding, "STEP", 7)
    monkeypatch.setattr(rebuilding, "LONG_STEP", 7)
    monkeypatch.setattr(rebuilding, "PAIR_STEP", 7)


def test_an_old_book_is_migrated_and_its_index_builds_itself(old: str, steps: None) -> None:
    assert migrate(old).steps == [2, 3, 4]
    seen: list[tuple[int, int]] = []
    with open_session(old, user="ada") as store:
        assert matches_due(store)
        assert index_of(store) == (set(), {}, {})
        assert rebuild_matches(store, lambda at, total: seen.append((at, total))) == 120
        assert not matches_due(store)
        assert rebuild_step(store) is None
        assert index_of(store) == due_index_of(store)
        twice = [(number * 4, (number + 1) * 4) for number in range(9, 60, 10)]
        assert [(a, b) for a, b, _ in pairs_of(store) if a < b] == twice
        assert verify(store).ok
    assert seen[-1] == (120, 120)
    assert [at for at, _ in seen] == sorted(at for at, _ in seen)


def test_checks_keep_working_while_the_index_is_built(old: str, steps: None) -> None:
    migrate(old)
    with open_session(old, user="ada") as store:
        for _ in range(30):
            by_mail = duplicates_of(store, Kind.LEAD, {"email": str(people(60)[59]["email"]).upper()}).matches
            assert by_mail[0].id == 60
            by_phone = duplicates_of(store, Kind.LEAD, {"phone": phone_of(58)}).matches
            assert {each.id for each in by_phone} == {59, 60}
            rebuild_step(store)
        assert not matches_due(store)


def test_a_write_meanwhile_keeps_its_own_record_right(old: str, steps: None) -> None:
    migrate(old)
    with open_session(old, user="ada") as store:
        rebuild_step(store)
        done(edit(store, Kind.LEAD, 3, {"last_name": "Quarterstaff"}))
        done(edit(store, Kind.LEAD, 50, {"last_name": "Halberd", "email": "h@halberd.example"}))
        new = done(create(store, Kind.LEAD, {"last_name": "Morningstar"})).id
        done(create(store, Kind.LEAD, {"last_name": "Flail"}))
        done(undo(store))
        assert {each * 4 for each in (3, 50, new)} <= index_of(store)[1].keys()
        rebuild_matches(store)
        assert index_of(store) == due_index_of(store)


KILLED = """
import os, signal, sys
from leadtui.store import open_session, rebuild_matches, rebuilding
rebuilding.LONG_STEP = rebuilding.PAIR_STEP = 7
left = [int(sys.argv[2])]
def progress(at, total):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), signal.SIGKILL)
with open_session(sys.argv[1], user="ada") as session:
    rebuild_matches(session, progress)
"""


def test_a_build_that_is_killed_goes_on_where_it_was(old: str, steps: None) -> None:
    migrate(old)
    for left in (3, 6, 5):
        child = subprocess.run([sys.executable, "-c", KILLED, old, str(left)], capture_output=True)
        assert child.returncode == -9, child.stderr
    with open_session(old, user="ada") as store:
        assert matches_due(store)
        assert 0 < rebuild_matches(store) < 60
        assert index_of(store) == due_index_of(store)
        assert len(pairs_of(store)) == 12


def test_another_normaliser_starts_over_and_decisions_go_on(
    store: Session, steps: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    twins = [(Kind.LEAD, a_lead(store)) for _ in range(2)]
    third = a_lead(store, first_name="Rui", last_name="Costa", email="rui@northwind.example")
    done(decide(store, *twins, Verdict.DIFFERENT, "two branches"))
    (before,) = duplicates_of(store, *twins[0]).matches
    newer(monkeypatch)
    assert matches_due(store)
    # Old rows serve until they are replaced.
    assert [m.ref for m in duplicates_of(store, *twins[0]).matches if m.probability > 0.9] == [twins[1]]
    rebuild_step(store)
    edit(store, Kind.LEAD, third, {"city": "Gent"})
    rebuild_matches(store)
    assert not matches_due(store)
    assert store.sql("SELECT DISTINCT version FROM match_record") == [(99,)]
    assert {text[:3] for (text,) in store.sql("SELECT facts FROM match_record")} == {"new"}
    assert store.sql("SELECT count FROM match_count WHERE key = ?", [TOTAL]) == [(3,)]
    (match,) = (m for m in duplicates_of(store, *twins[1]).matches if m.ref == twins[0])
    assert match.decision == before.decision
    assert [decided for a, b, decided in pairs_of(store)] == [1, 1]


def test_undo_restores_a_decision_for_every_normaliser(
    store: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    twins = [(Kind.LEAD, a_lead(store)) for _ in range(2)]
    first = done(decide(store, *twins, Verdict.KEPT, "two branches")).operation
    with monkeypatch.context() as patch:
        newer(patch)
        rebuild_matches(store)  # writes the decision once more
        done(decide(store, *twins, Verdict.DIFFERENT))
        done(undo(store))
        (match,) = duplicates_of(store, *twins[0]).matches
        assert match.decision is not None
        assert (match.decision.verdict, match.decision.reason) == (Verdict.KEPT, "two branches")
        assert {decided for _, _, decided in pairs_of(store)} == {1}
    of_first = "SELECT verdict FROM match_verdict WHERE op = ?"
    assert store.sql(of_first, [first]) == [("kept",)] * 2


def newer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A normaliser that writes everything differently."""
    from leadtui import matching

    written, read_back = matching.pack, matching.unpack
    monkeypatch.setattr(matching, "VERSION", 99)
    monkeypatch.setattr(matching, "pack", lambda each: f"new{written(each)}")
    monkeypatch.setattr(matching, "unpack", lambda text: read_back(text.removeprefix("new")))


def test_an_older_program_does_not_take_the_index_back(
    store: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_lead(store)
    with monkeypatch.context() as patch:
        newer(patch)
        rebuild_matches(store)
    assert not matches_due(store)
    a_lead(store)
    assert len(duplicates_of(store, Kind.LEAD, 1).open) == 1
    assert states.state(store).version == 99


FIELD = st.fixed_dictionaries(
    {},
    optional={
        "first_name": st.sampled_from(["Ana", "Anna", "Rui", None]),
        "last_name": st.sampled_from(["Pereira", "Costa"]),
        "company": st.sampled_from(["Northwind", "Fabrikam AB", None]),
        "email": st.sampled_from(["ana@northwind.example", "info@northwind.example", None]),
        "phone": st.sampled_from(["+351 21 555 0123", None]),
        "rating": st.sampled_from(["hot", "cold"]),
    },
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("create"), st.just(0), FIELD),
        st.tuples(st.just("edit"), st.integers(1, 4), FIELD),
        st.tuples(st.just("undo"), st.just(0), FIELD),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_written_the_index_is_that_of_the_records(store: Session, found: list[tuple]) -> None:
    for what, id, values in found:
        if what == "create":
            create(store, Kind.LEAD, {"last_name": "Pereira", **values})
        elif what == "undo":
            undo(store)
        elif store.sql("SELECT 1 FROM lead WHERE id = ? AND withdrawn = 0", [id]):
            edit(store, Kind.LEAD, id, values)
    assert index_of(store) == due_index_of(store)
    assert {number for number, _, _ in pairs_of(store)} <= due_index_of(store)[1].keys()


def test_what_is_behind_is_counted_from_where_a_build_starts(
    old: str, steps: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(old)
    with open_session(old, user="ada") as store:
        assert matches_behind(store) == (0, 120)
        rebuild_step(store)
        assert (matches_behind(store), matches_behind(store, pairs=False)) == ((7, 120), (7, 60))
        seen: list[tuple[int, int]] = []
        rebuild_matches(store, lambda at, total: seen.append((at, total)))
        assert seen[0] == (14, 120)
        newer(monkeypatch)
        assert matches_behind(store) == (0, 120)
