"""A record in one line."""

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from leadtui.domain.fields import Kind

if TYPE_CHECKING:
    from leadtui.domain.results import Refusal


class Brief(NamedTuple):
    """A related record in one line: what it is, what to call it, and how it stands.

    Attributes:
        changed: fields that differ from when the lead created or linked it; for the reactivation.
        closed_on, lost_because: of an opportunity that a lead became: when it was won or lost, and the label
            of why.
        shared: of an open opportunity of a lead: how many other leads it came of, too.
        territory: where that decides who may read it (`access.Scope.TERRITORY`), else left out.
    """

    kind: Kind
    id: int
    title: str
    detail: str = ""
    state: str = ""
    owner: str | None = None
    changed: tuple[str, ...] = ()
    territory: str | None = None
    closed_on: date | None = None
    lost_because: str = ""
    shared: int = 0


class Linkable(NamedTuple):
    """A record that a plan may link, with what tells it from others of that name.

    Attributes:
        people: how many contacts an account has.
        sales: how many open opportunities an account or contact has.
        refusal: why it cannot be linked: it is not the acting user's to read, and only told of.
    """

    brief: Brief
    people: int = 0
    sales: int = 0
    refusal: "Refusal | None" = None

    @property
    def readable(self) -> bool:
        """Whether the acting user may read it; of one that is not, only whose it is is told."""
        return self.refusal is None
