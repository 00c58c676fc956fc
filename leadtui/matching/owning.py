"""What of a record is one person's own, held against its candidates before any of them is weighed."""

from typing import Final

from leadtui.matching.facts import Facts

LARGE: Final = 50_000
"""Records of a book in which one name and no place in common is anybody, see `Own`."""
BUSY: Final = 5
"""Names; of a number that more others than so many use nobody is known by it."""


class Own:
    """What one person alone has, and where the record asked about is: held against each candidate.

    Two records whose names disagree are only weighed to the end where something of one person's own
    is the same. In a large book that goes for those too of which one name is another, unless they share
    a firm, a street or a mailbox's name: two thirds of all other pairs, and a check spent most of its
    time on them. Weighed to the end none comes near a warning: of 24,000 four were .05 or more, none .3.

    Args:
        probe: the record asked about.
        busy: numbers that so many use that within a firm they are nobody's own.
    """

    __slots__ = (
        "_birth", "_company", "_domain", "_email", "_few", "_identifier", "_local", "_phones", "_street",
    )  # fmt: skip

    def __init__(self, probe: Facts, busy: frozenset[str]) -> None:
        self._email, self._birth, self._identifier = probe.email, probe.birth, probe.identifier
        self._phones = frozenset(probe.phones.split())
        self._few = self._phones - busy
        self._local = probe.email[: probe.email.find("@") + 1]
        self._company, self._domain, self._street = probe.company, probe.domain, probe.street

    def same(self, other: Facts) -> bool:
        """Something that may be one person's own is the same."""
        return self._marked(other, self._phones)

    def alone(self, other: Facts) -> bool:
        """The same, and it is more than a number that many use."""
        return self._marked(other, self._few)

    def _marked(self, other: Facts, phones: frozenset[str]) -> bool:
        if self._email and self._email == other.email:
            return True
        if self._birth and self._birth == other.birth:
            return True
        if self._identifier and self._identifier == other.identifier:
            return True
        return bool(phones and other.phones and not phones.isdisjoint(other.phones.split()))

    def elsewhere(self, other: Facts) -> bool:
        """Neither firm nor street nor the name of the mailbox is the same."""
        if self._company and self._company == other.company:
            return False
        if self._domain and self._domain == other.domain:
            return False
        if self._street and self._street == other.street:
            return False
        return not (self._local and other.email.startswith(self._local))
