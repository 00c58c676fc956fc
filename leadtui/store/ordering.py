"""The order of a view as SQL: what an index of `schema` has in order is asked for in just that order."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from leadtui.domain.fields import BY_NAME, Field, Type
from leadtui.domain.views import Sort, View
from leadtui.store.filters import implies_closed

_ALWAYS_THERE: Final = frozenset({"id", "created_at", "changed_at", "version", "cycle", "state", "done"})
_FOLDED: Final = frozenset({Type.TEXT, Type.LONG, Type.EMAIL, Type.PHONE, Type.PERSON, Type.OPEN_CHOICE})


class Key(NamedTuple):
    """One key of an order.

    Attributes:
        sql: what is compared.
        descending: the greatest comes first.
        may_be_empty: some have no value; they come last.
    """

    sql: str
    descending: bool = False
    may_be_empty: bool = False

    def direction(self, back: bool = False) -> str:
        """``ASC`` or ``DESC``, of the order or of the way back through it."""
        return "DESC" if self.descending != back else "ASC"

    def order(self, back: bool = False) -> str:
        """The same for ORDER BY."""
        # No word on empty values where there are none: the index does not say one either, and PostgreSQL
        # would then not read it.
        empty = f" NULLS {'FIRST' if back else 'LAST'}" if self.may_be_empty else ""
        return f"{self.sql} {self.direction(back)}{empty}"


def order_by(view: View) -> str:
    """What follows ORDER BY."""
    return ", ".join(key.order() for key in keys_of(view))


def keys_of(view: View) -> Sequence[Key]:
    """The keys of a view's order; the newest record first where the sort leaves it open."""
    keys = [key for sort in view.sort for key in _keys(view, sort)]
    if all(sort.field != "id" for sort in view.sort):
        keys.append(Key(f"{view.kind}.id", descending=True))
    return keys


def _keys(view: View, sort: Sort) -> Sequence[Key]:
    if sort.field == "name" and "name" not in BY_NAME[view.kind]:
        names = ("last_name", "first_name")
        return [key for name in names for key in _keys(view, Sort(name, sort.descending))]
    column = f"{view.kind}.{sort.field}"
    if sort.field in _ALWAYS_THERE or (
        sort.field in ("closed_at", "closed_on") and implies_closed(view.query)
    ):
        return [Key(column, sort.descending)]
    return [Key(_value(column, BY_NAME[view.kind][sort.field]), sort.descending, may_be_empty=True)]


def _value(column: str, field: Field) -> str:
    """What to compare: the place of a choice among its options, texts without regard to case."""
    if field.type is Type.CHOICE and field.options:
        places = " ".join(f"WHEN '{option.code}' THEN {at}" for at, option in enumerate(field.options))
        return f"CASE {column} {places} END"
    return f"lower({column})" if field.type in _FOLDED else column
