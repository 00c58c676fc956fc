"""To whom a lead goes, without a database."""

from types import SimpleNamespace

import pytest

from leadtui.domain.assignment import AssignRule, fitting, may_claim, pick
from leadtui.domain.query import parse

PEOPLE = {"mia": "Mia Andersson", "ola": "Ola Brekke", "north": "Sales north", "south": "Sales south"}


def test_rules_fit_in_their_order() -> None:
    rules = [
        AssignRule("web", "web", parse("source:web"), to="mia"),
        AssignRule("large", "large", parse("amount>=50000"), to="ola"),
        AssignRule("rest", "rest", to="north"),
    ]

    def fit(**values: object) -> list[str]:
        lead = SimpleNamespace(**{"source": None, "budget_amount": None, **values})
        return [rule.id for rule in fitting(rules, lead)]

    assert fit(source="web", budget_amount=60_000) == ["web", "large", "rest"]
    assert fit(budget_amount=60_000) == ["large", "rest"] and fit() == ["rest"]


def test_the_least_is_picked_and_the_order_settles_what_is_equal() -> None:
    assert pick(("mia", "ola"), {}) == "mia"
    assert pick(("mia", "ola"), {"mia": 3}) == "ola" and pick(("mia", "ola"), {"mia": 3, "ola": 5}) == "mia"
    assert pick((), {}) is None


@pytest.mark.parametrize(
    ("owner", "code"),
    [(None, None), ("north", None), ("A name of a file", None), ("mia", "yours"), ("ola", "claimed"),
     ("south", "claimed")],
)  # fmt: skip
def test_what_is_nobodys_or_waits_for_ones_team_is_claimed(owner: str | None, code: str | None) -> None:
    no = may_claim(7, owner, "mia", {"north"}, PEOPLE)
    assert (no and no.code) == code


def test_who_comes_second_is_told_who_came_first() -> None:
    no = may_claim(7, "ola", "mia", {"north"}, PEOPLE, "claimed lead 7 today 09:12")
    assert no and no.sentence == "Ola Brekke claimed lead 7 today 09:12."
