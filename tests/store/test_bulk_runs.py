"""Many leads at once: listed first, each written as one is; the rest waits for a person, or is told why."""

from typing import Any

import pytest
from making import a_lead, another, counted, done, standing
from shelf import statements
from staffed import staffed

from leadtui import store as desk
from leadtui.actions import bulk
from leadtui.domain.bulk import Act, Asked, Outcome, Phase, Run
from leadtui.domain.bulk_words import Before, foretold
from leadtui.domain.fields import Kind
from leadtui.domain.records import Operation
from leadtui.domain.results import Refusal
from leadtui.store import NotFound, Session, edit, open_session


def begun(session: Session, act: Act, ids: list[int], op_id: str | None = None, **values: Any) -> Run:
    run = desk.begin_run(session, Asked(act, values), ids, "marked", op_id=op_id)
    assert isinstance(run, Run), run
    return run


def carried(session: Session, act: Act, ids: list[int], **values: Any) -> Run:
    run = bulk.carry_on(session, begun(session, act, ids, **values).id)
    assert isinstance(run, Run), run
    return run


def outcomes(session: Session, run: Run) -> list[tuple[int, str, str]]:
    return [(row.lead, row.outcome.value, row.code) for row in desk.run_rows(session, run.id)]


def operations(session: Session) -> int:
    return session.sql("SELECT count(*) FROM operation")[0][0]


def test_what_needs_a_person_waits_and_the_rest_is_finished(store: Session) -> None:
    ready, gap, twin = another(store, 1), another(store, 2, topic=None), a_lead(store)
    a_lead(store)
    closed = another(store, 3)
    done(desk.disqualify(store, closed, "lost"))
    run = carried(store, Act.QUALIFY, [ready, gap, twin, closed, 999], why="Asked for a quote.")
    assert outcomes(store, run) == [
        (ready, "done", ""),
        (gap, "queued", "checklist"),
        (twin, "queued", "duplicates"),
        (closed, "refused", "closed"),
        (999, "refused", "not_found"),
    ]
    assert (run.phase, run.tally) == (Phase.ENDED, (1, 2, 2, 0, 0))
    assert [one.row.lead for one in desk.needs_you(store)] == [gap, twin]
    assert bulk.sentence(run) == "Qualified 1 of 5; 2 need you and 2 refused."


def test_each_is_one_transaction_and_its_row_is_marked_in_it(store: Session) -> None:
    ids = [another(store, number) for number in range(4)]
    before = operations(store)
    run = carried(store, Act.DISQUALIFY, ids, reason="lost")
    assert operations(store) - before == 4
    rows = list(desk.run_rows(store, run.id))
    ops = dict(store.sql("SELECT id, kind FROM operation WHERE id > ?", [rows[0].operation - 1]))
    assert [ops[row.operation] for row in rows if row.operation] == ["disqualify"] * 4
    assert rows[0].said.startswith("Disqualified ")


def test_a_stopped_run_goes_on_and_does_nothing_twice(store: Session) -> None:
    ids = [another(store, number) for number in range(6)]
    run = begun(store, Act.ASSIGN, ids, owner="ada")

    def stop(step: bulk.Step) -> None:
        if step.tally.done == 2:
            raise bulk.Stopped

    stopped = bulk.carry_on(store, run.id, stop)
    assert isinstance(stopped, Run)
    assert (stopped.phase, stopped.tally, stopped.state) == (Phase.OPEN, (2, 0, 0, 0, 4), "unfinished")
    before = operations(store)
    ended = bulk.carry_on(store, run.id)
    assert isinstance(ended, Run) and ended.tally == (6, 0, 0, 0, 0)
    assert operations(store) - before == 4
    again = bulk.carry_on(store, run.id)
    assert again == ended and operations(store) - before == 4


def test_the_name_of_a_run_makes_a_retry_happen_once(store: Session) -> None:
    ids = [another(store, number) for number in range(3)]
    first = begun(store, Act.DISQUALIFY, ids, "sweep", reason="lost")
    bulk.carry_on(store, first.id)
    assert begun(store, Act.DISQUALIFY, [], "sweep", reason="lost").id == first.id
    other = desk.begin_run(store, Asked(Act.DISQUALIFY, {"reason": "poor_fit"}), ids, "", op_id="sweep")
    assert isinstance(other, Refusal) and other.code == "op_id"


def test_who_changed_a_lead_meanwhile_is_not_overrun(store: Session) -> None:
    one, two = another(store, 1), another(store, 2)
    run = begun(store, Act.DISQUALIFY, [one, two], reason="lost")
    done(edit(store, Kind.LEAD, two, {"phone": "+351 21 555 0199"}))
    ended = bulk.carry_on(store, run.id)
    assert isinstance(ended, Run)
    assert outcomes(store, ended) == [(one, "done", ""), (two, "conflict", "conflict")]
    assert standing(store, two).state == "open"
    assert [one.row.lead for one in desk.needs_you(store)] == [two]


