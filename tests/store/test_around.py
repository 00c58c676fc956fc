"""A view read around one of its records: the same part of the order, however deep, off an index."""

from array import array
from collections.abc import Sequence
from typing import Any

import pytest
from shelf import make, withdraw
from test_reads import shelf_of

from leadtui.domain.fields import Kind
from leadtui.domain.query import parse
from leadtui.domain.views import VIEWS, View, sort_of, view
from leadtui.store import Session, view_around, view_ids

SORTS = (
    *("", "-id", "id", "rating", "-rating,name", "name", "-name", "-created_at", "created_at,-id"),
    *("follow_up", "-follow_up,name", "-follow_up", "owner,-follow_up,id", "topic,rating", "-done,name"),
)


def around_each(store: Session, shown: View, before: int, after: int) -> None:
    """Every record of the view has around it what the whole view has."""
    whole = view_ids(store, shown)
    assert whole or shown.name == "stale", shown  # what was just written is not stale
    ends = {0, 1, 2, len(whole) // 2, len(whole) - 2, len(whole) - 1, *range(0, len(whole), 23)}
    for place in ends & {*range(len(whole))}:
        part = view_around(store, shown, whole[place], before, after)
        assert part is not None
        first = max(0, place - before)
        assert part.ids == whole[first : place + after + 1], (shown, place)
        assert part.ids[part.place] == whole[place]
        assert part.first is (first == 0), (shown, place)
        assert part.last is (place + after + 1 >= len(whole)), (shown, place)


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("filter", ["", "is:open"])
def test_around_a_record_stands_what_stands_around_it_in_the_whole_view(
    store: Session, filter: str, sort: str
) -> None:
    shelf_of(store, 240)
    shown = View(Kind.LEAD, parse(filter, Kind.LEAD), sort_of(sort))
    for before, after in ((0, 0), (3, 5), (40, 80), (500, 500)):
        around_each(store, shown, before, after)


def test_so_it_is_in_each_shipped_view_of_leads(store: Session) -> None:
    shelf_of(store, 400)
    for name in ("open", "my-open", "unassigned", "due", "stale", "ready", "parked", "closed", "qualified"):
        around_each(store, view(name), 7, 11)


def test_what_the_view_does_not_have_stands_nowhere(store: Session) -> None:
    lead, other = (make(store, last_name=name) for name in ("One", "Two"))
    shown = view("open").narrowed(parse("two", Kind.LEAD))
    assert view_around(store, shown, lead, 9, 9) is None
    part = view_around(store, shown, other, 9, 9)
    assert part is not None
    assert (part.ids, part.place, part.first, part.last) == (array("q", [other]), 0, True, True)
    withdraw(store, Kind.LEAD, other)
    assert view_around(store, shown, other, 9, 9) is None


def test_each_part_of_a_shipped_view_is_read_off_an_index(store: Session) -> None:
    shelf_of(store, 3000)
    for name, shipped in VIEWS.items():
        if shipped.kind is not Kind.LEAD or not (whole := view_ids(store, view(name))):
            continue
        for text, params in asked(store, view(name), whole[len(whole) // 2]):
            explain = "EXPLAIN " if store.engine == "postgresql" else "EXPLAIN QUERY PLAN "
            plan = "\n".join(str(row[-1]) for row in store.sql(explain + text, params))
            assert "Sort" not in plan, (name, text, plan)
            assert "TEMP B-TREE" not in plan, (name, text, plan)
            assert "SCAN lead" not in plan, (name, text, plan)


def asked(store: Session, shown: View, id: int) -> list[tuple[str, list[Any]]]:
    """The statements of one such read, with their values."""
    seen: list[tuple[str, list[Any]]] = []
    sql = store.sql

    def watched(text: str, params: Sequence[Any] = ()) -> list[Any]:
        seen.append((text, [*params]))
        return sql(text, params)

    store.sql = watched
    try:
        assert view_around(store, shown, id, 40, 80) is not None
    finally:
        del store.sql
    return seen
