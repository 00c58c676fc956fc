"""Which records and earlier rows share keys with the rows of a batch, and which of these are worth a look."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leadtui.matching.bulk_pairs import COMMON, Ints, spread, unique
from leadtui.matching.bulk_sketches import Sketches, room

_NONE: Final[NDArray[np.int64]] = np.empty(0, np.int64)
_OTHER: Final = 8  # bits of votes below the other end's number
_ROW: Final = 40  # and of that number below the row's
_MOST: Final = (1 << _OTHER) - 1


class Candidates:
    """The rows so far and the records that any of them shares a key with, as sketches.

    A batch goes through `rows`, `holders`, `records` and `pairs`.
    """

    def __init__(self) -> None:
        self._sketches = Sketches()
        self._sketch = np.zeros(0, dtype=np.int32)  # of the book's records, by number; -1 for none
        self._number = np.zeros(0, dtype=np.int32)  # and back
        self._keys, self._holders = _NONE, np.empty(0, np.int32)  # of earlier rows, by ascending key
        self._first = self._count = 0  # sketch of the batch's first row, and how many rows it has
        self._mine: tuple[Ints, Ints, Ints] = (_NONE, _NONE, _NONE)
        self._theirs: tuple[Ints, Ints, Ints] = (_NONE, _NONE, _NONE)

    def __len__(self) -> int:
        """How many rows the batch has."""
        return self._count

    @property
    def keys(self) -> list[int]:
        """The different keys of the batch, ascending."""
        return [int(key) for key in unique(self._mine[0].copy())]

    def rows(
        self, texts: Sequence[str], keys: Sequence[Sequence[int]], votes: Sequence[Sequence[int]]
    ) -> Ints:
        """Take in the rows of a batch: their sketches' numbers."""
        sketches = self._sketches.add(texts)
        self._first, self._count = len(self._sketches) - len(texts), len(texts)
        own = np.array([key for each in keys for key in each], dtype=np.int64)
        theirs = np.array([vote for each in votes for vote in each], dtype=np.int64)
        self._mine = own, np.repeat(sketches, [len(each) for each in keys]), theirs
        return sketches

    def holders(self, rows: Iterable[tuple[int, str]]) -> list[int]:
        """Take in which records have the keys: key, then numbers separated by commas.

        Returns:
            Numbers of the records of which there is no sketch yet, ascending.
        """
        found = [(key, size, text) for key, text in rows if (size := text.count(",") + 1) <= COMMON]
        found.sort()
        keys = np.array([key for key, _, _ in found], dtype=np.int64)
        sizes = np.array([size for _, size, _ in found], dtype=np.int64)
        text = ",".join([text for _, _, text in found])
        numbers = np.fromstring(text, dtype=np.int64, sep=",") if text else _NONE
        self._theirs = keys, sizes, numbers
        every = unique(numbers.copy())
        self._sketch = room(self._sketch, int(every[-1]) + 1 if len(every) else 0, -1)
        return every[self._sketch[every] < 0].tolist()

    def records(self, rows: Sequence[tuple[int, str]]) -> None:
        """Take in the packed facts of such records."""
        sketches = self._sketches.add(text for _, text in rows)
        numbers = np.array([number for number, _ in rows], dtype=np.int64)
        self._sketch[numbers] = sketches
        self._number = room(self._number, len(self._sketches))
        self._number[sketches] = numbers

    def numbers(self, sketches: Ints) -> Ints:
        """The records of those sketches by their numbers."""
        return self._number[sketches].astype(np.int64)

    def forget(self, numbers: Iterable[int]) -> None:
        """Records whose sketches are not true any more."""
        known = np.array([number for number in numbers if number < len(self._sketch)], dtype=np.int64)
        self._sketch[known] = -1

    def pairs(self) -> tuple[Ints, Ints]:
        """The batch's rows and, pair by pair, a record or earlier row that is worth a look; as sketches."""
        keys, rows, votes = self._mine
        found = np.concatenate((self._with_book(keys, rows, votes), self._with_rows(keys, rows, votes)))
        found.sort()
        ends = found >> _OTHER
        starts = np.flatnonzero(np.diff(ends, prepend=-1))
        total: Ints = np.add.reduceat(found & _MOST, starts) if len(found) else _NONE
        row, other = (ends[starts] >> (_ROW - _OTHER)) + self._first, ends[starts] & _LOW
        kept = self._sketches.promising(row, other, total)
        return row[kept], other[kept]

    def _with_book(self, keys: Ints, rows: Ints, votes: Ints) -> Ints:
        their_keys, sizes, numbers = self._theirs
        at: Ints = np.searchsorted(their_keys, keys)
        at[at == len(their_keys)] = 0
        if not len(their_keys):
            return _NONE
        hit = their_keys[at] == keys
        at, rows, votes = at[hit], rows[hit], votes[hit]
        starts = np.cumsum(sizes) - sizes
        mine, theirs = spread(starts[at], sizes[at])
        others = self._sketch[numbers[theirs]].astype(np.int64)
        known = others >= 0
        return self._pair(rows[mine[known]], others[known], votes[mine[known]])

    def _with_rows(self, keys: Ints, rows: Ints, votes: Ints) -> Ints:
        order = np.argsort(keys, kind="stable")
        places = np.searchsorted(self._keys, keys[order])
        self._keys = np.insert(self._keys, places, keys[order])
        self._holders = np.insert(self._holders, places, rows[order].astype(np.int32))
        low = np.searchsorted(self._keys, keys, "left")
        counts = np.searchsorted(self._keys, keys, "right") - low
        counts[counts > COMMON] = 0
        mine, theirs = spread(low, counts)
        others = self._holders[theirs].astype(np.int64)
        earlier = others < rows[mine]
        return self._pair(rows[mine[earlier]], others[earlier], votes[mine[earlier]])

    def _pair(self, rows: Ints, others: Ints, votes: Ints) -> Ints:
        return ((rows - self._first) << _ROW) | (others << _OTHER) | votes


_LOW: Final = (1 << (_ROW - _OTHER)) - 1
