"""The ``when`` of a checklist item: a filter asked of one lead, without a database.

It answers as the store's SQL does for the same lead. What changes by itself (the age of a lead, today),
or means somebody else to each who asks (``me``), is no condition: a stored tick would go stale unseen.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, Final

from leadtui.domain.fields import BY_NAME, Field, Kind, Type
from leadtui.domain.query import And, Compare, Has, Is, Node, Not, Or, Word, unparse
from leadtui.domain.results import Invalid
from leadtui.domain.terms import AGE

_FIELDS: Final = BY_NAME[Kind.LEAD]
_LONGEST: Final = 300  # as in the store: a longer pattern finds nothing
_DAYS: Final = (
    date(2000, 1, 1),
    date(2001, 3, 15),
)  # what names the same day seen from both names one for good


def holds(node: Node, lead: Any) -> bool:
    """Whether the condition is true of a lead; `unfit` must have found nothing wrong with it.

    Args:
        node: the tree of the filter.
        lead: a `Lead`, or anything with its fields as attributes, yes and no as booleans or 1 and 0.
    """
    match node:
        case And(parts):
            return all(holds(part, lead) for part in parts)
        case Or(parts):
            return any(holds(part, lead) for part in parts)
        case Not(part):
            return not holds(part, lead)
        case Has(field):
            value = getattr(lead, field)
            return bool(value) if _FIELDS[field].type is Type.BOOL else value is not None
        case Compare():
            return _compare(node, _FIELDS[node.field], getattr(lead, node.field))
        case Word() | Is():
            raise ValueError(f"{unparse(node)} is no condition")


def unfit(node: Node) -> Invalid | None:
    """The first part of a filter that cannot be a condition, and what to write instead."""
    return next(_unfit(node), None)


def fields_of(node: Node) -> frozenset[str]:
    """The fields that a condition looks at."""
    match node:
        case And(parts) | Or(parts):
            return frozenset[str]().union(*(fields_of(part) for part in parts))
        case Not(part):
            return fields_of(part)
        case Has(field) | Compare(field):
            return frozenset((field,))
        case Word() | Is():
            return frozenset()


def comparisons(node: Node) -> Iterator[Compare]:
    """Every comparison of a field in a condition, negated ones too."""
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from comparisons(part)
        case Not(part):
            yield from comparisons(part)
        case Compare():
            yield node
        case Has() | Word() | Is():
            return


def compares(node: Node, field: str, value: str) -> bool:
    """Whether some part of a condition is true of that value of a field."""
    match node:
        case And(parts) | Or(parts):
            return any(compares(part, field, value) for part in parts)
        case Not(part):
            return compares(part, field, value)
        case Compare():
            return node.field == field and _compare(node, _FIELDS[field], value)
        case Has() | Word() | Is():
            return False


def _unfit(node: Node) -> Iterator[Invalid]:
    match node:
        case And(parts) | Or(parts):
            for part in parts:
                yield from _unfit(part)
        case Not(part):
            yield from _unfit(part)
        case Word(text):
            yield Invalid(f"{text[:40]!r} is a search, no condition.", "Write field:value.")
        case Is(state):
            yield Invalid(
                f"is:{state} changes without a write to the lead.", "Write a condition on its fields."
            )
        case Has(field):
            yield from _unfit_field(field)
        case Compare(field, op, values):
            yield from _unfit_field(field)
            yield from _unfit_values(_FIELDS.get(field), op, values)


def _unfit_field(name: str) -> Iterator[Invalid]:
    field = _FIELDS.get(name)
    if name == AGE or field is None or field.type is Type.TIME:
        yield Invalid(
            f"{name} changes as time goes by, not as the lead does.", "Write a condition on a field."
        )
    elif field.system and name not in ("status_reason", "cycle"):
        yield Invalid(f"{name} is written by leadtui itself.", "Write a condition on another field.")


def _unfit_values(field: Field | None, op: str, values: tuple[str, ...]) -> Iterator[Invalid]:
    if field is None:
        return
    if field.type is Type.PERSON and op != "==":
        key = values[0] if values and values[0] != "me" else "login"
        yield Invalid(f"{field.name}:{values[0][:40]} looks for a name.", f"Write {field.name}=={key[:40]}.")
    if field.type is Type.DATE:
        from leadtui.domain.dates import span  # few conditions name a day

        for word in values:
            if span(word, _DAYS[0]) != span(word, _DAYS[1]):
                yield Invalid(f"{word[:40]} is another day tomorrow.", "Write a day such as 2026-11-23.")


def _compare(node: Compare, field: Field, value: Any) -> bool:
    if field.type is Type.BOOL:
        return bool(value) in {each == "yes" for each in node.values}
    if value is None:
        return False
    match field.type:
        case Type.DATE:
            return _days(node, value)
        case Type.MONEY | Type.NUMBER | Type.REF:
            return _numbers(node, _amount(value), [_amount(each) for each in node.values])
        case Type.CHOICE | Type.OPEN_CHOICE | Type.PERSON:
            return value in node.values
        case _ if node.op == "==":
            return value in node.values
        case _:
            return any(_contains(value, each) for each in node.values)


def _amount(value: Any) -> int:
    """Hundredths, as the store compares amounts; whole numbers compare the same."""
    return int(Decimal(value) * 100)


def _numbers(node: Compare, value: int, given: list[int]) -> bool:
    match node.op:
        case ">":
            return value > given[0]
        case ">=":
            return value >= given[0]
        case "<":
            return value < given[0]
        case "<=":
            return value <= given[0]
        case "..":
            return given[0] <= value <= given[1]
        case _:
            return value in given


def _days(node: Compare, value: date) -> bool:
    from leadtui.domain.dates import span  # few conditions name a day

    spans = [found for word in node.values if (found := span(word, _DAYS[0]))]
    match node.op:
        case ">":
            return value > spans[0].last
        case ">=":
            return value >= spans[0].first
        case "<":
            return value < spans[0].first
        case "<=":
            return value <= spans[0].last
        case "..":
            return spans[0].first <= value <= spans[1].last
        case _:
            return any(first <= value <= last for first, last in spans)


def _contains(value: str, text: str) -> bool:
    """As the store's LIKE: ASCII whatever its case, other letters as typed, lower, upper and capitals."""
    if len(text) > _LONGEST:
        return False
    forms = (text,) if text.isascii() else (text, text.lower(), text.upper(), text.title())
    folded = ascii_lower(value)
    return any(ascii_lower(form) in folded for form in forms)


def ascii_lower(text: str) -> str:
    """The text with its plain letters made small, as both engines' ``lower`` and LIKE take it."""
    return text.translate(_LOWER)


_LOWER: Final = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