@pytest.mark.parametrize(
    ("act", "values", "code"),
    [
        (Act.DISQUALIFY, {"reason": "lots"}, "reason"),
        (Act.DISQUALIFY, {"reason": "other"}, "note"),
        (Act.DISQUALIFY, {"reason": "duplicate"}, "record"),
        (Act.ASSIGN, {"owner": "nobody at all"}, "owner"),
        (Act.SET, {"fields": {"ctiy": "Graz"}}, "field"),
        (Act.SET, {"fields": {"state": "qualified"}}, "system"),
        (Act.SET, {"fields": {"follow_up": "soonish"}}, "value"),
        (Act.SET, {"fields": {"owner": "nobody at all"}}, "owner"),
    ],
)
def test_what_would_refuse_each_of_them_is_said_before_the_first(
    store: Session, act: Act, values: dict[str, Any], code: str
) -> None:
    ids = [another(store, 1), another(store, 2)]
    no = desk.begin_run(store, Asked(act, values), ids, "marked")
    assert isinstance(no, Refusal) and no.code == code
    assert desk.my_runs(store) == []


def test_many_want_their_own_right_also_in_the_midst(store: Session) -> None:
    book = staffed(store)
    book.sql("UPDATE \"user\" SET role = 'rep' WHERE login = 'auditor'")
    with book.acting("auditor", book.now()):
        run = begun(book, Act.ASSIGN, [1, 5, 6], owner="rep")

        def demote(step: bulk.Step) -> None:
            book.sql("UPDATE \"user\" SET role = 'auditor' WHERE login = 'auditor'")

        ended = bulk.carry_on(book, run.id, demote)
        assert isinstance(ended, Run)
        assert outcomes(book, ended) == [(1, "done", ""), (5, "refused", "right"), (6, "refused", "right")]
        no = desk.begin_run(book, run.asked, [1, 5], "marked")
        assert isinstance(no, Refusal) and no.code == "right"


def test_nobody_goes_on_with_a_run_of_others(store: Session) -> None:
    book = staffed(store)
    run = begun(book, Act.ASSIGN, [1, 5], owner="rep")
    with book.acting("manager", book.now()):
        for no in (bulk.carry_on(book, run.id), bulk.take_back(book, run.id)):
            assert isinstance(no, Refusal) and no.code == "not_yours"
        assert desk.my_runs(book) == [] and desk.needs_you(book) == []
    with pytest.raises(NotFound):
        bulk.carry_on(book, 99)


def test_a_dry_run_says_what_the_run_then_does_and_writes_nothing(store: Session) -> None:
    ids = [another(store, 1), another(store, 2, topic=None), a_lead(store), a_lead(store), 999]
    tables = ("operation", "event", "account", "contact", "opportunity", "bulk_run", "qualification")
    before = [store.sql(f"SELECT count(*) FROM {table}") for table in tables]
    asked = Asked(Act.QUALIFY, {"why": "Asked for a quote."})
    said = [(row.lead, row.outcome.value, row.code) for row in bulk.tried(store, asked, ids, len(ids))]
    assert [store.sql(f"SELECT count(*) FROM {table}") for table in tables] == before
    run = carried(store, Act.QUALIFY, ids, why="Asked for a quote.")
    assert outcomes(store, run) == said


def test_one_undo_takes_the_whole_run_back_and_says_what_could_not_be(store: Session) -> None:
    ids = [another(store, number) for number in range(5)]
    run = carried(store, Act.QUALIFY, ids, why="Asked for a quote.")
    assert counted(store, "account") == 5
    account = store.sql("SELECT account FROM qualification WHERE lead = ?", [ids[2]])[0][0]
    done(edit(store, Kind.ACCOUNT, account, {"city": "Graz"}))
    done(desk.undo(store, store.sql("SELECT max(id) FROM operation")[0][0]))  # that one counts no more
    done(edit(store, Kind.ACCOUNT, account, {"city": "Wien"}))
    last = desk.undoable(store)
    assert isinstance(last, Operation) and last.run is None
    session_user_edit = last.id
    found = bulk.take_back(store, run.id)
    assert not isinstance(found, Refusal)
    back, tally = found
    assert (back.phase, tally) == (Phase.BACK, (4, 0, 1, 0, 0))
    kept = [row for row in desk.run_rows(store, run.id) if row.back != "done"]
    assert [(row.lead, row.back) for row in kept] == [(ids[2], "touched")]
    assert [standing(store, id).state for id in ids] == ["open", "open", "qualified", "open", "open"]
    assert counted(store, "account") == 1
    # What it could not take back is offered no more; what is somebody's own still is.
    last = desk.undoable(store)
    assert isinstance(last, Operation) and (last.id, last.run) == (session_user_edit, None)
    done(desk.undo(store, last.id))
    again = bulk.take_back(store, run.id)
    assert not isinstance(again, Refusal) and again[1] == (1, 0, 0, 0, 0)
    assert counted(store, "account") == 0


