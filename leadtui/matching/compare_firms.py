"""How alike two companies are, by their names and web domains."""

from typing import Final

from rapidfuzz.fuzz import ratio

from leadtui.matching.facts import Facts
from leadtui.matching.fold import sound
from leadtui.matching.levelling import levelled
from leadtui.matching.wordlists import PLACES, WEAK

_CACHE: Final = 1 << 11


def employer(a: Facts, b: Facts) -> int:
    """Level of the companies of two records, by name and by web domain.

    Where a name is missing, what the web domain says of it stands for it.
    """
    if a.domain and a.domain == b.domain:
        return 1 if a.company and a.company == b.company else 2
    domains = bool(a.domain and b.domain)
    level = company(a.company or a.brand, b.company or b.brand)
    if a.company and b.company:
        return apart(level, a.brand, b.brand) if domains and level < 4 else level
    return instead(level, a.brand, b.brand, domains)


def apart(level: int, brand_a: str, brand_b: str) -> int:
    """The level of two names that are alike, once two web domains are known: 4 where these are unlike."""
    one, other = brand_a.replace(" ", ""), brand_b.replace(" ", "")
    digits = [sign for sign in one if sign.isdecimal()] == [sign for sign in other if sign.isdecimal()]
    return level if digits and (one.startswith(other) or other.startswith(one)) else max(level, 4)


def instead(level: int, brand_a: str, brand_b: str, domains: bool) -> int:
    """The level where a name is missing, from that of what stands for it.

    Two domains tell of two companies; a name that no domain recalls tells nothing.
    """
    if domains:
        level = min(level or 5, company(brand_a, brand_b) or 5)
        return max(level, 2) if level < 4 else 5
    return max(level, 2) if 0 < level < 4 else 0


@levelled(_CACHE)
def company(a: str, b: str) -> int:
    """Level of two companies by name."""
    if a.replace(" ", "") == b.replace(" ", ""):
        return 2
    words_a, words_b = a.split(), b.split()
    set_a, set_b = set(words_a), set(words_b)
    rest_a, rest_b = set_a - set_b, set_b - set_a
    if not rest_a and not rest_b:
        return 2
    if _acronym(words_a, words_b) or _acronym(words_b, words_a):
        return 2
    if any(word.isdecimal() for word in rest_a | rest_b):
        return 4 if set_a & set_b or ratio(a, b) >= 72 else 5  # Studio 54 and Studio 55
    if not rest_a or not rest_b:
        return _contained(set_a & set_b, rest_a | rest_b)
    if rest_a & PLACES and rest_b & PLACES:
        return 4 if len(set_a & set_b - WEAK) else 5  # branches: Bowne Ireland, Bowne Japan
    return _differing(a, b, words_a, words_b)


def _acronym(short: list[str], long: list[str]) -> bool:
    if len(short) != 1 or len(long) < 2 or not 2 <= len(short[0]) <= 6:
        return False
    little = ("and", "of", "the", "der", "die", "das", "und", "fur", "de", "et", "y")
    return short[0] in (
        "".join(word[0] for word in long),
        "".join(word[0] for word in long if word not in little),
    )


def _contained(common: set[str], more: set[str]) -> int:
    """One name has words that the other lacks."""
    if not common - WEAK - PLACES:
        return 4
    if more <= WEAK:
        return 2  # Acme, Acme Group
    return 3 if not more & PLACES else 4 if len(common) == 1 else 3


def _differing(a: str, b: str, words_a: list[str], words_b: list[str]) -> int:
    """Each has words of its own: those decide, rarest first, common ones lend no likeness."""
    own_a = " ".join(sorted(word for word in words_a if word not in words_b))
    own_b = " ".join(sorted(word for word in words_b if word not in words_a))
    alike = ratio(own_a, own_b)
    whole = ratio(a.replace(" ", ""), b.replace(" ", ""))
    if alike >= 80 or (whole >= 90 and alike >= 60):
        return 3
    weak = set(own_a.split()) <= WEAK and set(own_b.split()) <= WEAK
    if weak and len(words_a) + len(words_b) > len(own_a.split()) + len(own_b.split()):
        return 3  # Acme Software, Acme Systems
    if alike >= 66 or whole >= 86 or sound(own_a) == sound(own_b):
        return 4
    return 5
