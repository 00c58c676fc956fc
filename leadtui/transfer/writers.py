"""Records out: CSV for people and their spreadsheets, JSON Lines for programs. Both come back in whole."""

import csv
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Final, Protocol, TextIO

from leadtui.domain.fields import FIELDS, Kind

# A spreadsheet runs what begins with these; one apostrophe makes it text. Those that stand behind
# apostrophes get one too, so that an import can take exactly one away again.
_FORMULA: Final = re.compile(r"'*[=+\-@＝＋－＠]")


class Writer(Protocol):
    """Takes records one by one."""

    def write(self, values: Mapping[str, object]) -> None:
        """Write one record: field name -> value."""
        ...


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return "'" + text if _FORMULA.match(text) else text


def columns(kind: Kind) -> tuple[tuple[str, str], ...]:
    """Name and label of each column of an export, in order; names of linked records beside their ids."""
    result: list[tuple[str, str]] = []
    for field in FIELDS[kind]:
        result.append((field.name, field.label))
        if field.target and field.name != "lead":
            result.append((f"{field.name}_name", f"{field.label} name"))
    return tuple(result)


class CsvWriter:
    """CSV in UTF-8 with CRLF, formulas neutralised.

    Args:
        file: opened with ``newline=""``.
        kind: what the records are.
        labels: headings as people read them instead of field names.
    """

    def __init__(self, file: TextIO, kind: Kind, *, labels: bool = False) -> None:
        self._names = [name for name, _ in columns(kind)]
        self._csv = csv.writer(file)
        self._csv.writerow([pair[1 if labels else 0] for pair in columns(kind)])

    def write(self, values: Mapping[str, object]) -> None:
        """Write one record as a row."""
        self._csv.writerow([neutral(_text(values.get(name))) for name in self._names])


class JsonLinesWriter:
    """One JSON object a line: absent values null, choices codes, money decimal text, times ISO 8601 UTC."""

    def __init__(self, file: TextIO, kind: Kind) -> None:
        self._names: Sequence[str] = [name for name, _ in columns(kind)]
        self._file = file

    def write(self, values: Mapping[str, object]) -> None:
        """Write one record as a line."""
        record = {name: json_value(values.get(name)) for name in self._names}
        self._file.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")


def json_value(value: object) -> object:
    """A value as JSON has it."""
    if value is None or isinstance(value, bool | int):
        return value
    return _text(value)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)
