"""The lead, its states and status reasons, and which command may leave which state.

Source: Dynamics 365 lead entity, statecode and statuscode: a status reason belongs to exactly one
state, so the state follows from the reason.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from leadtui.domain.naming import full_name
from leadtui.domain.results import Refusal


class State(StrEnum):
    """Where a lead stands. Closed is what is not open."""

    OPEN = "open"
    QUALIFIED = "qualified"
    DISQUALIFIED = "disqualified"


class StatusReason(NamedTuple):
    """Why a lead is in its state; rows of the table ``reason``, not a list in code.

    Attributes:
        number: Dynamics' statuscode, None where Dynamics has no such reason.
        note_required: the command that sets it asks for a note.
        names: what must be named with it (``record``: the record that it duplicates or went to).
        offered: people may choose it; the others are set by a command alone.
    """

    code: str
    label: str
    state: State
    number: int | None = None
    note_required: bool = False
    names: str = ""
    offered: bool = False


SHIPPED_REASONS: tuple[StatusReason, ...] = (
    StatusReason("new", "New", State.OPEN, 1),
    StatusReason("contacted", "Contacted", State.OPEN, 2),
    StatusReason("qualified", "Qualified", State.QUALIFIED, 3),
    StatusReason("lost", "Lost", State.DISQUALIFIED, 4, offered=True),
    StatusReason("cannot_contact", "Cannot contact", State.DISQUALIFIED, 5, offered=True),
    StatusReason("no_longer_interested", "No longer interested", State.DISQUALIFIED, 6, offered=True),
    StatusReason("canceled", "Canceled", State.DISQUALIFIED, 7, offered=True),
    StatusReason("invalid", "Invalid data", State.DISQUALIFIED, offered=True),
    StatusReason("poor_fit", "Does not fit", State.DISQUALIFIED, offered=True),
    StatusReason("handled_elsewhere", "Handled elsewhere", State.DISQUALIFIED, names="record", offered=True),
    StatusReason("duplicate", "Duplicate", State.DISQUALIFIED, names="record", offered=True),
    StatusReason("other", "Other", State.DISQUALIFIED, note_required=True, offered=True),
    StatusReason("merged", "Merged", State.DISQUALIFIED),
)


class Command(StrEnum):
    """The commands that move a lead through its life."""

    QUALIFY = "qualify"
    DISQUALIFY = "disqualify"
    REACTIVATE = "reactivate"
    EDIT = "edit"
    ASSIGN = "assign"
    PARK = "park"
    FOLLOW_UP = "follow_up"
    NOTE = "note"


_STEPS: Final = {command.value: command for command in Command} | {
    "item": Command.EDIT,
    "log": Command.NOTE,
}


def step_of(command_id: str) -> Command | None:
    """What a command of the screens does in the life of a lead; None where the state does not matter."""
    return _STEPS.get(command_id)


_NEEDS_OPEN = frozenset(Command) - {Command.REACTIVATE, Command.NOTE}


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
    version: int = 0
    cycle: int = 1

    @property
    def name(self) -> str:
        """First and last name as one text; empty where neither is known."""
        return full_name(self.first_name, self.last_name)

    @property
    def title(self) -> str:
        """What to call this lead: its name, else company, e-mail or phone, else its number."""
        return self.name or self.company or self.email or self.phone or f"lead {self.id}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be qualified or disqualified."""
        return self.state is State.OPEN


class Standing(Protocol):
    """What the rules of the lead's life look at: a whole lead, or a line of a list."""

    @property
    def id(self) -> int:
        """Its number."""
        ...

    @property
    def state(self) -> State:
        """Where it stands."""
        ...


def may(command: Command, lead: Standing) -> Refusal | None:
    """Whether the lead's state allows the command.

    Source: Dynamics: qualifying or disqualifying a closed lead is an error; a closed lead is
    read-only until reactivated. Notes may be added to a closed lead (DESIGN, the lead's life).
    """
    is_open = lead.state is State.OPEN
    if command in _NEEDS_OPEN and not is_open:
        return Refusal(
            "closed",
            f"Lead {lead.id} is {lead.state} and read-only.",
            "r reactivates it.",
            command=f"`leadtui lead reactivate {lead.id}` opens it again.",
        )
    if command is Command.REACTIVATE and is_open:
        return Refusal(
            "open",
            f"Lead {lead.id} is open already.",
            "q qualifies, d disqualifies.",
            command="`leadtui lead qualify` and `leadtui lead disqualify` close one.",
        )
    return None


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
