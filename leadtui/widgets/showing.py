"""How the values of a record are read on a detail, a plan and a timeline: one cell, one line, no markup."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from textual.content import Content

from leadtui.domain.fields import BY_NAME, Field, Kind, Type, label_of
from leadtui.domain.records import Record
from leadtui.domain.rows import owner_title
from leadtui.domain.text import clean, day, due, fit, money, pad, stamp, width
from leadtui.domain.value_words import FIELD_LISTS, NO_WORDS, Words
from leadtui.widgets.signs import DO_NOT, NOT_NEEDED

LABEL = "$muted"
ACCENT = "$accent"
GOOD = "$success"
LOOK = "$warning"
BAD = "$error"
HEAD = "bold"


@dataclass(frozen=True, slots=True)
class Setting:
    """What reading a value needs beyond the value: the clock and the names of the owners.

    Attributes:
        now: the store's clock, in the time zone of the reader.
        owners: login or team code -> name.
        reasons: code of a status reason -> its label.
        titles: kind and id of a referenced record -> what to call it.
        words: how values of lists are called.
    """

    now: datetime
    owners: Mapping[str, str] = field(default_factory=dict[str, str])
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    titles: Mapping[tuple[Kind, int], str] = field(default_factory=dict[tuple[Kind, int], str])
    words: Words = NO_WORDS

    @property
    def today(self) -> date:
        """The reader's day."""
        return self.now.date()

    def reason(self, code: str) -> str:
        """The label of a status reason."""
        return clean(self.reasons.get(code) or code.replace("_", " ").capitalize())

    def owner(self, key: object) -> str:
        """How an owner or actor is called."""
        return clean(owner_title(self.owners, str(key))) if key else ""


def shown(what: Field, value: object, at: Setting) -> str:
    """A value as people read it, on one line and clean; empty where there is none."""
    if value is None or value == "":
        return ""
    match what.type:
        case Type.BOOL:
            return "yes" if value else ""
        case Type.CHOICE if what.name == "status_reason":
            return at.reason(str(value))
        case _ if what.name in FIELD_LISTS:
            return clean(at.words.label(what.name, str(value)))
        case Type.CHOICE | Type.OPEN_CHOICE:
            return clean(label_of(what, str(value)))
        case Type.PERSON:
            return at.owner(value)
        case Type.MONEY:
            return money(Decimal(str(value)))
        case Type.DATE:
            return _day(what, value, at)
        case Type.TIME:
            return stamp(value, at.now) if isinstance(value, datetime) else clean(str(value))
        case Type.REF:
            return _reference(what, value, at)
        case _:
            return clean(str(value))


def _day(what: Field, value: object, at: Setting) -> str:
    on = value if isinstance(value, date) else date.fromisoformat(str(value))
    return due(on, at.today) if what.name in ("follow_up", "close_on") else day(on, at.today)


def _reference(what: Field, value: object, at: Setting) -> str:
    number = int(str(value))
    title = at.titles.get((what.target, number)) if what.target else None
    return clean(title) if title else f"{what.target} {number}"


def value_of(kind: Kind, record: Record, name: str, at: Setting) -> str:
    """One field of a record as people read it."""
    return _of(BY_NAME[kind][name], record, at)


def _of(what: Field, record: Record, at: Setting) -> str:
    """A field of a record: the expected close of what is closed is never late."""
    value = getattr(record, what.name)
    closed = getattr(record, "outcome", None) in ("won", "lost")
    if closed and what.name == "close_on" and isinstance(value, date):
        return day(value, at.today)
    return shown(what, value, at)


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and its text, as one half of a line of fields."""

    label: str
    text: str
    style: str = ""
    middle: bool = False


def pair(what: Field, record: Record, at: Setting, label: str = "") -> Pair:
    """The label and value of one field; a dash where there is none, a warning where contact is refused."""
    text = _of(what, record, at)
    refused = _refused(what, record) if text else ""
    style = LOOK if refused else "" if text else LABEL
    return Pair(label or what.label, f"{text}{refused}" or NOT_NEEDED, style, what.type is Type.EMAIL)


def _refused(what: Field, record: Record) -> str:
    if what.type is Type.PHONE and getattr(record, "do_not_call", False):
        return f" {DO_NOT}"
    if what.type is Type.EMAIL and getattr(record, "do_not_email", False):
        return f" {DO_NOT}"
    return ""


def cell(one: Pair, cells: int, label: int) -> Content:
    """Label and text in so many cells, the label in its column."""
    room = max(cells - label - 1, 1)
    text = _cut(one, room)
    gap = " " * max(0, room - width(text))
    return Content.assemble((pad(one.label, label), LABEL), " ", (text, one.style), gap)


def _cut(one: Pair, room: int) -> str:
    # The warning behind a phone or an address outlives the cut: it is why the line is read.
    head, sign, tail = one.text.partition(f" {DO_NOT}")
    return fit(head, max(room - width(sign + tail), 4), middle=one.middle) + fit(sign + tail, room)


def two_columns(left: list[Pair], right: list[Pair], cells: int, label: int = 10) -> list[Content]:
    """Fields in two columns, or the filled ones one below the other where the screen is narrow."""
    if cells < 64:
        filled = [one for one in (*left, *right) if one.text != NOT_NEEDED]
        return [Content.assemble(" ", cell(one, cells - 2, label)) for one in filled]
    half = (cells - 3) // 2
    count = max(len(left), len(right))
    blank = Pair("", "")
    rows = zip(left + [blank] * (count - len(left)), right + [blank] * (count - len(right)), strict=True)
    return [Content.assemble(" ", cell(a, half, label), " ", cell(b, half, label)) for a, b in rows]


def ends(left: Content, right: Content, cells: int) -> Content:
    """One line with a text at each end; the left one gives way."""
    room = cells - 1 - right.cell_length
    cut = left.truncate(max(room - 2, 1), ellipsis=True)
    return Content.assemble(cut.pad_right(max(0, room - cut.cell_length)), right)
