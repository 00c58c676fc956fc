"""Dates as people type them: one day for a field, a span of days for a filter.

Everything is worked out from the ``today`` that the caller gives; nothing here reads a clock.
"""

import calendar
import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, NamedTuple

from leadtui.domain.results import Invalid


class Span(NamedTuple):
    """The days from ``first`` to ``last``, both included."""

    first: date
    last: date


_STEP = re.compile(r"([+-]?)(\d{1,4})([dwmqy])")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[Tt ].*)?")
_PARTS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})\.?[\s-]+([a-z]{3,9})\.?(?:[,\s-]+(\d{4}))?")
_NAMED_US = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4}))?")
_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_QUARTER = re.compile(r"(\d{4})-?q([1-4])")
_RELATIVE = re.compile(r"(this|last|next)[- ](week|month|quarter|year)")
_CLOCK = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?m?\.?(?:\s*(?:utc|z))?", re.IGNORECASE
)

_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_PERIODS = tuple(
    f"{which}-{unit}" for which in ("this", "last", "next") for unit in ("week", "month", "quarter", "year")
)
WORDS: Final = ("today", "tomorrow", "yesterday", *_PERIODS)


def span(text: str, today: date) -> Span | None:
    """The days that a date word of the filter language means, or None where it means none.

    ``today``, ``-2w`` (that day), ``2026-11-23``, ``2026-11``, ``2026``, ``2026-q4``, ``fri`` (the next
    one), ``last-quarter``. Weeks start on Monday.
    """
    word = text.strip().casefold()
    try:
        return _word_span(word, today) or _calendar_span(word) or _named_span(word, today)
    except (ValueError, OverflowError):  # a day the calendar does not have, or beyond the year 9999
        return None


