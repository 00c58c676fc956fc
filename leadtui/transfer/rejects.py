"""The file of rows that did not enter: what is wrong with each, then the row as it was read."""

import csv
import os
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from leadtui.transfer.convert import Reject
from leadtui.transfer.writers import neutral

_ABOUT: Final = ("line", "field", "value", "reason")


class RejectsFile:
    """Written beside the source, else in the current folder; made with the first reject.

    Never overwrites: where ``leads.rejects.csv`` is there already, it is ``leads.rejects-2.csv``.

    Attributes:
        path: where it is; None while nothing was rejected.
    """

    def __init__(self, source: Path, headings: Sequence[str]) -> None:
        self._source = source
        self._headings = headings
        self._file: TextIOWrapper | None = None
        self.path: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file:
            self._file.close()

    def write(self, reject: Reject) -> None:
        """Add one row.

        Raises:
            OSError: neither folder can be written.
        """
        if self._file is None:
            self._file, self.path = _create(self._source)
            self._row(*_ABOUT, *self._headings)
        self._row(str(reject.line), reject.field, reject.value, reject.reason, *map(_text, reject.cells))

    def flush(self) -> None:
        """Hand what was written to the system: a killed import leaves a file that says as much as it can."""
        if self._file:
            self._file.flush()

    def _row(self, *cells: str) -> None:
        if self._file:
            csv.writer(self._file).writerow([neutral(cell) for cell in cells])


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)


def _create(source: Path) -> tuple[TextIOWrapper, Path]:
    for folder in (source.resolve().parent, Path.cwd()):
        for number in range(1, 1000):
            path = folder / f"{source.stem}.rejects{f'-{number}' if number > 1 else ''}.csv"
            try:
                return new_file(path), path
            except FileExistsError:
                continue
            except OSError:
                break  # a folder that cannot be written: the next one
    raise OSError(
        f"No room for the rejects file of {source.name}: neither its folder nor this one can be written."
    )


def new_file(path: Path) -> TextIOWrapper:
    """A new text file that only its owner may read.

    Raises:
        FileExistsError: it is there already.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return open(handle, "w", encoding="utf-8", newline="")  # noqa: PTH123
