"""Text brought to plain small Latin letters, in which one name in two spellings and scripts is one text."""

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import Final

_SIGNS = re.compile(r"[^a-z0-9]+")
_APOSTROPHES: Final = str.maketrans("", "", "'’`´ʹʼ\"")
# Umlauts are written with an e or without, long vowels once or twice: Mueller, Müller, Muller.
_DIGRAPHS = re.compile(r"(?<=[aou])e|(?<=a)a")
_HALF = re.compile(r"(.)\1+")
# Letters that sound alike in most of Europe's languages; vowels and h fall away behind the first letter.
_SOUND: Final = str.maketrans("bcdfgjkmnpqstvwxz", "pstfkjkmnpkstffss")
_SOUND_PAIRS = (
    (re.compile("ph"), "f"),
    (re.compile("ck|c(?![eiyhz])|ch|qu"), "k"),
    (re.compile("tz|cz|sch|sh"), "s"),
)
_SILENT: Final = str.maketrans("", "", "aeiouyhj")


def plain(text: str) -> str:
    """Small Latin letters, digits and single blanks; other scripts are transliterated."""
    if not text.isascii():
        text = _ascii(text)
    return _SIGNS.sub(" ", text.casefold().translate(_APOSTROPHES)).strip()


def _ascii(text: str) -> str:
    # NFC first, so that a letter with a mark is transliterated as one.
    text = unicodedata.normalize("NFKC", text)
    if text.isascii():
        return text
    from anyascii import anyascii  # its tables are needed for a text outside ASCII alone

    return anyascii(text)


@lru_cache(maxsize=1 << 14)
def name(text: str) -> str:
    """A name as it is compared: `plain`, with umlauts in one spelling."""
    return spelled(plain(text))


def spelled(plain: str) -> str:
    """Umlauts in one spelling, in text that is plain already: a list of words is folded in one go."""
    return _DIGRAPHS.sub("", plain)


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """The consonants of a folded word by their sound; the word itself where too little is left."""
    if len(word) < 3 or word[0].isdecimal():
        return word
    code = word
    for pair, sign in _SOUND_PAIRS:
        code = pair.sub(sign, code)
    code = code[:1] + code[1:].translate(_SILENT)
    code = _HALF.sub(r"\1", code.translate(_SOUND))
    return code if len(code) > 1 else word[:4]


def hash48(text: str) -> int:
    """48 bits of a text, the same in every process."""
    return int.from_bytes(blake2b(text.encode("utf-8", "surrogatepass"), digest_size=6).digest(), "big")
