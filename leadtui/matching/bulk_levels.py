"""Levels of whole columns of pairs: the comparators of `compare`, applied once to each pair of values.

What is settled without looking at the signs is settled for all pairs together: equal, missing, or too
unlike by a measure that rapidfuzz takes of a whole list at once. Everything else goes to the very
comparator that single records go to, and what it says of common values is kept.
"""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from leadtui.matching.bulk_pairs import Ints, unique

Levels = NDArray[np.uint8]
Mask = NDArray[np.bool_]

FAR: Final = 2  # the level of two values that are surely not near each other, see `near`
_COMMON: Final = 1024  # values numbered below this have a table of all their pairs
_WORDS: Final = 6  # words of a value that are numbered; longer ones are always compared


class Comparer:
    """One comparator of two values, for columns of their numbers.

    Args:
        values: the different values by number; the list may grow.
        compare: the scalar comparator.
        last: the level of two values that differ.
        near: of two lists of values, which of their pairs may have a better level than `last`; None
            compares all.
        told: in its place, of two lists of values, the level of each pair, 0 where only ``compare`` tells.
        far: which pairs of two lists surely have the level `last`, where that is told in no time.
    """

    def __init__(
        self,
        values: list[str],
        compare: Callable[[str, str], int],
        last: int,
        near: Callable[[Ints, Ints], Mask] | None = None,
        told: "Callable[[Ints, Ints], Levels] | None" = None,
        far: Callable[[Ints, Ints], Mask] | None = None,
    ) -> None:
        self._values = values
        self._compare = compare
        self._last = last
        self._near = near
        self._told = told
        self._far = far
        self._table = np.zeros(_COMMON * _COMMON, dtype=np.uint8)  # level + 1; pages are taken as needed

    def levels(self, one: Ints, other: Ints) -> Levels:
        """The levels of two columns of numbers, row by row; 0 where either value is empty."""
        found = np.zeros(len(one), dtype=np.uint8)
        found[(one == other) & (one != 0)] = 1
        differ = np.flatnonzero((one != other) & (one != 0) & (other != 0))
        low = np.minimum(one[differ], other[differ]).astype(np.int64)
        high = np.maximum(one[differ], other[differ]).astype(np.int64)
        common = high < _COMMON
        found[differ[common]] = self._tabled(low[common] * _COMMON + high[common])
        rare = np.flatnonzero(~common)
        if self._far and len(rare):
            found[differ[rare]] = self._last
            rare = rare[~self._far(low[rare], high[rare])]
        found[differ[rare]] = self._looked_at((low[rare] << 32) | high[rare])
        return found

    def _tabled(self, places: Ints) -> Levels:
        known = self._table[places]
        missing = known == 0
        if missing.any():
            new = unique(places[missing])
            self._table[new] = self._settled(new // _COMMON, new % _COMMON) + 1
            known = self._table[places]
        return known - 1

    def _looked_at(self, pairs: Ints) -> Levels:
        different = unique(pairs.copy())
        levels = self._settled(different >> 32, different & 0xFFFFFFFF)
        return levels[np.searchsorted(different, pairs)]

    def _settled(self, one: Ints, other: Ints) -> Levels:
        """The levels of different pairs of values."""
        if self._told:
            found = self._told(one, other)
        elif self._near:
            found = np.where(self._near(one, other), 0, self._last).astype(np.uint8)
        else:
            found = np.zeros(len(one), dtype=np.uint8)
        near = np.flatnonzero(found == 0)
        values, compare = self._values, self._compare
        mine: list[int] = one[near].tolist()
        theirs: list[int] = other[near].tolist()
        found[near] = [compare(values[a], values[b]) for a, b in zip(mine, theirs, strict=True)]
        return found


class Known:
    """Something known of each value of a growing list, found when it is asked for, and kept.

    Args:
        values: the list.
        of: finds it of one value.
        dtype: of what is found.
        width: how many of these each value has, 0 for one alone.
    """

    def __init__(self, values: list[str], of: Callable[[str], Any], dtype: Any, width: int = 0) -> None:
        self._values = values
        self._of = of
        self._shape = (width,) if width else ()
        self._made: NDArray[Any] = np.empty((0, *self._shape), dtype=dtype)
        self._there = np.empty(0, dtype=np.bool_)

    def __getitem__(self, at: Ints) -> NDArray[Any]:
        """What is known of the values of those numbers."""
        self._grow()
        missing = at[~self._there[at]]
        if len(missing):
            self._find(unique(missing.astype(np.int64)))
        return self._made[at]

    def _grow(self) -> None:
        if len(self._there) < len(self._values):
            more = len(self._values) * 5 // 4 - len(self._there) + 1
            fresh = np.zeros((more, *self._shape), dtype=self._made.dtype)
            self._made = np.concatenate((self._made, fresh))
            self._there = np.concatenate((self._there, np.zeros(more, dtype=np.bool_)))

    def _find(self, numbers: Ints) -> None:
        values, of = self._values, self._of
        wanted: list[int] = numbers.tolist()
        found = [of(values[number]) for number in wanted]
        self._made[numbers] = np.array(found, dtype=self._made.dtype).reshape(len(found), *self._shape)
        self._there[numbers] = True


def hashed(values: list[str], of: Callable[[str], str]) -> Known:
    """A text made of each value, for equality alone: as its hash, which takes no memory of its own."""
    return Known(values, lambda value: hash(of(value)), np.int64)


class Numbered:
    """Numbers of texts made of values, from 1 on; 0 for the empty one.

    Attributes:
        texts: by number.
    """

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {"": 0}
        self.texts = [""]

    def __call__(self, text: str) -> int:
        """The number of a text, a new one where it has none yet."""
        number = self._numbers.setdefault(text, len(self.texts))
        if number == len(self.texts):
            self.texts.append(text)
        return number


class Worded:
    """The words of values as numbers, to see whether two values share one.

    Attributes:
        texts: the words by number.
        words: the first six of each value, 0 where it has fewer.
        initials: of values of several words the word that their initials make, 0 where nobody has that.
    """

    def __init__(self, values: list[str]) -> None:
        self._number = Numbered()
        self.texts = self._number.texts
        self.words = Known(values, self._numbers, np.int32, _WORDS)
        self.initials = Known(values, self._initials, np.int32)
        self._counts = Known(values, lambda value: value.count(" ") + 1, np.int32)

    def _numbers(self, value: str) -> list[int]:
        words = [self._number(word) for word in value.split()[:_WORDS]]
        return words + [0] * (_WORDS - len(words))

    def _initials(self, value: str) -> int:
        return self._number("".join(word[0] for word in value.split())) if " " in value else 0

    def shared(self, one: Ints, other: Ints) -> Mask:
        """Whether two values share a word, or one has too many to say so."""
        found = self.many(one, other)
        words = self.words
        mine, theirs = words[one], words[other]
        for place in range(_WORDS):
            word = mine[:, place]
            if word.any():
                found |= (theirs == word[:, None]).any(axis=1) & (word != 0)
        return found

    def several(self, one: Ints, other: Ints) -> Mask:
        """Whether either value has more than one word."""
        return np.maximum(self._counts[one], self._counts[other]) > 1

    def many(self, one: Ints, other: Ints) -> Mask:
        """Whether either value has more words than are numbered."""
        return np.maximum(self._counts[one], self._counts[other]) > _WORDS


def near(a: str, b: str) -> int:
    """For comparers of which only is asked whether two values may be near each other."""
    return FAR + 1
