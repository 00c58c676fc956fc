"""Many leads at once: what is asked of each, and what came of it. Pure.

Each lead is written by the very function that writes one, under the very same rules. What a rule holds back
until a person has looked at that lead is no failure of the run: it waits for them, the rest is finished.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, cast

from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.domain.text import clean, listed, plural

Values = Mapping[str, object]


class Act(StrEnum):
    """What is done to each lead of a run."""

    QUALIFY = "qualify"
    DISQUALIFY = "disqualify"
    REACTIVATE = "reactivate"
    ASSIGN = "assign"
    CLAIM = "claim"
    SET = "set"
    FOLLOW_UP = "follow_up"
    PARK = "park"

    @property
    def operation(self) -> str:
        """The kind of operation that each lead's own write is."""
        return "edit" if self is Act.SET else self.value


class Outcome(StrEnum):
    """What came of a lead of a run; the codes are those of the command line's JSON."""

    DONE = "done"
    QUEUED = "queued"  # a person has to look at it
    REFUSED = "refused"
    CONFLICT = "conflict"  # somebody was faster
    WAITING = "waiting"  # not its turn yet, or the run was stopped before


class Phase(StrEnum):
    """How far a run came."""

    FILLING = "filling"  # its leads are being listed; none was touched
    OPEN = "open"  # goes on, or was stopped
    ENDED = "ended"
    BACK = "back"  # taken back as a whole


_FOR_A_PERSON: Mapping[Act, frozenset[str]] = {
    Act.QUALIFY: frozenset({"checklist", "duplicates", "customer", "why", "value"}),
    Act.DISQUALIFY: frozenset({"opportunity", "duplicates", "customer"}),
    Act.REACTIVATE: frozenset({"duplicates", "merged"}),
}
"""Codes of refusals that a person settles with the lead before their eyes."""


def outcome_of(act: Act, result: Result) -> Outcome:
    """What an answer of the store means for the lead's place in the run."""
    if isinstance(result, Done):
        return Outcome.DONE
    if isinstance(result, Conflict):
        return Outcome.CONFLICT
    return Outcome.QUEUED if result.code in _FOR_A_PERSON.get(act, ()) else Outcome.REFUSED


class Asked(NamedTuple):
    """What is asked of every lead of a run.

    Attributes:
        values: what the dialog or the options said, as JSON has it: ``why`` and the choices of a
            qualification (or, of a disqualification, of the ``people`` that are kept), ``reason`` and
            ``note``, ``owner`` (or ``rules``: to whom the policy's say, ``anew`` also what somebody has,
            those of version ``policy`` alone), the ``fields`` to set, a date ``on``.
    """

    act: Act
    values: Values

    @property
    def text(self) -> str:
        """The values as they are kept."""
        return json.dumps(dict(self.values), ensure_ascii=False)

    def cleaned(self) -> "Asked":
        """The same with every text cleaned, as each lead's own write would."""
        return self._replace(values={name: _cleaned(value) for name, value in self.values.items()})

    def word(self, name: str) -> str:
        """One of the values as text; empty where it was not said."""
        return str(self.values.get(name) or "")

    @property
    def detail(self) -> str:
        """What was said, in a few words: ``lost``, ``to ola``, ``rating``."""
        match self.act:
            case Act.DISQUALIFY:
                return self.word("label") or self.word("reason").replace("_", " ")
            case Act.ASSIGN if self.values.get("rules"):
                return "by the rules"
            case Act.ASSIGN:
                return f"to {self.word('name') or self.word('owner') or 'nobody'}"
            case Act.SET:
                fields = cast(Values, self.values.get("fields") or {})
                return listed([name.replace("_", " ") for name in fields])
            case Act.FOLLOW_UP | Act.PARK:
                return self.word("on")
            case _:
                return ""


def _cleaned(value: object) -> object:
    match value:
        case str():
            return clean(value, multiline=True)
        case dict():
            return {name: _cleaned(each) for name, each in cast(Values, value).items()}
        case list() | tuple():
            return [_cleaned(each) for each in cast(Sequence[object], value)]
        case _:
            return value


def asked(act: str, text: str) -> Asked:
    """What `Asked.text` kept."""
    return Asked(Act(act), json.loads(text))


class Tally(NamedTuple):
    """How many leads of a run have which outcome."""

    done: int = 0
    queued: int = 0
    refused: int = 0
    conflict: int = 0
    waiting: int = 0

    @property
    def total(self) -> int:
        """All leads of the run."""
        return sum(self)

    @property
    def tried(self) -> int:
        """Those whose turn has been."""
        return self.total - self.waiting

    def moved(self, to: Outcome) -> "Tally":
        """One that waited has that outcome now."""
        word = to.value
        return self._replace(waiting=self.waiting - 1, **{word: getattr(self, word) + 1})


