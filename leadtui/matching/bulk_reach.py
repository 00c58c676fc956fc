"""E-mails and phones of a column of pairs.

Each shortcut here only says "surely the last level"; a test holds all of them against `compare.levels`.
"""

from typing import Final

import numpy as np

from leadtui.matching import compare
from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_levels import (
    FAR,
    Comparer,
    Known,
    Levels,
    Mask,
    Numbered,
    hashed,
    near,
)
from leadtui.matching.bulk_pairs import Ints
from leadtui.matching.bulk_texts import Texts, within_edits

PHONES: Final = 3  # numbers of one record at most


class Email:
    """Addresses by host and mailbox.

    Attributes:
        mailboxes: what stands before the host, for equality alone; by number of the address.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._values = values = columns.values["email"]
        self._hosts = Numbered()
        self.mailboxes = hashed(values, _mailbox)
        self._host_of = Known(values, lambda value: self._hosts(value.partition("@")[2]), np.int64)
        self._short = Known(values, lambda value: value.find("@") < 3, np.bool_)
        self._host_texts = Texts(self._hosts.texts)
        self._host = Comparer(
            self._hosts.texts, near, FAR, lambda a, b: self._host_texts.within_edits(a, b, 2)
        )
        self._numbered = Known(values, lambda value: sum(map(str.isdecimal, _mailbox(value))) > 1, np.bool_)

    def levels(self, one: Ints, other: Ints, alike: Mask) -> Levels:
        """Levels for pairs of positions; ``alike``: whether their names agree."""
        codes, spells = self._columns.codes("email"), self._spells()
        email_a, email_b = codes[one], codes[other]
        found = np.zeros(len(one), dtype=np.uint8)
        found[(email_a == email_b) & (email_a != 0)] = 1
        differ = np.flatnonzero((email_a != email_b) & (email_a != 0) & (email_b != 0))
        email_a, email_b = email_a[differ], email_b[differ]
        spelled = np.where(alike, np.minimum(spells[one], spells[other]), 0)[differ]
        locals_, hosts = self.mailboxes, self._host_of
        same_local = locals_[email_a] == locals_[email_b]
        same_host = hosts[email_a] == hosts[email_b]
        levels = np.where(same_local & ~self._short[email_a], 3, 6).astype(np.uint8)
        levels[(spelled != 0) & ~(same_local & self._numbered[email_a])] = 4
        levels[same_host] = 5
        for at in self._unsettled(email_a, email_b, same_host).tolist():
            levels[at] = compare.email(self._values[email_a[at]], self._values[email_b[at]], int(spelled[at]))
        found[differ] = levels
        return found

    def _spells(self) -> Ints:
        """How well each address spells its name: 2 to the letter, 1 nearly, see `compare.spelled`."""
        values = self._columns.values["spelled"]
        weights = np.array([{"1": 2, "2": 1}.get(value, 0) for value in values], dtype=np.int64)
        return weights[self._columns.codes("spelled")]

    def _unsettled(self, email_a: Ints, email_b: Ints, same_host: Mask) -> Ints:
        """Which pairs of addresses may be a slip of the pen: at one host, or at two that are nearly one."""
        here = np.flatnonzero(same_host)
        hosts = self._host_of
        here = here[within_edits(self._values, email_a[here], email_b[here], 2)]
        there = np.flatnonzero(~same_host)
        there = there[self._host.levels(hosts[email_a[there]], hosts[email_b[there]]) != FAR]
        return np.concatenate((here, there))


def _mailbox(email: str) -> str:
    return email.partition("@")[0]


class Phones:
    """The numbers of both records, each with each."""

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self.numbered = Numbered()
        self.numbers = Known(columns.values["phones"], self._split, np.int32, PHONES)
        texts = self.numbered.texts
        self._tail_of = hashed(texts, lambda value: value[-7:])
        # One edit leaves either the beginning or the end of a number of eight digits or more alone.
        self._head_of = hashed(texts, lambda value: value[:4] if len(value) > 7 else "")
        self._end_of = hashed(texts, lambda value: value[-3:])
        self._stem_of = hashed(texts, lambda value: value[:6])
        self._comparer = Comparer(texts, compare.phones, 4, self._near)

    def _split(self, value: str) -> list[int]:
        numbers = value.split()[:PHONES] if " " in value else [value]
        found = [self.numbered(number) for number in numbers]
        return found + [0] * (PHONES - len(found))

    def levels(self, one: Ints, other: Ints) -> Levels:
        """Levels for pairs of positions."""
        codes = self._columns.codes("phones")
        code_a, code_b = codes[one], codes[other]
        found = np.zeros(len(one), dtype=np.uint8)
        found[(code_a == code_b) & (code_a != 0)] = 1
        differ = np.flatnonzero((code_a != code_b) & (code_a != 0) & (code_b != 0))
        mine, theirs = self.numbers[code_a[differ]], self.numbers[code_b[differ]]
        best = np.full(len(differ), 4, dtype=np.uint8)
        for number in mine.T:
            for its in theirs.T:
                both = np.flatnonzero((number != 0) & (its != 0) & (best > 1))
                best[both] = np.minimum(best[both], self._comparer.levels(number[both], its[both]))
        found[differ] = best
        return found

    def shared(self, one: Ints, other: Ints, but: Mask | None = None) -> Mask:
        """Whether the records of two positions have a number in common; ``but``: which do not count."""
        codes = self._columns.codes("phones")
        code_a, code_b = codes[one], codes[other]
        found = np.zeros(len(one), dtype=np.bool_)
        both = np.flatnonzero((code_a != 0) & (code_b != 0))
        mine, theirs = self.numbers[code_a[both]], self.numbers[code_b[both]]
        hit = np.zeros(len(both), dtype=np.bool_)
        for number in mine.T:
            counts = number != 0 if but is None else (number != 0) & ~but[number]
            hit |= counts & (theirs == number[:, None]).any(axis=1)
        found[both] = hit
        return found

    def _near(self, one: Ints, other: Ints) -> Mask:
        tails, stems = self._tail_of, self._stem_of
        heads, ends = self._head_of, self._end_of
        found = (tails[one] == tails[other]) | (stems[one] == stems[other])
        short = (heads[one] == 0) | (heads[other] == 0)
        some = short | (heads[one] == heads[other]) | (ends[one] == ends[other])
        at = np.flatnonzero(some & ~found)
        found[at] = within_edits(self.numbered.texts, one[at], other[at], 1)
        return found
