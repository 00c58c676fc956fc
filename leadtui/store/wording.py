"""What the lists say of the codes that records hold, read anew for each who asks: a few rows."""

from collections.abc import Mapping
from typing import Any

from leadtui.domain.fields import Kind
from leadtui.domain.value_words import FIELD_LISTS, NO_WORDS, Told, Words
from leadtui.store.session import Session

_CACHE = "words"
_SELECT = "SELECT list, code, label, retired, merged_into FROM value WHERE withdrawn = 0 ORDER BY label, code"


def words(session: Session) -> Words:
    """Labels, merges and what is retired, of all lists; in a transaction or `reading` read once."""
    found: Words | None = session.cache.get(_CACHE)
    if found is None:
        told: dict[str, dict[str, Told]] = {}
        for name, code, label, retired, merged_into in session.sql(_SELECT):
            told.setdefault(name, {})[code] = Told(label, bool(retired), merged_into)
        found = session.cache[_CACHE] = Words(told) if told else NO_WORDS
    return found


def forget(session: Session) -> None:
    """Something was written to a list in this transaction."""
    session.cache.pop(_CACHE, None)


def settle_words(session: Session, changed: dict[str, object]) -> None:
    """Values of lists that were typed by another name become the code that they mean, in place."""
    for name in FIELD_LISTS:
        if isinstance(typed := changed.get(name), str):
            changed[name] = words(session).meant(name, typed)


def as_counted(session: Session, kind: Kind, row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A record's columns with those values that count as another one as that one."""
    found = words(session).resolved(row) if kind is not Kind.CONTACT else {}
    return {**row, **found} if found else row


__all__ = ["as_counted", "forget", "settle_words", "words"]
