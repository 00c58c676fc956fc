"""Between values as people's code has them and values as the columns hold them.

Columns hold integers and text only, the same on both engines: times are microseconds since 1970
UTC, money is hundredths, days are ISO text, yes and no are 1 and 0.
"""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from leadtui.domain.fields import FIELDS, Field, Kind, Type
from leadtui.domain.states import State
from leadtui.domain.text import clean
from leadtui.domain.value_fields import VALUE_FIELDS

if TYPE_CHECKING:
    from decimal import Decimal

    from leadtui.domain.records import Activity, Record

# Stored, shown in JSON and used in code alike.
_PLAIN = frozenset(Type) - {Type.BOOL, Type.TIME, Type.DATE, Type.MONEY}
_TEXTS = _PLAIN - {Type.NUMBER, Type.REF}

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

ACTIVITY_FIELDS: tuple[Field, ...] = (
    Field("id", "Id", Type.NUMBER, system=True),
    Field("about_kind", "About", Type.TEXT, 20),
    Field("about_id", "About id", Type.NUMBER),
    Field("kind", "Kind", Type.TEXT, 20),
    Field("outbound", "Outbound", Type.BOOL),
    Field("outcome", "Outcome", Type.TEXT, 60),
    Field("text", "Text", Type.LONG, 20000),
    Field("due", "Due", Type.DATE),
    Field("done", "Done", Type.BOOL),
    Field("at", "At", Type.TIME),
    Field("by", "By", Type.TEXT, 160),
    Field("cycle", "Cycle", Type.NUMBER),
    Field("version", "Version", Type.NUMBER, system=True),
)
COLUMN_FIELDS: dict[Kind, tuple[Field, ...]] = {
    **FIELDS,
    Kind.ACTIVITY: ACTIVITY_FIELDS,
    Kind.VALUE: VALUE_FIELDS,
}
COLUMN_BY_NAME: dict[Kind, dict[str, Field]] = {
    kind: {field.name: field for field in fields} for kind, fields in COLUMN_FIELDS.items()
}
VERDICT = ("ready", "done", "total", "policy")
"""What the checklist of a lead comes to, and the version of the policy that says so."""
_WITHDRAWN = Field("withdrawn", "Withdrawn", Type.BOOL, system=True)
for _by_name in COLUMN_BY_NAME.values():
    _by_name["withdrawn"] = _WITHDRAWN
# What people said of checklist items, see `ticks`: told by events and taken back like a field.
COLUMN_BY_NAME[Kind.LEAD].update({name: Field(name, name, Type.NUMBER, system=True) for name in VERDICT})
COLUMN_BY_NAME[Kind.LEAD]["ticks"] = Field("ticks", "Ticked by hand", Type.LONG, system=True)
# The record that a disqualified lead names, as kind:id; see `closings`.
COLUMN_BY_NAME[Kind.LEAD]["named"] = Field("named", "Names", Type.TEXT, 40, system=True)

# By name, because an import asks millions of times: columns whose content is the same in JSON, and
# those of text with whether they may have several lines.
PLAIN: dict[Kind, frozenset[str]] = {
    kind: frozenset(name for name, field in fields.items() if field.type in _PLAIN)
    for kind, fields in COLUMN_BY_NAME.items()
}
_LINES: dict[Kind, dict[str, bool]] = {
    kind: {name: field.multiline for name, field in fields.items() if field.type in _TEXTS}
    for kind, fields in COLUMN_BY_NAME.items()
}

_EXTRA = ("op", "withdrawn")
_DERIVED: dict[Kind, tuple[str, ...]] = {
    Kind.LEAD: ("search_key", *VERDICT[:2], "reachable", *VERDICT[2:], "ticks", "named"),
    Kind.ACTIVITY: (),
    Kind.VALUE: (),
}
COLUMNS: dict[Kind, tuple[str, ...]] = {
    kind: (*(field.name for field in fields), *_EXTRA, *_DERIVED.get(kind, ("search_key",)))
    for kind, fields in COLUMN_FIELDS.items()
}


def micros(at: datetime) -> int:
    """Microseconds since 1970 of an aware time."""
    return (at - EPOCH) // _MICROSECOND


def moment(stored: int) -> datetime:
    """The aware time, UTC, of stored microseconds."""
    return EPOCH + timedelta(microseconds=stored)


