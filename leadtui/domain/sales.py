"""The life of an opportunity: its stages, won, lost, reopened. Pure; the store and its guards hold them.

Source: Dynamics 365 opportunity entity: an opportunity is open, won or lost; a closed one is read-only until
it is reopened. The stages are those of the shipped process after Qualify.
"""

from enum import StrEnum
from typing import Final, Protocol

from leadtui.domain.fields import BY_NAME, LOST_REASON, STAGE, Field, Kind, Option, Type, code_of, label_of
from leadtui.domain.results import Exit, Refusal
from leadtui.domain.text import listed

STAGES: Final = tuple(option.code for option in STAGE if option.code != "qualify")
NEEDS_NOTE: Final = frozenset({"other"})  # reasons that say nothing without one
NOTE: Final = Field("note", "Note", Type.LONG, 2000)
_STAGE: Final = BY_NAME[Kind.OPPORTUNITY]["stage"]


class Step(StrEnum):
    """The commands that move an opportunity through its life."""

    MOVE = "move"
    WIN = "win"
    LOSE = "lose"
    REOPEN = "reopen"
    EDIT = "edit"


_STEPS: Final = {
    "next_stage": Step.MOVE,
    "previous_stage": Step.MOVE,
    "win": Step.WIN,
    "lose": Step.LOSE,
    "reopen": Step.REOPEN,
    "edit": Step.EDIT,
}


def step_of(command_id: str) -> Step | None:
    """What a command of the screens does in the life of an opportunity; None where that does not matter."""
    return _STEPS.get(command_id)


class Standing(Protocol):
    """What the rules look at: a whole opportunity, or a line of a list."""

    @property
    def id(self) -> int:
        """Its number."""
        ...

    @property
    def stage(self) -> str | None:
        """How far it is."""
        ...

    @property
    def outcome(self) -> str | None:
        """``open``, ``won`` or ``lost``; none is open."""
        ...


def is_open(sale: Standing) -> bool:
    """Whether it can still be moved, won or lost."""
    return sale.outcome in (None, "open")


def may(step: Step, sale: Standing) -> Refusal | None:
    """Whether the opportunity's state allows the step."""
    if step is Step.REOPEN:
        if not is_open(sale):
            return None
        return Refusal(
            "open",
            f"Opportunity {sale.id} is open already.",
            "w wins it, l loses it.",
            command=f"`leadtui opportunity win {sale.id}` and `lose {sale.id}` close it.",
        )
    if is_open(sale):
        return None
    return Refusal(
        "closed",
        f"Opportunity {sale.id} is {sale.outcome} and read-only.",
        "r reopens it.",
        command=f"`leadtui opportunity reopen {sale.id}` opens it again.",
    )


def stage_named(word: str) -> str | Refusal:
    """The code of the stage that a word means, by code or label, or the "no" that names the stages."""
    code = code_of(word)
    if code in STAGES:
        return code
    sentence = f"{word[:40]!r} is no stage of an opportunity."
    return Refusal("stage", sentence, f"There are {listed(STAGES)}.", ("stage",), Exit.USAGE)


def stage_beside(sale: Standing, by: int) -> str | Refusal:
    """The stage after (``by`` 1) or before (-1) the one it is in, or why there is none.

    One that an import left before the first stage, or in none, goes to the first.
    """
    here = STAGES.index(sale.stage) if sale.stage in STAGES else -1
    there = here + by
    if 0 <= there < len(STAGES):
        return STAGES[there]
    label = label_of(_STAGE, sale.stage).lower() or "no stage"
    if by > 0:
        sentence = f"Opportunity {sale.id} is at {label}, the last stage."
        return Refusal("stage", sentence, "w wins it, l loses it.", ("stage",))
    return Refusal("stage", f"Opportunity {sale.id} is at {label}: nothing comes before.", "", ("stage",))


def reason_named(word: str, asks: str = "l asks for it.", option: str = "--reason CODE") -> Option | Refusal:
    """The reason to lose that a word means, by code or label; the "no" names those there are.

    Args:
        word: what was said.
        asks: how one is chosen with the keys, where nothing was said.
        option: how it is said on the command line.
    """
    code = code_of(word)
    codes = [option.code for option in LOST_REASON]
    if code in codes:
        return LOST_REASON[codes.index(code)]
    from difflib import get_close_matches  # only when something was mistyped

    there = f"There are: {', '.join(codes)}."
    if not code:
        fix = f"{asks} {there}"
        command = f"Say {option}. {there}"
        return Refusal("reason", "A lost opportunity needs a reason.", fix, ("lost_reason",), command=command)
    near = get_close_matches(code, codes, 1)
    fix = f"Did you mean {near[0]}? {there}" if near else there
    return Refusal("reason", f"There is no reason {word[:40]!r}.", fix, ("lost_reason",), Exit.USAGE)


def note_missing(reason: Option, note: str) -> Refusal | None:
    """The "no" to a reason that says nothing without a note."""
    if note or reason.code not in NEEDS_NOTE:
        return None
    sentence = f"The reason {reason.label.lower()!r} asks for a note."
    return Refusal("note", sentence, "Type what happened.", ("note",), command="Say --note TEXT.")
