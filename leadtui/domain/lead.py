"""The lead as stored, and what it takes to be one. Its states and their rules are in `states`."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from leadtui.domain.naming import full_name, lead_title
from leadtui.domain.results import Refusal
from leadtui.domain.states import (
    Command,
    Standing,
    State,
    StatusReason,
    may,
    step_of,
)

__all__ = [
    "IDENTITY",
    "Command",
    "Lead",
    "Standing",
    "State",
    "StatusReason",
    "identity_missing",
    "may",
    "step_of",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """One lead as stored; the names are those of `fields.LEAD_FIELDS`. Times are UTC."""

    id: int = 0
    state: State = State.OPEN
    status_reason: str = "new"
    first_name: str | None = None
    last_name: str | None = None
    company: str | None = None
    private_person: bool = False
    job_title: str | None = None
    topic: str | None = None
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
    source: str | None = None
    campaign: str | None = None
    product: str | None = None
    rating: str | None = None
    owner: str | None = None
    territory: str | None = None
    account: int | None = None
    contact: int | None = None
    fit: bool = False
    interest: bool = False
    need: str | None = None
    budget_amount: Decimal | None = None
    currency: str | None = None
    budget_status: str | None = None
    purchase_timeframe: str | None = None
    purchase_process: str | None = None
    decision_maker: bool = False
    description: str | None = None
    do_not_call: bool = False
    do_not_email: bool = False
    external_system: str | None = None
    external_id: str | None = None
    other_values: str | None = None
    follow_up: date | None = None
    follow_up_note: str | None = None
    parked_until: date | None = None
    created_at: datetime | None = None
    changed_at: datetime | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    overridden: str | None = None
    version: int = 0
    cycle: int = 1

    @property
    def name(self) -> str:
        """First and last name as one text; empty where neither is known."""
        return full_name(self.first_name, self.last_name)

    @property
    def title(self) -> str:
        """What to call this lead: its name, else company, e-mail or phone, else its number."""
        return lead_title(self.id, self.first_name, self.last_name, self.company, self.email, self.phone)

    @property
    def is_open(self) -> bool:
        """Whether it can still be qualified or disqualified."""
        return self.state is State.OPEN


IDENTITY = ("last_name", "company", "email", "phone", "mobile", "first_name")


def identity_missing(values: dict[str, object]) -> Refusal | None:
    """A lead needs something to know it by."""
    if any(values.get(name) for name in IDENTITY):
        return None
    return Refusal(
        "identity",
        "A lead needs a name, a company, an e-mail or a phone.",
        "Fill one of them.",
        ("last_name", "company", "email", "phone"),
    )
