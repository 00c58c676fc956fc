"""The lines of the lists of accounts, contacts and opportunities: what each needs, and no more."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A line of the accounts.

    Attributes:
        parent: what the account that it stands under is called, empty where there is none.
        contacts: how many contacts it has.
        sales: how many opportunities are open there; ``worth`` what they come to in ``currency``, the one
            of most of them; ``others`` says that some are in another one.
        alike: another record looks the same, and nobody decided on the two.
    """

    id: int
    title: str
    parent: str
    city: str | None
    phone: str | None
    website: str | None
    owner: str | None
    do_not_call: bool
    do_not_email: bool
    changed_at: datetime
    contacts: int = 0
    sales: int = 0
    worth: Decimal | None = None
    currency: str | None = None
    others: bool = False
    alike: bool = False


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A line of the contacts; ``company`` is the account's name, or the text where there is no account."""

    id: int
    title: str
    company: str
    job_title: str | None
    phone: str | None
    email: str | None
    city: str | None
    owner: str | None
    do_not_call: bool
    do_not_email: bool
    alike: bool = False


@dataclass(frozen=True, slots=True)
class OpportunityRow:
    """A line of the opportunities; ``customer`` is the account's name, else the contact's, else the text."""

    id: int
    title: str
    customer: str
    amount: Decimal | None
    currency: str | None
    stage: str | None
    outcome: str | None
    lost_reason: str | None
    close_on: date | None
    closed_on: date | None
    owner: str | None
    version: int


RecordRow = AccountRow | ContactRow | OpportunityRow
