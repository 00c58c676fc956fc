"""A person's names as they are compared, and what a mailbox says of them."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from leadtui.matching import fold
from leadtui.matching.nicknames import initials, related
from leadtui.matching.wordlists import PARTICLES, SUFFIXES, TITLES

_NO_LETTERS: Final = re.compile(r"[\d._+-]+")


class Named(NamedTuple):
    """Folded names; see `facts.Facts`."""

    first: str = ""
    middle: str = ""
    last: str = ""
    suffix: str = ""


def names(first: str, last: str) -> Named:
    """Given names, middle initial, family name and suffix, also where all of them stand in one field."""
    if "," in last and (not first or "," not in first):
        family, _, rest = last.partition(",")
        if not first and _significant(rest):
            last, first = family, rest
    given, tail = _parts(first)
    family, suffix = _parts(last)
    if not family and len(given) > 1:
        given, family = _split(given)
    elif not given and len(family) > 1:
        given, family = _split(family)
    elif len(family) > len(given) and family[: len(given)] == given:
        family = family[len(given) :]  # "John", "John Smith"
    elif len(given) > len(family) and given[-len(family) :] == family and family:
        given = given[: -len(family)]  # "John Smith", "Smith"
    given, middle = _without_initials(given)
    return Named(" ".join(given), middle, " ".join(family), suffix or tail)


def _without_initials(given: list[str]) -> tuple[list[str], str]:
    """John Q. is John, and Q; J. P. stays as it is."""
    whole = [word for word in given if len(word) > 1]
    if not whole or len(given[0]) < 2 or len(whole) == len(given):
        return given, ""
    return whole, next(word for word in given if len(word) < 2)


def completed(first: str, last: str, local: str) -> tuple[str, str]:
    """A missing name or an initial, where the mailbox spells it: Smith, john.smith@ is John Smith."""
    words = _box_words(local)
    family = last.replace(" ", "")
    if len(words) == 2 and family in words:
        given = words[1 - words.index(family)]
        if len(given) > len(first) and given.startswith(first):
            return given, last
    elif len(words) == 2 and first and not last and first in words:
        return first, words[1 - words.index(first)]
    elif len(words) == 1 and family and not first and len(family) > 3 and words[0].endswith(family):
        return words[0].removesuffix(family), last
    return first, last


@lru_cache(maxsize=1 << 14)
def _box_words(local: str) -> list[str]:
    return fold.name(_NO_LETTERS.sub(" ", local)).split()


def _significant(text: str) -> bool:
    return any(word not in SUFFIXES and word not in TITLES for word in fold.name(text).split())


@lru_cache(maxsize=1 << 14)
def _parsed(text: str) -> tuple[tuple[str, ...], str]:
    words = fold.name(text).split()
    suffix = ""
    while len(words) > 1 and words[-1] in SUFFIXES:
        suffix = SUFFIXES[words.pop()]
    while len(words) > 1 and words[0] in TITLES:
        words.pop(0)
    return tuple(words), suffix


def _parts(text: str) -> tuple[list[str], str]:
    words, suffix = _parsed(text)
    return list(words), suffix


def _split(words: list[str]) -> tuple[list[str], list[str]]:
    at = len(words) - 1
    while at and words[at - 1] in PARTICLES:
        at -= 1
    return words[:at], words[at:]


# Mailboxes


def spells(local: str, first: str, last: str) -> str:
    """``1`` where a local part says nothing beyond the name: john.smith, jsmith, smith.j, john.

    ``2`` where it does so by another form of the name or with a slip: robert.smith of Bob Smith.
    """
    words = _box_words(local)
    letters = "".join(words)
    given, family = first.replace(" ", ""), last.replace(" ", "")
    if not letters or not (given or family):
        return ""
    if len(letters) < 2 or _spelled(letters, given, family, first, last):
        return "1"
    return "2" if _nearly(words, letters, first, last) else ""


def _spelled(letters: str, given: str, family: str, first: str, last: str) -> bool:
    start = first.split(" ")[0]
    parts = last.split(" ")
    initials_ = "".join(word[:1] for word in first.split(" "))
    firsts = {given, start, given[:1], start[:2], start[:3], initials_, ""}
    lasts = {family, parts[0], parts[-1], family[:1], family[:3], family[:4], ""}
    return any(
        (letters.startswith(one) and letters[len(one) :] in lasts)
        or (letters.endswith(one) and letters[: len(letters) - len(one)] in lasts)
        for one in firsts
    )


def _nearly(words: list[str], letters: str, first: str, last: str) -> bool:
    start, family = first.split(" ")[0], last.replace(" ", "")
    if len(words) == 2:
        one, other = words
        return (_is_first(one, start) and _is_last(other, last)) or (
            _is_first(other, start) and _is_last(one, last)
        )
    if len(family) < 4:
        return _is_first(letters, start)
    for size in (len(family), len(family) - 1, len(family) + 1):
        for rest, part in ((letters[:-size], letters[-size:]), (letters[size:], letters[:size])):
            ends = part[:1] == family[:1] or part[-1:] == family[-1:]  # one slip leaves one of them alone
            if ends and one_slip(part, family) and (not rest or _is_first(rest, start)):
                return True
    return _is_first(letters, start)


def _is_first(word: str, first: str) -> bool:
    if not word or not first:
        return False
    if len(word) == 1:
        return word in initials(first)
    return first.startswith(word) or related(word, first) or (len(word) > 3 and one_slip(word, first))


def _is_last(word: str, last: str) -> bool:
    joined = last.replace(" ", "")
    if not word or not joined:
        return False
    if word == joined[: len(word)] or word in last.split():
        return True
    return len(word) > 3 and one_slip(word, joined)


def one_slip(one: str, other: str) -> bool:
    """Whether two words are the same, or a sign more, less, changed or moved by one place."""
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    one, other = one[at:], other[at:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) < 2 or (len(one) == 2 and one == other[::-1])
