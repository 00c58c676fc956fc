"""Text of strangers made safe, cut to the width of a terminal, and told as people read it.

Lead data comes from web forms and files. `clean` runs on each text before it enters the store and
again before it is shown; nothing that it lets through moves a cursor, turns the line around or hides.
"""

import re
import unicodedata
from datetime import date, datetime
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from decimal import Decimal

ELLIPSIS: Final = "…"

# Kinds of white space that become a plain space; a no-break space in "1 234" would hide from search.
_SPACES = "\t\v\f\x1c-\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Line ends of every system. U+0085 (NEL) is a C1 control as well: here it is only a line end.
_BREAKS = "\n\r\x85\u2028\u2029"
# C0, DEL, C1; soft hyphen and joiners; bidi marks, overrides and isolates; fillers that show nothing;
# variation selectors; byte-order mark; tags; lone surrogates; noncharacters. Zero-width joiners go
# too, so a family emoji falls into its persons: terminals disagree about its width anyway.
_INVISIBLE = (
    "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u061c\u070f\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\ud800-\udfff\ufdd0-\ufdef\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(chr(plane * 0x10000 + last) for plane in range(1, 17) for last in (0xFFFE, 0xFFFF))
)
# Signs that no rule here and none of NFC says anything of: what nearly all text is made of.
_USUAL = "[ -~\xa1-\xac\xae-\u024f\u0400-\u0482\u048a-\u052f\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff]*"
# Combining marks are never \w: a long run of other signs, emoji left out, is where many can stand.
_LONG_RUN = r"[^\w\x00-\x7f\U0001f000-\U0001faff]{31,}"
_MAX_MARKS: Final = 30  # Source: Unicode UAX 15, stream-safe text: at most 30 marks on one sign.


class _Patterns(NamedTuple):
    drop: re.Pattern[str]
    one_line: re.Pattern[str]
    line_end: re.Pattern[str]
    space: re.Pattern[str]
    long_run: re.Pattern[str]


@cache
def _usual() -> re.Pattern[str]:
    return re.compile(_USUAL)


@cache
def _patterns() -> _Patterns:
    """Compiled for the first text that needs them: hardly any does, and no start should wait for it."""
    return _Patterns(
        re.compile(f"[{_INVISIBLE}]+"),
        re.compile(f"\r\n|[{_BREAKS}{_SPACES}]"),
        re.compile(f"\r\n|[{_BREAKS}]"),
        re.compile(f"[{_SPACES}]"),
        re.compile(_LONG_RUN),
    )


def clean(text: str, *, multiline: bool = False) -> str:
    """The text without controls, bidi tricks and invisible signs, in NFC, ends stripped.

    Tabs and line ends become a space on one line; with ``multiline`` line ends stay, as LF. At most
    30 marks stay on one sign. Idempotent, and linear in the length of the text.
    """
    if (text.isascii() and text.isprintable()) or _usual().fullmatch(text):
        return text.strip()
    of = _patterns()
    text = of.space.sub(" ", of.line_end.sub("\n", text)) if multiline else of.one_line.sub(" ", text)
    text = of.drop.sub("", text)
    if not text.isascii():
        # Once before, because sorting marks is quadratic in their number; once after, because
        # a mark may fall into two.
        text = of.long_run.sub(_fewer_marks, text)
        text = of.long_run.sub(_fewer_marks, unicodedata.normalize("NFC", text))
    return text.strip()


def is_utf8(text: str) -> bool:
    """Whether it can be written as UTF-8: a word or file name that came in other bytes cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _fewer_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for sign in run.group():
        marks = marks + 1 if unicodedata.category(sign)[0] == "M" else 0
        if marks <= _MAX_MARKS:
            kept.append(sign)
    return "".join(kept)


@lru_cache(maxsize=4096)
def _cells(sign: str) -> int:
    """Cells that one sign takes in a terminal: 0 for marks, 2 for wide East Asian and emoji."""
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def width(text: str) -> int:
    """How many terminal cells the text takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def fit(text: str, cells: int, *, middle: bool = False) -> str:
    """The text cut to at most ``cells`` terminal cells, with ``…`` where something is missing.

    Args:
        text: cleaned text of one line.
        cells: the room there is; below 1 nothing fits.
        middle: cut in the middle, so that the end of an e-mail address stays readable.
    """
    if cells < 1:
        return ""
    # A sign takes at most two cells; what lies beyond can never be shown, however long the text.
    if len(text) <= cells * 8 and width(text) <= cells:
        return text
    room = cells - 1
    tail = room // 2 if middle else 0
    end = _tail(text, tail)
    return _head(text, room - width(end)) + ELLIPSIS + end


