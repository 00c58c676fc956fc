"""What a write answers: it was done, a rule says no, or someone was faster.

Exceptions are for faults (`leadtui.store.errors`). A rule's "no" is a value, shown the same in a
toast, on the command line and in JSON. Named tuples, here and in what else a first answer needs: a
dataclass takes three times as long to make, and `dataclasses` itself loads half the parser.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import IntEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from leadtui.domain.match import Match


class Exit(IntEnum):
    """Exit codes of the command line, an interface that scripts rely on."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    REFUSED = 3
    NOT_FOUND = 4
    CONFLICT = 5
    UNAVAILABLE = 6


class Refusal(NamedTuple):
    """A rule said no.

    Attributes:
        code: stable word for scripts, such as ``closed``, ``checklist``, ``duplicates``.
        sentence: what is the matter, in one sentence.
        fix: what to do about it, with the key or the command that does it.
        fields: the fields to fill or mend, where there are any.
        exit: the exit code of the command line.
        command: what the command line says instead of ``fix``, where that only names a key.
    """

    code: str
    sentence: str
    fix: str = ""
    fields: tuple[str, ...] = ()
    exit: Exit = Exit.REFUSED
    command: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.fix}".strip()


class Invalid(NamedTuple):
    """A typed or imported value that its field cannot hold.

    Attributes:
        sentence: what is the matter, naming the field and the value.
        fix: what would be right.
    """

    sentence: str
    fix: str = ""

    def __str__(self) -> str:
        return f"{self.sentence} {self.fix}".strip()


class Conflict(NamedTuple):
    """The record moved on since the caller saw it; nothing was written.

    Attributes:
        by: login of who changed it.
        at: when, UTC.
        changes: field -> (the value the caller saw, the value now).
        version: the record's version now.
    """

    kind: str
    id: int
    by: str
    at: datetime
    changes: Mapping[str, tuple[object, object]]
    version: int

    @property
    def code(self) -> str:
        """The stable word for scripts."""
        return "conflict"

    @property
    def sentence(self) -> str:
        """Who changed what, in one sentence."""
        what = ", ".join(sorted(self.changes)) or "it"
        return f"{self.by} changed {what} of {self.kind} {self.id} since you opened it."

    @property
    def fix(self) -> str:
        """How to go on."""
        return f"Look again (it is at version {self.version} now), then repeat what still applies."

    def __str__(self) -> str:
        return f"{self.sentence} {self.fix}"


class Done(NamedTuple):
    """A write went through, in one transaction.

    Attributes:
        operation: number of the operation, what `undo` names.
        kind: kind of the record that the command was about.
        id: that record's id.
        version: its version now.
        events: ids of the journal's events that it wrote.
        account, contact: ids that a qualification created or linked, None when left out.
        opportunities: ids that a qualification created.
        sentence: what was done, in one sentence for toast and terminal.
        alike: after making or changing a record, what looks the same and waits for a decision.
        repeated: True when this ``op_id`` had been carried out before and nothing was written now.
    """

    operation: int
    kind: str
    id: int
    version: int
    events: tuple[int, ...] = ()
    account: int | None = None
    contact: int | None = None
    opportunities: tuple[int, ...] = ()
    sentence: str = ""
    repeated: bool = False
    alike: "tuple[Match, ...]" = ()


Result = Done | Refusal | Conflict
