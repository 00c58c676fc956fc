"""Where in a TOML text each table and key stands, so that a complaint can name its line.

Only of documents shaped as the rule book is: tables, arrays of tables, keys with plain values or lists.
What is written in another of TOML's ways is found at the line where its table or key begins.
"""

import re
from typing import Final

Place = tuple[str, int, str]  # table, which of those of that name from 0, key; "" for the header

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(
    r"\s*((?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_-]+))*)\s*="
)
_TOKENS = re.compile(r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*|[\[\]{}]')
_DEEPER: Final = "[{"
_LONG: Final = ('"""', "'''")


class Lines:
    """The lines of a document, by table and key.

    Args:
        text: the document; it need not be right, only TOML.
    """

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._found: dict[Place, int] = {}
        self._ends: dict[int, int] = {}
        self._read()

    def of(self, table: str, place: int = 0, key: str = "") -> int:
        """The line, from 1, of a key of a table; else of the table, else of what stands for it, else 1."""
        for where in ((table, place, key), (table, place, ""), ("", 0, table)):
            if where in self._found:
                return self._found[where]
        return 1

    def span(self, table: str, place: int, key: str) -> tuple[int, int] | None:
        """The first and the last line of a key with its value; None where it has no line of its own."""
        first = self._found.get((table, place, key))
        return None if first is None else (first, self._ends.get(first, first))

    def of_value(self, table: str, place: int, key: str, value: str) -> int:
        """The line of one value of a list: that of the key where it cannot be found below."""
        first = self.of(table, place, key)
        for number in range(first, self._ends.get(first, first) + 1):
            if re.search(rf"[\"']{re.escape(value)}[\"']", self._lines[number - 1]):
                return number
        return first

    def _read(self) -> None:
        table, place, counts = "", 0, dict[str, int]()
        number = 0
        while number < len(self._lines):
            line = self._lines[number]
            number += 1
            if header := _HEADER.match(line):
                table = _plain(header[2])
                place = counts.get(table, 0)
                counts[table] = place + 1
                self._found[table, place, ""] = number
            elif key := _KEY.match(line):
                first = number
                number = self._end(number, key.end())
                self._ends[first] = number
                self._found.setdefault((table, place, _plain(key[1])), first)

    def _end(self, number: int, start: int) -> int:
        """The line on which a value ends that begins on this one, after that sign."""
        depth, long = 0, ""
        while True:
            line = self._lines[number - 1][start:]
            for token in _TOKENS.findall(line) if not long else [long] * (line.count(long) % 2):
                if long or token in _LONG:
                    long = "" if long else token
                elif token in _DEEPER:
                    depth += 1
                elif token in "]}":
                    depth -= 1
            if (depth <= 0 and not long) or number >= len(self._lines):
                return number
            number, start = number + 1, 0


def _plain(name: str) -> str:
    """A key as tomllib has it; of a dotted one its first part."""
    return re.split(r"\s*\.\s*", name)[0].strip("\"' ")
