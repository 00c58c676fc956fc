"""The records around the lead, and the shapes in which the store answers.

Frozen and plain: screens, command line and tests see these, never a database model. They live in
`customers`, `happenings` and `details`; those who work here stand below.
"""

from dataclasses import dataclass

from leadtui.domain.brief import Brief
from leadtui.domain.customers import KNOWN_BY, RECORDS, Account, Contact, Opportunity, Record, nameless
from leadtui.domain.details import Closed, LeadDetail, Qualification, RecordDetail, ReportRow
from leadtui.domain.happenings import ACTIVITY_KINDS, Activity, Draft, Event, Operation

__all__ = [
    "ACTIVITY_KINDS",
    "KNOWN_BY",
    "RECORDS",
    "Account",
    "Activity",
    "Brief",
    "Closed",
    "Contact",
    "Draft",
    "Event",
    "LeadDetail",
    "Operation",
    "Opportunity",
    "Qualification",
    "Record",
    "RecordDetail",
    "ReportRow",
    "Team",
    "User",
    "nameless",
]


@dataclass(frozen=True, slots=True)
class User:
    """Someone who works here. ``login`` is the stable key that owners are stored as."""

    login: str
    name: str
    email: str | None = None
    role: str = "rep"
    active: bool = True
    teams: tuple[str, ...] = ()
    territories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """A group that may own records; its ``code`` shares one namespace with logins."""

    code: str
    name: str
    members: tuple[str, ...] = ()
