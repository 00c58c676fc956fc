"""The views as shipped: a name, what it shows as a filter, and in which order. Data; nothing here reads.

Work views leave out parked leads: they come back by themselves on their date (DESIGN 4).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from leadtui.domain.fields import Kind
from leadtui.domain.query import And, Node, parse
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


class Shipped(NamedTuple):
    """A view as text, in the words that a person could type.

    Attributes:
        title: heading of the list.
        letter: what ``'`` (go to) asks for.
        empty: what an empty list says: why, and what helps.
    """

    name: str
    title: str
    kind: Kind
    filter: str
    sort: str
    empty: str


_WORK: Final = "follow_up,-id"  # what is due comes first, then the newest
_NOTHING: Final = "No leads here yet. I imports a file, n makes a lead."
_LEAD_VIEWS: Final = (
    Shipped("open", "Open leads", Kind.LEAD, "is:open -is:parked", _WORK, _NOTHING),
    Shipped(
        "my-open",
        "My open leads",
        Kind.LEAD,
        "is:open own:me -is:parked",
        _WORK,
        "No open lead is yours. The view unassigned has those that nobody owns.",
    ),
    Shipped(
        "unassigned",
        "Unassigned leads",
        Kind.LEAD,
        "is:open is:unowned -is:parked",
        _WORK,
        "Every open lead has an owner who works here.",
    ),
    Shipped(
        "due",
        "Due leads",
        Kind.LEAD,
        "is:open due<=today -is:parked",
        _WORK,
        "Nothing is due today. f sets a follow-up on a lead.",
    ),
    Shipped(
        "stale",
        "Stale leads",
        Kind.LEAD,
        "is:stale",
        "changed_at,id",
        "No open lead has been left alone for two weeks.",
    ),
    Shipped(
        "ready",
        "Leads ready to qualify",
        Kind.LEAD,
        "is:ready -is:parked",
        _WORK,
        "No open lead is ready. A lead's checklist says what is missing.",
    ),
    Shipped(
        "parked",
        "Parked leads",
        Kind.LEAD,
        "is:parked",
        "parked_until,id",
        "No lead is parked. s hides one until a date.",
    ),
    Shipped(
        "closed",
        "Closed leads",
        Kind.LEAD,
        "-is:open",
        "-closed_at,-id",
        "No lead is closed yet. q qualifies one, d disqualifies it.",
    ),
    Shipped(
        "qualified",
        "Qualified leads",
        Kind.LEAD,
        "is:qualified",
        "-closed_at,-id",
        "No lead is qualified yet. q on an open lead opens the plan.",
    ),
    Shipped(
        "disqualified",
        "Disqualified leads",
        Kind.LEAD,
        "is:disqualified",
        "-closed_at,-id",
        "No lead is disqualified. d on an open lead asks for the reason.",
    ),
    Shipped("all", "All leads", Kind.LEAD, "", "-id", _NOTHING),
)
_RECORD_VIEWS: Final = (
    Shipped("accounts", "Accounts", Kind.ACCOUNT, "", "-id", "No accounts yet. Qualifying a lead makes one."),
    Shipped("contacts", "Contacts", Kind.CONTACT, "", "-id", "No contacts yet. Qualifying a lead makes one."),
    Shipped(
        "opportunities",
        "Opportunities",
        Kind.OPPORTUNITY,
        "",
        "-id",
        "No opportunities yet. Qualifying a lead makes one.",
    ),
)
VIEWS: Final[dict[str, Shipped]] = {view.name: view for view in (*_LEAD_VIEWS, *_RECORD_VIEWS)}
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