def test_the_last_command_of_many_names_its_run(store: Session) -> None:
    ids = [another(store, number) for number in range(3)]
    run = carried(store, Act.DISQUALIFY, ids, reason="lost", label="Lost")
    last = desk.undoable(store)
    assert isinstance(last, Operation)
    assert last.run == run.id
    bulk.take_back(store, run.id)
    after = desk.undoable(store)
    assert isinstance(after, Refusal) or after.run is None


def test_a_run_is_begun_and_the_last_command_named_without_counting_leads(store: Session) -> None:
    ids = [another(store, number) for number in range(3)]
    with statements(store) as seen:
        run = begun(store, Act.DISQUALIFY, ids, reason="lost")
    assert not [text for text in seen if "count(*) FROM bulk_row" in text]
    assert run == desk.run_of(store, run.id)
    bulk.carry_on(store, run.id)
    with statements(store) as seen:
        desk.undoable(store)
    assert not [text for text in seen if "count(*) FROM bulk_row" in text]


def test_a_run_that_is_taken_back_while_it_goes_on_writes_nothing_more(store: Session) -> None:
    ids = [another(store, number) for number in range(4)]
    run = begun(store, Act.DISQUALIFY, ids, reason="lost")

    def elsewhere(step: bulk.Step) -> None:
        if step.tally.done == 2:
            bulk.take_back(store, run.id)

    ended = bulk.carry_on(store, run.id, elsewhere)
    assert isinstance(ended, Run) and ended.phase is Phase.BACK
    assert {standing(store, id).state for id in ids} == {"open"}
    assert ended.tally.waiting == 2
    no = bulk.carry_on(store, run.id)
    assert isinstance(no, Refusal) and no.code == "undone"


def test_what_waits_for_a_person_leaves_when_it_is_done_dropped_or_asked_for_again(store: Session) -> None:
    ids = [another(store, number, topic=None) for number in range(4)]
    carried(store, Act.QUALIFY, ids, why="Fair.")
    assert [one.row.lead for one in desk.needs_you(store)] == ids
    assert desk.drop_rows(store, ids[0]) == [1]
    done(desk.disqualify(store, ids[1], "lost"))  # by whatever road
    assert [one.row.lead for one in desk.needs_you(store)] == ids[2:]
    carried(store, Act.QUALIFY, ids[2:], why="Fair.")
    found = desk.needs_you(store)
    assert [one.row.lead for one in found] == ids[2:] and {one.row.run for one in found} == {2}
    first = found[0].row
    assert desk.needs_you(store, after=(first.run, first.place)) == found[1:]
    run = carried(store, Act.DISQUALIFY, [ids[3]], reason="lost")
    assert run.tally.done == 1 and len(desk.needs_you(store)) == 1


def test_what_was_dropped_is_put_back_by_who_dropped_it(store: Session) -> None:
    ids = [another(store, number, topic=None) for number in range(2)]
    carried(store, Act.QUALIFY, ids, why="Fair.")
    runs = desk.drop_rows(store, ids[0])
    assert desk.drop_rows(store, ids[0]) == [] and desk.undrop_rows(store, ids[0], []) == 0
    done(desk.user_add(store, "ola"))
    with store.acting("ola", store.now()):
        assert desk.undrop_rows(store, ids[0], runs) == 0
    assert desk.undrop_rows(store, ids[0], runs) == 1
    assert [one.row.lead for one in desk.needs_you(store)] == ids
    desk.drop_rows(store, ids[1])
    done(desk.disqualify(store, ids[0], "lost"))
    assert desk.undrop_rows(store, ids[0], runs) == 0 and desk.needs_you(store) == []


def test_an_open_sale_unsaid_and_a_merged_or_known_lead_wait_for_a_person(store: Session) -> None:
    book = staffed(store)
    done(desk.reactivate(book, 2))
    run = carried(book, Act.DISQUALIFY, [1, 2], reason="lost")
    assert outcomes(book, run) == [(1, "done", ""), (2, "queued", "opportunity")]
    one = a_lead(book)
    done(desk.disqualify(book, one, "lost"))
    a_lead(book)
    run = carried(book, Act.REACTIVATE, [1, 3, one], note="By mistake.")
    assert outcomes(book, run) == [(1, "done", ""), (3, "queued", "merged"), (one, "queued", "duplicates")]
    assert {one.row.lead for one in desk.needs_you(book)} == {2, 3, one}