class Row(NamedTuple):
    """One lead of a run and what came of it.

    Attributes:
        place: its turn, from 1.
        version: the lead's version when the run was made; None where there was no such lead.
        code, said, fix, command: of the refusal or conflict, as `Refusal` has them; of what is done ``said``.
        operation: what was done, for what is done.
        settled: of one that waited for a person: ``done``, ``dropped``, or ``again`` in a later run.
        back: whether it was taken back with its run: ``done``, or the code of why not.
        back_said: why not, in words.
    """

    run: int
    place: int
    lead: int
    version: int | None
    outcome: Outcome = Outcome.WAITING
    code: str = ""
    said: str = ""
    fix: str = ""
    command: str = ""
    operation: int | None = None
    settled: str = ""
    back: str = ""
    back_said: str = ""

    def became(self, act: Act, result: Result) -> "Row":
        """The same with what came of it."""
        outcome = outcome_of(act, result)
        if isinstance(result, Done):
            return self._replace(outcome=outcome, said=result.sentence, operation=result.operation)
        command = result.command if isinstance(result, Refusal) else ""
        told = {"code": result.code, "said": result.sentence, "fix": result.fix, "command": command}
        return self._replace(outcome=outcome, **told)

    @property
    def message(self) -> str:
        """What the command line says of it: it names commands, not keys."""
        return f"{self.said} {self.command or self.fix}".strip()


class Run(NamedTuple):
    """Many leads at once.

    Attributes:
        op_id: the caller's name for it, or one of its own; each lead's own write is named after it.
        source: which leads, in words: the filter, ``marked``, a file.
        total: how many leads.
    """

    id: int
    op_id: str
    asked: Asked
    source: str
    by: str
    at: datetime
    phase: Phase
    total: int
    tally: Tally = Tally()

    @property
    def act(self) -> Act:
        """What is done to each."""
        return self.asked.act

    def named(self, place: int) -> str:
        """The name of one lead's own write, so that a retry happens once."""
        return f"{self.op_id}:{place}"

    @property
    def title(self) -> str:
        """``Disqualify 500 leads: lost``."""
        return titled(_TO_DO[self.act], self.asked, self.total)

    @property
    def deed(self) -> str:
        """What was done, for undo: ``Disqualified 400 leads: lost``."""
        return titled(DID[self.act], self.asked, self.tally.done)

    @property
    def state(self) -> str:
        """How it stands, in a word or two."""
        words = {Phase.BACK: "taken back", Phase.FILLING: "not begun", Phase.ENDED: "finished"}
        return words.get(self.phase, "unfinished")


class Waiting(NamedTuple):
    """A lead that needs a person, with what was asked of it."""

    row: Row
    asked: Asked
    at: datetime
    title: str
    company: str
    owner: str | None


_TO_DO: Mapping[Act, str] = {
    Act.QUALIFY: "Qualify", Act.DISQUALIFY: "Disqualify", Act.REACTIVATE: "Reactivate", Act.ASSIGN: "Assign",
    Act.CLAIM: "Claim", Act.SET: "Set", Act.FOLLOW_UP: "Follow up", Act.PARK: "Hide",
}  # fmt: skip
DID: Mapping[Act, str] = {
    Act.QUALIFY: "Qualified", Act.DISQUALIFY: "Disqualified", Act.REACTIVATE: "Reactivated",
    Act.ASSIGN: "Assigned", Act.CLAIM: "Claimed", Act.SET: "Set", Act.FOLLOW_UP: "Follow-up set on",
    Act.PARK: "Hid",
}  # fmt: skip
"""What was done, as a sentence begins."""


def titled(verb: str, what: Asked, count: int) -> str:
    """A verb, how many leads, and what was said."""
    leads = plural(count, "lead")
    match what.act:
        case Act.SET:
            return f"{verb} {what.detail} of {leads}"
        case Act.ASSIGN:
            return f"{verb} {leads} {what.detail}"
        case Act.PARK:
            return f"{verb} {leads} until {what.detail}" if what.detail else f"{verb} {leads} no longer"
        case _:
            return f"{verb} {leads}{': ' + what.detail if what.detail else ''}"


__all__ = [
    "DID", "Act", "Asked", "Outcome", "Phase", "Row", "Run", "Tally", "Waiting", "asked",
    "outcome_of", "titled",
]  # fmt: skip
