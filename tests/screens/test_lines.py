"""The words of timelines, plans and collisions, without a screen."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from leadtui.domain.checklist import Facts
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.match import Band, Match
from leadtui.domain.plan import Known, Request
from leadtui.domain.policy import shipped
from leadtui.domain.qualification import propose
from leadtui.domain.records import Account, Activity, Brief, Event
from leadtui.domain.results import Conflict
from leadtui.screens import plan_gaps, plan_lines
from leadtui.screens.collisions import collide
from leadtui.screens.plan_showing import Showing
from leadtui.widgets import timeline
from leadtui.widgets.path_entry import completed
from leadtui.widgets.showing import Setting

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
AT = Setting(NOW, {"mia": "Mia Berg"}, {"poor_fit": "Does not fit"})

FACTS = Facts({"mia"}, reachable=True)


def told(action: str, note: str = "", **changes: tuple[object, object]) -> str:
    return timeline.event_text(Event(1, NOW, "mia", action, Kind.LEAD, 1, 2, 3, changes, note), AT)


def test_an_edit_says_what_was_and_what_is() -> None:
    assert told("edit", source=("web", "partner")) == "Source: Web → Partner"
    assert told("edit", owner=(None, "mia")) == "Owner: Mia Berg"
    assert told("edit", budget_amount=("100", None)) == "Budget amount: 100 → –"


def test_a_closing_says_its_reason_in_words() -> None:
    said = told("disqualify", "too small", status_reason=("new", "poor_fit"), state=("open", "disqualified"))
    assert said == "Disqualified: does not fit, too small"


def test_a_value_of_an_older_schema_is_told_as_it_stands() -> None:
    assert told("edit", follow_up=("never", None)) == "Follow-up: never → –"


def test_an_activity_says_what_came_of_it() -> None:
    call = Activity(kind="call", outcome="left_message", text="asked\x1b[2J for a price", at=NOW, by="mia")
    assert timeline.activity_text(call, AT) == "Call, left message: asked[2J for a price"


def test_a_plan_shrinks_to_the_height_there_is() -> None:
    lead = Lead(
        id=1, last_name="Roth", company="Fabrikam", topic="Scanners", website="f.example", phone="+49 30 1",
        city="Berlin", country="Germany", territory="DACH", budget_amount=Decimal(10), owner="mia", version=1,
    )  # fmt: skip
    known = Known(account=Account(id=5, name="Fabrikam", phone="+49 30 2", city="Bonn"))
    plan = propose(lead, Request(account=5), known, FACTS, shipped())
    long = [row.content.plain for row in plan_lines.build(Showing(plan, AT), 76)]
    short = plan_lines.build(Showing(plan, AT), 76, len(long) - 2)
    assert any("was empty" in line for line in long)
    assert len(short) <= len(long) - 2
    assert all(row.content.cell_length <= 76 for row in short)


def test_a_typed_why_takes_its_gap_away() -> None:
    lead = Lead(id=1, last_name="Roth", topic="Scanners", private_person=True, owner="mia")
    plan = propose(lead, Request(), Known(), FACTS, shipped())
    assert "Why" in _gaps(Showing(plan, AT))
    assert "Why" not in _gaps(Showing(plan, AT, why=True))


def test_a_match_that_was_looked_at_stays_in_the_plan() -> None:
    lead = Lead(id=1, last_name="Roth", company="Fabrikam", topic="Scanners", owner="mia")
    known = Known(matches=(Match(Brief(Kind.CONTACT, 7, "Eva Roth"), 0.97, Band.BLOCK),))
    plan = propose(lead, Request(duplicates_reviewed=True, why="x"), known, FACTS, shipped())
    assert "1 match looked at" in _gaps(Showing(plan, AT, why=True))


def _gaps(showing: Showing) -> str:
    return "\n".join(row.content.plain for row in plan_gaps.rows(showing, 70))


def test_a_collision_sorts_what_can_be_saved() -> None:
    conflict = Conflict("lead", 1, "mia", NOW, {"topic": ("a", "b"), "city": (None, "Bonn")}, 4)
    found = collide(Kind.LEAD, conflict, {"topic", "phone"}, {"mia": "Mia Berg"})
    assert (found.both, found.free) == ({"topic"}, {"phone"})
    assert found.allowed({"topic": "c", "phone": "1"}) == {"phone": "1"}
    assert found.allowed({"topic": "c"}) == {"topic": "c"}
    assert "Mia Berg changed Topic and City" in found.sentence


def test_paths_complete_as_in_a_shell(tmp_path: Path) -> None:
    (tmp_path / "leads.csv").touch()
    (tmp_path / "lists").mkdir()
    (tmp_path / ".hidden").touch()
    assert completed(f"{tmp_path}/l") == [f"{tmp_path}/leads.csv", f"{tmp_path}/lists/"]
    assert completed(f"{tmp_path}/nowhere/x") == []


def test_a_follow_up_is_told_by_its_day_and_note() -> None:
    said = told("follow_up", follow_up=(None, "2026-11-24"), follow_up_note=(None, "send the offer"))
    assert said == "Follow-up: tomorrow, send the offer"
    assert told("park", parked_until=("2026-12-01", None)) == "Not now: taken away"
