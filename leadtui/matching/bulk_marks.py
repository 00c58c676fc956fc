"""What one person alone has, of whole columns of pairs: `owning.Own`, a million pairs at a time."""

import numpy as np

from leadtui.matching.bulk_columns import Codes, Columns
from leadtui.matching.bulk_levels import Mask
from leadtui.matching.bulk_pairs import Ints
from leadtui.matching.bulk_reach import Email, Phones
from leadtui.matching.owning import BUSY


class Marks:
    """Which pairs have something of one person's own in common, or the place where they are.

    Args:
        columns: the records.
        email: their addresses.
        phones: their numbers.
    """

    def __init__(self, columns: Columns, email: Email, phones: Phones) -> None:
        self._columns = columns
        self._email = email
        self._phones = phones

    def refresh(self, users: Ints) -> None:
        """Take in what the columns have more than before.

        Args:
            users: how many names use a phone, by its number.
        """
        columns, numbers = self._columns, self._phones.numbers[self._columns.codes("phones")]
        own = ("email", "birth", "identifier")
        self._alike = [columns.codes(field) for field in own if _some(columns, field)]
        self._first = numbers[:, 0].astype(np.int32)
        self._several = numbers[:, 1] != 0
        self._busy = users > BUSY + 1  # one of them is the record's own
        self._places: list[Codes] = [
            columns.codes(field) for field in ("company", "domain", "street") if _some(columns, field)
        ]
        self._places.append(self._email.mailboxes[columns.codes("email")])

    def same(self, one: Ints, other: Ints) -> Mask:
        """Something that may be one person's own is the same."""
        found = (self._first[one] == self._first[other]) & (self._first[one] != 0)
        for codes in self._alike:
            mine = codes[one]
            found |= (mine == codes[other]) & (mine != 0)
        rest = np.flatnonzero(~found & (self._several[one] | self._several[other]))
        found[rest] = self._phones.shared(one[rest], other[rest])
        return found

    def alone(self, one: Ints, other: Ints) -> Mask:
        """The same, and it is more than a number that many use."""
        found = np.zeros(len(one), dtype=np.bool_)
        for codes in self._alike:
            found |= (codes[one] == codes[other]) & (codes[one] != 0)
        rest = np.flatnonzero(~found)
        found[rest] = self._phones.shared(one[rest], other[rest], self._busy)
        return found

    def one_firm(self, one: Ints, other: Ints) -> Mask:
        """The firm is surely the same: by its web domain, or by its name where that does not tell of two."""
        domains, names = (self._columns.codes(field) for field in ("domain", "company"))
        domain_a, domain_b, name = domains[one], domains[other], names[one]
        told = (domain_a != 0) & (domain_b != 0)
        return (told & (domain_a == domain_b)) | (~told & (name == names[other]) & (name != 0))

    def elsewhere(self, one: Ints, other: Ints) -> Mask:
        """Neither firm nor street nor the name of the mailbox is the same."""
        found = np.ones(len(one), dtype=np.bool_)
        for codes in self._places:
            mine = codes[one]
            found &= (mine != codes[other]) | (mine == 0)
        return found


def _some(columns: Columns, field: str) -> bool:
    """Whether any record has it."""
    return len(columns.values[field]) > 1
