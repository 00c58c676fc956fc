"""How alike two values of a field are, as a small level: the one place of these rules.

Level 0 means that a value is missing, 1 is the best, the last one of a field says that they differ.
Thresholds: reference measurements of matching, comparators.
"""

from typing import NamedTuple

from leadtui.matching.compare_firms import apart, company, employer, instead
from leadtui.matching.compare_names import first, last, names
from leadtui.matching.compare_places import city, postal, street, topic
from leadtui.matching.compare_reach import ONE_FIRM, birth, email, identifier, phones, within_firm
from leadtui.matching.facts import Facts

__all__ = [
    "ONE_FIRM",
    "Levels",
    "apart",
    "birth",
    "city",
    "company",
    "email",
    "employer",
    "equal",
    "first",
    "identifier",
    "instead",
    "last",
    "levels",
    "names",
    "phones",
    "postal",
    "rest",
    "spelled",
    "street",
    "suffix",
    "topic",
    "within_firm",
]


class Levels(NamedTuple):
    """How alike two records are, field by field; 0 where either says nothing.

    Attributes:
        first: 1 same, 2 nickname or part, 3 a typing slip, 4 initial, 5 similar, 6 different.
        last: 1 same, 2 close, 3 close but short, similar, or part of a double name, 4 different.
        order: 1 as written, 2 first and last name changed places.
        suffix: 1 same, 2 different (father and son).
        middle: 1 same initial of a further given name, 2 different.
        company: 1 same, 2 same in other words or by web domain, 3 close, 4 similar, 5 different.
        domain: 1 same, 2 different.
        email: 1 same, 2 close, 3 same mailbox at another host, 4 both only spell the name,
            5 other mailbox at the same host, 6 different.
        phone: 1 same, 2 one digit off, 3 another extension of the same firm's number, 4 different.
        city, street: 1 same, 2 close, 3 similar, 4 different.
        postal: 1 same, 2 one sign off, 3 same beginning, 4 different.
        birth: 1 same, 2 one digit off or two changed places, 3 two of three parts, 4 different.
        identifier: 1 same, 2 close, 3 different.
        topic: 1 same, 2 similar, 3 different.
        country: 1 same, 2 different.
    """

    first: int = 0
    last: int = 0
    order: int = 0
    suffix: int = 0
    middle: int = 0
    company: int = 0
    domain: int = 0
    email: int = 0
    phone: int = 0
    city: int = 0
    street: int = 0
    postal: int = 0
    birth: int = 0
    identifier: int = 0
    topic: int = 0
    country: int = 0


def levels(a: Facts, b: Facts) -> Levels:
    """The levels of two records; the same whichever comes first."""
    first_level, last_level, order = names(a.first, a.last, b.first, b.last)
    return rest(a, b, first_level, last_level, order)


def rest(a: Facts, b: Facts, first_level: int, last_level: int, order: int) -> Levels:
    """The levels once those of the names are known."""
    alike = first_level < 6 and last_level < 4
    firm = employer(a, b)
    return Levels(
        first_level,
        last_level,
        order,
        suffix(a.suffix, b.suffix),
        equal(a.middle, b.middle),
        firm,
        equal(a.domain, b.domain),
        email(a.email, b.email, spelled(a, b) if alike else 0),
        within_firm(phones(a.phones, b.phones), firm),
        city(a.city, b.city),
        street(a.street, b.street),
        postal(a.postal, b.postal),
        birth(a.birth, b.birth),
        identifier(a.identifier, b.identifier),
        topic(a.topic, b.topic),
        equal(a.country, b.country),
    )


def equal(a: str, b: str) -> int:
    """1 the same, 2 different, 0 where one is missing."""
    if not a or not b:
        return 0
    return 1 if a == b else 2


def spelled(a: Facts, b: Facts) -> int:
    """See `email`."""
    if not a.spelled or not b.spelled:
        return 0
    return 2 if a.spelled == b.spelled == "1" else 1


suffix = equal
