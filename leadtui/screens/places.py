"""Where one can go: the six screens at the top, and which of them shows a view."""

from typing import NamedTuple

from leadtui.domain.fields import Kind
from leadtui.domain.views import VIEWS


class Place(NamedTuple):
    """One of the screens at the top.

    Attributes:
        letter: what ``'`` (go to) asks for.
        view: the view that it shows at first; empty where it shows none.
    """

    mode: str
    title: str
    letter: str
    view: str = ""


PLACES = (
    Place("active", "Active", "a"),
    Place("closed", "Closed", "c", "closed"),
    Place("accounts", "Accounts", "n", "accounts"),
    Place("contacts", "Contacts", "p", "contacts"),
    Place("opportunities", "Opportunities", "o", "open-opportunities"),
    Place("reports", "Reports", "r"),
)
MODES_IN_ORDER = tuple(place.mode for place in PLACES)
_CLOSED = frozenset({"closed", "qualified", "disqualified"})
_MODE_OF_KIND = {Kind.ACCOUNT: "accounts", Kind.CONTACT: "contacts", Kind.OPPORTUNITY: "opportunities"}


def place_of(kind: Kind) -> Place:
    """The screen of accounts, contacts or opportunities."""
    return next(place for place in PLACES if place.mode == _MODE_OF_KIND[kind])


def mode_of_view(name: str | None) -> str:
    """The screen that shows a view; an unknown name or none is the active leads'."""
    if name is None or name not in VIEWS:
        return "active"
    if name in _CLOSED:
        return "closed"
    return _MODE_OF_KIND.get(VIEWS[name].kind, "active")
