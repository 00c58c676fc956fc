"""How many records and rows hold each value whose frequency counts, for the rows of a file."""

from collections.abc import Mapping
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_pairs import Ints, unique
from leadtui.matching.keys import COUNTED, count_key

_OF_BOTH: Final = "country"  # few values: those of records count where the row says none


class Counts:
    """What the rows so far hold, counted in the book and among themselves.

    Args:
        columns: the rows and the records that they are compared with.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._book = {field: np.zeros(1, dtype=np.int64) for field in COUNTED}  # records, by value's number
        self._rows = {field: np.zeros(1, dtype=np.int64) for field in COUNTED}
        self._countries = 1  # values counted so far, that of none included
        self._fresh: list[tuple[str, int, int]] = []  # field, number of the value, its key

    def uncounted(self, first: int, end: int) -> list[int]:
        """Take in a batch's rows, which have these positions.

        Returns:
            Keys of the values that no row before had: how many records of the book have them?
        """
        self._fresh = []
        for field in COUNTED:
            values = self._columns.values[field]
            codes = self._columns.codes(field)[first:end]
            book, rows = (_longer(each[field], len(values)) for each in (self._book, self._rows))
            fresh: list[int] = unique(codes[(rows[codes] == 0) & (codes != 0)]).tolist()
            if field == _OF_BOTH:
                fresh, self._countries = list(range(self._countries, len(values))), len(values)
            for number in fresh:
                self._fresh.append((field, number, count_key(field, values[number])))
            rows += np.bincount(codes, minlength=len(rows))
            self._book[field], self._rows[field] = book, rows
        return [key for _, _, key in self._fresh]

    def count(self, counts: Mapping[int, int]) -> None:
        """Take in how many records of the book have those values, by their keys."""
        for field, number, key in self._fresh:
            self._book[field][number] = counts.get(key, 0)

    def moved(self, columns: Columns, rows: Ints) -> "Counts":
        """The same by other columns, which have those rows of these ones, in this order, and no more."""
        moved = Counts(columns)
        for field in COUNTED:
            before, after = self._columns.codes(field)[rows], columns.codes(field)
            for mine, theirs in ((self._book, moved._book), (self._rows, moved._rows)):
                theirs[field] = np.zeros(len(columns.values[field]), dtype=np.int64)
                theirs[field][after] = mine[field][before]
        moved._countries = len(columns.values[_OF_BOTH])
        return moved

    def frequencies(self) -> dict[str, Ints]:
        """By field and value's number how many records and rows have it."""
        return {field: self._book[field] + self._rows[field] for field in COUNTED}


def _longer(counts: NDArray[np.int64], size: int) -> NDArray[np.int64]:
    more = max(size - len(counts), 0)
    return np.concatenate((counts, np.zeros(more, dtype=np.int64))) if more else counts
