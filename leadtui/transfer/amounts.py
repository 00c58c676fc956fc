"""Numbers, money and currencies as files write them. Source: data-formats 5."""

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from leadtui.domain.currencies import CURRENCIES

_SHAPE: Final = re.compile(
    r"([^\d+\-.,(]*)\s*([(+-]?)\s*([\d.,'’\s]*\d)\s*([kKmMbB]?)(?:io|n)?\)?\s*([^\d]*)$"
)
_FACTORS: Final = {"": 1, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000}
_SIGNS: Final = {
    "$": "USD",
    "us$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "chf": "CHF",
    "fr.": "CHF",
}
_NAMES: Final = {
    "us dollar": "USD",
    "dollar": "USD",
    "euro": "EUR",
    "pound sterling": "GBP",
    "british pound": "GBP",
    "swiss franc": "CHF",
    "indian rupee": "INR",
    "japanese yen": "JPY",
    "canadian dollar": "CAD",
    "australian dollar": "AUD",
    "brazilian real": "BRL",
}
# What the database holds as whole hundredths with room to add up.
LARGEST: Final = Decimal("9999999999999.99")


def read_amount(cell: object, comma: bool = False) -> tuple[Decimal, str] | None:
    """The amount, to two places, and its currency code, empty where none stands by it.

    Args:
        cell: text, or a number from a spreadsheet or JSON.
        comma: whether the column's decimal sign is a comma.
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float | Decimal):
        return _places(Decimal(str(cell))), ""
    found = _SHAPE.match(str(cell).strip())
    if found is None:
        return None
    before, sign, digits, factor, after = found.groups()
    beside = (before or after).strip()
    currency = currency_code(beside)
    if beside and not currency:
        return None
    try:
        amount = Decimal(plain_number(digits, comma)) * _FACTORS[factor.casefold()]
    except InvalidOperation:
        return None
    return _places(-amount if sign in ("-", "(") else amount), currency


def _places(amount: Decimal) -> Decimal:
    return amount.quantize(Decimal("0.01")) if abs(amount) < Decimal("1e20") else amount


def plain_number(digits: str, comma: bool) -> str:
    """Digits with a point before the decimals: of two signs the last is the decimal one."""
    text = re.sub(r"[\s'’]", "", digits)
    point, point_comma = text.rfind("."), text.rfind(",")
    if point >= 0 and point_comma >= 0:
        comma = point_comma > point
    elif point_comma >= 0:
        comma = text.count(",") == 1 and (comma or len(text) - point_comma - 1 != 3)
    elif point >= 0:
        comma = text.count(".") > 1 or (comma and len(text) - point - 1 == 3)
    return text.replace(".", "").replace(",", ".") if comma else text.replace(",", "")


_COMMA_DECIMALS: Final = re.compile(r"\d,\d{1,2}$|\.\d{3},\d")
_POINT_DECIMALS: Final = re.compile(r"\d\.\d{1,2}$|,\d{3}\.\d|\.\d{4,}$")


def speaks_for_comma(cell: object) -> int:
    """1 where the cell writes decimals with a comma, -1 with a point, 0 where it does not say."""
    text = cell.strip() if isinstance(cell, str) else ""
    return bool(_COMMA_DECIMALS.search(text)) - bool(_POINT_DECIMALS.search(text))


def currency_code(text: str) -> str:
    """The ISO code of a currency named by sign, name or code; empty where it names none."""
    word = text.strip().casefold()
    if word in _SIGNS or word in _NAMES:
        return _SIGNS.get(word) or _NAMES[word]
    return word.upper() if word.upper() in CURRENCIES else ""
