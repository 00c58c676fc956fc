"""Companies of a column of pairs, by name and web domain.

Each shortcut here only says "surely the last level"; a test holds all of them against `compare.levels`.
"""

import numpy as np
from numpy.typing import NDArray

from leadtui.matching import compare
from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_levels import (
    Comparer,
    Known,
    Levels,
    Mask,
    Numbered,
    Worded,
    hashed,
)
from leadtui.matching.bulk_pairs import Ints
from leadtui.matching.bulk_texts import Texts
from leadtui.matching.fold import sound


class Company:
    """Companies by name, and by web domain where the names do not agree."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._values = values = columns.values["company"]
        self._worded = Worded(values)
        self._sorted, self._joined = Numbered(), Numbered()
        self._sorted_of = Known(values, lambda value: self._sorted(_sorted(value)), np.int64)
        self._joined_of = Known(values, lambda value: self._joined(value.replace(" ", "")), np.int64)
        self._sound_of = hashed(values, lambda value: sound(_sorted(value)))
        self._texts = Texts(values)
        self._sorted_texts, self._joined_texts = Texts(self._sorted.texts), Texts(self._joined.texts)
        self._digits = Known(values, _has_number, np.bool_)
        self._single = Known(values, lambda value: 0 if " " in value else hash(value), np.int64)
        self._acronyms = Known(values, lambda value: [*map(hash, _acronyms(value))], np.int64, 2)
        self._comparer = Comparer(values, compare.company, 5, self._near)

    def levels(self, one: Ints, other: Ints) -> Levels:
        """Levels for pairs of positions, see `compare.employer`."""
        names, brands, domains = (self._columns.codes(field) for field in ("company", "brand", "domain"))
        called = np.where(names != 0, names, brands)
        named = (names[one] != 0) & (names[other] != 0)
        both = (domains[one] != 0) & (domains[other] != 0)
        one_domain = both & (domains[one] == domains[other])
        found = np.full(len(one), 2, dtype=np.uint8)
        found[named & (names[one] == names[other])] = 1
        left = np.flatnonzero(~one_domain)
        level = self._comparer.levels(called[one[left]], called[other[left]])
        told = both[left] & named[left] & (level > 0) & (level < 4)
        brand_a, brand_b = brands[one[left]], brands[other[left]]
        values = self._values
        for at in np.flatnonzero(told).tolist():
            level[at] = compare.apart(int(level[at]), values[int(brand_a[at])], values[int(brand_b[at])])
        self._instead(level, np.flatnonzero(~named[left] & both[left]), brand_a, brand_b)
        lone = ~named[left] & ~both[left]
        level[lone] = np.where((level[lone] > 0) & (level[lone] < 4), np.maximum(level[lone], 2), 0)
        found[left] = level
        return found

    def nearest(self, one: Ints, other: Ints, bits: NDArray[np.float64]) -> Levels:
        """Levels at which the companies of pairs weigh as much as they can, without a look at them."""
        names, brands, domains = (self._columns.codes(field) for field in ("company", "brand", "domain"))
        best = 2 + int(np.argmax(bits[2:]))
        found = np.full(len(one), best, dtype=np.uint8)
        one_domain = (domains[one] == domains[other]) & (domains[one] != 0)
        elsewhere = (domains[one] != domains[other]) & (domains[one] != 0) & (domains[other] != 0)
        same = (names[one] == names[other]) & (names[one] != 0)
        found[one_domain] = 2
        found[same & ~elsewhere] = 1
        unknown = ((names[one] == 0) & (brands[one] == 0)) | ((names[other] == 0) & (brands[other] == 0))
        found[unknown & ~one_domain] = 0
        return found

    def _instead(self, level: Levels, at: Ints, brand_a: Ints, brand_b: Ints) -> None:
        """See `compare.instead`, where two web domains are known."""
        by_name = np.where(level[at] == 0, 5, level[at])
        by_brand = self._comparer.levels(brand_a[at], brand_b[at])
        best = np.minimum(by_name, np.where(by_brand == 0, 5, by_brand))
        level[at] = np.where(best < 4, np.maximum(best, 2), 5)

    def _near(self, one: Ints, other: Ints) -> Mask:
        found = self._worded.shared(one, other)
        found |= self._sound_of[one] == self._sound_of[other]
        single, acronyms = self._single, self._acronyms
        for a, b in ((one, other), (other, one)):
            found |= (single[a] != 0) & ((acronyms[b] == single[a][:, None]).any(axis=1))
        sorted_of, joined_of = self._sorted_of, self._joined_of
        found |= self._sorted_texts.similar(sorted_of[one], sorted_of[other], 66)
        found |= self._joined_texts.similar(joined_of[one], joined_of[other], 86)
        numbered = np.flatnonzero(self._digits[one] | self._digits[other])
        found[numbered] |= self._texts.similar(one[numbered], other[numbered], 72)
        return found


def _sorted(value: str) -> str:
    return " ".join(sorted(set(value.split())))


def _has_number(value: str) -> bool:
    return any(word.isdecimal() for word in value.split())


def _acronyms(value: str) -> tuple[str, str]:
    words = value.split()
    if len(words) < 2:
        return "", ""
    little = ("and", "of", "the", "der", "die", "das", "und", "fur", "de", "et", "y")
    return "".join(word[0] for word in words), "".join(word[0] for word in words if word not in little)
