"""The duplicate desk as lines: matches side by side where there is room, else one below the other.

Pure: a `Desk` and a width in, lines out. Every value comes cleaned from `desk_sides`.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from textual.content import Content

from leadtui.domain.match import Desk, Side
from leadtui.domain.text import fit
from leadtui.screens import desk_parts as parts
from leadtui.screens.desk_parts import Drawn
from leadtui.screens.desk_sides import Told, compared, decided, standing
from leadtui.screens.desk_stacked import stacked
from leadtui.widgets.showing import HEAD, LABEL, LOOK, Setting
from leadtui.widgets.signs import CURSOR, DIFFERS, NOT_NEEDED

STACKED = 64
"""Columns under which the matches stand one below the other."""
_WIDEST = 40  # cells beyond which a column does not grow: what is compared stands close together


def beside(cells: int, matches: int) -> int:
    """How many matches stand side by side in that width; 1 where they stand one below the other."""
    room = 3 if cells >= 110 else 2 if cells >= 76 else 1
    return min(room, matches)


def drawn(desk: Desk, at: Setting, cells: int, height: int, here: int, top: int) -> Drawn:
    """The desk in that many cells, in that height if it can be.

    ``here`` is the index of the match under the cursor, ``top`` that of the first one on show where they
    stand side by side.
    """
    if cells < STACKED:
        return stacked(desk, at, cells, here)
    places = range(top, min(top + beside(cells, len(desk.others)), len(desk.others)))
    lines = _Columns(desk, at, cells, here, places).lines(height)
    return Drawn(lines, 0, len(lines))


class _Columns:
    """The record, and some of its matches at its right; the lines are those of all, so that none jumps."""

    def __init__(self, desk: Desk, at: Setting, cells: int, here: int, places: range) -> None:
        self._desk, self._at, self._here, self._places = desk, at, here, places
        # A match takes a cell for the cursor, one for the sign, and a blank on both sides of its text.
        self._cells = min(_WIDEST, (cells - parts.LABEL_CELLS - 2 - 4 * len(places)) // (len(places) + 1))

    @property
    def _sides(self) -> list[Side]:
        return [self._desk.others[place] for place in self._places]

    def lines(self, height: int) -> list[Content]:
        """All lines; where they are too many, the fields of least worth go first."""
        fields, stand, why = compared(self._desk, self._at), standing(self._desk, self._at), list(self._why())
        while (
            2 + len(fields) + 1 + len(stand) + 1 + len(why) > height
            and min((line.worth for line in fields), default=9) < 9
        ):
            fields.remove(min(fields, key=lambda line: line.worth))
        told = [self._told(line, number == 0) for number, line in enumerate(fields)]
        rest = [self._told(line) for line in stand]
        return [*self._head(), *told, self._gap(), *rest, self._gap(), *why]

    def _head(self) -> Iterator[Content]:
        stored = self._desk.here.record is not None and self._desk.here.record.id
        what = f"this {self._desk.kind}" if stored else "what you type"
        yield self._line("", (what, HEAD), [(parts.number(i), self._which(i)) for i in self._places])
        yield self._line("", ("", ""), [("", parts.how(side.match)) for side in self._sides])

    def _which(self, place: int) -> tuple[str, str]:
        return parts.which(self._desk.others[place]), "bold $accent" if place == self._here else HEAD

    def _told(self, line: Told, first: bool = False) -> Content:
        cells: list[tuple[str, tuple[str, str] | Content]] = []
        for place, side in zip(self._places, self._sides, strict=True):
            text = line.texts[place + 1]
            sign = line.signs[place + 1] if line.signs else ""
            if side.record is None and not text:
                cells.append(("", (parts.NOT_YOURS if first else "", LABEL)))
            else:
                cells.append((sign, self._value(line, side, text, sign)))
        return self._line(line.label, self._own(line), cells)

    def _own(self, line: Told) -> tuple[str, str]:
        lacks = NOT_NEEDED if line.signs else ""
        return self._cut(line, line.texts[0]) or lacks, "" if line.texts[0] else LABEL

    def _value(self, line: Told, side: Side, text: str, sign: str) -> tuple[str, str] | Content:
        cut = self._cut(line, text)
        if not cut:  # a value that is only here is worth a sign
            return NOT_NEEDED if line.signs and line.texts[0] else "", LABEL
        if side.match is not None and side.match.decision is not None:
            return cut, LABEL
        return parts.marked(self._cut(line, line.texts[0]), cut) if sign == DIFFERS else (cut, "")

    def _cut(self, line: Told, text: str) -> str:
        return fit(text, self._cells, middle=line.middle)

    def _why(self) -> Iterator[Content]:
        yield from self._block("Why", [parts.why(side.match) for side in self._sides], "")
        yield from self._block("Against", [parts.against(side.match) for side in self._sides], LOOK)
        said = [decided(side.match, self._at) if side.match else "" for side in self._sides]
        yield from self._block("Decided", said, LABEL)

    def _block(self, label: str, texts: Sequence[str], style: str) -> Iterator[Content]:
        """A text for each match, wrapped to its column; nothing where none has one."""
        wrapped = [parts.wrapped(text, self._cells) for text in texts]
        for number, row in enumerate(zip_longest(*wrapped, fillvalue="")):
            yield self._line("" if number else label, ("", ""), [("", (text, style)) for text in row])

    def _gap(self) -> Content:
        return self._line("", ("", ""), [("", ("", ""))] * len(self._places))

    def _line(
        self,
        label: str,
        own: tuple[str, str],
        matches: Sequence[tuple[str, tuple[str, str] | Content]],
    ) -> Content:
        line: list[Content] = [parts.filled((f" {label}", LABEL), parts.LABEL_CELLS)]
        line.append(parts.filled(own, self._cells + 2))
        for place, (sign, value) in zip(self._places, matches, strict=True):
            line += self._match(place, sign, value)
        return Content("").join(line)

    def _match(self, place: int, sign: str, value: tuple[str, str] | Content) -> Iterator[Content]:
        here = place == self._here
        tint = parts.TINT if here else ""
        cursor = CURSOR if here and sign.isdecimal() else " "
        yield parts.filled((cursor, "$accent" + tint), 1)
        yield parts.filled((sign, parts.sign_style(sign) + tint), 2)
        text = parts.filled(value, self._cells)
        yield (text.stylize(tint.strip()) if here else text)
        yield parts.filled((" ", tint.strip()), 1)
