"""What the score says of a hundred named situations."""

import pytest

from leadtui.domain.match import EVIDENCE
from leadtui.matching import SHIPPED, Facts, counted, facts, look
from tests.matching.situations import COMMON, SITUATIONS, Situation

_TOTAL = 100_000


def counts(record: Facts) -> dict[int, int]:
    """How frequent the record's values are in the book of the situations: rare ones stand there twice."""
    found: dict[int, int] = {}
    for field, known in COMMON.items():
        if value := getattr(record, field):
            found[counted(Facts("lead", **{field: value}))[0]] = known.get(value, 2)
    return found


def probability(case: Situation, *, turned: bool = False) -> float:
    a, b = facts(case.kinds[0], case.a), facts(case.kinds[1], case.b)
    probe, other = (b, a) if turned else (a, b)
    crowd = [facts("lead", values) for values in case.crowd]
    return look(probe, [other, *crowd], SHIPPED, counts(probe), _TOTAL, frozenset(EVIDENCE))[0].probability


def test_there_are_a_hundred() -> None:
    assert len({case.name for case in SITUATIONS}) == len(SITUATIONS) >= 100


@pytest.mark.parametrize("case", SITUATIONS, ids=lambda case: case.name)
def test_is_judged_as_a_person_would(case: Situation) -> None:
    low, high = case.wanted
    assert low <= probability(case) <= high


@pytest.mark.parametrize("case", SITUATIONS, ids=lambda case: case.name)
def test_is_judged_the_same_from_the_other_side(case: Situation) -> None:
    assert probability(case, turned=True) == pytest.approx(probability(case), abs=1e-9)
