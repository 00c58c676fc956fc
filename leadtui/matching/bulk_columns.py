"""The facts of many records as columns of small integers: each different value has one number.

What is read from a book of a million records is never held as a million objects: a record is a place in
each column, and a value that many share is kept once. 0 is the number of the empty value.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from typing import Final

import numpy as np
from numpy.typing import NDArray

from leadtui.matching.facts import Facts

Codes = NDArray[np.int32]

_BLOCK: Final = 2_000  # records split at a time, so many that a processor's cache holds them
_FIELDS: Final = Facts._fields[1:]
_31_BITS: Final = (1 << 31) - 1
_SEPARATOR: Final = "\x1f"  # of `facts.pack`
# First and last name may have changed places, a web domain may stand for a name: one numbering for both.
_SHARED: Final = {"last": "first", "brand": "company"}
KINDS: Final = ("l", "c", "a", "o")
LEAD, CONTACT, ACCOUNT, OPPORTUNITY = range(4)


class Columns:
    """Facts by column, growing.

    Attributes:
        values: of each field the different values, in the order of their numbers.
    """

    def __init__(self) -> None:
        fields = [field for field in _FIELDS if field not in _SHARED]
        self._numbers: dict[str, defaultdict[str, int]] = {
            field: defaultdict(count(1).__next__, {"": 0}) for field in fields
        }
        self._parts: dict[str, list[Codes]] = {field: [] for field in ("kind", *_FIELDS, "called")}
        self._count = 0
        self.values: dict[str, list[str]] = {}

    def __len__(self) -> int:
        return self._count

    def add(self, texts: Iterable[str]) -> None:
        """Take in records, packed (`facts.pack`), in their order."""
        texts = iter(texts)
        while block := list(islice(texts, _BLOCK)):
            self._count += len(block)
            columns: list[tuple[str, ...]] = list(
                zip(*(text.split(_SEPARATOR) for text in block), strict=True)
            )
            kinds = map(KINDS.index, columns.pop(0))
            self._parts["kind"].append(np.fromiter(kinds, np.int32, len(block)))
            for field, column in zip(_FIELDS, columns, strict=True):
                self._keep(field, column, len(block))
            first, last, company = columns[0], columns[1], columns[3]
            # Only told apart, never read: as hashes they take no memory of their own.
            hashes = (hash(name) & _31_BITS for name in called(first, last, company))
            self._parts["called"].append(np.fromiter(hashes, np.int32, len(block)))

    def _keep(self, field: str, column: Iterable[str], size: int) -> None:
        numbers = self._numbers[_SHARED.get(field, field)]
        self._parts[field].append(np.fromiter(map(numbers.__getitem__, column), np.int32, size))

    def settle(self, *, final: bool = False) -> None:
        """Make `values` and the columns whole after `add`.

        Args:
            final: nothing will be added any more: what only that needs goes.
        """
        for parts in self._parts.values():
            if len(parts) != 1:
                parts[:] = [np.concatenate(parts) if parts else np.empty(0, np.int32)]
        for field, numbers in self._numbers.items():
            known = self.values.setdefault(field, [])
            known += islice(numbers, len(known), None)
            if final:
                numbers.clear()
        for field, shared in _SHARED.items():
            self.values[field] = self.values[shared]

    def codes(self, field: str) -> Codes:
        """The column of a field; ``kind`` is one of `KINDS` by its place, ``called`` see `called`."""
        return self._parts[field][0]

    def texts(self, positions: Codes | NDArray[np.int64]) -> list[str]:
        """Those records, packed as they came."""
        kinds: list[int] = self.codes("kind")[positions].tolist()
        columns = [[KINDS[kind] for kind in kinds]]
        for field in _FIELDS:
            values, codes = self.values[field], self.codes(field)[positions]
            columns.append([values[code] for code in codes.tolist()])
        return list(map(_SEPARATOR.join, zip(*columns, strict=True)))

    def row(self, position: int) -> Facts:
        """The facts of one record."""
        kind = ("lead", "contact", "account", "opportunity")[int(self.codes("kind")[position])]
        return Facts(kind, *(self.values[field][self.codes(field)[position]] for field in _FIELDS))


def called(first: Sequence[str], last: Sequence[str], company: Sequence[str]) -> Iterator[str]:
    """The names under which records count as users of an address or number, see `look`."""
    for given, family, firm in zip(first, last, company, strict=True):
        yield f"{given[:1]} {family}" if given or family else firm
