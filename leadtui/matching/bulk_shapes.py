"""Whether two names can be near each other at all, told by their letters alone.

Most pairs of names are far apart, and are told to be so at a twentieth of the cost of holding them
against each other: by how many signs they can have in common, by their beginnings, and by the
consonants that they are known by where they only sound alike.
"""

from collections.abc import Callable
from itertools import accumulate
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from leadtui.matching.bulk_pairs import Ints, Mask
from leadtui.matching.bulk_texts import Letters, jaro_at_most, most_common


class Shaped:
    """Names side by side: the letters of each, a bit each, and its shape, see `_shapes`."""

    __slots__ = ("letters", "shapes")

    def __init__(self, letters: NDArray[np.uint32], shapes: NDArray[np.uint32]) -> None:
        self.letters = letters
        self.shapes = shapes

    def at(self, places: Ints) -> "Shaped":
        """Those at some places."""
        return Shaped(self.letters[places], self.shapes[places])


class Shapes:
    """The shapes of a growing list of names.

    Args:
        values: the names by number.
        made: what is made of each first; None takes them as they are.
    """

    def __init__(self, values: list[str], made: Callable[[str], str] | None = None) -> None:
        self._values = values
        self._made = made
        self._known = Shaped(np.empty(0, np.uint32), np.empty(0, np.uint32))

    def of(self, numbers: Ints) -> Shaped:
        """Those of the names of some numbers."""
        self.fill()
        return self._known.at(numbers)

    def fill(self) -> None:
        """Take in the names that came since."""
        if (count := len(self._known.shapes)) == len(self._values):
            return
        fresh = self._values[count:]
        found = _shaped([self._made(name) for name in fresh] if self._made else fresh)
        self._known = Shaped(
            np.concatenate((self._known.letters, found.letters)),
            np.concatenate((self._known.shapes, found.shapes)),
        )


def near(a: Shaped, b: Shaped, table: Mask) -> Mask:
    """Which names may be near each other; an odd one may be near any.

    Args:
        a: of the one side.
        b: of the other, place by place.
        table: `GIVEN`, `SURNAME` or `CROSSED`.
    """
    long_a, long_b = a.shapes & _LONGEST, b.shapes & _LONGEST
    place = (long_a << 10) | (long_b << 5) | most_common(long_a, a.letters, long_b, b.letters)
    differ = a.shapes ^ b.shapes
    place += ((differ & _SOUND) == 0) * np.uint32(_SOUNDING)
    for letters in _BEGINS:
        place += ((differ & letters) == 0) * np.uint32(_BEGUN)
    return table[place] | (((a.shapes | b.shapes) & _ODD) != 0)


# The bits of a shape: length, consonants by their sound, odd, and the first four letters.
_LONGEST: Final = 31
_SOUND: Final = 0x3F << 5
_ODD: Final = 1 << 11  # several words, an initial, too long for the tables
_LETTERS: Final = tuple(31 << at for at in (12, 17, 22, 27))
_BEGINS: Final = tuple(accumulate(_LETTERS))
# Those of a place in a table: two lengths, letters in common, then these.
_SOUNDING: Final = 1 << 15
_BEGUN: Final = 1 << 16
_PLACES: Final = 5 << 16
_SOUNDS: Final = ("bpfvw", "ckqgszxtd", "l", "m", "n", "r")
"""Letters that `fold.sound` may make one sound: names that sound alike have a letter of the same sounds."""


def _shaped(names: list[str]) -> Shaped:
    letters = Letters(names)
    letters.fill()
    shapes = _shapes(names, letters)
    return Shaped(np.where(shapes & _ODD, np.uint32(0), letters.letters), shapes)


def _shapes(names: list[str], letters: Letters) -> NDArray[np.uint32]:
    """Length, consonants by their sound, first letters, and whether a name is odd, of each."""
    lengths = letters.lengths
    shapes = lengths.astype(np.uint32)
    for at, alike in enumerate(_SOUNDS):
        bits = sum(1 << (ord(sign) - ord("a")) for sign in alike)
        shapes |= ((letters.letters & bits) != 0).astype(np.uint32) << (5 + at)
    begins = np.array([name[: len(_LETTERS)] for name in names], dtype=f"U{len(_LETTERS)}")
    signs = begins.view(np.uint32).reshape(len(names), -1)
    for at in range(len(_LETTERS)):
        shapes |= (signs[:, at] & 31) << (12 + 5 * at)
    odd = (letters.letters >> 26) != 0  # signs beside letters: a blank above all
    odd |= (lengths < 2) | (lengths > _LONGEST)
    return np.where(odd, np.uint32(_ODD), shapes)


def _tables() -> tuple[NDArray[np.bool_], ...]:
    place: NDArray[Any] = np.arange(_PLACES)
    long_a, long_b, common = (place >> 10) & 31, (place >> 5) & 31, place & 31
    close = jaro_at_most(common, long_a, long_b, place // _BEGUN) + 1e-9
    edits = np.maximum(long_a, long_b) - common
    sounding = (place & _SOUNDING) != 0
    few = np.where(np.minimum(long_a, long_b) < 8, 2, 3)
    given = (close >= 0.80) | ((close >= 0.70) & sounding)
    return given, (close >= 0.80) & (sounding | (edits <= few)), (close >= 0.93) | (edits <= 1)


# By length of both names, most letters in common, sounds and beginnings: whether they may be so near as
# `compare_names` wants of given names, of family names, and of two that may have changed places.
GIVEN, SURNAME, CROSSED = _tables()
