"""The records around the lead, and the shapes in which the store answers.

Frozen and plain: screens, command line and tests see these, never a database model.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from leadtui.domain.checklist import Item
from leadtui.domain.fields import Kind
from leadtui.domain.lead import IDENTITY, Lead
from leadtui.domain.naming import full_name
from leadtui.domain.results import Refusal

if TYPE_CHECKING:
    from leadtui.domain.match import Match


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A company one does business with."""

    id: int = 0
    name: str | None = None
    website: str | None = None
    phone: str | None = None
    email: str | None = None
    street: str | None = None
    city: str | None = None
    region: str | None = None
    postal_code: str | None = None
    country: str | None = None
    industry: str | None = None
    owner: str | None = None
    territory: str | None = None
    description: str | None = None
    do_not_call: bool = False
    do_not_email: bool = False
    external_system: str | None = None
    external_id: str | None = None
    other_values: str | None = None
    lead: int | None = None
    created_at: datetime | None = None
    changed_at: datetime | None = None
    version: int = 0

    @property
    def title(self) -> str:
        """What to call it."""
        return self.name or f"account {self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A person at an account, or on their own."""

    id: int = 0
    first_name: str | None = None
    last_name: str | None = None
    job_title: str | None = None
    account: int | None = None
    company: str | None = None
    email: str | None = None
    phone: str | None = None
    mobile: str | None = None
    website: str | None = None
    street: str | None = None
    city: str | None = None
    region: str | None = None
    postal_code: str | None = None
    country: str | None = None
    language: str | None = None
    owner: str | None = None
    description: str | None = None
    do_not_call: bool = False
    do_not_email: bool = False
    external_system: str | None = None
    external_id: str | None = None
    other_values: str | None = None
    lead: int | None = None
    created_at: datetime | None = None
    changed_at: datetime | None = None
    version: int = 0

    @property
    def name(self) -> str:
        """First and last name as one text."""
        return full_name(self.first_name, self.last_name)

    @property
    def title(self) -> str:
        """What to call this person."""
        return self.name or self.email or self.phone or f"contact {self.id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity:
    """A sale that may come."""

    id: int = 0
    topic: str | None = None
    account: int | None = None
    contact: int | None = None
    company: str | None = None
    amount: Decimal | None = None
    currency: str | None = None
    stage: str | None = "develop"
    outcome: str | None = "open"
    close_on: date | None = None
    closed_on: date | None = None
    next_step: str | None = None
    rating: str | None = None
    need: str | None = None
    budget_status: str | None = None
    purchase_timeframe: str | None = None
    purchase_process: str | None = None
    decision_maker: bool = False
    product: str | None = None
    source: str | None = None
    campaign: str | None = None
    owner: str | None = None
    territory: str | None = None
    description: str | None = None
    why: str | None = None
    external_system: str | None = None
    external_id: str | None = None
    other_values: str | None = None
    lead: int | None = None
    created_at: datetime | None = None
    changed_at: datetime | None = None
    version: int = 0

    @property
    def title(self) -> str:
        """What to call it."""
        return self.topic or f"opportunity {self.id}"


Record = Lead | Account | Contact | Opportunity
RECORDS: Mapping[Kind, type[Lead] | type[Account] | type[Contact] | type[Opportunity]] = {
    Kind.LEAD: Lead,
    Kind.ACCOUNT: Account,
    Kind.CONTACT: Contact,
    Kind.OPPORTUNITY: Opportunity,
}

ACTIVITY_KINDS = ("call", "email", "note", "meeting", "task")


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """A call, e-mail, meeting, note or task on a record.

    Attributes:
        kind: one of `ACTIVITY_KINDS`.
        outbound: we reached out; the first such one makes a new lead contacted.
        outcome: code of what came of it (``reached``, ``no_answer``, ``left_message`` ...).
        due: for a task, the day it is due; ``done`` says it is behind us.
        cycle: the lead's cycle when it was logged; why-notes of earlier cycles do not count.
        about: kind and id of the record it was logged on.
    """

    id: int = 0
    kind: str = "note"
    outbound: bool = False
    outcome: str | None = None
    text: str = ""
    due: date | None = None
    done: bool = True
    at: datetime | None = None
    by: str = ""
    cycle: int = 1
    about: tuple[Kind, int] = (Kind.LEAD, 0)


ROLES = ("rep", "manager", "auditor", "administrator")


@dataclass(frozen=True, slots=True)
class User:
    """Someone who works here. ``login`` is the stable key that owners are stored as."""

    login: str
    name: str
    email: str | None = None
    role: str = "rep"
    active: bool = True
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """A group that may own records; its ``code`` shares one namespace with logins."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Campaign:
    """A campaign by code, as leads name it."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal.

    Attributes:
        action: ``create``, ``import``, ``edit``, ``qualify``, ``disqualify``, ``reactivate``,
            ``assign``, ``follow_up``, ``park``, ``log``, ``link``, ``merge``, ``unmerge``, ``undo``,
            ``withdraw`` ...
        changes: field -> (before, after) in JSON values; empty where they were erased.
        note: what the person typed with it.
    """

    id: int
    at: datetime
    actor: str
    action: str
    kind: Kind
    record: int
    version: int
    operation: int
    changes: Mapping[str, tuple[object, object]] = field(default_factory=dict[str, tuple[object, object]])
    note: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A related record in one line: what it is, what to call it, and how it stands.

    Attributes:
        changed: fields that differ from when the lead created or linked it; for the reactivation.
    """

    kind: Kind
    id: int
    title: str
    detail: str = ""
    state: str = ""
    owner: str | None = None
    changed: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Operation:
    """A command as the journal keeps it: what `undo` names and takes back."""

    id: int
    op_id: str
    kind: str
    actor: str
    at: datetime
    title: str
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A form or plan left half typed: offered again at the next start."""

    id: int
    user: str
    form: str
    record: int | None
    values: Mapping[str, str]
    at: datetime


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


KNOWN_BY: Mapping[Kind, tuple[str, ...]] = {
    Kind.LEAD: IDENTITY,
    Kind.ACCOUNT: ("name",),
    Kind.CONTACT: ("last_name", "first_name", "email", "phone", "mobile", "company", "account"),
    Kind.OPPORTUNITY: ("topic", "company", "account", "contact"),
}


def nameless(kind: Kind, values: Mapping[str, object]) -> Refusal | None:
    """An account, contact or opportunity needs something to know it by; for leads see `identity_missing`."""
    names = KNOWN_BY[kind]
    if any(values.get(name) for name in names):
        return None
    article, what = ("A", "a name, an e-mail or a phone") if kind is Kind.CONTACT else ("An", f"a {names[0]}")
    return Refusal("identity", f"{article} {kind} needs {what}.", f"Fill {names[0]}.", names[:1])