def _head(text: str, cells: int) -> str:
    used = 0
    for index, sign in enumerate(text[: cells * 8 + 8]):
        used += _cells(sign)
        if used > cells:
            return text[:index]
    return text[: cells * 8 + 8]


def _tail(text: str, cells: int) -> str:
    used, start = 0, len(text)
    for index in range(len(text) - 1, max(-1, len(text) - cells * 8 - 1), -1):
        used += _cells(text[index])
        if used > cells:
            break
        if _cells(text[index]):  # never start with a mark that belongs to the sign before
            start = index
    return text[start:]


def pad(text: str, cells: int, *, right: bool = False, middle: bool = False) -> str:
    """The text cut or filled with spaces to exactly ``cells`` cells; ``right`` aligns it right."""
    text = fit(text, cells, middle=middle)
    space = " " * max(0, cells - width(text))
    return space + text if right else text + space


def plural(count: int, one: str, many: str = "") -> str:
    """The number with its noun: ``1 lead``, ``1,200 leads``; ``many`` where an ``s`` does not do."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: list[str] | tuple[str, ...], last: str = "and") -> str:
    """The words as a sentence lists them: ``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def age(then: datetime | None, now: datetime) -> str:
    """How long ago, in at most four cells: ``now 5m 3h 11d 3w 4mo 2y``. The future is ``now``."""
    if then is None:
        return ""
    seconds = (now - then).total_seconds()
    days = int(seconds // 86400)
    if days < 1:
        minutes = int(seconds // 60)
        return "now" if minutes < 1 else f"{minutes}m" if minutes < 60 else f"{minutes // 60}h"
    if days < 14:
        return f"{days}d"
    if days < 63:
        return f"{days // 7}w"
    return f"{int(days / 30.44)}mo" if days < 730 else f"{int(days / 365.25)}y"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def due(on: date | None, today: date) -> str:
    """When something is due: ``today``, ``tomorrow``, ``2d late``, ``12 Aug``."""
    if on is None:
        return ""
    days = (on - today).days
    if days < 0:
        return f"{-days}d late" if days > -100 else f"{-days // 7}w late"
    return {0: "today", 1: "tomorrow"}.get(days) or _calendar(on, today)


def day(on: date | None, today: date) -> str:
    """A day that has been: ``today``, ``Sat`` within the week, ``18 Nov``, ``12 Aug 2025``."""
    if on is None:
        return ""
    days = (today - on).days
    if days == 0:
        return "today"
    return _DAYS[on.weekday()] if 0 < days < 7 else _calendar(on, today)


def _calendar(on: date, today: date) -> str:
    # Month names come from here, not from the locale: screens snapshot the same everywhere.
    text = f"{on.day} {_MONTHS[on.month - 1]}"
    return text if on.year == today.year else f"{text} {on.year}"


def stamp(at: datetime | None, now: datetime) -> str:
    """A moment in the time zone of ``now``: ``today 09:12``, ``Sat 16:40``, ``18 Nov 08:03``."""
    if at is None:
        return ""
    local = at.astimezone(now.tzinfo)
    return f"{day(local.date(), now.date())} {local:%H:%M}"


def money(amount: "Decimal | None", currency: str | None = None) -> str:
    """An amount as people read it: ``38,000 EUR``, ``38,000.50 EUR``; cents only where there are some."""
    if amount is None:
        return ""
    number = f"{amount:,.2f}".removesuffix(".00")
    return f"{number} {currency}" if currency else number
