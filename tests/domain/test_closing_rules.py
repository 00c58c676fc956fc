"""Closing and opening a lead: what is asked for, and what is told of then and now; no store."""

from datetime import date

import pytest

from leadtui.domain.brief import Brief
from leadtui.domain.checklist import Item
from leadtui.domain.closing import Ref, asked_of, lost_without_note, unsaid
from leadtui.domain.details import ItemThen
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.reopening import differences, may_reopen, told_record, why_missing
from leadtui.domain.states import State, StatusReason

PLAIN = StatusReason("lost", "Lost", State.DISQUALIFIED, offered=True)
NOTED = PLAIN._replace(code="other", label="Other", note_required=True)
NAMES = PLAIN._replace(code="duplicate", label="Duplicate", names="record")
OTHER, OWN = (Kind.LEAD, 2), (Kind.LEAD, 1)
SALE = Brief(Kind.OPPORTUNITY, 7, "12 scanners", state="open")
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("reason", "note", "record", "code"),
    [
        (PLAIN, "", None, None),
        (PLAIN, "", OTHER, "record"),
        (NOTED, "", None, "note"),
        (NOTED, "Closed down.", None, None),
        (NAMES, "", None, "record"),
        (NAMES, "", OWN, "record"),
        (NAMES, "", OTHER, None),
    ],
)
def test_a_reason_gets_what_it_asks_for(
    reason: StatusReason, note: str, record: Ref | None, code: str | None
) -> None:
    no = asked_of(reason, note, record, own=1)
    assert (no.code if no else None) == code
    assert no is None or no.fix


@pytest.mark.parametrize(
    ("fate", "because", "code"),
    [
        (None, "", "opportunity"),
        ("else", "", "opportunity"),
        ("keep", "", None),
        ("detach", " ", "opportunity"),
        ("detach", "Others sell it.", None),
        ("lost", "", "reason"),
        ("lost", "pric", "reason"),
        ("lost", "Price", None),
    ],
)
def test_an_open_opportunity_is_spoken_of(fate: str | None, because: str, code: str | None) -> None:
    no = unsaid([SALE], fate, because)
    assert (no.code if no else None) == code
    assert no is None or "--" in no.command or no.fix
    assert unsaid([], fate, because) is None


def test_three_are_named_and_the_rest_counted() -> None:
    no = unsaid([SALE._replace(id=id) for id in range(1, 6)], None)
    assert no is not None and "3 12 scanners and 2 more" in no.sentence and "them" in no.fix


def test_some_reasons_to_lose_ask_for_a_note() -> None:
    assert lost_without_note("price", "") is None
    no = lost_without_note("other", "")
    assert no is not None and no.code == "note"
    assert lost_without_note("other", "They closed down.") is None


def test_a_merged_lead_opens_only_as_a_second_one() -> None:
    lead = Lead(id=5, state=State.DISQUALIFIED, status_reason="merged")
    no = may_reopen(lead, 3, as_new=False)
    assert no is not None and (no.code, no.sentence) == (
        "merged", "Lead 5 was merged into lead 3, which goes on with all that this one had.")  # fmt: skip
    assert may_reopen(lead, 3, as_new=True) is None
    assert may_reopen(lead, None, as_new=False) is None
    still = may_reopen(Lead(id=5), None, as_new=True)
    assert still is not None and still.code == "open"


def test_why_is_asked_for_where_the_policy_says_so() -> None:
    lead = Lead(id=5, state=State.DISQUALIFIED, status_reason="lost")
    assert why_missing(lead, "", asked=False) is None
    assert why_missing(lead, "They called.", asked=True) is None
    assert why_missing(lead, "", asked=True) is not None


def test_the_checklist_then_and_now() -> None:
    then = [
        ItemThen("name", "Name", "done"),
        ItemThen("need", "Need", "missing"),
        ItemThen("old", "Old", "done"),
    ]
    now = [
        Item("name", "Name", "missing", True),
        Item("need", "Need", "missing", False),
        Item("new", "New", "done", True),
    ]
    assert [(one.id, one.then, one.now) for one in differences(then, now)] == [
        ("name", "done", "missing"), ("new", "", "done"), ("old", "done", "")]  # fmt: skip


@pytest.mark.parametrize(
    ("brief", "told"),
    [
        (SALE, "unchanged"),
        (SALE._replace(changed=("close_on", "owner")), "changed since: expected close, owner"),
        (
            SALE._replace(
                state="lost", closed_on=date(2026, 10, 3), lost_because="price",
                changed=("outcome", "lost_reason", "closed_on"),
            ),
            "lost 3 Oct, price",
        ),
        (
            SALE._replace(state="won", closed_on=TODAY, changed=("outcome", "amount")),
            "won today; changed since: amount",
        ),
        (SALE._replace(state="detached", detail="Ola sells it."), "detached: Ola sells it."),
    ],
)  # fmt: skip
def test_how_a_record_stands_in_a_few_words(brief: Brief, told: str) -> None:
    assert told_record(brief, TODAY) == told
