"""The words of the filter language: short names, states, and what each field accepts as a value."""

from datetime import date
from decimal import Decimal
from typing import Final

from leadtui.domain.fields import BY_NAME, Field, Kind, Type
from leadtui.domain.results import Invalid
from leadtui.domain.states import State
from leadtui.domain.text import clean, listed

SHORT: Final[dict[str, str]] = {
    "src": "source",
    "camp": "campaign",
    "own": "owner",
    "terr": "territory",
    "co": "company",
    "due": "follow_up",
    "age": "created_at",
    "amount": "budget_amount",
    "reason": "status_reason",
    "closed": "closed_at",
    "close": "close_on",
    "created": "created_at",
}
_LEAD_STATES = (
    "open",
    "qualified",
    "disqualified",
    "parked",
    "ready",
    "mine",
    "stale",
    "unread",
    "untouched",
    "queued",
    "duplicate",
    "unowned",
    "overridden",
)
STATES: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.LEAD: _LEAD_STATES,
    Kind.ACCOUNT: ("mine",),
    Kind.CONTACT: ("mine",),
    Kind.OPPORTUNITY: ("open", "won", "lost", "mine"),
    Kind.ACTIVITY: (),
}
# Where a kind calls it otherwise, the short name follows.
_RENAMED: Final[dict[tuple[Kind, str], str]] = {
    (Kind.ACCOUNT, "co"): "name",
    (Kind.ACCOUNT, "company"): "name",
    (Kind.OPPORTUNITY, "due"): "close_on",
    (Kind.OPPORTUNITY, "closed"): "closed_on",
    (Kind.OPPORTUNITY, "reason"): "lost_reason",
}
_ORDERED: Final = frozenset({Type.DATE, Type.TIME, Type.MONEY, Type.NUMBER})
_ANY_DAY: Final = date(2000, 1, 1)  # whether a word names a day does not depend on today
AGE: Final = "age"


class QueryError(ValueError):
    """The filter cannot be understood.

    Attributes:
        sentence: what is the matter.
        position: where in the text, from 0.
        nearest: a word that was perhaps meant, else None.
        fix: what to do about it.
    """

    code = "filter"

    def __init__(self, sentence: str, position: int = 0, nearest: str | None = None, fix: str = "") -> None:
        self.sentence = sentence
        self.position = position
        self.nearest = nearest
        self.fix = fix or (f"Did you mean {nearest}?" if nearest else "")
        super().__init__(f"{sentence} {self.fix}".strip())


def names(kind: Kind) -> tuple[str, ...]:
    """Every field name and short name that a filter of this kind knows."""
    short = [word for word in (*SHORT, "age") if full_name(word, kind)]
    return tuple(dict.fromkeys((*BY_NAME.get(kind, {}), *short)))


def full_name(name: str, kind: Kind) -> str | None:
    """The full name behind a name or short name, None where the kind has none."""
    known = BY_NAME.get(kind, {})
    if name == AGE:
        return AGE if "created_at" in known else None
    if name in known:
        return name
    full = _RENAMED.get((kind, name)) or SHORT.get(name)
    return full if full in known else None


def field_named(name: str, kind: Kind, at: int) -> str:
    """The full name of a field; `QueryError` with the nearest one where there is none."""
    found = full_name(name, kind)
    if found:
        return found
    raise QueryError(
        f"No field is called “{name[:40]}”.", at, nearest(name, names(kind)), _names_fix(name, kind)
    )


def _names_fix(name: str, kind: Kind) -> str:
    return "" if nearest(name, names(kind)) else 'Put "quotes" around it to search for it as text.'


def flag_named(state: str, kind: Kind, at: int) -> str:
    """A state that ``is:`` knows; `QueryError` with the nearest one else."""
    if state in STATES[kind]:
        return state
    there = listed(STATES[kind], "or") or "nothing here"
    raise QueryError(f"is: knows no “{state[:40]}”.", at, nearest(state, STATES[kind]), f"It knows {there}.")


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """The known word that looks most like this one."""
    from difflib import get_close_matches  # only when something was mistyped

    return next(iter(get_close_matches(word[:60], known, 1, 0.7)), None)


def definition(field: str, kind: Kind) -> Field:
    """The field behind a full name; ``age`` is looked up as created_at."""
    return BY_NAME[kind]["created_at" if field == AGE else field]


def ordered(field: str, kind: Kind) -> bool:
    """Whether values of the field come one after another."""
    return definition(field, kind).type in _ORDERED


def value_of(field: str, text: str, kind: Kind, at: int) -> str:
    """The value in its canonical form; `QueryError` where the field cannot hold it."""
    from leadtui.domain.dates import hours, span  # the views that most start with name no value

    text = " ".join(clean(text).split())
    known = definition(field, kind)
    if field == AGE:
        return _need(
            text.casefold(), hours(text) is not None, field, at, "Write a length like 7d, 2w or 12h."
        )
    if known.type in (Type.DATE, Type.TIME):
        fix = "Write today, -2w, 2026-11, 2026-11-23 or last-quarter."
        return _need(text.casefold(), span(text, _ANY_DAY) is not None, field, at, fix)
    if field == "state":
        state = text.casefold()
        return _need(state, state in list(State), field, at, f"It is {listed(tuple(State), 'or')}.")
    as_it_is = known.type in (Type.TEXT, Type.LONG, Type.EMAIL, Type.PHONE, Type.PERSON)
    value = text if as_it_is else _read(known, text, at)
    return _need(value, value != "", field, at, "Write a word or a number.")


def _need(text: str, good: bool, field: str, at: int, fix: str) -> str:
    if good:
        return text
    raise QueryError(f"{field}: “{text[:40]}” is not one of its values.", at, fix=fix)


def _read(field: Field, text: str, at: int) -> str:
    from leadtui.domain.values import read  # as above

    if field.type is Type.NUMBER and text.isascii() and text.isdecimal() and len(text) <= 15:
        return str(int(text))  # version 0 is a number too
    value = read(field, text, today=_ANY_DAY)
    if isinstance(value, Invalid):
        labels = {option.label.casefold(): option.code for option in field.options}
        found = nearest(text.casefold(), (*labels, *labels.values()))
        raise QueryError(value.sentence, at, labels.get(found, found) if found else None, value.fix)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
