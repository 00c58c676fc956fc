"""What the lists read, in one trip to the store's thread each."""

from array import array
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from shutil import get_terminal_size
from typing import Any, NamedTuple

from leadtui import store
from leadtui.domain.access import Access
from leadtui.domain.fields import Kind
from leadtui.domain.value_words import Words
from leadtui.domain.views import View, view
from leadtui.store import Session

FIRST = 120  # rows of the first window: more than any terminal is high


class House(NamedTuple):
    """Who is here and what day it is: what every list needs to say anything."""

    user: str
    people: Mapping[str, str]
    reasons: Mapping[str, str]
    now: datetime
    today: date
    access: Access
    words: Words


class Window(NamedTuple):
    """The first lines of a view, or all its ids with the rows around one line.

    Attributes:
        line: where in `ids` the cursor goes; None where that is not known better than before.
        whole: `ids` are all there are.
        stamp: the last event when it was read.
    """

    house: House
    view: str
    ids: "array[int]"
    rows: Mapping[int, Any]
    line: int | None
    whole: bool
    stamp: int


def settle(session: Session, last: str | None) -> str:
    """The view to start with: the user's last, else theirs if it has leads, else all open ones."""
    if last is not None:
        return last
    return "my-open" if len(store.view_ids(session, view("my-open"), limit=1)) else "open"


def first(session: Session, last: str | None) -> Window:
    """What the first screen shows: read before there is a screen, on the thread that starts the app.

    A thread of its own would have to wait for the interpreter at each statement, while Textual starts.
    """
    in_sight = get_terminal_size().lines  # on a cold start each row more costs pages of the store
    return window(session, view(settle(session, last)), min(in_sight, FIRST))


def house(session: Session) -> House:
    """Users, reasons, time."""
    return House(
        session.user,
        store.owner_titles(session),
        {reason.code: reason.label for reason in store.reasons(session)},
        session.now().astimezone(),
        session.today(),
        store.access(session),
        store.words(session),
    )


def rows(session: Session, kind: Kind, ids: Sequence[int]) -> Mapping[int, Any]:
    """The rows of a list by id."""
    return store.lead_rows(session, ids) if kind is Kind.LEAD else store.record_lines(session, kind, ids)


def window(session: Session, shown: View, limit: int, cursor: Sequence[int] = ()) -> Window:
    """``limit`` lines of a view with their rows: around the first of the records that it has, else its first.

    ``cursor`` are the records that the cursor would stand on, the likeliest first.
    """
    for id in cursor:
        if part := store.view_around(session, shown, id, limit // 3, limit - limit // 3):
            return _window(session, shown, part.ids, part.ids, part.place, part.first and part.last)
    ids = store.view_ids(session, shown, limit=limit)
    return _window(session, shown, ids, ids, None, len(ids) < limit)


def again(session: Session, shown: View, line: int, lines: int, cursor: Sequence[int] = ()) -> Window:
    """All ids of a view, and the rows around the cursor: for a list that is on screen already.

    The cursor goes to the first of the records in ``cursor`` that the view has, else it keeps its line.
    """
    ids = store.view_ids(session, shown)
    places = (_place_of(id, ids) for id in cursor)
    there = next((place for place in places if place is not None), None)
    near = line if there is None else there
    first = max(0, min(near - lines, len(ids) - 2 * lines))
    return _window(session, shown, ids, ids[first : first + 3 * lines], there, True)


def _place_of(id: int, ids: "array[int]") -> int | None:
    try:
        return ids.index(id)
    except ValueError:
        return None


def whole(session: Session, shown: View, first: int) -> "tuple[array[int], int | None]":
    """All ids of a view, in order; and where among them the first one stands of the part that is on show."""
    ids = store.view_ids(session, shown)
    return ids, _place_of(first, ids)


def _window(
    session: Session, shown: View, ids: "array[int]", near: Sequence[int], line: int | None, whole: bool
) -> Window:
    return Window(
        house(session), shown.name, ids, rows(session, shown.kind, near), line, whole, store.stamp(session)
    )
