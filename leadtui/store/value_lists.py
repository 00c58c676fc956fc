"""The values of a list: the defined ones, the shipped ones, and, once counted, those that records hold."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any, Final

from leadtui.domain.fields import Kind
from leadtui.domain.value_fields import VALUE_FIELDS
from leadtui.domain.value_lists import Value
from leadtui.domain.value_words import HELD_BY, TEAM, Words, shipped
from leadtui.store.columns import from_column
from leadtui.store.session import Row, Session
from leadtui.store.wording import words

_OWNED: Final = (Kind.LEAD, Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY)
_NAMES: Final = ", ".join(field.name for field in VALUE_FIELDS)
Counts = Mapping[str, Counter[str]]
"""Code as records hold it -> how many of each kind do; ``open`` and ``closed`` are the leads apart."""


def values(session: Session, name: str, counts: Counts | None = None) -> list[Value]:
    """The values of a list, by label: whoever may read their records, for a list is one for all.

    Args:
        session: where to read.
        name: which list, called as its field (`value_lists.LISTS`).
        counts: what `value_counts` found. Without them nothing is said of records, and values that only
            these name are missing.
    """
    with session.reading():
        said = words(session)
        used = None if counts is None else _with_merged(counts, name, said)
        rows = session.sql(f"SELECT {_NAMES} FROM value WHERE list = ? AND withdrawn = 0", [name])
        own = {each.code: each for each in (_value(row, used) for row in rows)}
        teams = _teams(session, name)
        known = [*shipped(name), *teams, *(used or ())]
        for code in dict.fromkeys(code for code in known if code not in own):
            label = teams.get(code) or said.label(name, code)
            own[code] = Value(name, code, label, used=_of(used, code))
        if name == TEAM:  # what users own is no team's
            own = {code: each for code, each in own.items() if code in teams}
    return sorted(own.values(), key=lambda each: (each.label.casefold(), each.code))


def value(session: Session, number: int) -> Value | None:
    """One value by its number, without its counts; None where there is none, or it was taken back."""
    rows = session.sql(f"SELECT {_NAMES} FROM value WHERE id = ? AND withdrawn = 0", [number])
    return _value(rows[0], None) if rows else None


def _value(row: Row, used: Counts | None) -> Value:
    told: dict[str, Any] = {
        field.name: from_column(field, stored) for field, stored in zip(VALUE_FIELDS, row, strict=True)
    }
    return Value(**told, used=_of(used, told["code"]))


def _of(used: Counts | None, code: str) -> Mapping[str, int] | None:
    return None if used is None else used.get(code, {})


def _teams(session: Session, name: str) -> dict[str, str]:
    return dict(session.sql("SELECT code, name FROM team")) if name == TEAM else {}


def value_counts(session: Session, name: str) -> Counts:
    """How many records hold each code of a list; it looks at every record, so nobody should wait for it."""
    column = "owner" if name == TEAM else name
    found = defaultdict[str, Counter[str]](Counter)
    for kind in _OWNED if name == TEAM else HELD_BY[name]:
        group = f"{column}, state" if kind is Kind.LEAD else column
        rows = session.sql(
            f"SELECT {group}, count(*) FROM {kind} WHERE withdrawn = 0 AND {column} IS NOT NULL"
            f" GROUP BY {group}"
        )
        for code, *state, count in rows:
            counted = found[code]
            counted[kind.value] += count
            if state:
                counted["open" if state[0] == "open" else "closed"] += count
    return dict(found)


def _with_merged(counts: Counts, name: str, said: Words) -> Counts:
    """The same with what was merged into a value counted as it."""
    found = defaultdict[str, Counter[str]](Counter)
    for code, counted in counts.items():
        found[said.root(name, code)].update(counted)
    return dict(found)


__all__ = ["value", "value_counts", "values"]
