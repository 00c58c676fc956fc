"""The columns of the lists: what each shows, how wide, and which of them give way first.

A column's worth decides: where the room is short the least worth goes first, name and company last.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from leadtui.domain import text
from leadtui.domain.fields import RATING, Field, Type, label_of
from leadtui.domain.rows import LeadRow, owner_title
from leadtui.domain.states import State
from leadtui.domain.value_words import NO_WORDS, Words
from leadtui.widgets.signs import ALIKE, DO_NOT, DONE

GUTTER = 3  # cursor, mark, blank
GAP = 2
GOOD = 19  # cells that name and company get before the others grow
DEAR = 90  # worth of the columns that grow first
_RATING = Field("rating", "Rating", Type.CHOICE, options=RATING)


class Look(NamedTuple):
    """What cells need to know beyond their row: the time, and what people are called."""

    now: datetime
    today: date
    people: Mapping[str, str]
    reasons: Mapping[str, str]
    words: Words = NO_WORDS

    def source(self, code: str | None) -> str:
        """How a source is called."""
        return self.words.label("source", code) if code else ""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        cell: row and look -> the text and the name of its style (empty: as the line).
        least: width below which the column goes rather than shrinks.
        most: width beyond which it does not grow.
        worth: the higher, the longer it stays.
        near: one blank before it instead of two: a sign at its neighbour, short numbers aligned right.
    """

    title: str
    cell: Callable[[Any, Look], tuple[str, str]]
    least: int
    most: int
    worth: int
    right: bool = False
    middle: bool = False
    near: bool = False

    @property
    def gap(self) -> int:
        """Blanks before it."""
        return 1 if self.near else GAP


class Placed(NamedTuple):
    """A column with the room that it got: first cell and width."""

    column: Column
    x: int
    width: int


def placed(columns: Sequence[Column], width: int) -> tuple[Placed, ...]:
    """The columns that fit into ``width`` cells, in their order, with the spare room shared out."""
    chosen = list(columns)
    while len(chosen) > 1 and _need(chosen) > width:
        chosen.remove(min(chosen, key=lambda column: column.worth))
    widths = _shared(chosen, width - _need(chosen))
    out: list[Placed] = []
    x = GUTTER
    for index, (column, cells) in enumerate(zip(chosen, widths, strict=True)):
        x += column.gap if index else 0
        out.append(Placed(column, x, cells))
        x += cells
    return tuple(out)


def _need(columns: Sequence[Column]) -> int:
    return GUTTER + sum(c.least + c.gap for c in columns) - (columns[0].gap if columns else 0) + 1


def _shared(columns: Sequence[Column], spare: int) -> list[int]:
    """The spare cells shared out one by one: first name and company up to a good width, then all."""
    widths = [column.least for column in columns]
    for limits in (
        [min(c.most, GOOD) if c.worth >= DEAR else c.least for c in columns],
        [c.most for c in columns],
    ):
        while spare > 0:
            growing = [index for index, limit in enumerate(limits) if widths[index] < limit]
            if not growing:
                break
            for index in growing[:spare]:
                widths[index] += 1
            spare -= len(growing[:spare])
    return widths


def _name(row: LeadRow, look: Look) -> tuple[str, str]:
    return row.name or row.email or row.phone or f"lead {row.id}", ""


def _sign(row: LeadRow, look: Look) -> tuple[str, str]:
    if row.do_not_call or row.do_not_email:
        return DO_NOT, "warning"
    return (ALIKE if row.alike and row.state is State.OPEN else ""), ""


def _company(row: LeadRow, look: Look) -> tuple[str, str]:
    return row.company or ("(private person)" if row.private_person else ""), ""


def _due(row: LeadRow, look: Look) -> tuple[str, str]:
    if row.parked_until and row.parked_until > look.today:
        return f">{text.due(row.parked_until, look.today)}", ""
    return text.due(row.follow_up, look.today), ""


def _list(row: LeadRow, look: Look) -> tuple[str, str]:
    """Items done of how many, with the sign of done behind them where none of the rest blocks: ready."""
    return f"{row.done}/{row.total}{DONE if row.ready else ' '}", ""


def _result(row: LeadRow, look: Look) -> tuple[str, str]:
    if row.overridden:
        return "overridden", ""
    return look.reasons.get(row.status_reason, row.status_reason.replace("_", " ")).lower(), ""


def _owner(row: Any, look: Look) -> tuple[str, str]:
    return owner_title(look.people, row.owner), ""


def _day(at: datetime | None, look: Look) -> str:
    """A day in six cells, so that it is never cut short: of the years before the month, as ``Aug’25``."""
    said = text.day(at.astimezone(look.now.tzinfo).date() if at else None, look.today)
    day_month_year = said.split()
    return f"{day_month_year[1]}’{said[-2:]}" if len(day_month_year) == 3 else said


_NAME = Column("Name", _name, 16, 34, 100)
_SIGN = Column("", _sign, 1, 1, 99, near=True)
_COMPANY = Column("Company", _company, 15, 34, 98, near=True)
_CITY = Column("City", lambda r, look: (r.city or "", ""), 10, 16, 10)

LEADS = (
    _NAME,
    _SIGN,
    _COMPANY,
    Column("Source", lambda r, look: (look.source(r.source), ""), 10, 17, 40),
    Column("Rating", lambda r, look: (label_of(_RATING, r.rating).lower(), ""), 6, 6, 60),
    Column("List", _list, 4, 6, 80, right=True, near=True),
    Column("Due", _due, 8, 8, 70),
    Column("Owner", _owner, 10, 16, 20),
    _CITY,
    Column("Age", lambda r, look: (text.age(r.created_at, look.now), ""), 4, 4, 30, right=True, near=True),
)
CLOSED = (
    _NAME,
    _SIGN,
    _COMPANY,
    Column("Result", _result, 14, 20, 90),
    Column("By", lambda r, look: (owner_title(look.people, r.closed_by), ""), 8, 14, 50),
    Column("Closed", lambda r, look: (_day(r.closed_at, look), ""), 6, 6, 80, right=True),
    Column("Became", lambda r, look: (" ".join(r.became), ""), 6, 6, 70),
    Column("Source", lambda r, look: (look.source(r.source), ""), 9, 17, 20),
)
