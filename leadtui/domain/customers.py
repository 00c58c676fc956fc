"""Accounts, contacts and opportunities as stored, and what it takes to be one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from leadtui.domain.fields import Kind
from leadtui.domain.lead import IDENTITY, Lead
from leadtui.domain.naming import account_title, contact_title, full_name, opportunity_title
from leadtui.domain.results import Refusal


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
    parent: int | None = None
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
        return account_title(self.id, self.name)


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
        return contact_title(self.id, self.first_name, self.last_name, self.email, self.phone)


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
    lost_reason: str | None = None
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
        return opportunity_title(self.id, self.topic)


Record = Lead | Account | Contact | Opportunity
RECORDS: Mapping[Kind, type[Lead] | type[Account] | type[Contact] | type[Opportunity]] = {
    Kind.LEAD: Lead,
    Kind.ACCOUNT: Account,
    Kind.CONTACT: Contact,
    Kind.OPPORTUNITY: Opportunity,
}

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