def to_column(field: Field, value: Any) -> int | str | None:
    """A value as its column holds it; empty text is no value.

    Raises:
        TypeError: the value is not of the field's type.
    """
    if value is None:
        return 0 if field.type is Type.BOOL else None
    if field.type in _TEXTS:
        return _text(field, value)
    match field.type:
        case Type.BOOL:
            return int(bool(value))
        case Type.TIME:
            return micros(value)
        case Type.DATE:
            return date.isoformat(value)
        case Type.MONEY:
            return _hundredths(value)
        case _:
            return int(value)


# Decimal is imported where there is an amount: leads rarely have one, and most reads are of leads.
def _hundredths(amount: "Decimal | str | int") -> int:
    from decimal import ROUND_HALF_EVEN, Decimal

    return int((Decimal(amount) * 100).to_integral_value(ROUND_HALF_EVEN))


def _amount(hundredths: int) -> "Decimal":
    """Always with two places, so that all that shows it agrees."""
    from decimal import Decimal

    return Decimal(hundredths).scaleb(-2)


def _text(field: Field, value: object) -> str | None:
    if type(value) is not str:  # an enum's member would go to the database as such: some drivers refuse it
        if not isinstance(value, str):
            raise TypeError(f"{field.name} holds text, not {type(value).__name__}")
        value = str(value)
    return clean(value, multiline=field.type is Type.LONG) or None


def from_column(field: Field, stored: Any) -> Any:
    """The value that a column's content stands for."""
    if stored is None:
        return None
    match field.type:
        case Type.BOOL:
            return bool(stored)
        case Type.TIME:
            return moment(stored)
        case Type.DATE:
            return date.fromisoformat(stored)
        case Type.MONEY:
            return _amount(stored)
        case _:
            return State(stored) if field.name == "state" else stored


def json_value(field: Field, stored: Any) -> Any:
    """A column's content as JSON shows it: ISO times, money as decimal text, true and false."""
    if field.type in _PLAIN:
        return stored
    value = from_column(field, stored)
    if isinstance(value, datetime | date):
        return value.isoformat().replace("+00:00", "Z")
    return f"{value:.2f}" if field.type is Type.MONEY and value is not None else value


def stored_value(field: Field, shown: Any) -> Any:
    """The column's content that a value of the journal (see `json_value`) stands for."""
    if shown is None:
        return to_column(field, None)
    match field.type:
        case Type.TIME:
            return micros(datetime.fromisoformat(shown))
        case Type.MONEY:
            return _hundredths(shown)
        case Type.BOOL:
            return int(shown)
        case _:
            return shown


def value_of(field: Field, shown: Any) -> Any:
    """The value as code has it that a value of the journal stands for."""
    return from_column(field, stored_value(field, shown))


def to_columns(kind: Kind, values: Mapping[str, Any]) -> dict[str, int | str | None]:
    """Values by field name as their columns hold them.

    Raises:
        KeyError: the kind has no such field.
    """
    by_name = COLUMN_BY_NAME[kind]
    lines = _LINES[kind]
    made = {
        name: (clean(value, multiline=lines[name]) or None)
        if type(value) is str and name in lines
        else to_column(by_name[name], value)
        for name, value in values.items()
    }
    if kind is Kind.ACTIVITY:  # its texts may be empty, never unknown
        made.update({name: "" for name in ("text", "by") if name in made and made[name] is None})
    return made


def record(kind: Kind, row: Sequence[Any], fields: Sequence[Field] | None = None) -> "Record":
    """The record of a row whose columns are those fields in order, by default all (more may follow)."""
    values = {
        field.name: from_column(field, stored)
        for field, stored in zip(fields or FIELDS[kind], row, strict=False)
    }
    if kind is Kind.LEAD:
        from leadtui.domain.lead import Lead  # all that most checks for duplicates meet

        return Lead(**values)
    from leadtui.domain.customers import RECORDS  # not for a list of leads

    return RECORDS[kind](**values)


def activity(row: Sequence[Any]) -> "Activity":
    """The activity of a row whose columns are in the order of `ACTIVITY_FIELDS`."""
    from leadtui.domain.records import Activity  # not for a list of leads

    values = {f.name: from_column(f, stored) for f, stored in zip(ACTIVITY_FIELDS, row, strict=False)}
    about = (Kind(values.pop("about_kind")), values.pop("about_id"))
    values.pop("version")
    return Activity(about=about, **values)
