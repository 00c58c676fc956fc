"""The order of a view as SQL: what an index of `schema` has in order is asked for in just that order."""

from collections.abc import Sequence
from typing import Final

from leadtui.domain.fields import BY_NAME, Field, Type
from leadtui.domain.views import Sort, View
from leadtui.store.filters import implies_closed

_ALWAYS_THERE: Final = frozenset({"id", "created_at", "changed_at", "version", "cycle", "state", "done"})
_FOLDED: Final = frozenset({Type.TEXT, Type.LONG, Type.EMAIL, Type.PHONE, Type.PERSON, Type.OPEN_CHOICE})


def order_by(view: View) -> str:
    """What follows ORDER BY; the newest record first where the sort leaves it open."""
    keys = [key for sort in view.sort for key in _key(view, sort)]
    if all(sort.field != "id" for sort in view.sort):
        keys.append(f"{view.kind}.id DESC")
    return ", ".join(keys)


def _key(view: View, sort: Sort) -> Sequence[str]:
    if sort.field == "name" and "name" not in BY_NAME[view.kind]:
        return [
            key for name in ("last_name", "first_name") for key in _key(view, Sort(name, sort.descending))
        ]
    direction = " DESC" if sort.descending else ""
    column = f"{view.kind}.{sort.field}"
    if sort.field in _ALWAYS_THERE or (
        sort.field in ("closed_at", "closed_on") and implies_closed(view.query)
    ):
        # No word on empty values: the index does not say one either, and PostgreSQL would then not read it.
        return [column + direction]
    return [f"{_value(column, BY_NAME[view.kind][sort.field])}{direction} NULLS LAST"]


def _value(column: str, field: Field) -> str:
    """What to compare: the place of a choice among its options, texts without regard to case."""
    if field.type is Type.CHOICE and field.options:
        places = " ".join(f"WHEN '{option.code}' THEN {at}" for at, option in enumerate(field.options))
        return f"CASE {column} {places} END"
    return f"lower({column})" if field.type in _FOLDED else column
