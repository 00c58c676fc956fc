"""The line of a lead list. Apart from `records`, so that a list comes up without what nobody opened yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from leadtui.domain.states import State


@dataclass(frozen=True, slots=True)
class LeadRow:
    """What a line of a lead list needs, and no more.

    Attributes:
        done, total: checklist items done, of how many; ``ready`` when no open item blocks.
        alike: another record looks the same, and nobody decided on the two.
        became: letters of what it became: ``A`` account, ``C`` contact, ``O`` opportunity.
        unread: it was handed to the acting user, or to a team of theirs, and not opened yet.
    """

    id: int
    name: str
    company: str
    private_person: bool
    state: State
    status_reason: str
    source: str | None
    rating: str | None
    owner: str | None
    city: str | None
    email: str | None
    phone: str | None
    done: int
    total: int
    ready: bool
    follow_up: date | None
    parked_until: date | None
    created_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    do_not_call: bool
    do_not_email: bool
    alike: bool
    became: str
    version: int
    overridden: bool = False
    unread: bool = False


def owner_title(users: Mapping[str, str], owner: str | None) -> str:
    """How an owner is read: the user's or team's name, or the text that names nobody known."""
    return "" if owner is None else users.get(owner, owner)
