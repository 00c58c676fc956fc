"""Rows of XLSX, XLS and ODS workbooks, through calamine.

A workbook is read sheet by sheet into memory; that is how its format works.
"""

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from leadtui.transfer.errors import NotATable
from leadtui.transfer.headings import heading_row
from leadtui.transfer.table import Meter, Row, Table, numbered

_LOOK: Final = 30
_LARGEST: Final = 2 << 30  # bytes unpacked; a bomb would take the machine with it


def read_spreadsheet(path: Path) -> Table:
    """The first sheet that has a row of headings; sheets hidden for good are passed over.

    Raises:
        NotATable: damaged, locked with a password, or no sheet with headings.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    _refuse_bomb(path)
    try:
        with CalamineWorkbook.from_path(path) as book:  # pyright: ignore[reportUnknownMemberType]
            for meta in book.sheets_metadata:
                if meta.typ is not SheetTypeEnum.WorkSheet or meta.visible is SheetVisibleEnum.VeryHidden:
                    continue
                rows = book.get_sheet_by_name(meta.name).to_python(skip_empty_area=False)
                found = _table(path, meta.name, rows)
                if found:
                    return found
    except CalamineError as error:
        raise NotATable(
            f"{path.name} cannot be read as a workbook: {error}.",
            "Open it, save it as CSV UTF-8 (without a password) and import that.",
        ) from None
    raise NotATable(
        f"{path.name} has no sheet with a row of headings.", "Put the column names in its first row."
    )


def _table(path: Path, sheet: str, rows: Sequence[Sequence[object]]) -> Table | None:
    first = [(number, row) for number, row in enumerate(rows, 1) if _filled(row)][:_LOOK]
    at = heading_row([row for _, row in first])
    if at is None or sum(bool(str(cell).strip()) for cell in first[at][1]) < 1:
        return None
    number, heading = first[at]
    width = max((position for position, cell in enumerate(heading, 1) if str(cell).strip()), default=0)
    headings = numbered(heading[:width])
    meter = Meter(len(rows))

    def read() -> Iterator[Row]:
        for line in range(number, len(rows)):
            meter.done = line
            if _filled(rows[line]):
                yield Row(line + 1, _cells(rows[line], width))

    return Table(path.name, headings, read, sheet=sheet, meter=meter)


def _cells(row: Sequence[object], width: int) -> Sequence[object]:
    """Cells to the right of the headings stay only where one holds something."""
    return row if any(str(cell).strip() for cell in row[width:]) else row[:width]


def _filled(row: Sequence[object]) -> bool:
    return any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in row)


def _refuse_bomb(path: Path) -> None:
    if not zipfile.is_zipfile(path):
        return
    with zipfile.ZipFile(path) as archive:
        if sum(item.file_size for item in archive.infolist()) > _LARGEST:
            raise NotATable(f"{path.name} unpacks to more than 2 GB.", "Export fewer records at a time.")
