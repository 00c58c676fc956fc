"""Sketches of records: enough to see which of a row's many candidates are worth a look.

A large book has some hundred records for each row that share one weak key with it (a company, a town and
a given name), and nearly all of them have another name. Their facts are never numbered nor weighed: what
is kept of a record here is twenty bytes.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leadtui.matching.bulk_levels import Mask
from leadtui.matching.bulk_pairs import Ints
from leadtui.matching.bulk_texts import Letters
from leadtui.matching.facts import Facts

_BLOCK: Final = 2_000  # records split at a time, so many that a processor's cache holds them
_SEPARATOR: Final = "\x1f"  # of `facts.pack`
_PERSONS: Final = ("l", "c")
_FIRST, _LAST, _BIRTH, _IDENTIFIER = (
    Facts._fields.index(field) for field in ("first", "last", "birth", "identifier")
)
# What is known of a record: both names of a person, the date of birth, a number; its first name is a letter.
_WHOLE, _BORN, _NUMBERED, _INITIAL = 1, 2, 4, 8
_31_BITS: Final = (1 << 31) - 1
_ANY: Final = 255  # more votes than there are

# How alike two names are at least is told by the letters that only one of them has: a slip of the pen
# makes one or two. Measured on a generated book of 90,000 (`benchmarks.book`) and 10,000 rows: of 452,000
# pairs that share a key nine in ten fall away, and of the 4,333 that are likely (p >= .5) six.
_NEAR: Final = 4
_NEARER: Final = 3
_STRONG: Final = 8  # votes of the keys that are shared (`keys.keys`): an address, or several weaker ones
_SOME: Final = 4
_ADDRESS: Final = 14  # an e-mail, or much else


class Sketches:
    """Sketches by number, from 0 on."""

    def __init__(self) -> None:
        self._count = 0
        self._first, self._last, self._letters, self._family, self._known = (
            np.zeros(1, dtype=np.int32) for _ in range(5)
        )

    def __len__(self) -> int:
        return self._count

    def add(self, texts: Iterable[str]) -> Ints:
        """Take in records, packed (`facts.pack`): their numbers, ascending."""
        before, texts = self._count, iter(texts)
        while block := list(islice(texts, _BLOCK)):
            self._take(block)
        return np.arange(before, self._count)

    def _take(self, texts: list[str]) -> None:
        size = len(texts)
        columns = list(zip(*(text.split(_SEPARATOR) for text in texts), strict=True))
        firsts, lasts = columns[_FIRST], columns[_LAST]
        given, family = Letters(list(firsts)), Letters(list(lasts))
        given.fill()
        family.fill()
        kinds = np.fromiter((kind in _PERSONS for kind in columns[0]), np.bool_, size)
        known = (kinds & (given.lengths > 0) & (family.lengths > 0)) * _WHOLE
        known |= np.fromiter(map(bool, columns[_BIRTH]), np.bool_, size) * _BORN
        known |= np.fromiter(map(bool, columns[_IDENTIFIER]), np.bool_, size) * _NUMBERED
        known |= (given.lengths == 1) * _INITIAL
        self._first = self._put(self._first, np.fromiter(map(hash, firsts), np.int64, size) & _31_BITS)
        self._last = self._put(self._last, np.fromiter(map(hash, lasts), np.int64, size) & _31_BITS)
        self._letters = self._put(self._letters, given.letters.view(np.int32))
        self._family = self._put(self._family, family.letters.view(np.int32))
        self._known = self._put(self._known, known)
        self._count += size

    def _put(self, column: NDArray[np.int32], values: Ints) -> NDArray[np.int32]:
        column = room(column, self._count + len(values))
        column[self._count : self._count + len(values)] = values
        return column

    def promising(self, one: Ints, other: Ints, votes: Ints) -> Mask:
        """Which pairs are worth a look.

        Args:
            one: numbers of sketches.
            other: of the other side, row by row.
            votes: of all keys that the two share.
        """
        first, last = self._first, self._last
        first_a, last_a, first_b, last_b = first[one], last[one], first[other], last[other]
        both = self._known[one] & self._known[other]
        found = ((both & _WHOLE) == 0) | (first_a == last_b) | (last_a == first_b)
        rest = np.flatnonzero(~found & (votes < _ADDRESS))
        found[votes >= _ADDRESS] = True
        one_first, one_last = (first_a == first_b)[rest], (last_a == last_b)[rest]
        given, family = (
            self._apart(self._letters, one, other, rest),
            self._apart(self._family, one, other, rest),
        )
        initial = ((self._known[one[rest]] | self._known[other[rest]]) & _INITIAL) != 0
        given[initial & ((self._letters[one[rest]] & self._letters[other[rest]]) != 0)] = 0
        least = np.where((given <= _NEAR) | (family <= _NEAR), _STRONG, _ANY)
        least[one_first] = np.where(family <= _NEARER, 0, _SOME)[one_first]
        least[one_last] = np.where(given <= _NEAR, 0, _SOME)[one_last]
        for known, enough in ((_NUMBERED, _STRONG), (_BORN, _SOME)):
            least = np.where((both[rest] & known) != 0, np.minimum(least, enough), least)
        found[rest] = votes[rest] >= least
        return found

    def _apart(self, letters: NDArray[np.int32], one: Ints, other: Ints, rest: Ints) -> NDArray[np.uint8]:
        return np.bitwise_count(letters[one[rest]] ^ letters[other[rest]])


def room(column: NDArray[np.int32], size: int, fill: int = 0) -> NDArray[np.int32]:
    """The column with room for so many numbers at least, new ones filled; grown by more than it is asked."""
    if size <= len(column):
        return column
    return np.concatenate((column, np.full(size * 5 // 4 - len(column) + 1, fill, dtype=np.int32)))
