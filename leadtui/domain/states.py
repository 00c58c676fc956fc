"""A lead's states and status reasons, and which command may leave which state.

Source: Dynamics 365 lead entity, statecode and statuscode: a status reason belongs to exactly one
state, so the state follows from the reason. Apart from `lead`, because lists need no whole lead.
"""

from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from leadtui.domain.results import Refusal


class State(StrEnum):
    """Where a lead stands. Closed is what is not open."""

    OPEN = "open"
    QUALIFIED = "qualified"
    DISQUALIFIED = "disqualified"


class StatusReason(NamedTuple):
    """Why a lead is in its state, as the policy states it; the store keeps them as rows too.

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


FIXED: Final = {
    "new": State.OPEN,
    "contacted": State.OPEN,
    "qualified": State.QUALIFIED,
    "merged": State.DISQUALIFIED,
}
"""The reasons that leadtui itself sets, with their states: every rule book has them."""


class Command(StrEnum):
    """The commands that move a lead through its life."""

    QUALIFY = "qualify"
    DISQUALIFY = "disqualify"
    REACTIVATE = "reactivate"
    EDIT = "edit"
    ASSIGN = "assign"
    CLAIM = "claim"
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
