"""In a large book whoever shares one name and a place alone is anybody, and is not weighed to the end."""

import pytest

from leadtui.domain.match import SHIPPED_POLICY
from leadtui.matching import SHIPPED, Facts, facts, look
from leadtui.matching.looking import Score

ANA = {
    "first_name": "Ana", "last_name": "Pereira", "company": "Northwind Lda", "city": "Porto",
    "email": "ana.pereira@northwind.example", "phone": "+351 21 555 0123", "street": "Rua Augusta 7",
}  # fmt: skip
OTHER = {
    "first_name": "Ana", "last_name": "Quarterstaff", "company": "Fabrikam AB", "city": "Porto",
    "email": "quarterstaff@fabrikam.example", "phone": "+46 70 999 88 77", "street": "Rua do Sol 41",
}  # fmt: skip
LARGE, SMALL = 1_000_000, 1_000


def made(values: dict[str, str], **more: str) -> Facts:
    return facts("lead", {**values, **more})


def weighed(other: Facts, total: int) -> Score:
    (score,) = look(made(ANA), [other], SHIPPED, {}, total, SHIPPED_POLICY.evidence)
    return score


@pytest.mark.parametrize("name", [{}, {"first_name": "Zoltan", "last_name": "Pereira"}])
def test_one_name_and_a_town_is_anybody(name: dict[str, str]) -> None:
    other = made(OTHER, **name)
    assert weighed(other, LARGE) == Score(0.0)
    small = weighed(other, SMALL)
    assert small.levels is not None
    assert small.probability < 0.05


@pytest.mark.parametrize(
    "shared",
    [
        {"email": "ana.pereira@fabrikam.example"},
        {"phone": ANA["phone"]},
        {"street": ANA["street"]},
        {"company": ANA["company"]},
        {"website": "northwind.example"},
        {"last_name": "Pereira"},
        {"last_name": "Perreira"},
    ],
    ids=str,
)
def test_whatever_else_is_the_same_has_the_pair_weighed(shared: dict[str, str]) -> None:
    assert weighed(made(OTHER, **shared), LARGE).levels is not None
