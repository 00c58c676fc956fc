"""The values of a list with how many records hold each: the defined ones, the shipped ones, those in use."""

from collections import Counter, defaultdict
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
Used = dict[str, Counter[str]]


def values(session: Session, name: str) -> list[Value]:
    """All values of a list, by label: whoever may read their records, for a list is one for all.

    Args:
        session: where to read; the counts look at every record.
        name: which list, called as its field (`value_lists.LISTS`).
    """
    with session.reading():
        said = words(session)
        used = _used(session, name, said)
        rows = session.sql(f"SELECT {_NAMES} FROM value WHERE list = ? AND withdrawn = 0", [name])
        own = {each.code: each for each in (_value(row, used) for row in rows)}
        known = [*shipped(name), *_teams(session, name), *used]
        for code in dict.fromkeys(code for code in known if code not in own):
            own[code] = Value(name, code, said.label(name, code), used=used.get(code, {}))
        if name == TEAM:
            labels = _teams(session, name)
            own = {
                code: each if each.defined else Value(name, code, labels[code], used=used.get(code, {}))
                for code, each in own.items()
                if code in labels
            }
    return sorted(own.values(), key=lambda each: (each.label.casefold(), each.code))


def value(session: Session, number: int) -> Value | None:
    """One value by its number, without its counts; None where there is none, or it was taken back."""
    rows = session.sql(f"SELECT {_NAMES} FROM value WHERE id = ? AND withdrawn = 0", [number])
    return _value(rows[0], {}) if rows else None


def _value(row: Row, used: Used) -> Value:
    told: dict[str, Any] = {
        field.name: from_column(field, stored) for field, stored in zip(VALUE_FIELDS, row, strict=True)
    }
    return Value(**told, used=used.get(told["code"], {}))


def _teams(session: Session, name: str) -> dict[str, str]:
    return dict(session.sql("SELECT code, name FROM team")) if name == TEAM else {}


def _used(session: Session, name: str, said: Words) -> Used:
    """Code -> what holds it, or what was merged into it, by kind; leads also by whether they are open."""
    column = "owner" if name == TEAM else name
    found: Used = defaultdict(Counter)
    for kind in _OWNED if name == TEAM else HELD_BY[name]:
        group = f"{column}, state" if kind is Kind.LEAD else column
        rows = session.sql(
            f"SELECT {group}, count(*) FROM {kind} WHERE withdrawn = 0 AND {column} IS NOT NULL"
            f" GROUP BY {group}"
        )
        for code, *state, count in rows:
            counted = found[said.root(name, code)]
            counted[kind.value] += count
            if state:
                counted["open" if state[0] == "open" else "closed"] += count
    return dict(found)


__all__ = ["value", "values"]
