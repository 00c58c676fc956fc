import json
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
from sheets import DATA, SHARED, written

from leadtui.transfer.errors import NotATable
from leadtui.transfer.readers import read_table
from leadtui.transfer.table import Table, numbered

SPECTRUM = sorted((DATA / "nasty" / "csv-spectrum").glob("*.csv"))


def rows(table: Table) -> list[list[object]]:
    return [list(row.cells) for row in table.read()]


@pytest.mark.parametrize("path", SPECTRUM, ids=lambda path: path.stem)
def test_csv_spectrum_parses_as_expected(path: Path) -> None:
    table = read_table(path)
    expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
    if path.stem == "location_coordinates":  # its answer key holds another phone number
        expected = [expected | {"Contact Phone Number": "2095257564"}]
    assert [dict(zip(table.headings, row, strict=True)) for row in rows(table)] == expected


@pytest.mark.parametrize(
    ("name", "encoding", "headings", "first"),
    [
        ("csvkit/test_utf16_big.csv", "utf-16", ("a", "b", "c"), ["1", "2", "3"]),
        ("csvkit/test_utf16_little.csv", "utf-16", ("a", "b", "c"), ["1", "2", "3"]),
        ("csvkit/test_latin1.csv", "cp1252", ("a", "b", "c"), ["1", "2", "3"]),
        ("csvkit/test_utf8_bom.csv", "utf-8-sig", ("foo", "bar", "baz"), ["1", "2", "3"]),
        ("csvkit/mac_newlines.csv", "utf-8", ("a", "b", "c"), ["1", "2", "3"]),
        ("csvkit/null_byte.csv", "utf-8", ("a", "b", "c"), ["", "2", "3"]),
        ("csvkit/test_locale.csv", "utf-8", ("a", "b", "c"), ["1,7", "200.000.000", ""]),
        ("csvkit/test_header_newline.csv", "utf-8", ("start end", "b", "c"), ["d", "e", "f"]),
        (
            "phpspreadsheet/premiere.win1252.csv",
            "cp1252",
            ("première", "second", "troisième"),
            ["Quatrième", "cinquième", "sixième"],
        ),
        (
            "phpspreadsheet/premiere.utf16lebom.csv",
            "utf-16",
            ("première", "second", "troisième"),
            ["Quatrième", "cinquième", "sixième"],
        ),
        ("phpspreadsheet/sep.csv", "utf-8", ("A", "1"), ["2", "3"]),
        (
            "phpspreadsheet/semicolon_separated.csv",
            "utf-8",
            ("This", "Are", "Headers"),
            ["Cell A2", "Number with comma", "25,5"],
        ),
    ],
)
def test_nasty_files_read_right(
    name: str, encoding: str, headings: tuple[str, ...], first: list[str]
) -> None:
    table = read_table(DATA / "nasty" / name)
    assert (table.encoding, table.headings) == (encoding, headings)
    assert rows(table)[0] == first


@pytest.mark.skipif(not SHARED.exists(), reason="the shared corpora are not here")
@pytest.mark.parametrize(
    "name",
    [
        "broken-encoding-latin1",
        "wrong-delimiter-semicolon",
        "duplicate-headers",
        "bom-and-whitespace-headers",
        "unescaped-quotes",
    ],
)
def test_broken_files_read_as_their_mended_twins(name: str) -> None:
    folder = SHARED / "nasty" / "datablist-broken"
    broken, mended = read_table(folder / f"{name}.csv"), read_table(folder / "expected-fixed" / f"{name}.csv")
    assert broken.headings == mended.headings
    assert rows(broken) == rows(mended)


def test_line_numbers_are_those_of_the_file_also_with_newlines_in_quotes(tmp_path: Path) -> None:
    path = written(tmp_path, 'name,email\nAnn,a@x.example\n"B\no\nb",b@x.example\n\nCy,c@x.example\n')
    assert [row.line for row in read_table(path).read()] == [2, 3, 7]


def test_a_quote_never_closed_costs_its_own_row_only(tmp_path: Path) -> None:
    path = written(tmp_path, 'name,email\n"Ann,a@x.example\nBob,b@x.example\nCy,c@x.example\n')
    found = list(read_table(path).read())
    assert [(row.line, bool(row.problem)) for row in found] == [(2, True), (3, False), (4, False)]
    assert found[2].cells == ["Cy", "c@x.example"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters_are_found(tmp_path: Path, delimiter: str) -> None:
    lines = [["name", "company", "note"], ["Ann", "Acme", "one, two; three"], ["Bob", "Beta", "x"]]
    text = "\n".join(delimiter.join(f'"{c}"' if delimiter in c else c for c in line) for line in lines)
    table = read_table(written(tmp_path, text))
    assert table.delimiter == delimiter
    assert rows(table) == lines[1:]


def test_lines_above_the_headings_are_passed_over(tmp_path: Path) -> None:
    path = written(
        tmp_path, "Lead report\nExported 2026-11-23\n\nFirst Name,Last Name,Email\nAnn,Lee,a@x.example\n"
    )
    table = read_table(path)
    assert table.headings == ("First Name", "Last Name", "Email")
    assert [row.line for row in table.read()] == [5]


def test_commas_at_every_lines_end_make_no_columns(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "name,email,,\nAnn,a@x.example,,\n"))
    assert table.headings == ("name", "email")


