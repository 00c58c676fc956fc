"""Which pairs that share a key are worth a look at all: most have other names, and nothing of their own.

A large book has some thirty pairs for each record that share a weak key alone (a company, a town and a
given name). What is told here is told of numbers that fit a processor's cache: whether the names have
letters enough in common, and whether anything else is equal. It only says "surely nobody": a pair that
falls away here would fall away once its names were compared.
"""

from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from leadtui.matching.bulk_columns import CONTACT, LEAD, Codes, Columns
from leadtui.matching.bulk_levels import Mask
from leadtui.matching.bulk_marks import Marks
from leadtui.matching.bulk_names import Names
from leadtui.matching.bulk_pairs import Ints
from leadtui.matching.bulk_shapes import CROSSED, GIVEN, SURNAME, Shaped, near
from leadtui.matching.nicknames import families


class Screen:
    """Tells of pairs of positions which may be one person.

    Args:
        columns: the records, settled.
        names: theirs.
        marks: what is their own.
        large: whether the book is so large that one name and no place in common is anybody, see `Own`.
        firms: whether companies count.
    """

    def __init__(self, columns: Columns, names: Names, marks: Marks, *, large: bool, firms: bool) -> None:
        self._names = names
        self._marks = marks
        self._large = large
        self._firms = firms
        kinds = columns.codes("kind")
        self._first, self._last = columns.codes("first"), columns.codes("last")
        named = (self._first != 0) & (self._last != 0)
        self._person = named & ((kinds == LEAD) | (kinds == CONTACT))
        values = columns.values["first"]
        self._given, self._surname = names.given.of(self._first), names.surname.of(self._last)
        self._families = np.fromiter(map(_family, values), np.uint32, len(values))[self._first]
        self._rank, self._related = _related(names, self._first)
        self._words = np.fromiter(map(_words, values), np.uint32, len(values))[self._last]

    def promising(self, one: Ints, other: Ints) -> Mask:
        """Which pairs are worth a look."""
        found = ~(self._person[one] & self._person[other])
        some = np.flatnonzero(~found)
        found[some] = self._persons(one[some], other[some])
        return found

    def _persons(self, one: Ints, other: Ints) -> Mask:
        first_a, last_a = self._first[one], self._last[one]
        first_b, last_b = self._first[other], self._last[other]
        given_a, given_b = self._given.at(one), self._given.at(other)
        surname_a, surname_b = self._surname.at(one), self._surname.at(other)
        given = self._alike(one, other, given_a, given_b)
        surname = (last_a == last_b) | near(surname_a, surname_b, SURNAME)
        words_a, words_b = self._words[one], self._words[other]
        double = (words_a | words_b) >= _DOUBLE
        surname |= ((words_a & words_b & _SHARED) != 0) & double
        found = (given & surname) | (first_a == last_b) | (last_a == first_b)
        rest = np.flatnonzero(double & ~found)
        for first, last, whole in ((first_a, last_a, last_b), (first_b, last_b, last_a)):
            found[rest] |= self._names.joins(first[rest], last[rest], whole[rest])
        rest = np.flatnonzero(~found)
        crossed = near(given_a.at(rest), surname_b.at(rest), CROSSED)
        crossed &= near(surname_a.at(rest), given_b.at(rest), CROSSED)
        found[rest] = crossed
        rest = rest[~crossed]
        found[rest] = self._marks.same(one[rest], other[rest])
        if self._large:
            self._in_large(found, rest, given | surname, one, other)
        else:
            found[rest] |= given[rest] | surname[rest]
        return found

    def _in_large(self, found: Mask, rest: Ints, one_name: Mask, one: Ints, other: Ints) -> None:
        """See `look`: a name in common needs a place too, none needs more than the number of the firm."""
        here = rest[one_name[rest] & ~found[rest]]
        found[here] = ~self._marks.elsewhere(one[here], other[here])
        busy = rest[~one_name[rest] & found[rest] & self._firms]
        busy = busy[self._marks.one_firm(one[busy], other[busy])]
        found[busy] = self._marks.alone(one[busy], other[busy])

    def _alike(self, one: Ints, other: Ints, given_a: Shaped, given_b: Shaped) -> Mask:
        """Which given names may be alike: of common ones that is known, others are told by their letters."""
        rank_a, rank_b = self._rank[one], self._rank[other]
        found = self._related[rank_a * (_COMMON + 1) + rank_b]
        rare = np.flatnonzero((rank_a == _COMMON) | (rank_b == _COMMON))
        one, other = one[rare], other[rare]
        found[rare] = near(given_a.at(rare), given_b.at(rare), GIVEN)
        found[rare] |= self._first[one] == self._first[other]
        found[rare] |= (self._families[one] & self._families[other]) != 0
        return found


_COMMON: Final = 1000
"""Given names of which is known whether any two of them are alike."""


def _related(names: Names, first: Codes) -> tuple[NDArray[np.int32], Mask]:
    """By position the rank of its given name (of rare ones one), and by two ranks whether they are alike."""
    counts = np.bincount(first)
    common = np.argsort(-counts, kind="stable")[:_COMMON]
    ranks = np.full(len(counts), _COMMON, dtype=np.int32)
    ranks[common] = np.arange(len(common))
    one, other = np.triu_indices(len(common))
    related = np.zeros((_COMMON + 1, _COMMON + 1), dtype=np.bool_)
    related[one, other] = related[other, one] = names.alike(common[one], common[other])
    return ranks[first], related.ravel()


def _family(word: str) -> int:
    return sum(1 << number for number in {each % 32 for each in families(word)})


def _words(name: str) -> int:
    """Bits for the words of a name that two double names may share, and for that it is one."""
    words = name.split()
    found = _DOUBLE if len(words) > 1 else 0
    for word in words:
        if len(word) > 3:
            found |= 1 << crc32(word.encode()) % 31
    return found


_DOUBLE: Final = 1 << 31
_SHARED: Final = _DOUBLE - 1
