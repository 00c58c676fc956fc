"""A full name in its two parts."""

from typing import Final

# Small words that belong to the family name that follows them.
_PARTICLES: Final = frozenset(
    [
        "van",
        "von",
        "der",
        "den",
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
        "zu",
        "zur",
        "af",
        "av",
        "y",
    ]
)
_SUFFIXES: Final = frozenset(
    ["jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "phd", "ph.d.", "md", "m.d.", "esq", "esq."]
)
_TITLES: Final = frozenset(
    [
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "miss",
        "dr",
        "dr.",
        "prof",
        "prof.",
        "herr",
        "frau",
        "m.",
        "mme",
        "sir",
    ]
)


def split_name(text: str) -> tuple[str, str]:
    """First and last name. ``Last, First`` is turned round; one word alone is the last name."""
    family, comma, given = text.partition(",")
    if comma and given.strip() and given.strip().casefold() not in _SUFFIXES:
        return given.strip(), family.strip()
    words = text.split()
    if len(words) > 2 and words[0].casefold() in _TITLES:
        words = words[1:]
    if len(words) < 2:
        return "", text
    start = len(words) - 1
    if words[start].casefold() in _SUFFIXES and start > 1:
        start -= 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])
