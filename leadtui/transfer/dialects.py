"""How a text file is written: its encoding and what parts its cells.

A byte-order mark settles the encoding, then strict UTF-8 over the whole file, then a look at the
bytes. Source: data-formats 6, encodings and dialects.
"""

import codecs
import csv
from collections import Counter
from pathlib import Path
from typing import BinaryIO, Final

from leadtui.transfer.errors import NotATable

SAMPLE: Final = 64 * 1024
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS: Final = (",", ";", "\t", "|")
# First bytes of files that are no text, and what to call them.
_BINARY: Final = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"\x7fELF", "a program"),
    (b"PAR1", "a Parquet file"),
)
# Pages that a guess from Latin letters with accents is believed for; others are guesses at noise.
_CENTRAL: Final = ("cp1250", "iso8859_2", "latin_2")
_FEW: Final = 0.12  # share of bytes above 127: below it the text is in Latin letters


def encoding_of(path: Path) -> str:
    """The name of the file's encoding.

    Raises:
        NotATable: the bytes are no text of any encoding known here.
    """
    with path.open("rb") as file:
        head = file.read(SAMPLE)
        for mark, name in _MARKS:
            if head.startswith(mark):
                return name
        for magic, what in _BINARY:
            if head.startswith(magic):
                raise NotATable(
                    f"{path.name} is {what}, not a table.",
                    "Export the records as CSV or XLSX and import that.",
                )
        bare = _utf16_without_mark(head)
        if bare:
            return bare
        if _is_utf8(file):
            return "utf-8"
    return _guess(path, head)


def _is_utf8(file: BinaryIO) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    file.seek(0)
    try:
        while chunk := file.read(1 << 20):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _utf16_without_mark(head: bytes) -> str:
    """UTF-16 gives itself away: in Latin text every other byte is zero."""
    pairs = len(head) // 2
    if pairs < 2:
        return ""
    even, odd = head[0 : pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if odd > pairs * 0.4 and even < pairs * 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > pairs * 0.4 and odd < pairs * 0.1 else ""


def _guess(path: Path, head: bytes) -> str:
    """A page for bytes that are not UTF-8: Western unless the sample is long and says otherwise.

    Source: data-formats 6: what Western Excel saves as plain CSV is cp1252.
    """
    from charset_normalizer import from_bytes

    controls = sum(byte < 32 and byte not in b"\t\n\r\x00\x0b\x0c\x1a\x1b" for byte in head)
    if controls <= len(head) * 0.02:
        high = sum(byte > 127 for byte in head)
        best = from_bytes(head).best() if high >= 20 else None
        name = best.encoding if best else ""
        if high < len(head) * _FEW and name not in _CENTRAL:
            name = "cp1252"
        for candidate in (name, "cp1252", "latin-1"):
            if candidate and _decodes(path, candidate):
                return candidate
    raise NotATable(
        f"{path.name} is not text in any encoding that leadtui knows.",
        "Save it as CSV UTF-8, or export it as XLSX, and import that.",
    )


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except (UnicodeDecodeError, LookupError):
        return False
    return True


def delimiter_of(sample: str) -> str:
    """What parts the cells: the sign that cuts most rows into the same number of them.

    A first line ``sep=;`` (Excel) settles it; a file of one column gets a comma.
    """
    first = sample.lstrip("\ufeff").split("\n", 1)[0].strip()
    if first.casefold().startswith("sep=") and len(first) > 4:
        return first[4:5]
    if first.casefold() == "sep=":  # "sep=<tab>" loses its tab to strip
        return "\t"
    scores = {delimiter: _agreement(sample, delimiter) for delimiter in DELIMITERS}
    best = max(DELIMITERS, key=lambda delimiter: scores[delimiter])
    return best if scores[best] > 0 else ","


def _agreement(sample: str, delimiter: str) -> float:
    """Share of the rows that agree on their width, worth more the wider they are."""
    reader = csv.reader(sample.splitlines(keepends=True)[:200], delimiter=delimiter, skipinitialspace=True)
    widths: list[int] = []
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                widths.append(len(row))
    except csv.Error:
        pass
    if not widths:
        return 0
    whole = widths[:-1] or widths  # the last row of a sample may be cut
    width, rows = max(Counter(whole).items(), key=lambda pair: (pair[1] * (pair[0] > 1), pair[0]))
    if width < 2:
        return 0
    return rows / len(whole) + min(width, 40) / 100
