"""Names of a column of pairs: which pairs of values need the scalar comparator, and which do not.

Each shortcut here only says "surely the last level"; a test holds all of them against `compare.levels`.
"""

import numpy as np

from leadtui.matching import compare
from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_levels import (
    Comparer,
    Known,
    Levels,
    Mask,
    Worded,
    hashed,
)
from leadtui.matching.bulk_pairs import Ints
from leadtui.matching.bulk_shapes import CROSSED, SURNAME, Shapes, near
from leadtui.matching.bulk_texts import Texts
from leadtui.matching.compare_names import SHORT
from leadtui.matching.fold import sound
from leadtui.matching.nicknames import families


class Names:
    """First and last names of both records, and whether they changed places.

    Attributes:
        given, surname: shapes of the names as given names, and as family names.
    """

    def __init__(self, columns: Columns) -> None:
        self._columns = columns
        self._values = values = columns.values["first"]
        self._worded = Worded(values)
        self._joined = Texts(values, _joined)
        self._sound_of = hashed(values, lambda value: sound(_joined(value)))
        words = self._worded.texts
        self._word_texts = Texts(words)
        self._word = Comparer(words, compare.first, 6, self._near_word)
        self._word_length = Known(words, len, np.int32)
        self._word_family = Known(words, lambda word: bool(families(word)), np.bool_)
        self._word_sound = hashed(words, sound)
        self._word_begin = hashed(words, lambda word: word[:3])
        self.given, self.surname = Shapes(values), Shapes(values, _joined)
        self._first = Comparer(values, compare.first, 6, self._near_first)
        self._last = Comparer(values, compare.last, 4, told=self._told_last, far=self._far_last)
        self._spaced = Known(values, lambda value: " " in value, np.bool_)
        self._whole = Texts(values)

    def levels(self, one: Ints, other: Ints) -> tuple[Levels, Levels, Levels]:
        """Levels of first name, last name and order for pairs of positions."""
        firsts, lasts = self._columns.codes("first"), self._columns.codes("last")
        first_a, last_a, first_b, last_b = firsts[one], lasts[one], firsts[other], lasts[other]
        first = self._first.levels(first_a, first_b)
        last = self._last.levels(last_a, last_b)
        order = ((first != 0) | (last != 0)).astype(np.uint8)
        straight = ((first > 0) & (first < 4) & (last < 3)) | ((last == 1) & (first < 5))
        turned = self._turned(np.flatnonzero(~straight), first_a, last_a, first_b, last_b)
        values = self._values
        for at in turned.tolist():
            found = compare.names(
                values[first_a[at]], values[last_a[at]], values[first_b[at]], values[last_b[at]]
            )
            first[at], last[at], order[at] = found
        return first, last, order

    def alike(self, one: Ints, other: Ints) -> Mask:
        """Which given names are, by numbers of values, not quite different."""
        levels = self._first.levels(one, other)
        return (levels > 0) & (levels < 6)

    def _turned(self, rest: Ints, first_a: Ints, last_a: Ints, first_b: Ints, last_b: Ints) -> Ints:
        """Which of those pairs may read better with first and last name changed places."""
        first_a, last_a, first_b, last_b = first_a[rest], last_a[rest], first_b[rest], last_b[rest]
        whole = (first_a != 0) & (last_a != 0) & (first_b != 0) & (last_b != 0)
        lone = ~whole & (((last_a == first_b) & (last_a != 0)) | ((first_a == last_b) & (first_a != 0)))
        # Double last names of which one half was taken for a first name.
        halved = whole & (self.joins(first_a, last_a, last_b) | self.joins(first_b, last_b, last_a))
        # One of the names stands on the other side in the other field.
        crossed = whole & ~halved & ((first_a == last_b) | (last_a == first_b))
        both = np.flatnonzero(whole & ~halved & ~crossed)
        for one, other in ((first_a, last_b), (first_b, last_a)):
            both = both[near(self.given.of(one[both]), self.surname.of(other[both]), CROSSED)]
        for one, other in ((first_a, last_b), (first_b, last_a)):
            one, other = one[both], other[both]
            both = both[self._whole.jaro(one, other, 0.93) | self._whole.within_edits(one, other)]
        return rest[np.concatenate((both, np.flatnonzero(lone | halved | crossed)))]

    def joins(self, first: Ints, last: Ints, whole: Ints) -> Mask:
        """Whether a last name may be another one's first and last name together."""
        length = self._whole.lengths
        return self._spaced[whole] & (length(whole) == length(first) + length(last) + 1)

    def _near_first(self, one: Ints, other: Ints) -> Mask:
        several = self._worded.several(one, other)
        found = np.zeros(len(one), dtype=np.bool_)
        found[several] = self._near_words(one[several], other[several])
        single = np.flatnonzero(~several)
        words = self._worded.words
        found[single] = self._near_word(words[one[single]][:, 0], words[other[single]][:, 0])
        return found

    def _near_word(self, one: Ints, other: Ints) -> Mask:
        """Two single given names: an initial, a family of nicknames, alike, or alike enough in some way."""
        length, family = self._word_length, self._word_family
        found = (np.minimum(length[one], length[other]) < 3) | (family[one] & family[other])
        rest = np.flatnonzero(~found)
        one, other = one[rest], other[rest]
        sounds, begins = self._word_sound, self._word_begin
        some = (sounds[one] == sounds[other]) | (begins[one] == begins[other])
        texts = self._word_texts
        found[rest] = some | texts.jaro(one, other, 0.80) | texts.within_edits(one, other)
        return found

    def _near_words(self, one: Ints, other: Ints) -> Mask:
        """Several given names on either side: any two of them have something of each other."""
        words = self._worded.words
        mine, theirs = words[one], words[other]
        found = self._worded.many(one, other)
        for left in mine.T:
            for right in theirs.T:
                both = np.flatnonzero((left != 0) & (right != 0) & ~found)
                found[both] = self._word.levels(left[both], right[both]) < 6
        return found | self._acronym(one, other)

    def _acronym(self, one: Ints, other: Ints) -> Mask:
        """The initials of one side may be a word of the other, as JP is of Jean Paul."""
        begins = self._worded.initials
        words = self._worded.words
        hit = (words[one] == begins[other][:, None]).any(axis=1) & (begins[other] != 0)
        return hit | ((words[other] == begins[one][:, None]).any(axis=1) & (begins[one] != 0))

    def _far_last(self, one: Ints, other: Ints) -> Mask:
        """Which family names are surely different: neither near each other nor halves of a double name."""
        found = near(self.surname.of(one), self.surname.of(other), SURNAME)
        rest = np.flatnonzero(~found)
        rest = rest[self._spaced[one[rest]] | self._spaced[other[rest]]]
        found[rest] = self._worded.shared(one[rest], other[rest])
        return ~found

    def _told_last(self, one: Ints, other: Ints) -> Levels:
        """Levels of family names, see `compare_names.last`; 0 of an initial, or half of a double name."""
        spaced, length = self._spaced, self._joined.lengths
        found = np.full(len(one), 4, dtype=np.uint8)
        found[np.minimum(length(one), length(other)) < 2] = 0
        double = np.flatnonzero((found != 0) & (spaced[one] | spaced[other]))
        found[double[self._worded.shared(one[double], other[double])]] = 0
        left = np.flatnonzero(found)
        close = self._joined.jaros(one[left], other[left], 0.80)
        near = (close >= 0.80) | self._joined.within_edits(one[left], other[left])
        left, close = left[near], close[near]
        one, other = one[left], other[left]
        short = np.minimum(length(one), length(other))
        edits, sounds = self._joined.edits(one, other, 3), self._sound_of
        slip = (short > 3) & ((edits <= 1) | ((close >= 0.93) & (edits <= 2)))
        alike = slip | ((close >= 0.80) & (sounds[one] == sounds[other]))
        near = (close >= 0.84) & (edits <= np.where(short < 8, 2, 3))
        found[left[near]] = 3
        found[left[alike]] = np.where(short[alike] > SHORT, 2, 3)
        found[left[edits == 0]] = 2
        return found


def _joined(name: str) -> str:
    return name.replace(" ", "")
