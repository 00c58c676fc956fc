"""The fields of a column of pairs that need no other one: places, numbers, topic.

Each shortcut here only says "surely the last level"; a test holds all of them against `compare.levels`.
"""

from functools import lru_cache

import numpy as np

from leadtui.matching import compare
from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_levels import (
    Comparer,
    Known,
    Levels,
    Numbered,
    Worded,
    hashed,
)
from leadtui.matching.bulk_pairs import Ints
from leadtui.matching.bulk_texts import Texts, within_edits


class Rest:
    """The fields that need no other one: places, numbers, topic."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        values = columns.values
        self._city = _city(values["city"])
        streets = Numbered()
        self._street_of = Known(values["street"], lambda value: streets(_letters(value)), np.int64)
        self._street = _street(values["street"], streets.texts, self._street_of)
        self._begins = hashed(values["postal"], lambda value: value[:3])
        self._postal = _postal(values["postal"], self._begins)
        self._birth = Comparer(values["birth"], compare.birth, 4)
        self._topic = _topic(values["topic"])
        numbers = values["identifier"]
        self._foreign = Known(numbers, lambda value: ":" in value, np.bool_)
        self._identifier = Comparer(
            numbers, compare.identifier, 3, lambda a, b: within_edits(numbers, a, b, 2)
        )

    def levels(self, field: str, one: Ints, other: Ints) -> Levels:
        """Levels of one of those fields for pairs of positions."""
        codes = self._columns.codes(field)
        code_a, code_b = codes[one], codes[other]
        if field in ("suffix", "middle", "domain", "country"):
            both = (code_a != 0) & (code_b != 0)
            return np.where(both, np.where(code_a == code_b, 1, 2), 0).astype(np.uint8)
        if field == "identifier":
            return self._identifiers(code_a, code_b)
        comparer: Comparer = getattr(self, f"_{field}")
        return comparer.levels(code_a, code_b)

    def _identifiers(self, code_a: Ints, code_b: Ints) -> Levels:
        """Numbers of two other systems say nothing of each other, see `compare.identifier`."""
        found = ((code_a == code_b) & (code_a != 0)).astype(np.uint8)
        foreign = self._foreign
        left = np.flatnonzero((found == 0) & ~foreign[code_a] & ~foreign[code_b])
        found[left] = self._identifier.levels(code_a[left], code_b[left])
        return found


def _city(values: list[str]) -> Comparer:
    worded, texts = Worded(values), Texts(values)
    return Comparer(values, compare.city, 4, lambda a, b: worded.several(a, b) | texts.jaro(a, b, 0.85))


def _topic(values: list[str]) -> Comparer:
    worded, texts = Worded(values), Texts(values)
    return Comparer(values, compare.topic, 3, lambda a, b: worded.shared(a, b) | texts.similar(a, b, 75))


def _street(values: list[str], names: list[str], name_of: Known) -> Comparer:
    texts = Texts(names)
    return Comparer(values, compare.street, 4, lambda a, b: texts.similar(name_of[a], name_of[b], 70))


@lru_cache(maxsize=1 << 14)
def _letters(street: str) -> str:
    return " ".join(sorted(word for word in street.split() if not word[0].isdecimal()))


def _postal(values: list[str], begins: Known) -> Comparer:
    texts = Texts(values)
    return Comparer(
        values,
        compare.postal,
        4,
        lambda a, b: (begins[a] == begins[b]) | texts.within_edits(a, b),
    )
