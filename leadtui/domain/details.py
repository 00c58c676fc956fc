"""Records whole, as detail screens and ``show`` need them; and the lines of reports."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from leadtui.domain.brief import Brief
from leadtui.domain.checklist import Item
from leadtui.domain.customers import Account, Contact, Opportunity
from leadtui.domain.fields import Kind
from leadtui.domain.happenings import Activity, Event
from leadtui.domain.lead import Lead

if TYPE_CHECKING:
    from leadtui.domain.assignment import HandOver
    from leadtui.domain.match import Match


@dataclass(frozen=True, slots=True)
class Qualification:
    """Which records a lead became in one of its cycles.

    Attributes:
        without: why no opportunity came of it, in a few words, where none did.
        kept: the lead was disqualified, and its people were kept all the same.
    """

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
    kept: bool = False
    without: str = ""

    @property
    def records(self) -> tuple[Brief, ...]:
        """All that it became, account and contact first."""
        return tuple(one for one in (self.account, self.contact, *self.opportunities) if one)


@dataclass(frozen=True, slots=True)
class ItemThen:
    """An item of the checklist as it stood when the lead was closed."""

    id: str
    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Closed:
    """How a life of a lead ended.

    Attributes:
        at: when, UTC; None of one that came closed without it.
        by: login of who closed it, or a name that an import brought.
        reason: code of the status reason.
        named: the record that it duplicates or went to, as it stands now.
        policy: version of the policy that judged it; 0 where nobody kept that.
        checklist: the items as they stood then; none where nobody kept them.
        operation: number of the operation that closed it; 0 where none is known.
        overridden: why it was qualified past what its checklist lacked.
    """

    cycle: int
    at: datetime | None
    by: str
    reason: str
    note: str = ""
    named: Brief | None = None
    policy: int = 0
    checklist: tuple[ItemThen, ...] = ()
    operation: int = 0
    overridden: str = ""


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
        ended: how it was closed; of an open one how its life before this one ended.
        named_by: leads that were disqualified as duplicates of this one, or because it handles them.
        handed: how it came to the owner that it has; None where they had it from the start.
        claimable: the acting user may take it: it is nobody's, or waits for a team of theirs.
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
    ended: Closed | None = None
    named_by: tuple[Brief, ...] = ()
    handed: "HandOver | None" = None
    claimable: bool = False


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


By = Literal["source", "campaign", "reason", "owner", "team", "territory", "product"]
"""What makes a row of a report."""


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One line of an effectiveness table.

    Attributes:
        key: code as in the lead's JSON; empty where the leads have none.
        overridden: qualified past what their checklist lacked.
        rate: qualified of closed, 0 to 1; merged leads left out. None where none is closed.
        rate_low, rate_high: 95% Wilson interval of the rate.
        days_median, days_p90: from created to closed, in days; merged leads left out.
        value: what the opportunities of these leads are worth, in ``currency``, the most common one.
        others: the same in the other currencies there are, most common first.
        filter: the filter that shows the leads behind the line, such as ``source:web``.
        cost: what the campaign cost, in ``cost_currency``; None where its list does not say.
        cost_each: the same for each of its qualified leads; None where not all of its leads are counted.
    """

    key: str
    leads: int
    open: int
    qualified: int
    disqualified: int
    reactivated: int
    overridden: int
    rate: float | None
    rate_low: float | None
    rate_high: float | None
    days_median: float | None
    days_p90: float | None
    value: Decimal
    currency: str | None
    others: tuple[tuple[str, Decimal], ...] = ()
    filter: str = ""
    cost: Decimal | None = None
    cost_currency: str | None = None
    cost_each: Decimal | None = None