_HOURS: Final = {"h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}
_LENGTH = re.compile(r"(\d{1,5})([hdwmy])", re.ASCII)


def hours(text: str) -> int | None:
    """The length that ``12h``, ``7d``, ``2w``, ``3m`` (30 days each) or ``1y`` (365) says, in hours."""
    found = _LENGTH.fullmatch(text.strip().casefold())
    return int(found[1]) * _HOURS[found[2]] if found else None


def _word_span(word: str, today: date) -> Span | None:
    if word in ("today", "now", "tomorrow", "yesterday"):
        on = today + timedelta({"tomorrow": 1, "yesterday": -1}.get(word, 0))
        return Span(on, on)
    if step := _STEP.fullmatch(word):
        on = _step(today, -1 if step[1] == "-" else 1, int(step[2]), step[3])
        return Span(on, on)
    if relative := _RELATIVE.fullmatch(word):
        return _period(today, {"this": 0, "last": -1, "next": 1}[relative[1]], relative[2])
    return None


def _named_span(word: str, today: date) -> Span | None:
    if len(word) >= 2 and (named := [n for n, name in enumerate(_WEEKDAYS) if name.startswith(word)]):
        if len(named) > 1:
            return None
        on = today + timedelta((named[0] - today.weekday() - 1) % 7 + 1)
        return Span(on, on)
    on = _month_named(word, today)
    return Span(on, on) if on else None


def _calendar_span(word: str) -> Span | None:
    if iso := _ISO.fullmatch(word):
        on = date(int(iso[1]), int(iso[2]), int(iso[3]))
        return Span(on, on)
    if month := _MONTH.fullmatch(word):
        return _months(int(month[1]), int(month[2]), 1)
    if quarter := _QUARTER.fullmatch(word):
        return _months(int(quarter[1]), int(quarter[2]) * 3 - 2, 3)
    if re.fullmatch(r"[12]\d{3}", word):
        return Span(date(int(word), 1, 1), date(int(word), 12, 31))
    return None


def _months(year: int, month: int, count: int) -> Span:
    first = date(year, month, 1)
    return Span(first, _add_months(first, count) - timedelta(1))


def _add_months(on: date, count: int) -> date:
    year, month = divmod(on.year * 12 + on.month - 1 + count, 12)
    return date(year, month + 1, min(on.day, calendar.monthrange(year, month + 1)[1]))


def _step(today: date, sign: int, count: int, unit: str) -> date:
    if unit in "dw":
        return today + timedelta(sign * count * (7 if unit == "w" else 1))
    return _add_months(today, sign * count * {"m": 1, "q": 3, "y": 12}[unit])


def _period(today: date, offset: int, unit: str) -> Span:
    if unit == "week":
        monday = today + timedelta(7 * offset - today.weekday())
        return Span(monday, monday + timedelta(6))
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = today.replace(day=1, month=(today.month - 1) // length * length + 1)
    first = _add_months(first, offset * length)
    return Span(first, _add_months(first, length) - timedelta(1))


def _month_named(word: str, today: date) -> date | None:
    if found := _NAMED.fullmatch(word):
        day, name, year = int(found[1]), found[2], found[3]
    elif found := _NAMED_US.fullmatch(word):
        day, name, year = int(found[2]), found[1], found[3]
    else:
        return None
    month = next((n for n, full in enumerate(_MONTHS, 1) if full.startswith(name)), 0)
    month = month or (9 if name == "sept" else 0)
    if not month:
        return None
    if year:
        return date(int(year), month, day)
    on = date(today.year, month, day)  # without a year: the one to come
    return on if on >= today else date(today.year + 1, month, day)


def read_date(label: str, text: str, *, today: date, day_first: bool | None = None) -> date | Invalid:
    """One day from what was typed or imported.

    Args:
        label: the field's label, for the sentence.
        text: cleaned text, not empty.
        today: what relative words count from.
        day_first: how to read ``03/04/2026``; None refuses it as ambiguous.
    """
    if parts := _PARTS.fullmatch(text.split(" ")[0].rstrip(",")):
        return _ordered(label, text, (int(parts[1]), int(parts[3]), _year(parts[4])), parts[2], day_first)
    days = span(text, today)
    if days:
        return days.first
    kind = "is not a day of the calendar" if any(c.isdigit() for c in text) else "is not a date"
    return Invalid(f"{label}: “{text[:40]}” {kind}.", "Write it like 2026-12-31, tomorrow, +3d, 2w or fri.")


def _year(text: str) -> int:
    # Two digits: 26 is 2026, 85 is 1985.
    return int(text) if len(text) == 4 else int(text) + (2000 if int(text) < 70 else 1900)


def _ordered(
    label: str, text: str, parts: tuple[int, int, int], sign: str, day_first: bool | None
) -> date | Invalid:
    first, second, year = parts
    if first > 12 or sign == ".":  # dots are only used where the day comes first
        day_first = True
    elif second > 12 or first == second:
        day_first = False
    if day_first is None:
        return Invalid(
            f"{label}: “{text[:40]}” could be two days.",
            f"Write {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}.",
        )
    day, month = (first, second) if day_first else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return Invalid(f"{label}: “{text[:40]}” is not a day of the calendar.", "Write it like 2026-12-31.")


def read_time(label: str, text: str, *, today: date, day_first: bool | None = None) -> datetime | Invalid:
    """A moment in UTC: ISO 8601, or a date with or without a clock time. No zone means UTC."""
    try:
        at = datetime.fromisoformat(text)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        pass  # not ISO: a date and perhaps a clock time, below
    clock = _CLOCK.search(text)
    on = read_date(
        label, text[: clock.start()].strip(" ,T") if clock else text, today=today, day_first=day_first
    )
    if isinstance(on, Invalid) or not clock:
        return on if isinstance(on, Invalid) else datetime.combine(on, time(), UTC)
    hour = int(clock[1])
    if clock[4]:
        hour = hour % 12 + (12 if clock[4] in "pP" else 0)
    try:
        return datetime.combine(on, time(hour, int(clock[2]), int(clock[3] or 0)), UTC)
    except ValueError:
        return Invalid(f"{label}: “{text[:40]}” has no such time of day.", "Write it like 2026-12-31 14:30.")
