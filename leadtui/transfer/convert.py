"""A row of cells becomes the values of a record, or a `Reject` that says what to mend.

What fits no field is kept as text under ``other_values``; a row is refused only when storing it
would change what it says: a value too long, a day that does not exist, more cells than headings,
nothing to know the record by.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from leadtui.domain.fields import BY_NAME, Field, Kind
from leadtui.domain.lead import State
from leadtui.domain.text import clean
from leadtui.transfer.aside import Aside
from leadtui.transfer.cells import Bad, CellReaders, Part, plain, what_is
from leadtui.transfer.finish import finish
from leadtui.transfer.headings import Columns
from leadtui.transfer.links import Links, links_of
from leadtui.transfer.survey import Survey
from leadtui.transfer.table import Row
from leadtui.transfer.words import PLACEHOLDERS

Values = dict[str, object]
_ZERO_IS_EMPTY: Final = frozenset(
    [
        "email",
        "phone",
        "mobile",
        "website",
        "company",
        "last_name",
        "first_name",
        "(full_name)",
        "postal_code",
        "owner",
        "job_title",
        "city",
    ]
)
_FORMULA: Final = frozenset("=+-@＝＋－＠")


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that does not enter, and why.

    Attributes:
        field: heading of the cell at fault; empty where it is the row as a whole.
        value: what stands there, shortened.
        cells: the row as read, so that it can be mended and imported again.
    """

    line: int
    field: str
    value: str
    reason: str
    cells: Sequence[object] = ()


@dataclass(frozen=True, slots=True)
class Ready:
    """A row ready to be stored.

    Attributes:
        closed: state, reason and time for a lead that was closed elsewhere; the time is None where
            the file does not say.
        links: what the row says of the records that it belongs to, to be looked up in the book.
        notes: codes of what was decided for this row, counted for the summary.
        cells: the row as read, in case the store refuses it.
    """

    line: int
    values: Values
    closed: tuple[State, str, datetime | None] | None = None
    links: Links = field(default_factory=dict[Kind, dict[str, str]])
    notes: tuple[str, ...] = ()
    cells: Sequence[object] = ()


# The note on a row with a value that is not what its column holds; strict rejects it.
UNREAD: Final = "unread"


class Converter:
    """Turns the rows of one table into records.

    Args:
        columns: which column feeds which field.
        survey: how its dates and numbers are written.
        strict: refuse a row whose choice, number or date cannot be read, instead of keeping its text.
        apostrophes: take away the one that an export put before a formula.
    """

    def __init__(
        self, columns: Columns, survey: Survey, *, strict: bool = False, apostrophes: bool = True
    ) -> None:
        self._columns = columns
        self._survey = survey
        self._strict = strict
        self._apostrophes = apostrophes
        self._own = columns.system == "leadtui"
        self._cells = CellReaders(columns.system, survey)
        fields = BY_NAME[columns.kind]
        self._steps = [
            (name, at, of_field := fields.get(name), self._cells.reader(name, of_field))
            for name, at in columns.fields.items()
        ]
        self._multiline = {name for name, _, of_field, _ in self._steps if of_field and of_field.multiline}
        self._width = len(columns.headings)

    def convert(self, row: Row) -> Ready | Reject:
        """The record that the row holds."""
        cells = row.cells
        if row.problem:
            return self._reject(row, "", "", row.problem)
        if len(cells) > self._width and any(str(cell).strip() for cell in cells[self._width :]):
            return self._reject(
                row,
                "",
                str(cells[self._width]),
                f"The row has {len(cells)} cells, the headings are {self._width}.",
            )
        if len(cells) < self._width:
            cells = [*cells, *[""] * (self._width - len(cells))]
        values: Values = {}
        aside = Aside(self._columns.kind, self._columns.system)
        for name, at, of_field, read in self._steps:
            column = at[0]
            if len(at) > 1:
                column, text = self._pick(name, at, cells, aside)
            else:
                text = self._text(name, cells[column])
            if text:
                try:
                    value = read(text, cells[column], column)
                    if of_field is None or value is None or type(value) is Part:
                        self._put(name, of_field, value, column, text, values, aside)
                    else:
                        values[name] = value
                except Bad as bad:
                    return self._reject(row, self._columns.headings[column], text, str(bad))
        for column in self._columns.kept:
            text = self._text("", cells[column])
            if text:
                aside.keep(self._columns.headings[column], text)
        return self._finish(row, values, aside)

    def _pick(self, name: str, at: Sequence[int], cells: Sequence[object], aside: Aside) -> tuple[int, str]:
        """The first of the field's columns that holds something; others that differ are kept."""
        chosen, found = at[0], ""
        for column in at:
            text = self._text(name, cells[column])
            if text and not found:
                chosen, found = column, text
            elif text and text != found:
                aside.keep(self._columns.headings[column], text)
        return chosen, found

    def _text(self, name: str, cell: object) -> str:
        """The cell's text, cleaned; empty where it says that it holds nothing. Without a name, all lines."""
        if type(cell) is not str:
            cell = plain(cell)
        if not cell:
            return ""
        text = clean(cell, multiline=not name or name in self._multiline)
        if not text:
            return ""
        if text[0] == "'" and self._apostrophes and text.lstrip("'")[:1] in _FORMULA:
            text = text[1:]  # written by an export that neutralised a formula
        if len(text) <= 16 and not self._own:
            if text.casefold() in PLACEHOLDERS:
                return ""
            if text == "0" and name in _ZERO_IS_EMPTY:
                return ""
        return text

    def _put(
        self,
        name: str,
        of_field: Field | None,
        value: object,
        column: int,
        text: str,
        values: Values,
        aside: Aside,
    ) -> None:
        """Keep a value that is not simply the field's: none, only part of its cell, or no field's."""
        heading = self._columns.headings[column]
        if value is None:
            if self._strict:
                raise Bad(f"This is not {what_is(of_field, name)}.")
            aside.keep(heading, text)
            if UNREAD not in aside.notes:
                aside.notes.append(UNREAD)
        elif of_field is None:
            aside.put(name, value, heading)
        else:
            if isinstance(value, Part):
                aside.put("(beside)", value.beside, heading)
                if value.left:
                    aside.keep(heading, value.left)
                value = value.value
            values[name] = value

    def _finish(self, row: Row, values: Values, aside: Aside) -> Ready | Reject:
        problem = finish(values, aside)
        if problem:
            return self._reject(row, problem.field, problem.value, problem.reason)
        return Ready(row.line, values, aside.closed, links_of(aside), tuple(aside.notes), row.cells)

    def _reject(self, row: Row, heading: str, value: str, reason: str) -> Reject:
        short = clean(value[:200])
        return Reject(row.line, heading, short if len(short) <= 60 else short[:59] + "…", reason, row.cells)
