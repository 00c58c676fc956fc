"""A file to a table, whatever its format: told by its first bytes, then by its name."""

import zipfile
from pathlib import Path
from typing import Final

from leadtui.domain.fields import Kind
from leadtui.transfer.delimited import read_delimited
from leadtui.transfer.dialects import encoding_of
from leadtui.transfer.errors import NotATable
from leadtui.transfer.json_files import read_json
from leadtui.transfer.spreadsheets import read_spreadsheet
from leadtui.transfer.table import Table
from leadtui.transfer.xml_files import read_cmt_zip, read_xml

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def read_table(path: Path, kind: Kind | None = None) -> Table:
    """The table in the file: CSV, TSV and other delimited text, XLSX, XLS, ODS, JSON, XML.

    Args:
        path: the file.
        kind: which records to take from a file that holds several kinds.

    Raises:
        NotATable: it holds none; the sentence names the file and the mend.
    """
    try:
        head = _head(path)
        if head.startswith(_OLE):
            return read_spreadsheet(path)
        if head.startswith(b"PK\x03\x04"):
            return read_cmt_zip(path, kind) if _is_package(path) else read_spreadsheet(path)
        return _read_text(path, kind)
    except IsADirectoryError:
        raise NotATable(f"{path.name} is a folder.", "Name the file in it.") from None
    except FileNotFoundError:
        raise NotATable(f"There is no file {path}.", "Check the name.") from None
    except OSError as error:
        raise NotATable(f"{path.name} cannot be read: {error.strerror}.", "Check who may read it.") from None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(8)


def _is_package(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
    return "data.xml" in names or not any(name in ("mimetype", "[Content_Types].xml") for name in names)


def _read_text(path: Path, kind: Kind | None) -> Table:
    with path.open(encoding=encoding_of(path), errors="replace") as file:
        start = file.read(4096).lstrip("\ufeff \t\r\n")
    if start.startswith(("{", "[{", "[ {", "[\n")) or path.suffix.casefold() in (
        ".json",
        ".jsonl",
        ".ndjson",
    ):
        return read_json(path)
    if start[:200].casefold().startswith(("<!doctype html", "<html")):
        raise NotATable(
            f"{path.name} is a web page, not a table.", "It may be a sign-in page: export the records again."
        )
    if start.startswith("<"):
        return read_xml(path, kind)
    return read_delimited(path)
