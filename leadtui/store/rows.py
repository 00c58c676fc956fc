"""Rows of records on their way into the database: blank ones, and what their events tell of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

from leadtui.domain.fields import Kind
from leadtui.domain.records import RECORDS
from leadtui.store.columns import (
    COLUMN_BY_NAME,
    COLUMN_FIELDS,
    COLUMNS,
    PLAIN,
    VERDICT,
    json_value,
    to_columns,
)

SILENT = frozenset({"id", "version", "created_at", "changed_at"})  # the event itself tells these
_STAMPS = SILENT - {"created_at"}  # a merge keeps the earlier one: then it is told

_QUIET = _STAMPS | set(VERDICT)


def in_order(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[tuple[Any, ...]]:
    """The values of those columns, row by row."""
    pick: Callable[[Mapping[str, Any]], tuple[Any, ...]] = itemgetter(*names)
    return [pick(row) for row in rows]


def born(kind: Kind, row: Mapping[str, Any], given: Iterable[str]) -> dict[str, tuple[Any, Any]]:
    """What the event of a new record tells: every field that holds something."""
    by_name = COLUMN_BY_NAME[kind]
    # Of what was not given only a few columns hold anything: faster than to look at all fifty.
    names = dict.fromkeys((*_preset(kind), *given))
    plain = PLAIN[kind]
    return {
        name: (None, value if name in plain else json_value(by_name[name], value))
        for name in names
        if (value := row[name]) and name not in SILENT
    }


def changes(kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """What the event of a change tells: every field that differs, before and after."""
    # The verdict on a lead is derived. Where the state changes it is told, the same or not: a policy that
    # comes later judges open leads only, and who takes a reactivation back needs the one of the closed lead.
    told = VERDICT if kind is Kind.LEAD and before["state"] != after["state"] else ()
    quiet = _QUIET if kind is Kind.LEAD else _STAMPS
    return {
        name: (json_value(field, before[name]), json_value(field, after[name]))
        for name, field in COLUMN_BY_NAME[kind].items()
        if name in told or (name not in quiet and before[name] != after[name])
    }


@cache
def blank(kind: Kind) -> dict[str, Any]:
    """The columns of a new record of that kind; to be copied, never written to."""
    if kind is Kind.ACTIVITY:
        defaults: dict[str, Any] = {
            "kind": "note",
            "outbound": 0,
            "text": "",
            "done": 1,
            "by": "",
            "cycle": 1,
        }
        return {**dict.fromkeys(COLUMNS[kind]), **defaults}
    if kind is Kind.VALUE:
        return {**dict.fromkeys(COLUMNS[kind]), "retired": 0}
    new = RECORDS[kind]()
    values = {field.name: getattr(new, field.name) for field in COLUMN_FIELDS[kind]}
    return {**dict.fromkeys(COLUMNS[kind]), **to_columns(kind, values)}


@cache
def _preset(kind: Kind) -> tuple[str, ...]:
    """The columns that hold something in a new record of that kind."""
    return tuple(name for name, value in blank(kind).items() if value)
