"""Reactivating: what it meets, which lead may not, and what is told afterwards."""

from datetime import timedelta

import pytest
from clocks import FakeClock
from making import a_lead, another, done, qualified, refused, standing
from rule_books import CREDIT, ruled

from leadtui import store as desk
from leadtui.domain.fields import Kind
from leadtui.domain.records import Activity
from leadtui.domain.reopening import Reopening, told_differences, told_record, told_ticks
from leadtui.store import Session, create, disqualify, edit, log, lose, reactivate, tick, undo

OPTIONAL, REQUIRED = 'note = "optional"', 'note = "required"'


def met(store: Session, id: int, **options: bool) -> Reopening:
    found = desk.reopening(store, id, **options)
    assert isinstance(found, Reopening), found
    return found


def test_it_shows_what_the_lead_became_and_what_changed_since(store: Session, clock: FakeClock) -> None:
    id = a_lead(store)
    answer = qualified(store, id)
    clock.forward(days=3)
    done(edit(store, Kind.ACCOUNT, answer.account or 0, {"phone": "+351 21 555 9999"}))
    done(lose(store, answer.opportunities[0], "price"))
    life = met(store, id).detail.qualifications[0]
    told = {one.kind: told_record(one, store.today()) for one in life.records}
    assert told[Kind.ACCOUNT] == "changed since: phone"
    assert told[Kind.CONTACT] == "unchanged"
    assert told[Kind.OPPORTUNITY].startswith("lost ") and told[Kind.OPPORTUNITY].endswith(", price")


def test_it_shows_how_the_lead_was_closed(store: Session) -> None:
    stays, id = another(store, 1), a_lead(store)
    done(disqualify(store, id, "duplicate", "Same person.", (Kind.LEAD, stays)))
    ended = met(store, id).ended
    assert (ended.reason, ended.by, ended.note, ended.policy) == ("duplicate", "ada", "Same person.", 1)
    assert ended.named is not None and ended.named.id == stays


def test_it_shows_the_checklist_then_and_now(store: Session) -> None:
    id = a_lead(store)
    done(disqualify(store, id, "lost"))
    ruled(store, ('id = "topic"\nlabel = "Topic"', 'id = "subject"\nlabel = "Subject"'), more=CREDIT)
    found = met(store, id)
    assert (found.ended.policy, found.policy) == (1, 2)
    assert {one.id: (one.then, one.now) for one in found.differences} == {
        "subject": ("", "done"), "credit": ("", "missing"), "topic": ("done", "")}  # fmt: skip
    said = told_differences(found)
    assert "credit review is asked for now and missing" in said
    assert "topic is not asked for any more" in said


@pytest.mark.parametrize(("policy", "kept"), [("clear", False), ("keep", True)])
def test_what_becomes_of_ticks_is_said_and_done(store: Session, policy: str, kept: bool) -> None:
    ruled(store, ('ticks = "clear"', f'ticks = "{policy}"'), more=CREDIT)
    id = a_lead(store)
    done(tick(store, id, "credit"))
    done(disqualify(store, id, "lost"))
    found = met(store, id)
    verb = "kept" if kept else "cleared"
    assert told_ticks(found) == f"1 tick is {verb}: credit review"
    assert told_differences(found) == ""
    done(reactivate(store, id))
    detail = desk.lead_detail(store, id)
    assert detail is not None
    state = {item.id: item.state for item in detail.checklist}["credit"]
    assert state == ("done" if kept else "missing")


def test_duplicates_are_looked_for_afresh(store: Session) -> None:
    id = a_lead(store)
    done(disqualify(store, id, "lost"))
    assert met(store, id).alike == ()
    twin = a_lead(store)
    assert [match.id for match in met(store, id).alike] == [twin]


def test_a_policy_may_ask_why(store: Session) -> None:
    id = a_lead(store)
    done(disqualify(store, id, "lost"))
    ruled(store, (OPTIONAL, REQUIRED))
    assert met(store, id).asks_note
    no = refused(reactivate(store, id), "note")
    assert "--note" in no.command
    done(reactivate(store, id, "They called back."))


def test_what_was_logged_since_is_counted(store: Session, clock: FakeClock) -> None:
    id = a_lead(store)
    done(disqualify(store, id, "lost"))
    clock.forward(hours=1)
    done(log(store, Kind.LEAD, id, Activity(kind="note", text="They wrote again.")))
    assert met(store, id).since == 1


def test_a_merged_lead_says_why_it_stays_closed_and_what_to_do(store: Session) -> None:
    stays, goes = another(store, 1), another(store, 2)
    done(desk.merge(store, Kind.LEAD, stays, goes))
    for no in (reactivate(store, goes), desk.reopening(store, goes), desk.why_not(store, goes, "reactivate")):
        said = refused(no, "merged")
        assert f"merged into lead {stays}" in said.sentence and "unmerge" in said.command
    assert met(store, goes, as_new=True).ended.reason == "merged"
    done(reactivate(store, goes, as_new=True))
    assert standing(store, goes).is_open


def test_an_open_lead_and_one_that_was_taken_back_are_refused(store: Session) -> None:
    id = a_lead(store)
    refused(desk.reopening(store, id), "open")
    done(undo(store))
    with pytest.raises(desk.NotFound):
        desk.reopening(store, id)
    with pytest.raises(desk.NotFound):
        reactivate(store, id)


def test_an_imported_closed_lead_tells_what_its_fields_say(store: Session) -> None:
    begun = desk.start_import(store, "x.csv", "d", Kind.LEAD, {})
    at = store.now() - timedelta(days=90)
    row = desk.ImportRow(2, {"last_name": "Holm", "closed_by": "Sara"}, ("disqualified", "lost", at))
    desk.import_batch(store, begun.id, [row], 1)
    id = store.sql("SELECT max(id) FROM lead")[0][0]
    ended = met(store, id).ended
    assert (ended.reason, ended.by, ended.at, ended.policy) == ("lost", "Sara", at, 0)


def test_the_open_lead_remembers_how_its_life_before_ended(store: Session) -> None:
    id = a_lead(store)
    done(disqualify(store, id, "poor_fit", "Too small."))
    done(reactivate(store, id, "They grew."))
    detail = desk.lead_detail(store, id)
    assert detail is not None and detail.ended is not None
    assert (detail.ended.reason, detail.ended.note, detail.ended.cycle) == ("poor_fit", "Too small.", 1)
    done(undo(store))
    again = desk.lead_detail(store, id)
    assert again is not None and again.ended == detail.ended


def test_a_lead_that_was_never_closed_has_no_end(store: Session) -> None:
    detail = desk.lead_detail(store, done(create(store, Kind.LEAD, {"last_name": "Wang"})).id)
    assert detail is not None and detail.ended is None
