"""Dates as files write them: ISO, day or month first, month names, serial numbers, epochs.

Day or month first is decided for a whole column; a cell that only fits the other way is read that
way. Source: data-formats 5.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final

_TIME = r"(?:[ ,T]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?)?)?"
_ZONE = r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?"
_ISO: Final = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}{_ZONE}$")
_NUMERIC: Final = re.compile(rf"(\d{{1,2}})([/.-])(\d{{1,2}})\2(\d{{4}}|\d{{2}}){_TIME}{_ZONE}$")
_DAY_MONTH: Final = re.compile(
    rf"(\d{{1,2}})[.\s-]+([^\W\d]{{3,9}})\.?,?[\s-]+(\d{{4}}|\d{{2}}){_TIME}{_ZONE}$"
)
_MONTH_DAY: Final = re.compile(
    rf"([^\W\d]{{3,9}})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}}){_TIME}{_ZONE}$"
)
_SERIAL: Final = re.compile(r"\d{5}(\.\d+)?$")
_EPOCH: Final = re.compile(r"\d{10}(\d{3})?$")
_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan januar janvier enero ene",
            "feb februar février fevrier febrero",
            "mar mär mrz märz mars marzo",
            "apr avr avril abril abr",
            "may mai mayo",
            "jun juni juin junio",
            "jul juli juillet julio",
            "aug août aout agosto ago",
            "sep sept septembre septiembre",
            "oct okt oktober octobre octubre",
            "nov novembre noviembre",
            "dec dez dezember déc décembre diciembre dic",
        ),
        1,
    )
    for name in names.split()
}
_ENGLISH: Final = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS.update({name: number for number, name in enumerate(_ENGLISH, 1)})
# Source: ECMA-376, the 1900 date system as Excel counts it from March 1900 on.
_SERIAL_START: Final = datetime(1899, 12, 30, tzinfo=UTC)


class ImpossibleDate(ValueError):
    """It looks like a date and is none: 31/02, 13/13."""


def read_time(cell: object, day_first: bool = False) -> datetime | None:
    """The moment in a cell, in UTC where it names no zone; None where it is no date at all.

    Raises:
        ImpossibleDate: a day that does not exist.
    """
    if isinstance(cell, datetime):
        return cell.astimezone(UTC) if cell.tzinfo else cell.replace(tzinfo=UTC)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day, tzinfo=UTC)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _serial(float(cell))
    return _read_text(str(cell).strip(), day_first)


def _read_text(text: str, day_first: bool) -> datetime | None:
    if found := _ISO.match(text):
        year, month, day, *rest = found.groups()
        return _build(text, year, int(month), int(day), rest)
    if found := _NUMERIC.match(text):
        first, sign, second, year, *rest = found.groups()
        day, month = _order(int(first), int(second), day_first or sign == ".")
        return _build(text, year, month, day, rest)
    if found := _DAY_MONTH.match(text):
        day, name, year, *rest = found.groups()
        return _named(text, year, name, day, rest)
    if found := _MONTH_DAY.match(text):
        name, day, year, *rest = found.groups()
        return _named(text, year, name, day, rest)
    if _SERIAL.match(text):
        return _serial(float(text))
    if found := _EPOCH.match(text):
        return datetime.fromtimestamp(int(text) / (1000 if found[1] else 1), UTC)
    return None


def _order(first: int, second: int, day_first: bool) -> tuple[int, int]:
    """Day and month; a part above 12 settles it whatever the column says."""
    if first > 12 >= second:
        return first, second
    if second > 12 >= first:
        return second, first
    return (first, second) if day_first else (second, first)


def _named(text: str, year: str, name: str, day: str, rest: list[str | None]) -> datetime | None:
    month = _MONTHS.get(name.casefold())
    return _build(text, year, month, int(day), rest) if month else None


def _build(text: str, year: str, month: int, day: int, rest: list[str | None]) -> datetime:
    hour, minute, second, fraction, half, zone = rest
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half[0] in "pP" else 0)
    whole = int(year) + (0 if len(year) == 4 else 2000 if int(year) < 70 else 1900)
    micros = int((fraction or "0")[:6].ljust(6, "0"))
    try:
        return datetime(
            whole, month, day, hours, int(minute or 0), int(second or 0), micros, tzinfo=_zone(zone)
        ).astimezone(UTC)
    except (ValueError, OverflowError):
        raise ImpossibleDate(text) from None


def _zone(text: str | None) -> timezone:
    if not text or text in ("Z", "UTC", "GMT"):
        return UTC
    digits = text[1:].replace(":", "")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if text[0] == "-" else offset)


def _serial(number: float) -> datetime | None:
    if not 10_000 <= number < 80_000:  # 1927 to 2119: other numbers are no dates
        return None
    return _SERIAL_START + timedelta(seconds=round(number * 86400))


class Order:
    """Watches a column to decide whether the day or the month comes first in it."""

    def __init__(self) -> None:
        self.day_first = 0
        self.month_first = 0
        self.open = 0

    def look(self, cell: object) -> None:
        """Count what this cell says."""
        found = _NUMERIC.match(cell.strip()) if isinstance(cell, str) else None
        if found is None or found[2] == ".":
            return
        first, second = int(found[1]), int(found[3])
        if first > 12 >= second:
            self.day_first += 1
        elif second > 12 >= first:
            self.month_first += 1
        else:
            self.open += 1

    @property
    def day_comes_first(self) -> bool:
        """The decision; month first, as in the US, where nothing speaks for either."""
        return self.day_first > self.month_first

    @property
    def is_guess(self) -> bool:
        """Whether no cell of the column settled it."""
        return self.open > 0 and self.day_first == self.month_first
