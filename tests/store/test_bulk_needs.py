"""Which leads of one's runs wait for a person: none is lost, none stays that was done."""

from collections.abc import Callable
from typing import Any

import pytest
from making import a_lead, another, done, standing

from leadtui import store as desk
from leadtui.actions import bulk
from leadtui.domain.bulk import Act, Asked, Outcome, Row, Run
from leadtui.domain.fields import Kind
from leadtui.domain.results import Refusal
from leadtui.store import Session, edit, open_session


def begun(session: Session, act: Act, ids: list[int], **values: Any) -> Run:
    run = desk.begin_run(session, Asked(act, values), ids, "marked")
    assert isinstance(run, Run), run
    return run


def carried(session: Session, act: Act, ids: list[int], **values: Any) -> Run:
    run = bulk.carry_on(session, begun(session, act, ids, **values).id)
    assert isinstance(run, Run), run
    return run


def waiting(session: Session) -> list[tuple[int, int]]:
    return [(one.row.run, one.row.lead) for one in desk.needs_you(session)]


def test_a_later_run_takes_over_only_what_it_tried_and_left_to_a_person_again(store: Session) -> None:
    ids = [another(store, number, topic=None) for number in range(3)]
    first = carried(store, Act.QUALIFY, ids, why="Fair.")
    later = begun(store, Act.QUALIFY, ids, why="Fair.")  # and killed before its first
    assert waiting(store) == [(first.id, id) for id in ids]

    def stop(step: bulk.Step) -> None:
        raise bulk.Stopped

    bulk.carry_on(store, later.id, stop)
    assert waiting(store) == [(later.id, ids[0]), (first.id, ids[1]), (first.id, ids[2])]


def test_what_a_later_run_refused_still_waits_since_the_first(store: Session) -> None:
    id = another(store, 1, topic=None)
    first = carried(store, Act.QUALIFY, [id], why="Fair.")
    later = begun(store, Act.QUALIFY, [id], why="Fair.")
    desk.note_rows(store, [Row(later.id, 1, id, 1, Outcome.REFUSED, "right", "No.")])
    assert waiting(store) == [(first.id, id)]


DOINGS: dict[Act, tuple[dict[str, Any], Callable[[Session, int], object]]] = {
    Act.SET: ({"fields": {"rating": "hot"}}, lambda s, id: done(edit(s, Kind.LEAD, id, {"rating": "warm"}))),
    Act.ASSIGN: ({"owner": ""}, lambda s, id: done(desk.assign(s, id, None))),
    Act.FOLLOW_UP: ({"on": "2027-01-15"}, lambda s, id: done(desk.follow_up(s, id, s.today()))),
    Act.PARK: ({"on": "2027-01-15"}, lambda s, id: done(desk.park(s, id, s.today().replace(year=2027)))),
}


@pytest.mark.parametrize("act", DOINGS)
def test_what_is_done_to_a_lead_by_whatever_road_leaves_the_list(store: Session, act: Act) -> None:
    values, do = DOINGS[act]
    id = another(store, 1)
    run = begun(store, act, [id], **values)
    done(edit(store, Kind.LEAD, id, {"job_title": "Buyer"}))  # meanwhile
    bulk.carry_on(store, run.id)
    assert waiting(store) == [(run.id, id)]
    done(edit(store, Kind.LEAD, id, {"job_title": "Head of buying"}))  # not what was asked
    assert waiting(store) == [(run.id, id)]
    do(store, id)
    assert waiting(store) == []


def test_what_a_later_run_did_leaves_the_list_and_a_dry_run_takes_nothing_off(store: Session) -> None:
    id = another(store, 1)
    run = begun(store, Act.SET, [id], fields={"rating": "hot"})
    done(edit(store, Kind.LEAD, id, {"job_title": "Buyer"}))
    bulk.carry_on(store, run.id)
    tried = list(bulk.tried(store, Asked(Act.SET, {"fields": {"rating": "hot"}}), [id], 1))
    assert [row.outcome for row in tried] == [Outcome.DONE] and waiting(store) == [(run.id, id)]
    carried(store, Act.SET, [id], fields={"rating": "hot"})
    assert waiting(store) == []


def test_nobody_reads_or_notes_the_rows_of_others(store: Session, target: str) -> None:
    done(desk.user_add(store, "bo", "Bo Lund", role="rep"))
    id = another(store, 1)
    run = begun(store, Act.SET, [id], fields={"rating": "hot"})
    with open_session(target, user="bo") as bo:
        assert list(desk.run_rows(bo, run.id)) == []
        desk.note_rows(bo, [Row(run.id, 1, id, 1, Outcome.REFUSED, "x", "x")])
        desk.note_kept(bo, [Row(run.id, 1, id, 1, back="x", back_said="x")])
        desk.end_run(bo, run.id)
    (row,) = desk.run_rows(store, run.id)
    assert (row.outcome, row.back) == (Outcome.WAITING, "")
    assert desk.run_of(store, run.id).state == "unfinished"


def test_who_is_asked_for_one_lead_is_held_back_by_no_likeness_and_of_many_each_is(store: Session) -> None:
    id = a_lead(store)
    done(desk.disqualify(store, id, "lost"))
    twin = a_lead(store)
    no = desk.reactivate(store, id, duplicates_reviewed=False)
    assert isinstance(no, Refusal) and no.code == "duplicates" and f"lead {twin}" in no.sentence
    assert standing(store, id).state == "disqualified"
    done(desk.reactivate(store, id))


def test_what_waits_is_read_off_its_own_rows_and_not_off_every_run(store: Session) -> None:
    ids = [another(store, number) for number in range(3)]
    carried(store, Act.SET, ids, fields={"rating": "hot"})
    _many_rows(store)
    for plan in _plans(store):
        assert "bulk_row_needs" in plan, plan


def _many_rows(store: Session) -> None:
    """What runs of years leave behind, written as they write it."""
    blank = [""] * 7
    runs = [(n, f"r{n}", "set", "{}", "marked", store.user, 0, "ended", 200) for n in range(10, 60)]
    columns = ("id", "op_id", "act", "asked", "source", "actor", "at", "phase", "total")
    store.insert_many("bulk_run", columns, runs)
    names = (
        "run", "place", "lead", "version", "outcome", "code", "said", "fix", "command", "settled", "back",
        "back_said",
    )  # fmt: skip
    rows = [(run[0], place, place, 1, "done", *blank) for run in runs for place in range(1, 201)]
    store.insert_many("bulk_row", names, rows)
    if store.engine == "postgresql":
        store.sql("ANALYZE")


def _plans(store: Session) -> list[str]:
    """How the engine reads the list, and how many they are."""
    from leadtui.store import bulk_rows

    text, params = bulk_rows._needing(store, "r.run")
    explain = "EXPLAIN " if store.engine == "postgresql" else "EXPLAIN QUERY PLAN "
    asked = f"{text} ORDER BY r.run DESC, r.place LIMIT 100", f"SELECT count(*) FROM ({text} LIMIT 1000) AS c"
    return ["\n".join(str(row[-1]) for row in store.sql(explain + one, params)) for one in asked]
