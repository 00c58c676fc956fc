"""Values held against each other by rapidfuzz, a whole list of pairs at once."""

from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.fuzz import ratio

from leadtui.matching.bulk_levels import Known
from leadtui.matching.bulk_pairs import Ints

Mask = NDArray[np.bool_]


class Texts:
    """Values to be held against each other by rapidfuzz, those first told apart by their letters alone.

    Two texts share at most as many signs as both have of each letter: where that is too few already,
    their order need not be looked at. It settles most pairs at a tenth of the cost.

    Args:
        values: the texts by number; the list may grow.
    """

    def __init__(self, values: list[str]) -> None:
        self._values = values
        self._bags = np.empty((0, _BUCKETS), dtype=np.uint8)
        self._lengths = Known(values, len, np.int32)
        self._heads = Known(values, lambda value: ord(value[0]) if value else 0, np.int32)

    def jaro(self, one: Ints, other: Ints, least: float) -> Mask:
        """Which pairs have at least that Jaro-Winkler similarity."""
        found, lengths, heads = np.zeros(len(one), dtype=np.bool_), self._lengths, self._heads
        common = self._common(one, other)
        most = (common / np.maximum(lengths[one], 1) + common / np.maximum(lengths[other], 1) + 1) / 3
        most += np.where(heads[one] == heads[other], 0.4, 0.0) * (1 - most)
        return self._scored(found, most >= least - _SLACK, one, other, JaroWinkler.similarity, least)

    def similar(self, one: Ints, other: Ints, least: float) -> Mask:
        """Which pairs have at least that ratio, of 100."""
        found, lengths = np.zeros(len(one), dtype=np.bool_), self._lengths
        whole = np.maximum(lengths[one] + lengths[other], 1)
        most = 200 * self._common(one, other) / whole
        most[lengths[one] + lengths[other] == 0] = 100
        return self._scored(found, most >= least - _SLACK, one, other, ratio, least)

    def within_edits(self, one: Ints, other: Ints, most: int = 1) -> Mask:
        """Which pairs are so few edits apart."""
        found, lengths = np.zeros(len(one), dtype=np.bool_), self._lengths
        longer = np.maximum(lengths[one], lengths[other])
        at = np.flatnonzero(longer - self._common(one, other) <= most)
        found[at] = within_edits(self._values, one[at], other[at], most)
        return found

    def _scored(
        self, found: Mask, may: Mask, one: Ints, other: Ints, scorer: Callable[..., Any], least: float
    ) -> Mask:
        at = np.flatnonzero(may)
        mine, theirs = _texts(self._values, one[at]), _texts(self._values, other[at])
        scores = process.cpdist(mine, theirs, scorer=scorer, score_cutoff=least, dtype=np.float32)
        found[at] = np.asarray(scores) >= least - _SLACK
        return found

    def _common(self, one: Ints, other: Ints) -> Ints:
        """How many signs two texts can have in common at most."""
        self._count()
        return np.minimum(self._bags[one], self._bags[other]).sum(axis=1, dtype=np.int32)

    def fill(self) -> None:
        """Take in the values that came since."""
        self._count()
        self._lengths.fill()
        self._heads.fill()

    def _count(self) -> None:
        while len(self._bags) < len(self._values):
            self._take(self._values[len(self._bags) : len(self._bags) + _PORTION])

    def _take(self, fresh: list[str]) -> None:
        signs = np.frombuffer("".join(fresh).encode("utf-32-le"), dtype=np.uint32)
        row = np.repeat(np.arange(len(fresh)), [len(value) for value in fresh])
        places = row * _BUCKETS + _BUCKET[np.minimum(signs, 127)]
        counts = np.bincount(places, minlength=len(fresh) * _BUCKETS).reshape(-1, _BUCKETS)
        self._bags = np.concatenate((self._bags, np.minimum(counts, 255).astype(np.uint8)))


def within_edits(values: list[str], one: Ints, other: Ints, most: int) -> Mask:
    """Which pairs of values are so few edits apart; for pairs of which many are."""
    mine, theirs = _texts(values, one), _texts(values, other)
    edits = process.cpdist(mine, theirs, scorer=OSA.distance, score_cutoff=most, dtype=np.int32)
    return np.asarray(edits) <= most


def _texts(values: list[str], numbers: Ints) -> list[str]:
    return [values[number] for number in numbers.tolist()]


_PORTION: Final = 50_000  # values whose letters are counted at a time
_SLACK: Final = 1e-3  # rapidfuzz answers in single precision
_SIGNS: Final = "abcdefghijklmnopqrstuvwxyz0123456789 "
_BUCKETS: Final = len(_SIGNS) + 1  # the last one holds every other sign
_BUCKET: Final = np.array([_SIGNS.find(chr(sign)) % _BUCKETS for sign in range(128)], dtype=np.int64)
