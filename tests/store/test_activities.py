"""Activities, follow-up and not now."""

from datetime import timedelta

import pytest
from making import a_lead, conflict, done, refused, standing

from leadtui.domain.fields import Kind
from leadtui.domain.records import Activity
from leadtui.store import (
    NotFound,
    Session,
    create,
    disqualify,
    finish,
    follow_up,
    log,
    park,
    reactivate,
    undo,
)


def test_the_first_outbound_activity_makes_a_new_lead_contacted(store: Session) -> None:
    id = a_lead(store)
    done(log(store, Kind.LEAD, id, Activity(kind="call", outcome="inbound", text="They rang.")))
    assert standing(store, id).status_reason == "new"
    answer = done(log(store, Kind.LEAD, id, Activity(kind="call", outbound=True, outcome="no_answer")))
    assert answer.sentence == "Logged a call with Ana Pereira. The lead counts as contacted now."
    assert (standing(store, id).status_reason, answer.version) == ("contacted", 2)
    again = done(log(store, Kind.LEAD, id, Activity(kind="email", outbound=True)))
    assert again.version == 2


def test_an_activity_keeps_who_when_and_the_cycle(store: Session) -> None:
    id = a_lead(store)
    done(disqualify(store, id, "lost"))
    done(reactivate(store, id))
    at = store.now() - timedelta(hours=3)
    done(log(store, Kind.LEAD, id, Activity(kind="note", text="a\x07b", at=at, by="eve", cycle=9)))
    assert store.sql("SELECT by, cycle, text FROM activity") == [("ada", 2, "ab")]


def test_a_closed_lead_takes_notes_and_stays_as_it_is(store: Session) -> None:
    id = a_lead(store)
    done(disqualify(store, id, "lost"))
    before = standing(store, id)
    done(log(store, Kind.LEAD, id, Activity(kind="call", outbound=True, text="Once more.")))
    assert standing(store, id) == before


def test_other_records_take_activities_too(store: Session) -> None:
    account = done(create(store, Kind.ACCOUNT, {"name": "Adatum"})).id
    answer = done(log(store, Kind.ACCOUNT, account, Activity(kind="meeting")))
    assert (answer.kind, answer.id, answer.sentence) == ("account", account, "Logged a meeting with Adatum.")


@pytest.mark.parametrize(
    ("activity", "field"),
    [
        (Activity(kind="fax"), "kind"),
        (Activity(kind="note", text=" \x00"), "text"),
        (Activity(kind="note", text="x" * 20_001), "text"),
        (Activity(kind="call", outcome="x" * 61), "outcome"),
    ],
)
def test_an_activity_that_says_nothing_or_too_much_is_refused(
    store: Session, activity: Activity, field: str
) -> None:
    id = a_lead(store)
    assert refused(log(store, Kind.LEAD, id, activity), "value").fields == (field,)
    assert store.sql("SELECT count(*) FROM activity") == [(0,)]


def test_an_open_task_counts_as_next_action_until_it_is_finished(store: Session) -> None:
    id = a_lead(store)
    ticked = store.sql("SELECT done FROM lead")[0][0]
    due = store.today() + timedelta(days=2)
    done(log(store, Kind.LEAD, id, Activity(kind="task", text="Send the offer", due=due, done=False)))
    assert store.sql("SELECT done FROM lead")[0][0] == ticked + 1
    task = store.sql("SELECT id FROM activity")[0][0]
    assert done(finish(store, task)).id == id
    assert store.sql("SELECT done FROM activity") == [(1,)]
    assert store.sql("SELECT done FROM lead")[0][0] == ticked
    with pytest.raises(NotFound):
        finish(store, 99)


def test_a_follow_up_is_a_day_and_what_to_do_then(store: Session) -> None:
    id = a_lead(store)
    tomorrow = store.today() + timedelta(days=1)
    answer = done(follow_up(store, id, tomorrow, "Send the\noffer"))
    assert answer.sentence == "Follow-up of Ana Pereira: tomorrow."
    lead = standing(store, id)
    assert (lead.follow_up, lead.follow_up_note) == (tomorrow, "Send the offer")
    assert refused(follow_up(store, id, tomorrow, "x" * 201), "value").fields == ("follow_up_note",)
    assert conflict(follow_up(store, id, None, version=1)).version == 2
    done(follow_up(store, id, None))
    assert (standing(store, id).follow_up, standing(store, id).follow_up_note) == (None, None)


def test_not_now_hides_the_lead_until_a_day_ahead(store: Session) -> None:
    id = a_lead(store)
    refused(park(store, id, store.today()), "value")
    until = store.today() + timedelta(days=14)
    done(park(store, id, until))
    lead = standing(store, id)
    assert (lead.parked_until, lead.follow_up, lead.is_open) == (until, until, True)
    assert done(park(store, id, None)).sentence == "Ana Pereira is back in the work views."
    assert standing(store, id).parked_until is None


def test_a_nearer_follow_up_brings_a_parked_lead_back(store: Session) -> None:
    id = a_lead(store)
    done(park(store, id, store.today() + timedelta(days=14)))
    done(follow_up(store, id, store.today() + timedelta(days=2)))
    assert standing(store, id).parked_until is None


def test_a_closed_lead_takes_no_dates(store: Session) -> None:
    id = a_lead(store)
    done(disqualify(store, id, "lost"))
    refused(follow_up(store, id, store.today()), "closed")
    refused(park(store, id, store.today() + timedelta(days=2)), "closed")


def test_a_task_that_was_taken_back_cannot_be_finished(store: Session) -> None:
    id = a_lead(store)
    done(log(store, Kind.LEAD, id, Activity(kind="task", text="Call", done=False)))
    done(undo(store))
    with pytest.raises(NotFound, match="no activity 1 any more"):
        finish(store, 1)
