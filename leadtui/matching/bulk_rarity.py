"""What the frequencies of equal values add to a column of pairs; see `model.rarity` and its like."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_levels import Levels, Mask
from leadtui.matching.bulk_pairs import Ints, unique
from leadtui.matching.bulk_reach import PHONES, Phones
from leadtui.matching.keys import COUNTED
from leadtui.matching.model import EVIDENCE, UNSAID, Model, Rarity, clan, rarity, reach_rarity

Floats = NDArray[np.float64]


class Frequencies:
    """How many records hold each value of some columns.

    Args:
        columns: the records, settled.
        phones: theirs.
        model: the numbers of the score.
        evidence: names of what counts.

    Attributes:
        total: records of the book.
        phone_users: how many names use a phone, by its number.
    """

    def __init__(self, columns: Columns, phones: Phones, model: Model, evidence: frozenset[str]) -> None:
        self._columns = columns
        self._phones = phones
        self._model = model
        self._evidence = evidence
        self.total = 1

    def refresh(self, counts: Mapping[str, Ints] | None, total: int | None) -> None:
        """Take in what the columns have more than before.

        Args:
            counts: of each field of `keys.COUNTED` how many records of the book hold each value, by the
                value's number; None counts in the columns, where they are the whole book.
            total: records of the book; None where they are those of the columns.
        """
        columns = self._columns
        self._counts = counts or {
            field: np.bincount(columns.codes(field), minlength=len(columns.values[field]))
            for field in COUNTED
        }
        self.total = max(len(columns) if total is None else total, 1)
        called = columns.codes("called")
        self._email_users = _users(columns.codes("email"), called, len(columns.values["email"]))
        numbers = self._phones.numbers[columns.codes("phones")]
        repeated = np.repeat(called, PHONES)
        self.phone_users = _users(numbers.ravel(), repeated, len(self._phones.numbered.texts))
        self.use(self._model)

    def use(self, model: Model) -> None:
        """Weigh by these numbers from now on."""
        self._model = model
        counts: list[int] = self._counts["country"].tolist()
        self._clan_bits = np.zeros(len(counts))
        if EVIDENCE["country"] in self._evidence:
            self._clan_bits[1:] = [clan(model, count, self.total) for count in counts[1:]]

    def of(self, levels: Mapping[str, Levels], one: Ints, other: Ints) -> Rarity:
        """What the frequencies add for pairs of positions of those levels."""
        straight = levels["order"] == 1
        rare: dict[str, Any] = {}
        for field in ("first", "last", "city", "postal"):
            equal = levels[field] == 1
            if field in ("first", "last"):
                equal = equal & straight
            rare[field] = self._frequency(field, equal, one)
        rare["clan"] = self._clans(levels["country"], one, other)
        rare["company"] = self._firm_rarity(levels["company"], levels["domain"] == 1, one)
        rare["email"], rare["shared_email"] = self._reach("email", levels, self._email_names, one, other)
        rare["phone"], rare["shared_phone"] = self._reach("phone", levels, self._phone_names, one, other)
        return Rarity(**rare)

    def _clans(self, level: Levels, one: Ints, other: Ints) -> Floats:
        """See `looking`: of one country, or perhaps."""
        codes = self._columns.codes("country")
        bits = self._clan_bits[np.maximum(codes[one], codes[other])]
        return np.where(level == 1, bits, np.where(level == 2, 0.0, UNSAID * bits))

    def _firm_rarity(self, level: Levels, one_domain: Mask, one: Ints) -> Floats:
        """See `looking`: of a name that several firms have the web domain tells which one it is."""
        found = self._frequency("company", level == 1, one)
        named = (level == 1) & one_domain
        by_domain = self._frequency("domain", named, one)
        found[named] = np.maximum(found[named], by_domain[named])
        return found + self._frequency("domain", (level == 2) & one_domain, one, 2)

    def _frequency(self, field: str, equal: Mask, one: Ints, level: int = 1) -> Floats:
        found = np.zeros(len(one))
        at = np.flatnonzero(equal)
        if len(at) and EVIDENCE[field] in self._evidence:
            counts = self._counts[field][self._columns.codes(field)[one[at]]]
            different = unique(counts.astype(np.int64))
            table = [rarity(self._model, field, n, self.total, level) for n in different.tolist()]
            found[at] = np.array(table)[np.searchsorted(different, counts)]
        return found

    def _reach(
        self,
        field: str,
        levels: Mapping[str, Levels],
        names_of: Callable[[Ints, Ints], Ints],
        one: Ints,
        other: Ints,
    ) -> tuple[Floats, Floats]:
        """What an equal e-mail or phone adds by how few others use it: as one's own, and as a shared one."""
        own, shared = np.zeros(len(one)), np.zeros(len(one))
        at = np.flatnonzero(levels[field] == 1)
        if len(at) and field in self._evidence:
            names = names_of(one[at], other[at])
            different = unique(names.astype(np.int64))
            place = np.searchsorted(different, names)
            for found, is_own in ((own, True), (shared, False)):
                table = [
                    reach_rarity(self._model, field, n, self.total, own=is_own) for n in different.tolist()
                ]
                found[at] = np.array(table)[place]
        return own, shared

    def _email_names(self, one: Ints, other: Ints) -> Ints:
        return self._email_users[self._columns.codes("email")[one]] - self._two(one, other)

    def _phone_names(self, one: Ints, other: Ints) -> Ints:
        """Of the numbers that both have the one with the fewest further names; 0 where none is equal."""
        codes = self._columns.codes("phones")
        mine, theirs = self._phones.numbers[codes[one]], self._phones.numbers[codes[other]]
        two = self._two(one, other)
        fewest = np.full(len(one), np.iinfo(np.int64).max)
        for number in mine.T:
            equal = (number != 0) & (theirs == number[:, None]).any(axis=1)
            fewest = np.where(equal, np.minimum(fewest, self.phone_users[number] - two), fewest)
        return np.where(fewest == np.iinfo(np.int64).max, 0, fewest)

    def _two(self, one: Ints, other: Ints) -> Ints:
        """How many different names the two records of a pair have."""
        called = self._columns.codes("called")
        a, b = called[one], called[other]
        return (a != 0).astype(np.int64) + ((b != 0) & (a != b))


def _users(values: Ints, called: Ints, count: int) -> Ints:
    """How many different names use each value, by its number."""
    used = (values != 0) & (called != 0)
    different = unique((values[used].astype(np.int64) << 32) | called[used])
    return np.bincount(different >> 32, minlength=count)
