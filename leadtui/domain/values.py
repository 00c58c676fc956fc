"""One value of one field: read from what was typed or imported, shown to people, put into JSON."""

import re
from datetime import UTC, date, datetime
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Final, cast

from leadtui.domain.currencies import CURRENCIES
from leadtui.domain.dates import read_date, read_time
from leadtui.domain.fields import Field, Option, Type, code_of, label_of
from leadtui.domain.reach import is_email, is_phone, is_reachable
from leadtui.domain.results import Invalid
from leadtui.domain.text import clean, listed, money

__all__ = ["Invalid", "from_json", "is_email", "is_phone", "is_reachable", "read", "show", "to_json"]

_YES: Final = {
    "yes",
    "y",
    "true",
    "t",
    "1",
    "1.0",
    "on",
    "x",
    "✓",
    "done",
    "completed",
    "wahr",
    "ja",
    "j",
    "si",
    "sí",
    "oui",
}
_NO: Final = {
    "no",
    "n",
    "false",
    "f",
    "0",
    "0.0",
    "off",
    "-",
    "open",
    "falsch",
    "nein",
    "non",
    "mark complete",
}
_CURRENCIES: Final = {
    "$": "USD", "us$": "USD", "us dollar": "USD", "us dollars": "USD", "dollar": "USD",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "£": "GBP", "pound sterling": "GBP", "¥": "JPY",
    "yen": "JPY", "indian rupee": "INR", "₹": "INR", "swiss franc": "CHF",
}  # fmt: skip
_DIGITS: Final = 5  # the fewest of a phone number; what files hold comes in whatever it is
_MOST_MONEY: Final = Decimal(10) ** 15  # hundredths of it fit 64 bits; Dynamics allows 9.2e14


def read(field: Field, text: str, *, today: date, day_first: bool | None = None) -> object | Invalid:
    """The value that a text means in a field, or why it means none.

    Empty text is None, for a yes-or-no field False. Texts are cleaned; a phone is kept as typed
    where it can be one.

    Args:
        field: which field.
        text: what was typed, or stood in the file.
        today: what relative dates count from.
        day_first: for dates like ``03/04/2026``; None refuses those that could be two days.
    """
    text = clean(text, multiline=field.multiline)
    if not text:
        return False if field.type is Type.BOOL else None
    match field.type:
        case Type.DATE:
            return read_date(field.label, text, today=today, day_first=day_first)
        case Type.TIME:
            return read_time(field.label, text, today=today, day_first=day_first)
        case Type.BOOL:
            return _bool(field, text)
        case Type.MONEY:
            return _money(field, text)
        case Type.CHOICE:
            return _choice(field, text)
        case Type.REF | Type.NUMBER:
            return _number(field, text)
        case Type.OPEN_CHOICE:
            return _open_choice(field, text)
        case Type.EMAIL:
            return _email(field, text)
        case Type.PHONE:
            return _phone(field, text)
        case _:
            return _currency(field, text) if field.name == "currency" else _fitting(field, text)


def _quoted(text: str) -> str:
    return f"“{text[:40]}{'…' if len(text) > 40 else ''}”"


def _fitting(field: Field, text: str) -> str | Invalid:
    if field.max and len(text) > field.max:
        return Invalid(f"{field.label} is {len(text):,} characters, {field.max:,} fit.", "Shorten it.")
    return text


def _currency(field: Field, text: str) -> str | Invalid:
    code = _CURRENCIES.get(text.casefold(), text.upper())
    if code in CURRENCIES:
        return code
    return Invalid(
        f"{field.label}: {_quoted(text)} is no code of a currency.", "Write three letters, like EUR."
    )


def currency_beside(text: str) -> str | None:
    """The code beside an amount, as in ``38,000 EUR`` or ``$ 1,200``; None where none is.

    Whether it is a currency's, reading the amount says (`read`).
    """
    for found in _NOT_AMOUNT.findall(clean(text)):
        sign = found.strip()
        code = _CURRENCIES.get(sign.casefold()) or str(sign).rstrip("$")
        if len(code) == 3 and code.isalpha():
            return code
    return None


def _email(field: Field, text: str) -> str | Invalid:
    text = text.removeprefix("mailto:")
    fitting = _fitting(field, text)
    if isinstance(fitting, Invalid) or is_email(text):
        return fitting
    return Invalid(
        f"{field.label}: {_quoted(text)} is not an e-mail address.", "Write it like name@company.example."
    )


def _phone(field: Field, text: str) -> str | Invalid:
    fitting = _fitting(field, text)
    if isinstance(fitting, Invalid) or sum(map(str.isdecimal, text)) >= _DIGITS:
        return fitting
    return Invalid(
        f"{field.label}: {_quoted(text)} is not a phone number.", "Write it like +46 70 555 01 23."
    )


def _bool(field: Field, text: str) -> bool | Invalid:
    word = text.casefold()
    if field.name.startswith("do_not_") and word in ("allow", "do not allow"):
        return word != "allow"  # Source: Dynamics consent fields say whether contact is allowed
    if word in _YES or word in _NO:
        return word in _YES
    return Invalid(f"{field.label}: {_quoted(text)} is neither yes nor no.", "Write yes or no.")