def test_fields_days_and_owners_are_set_as_for_one_lead(store: Session) -> None:
    ids = [another(store, number) for number in range(3)]
    carried(store, Act.SET, ids, fields={"rating": "hot", "budget_amount": "1200.50"})
    carried(store, Act.ASSIGN, ids, owner="")
    carried(store, Act.FOLLOW_UP, ids, on="2027-01-15", note="Call")
    for id in ids:
        lead = standing(store, id)
        assert (lead.rating, str(lead.budget_amount), lead.owner) == ("hot", "1200.50", None)
        assert (str(lead.follow_up), lead.follow_up_note) == ("2027-01-15", "Call")
    carried(store, Act.PARK, ids, on="2027-02-01")
    assert {str(standing(store, id).parked_until) for id in ids} == {"2027-02-01"}
    assert [run.title for run in desk.my_runs(store)] == [
        "Hide 3 leads until 2027-02-01",
        "Follow up 3 leads: 2027-01-15",
        "Assign 3 leads to nobody",
        "Set rating and budget amount of 3 leads",
    ]


def test_two_who_carry_on_the_same_run_write_each_lead_once(store: Session, target: str) -> None:
    ids = [another(store, number, topic="X" if number < 6 else None) for number in range(8)]
    run = begun(store, Act.QUALIFY, ids, why="Asked for a quote.")
    with open_session(target, user="ada") as other:

        def also(step: bulk.Step) -> None:
            if step.tally.done == 2:
                bulk.carry_on(other, run.id)

        ended = bulk.carry_on(store, run.id, also)
    assert isinstance(ended, Run)
    assert (ended.phase, ended.tally) == (Phase.ENDED, (6, 2, 0, 0, 0))
    assert counted(store, "account") == 6
    rows = list(desk.run_rows(store, run.id))
    assert len({row.operation for row in rows if row.operation}) == 6


def test_a_lead_that_is_named_twice_has_one_turn(store: Session) -> None:
    ids = [another(store, number) for number in range(3)]
    run = begun(store, Act.SET, [*ids, ids[1], *([ids[2]] * 600), 999, ids[0]], fields={"rating": "hot"})
    assert run.total == 4
    assert [(row.place, row.lead) for row in desk.run_rows(store, run.id)] == [
        (1, ids[0]),
        (2, ids[1]),
        (3, ids[2]),
        (4, 999),
    ]


def test_what_is_known_before(store: Session) -> None:
    ids = [another(store, 1), another(store, 2, topic=None), a_lead(store), a_lead(store)]
    closed = another(store, 3)
    done(desk.disqualify(store, closed, "lost"))
    known = desk.look_ahead(store, Act.QUALIFY, [*ids, closed])
    first = "Priya Natarajan, Marc Blanc, Ana Pereira and 2 others"
    assert foretold(Act.QUALIFY, known) == (
        f"{first}: 4 open, 1 closed already, 1 with gaps, 2 like another record."
    )
    known = desk.look_ahead(store, Act.REACTIVATE, [*ids, closed])
    assert foretold(Act.REACTIVATE, known) == f"{first}: 1 closed, 4 open already."
    assert foretold(Act.ASSIGN, Before(9_000, 5_000, 5_000, 0, 0)) == "Of the first 5,000, 5,000 open."


def test_a_run_that_was_killed_while_its_leads_were_listed_is_listed_anew(store: Session) -> None:
    ids = [another(store, number) for number in range(3)]
    run = begun(store, Act.DISQUALIFY, ids, "sweep", reason="lost")
    store.sql("UPDATE bulk_run SET phase = 'filling', total = 0")
    store.sql("DELETE FROM bulk_row WHERE place = 3")
    no = bulk.carry_on(store, run.id)
    assert isinstance(no, Refusal) and no.code == "stopped"
    again = begun(store, Act.DISQUALIFY, ids, "sweep", reason="lost")
    assert (again.id, again.phase, again.total) == (run.id, Phase.OPEN, 3)
    ended = bulk.carry_on(store, again.id)
    assert isinstance(ended, Run) and ended.tally.done == 3
    assert [row.outcome for row in desk.run_rows(store, run.id)] == [Outcome.DONE] * 3


def test_the_words_of_a_run_are_kept_clean(store: Session) -> None:
    said = {"note": "A\x1b[31m\nb\u202e", "people": {"why": "\udcffc"}}
    run = desk.begin_run(store, Asked(Act.REACTIVATE, said), [another(store, 1)], "file b\udcff\x1b.ids")
    assert isinstance(run, Run)
    assert (run.source, run.asked.values) == ("file b.ids", {"note": "A[31m\nb", "people": {"why": "c"}})
