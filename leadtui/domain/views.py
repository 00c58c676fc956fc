"""What a list shows: a filter and an order; and the shipped views by name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from leadtui.domain.fields import Kind
from leadtui.domain.query import And, Node, parse
from leadtui.domain.shipped_views import LEAD_VIEWS, RECORD_VIEWS, Shipped
from leadtui.domain.terms import AGE, field_named


class Sort(NamedTuple):
    """One key of an order: a field's name, and whether the greatest comes first. Empty values come last."""

    field: str
    descending: bool = False

    def __str__(self) -> str:
        return f"-{self.field}" if self.descending else self.field


EVERYTHING: Final[Node] = And(())


@dataclass(frozen=True, slots=True)
class View:
    """What a list shows.

    Attributes:
        query: the filter; `EVERYTHING` shows every record of the kind.
        sort: the order; the id settles what it leaves equal.
    """

    kind: Kind = Kind.LEAD
    query: Node = EVERYTHING
    sort: tuple[Sort, ...] = ()
    name: str = ""

    def narrowed(self, query: Node | None) -> "View":
        """The same view with a filter on top, in the same order."""
        parts = (*_terms(self.query), *_terms(query or EVERYTHING))
        return replace(self, query=parts[0] if len(parts) == 1 else And(parts))

    def sorted(self, sort: Iterable[Sort]) -> "View":
        """The same view in another order."""
        return replace(self, sort=tuple(sort))


VIEWS: Final[dict[str, Shipped]] = {view.name: view for view in (*LEAD_VIEWS, *RECORD_VIEWS)}
VIEW_OF: Final[dict[Kind, str]] = {
    Kind.LEAD: "all",
    Kind.ACCOUNT: "accounts",
    Kind.CONTACT: "contacts",
    Kind.OPPORTUNITY: "opportunities",
}


def _terms(query: Node) -> tuple[Node, ...]:
    return query.parts if isinstance(query, And) else (query,)


# What a list can be sorted by beside the fields: the full name, and how much of the checklist is done.
SORTS: Final[dict[Kind, tuple[str, ...]]] = {Kind.LEAD: ("name", "done"), Kind.CONTACT: ("name",)}


def view(name: str) -> View:
    """The shipped view of that name, parsed.

    Raises:
        KeyError: there is no such view.
    """
    shipped = VIEWS[name]
    query = parse(shipped.filter, shipped.kind)
    return View(shipped.kind, query, sort_of(shipped.sort, shipped.kind), name)


def sort_of(text: str, kind: Kind = Kind.LEAD) -> tuple[Sort, ...]:
    """The order that ``-created_at,rating`` says; short names of the filter language do as well.

    Raises:
        QueryError: for a name that is no field of the kind.
    """
    keys: list[Sort] = []
    at = 0
    for part in text.split(","):
        word = part.strip().casefold()
        if word:
            keys.append(_key(word, kind, at))
        at += len(part) + 1
    return tuple(keys)


def _key(word: str, kind: Kind, at: int) -> Sort:
    name = word.removeprefix("-")
    if name not in SORTS.get(kind, ()):
        name = field_named(name, kind, at)
    if name == AGE:  # the older, the earlier it was created
        return Sort("created_at", not word.startswith("-"))
    return Sort(name, word.startswith("-"))
