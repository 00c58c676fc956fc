"""Qualifying past what the checklist lacks: by whom, past what, and where it stays to be seen."""

from typing import Any

import pytest
from colleagues import add
from making import a_lead, done, refused, standing
from rule_books import ruled, with_item

from leadtui.domain.fields import Kind
from leadtui.domain.plan import Plan, Request
from leadtui.domain.query import parse
from leadtui.domain.results import Result
from leadtui.domain.views import View
from leadtui.store import (
    Session,
    count,
    events,
    lead_detail,
    plan,
    qualify,
    reactivate,
    report,
    undo,
)

WHY, REASON = "Budget is there.", "The board agreed by phone."
GAPS = {"topic": None, "email": None, "phone": None, "mobile": None}


def overridden(store: Session, id: int, **request: Any) -> Result:
    asked: dict[str, Any] = {"why": WHY, "override": REASON, **request}
    return qualify(store, id, Request(**asked))


def found(store: Session, text: str) -> int:
    return count(store, View(query=parse(text)))


def test_a_lead_is_qualified_past_its_gaps_and_says_so(store: Session) -> None:
    id = a_lead(store, **GAPS)
    refused(qualify(store, id, Request(why=WHY)), "checklist")
    seen = plan(store, id, Request(why=WHY, override=REASON))
    assert isinstance(seen, Plan)
    assert [item.id for item in seen.overridden] == ["contact", "topic"]
    done(overridden(store, id))
    closed = standing(store, id)
    assert (closed.state, closed.overridden) == ("qualified", REASON)
    detail = lead_detail(store, id)
    assert detail is not None and detail.ended is not None
    then = {item.id: item.state for item in detail.ended.checklist}
    assert (then["contact"], then["topic"], then["name"]) == ("overridden", "overridden", "done")
    assert detail.ended.overridden == REASON
    told = next(event for event in events(store, Kind.LEAD, id) if event.action == "override")
    assert told.note == f"qualified without contact method and topic: {REASON}"
    assert [row.overridden for row in report(store, "source")] == [1]
    assert found(store, "is:overridden") == found(store, "has:overridden") == 1


def test_undo_and_reactivation_take_the_mark_away(store: Session) -> None:
    id = a_lead(store, topic=None)
    answer = done(overridden(store, id))
    done(undo(store, answer.operation))
    assert standing(store, id).overridden is None
    done(overridden(store, id))
    done(reactivate(store, id))
    assert standing(store, id).overridden is None
    assert [row.overridden for row in report(store, "source")] == [0]


def test_a_reason_marks_nothing_where_nothing_lacks(store: Session) -> None:
    id = a_lead(store)
    done(overridden(store, id))
    assert standing(store, id).overridden is None
    assert all(event.action != "override" for event in events(store, Kind.LEAD, id))


@pytest.mark.parametrize(
    ("values", "asked", "code"),
    [
        ({"first_name": None, "last_name": None}, {}, "checklist"),  # no identity: the item says so
        ({"topic": None}, {"why": ""}, "why"),
        ({"topic": None}, {"account": 99}, "not_found"),
        ({"topic": None}, {"override": "x" * 501}, "value"),
        ({"topic": None}, {"override": " \u202e "}, "checklist"),  # nothing is left of it: no reason
    ],
)
def test_it_goes_past_no_more_than_the_checklist(
    store: Session, values: dict[str, Any], asked: dict[str, Any], code: str
) -> None:
    id = a_lead(store, **values)
    refused(overridden(store, id, **asked), code)
    assert standing(store, id).is_open


def test_duplicates_are_decided_all_the_same(store: Session) -> None:
    a_lead(store)
    again = a_lead(store, topic=None)
    refused(overridden(store, again), "duplicates")


def test_the_policy_says_what_nobody_goes_past(store: Session) -> None:
    ruled(store, more=with_item('kind = "manual"', "override = false"))
    id = a_lead(store)
    no = refused(overridden(store, id), "checklist")
    assert "credit review" in no.sentence
    assert "override" not in no.fix


def test_only_who_has_the_right(store: Session) -> None:
    add(store, "ada", "administrator")
    add(store, "mia", "rep")
    id = a_lead(store, topic=None)
    store.user = "mia"
    no = refused(overridden(store, id), "right")
    assert (no.fields, "ada" in no.fix) == (("override",), True)
    store.user = "ada"
    done(overridden(store, id))
