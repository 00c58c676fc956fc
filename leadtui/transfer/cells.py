"""One cell read as what its field holds."""

from collections.abc import Callable
from datetime import date, datetime
from typing import NamedTuple

from leadtui.domain.fields import Field, Type, code_of
from leadtui.domain.values import is_email
from leadtui.transfer.amounts import LARGEST, read_amount
from leadtui.transfer.dates import ImpossibleDate, read_time
from leadtui.transfer.survey import Survey
from leadtui.transfer.words import read_bool, read_option


class Bad(Exception):
    """A cell that refuses its row; the message says why."""


# Takes the cleaned text, the cell as read and its column. None: not what the field holds.
Reader = Callable[[str, object, int], object]


class Part(NamedTuple):
    """A value that was only part of its cell.

    Attributes:
        beside: the currency that stood by an amount.
        left: what else stood there, for the other values.
    """

    value: object
    beside: str = ""
    left: str = ""


class CellReaders:
    """Readers of the cells of one table.

    Args:
        system: which system wrote it: its numbers and words mean its own options.
        survey: how its dates and numbers are written.
    """

    def __init__(self, system: str, survey: Survey) -> None:
        self._system = system
        self._survey = survey

    def reader(self, name: str, of_field: Field | None) -> Reader:
        """What reads the cells of that field."""
        if name in ("(closed)", "(changed)"):
            return self._time
        if of_field is None:
            return _as_text
        match of_field.type:
            case Type.TIME:
                return self._time
            case Type.DATE:
                return self._day
            case Type.MONEY:
                return self._money
            case Type.BOOL:
                return _as_bool
            case Type.CHOICE:
                return lambda text, _cell, _column: read_option(of_field, text, self._system)
            case Type.OPEN_CHOICE:
                return lambda text, _cell, _column: self._open_choice(of_field, text)
            case Type.EMAIL:
                return self._email(of_field)
            case _:
                return _limited(of_field)

    def _open_choice(self, of_field: Field, text: str) -> str | None:
        code = read_option(of_field, text, self._system) or (
            text if self._system == "leadtui" else code_of(text)
        )
        if len(code) > of_field.max:
            raise Bad(f"Longer than {of_field.max} characters ({len(code)}).")
        return code or None

    def _time(self, _text: str, cell: object, column: int) -> datetime | None:
        try:
            when = read_time(_text if isinstance(cell, str) else cell, self._survey.day_first(column))
        except ImpossibleDate:
            raise Bad("There is no such day.") from None
        plausible = when is None or 1900 <= when.year <= 2200 or self._system == "leadtui"
        return when if plausible else None

    def _day(self, text: str, cell: object, column: int) -> date | None:
        when = self._time(text, cell, column)
        return when.date() if when else None

    def _money(self, text: str, cell: object, column: int) -> Part | None:
        found = read_amount(text if isinstance(cell, str) else cell, self._survey.comma(column))
        if found and abs(found[0]) > LARGEST:
            raise Bad("Larger than leadtui can count.")
        return Part(found[0], beside=found[1]) if found else None

    def _email(self, of_field: Field) -> Reader:
        limited = _limited(of_field)

        def read(text: str, cell: object, column: int) -> object:
            text = text.removeprefix("mailto:")
            if not is_email(text):
                parts = (part.strip() for part in text.replace(";", ",").split(","))
                first, *more = [part for part in parts if part] or [""]
                if not more or not is_email(first):
                    # Almost one: whoever works the lead sees it and mends it in place.
                    return limited(text, cell, column) if "@" in text else None
                return Part(limited(first, cell, column), left=", ".join(more))
            return limited(text, cell, column)

        return read


def plain(cell: object) -> str:
    """Text of a spreadsheet's or JSON's value; whole numbers lose the tail that Excel gave them."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    return str(cell)


def _as_text(text: str, _cell: object, _column: int) -> str:
    return text


def _as_bool(text: str, _cell: object, _column: int) -> bool | None:
    return read_bool(text)


def _limited(of_field: Field) -> Reader:
    longest = of_field.max or 1_000_000

    def read(text: str, _cell: object, _column: int) -> str:
        if len(text) > longest:
            raise Bad(f"Longer than {longest:,} characters ({len(text):,}).")
        return text

    return read


def what_is(of_field: Field | None, name: str) -> str:
    """What a field holds, for the sentence that refuses something else."""
    if of_field is None:
        return f"a {name.strip('()').replace('_', ' ')}"
    return {
        Type.EMAIL: "an e-mail address",
        Type.DATE: "a date",
        Type.TIME: "a date",
        Type.MONEY: "an amount",
        Type.BOOL: "yes or no",
        Type.CHOICE: "one of: " + ", ".join(option.label for option in of_field.options),
    }.get(of_field.type, f"a {of_field.label.lower()}")
