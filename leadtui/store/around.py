"""The records of a view around one of them: read by its place in the order, however deep that is.

The order's keys are gone through from the last to the first: what is equal in all before a key, and beyond
the record in that key. Each such stretch is one range of an index that has the view's order.
"""

from array import array
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from leadtui.domain.views import View
from leadtui.store.clauses import Clause, all_of
from leadtui.store.filters import where
from leadtui.store.ordering import Key, keys_of
from leadtui.store.session import Session


class Around(NamedTuple):
    """Part of a view.

    Attributes:
        ids: of the part, in the order of the view.
        place: where the record stands in it, from 0.
        first, last: the part begins where the view does, and ends where it does.
    """

    ids: "array[int]"
    place: int
    first: bool
    last: bool


def view_around(session: Session, view: View, id: int, before: int, after: int) -> Around | None:
    """At most so many records before and after one of a view; None where the view does not have it.

    Raises:
        QueryError: a day of the filter does not exist, seen from today.
    """
    picked, keys = where(session, view.kind, view.query), keys_of(view)
    asked = ", ".join(key.sql for key in keys)
    text = f"SELECT {asked} FROM {view.kind} WHERE {view.kind}.id = ? AND ({picked.sql})"
    rows = session.sql(text, [id, *picked.params])
    if not rows:
        return None
    above = _beyond(session, view, picked, rows[0], back=True, limit=before + 1)
    below = _beyond(session, view, picked, rows[0], back=False, limit=after + 1)
    ids = array("q", [*reversed(above[:before]), id, *below[:after]])
    return Around(ids, min(len(above), before), len(above) <= before, len(below) <= after)


def _beyond(
    session: Session, view: View, picked: Clause, at: Sequence[Any], *, back: bool, limit: int
) -> list[int]:
    """The ids next to the place of those keys, the nearest first."""
    found: list[int] = []
    for stretch, order in _stretches(keys_of(view), at, back):
        if len(found) < limit:
            all_in = all_of([picked, *stretch])
            text = f"SELECT {view.kind}.id FROM {view.kind} WHERE {all_in.sql} ORDER BY {order} LIMIT ?"
            found += (id for (id,) in session.sql(text, [*all_in.params, limit - len(found)]))
    return found


def _stretches(keys: Sequence[Key], at: Sequence[Any], back: bool) -> Iterator[tuple[list[Clause], str]]:
    """What each stretch has in common and its order, the nearest stretch first."""
    for depth in range(len(keys) - 1, -1, -1):
        same = [_same(key, value) for key, value in zip(keys[:depth], at, strict=False)]
        rest = ", ".join(key.order(back) for key in keys[depth + 1 :])
        key, value = keys[depth], at[depth]
        within = f"{key.sql} {key.direction(back)}{', ' * bool(rest)}{rest}"
        if value is None:  # the empty ones stand at the end
            if back:
                yield [*same, Clause(f"{key.sql} IS NOT NULL")], within
            continue
        sign = ">" if key.direction(back) == "ASC" else "<"
        yield [*same, Clause(f"{key.sql} {sign} ?", (value,))], within
        if key.may_be_empty and not back:
            yield [*same, Clause(f"{key.sql} IS NULL")], rest or key.sql


def _same(key: Key, value: Any) -> Clause:
    return Clause(f"{key.sql} IS NULL") if value is None else Clause(f"{key.sql} = ?", (value,))
