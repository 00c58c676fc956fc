"""Pairs of records that share a key, of whole columns at once: numpy, in scan and import only.

A pair is one 64-bit number: its lower position times 2^32, plus its higher one. Positions are those of
the records in the caller's own list.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.signedinteger[Any]]
Mask = NDArray[np.bool_]

COMMON: Final = 80
"""A key that more records than this share finds nothing. Source: reference measurements of matching."""
_BLOCK: Final = 1 << 16  # pairs made at a time, so many that a processor's cache holds them
_LOW: Final = (1 << 32) - 1


def pair_ids(one: Ints, other: Ints) -> Ints:
    """The pairs of two columns of positions, row by row."""
    return (np.minimum(one, other) << 32) | np.maximum(one, other)


def ends(pairs: Ints) -> tuple[Ints, Ints]:
    """The lower and the higher positions of pairs."""
    return pairs >> 32, pairs & _LOW


def unique(numbers: Ints) -> Ints:
    """The numbers ascending, each once; sorts in place."""
    # np.unique of numpy 2 hashes 64-bit integers, which takes ten times as long as this.
    numbers.sort()
    if not len(numbers):
        return numbers
    kept = np.empty(len(numbers), dtype=np.bool_)
    kept[0] = True
    np.not_equal(numbers[1:], numbers[:-1], out=kept[1:])
    return numbers[kept]


def runs(keys: Ints) -> Ints:
    """How long each run of equal keys is."""
    if not len(keys):
        return np.empty(0, np.int64)
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
    return np.diff(starts, append=len(keys))


class Groups:
    """Groups of positions that share a key each, and the pairs that they make.

    Args:
        sizes: of the groups, one after the other.
        members: their positions in the same order; below 2^32, each once a group and ascending in it.
        common: larger groups are passed by.
    """

    def __init__(self, sizes: Ints, members: Ints, common: int = COMMON) -> None:
        self._sizes = sizes
        self._starts = np.cumsum(sizes) - sizes
        self._members = members
        self._common = common
        self._weights = self._pairs_by_lower()

    def _pairs_by_lower(self) -> Ints:
        """How many pairs, each as often as they are made, have each position as their lower one."""
        sizes = self._sizes.astype(np.int32)
        after = np.repeat(self._starts.astype(np.int32) + sizes, sizes)
        after -= np.arange(1, len(after) + 1, dtype=np.int32)
        after[np.repeat(self._sizes > self._common, self._sizes)] = 0
        length = int(self._members.max()) + 1 if len(self._members) else 0
        return np.bincount(self._members, weights=after, minlength=length).astype(np.int64)

    def __len__(self) -> int:
        """How many pairs there are, each as often as it is made."""
        return int(self._weights.sum())

    def portions(self, size: int, least: int = 1) -> list[tuple[int, int]]:
        """Ranges of lower positions that make about so many pairs each; none where there are no pairs.

        Args:
            size: of a portion at most, more or less.
            least: how many portions.
        """
        behind = np.cumsum(self._weights)
        whole = int(behind[-1]) if len(behind) else 0
        if not whole:
            return []
        count = max(-(-whole // size), least)
        cuts = np.searchsorted(behind, [whole * part // count for part in range(1, count)])
        bounds = [0, *(int(cut) + 1 for cut in cuts), len(behind)]
        return [(low, high) for low, high in pairwise(bounds) if low < high]

    def pairs(self, low: int, high: int, worth: Callable[[Ints, Ints], Mask] | None = None) -> Ints:
        """The pairs whose lower position is in that range, ascending, each once.

        Args:
            low: the first of the lower positions.
            high: the one behind the last of them.
            worth: which pairs of two columns of positions are wanted; None wants all.
        """
        found = [np.empty(0, np.int64)]
        for one, other in self._blocks():
            kept = np.flatnonzero((one >= low) & (one < high))
            one, other = one[kept], other[kept]
            if worth and len(one):
                kept = np.flatnonzero(worth(one, other))
                one, other = one[kept], other[kept]
            found.append((one.astype(np.int64) << 32) | other)
        return unique(np.concatenate(found))

    def _blocks(self) -> Iterator[tuple[Ints, Ints]]:
        """Both ends of the pairs of all groups of one size together, a bounded number at a time."""
        for size in range(2, self._common + 1):
            groups = self._starts[self._sizes == size]
            one, other = np.triu_indices(size, 1)
            step = max(1, _BLOCK // len(one))
            for at in range(0, len(groups), step):
                some = groups[at : at + step, None]
                yield self._members[some + one].ravel(), self._members[some + other].ravel()


def within(sizes: Ints, members: Ints, common: int = COMMON) -> Ints:
    """All pairs of positions that are in one group, ascending, each once; arguments as of `Groups`."""
    groups = Groups(sizes, members, common)
    found = [groups.pairs(low, high) for low, high in groups.portions(1 << 24)]
    return np.concatenate(found) if found else np.empty(0, np.int64)


def spread(starts: Ints, counts: Ints) -> tuple[Ints, Ints]:
    """Ranges of places one after the other: of each place which range it is of, and the place."""
    ends_at = np.cumsum(counts)
    total = int(ends_at[-1]) if len(ends_at) else 0
    which = np.repeat(np.arange(len(counts)), counts)
    return which, np.arange(total) + (starts - ends_at + counts)[which]
