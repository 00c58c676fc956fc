"""Rows of a delimited text file, one at a time, with the line each began on.

`csv` in its strict mode reads what is well written. What is not (a quote inside a quoted cell, a
quote never closed) is read again by a forgiving parser, and never swallows the rows below it.
"""

import csv
from collections import deque
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from itertools import islice
from pathlib import Path
from typing import Final, TextIO

from leadtui.transfer.dialects import SAMPLE, delimiter_of, encoding_of
from leadtui.transfer.errors import NotATable
from leadtui.transfer.headings import heading_row
from leadtui.transfer.table import Meter, Row, Table, numbered

# A cell may be as long as the file: the row that holds it is then refused by its field's length.
csv.field_size_limit(1 << 30)
_LONGEST_ROW: Final = 5_000  # lines; beyond that the quote that opened was never closed
_LOOK: Final = 30  # rows among which the headings are looked for


def read_delimited(path: Path) -> Table:
    """The table in a CSV, TSV or other delimited text file.

    Raises:
        NotATable: empty, not text, or without a row of headings.
    """
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        sample = file.read(SAMPLE)
    if not sample.strip("\x00 \t\r\n\ufeff"):
        raise NotATable(f"{path.name} is empty.", "Export the records again.")
    delimiter = delimiter_of(sample)
    with path.open(encoding=encoding, newline="") as file:
        first = list(islice(_records(file, delimiter), _LOOK))
    at = heading_row([row.cells for row in first])
    if at is None:
        raise NotATable(
            f"{path.name} has no row of headings.", "Put the names of the columns in its first row."
        )
    headings = numbered(_trimmed(first[at].cells))
    meter = Meter(path.stat().st_size)

    def read() -> Iterator[Row]:
        with path.open("rb") as raw, TextIOWrapper(raw, encoding, newline="") as file:
            rows = islice(_records(file, delimiter, len(headings)), at + 1, None)
            for count, row in enumerate(rows):
                if count % 256 == 0:
                    meter.done = raw.tell()
                yield row

    return Table(path.name, headings, read, encoding=encoding, delimiter=delimiter, meter=meter)


def _trimmed(cells: Sequence[object]) -> list[object]:
    """Headings without the empty ones that commas at the line's end leave."""
    row = list(cells)
    while row and not str(row[-1]).strip():
        row.pop()
    return row


class _Lines:
    """The lines of a file, kept while a row is read so that they can be read again."""

    def __init__(self, file: TextIO) -> None:
        self._source: Iterator[str] = iter(file)
        self._again: deque[str] = deque()
        self.of_row: list[str] = []
        self.number = 0  # of the last line handed out

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.of_row) >= _LONGEST_ROW:
            raise csv.Error("a quote is never closed")
        line = self._again.popleft() if self._again else next(self._source)
        self.number += 1
        self.of_row.append(line)
        return line if "\x00" not in line else line.replace("\x00", "")

    def begin(self) -> None:
        """A new row begins with the next line."""
        self.of_row.clear()

    def give_back(self, lines: list[str]) -> None:
        """Hand these lines out again, in their order."""
        self._again.extendleft(reversed(lines))
        self.number -= len(lines)


def _records(file: TextIO, delimiter: str, width: int = 0) -> Iterator[Row]:
    lines = _Lines(file)
    reader = _strict(lines, delimiter)
    while True:
        begun = lines.number + 1
        lines.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield _forgiving(lines, delimiter, begun, width)
            reader = _strict(lines, delimiter)
            continue
        if not _is_blank(cells) and not (begun == 1 and _is_separator_line(lines.of_row[0])):
            yield Row(begun, cells)


def _strict(lines: _Lines, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=delimiter != "\t", strict=True)


def _is_blank(cells: list[str]) -> bool:
    return not any(cells) or not any(map(str.strip, cells))


def _is_separator_line(line: str) -> bool:
    return line.lstrip("\ufeff").casefold().startswith("sep=")


def _forgiving(lines: _Lines, delimiter: str, begun: int, width: int) -> Row:
    """Read the row again where a quote closes a cell only before a delimiter or the line's end.

    A further line that is a whole row by itself is one: then the quote was never closed.
    """
    seen = list(lines.of_row)
    text = ""
    for used, line in enumerate(seen[:_LOOK], 1):
        if used > 1 and width > 1 and len(split_forgiving(line, delimiter) or ()) == width:
            break
        text += line.replace("\x00", "")
        cells = split_forgiving(text, delimiter)
        if cells is not None:
            lines.give_back(seen[used:])
            return Row(begun, cells)
    lines.give_back(seen[1:])
    cells = [cell.strip().strip('"') for cell in seen[0].rstrip("\r\n").split(delimiter)]
    return Row(begun, cells, "A quote that opens in this row is never closed.")


def split_forgiving(text: str, delimiter: str) -> list[str] | None:
    """The cells of one row with stray quotes in it; None while a quoted cell is still open."""
    text = text.rstrip("\r\n")
    cells: list[str] = []
    at = 0
    while True:
        while delimiter != " " and at < len(text) and text[at] == " ":
            at += 1
        if text[at : at + 1] == '"':
            end = _closing_quote(text, at + 1, delimiter)
            if end < 0:
                return None
            cells.append(text[at + 1 : end].replace('""', '"'))
            at = text.find(delimiter, end)
        else:
            end = text.find(delimiter, at)
            cells.append(text[at:] if end < 0 else text[at:end])
            at = end
        if at < 0:
            return cells
        at += 1


def _closing_quote(text: str, start: int, delimiter: str) -> int:
    at = start
    while (at := text.find('"', at)) >= 0:
        after = text[at + 1 :].lstrip(" ")[:1] if delimiter != " " else text[at + 1 : at + 2]
        doubled = text[at + 1 : at + 2] == '"'
        if not doubled and (after == delimiter or not after):
            return at
        at += 2 if doubled else 1
    return -1