def test_headings_empty_and_repeated_are_numbered() -> None:
    assert numbered(["Email", " ", "email", None, "x\ny"]) == (
        "Email 1",
        "Column 2",
        "email 2",
        "Column 4",
        "x y",
    )
    assert numbered(["Email", "Email", "Email 1"]) == ("Email 2", "Email 3", "Email 1")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-16-le", "name,city\nJosé,Málaga\n"),
        ("utf-16-be", "name,city\nPiet,Gent\n"),
        ("cp1251", "Имя,Компания\nИван Петров,Ромашка и партнёры\nМария Сидорова,Берёза\n" * 5),
        ("cp932", "名前,会社\n田中太郎,東京商事株式会社\n鈴木花子,大阪工業株式会社\n" * 5),
        ("cp1250", "Imię,Firma\nZbigniew Święcki,Łódź Żółw\nStanisław Wąż,Kraków Usługi\n" * 8),
        ("cp1252", "name,city\nMüller,Köln\n"),
    ],
)
def test_encodings_are_found_without_a_mark(tmp_path: Path, encoding: str, text: str) -> None:
    table = read_table(written(tmp_path, text.encode(encoding)))
    assert [list(table.headings), *rows(table)] == [line.split(",") for line in text.splitlines()]


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b"\n\n  \n", "empty"),
        (b"%PDF-1.7\n%", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"SQLite format 3\x00aaaa", "database"),
        (bytes(range(1, 256)) * 9, "encoding"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page"),
        (b'{"value": []}', "records"),
        (b"[1, 2, 3]", "records"),
        (b'{"value": [', "JSON"),
        (b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "document type"),
        (b"<a><b></a>", "not XML"),
        (b"<feed><entry/></feed>", "no leads"),
        (b"PK\x03\x04 not really a zip", "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1broken", "workbook"),
    ],
)
def test_what_is_no_table_is_said_in_a_sentence_with_a_mend(
    tmp_path: Path, content: bytes, word: str
) -> None:
    with pytest.raises(NotATable) as caught:
        read_table(written(tmp_path, content, "upload.csv" if content[:1] != b"[" else "upload.json"))
    assert "upload" in caught.value.sentence
    assert word in str(caught.value)
    assert caught.value.fix


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(NotATable):
            read_table(path)


def test_a_workbook_is_read_from_its_first_sheet_with_headings(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("Cover")
        secret = book.add_worksheet("state")
        secret.very_hidden()
        secret.write_row(0, 0, ["First Name", "Last Name"])
        sheet = book.add_worksheet("Leads")
        sheet.write_row(1, 0, ["First Name", "Last Name", "Zip", "Created On"])
        sheet.write_row(2, 0, ["Ann", "Lee", 60610.0])
        sheet.write_datetime(2, 3, datetime(2026, 5, 2), book.add_format({"num_format": "yyyy-mm-dd"}))
    table = read_table(path)
    assert (table.sheet, table.headings) == ("Leads", ("First Name", "Last Name", "Zip", "Created On"))
    assert [row.line for row in table.read()] == [3]


def test_a_zip_that_is_no_package_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "leads.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("leads.csv", "name\nAnn\n")
    with pytest.raises(NotATable, match="Unpack"):
        read_table(path)


def test_a_line_that_is_no_json_object_is_one_bad_row(tmp_path: Path) -> None:
    path = written(tmp_path, '{"last_name": "Lee"}\nnot json\n[1]\n{"last_name": "May"}\n', "leads.jsonl")
    assert [bool(row.problem) for row in read_table(path).read()] == [False, True, True, False]


def test_rows_can_be_read_again(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "name\nAnn\nBob\n"))
    assert rows(table) == rows(table) == [["Ann"], ["Bob"]]


def test_a_cell_of_ten_megabytes_is_read(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, "name,note\nAnn," + "x" * 10_000_000 + "\nBob,y\n"))
    assert [len(str(row[1])) for row in rows(table)] == [10_000_000, 1]
