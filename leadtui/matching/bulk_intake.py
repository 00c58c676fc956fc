"""The rows of a file, weighed batch by batch against a book and against each other."""

import gc
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from leadtui.matching.bulk import Scorer
from leadtui.matching.bulk_candidates import Candidates
from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_counts import Counts
from leadtui.matching.bulk_pairs import Ints, pair_ids, unique
from leadtui.matching.bulk_sketches import room
from leadtui.matching.model import Model

_NONE: Final[NDArray[np.int64]] = np.empty(0, np.int64)
MOST: Final = 250_000
"""Records of the book whose facts are in memory; where there are more all of them are left again."""
Read = Callable[[Sequence[int]], Sequence[tuple[int, str]]]
"""Number and packed facts of records by their numbers; who takes no part any more is left out."""


class Like(NamedTuple):
    """Something that a row looks like.

    Attributes:
        record: number of a record of the book, -1 for an earlier row.
        row: place of an earlier row in the file, -1 for a record.
        probability: that both are the same.
        sure: an e-mail, phone or number is equal, and the names fit.
    """

    record: int
    row: int
    probability: float
    sure: bool


class Intake:
    """What is known of a file's rows so far, and of the records that any of them may look like.

    A batch goes through `begin`, `postings`, `count` and `weigh`, in that order: between them the caller
    asks the book what each of them wants to know.

    Args:
        model: the numbers of the score.
        evidence: names of what counts.
        least: the least probability of a likeness.
        total: records of the book.
        read: gives facts of the book's records.
        most: see `MOST`.
    """

    def __init__(
        self, model: Model, evidence: frozenset[str], least: float, total: int, read: Read, most: int = MOST
    ) -> None:
        self._model = model
        self._evidence = evidence
        self._least = least
        self._total = total
        self._read = read
        self._most = most
        self._columns = Columns()
        self._counts = Counts(self._columns)
        self._candidates = Candidates()
        self._scorer: Scorer | None = None
        self._numbers: list[int] = []  # by position in the columns: number of a record, or -1 - row
        self._position = np.zeros(0, dtype=np.int32)  # in the columns, by the number of a sketch; -1 for none
        self._rows = 0
        self._first = 0  # position of the batch's first row
        self._pairs = _NONE

    def begin(
        self, texts: Sequence[str], keys: Sequence[Sequence[int]], votes: Sequence[Sequence[int]]
    ) -> list[int]:
        """Take in the rows of a batch: packed facts, keys and the keys' votes of each.

        Returns:
            The different keys, ascending: who of the book has them?
        """
        if len(self._columns) - self._rows > self._most:
            self._leave()
        self._first = len(self._columns)
        sketches = self._candidates.rows(texts, keys, votes)
        self._take(sketches, texts, range(-1 - self._rows, -1 - self._rows - len(texts), -1))
        self._rows += len(texts)
        return self._candidates.keys

    def postings(self, rows: Iterable[tuple[int, str]]) -> list[int]:
        """Take in which records have those keys: key, then numbers separated by commas.

        Returns:
            Keys of the values that rows have and that were not counted in the book yet.
        """
        fresh = self._read(self._candidates.holders(rows))
        self._candidates.records(fresh)
        row, other = self._candidates.pairs()
        wanted = unique(other[self._places(other) < 0])
        numbers = self._candidates.numbers(wanted)
        texts = dict(fresh)
        again = [number for number in numbers.tolist() if number not in texts]
        texts.update(self._read(again))
        there = np.array([number in texts for number in numbers.tolist()], dtype=np.bool_)
        some: list[int] = numbers[there].tolist()
        self._take(wanted[there], [texts[number] for number in some], some)
        self._columns.settle()
        mine, theirs = self._places(row), self._places(other)
        self._pairs = unique(pair_ids(mine, theirs)[theirs >= 0])
        return self._counts.uncounted(self._first, self._first + len(self._candidates))

    def _leave(self) -> None:
        """Leave the book's records: who is a candidate again is read again."""
        numbers = np.array(self._numbers, dtype=np.int64)
        rows = np.flatnonzero(numbers < 0)
        columns = Columns()
        columns.add(self._columns.texts(rows))
        columns.settle()
        places = np.full(len(numbers) + 1, -1, dtype=np.int32)  # the last one is of what has no place
        places[rows] = np.arange(len(rows))
        self._position = places[self._position]
        self._counts = self._counts.moved(columns, rows)
        self._columns, self._numbers, self._scorer = columns, numbers[rows].tolist(), None
        gc.collect()  # the parts of a scorer know each other, and hold on to the values of all columns

    def _take(self, sketches: Ints, texts: Sequence[str], numbers: Iterable[int]) -> None:
        """Give records of those sketches a place in the columns."""
        self._position = room(self._position, int(sketches[-1]) + 1 if len(sketches) else 0, -1)
        self._position[sketches] = np.arange(len(self._columns), len(self._columns) + len(sketches))
        self._columns.add(texts)
        self._numbers += numbers

    def _places(self, sketches: Ints) -> Ints:
        size = int(sketches.max()) + 1 if len(sketches) else 0
        self._position = room(self._position, size, -1)
        return self._position[sketches].astype(np.int64)

    def count(self, counts: Mapping[int, int]) -> None:
        """Take in how many records of the book have those values, by their keys."""
        self._counts.count(counts)

    def forget(self, numbers: Iterable[int]) -> None:
        """Records that were changed, or are gone: who has a key of theirs is asked for their facts again."""
        self._candidates.forget(numbers)

    def weigh(self) -> dict[int, list[Like]]:
        """What the rows of the batch look like, by their places in the file, the likeliest first."""
        counts = self._counts.frequencies()
        total = self._total + self._rows
        if self._scorer is None:
            self._scorer = Scorer(self._columns, self._model, self._evidence, counts, total)
        else:
            self._scorer.refresh(counts, total)
        found = self._scorer.scored(self._pairs, self._least)
        likes: dict[int, list[Like]] = {}
        ones: list[int] = found.one.tolist()
        others: list[int] = found.other.tolist()
        for at, (probability, sure) in enumerate(
            zip(found.probability.tolist(), found.sure.tolist(), strict=True)
        ):
            # Rows have numbers below 0, later ones lower: the later row looks like the other one.
            row, known = sorted((self._numbers[ones[at]], self._numbers[others[at]]))
            like = (
                Like(known, -1, probability, sure) if known >= 0 else Like(-1, -1 - known, probability, sure)
            )
            likes.setdefault(-1 - row, []).append(like)
        for each in likes.values():
            each.sort(key=lambda like: (-like.probability, like.record, like.row))
        return likes
