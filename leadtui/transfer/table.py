"""A file as a table: headings once, then rows with the line each began on."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from leadtui.domain.fields import Kind
from leadtui.domain.text import clean


@dataclass(frozen=True, slots=True)
class Row:
    """One row as read.

    Attributes:
        line: line of a text file or row of a sheet where it begins, from 1; in JSON and XML its
            number among the records.
        cells: one value for each heading; spreadsheets and JSON give dates, numbers and bools too.
        problem: what is wrong with the row as a whole; empty where nothing is.
    """

    line: int
    cells: Sequence[object]
    problem: str = ""


@dataclass(slots=True)
class Meter:
    """How far a reader is in its file, in bytes or rows of ``total``; the reader moves it."""

    total: int = 0
    done: int = 0

    @property
    def fraction(self) -> float:
        """0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of one file, sheet or entity; rows can be read again and again.

    Attributes:
        name: the file's name, for sentences.
        headings: trimmed; empty and repeated ones numbered.
        read: starts reading from the first row; memory does not grow with the rows of a text file.
        encoding, delimiter, sheet: how it was read; empty where it does not apply.
        kind: what its rows are, where the format itself says so.
        system: which system wrote it, where the format itself says so.
        others: how many records of other kinds the same file holds.
        refused: what its rows are instead, when the format says it is nothing to import.
    """

    name: str
    headings: tuple[str, ...]
    read: Callable[[], Iterator[Row]]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    kind: Kind | None = None
    system: str = ""
    others: Mapping[str, int] = field(default_factory=dict[str, int])
    refused: str = ""
    meter: Meter = field(default_factory=Meter)

    @property
    def has_cells(self) -> bool:
        """Whether it was written for spreadsheets, where an apostrophe keeps a formula from running."""
        return bool(self.delimiter or self.sheet)


def numbered(headings: Sequence[object]) -> tuple[str, ...]:
    """Headings on one line, empty ones called ``Column 3``, repeated ones ``Email 1``, ``Email 2``."""
    texts = [
        clean(str("" if heading is None else heading)) or f"Column {position}"
        for position, heading in enumerate(headings, 1)
    ]
    texts = [" ".join(text.split()) for text in texts]
    repeated = {key for key, count in Counter(map(str.casefold, texts)).items() if count > 1}
    taken = set(map(str.casefold, texts)) - repeated
    result: list[str] = []
    for text in texts:
        if text.casefold() in repeated:
            number = 1
            while f"{text} {number}".casefold() in taken:
                number += 1
            text = f"{text} {number}"
            taken.add(text.casefold())
        result.append(text)
    return tuple(result)
