"""How alike two places are, and two topics."""

from typing import Final

from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.fuzz import ratio

from leadtui.matching.levelling import levelled

_jaro = JaroWinkler.similarity
_edits = OSA.distance
_CACHE: Final = 1 << 10


@levelled(_CACHE)
def city(a: str, b: str) -> int:
    """Level of two towns."""
    close = _jaro(a, b)
    if close >= 0.93 or (min(len(a), len(b)) > 4 and _edits(a, b, score_cutoff=1) <= 1):
        return 2
    words = set(a.split())
    shared = {word for word in words & set(b.split()) if len(word) > 3}
    if shared and (len(shared) == len(words) or len(shared) == len(b.split())):
        return 2  # Frankfurt, Frankfurt am Main
    return 3 if close >= 0.85 or shared else 4


@levelled(_CACHE)
def street(a: str, b: str) -> int:
    """Level of two street lines."""
    digits_a, digits_b = _numbers(a), _numbers(b)
    words_a, words_b = _letters(a), _letters(b)
    alike = ratio(words_a, words_b) if words_a and words_b else 0
    if alike >= 85:
        return 2 if digits_a == digits_b or not (digits_a and digits_b) else 3
    return 3 if alike >= 70 and digits_a == digits_b != set() else 4


def _numbers(text: str) -> set[str]:
    return {word for word in text.split() if word[0].isdecimal()}


def _letters(text: str) -> str:
    return " ".join(sorted(word for word in text.split() if not word[0].isdecimal()))


@levelled()
def postal(a: str, b: str) -> int:
    """Level of two postal codes."""
    if _edits(a, b, score_cutoff=1) <= 1 or (
        min(len(a), len(b)) > 4 and (a.startswith(b) or b.startswith(a))
    ):
        return 2
    return 3 if a[:3] == b[:3] else 4


@levelled(_CACHE)
def topic(a: str, b: str) -> int:
    """Level of two topics."""
    words_a, words_b = set(a.split()), set(b.split())
    common = words_a & words_b
    if words_a == words_b or (ratio(a, b) >= 90 and _numbers(a) == _numbers(b)):
        return 1  # 20 planners and 40 planners are two wishes
    share = len(common) / min(len(words_a), len(words_b))
    return 2 if share >= 0.6 or ratio(a, b) >= 75 else 3
