"""What happens to records: activities, the lines of the journal, commands, and what is left half typed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from leadtui.domain.fields import Kind

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


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the journal.

    Attributes:
        action: ``create``, ``import``, ``edit``, ``qualify``, ``disqualify``, ``reactivate``,
            ``assign``, ``follow_up``, ``park``, ``log``, ``link``, ``merge``, ``unmerge``, ``undo``,
            ``withdraw`` ...
        changes: field -> (before, after) in JSON values; empty where they were erased.
        note: what the person typed with it.
        login: who the operating system said it was, beside the stated `actor`; empty where nobody asked.
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
    login: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """A command as the journal keeps it: what `undo` names and takes back.

    Attributes:
        run: of what many were written at once it is one; they are taken back together.
    """

    id: int
    op_id: str
    kind: str
    actor: str
    at: datetime
    title: str
    undone: bool = False
    run: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A form or plan left half typed: offered again at the next start."""

    id: int
    user: str
    form: str
    record: int | None
    values: Mapping[str, str]
    at: datetime
