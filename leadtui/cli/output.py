"""Answers on stdout: JSON Lines for scripts, tab-separated when piped, aligned on a terminal."""

import json
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice

from leadtui.domain.text import clean, pad, width

# Characters that are legal in JSON and still act on, or hide in, a terminal.
_UNSAFE = re.compile("[\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SAMPLE = 200  # lines that decide the widths of a table


def emit(line: str) -> None:
    """Write one line to stdout; buffered, the end of the process flushes it."""
    sys.stdout.write(line + "\n")


def emit_text(text: str) -> None:
    """Write one line for people, cleaned."""
    emit(clean(text))


def emit_lines_of(text: str) -> None:
    """Write text of several lines for people, cleaned."""
    emit(clean(text, multiline=True))


def to_line(value: object) -> str:
    """One JSON value on one line: readable letters, nothing that acts on a terminal."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    return _UNSAFE.sub(lambda sign: f"\\u{ord(sign.group()):04x}", text)


def emit_json(value: object) -> None:
    """Write one JSON value as one line."""
    emit(to_line(value))


def emit_lines(values: Iterable[object]) -> None:
    """Write JSON Lines."""
    for value in values:
        emit_json(value)


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write rows in columns: aligned and cut to the width on a terminal, tabs when piped."""
    lines = (tuple(clean(cell) for cell in row) for row in rows)
    if not sys.stdout.isatty():
        for line in chain([headings], lines):
            emit("\t".join(line))
        return
    for line in _aligned(headings, lines):
        emit(line)


def _aligned(headings: Sequence[str], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    first = list(islice(rows, _SAMPLE))
    widths = _widths([tuple(headings), *first], shutil.get_terminal_size().columns)
    for line in chain([tuple(headings)], first, rows):
        yield "  ".join(pad(cell, cells) for cell, cells in zip(line, widths, strict=True)).rstrip()


def _widths(rows: Sequence[Sequence[str]], room: int) -> list[int]:
    """Each column as wide as its widest cell; the widest ones give way until all fit."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]
    spare = room - 2 * (len(widths) - 1)
    while sum(widths) > spare and max(widths) > 4:
        widths[widths.index(max(widths))] -= 1
    return widths


def pairs(values: Mapping[str, str]) -> None:
    """Write ``label  value`` lines for one record; empty ones are left out."""
    shown = {label: text for label, text in values.items() if text}
    room = max(map(len, shown), default=0)
    for label, text in shown.items():
        first, *more = clean(text, multiline=True).split("\n")
        emit(f"{label:<{room}}  {first}")
        for line in more:
            emit(f"{'':<{room}}  {line}")
