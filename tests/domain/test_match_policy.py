"""The numbers of duplicate matching as plain values, read strictly; and who may read what."""

import pytest

from leadtui.domain.access import Reader, Scope, may_read
from leadtui.domain.match import Band, MatchPolicy, percent
from leadtui.domain.match_policy import policy_values, read_policy
from leadtui.domain.policy import shipped
from leadtui.domain.results import Refusal

OTHER = MatchPolicy(0.8, 0.4, 0.1, frozenset({"open"}), frozenset({"email"}), {"rep": Scope.TEAM})


@pytest.mark.parametrize("policy", [shipped().duplicates, OTHER])
def test_a_policy_written_and_read_is_the_same(policy: MatchPolicy) -> None:
    assert read_policy(policy_values(policy)) == policy


def test_what_is_left_out_is_as_shipped() -> None:
    assert read_policy({}) == shipped().duplicates
    assert read_policy({"block": 0.95}) == shipped().duplicates._replace(block=0.95)


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ({"blok": 0.9}, "blok"),
        ({"block": 1.1}, "block"),
        ({"similar": 0}, "similar"),
        ({"warn": True}, "warn"),
        ({"warn": "0.5"}, "warn"),
        ({"warn": float("nan")}, "warn"),
        ({"warn": 0.95}, "warn"),
        ({"similar": 0.6}, "warn"),
        ({"states": []}, "states"),
        ({"states": "open"}, "states"),
        ({"states": ["open", "won"]}, "states"),
        ({"evidence": ["shoe size"]}, "evidence"),
        ({"scopes": {"rep": "most"}}, "scopes"),
        ({"scopes": ["rep"]}, "scopes"),
    ],
)
def test_what_is_wrong_is_refused_by_its_name(values: dict[str, object], key: str) -> None:
    no = read_policy(values)
    assert isinstance(no, Refusal)
    assert (no.code, no.fields) == ("policy", (key,))
    assert no.sentence.endswith(".") and no.fix.endswith(".")


def test_bands() -> None:
    found = [shipped().duplicates.band(p) for p in (0.0, 0.049, 0.05, 0.499, 0.5, 0.899, 0.9, 1.0)]
    assert found == [*[Band.NONE] * 2, *[Band.SIMILAR] * 2, *[Band.WARN] * 2, *[Band.BLOCK] * 2]


@pytest.mark.parametrize(
    ("scope", "may"),
    [
        ("all", "mia ola bo north -"),
        ("team", "mia ola north -"),
        ("territory", "mia bo north -"),
        ("own", "mia north -"),
    ],
)
def test_a_scope_says_whose_records_are_read(scope: str, may: str) -> None:
    teams = {"north", "mia", "ola"} if scope == "team" else {"north"}
    reader = Reader("mia", Scope(scope), frozenset(teams), frozenset({"nordics"}))
    places = {"bo": "nordics", "ola": "iberia"}
    owners = {"mia": "mia", "ola": "ola", "bo": "bo", "north": "north", "-": None}
    assert (
        " ".join(name for name, owner in owners.items() if may_read(reader, owner, places.get(name))) == may
    )


@pytest.mark.parametrize(
    ("probability", "said"),
    [
        (0.8953, "89%"),
        (0.8999, "89%"),
        (0.9, "90%"),
        (0.29, "29%"),
        (0.999, "99%"),
        (1.0, "99%"),
        (0.001, "1%"),
    ],
)
def test_no_percentage_looks_like_a_threshold_that_was_not_reached(probability: float, said: str) -> None:
    assert percent(probability) == said


def test_a_whole_percentage_is_never_rounded_away() -> None:
    assert [percent(n / 100) for n in range(1, 100)] == [f"{n}%" for n in range(1, 100)]
