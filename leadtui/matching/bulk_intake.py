"""The rows of a file, weighed batch by batch against a book and against each other."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from leadtui.matching.bulk import Scorer
from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_pairs import COMMON, Ints, between, pair_ids, unique
from leadtui.matching.fold import hash48
from leadtui.matching.model import Model

_SIGNS: Final = {"first": "f", "last": "l", "company": "c", "domain": "w", "city": "t", "postal": "z"}
"""The fields whose values' frequency counts, and how `keys.counted` calls them."""
_NONE: Final[NDArray[np.int64]] = np.empty(0, np.int64)


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

    A batch goes through `begin`, `postings`, `records`, `count` and `weigh`, in that order: between them the
    caller asks the book what each of them wants to know.

    Args:
        model: the numbers of the score.
        evidence: names of what counts.
        least: the least probability of a likeness.
        total: records of the book.
    """

    def __init__(self, model: Model, evidence: frozenset[str], least: float, total: int) -> None:
        self._model = model
        self._evidence = evidence
        self._least = least
        self._total = total
        self._columns = Columns()
        self._scorer: Scorer | None = None
        self._places: dict[int, int] = {}  # of the book's records, by number
        self._numbers: list[int] = []  # by place: number of a record, or -1 - row
        self._rows = 0
        self._counted = {field: [0] for field in _SIGNS}  # records of the book with a value, by its number
        self._seen = {field: np.zeros(1, dtype=np.int64) for field in _SIGNS}  # the same of rows
        self._keys, self._holders = _NONE, _NONE  # of earlier rows, by ascending key
        self._mine: tuple[Ints, Ints] = (_NONE, _NONE)
        self._theirs: tuple[list[int], list[Ints]] = ([], [])
        self._fresh: list[tuple[str, int]] = []

    def begin(self, texts: Sequence[str], keys: Sequence[Sequence[int]]) -> list[int]:
        """Take in the rows of a batch: packed facts and keys of each.

        Returns:
            The different keys, ascending: who of the book has them?
        """
        first = len(self._columns)
        self._columns.add(texts)
        self._numbers += range(-1 - self._rows, -1 - self._rows - len(texts), -1)
        self._rows += len(texts)
        sizes = [len(each) for each in keys]
        own = np.array([key for each in keys for key in each], dtype=np.int64)
        self._mine = own, np.repeat(np.arange(first, first + len(texts)), sizes)
        return [int(key) for key in unique(own.copy())]

    def postings(self, rows: Iterable[tuple[int, str]]) -> list[int]:
        """Take in which records have those keys: key, then numbers separated by commas.

        Returns:
            Numbers of the records whose facts are not known yet, ascending.
        """
        keys, holders = list[int](), list[Ints]()
        for key, text in rows:
            numbers = np.fromstring(text, dtype=np.int64, sep=",")
            if len(numbers) <= COMMON:
                keys.append(key)
                holders.append(numbers)
        self._theirs = keys, holders
        every = unique(np.concatenate(holders)) if holders else _NONE
        return [number for number in every.tolist() if number not in self._places]

    def records(self, rows: Sequence[tuple[int, str]]) -> list[int]:
        """Take in the facts of such records.

        Returns:
            Keys of the values that rows have and that were not counted in the book yet.
        """
        for place, (number, _) in enumerate(rows, len(self._columns)):
            self._places[number] = place
        self._numbers += [number for number, _ in rows]
        self._columns.add(text for _, text in rows)
        self._columns.settle()
        return self._uncounted()

    def _uncounted(self) -> list[int]:
        """Values that came with the batch and are not counted; all of them are counted among rows."""
        places = unique(self._mine[1].astype(np.int64))
        self._fresh = []
        for field in _SIGNS:
            values = self._columns.values[field]
            codes = self._columns.codes(field)[places]
            seen = np.bincount(codes, minlength=len(values))
            before = np.zeros(len(values), dtype=np.int64)
            before[: len(self._seen[field])] = self._seen[field]
            new = np.flatnonzero((seen > 0) & (before == 0))
            self._fresh += [(field, number) for number in new.tolist() if number]
            self._seen[field] = before + seen
            self._counted[field] += [0] * (len(values) - len(self._counted[field]))
        return [self._key(field, number) for field, number in self._fresh]

    def _key(self, field: str, number: int) -> int:
        return hash48(f"{_SIGNS[field]}={self._columns.values[field][number]}")

    def count(self, counts: Mapping[int, int]) -> None:
        """Take in how many records of the book have those values, by their keys."""
        for field, number in self._fresh:
            self._counted[field][number] = counts.get(self._key(field, number), 0)

    def forget(self, numbers: Iterable[int]) -> None:
        """Records that were changed, or are gone: who has a key of theirs is asked for their facts again."""
        for number in numbers:
            self._places.pop(number, None)

    def weigh(self) -> dict[int, list[Like]]:
        """What the rows of the batch look like, by their places in the file, the likeliest first."""
        pairs = self._pairs()
        counts = {field: np.array(self._counted[field]) + self._seen[field] for field in _SIGNS}
        total = self._total + self._rows
        if self._scorer is None:
            self._scorer = Scorer(self._columns, self._model, self._evidence, counts, total)
        else:
            self._scorer.refresh(counts, total)
        found = self._scorer.scored(pairs, self._least)
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

    def _pairs(self) -> Ints:
        """Pairs of places that share a key: the batch's rows with records, earlier rows, and each other."""
        keys, rows = self._mine
        found = [pair_ids(*self._with_book(keys, rows)), pair_ids(*self._with_rows(keys, rows))]
        return unique(np.concatenate(found))

    def _with_book(self, keys: Ints, rows: Ints) -> tuple[Ints, Ints]:
        their_keys, holders = self._theirs
        if not holders:
            return _NONE, _NONE
        sizes = [len(each) for each in holders]
        every = np.concatenate(holders).tolist()
        places = np.array([self._places.get(number, -1) for number in every], dtype=np.int64)
        held = np.repeat(np.array(their_keys, dtype=np.int64), sizes)
        held, places = held[places >= 0], places[places >= 0]
        order = np.argsort(held, kind="stable")
        return between(keys, rows, held[order], places[order])

    def _with_rows(self, keys: Ints, rows: Ints) -> tuple[Ints, Ints]:
        all_keys = np.concatenate((self._keys, keys))
        order = np.argsort(all_keys, kind="stable")
        self._keys, self._holders = all_keys[order], np.concatenate((self._holders, rows))[order]
        mine, theirs = between(keys, rows, self._keys, self._holders)
        earlier = theirs < mine
        return mine[earlier], theirs[earlier]