def _number(field: Field, text: str) -> int | Invalid:
    digits = text.removeprefix("#").removesuffix(".0")  # spreadsheets grow a tail
    if digits.isascii() and digits.isdecimal() and len(digits) <= 15 and int(digits) > 0:
        return int(digits)
    return Invalid(f"{field.label}: {_quoted(text)} is not a number.", "Write digits, like 4211.")


def _known(field: Field, text: str) -> Option | None:
    """The option of that code, label or Dynamics number."""
    digits = text.removesuffix(".0")
    if digits.isascii() and digits.isdecimal() and len(digits) <= 9:
        return next((o for o in field.options if o.number == int(digits)), None)
    code = code_of(text)
    return next((o for o in field.options if code in (o.code, code_of(o.label))), None)


def _choice(field: Field, text: str) -> str | Invalid:
    if not field.options:
        return code_of(text)
    if option := _known(field, text):
        return option.code
    code = code_of(text)
    begun = [o for o in field.options if code and o.code.startswith(code)]
    if len(begun) == 1:
        return begun[0].code
    offered = begun or [o for o in field.options if o.label == _nearest(field, text)] or field.options
    return Invalid(
        f"{field.label}: {_quoted(text)} is not one of its values.",
        f"Did you mean {listed([o.label for o in offered], 'or')}?",
    )


def _nearest(field: Field, text: str) -> str | None:
    from difflib import get_close_matches  # only when something was mistyped

    labels = {o.label.casefold(): o.label for o in field.options}
    return next((labels[word] for word in get_close_matches(text.casefold()[:60], labels, 1)), None)


def _open_choice(field: Field, text: str) -> str | Invalid:
    if option := _known(field, text):
        return option.code
    code = code_of(text)
    if not code:
        return Invalid(f"{field.label}: {_quoted(text)} has no letter or digit.", "Write a word.")
    return _fitting(field, code)


_AMOUNT = re.compile(r"(-?)(\d[\d.,]*|[.,]\d+)([kmb]?)", re.IGNORECASE)
_NOT_AMOUNT = re.compile(r"[\s'’_]|[$€£¥₹]|^[A-Z]{2,3}\$?(?=[\s\d.-])|(?<=[\s\d.])[A-Z]{3}$")


def _money(field: Field, text: str) -> Decimal | Invalid:
    beside = currency_beside(text)
    if beside is not None and beside not in CURRENCIES:
        return Invalid(
            f"{field.label}: {_quoted(beside)} is no code of a currency.", "Write it like 38,000 EUR."
        )
    amount = _AMOUNT.fullmatch(_NOT_AMOUNT.sub("", text))
    number = _plain_number(amount[2]) if amount else None
    if amount is None or number is None:
        return Invalid(
            f"{field.label}: {_quoted(text)} is not an amount.", "Write it like 38,000 or 1234.56."
        )
    value = number * {"k": 10**3, "m": 10**6, "b": 10**9}.get(amount[3].casefold(), 1)
    if value >= _MOST_MONEY:
        return Invalid(f"{field.label}: {_quoted(text)} is more than can be kept.", "Write it below 10^15.")
    value = value.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return -value if amount[1] else value


def _plain_number(text: str) -> Decimal | None:
    """Decimal of ``1,234.56``, ``1.234,56``, ``1,234``, ``1.234.567``, ``25000.0000``."""
    if "," in text and "." in text:
        point = max(text.rfind(","), text.rfind("."))
        whole, cents = text[:point], text[point + 1 :]
        if text[point] in whole or not _grouped(whole):
            return None
        text = re.sub("[.,]", "", whole) + "." + cents
    elif text.count(",") + text.count(".") > 1 or _grouped(text):
        # Money does not have three decimals: "1.234" and "1,234" both group thousands.
        if not _grouped(text):
            return None
        text = re.sub("[.,]", "", text)
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


def _grouped(text: str) -> bool:
    return re.fullmatch(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*", text) is not None


def show(field: Field, value: object) -> str:
    """The value as people read it; empty for None. What it shows, `read` reads back."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case Decimal():
            return money(value)
        case datetime():
            return f"{value.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
        case date():
            return value.isoformat()
        case str() if field.type in (Type.CHOICE, Type.OPEN_CHOICE):
            return label_of(field, value)
        case _:
            return str(value)


def to_json(field: Field, value: object) -> object:
    """The value for JSON: money as a decimal string, times in ISO 8601 UTC, the rest as it is."""
    match value:
        case Decimal():
            return f"{value:f}"
        case datetime():
            return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case str():
            return str(value)
        case _:
            return value


def from_json(field: Field, value: object) -> object:
    """What `to_json` put there.

    Raises:
        ValueError: the JSON value does not belong to a field of that type.
    """
    if not isinstance(value, str):
        return value
    match field.type:
        case Type.MONEY:
            return _decimal(value)
        case Type.TIME:
            return datetime.fromisoformat(value)
        case Type.DATE:
            return date.fromisoformat(value)
        case _:
            return cast(object, value)


def _decimal(text: str) -> Decimal:
    try:
        return Decimal(text)
    except InvalidOperation:
        raise ValueError(f"{text!r} is not a decimal") from None
