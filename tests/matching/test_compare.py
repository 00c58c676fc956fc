"""How alike two records are: the same from either side, and by rules."""

import pytest
from hypothesis import given

from leadtui.matching import Facts, facts
from leadtui.matching.compare import Levels, email, employer, last, levels, names, phones
from leadtui.matching.parameters import FIELDS, SHIPPED
from tests.matching.drawing import records


@given(records(), records())
def test_levels_are_the_same_from_either_side(one: Facts, other: Facts) -> None:
    assert levels(one, other) == levels(other, one)


@given(records(), records())
def test_every_level_has_its_numbers(one: Facts, other: Facts) -> None:
    assert Levels._fields == FIELDS
    for field, level in levels(one, other)._asdict().items():
        assert 0 <= level <= len(SHIPPED.same[field]) == len(SHIPPED.other[field])


@given(records())
def test_a_record_is_like_itself(record: Facts) -> None:
    assert set(levels(record, record)) <= {0, 1, 2}


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("bob77@acme.example", "bob78@acme.example", 5),
        ("ab1@acme.example", "ab2@acme.example", 5),
        ("sunny4711@acme.example", "sunny4712@acme.example", 5),
        ("cmartin@acme.example", "cmartinb@acme.example", 5),
        ("quarterstaff@acme.example", "quaterstaff@acme.example", 2),
        ("sunny4711@gmail.com", "sunny4711@web.de", 3),
        ("holger@initech-trade.example", "holger@initech-trdae.example", 2),
        ("holger@initech-trade.example", "marianne@globex.example", 6),
    ],
)
def test_addresses(one: str, other: str, level: int) -> None:
    assert email(one, other) == email(other, one) == level


def test_two_mailboxes_of_one_host_that_spell_two_names_are_of_two_people() -> None:
    one = facts("lead", {"first_name": "Marie", "last_name": "Holm", "email": "marie.holm@acme.example"})
    other = facts("lead", {"first_name": "Maria", "last_name": "Holm", "email": "maria.holm@acme.example"})
    assert levels(one, other).email == 5


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (("anna", "smith"), ("smith", "anna"), (1, 1, 2)),
        (("bob", "smith"), ("smith", "robert"), (2, 1, 2)),
        (("m", "curtis"), ("curtis", "maya"), (4, 1, 2)),
        (("andrew", "rawlings"), ("rawlings", "lachlan"), (6, 1, 2)),
        (("anna", "smith"), ("peter", "jones"), (6, 4, 1)),
        (("", "smith"), ("smith", ""), (0, 1, 2)),
    ],
)
def test_names_may_have_changed_places(
    one: tuple[str, str], other: tuple[str, str], wanted: tuple[int, int, int]
) -> None:
    assert names(*one, *other) == names(*other, *one) == wanted


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("quarterstaff", "quaterstaff", 2),
        ("meier", "meyer", 3),
        ("weinsteried", "weinbristein", 4),
        ("sanddorberg", "sandreich", 4),
        ("becker", "becker vogelsang", 3),
    ],
)
def test_family_names_that_only_begin_alike_differ(one: str, other: str, level: int) -> None:
    assert last(one, other) == last(other, one) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ({"company": "Acme"}, {"company": "ACME Ltd"}, 1),
        ({"company": "Acme Trade"}, {"website": "acme-trade-de.example"}, 2),
        ({"website": "acme-trade-de.example"}, {"website": "acme-trade.example"}, 2),
        ({"website": "acme.example"}, {"website": "globex.example"}, 5),
        ({"company": "Acme"}, {"website": "globex.example"}, 0),
        ({"company": "Acme"}, {"company": "Globex"}, 5),
        (
            {"company": "Garcia", "website": "garcia.example"},
            {"company": "Garcia", "website": "garcia6.example"},
            4,
        ),
        ({"company": "Alphabet", "website": "acme.example"}, {"website": "acme.example"}, 2),
        ({"company": "Acme"}, {"city": "Porto"}, 0),
    ],
)
def test_a_web_domain_stands_for_the_company(one: dict[str, str], other: dict[str, str], level: int) -> None:
    a, b = facts("lead", one), facts("lead", other)
    assert employer(a, b) == employer(b, a) == level


def test_an_equal_number_among_several_is_enough() -> None:
    assert phones("705550123 405550100", "405550100") == 1
