"""Records whole, as detail screens and ``show`` need them; and the lines of reports."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from leadtui.domain.brief import Brief
from leadtui.domain.checklist import Item
from leadtui.domain.customers import Account, Contact, Opportunity
from leadtui.domain.fields import Kind
from leadtui.domain.happenings import Activity, Event
from leadtui.domain.lead import Lead

if TYPE_CHECKING:
    from leadtui.domain.match import Match


@dataclass(frozen=True, slots=True)
class Qualification:
    """Which records a lead became in one of its cycles."""

    lead: int
    cycle: int
    at: datetime
    by: str
    account: Brief | None = None
    contact: Brief | None = None
    opportunities: tuple[Brief, ...] = ()
    account_created: bool = False
    contact_created: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class LeadDetail:
    """One lead whole: what the detail screen and ``lead show`` need, read in one go.

    Attributes:
        account, contact: the records that the open lead is linked to.
        qualifications: newest first; on an open lead these are its earlier lives.
        timeline: activities and events, newest first; ``more`` says that older ones were left out.
            Events of leads that were merged into this one stand among them, with their own number.
        duplicates: what looks the same, open ones first; `colleagues`: so many others of the company
            are known.
        merged_into: the lead that stands for this one since they were merged.
        merged: the leads that were merged into this one.
        policy: version of the policy that the checklist is judged by: the one in force, of a closed lead the
            one that judged it.
    """

    lead: Lead
    checklist: tuple[Item, ...]
    owner_name: str
    account: Brief | None
    contact: Brief | None
    qualifications: tuple[Qualification, ...]
    timeline: tuple[Activity | Event, ...]
    duplicates: "tuple[Match, ...]"
    tasks: tuple[Activity, ...] = ()
    more: bool = False
    colleagues: int = 0
    merged_into: Brief | None = None
    merged: tuple[Brief, ...] = ()
    policy: int = 0


@dataclass(frozen=True, slots=True)
class RecordDetail:
    """An account, contact or opportunity whole, with what hangs on it.

    Attributes:
        timeline: activities and events, newest first; ``more`` says that older ones were left out.
            Events of records that were merged into this one stand among them, with their own number.
        merged: the records that were merged into this one.
    """

    kind: Kind
    record: Account | Contact | Opportunity
    owner_name: str
    related: tuple[Brief, ...]
    timeline: tuple[Activity | Event, ...]
    more: bool = False
    merged: tuple[Brief, ...] = ()
    tasks: tuple[Activity, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of an effectiveness table.

    Attributes:
        key: code as in the lead's JSON; empty where the leads have none.
        rate: qualified of closed, 0 to 1; merged leads left out. None where none is closed.
        rate_low, rate_high: 95% Wilson interval of the rate.
        days_median, days_p90: from created to closed, in days; merged leads left out.
        value: what the opportunities of these leads are worth, in ``currency``, the most common one.
        others: the same in the other currencies there are, most common first.
        filter: the filter that shows the leads behind the line, such as ``source:web``.
    """

    key: str
    leads: int
    open: int
    qualified: int
    disqualified: int
    reactivated: int
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    days_median: float | None
    days_p90: float | None
    value: Decimal
    currency: str | None
    others: tuple[tuple[str, Decimal], ...] = ()
    filter: str = ""
