"""The shipped checklist, item by item."""

from datetime import date

import pytest

from leadtui.domain.checklist import Facts, done, evaluate, proposed_topic
from leadtui.domain.lead import Command, Lead, State, may
from leadtui.domain.policy import shipped

ITEMS = shipped().items
FULL = {
    "last_name": "Lindqvist",
    "company": "Fabrikam AB",
    "topic": "40 route planners",
    "owner": "mia",
    "source": "web",
    "product": "Route planner",
    "territory": "Nordics",
    "fit": True,
    "interest": True,
    "need": "must_have",
    "budget_status": "can_buy",
    "purchase_timeframe": "this_quarter",
    "decision_maker": True,
    "purchase_process": "committee",
    "follow_up": date(2026, 11, 24),
}
FACTS = Facts({"mia", "north"}, reachable=True)

CASES: list[tuple[str, dict[str, object], Facts, tuple[str, ...]]] = [
    ("name", {"last_name": None}, FACTS, ("last_name", "first_name")),
    ("name", {"last_name": None, "first_name": "Jonas"}, FACTS, ()),
    ("contact", {}, Facts({"mia"}), ("email", "phone")),
    ("contact", {}, FACTS, ()),
    ("company", {"company": None}, FACTS, ("company", "private_person")),
    ("company", {"company": None, "private_person": True}, FACTS, ()),
    ("topic", {"topic": None}, FACTS, ("topic",)),
    ("topic", {"topic": ""}, FACTS, ("topic",)),
    ("owner", {"owner": None}, FACTS, ("owner",)),
    ("owner", {"owner": "A name from a file"}, FACTS, ("owner",)),
    ("owner", {"owner": "north"}, FACTS, ()),
    ("origin", {"source": None, "campaign": None}, FACTS, ("source",)),
    ("origin", {"source": None, "campaign": "spring"}, FACTS, ()),
    ("origin", {"product": None, "territory": None}, FACTS, ("product", "territory")),
    ("need", {"fit": False, "need": None}, FACTS, ("fit", "need")),
    ("next", {"follow_up": None}, FACTS, ("follow_up",)),
    ("next", {"follow_up": None}, Facts({"mia"}, has_task=True, reachable=True), ()),
]


@pytest.mark.parametrize(("item", "change", "facts", "missing"), CASES)
def test_an_item_names_the_fields_that_are_missing(
    item: str, change: dict[str, object], facts: Facts, missing: tuple[str, ...]
) -> None:
    lead = Lead(**{**FULL, **change})
    found = next(each for each in evaluate(lead, facts, ITEMS) if each.id == item)
    assert found.missing == missing
    assert found.state == ("missing" if missing else "done")


def test_a_full_lead_is_ready_with_eight_of_eight() -> None:
    items = evaluate(Lead(**FULL), FACTS, ITEMS)
    assert [item.id for item in items] == [
        *("name", "contact", "company", "topic", "owner", "origin", "need", "next"),
    ]
    assert not any(item.blocks for item in items)
    assert done(items) == 8


def test_only_name_contact_topic_and_owner_block() -> None:
    items = evaluate(Lead(), Facts(()), ITEMS)
    assert [item.id for item in items if item.blocks] == ["name", "contact", "topic", "owner"]
    assert done(items) == 0


@pytest.mark.parametrize(
    ("values", "topic"),
    [
        ({"product": "Scanners", "company": "Fabrikam"}, "Scanners for Fabrikam"),
        ({"product": "Scanners", "last_name": "Holm"}, "Scanners for Holm"),
        ({"company": "Fabrikam"}, "Fabrikam"),
        ({}, ""),
    ],
)
def test_a_topic_is_proposed_from_product_and_company(values: dict[str, str], topic: str) -> None:
    assert proposed_topic(Lead(**values)) == topic


@pytest.mark.parametrize("command", list(Command))
@pytest.mark.parametrize("state", list(State))
def test_a_closed_lead_takes_notes_and_reactivation_only(command: Command, state: State) -> None:
    refusal = may(command, Lead(id=7, state=state))
    if state is State.OPEN:
        expected = "open" if command is Command.REACTIVATE else None
    else:
        expected = None if command in (Command.REACTIVATE, Command.NOTE) else "closed"
    assert (refusal.code if refusal else None) == expected
