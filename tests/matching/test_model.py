"""The formula: probabilities, on floats as on arrays, and its numbers as text."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadtui.matching import SHIPPED, Model
from leadtui.matching.model import (
    EVIDENCE,
    FIELDS,
    Odds,
    Rarity,
    person_odds,
    posterior,
    rarity,
    reach_rarity,
    weights,
)

ALL = frozenset(EVIDENCE.values())
levels = st.tuples(*(st.integers(0, len(SHIPPED.other[field])) for field in FIELDS))
rare = st.builds(Rarity, *([st.floats(-8, 12)] * len(Rarity._fields)))


def test_numbers_come_back_from_their_text() -> None:
    model = Model(0.7, 0.2, 4.0, 2.5, SHIPPED.same, SHIPPED.other, SHIPPED.colleague, SHIPPED.kin)
    assert Model.from_json(model.to_json()) == model != SHIPPED
    assert Model.from_json(SHIPPED.to_json()) == SHIPPED


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"rate": 1}', SHIPPED.to_json().replace("clan", "klan")])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        Model.from_json(text)


@given(levels, rare, st.integers(0, 10**7))
def test_probabilities_are_some(found: tuple[int, ...], adds: Rarity, total: int) -> None:
    same, colleague, kin = posterior(person_odds(found, adds, weights(SHIPPED, ALL), SHIPPED, total))
    assert min(same, colleague, kin) >= 0.0
    assert same + colleague + kin <= 1.0 + 1e-9


@given(st.lists(st.tuples(levels, rare), min_size=1, max_size=5), st.integers(1, 10**6))
def test_arrays_give_what_floats_give(rows: list[tuple[tuple[int, ...], Rarity]], total: int) -> None:
    columns = [np.array(column, dtype=np.uint8) for column in zip(*(found for found, _ in rows), strict=True)]
    adds = Rarity(*(np.array(column) for column in zip(*(adds for _, adds in rows), strict=True)))
    whole = person_odds(columns, adds, weights(SHIPPED, ALL, make=np.asarray), SHIPPED, total)
    for at, (found, each) in enumerate(rows):
        one = person_odds(found, each, weights(SHIPPED, ALL), SHIPPED, total)
        assert Odds(*(float(column[at]) for column in whole)) == pytest.approx(one)


def test_without_evidence_everything_weighs_nothing() -> None:
    best, worst = (1,) * len(FIELDS), tuple(len(SHIPPED.other[field]) for field in FIELDS)
    bits = weights(SHIPPED, frozenset())
    odds = [person_odds(each, Rarity(), bits, SHIPPED, 1000) for each in (best, worst)]
    assert odds[0].same == odds[1].same


def test_a_rare_value_tells_more() -> None:
    found = [rarity(SHIPPED, "last", count, 100_000) for count in (2, 3, 30, 3000)]
    assert found == sorted(found, reverse=True) and found[0] > 0 > found[-1]


def test_a_number_of_many_names_is_nobodys_own() -> None:
    own = [reach_rarity(SHIPPED, "phone", names, 100_000, own=True) for names in (0, 1, 20)]
    assert own == sorted(own, reverse=True)
    assert reach_rarity(SHIPPED, "phone", 0, 100_000, own=False) < own[0]


def test_who_has_changed_jobs_is_not_held_to_each_thing_that_changed() -> None:
    at = {field: number for number, field in enumerate(FIELDS)}
    names = [0] * len(FIELDS)
    names[at["first"]] = names[at["last"]] = names[at["order"]] = 1
    moved = list(names)
    for field in ("company", "phone", "city", "street", "postal"):
        moved[at[field]] = len(SHIPPED.other[field])
    bits = weights(SHIPPED, ALL)
    lost = (
        person_odds(names, Rarity(), bits, SHIPPED, 100_000).same
        - person_odds(moved, Rarity(), bits, SHIPPED, 100_000).same
    )
    each = sum(-bits.same[at[field]][len(SHIPPED.other[field])] for field in ("company", "phone", "city"))
    assert 0 < lost < each
