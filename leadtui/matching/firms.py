"""Companies, their web domains and streets as they are compared."""

import re
from functools import lru_cache
from typing import Final

from leadtui.matching import fold
from leadtui.matching.normalise import LEGAL_FORMS
from leadtui.matching.wordlists import LONG_FORMS, NUMERALS, STREETS


@lru_cache(maxsize=1 << 14)
def company(text: str) -> str:
    """The words of a company's name without its legal form, numerals as digits."""
    if not text:
        return ""
    text = _DOTTED.sub(r"\1", text.replace("&", " and ").replace("+", " and "))
    words = f" {fold.name(text)} "
    for form in _LONG_FORMS:
        if form in words and words.strip() != form.strip():
            words = words.replace(form, " ")
    kept = words.split()
    last = len(kept)
    while last > 1 and (kept[last - 1] in _FORMS or (kept[last - 1] == "and" and last < len(kept))):
        last -= 1
    first = 1 if last > 1 and kept[0] in _LEADING else 0
    core = [NUMERALS.get(word, word) for word in kept[first:last]]
    return " ".join([word for word in core if word not in _AND] or core)


@lru_cache(maxsize=1 << 14)
def brand(domain: str) -> str:
    """What a company is called by its web domain: ``novatec-trade-de.example`` is Novatec Trade."""
    words = domain.partition(".")[0].split("-")
    while len(words) > 1 and (len(words[-1]) < 3 or words[-1] in _ENDINGS):
        words.pop()
    return company(" ".join(words))


_ENDINGS: Final = frozenset({"com", "net", "org", "online", "web"})
_AND: Final = frozenset({"and", "und", "et", "og", "och", "y", "e", "i", "en"})
_DOTTED = re.compile(r"\b(\w)\.(?:(?=\w\b)|\s(?=\w\.))")
_LONG_FORMS: Final = tuple(f" {fold.spelled(form)} " for form in LONG_FORMS)
_FORMS: Final = frozenset(map(fold.spelled, LEGAL_FORMS))
_LEADING: Final = frozenset(
    {"sarl", "sas", "eurl", "oo", "ooo", "oao", "zao", "pao", "uab", "sia", "pt", "the"}
)


@lru_cache(maxsize=1 << 14)
def street(text: str) -> str:
    """A street line, its usual words shortened."""
    words = fold.name(text).split()
    short = (STREETS.get(word, word) for word in words)
    return " ".join(word.removesuffix("asse") if word.endswith("strasse") else word for word in short if word)
