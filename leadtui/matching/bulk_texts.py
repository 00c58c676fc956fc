"""Values held against each other by rapidfuzz, a whole list of pairs at once."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.fuzz import ratio

from leadtui.matching.bulk_pairs import Ints

Mask = NDArray[np.bool_]


class Letters:
    """Of each text of a growing list how long it is, which letters it has, and which is the first.

    Two texts have at most as many signs in common as either has without the letters that the other one
    lacks: where that is too few already, their order need not be looked at.

    Args:
        values: the texts by number; the list may grow.

    Attributes:
        lengths: in signs, by number of the text.
        letters: which a text has, a bit each; some signs share one.
        heads: the bit of the first sign, from 0 on; of the empty text 255.
    """

    def __init__(self, values: list[str]) -> None:
        self._values = values
        self.lengths = np.empty(0, dtype=np.int16)
        self.letters = np.empty(0, dtype=np.uint32)
        self.heads = np.empty(0, dtype=np.uint8)

    def fill(self) -> None:
        """Take in the values that came since."""
        while (known := len(self.lengths)) < len(self._values):
            self._take(self._values[known : known + _PORTION])

    def _take(self, fresh: list[str]) -> None:
        lengths = np.fromiter(map(len, fresh), np.int64, len(fresh))
        # A blank behind each, so that none is empty; it is taken out again.
        signs = np.frombuffer(" ".join((*fresh, "")).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        bits = _BIT[np.minimum(signs, len(_BIT) - 1)]
        starts = np.cumsum(lengths + 1) - lengths - 1
        each = np.left_shift(np.uint32(1), bits, dtype=np.uint32)
        each[starts + lengths] = 0
        self.lengths = np.concatenate((self.lengths, np.minimum(lengths, _LONGEST).astype(np.int16)))
        self.letters = np.concatenate((self.letters, np.bitwise_or.reduceat(each, starts)))
        self.heads = np.concatenate((self.heads, np.where(lengths > 0, bits[starts], _NONE).astype(np.uint8)))


def most_common(
    long_a: NDArray[Any], letters_a: NDArray[np.uint32], long_b: NDArray[Any], letters_b: NDArray[np.uint32]
) -> NDArray[Any]:
    """How many signs texts of those lengths and letters have in common at most, see `Letters`."""
    lacking = letters_a ^ letters_b
    here = long_a - np.bitwise_count(lacking & letters_a)
    there = long_b - np.bitwise_count(lacking & letters_b)
    return np.minimum(here, there)


def jaro_at_most(common: Any, long_a: Any, long_b: Any, begun: Any) -> Any:
    """What the Jaro-Winkler similarity of two texts can be at most; floats or arrays.

    Args:
        common: how many signs they have in common at most.
        long_a: signs of the one.
        long_b: signs of the other.
        begun: with how many equal signs they begin at most.
    """
    most = (common / np.maximum(long_a, 1) + common / np.maximum(long_b, 1) + 1) / 3
    return most + 0.1 * np.minimum(begun, 4) * (1 - most)


class Texts:
    """Values to be held against each other by rapidfuzz, those first told apart by their letters alone.

    Args:
        values: the texts by number; the list may grow.
        made: what is made of each first; None takes them as they are.
    """

    def __init__(self, values: list[str], made: Callable[[str], str] | None = None) -> None:
        self._all = values
        self._made = made
        self._values = list[str]() if made else values
        self._letters = Letters(self._values)

    def jaro(self, one: Ints, other: Ints, least: float) -> Mask:
        """Which pairs have at least that Jaro-Winkler similarity."""
        return self.jaros(one, other, least) >= least

    def jaros(self, one: Ints, other: Ints, least: float) -> NDArray[np.float64]:
        """The Jaro-Winkler similarity of pairs, exactly where it is that much at least."""
        common, of = self._common(one, other), self._letters
        begun = np.where(of.heads[one] == of.heads[other], 4, 0)
        most = jaro_at_most(common, of.lengths[one], of.lengths[other], begun)
        return self._scored(most >= least - _SLACK, one, other, JaroWinkler.similarity, least)

    def similar(self, one: Ints, other: Ints, least: float) -> Mask:
        """Which pairs have at least that ratio, of 100."""
        common, lengths = self._common(one, other), self._letters.lengths
        whole = lengths[one].astype(np.int32) + lengths[other]
        most = 200 * (common / np.maximum(whole, 1))
        most[whole == 0] = 100
        return self._scored(most >= least - _SLACK, one, other, ratio, least) >= least

    def within_edits(self, one: Ints, other: Ints, most: int = 1) -> Mask:
        """Which pairs are so few edits apart."""
        return self.edits(one, other, most) <= most

    def edits(self, one: Ints, other: Ints, most: int) -> NDArray[np.int32]:
        """How many edits pairs are apart; more than that many where it is more."""
        common, lengths = self._common(one, other), self._letters.lengths
        found = np.full(len(one), most + 1, dtype=np.int32)
        at = np.flatnonzero(np.maximum(lengths[one], lengths[other]) - common <= most)
        found[at] = edits(self._values, one[at], other[at], most)
        return found

    def _scored(
        self, may: Mask, one: Ints, other: Ints, scorer: Callable[..., Any], least: float
    ) -> NDArray[np.float64]:
        found = np.zeros(len(one))
        at = np.flatnonzero(may)
        mine, theirs = _texts(self._values, one[at]), _texts(self._values, other[at])
        found[at] = process.cpdist(mine, theirs, scorer=scorer, score_cutoff=least * _CUT, dtype=np.float64)
        return found

    def lengths(self, numbers: Ints) -> NDArray[np.int16]:
        """How many signs they have."""
        self.fill()
        return self._letters.lengths[numbers]

    def _common(self, one: Ints, other: Ints) -> NDArray[np.int16]:
        """How many signs two of them have in common at most."""
        self.fill()
        of = self._letters
        return most_common(of.lengths[one], of.letters[one], of.lengths[other], of.letters[other])

    def fill(self) -> None:
        """Take in the values that came since."""
        if self._made and len(self._values) < len(self._all):
            self._values += map(self._made, self._all[len(self._values) :])
        self._letters.fill()


def within_edits(values: list[str], one: Ints, other: Ints, most: int) -> Mask:
    """Which pairs of values are so few edits apart; for pairs of which many are."""
    return edits(values, one, other, most) <= most


def edits(values: list[str], one: Ints, other: Ints, most: int) -> NDArray[np.int32]:
    """How many edits pairs of values are apart; more than that many where it is more."""
    mine, theirs = _texts(values, one), _texts(values, other)
    return np.asarray(
        process.cpdist(mine, theirs, scorer=OSA.distance, score_cutoff=most, dtype=np.int32), dtype=np.int32
    )


def _texts(values: list[str], numbers: Ints) -> list[str]:
    return [values[number] for number in numbers.tolist()]


_PORTION: Final = 50_000  # values whose letters are counted at a time
_SLACK: Final = 1e-9  # of floats
_CUT: Final = 0.98  # rapidfuzz cuts off what is just good enough too
_LONGEST: Final = 30_000  # signs
_NONE: Final = 255
# Digits share the bits of letters: what has both is rare.
_SIGNS: Final = {" ": 26} | {sign: at % 26 for at, sign in enumerate("abcdefghijklmnopqrstuvwxyz0123456789")}
_BIT: Final = np.array([_SIGNS.get(chr(sign), 27 + sign % 4) for sign in range(129)], dtype=np.uint32)
