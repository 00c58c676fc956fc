"""How alike the names of two persons are."""

from typing import Final

from rapidfuzz.distance import OSA, JaroWinkler

from leadtui.matching.fold import sound
from leadtui.matching.levelling import levelled
from leadtui.matching.nicknames import related

_jaro = JaroWinkler.similarity
_edits = OSA.distance
_CACHE: Final = 1 << 12


def names(first_a: str, last_a: str, first_b: str, last_b: str) -> tuple[int, int, int]:
    """Levels of first name, last name and their order."""
    given, family = first(first_a, first_b), last(last_a, last_b)
    if (0 < given < 4 and family < 3) or (family == 1 and given < 5):
        return given, family, 1
    return _turned(first_a, last_a, first_b, last_b) or (given, family, 1 if given or family else 0)


def _turned(first_a: str, last_a: str, first_b: str, last_b: str) -> tuple[int, int, int] | None:
    """The levels with first and last name changed places, where that reading is a good one."""
    if first_a and first_b and last_a and last_b:
        if (one := _swapped(first_a, last_b)) and (other := _swapped(last_a, first_b)):
            return (max(one, other), 1, 2) if min(one, other) == 1 else (3, 2, 2)
        # Double last names of which one half was taken for a first name.
        double = " " in last_a or " " in last_b
        if double and (last_b == f"{first_a} {last_a}" or last_a == f"{first_b} {last_b}"):
            return 0, 1, 1
        if last_a == first_b or first_a == last_b:
            return _half_turned(first_a, last_a, first_b, last_b)
        return None
    # One name on one side alone: it may stand in the other field.
    for part, whole in ((last_a, first_b), (first_a, last_b)):
        lone = (part is last_a and not first_a) or (part is first_a and not last_a)
        lone = lone or (whole is first_b and not last_b) or (whole is last_b and not first_b)
        if lone and part and part == whole:
            return 0, 1, 2
    return None


def _half_turned(first_a: str, last_a: str, first_b: str, last_b: str) -> tuple[int, int, int] | None:
    """The same where the family name alone is told to have changed places: Smith Bob, Robert Smith."""
    crossed = [
        first(*given)
        for given, family in (((last_a, first_b), (first_a, last_b)), ((first_a, last_b), (last_a, first_b)))
        if family[0] == family[1] and len(family[0]) > 1
    ]
    best = min(crossed, default=7)
    straight = min(first(first_a, first_b), 2 + last(last_a, last_b))
    return (best, 1, 2) if best < 7 and straight > 4 else None


def _swapped(a: str, b: str) -> int:
    if a == b:
        return 1
    if len(a) < 4 or len(b) < 4:
        return 0
    # So short and other signs at both ends: neither can be near enough. Most pairs end here.
    if a[0] != b[0] and a[-1] != b[-1] and len(a) < _LONG and len(b) < _LONG:
        return 0
    return 3 if _edits(a, b, score_cutoff=1) <= 1 or _jaro(a, b) >= 0.93 else 0


_LONG: Final = 10  # letters; from here on all of a name but one sign may be another's, moved by a place


@levelled(_CACHE)
def first(a: str, b: str) -> int:
    """Level of two given names."""
    if " " not in a and " " not in b:
        return _given(a, b)
    words_a, words_b = a.split(), b.split()
    if a.replace(" ", "") == b.replace(" ", ""):
        return 2
    if len(words_a) > 1 or len(words_b) > 1:
        return _several(words_a, words_b)
    return _given(a, b)


def _several(a: list[str], b: list[str]) -> int:
    """Levels of given names of which one side has several; middle initials tell nothing."""
    if len(a) > 1 and len(b) > 1:
        head, second = _given(a[0], b[0]), _given(a[1], b[1])
        if head == 1:
            return 2 if second < 5 else 5  # Hans Peter, Hans Georg
        return max(head, second)
    if "".join(word[0] for word in a) in b or "".join(word[0] for word in b) in a:
        return 4  # JP for Jean Paul
    a, b = _spelled_out(a), _spelled_out(b)
    if len(a) == len(b) == 1:
        return max(2, _given(a[0], b[0]))
    head = _given(a[0], b[0])
    best = min(head, *(_given(one, other) for one in a for other in b))
    return 2 if best == 1 else max(2, min(head, best + 1))


def _spelled_out(words: list[str]) -> list[str]:
    return words[:1] + [word for word in words[1:] if len(word) > 1]


def _given(a: str, b: str) -> int:
    if a == b:
        return 1
    if len(a) == 1 or len(b) == 1:
        return 4 if a[0] == b[0] else 6
    if related(a, b):
        return 2
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if _gendered(short, long):
        return 5
    if len(short) > 2 and long.startswith(short):
        return 2
    close = _jaro(a, b)
    if close >= 0.905 or (len(short) > 3 and _edits(a, b, score_cutoff=1) <= 1):
        return 3
    if close >= 0.80 or (close >= 0.70 and sound(a) == sound(b)):
        return 5
    return 6


def _gendered(short: str, long: str) -> bool:
    """Daniel and Daniela, Mario and Maria: one sign at the end makes another person."""
    if long[:-1] == short:
        return long[-1] in "aeo"
    return len(short) == len(long) and short[:-1] == long[:-1] and short[-1] in "aeo" and long[-1] in "aeo"


SHORT: Final = 6
"""Letters; family names that are no longer have many neighbours: Meier, Meyer, Maier."""


@levelled(_CACHE)
def last(a: str, b: str) -> int:
    """Level of two family names."""
    joined_a, joined_b = a.replace(" ", ""), b.replace(" ", "")
    if joined_a == joined_b:
        return 2
    short = min(len(joined_a), len(joined_b))
    close = _jaro(joined_a, joined_b)
    # Names that only begin alike are not alike: Weinsteried, Weinbristein.
    edits = _edits(joined_a, joined_b, score_cutoff=3 if close >= 0.80 else 1)
    if short > 3 and (edits <= 1 or (close >= 0.93 and edits <= 2)):
        return 2 if short > SHORT else 3
    if close < 0.80:  # most pairs
        return 3 if _in_part(a, b, joined_a, joined_b) else 4
    if sound(joined_a) == sound(joined_b):
        return 2 if short > SHORT else 3
    if close >= 0.84 and edits <= (2 if short < 8 else 3):
        return 3
    return 3 if _in_part(a, b, joined_a, joined_b) else 4


def _in_part(a: str, b: str, joined_a: str, joined_b: str) -> bool:
    """One is the initial of the other, or half of a double name."""
    if (len(joined_a) == 1 or len(joined_b) == 1) and joined_a[0] == joined_b[0]:
        return True
    if " " not in a and " " not in b:
        return False
    parts = b.split()
    return any(len(part) > 3 and part in parts for part in a.split())
