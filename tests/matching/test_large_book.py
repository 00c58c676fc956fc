"""In a large book whoever shares one name and a place alone is anybody, and is not weighed to the end."""

import pytest

from leadtui.domain.policy import shipped
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
    (score,) = look(made(ANA), [other], SHIPPED, {}, total, shipped().duplicates.evidence)
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


def at_the_desk(count: int, **more: str) -> list[Facts]:
    """So many people of one firm who all have the number of its switchboard."""
    letters = "BCDFGHKLMNPRST"
    return [
        made({"first_name": f"{a}o{b}ik", "last_name": f"{b}ug{a}ester", "company": ANA["company"]}, **more)
        for a, b in zip(letters[:count], reversed(letters[:count]), strict=True)
    ]


def colleagues(count: int, total: int) -> list[Score]:
    others = at_the_desk(count, phone=ANA["phone"])
    return look(made(ANA), others, SHIPPED, {}, total, shipped().duplicates.evidence)


def test_nobody_is_known_by_the_number_of_a_whole_firm() -> None:
    assert all(score.levels is not None for score in colleagues(4, LARGE))
    many = colleagues(12, LARGE)
    assert all(score.levels is None and score.colleague >= 0.5 for score in many)
    # Weighed to the end they are the same: colleagues, and never one person.
    whole = colleagues(12, SMALL)
    assert all(score.levels is not None and score.colleague >= 0.5 for score in whole)
    assert max(score.probability for score in whole) < 0.001


def test_a_name_nearly_the_same_at_the_number_of_a_whole_firm_is_weighed() -> None:
    others = [*at_the_desk(12, phone=ANA["phone"]), made(ANA, first_name="Anna", email="")]
    found = look(made(ANA), others, SHIPPED, {}, LARGE, shipped().duplicates.evidence)
    assert found[-1].levels is not None and found[-1].probability > 0.5
