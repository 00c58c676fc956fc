"""Which command of the duplicate desk fits which match, and why another one does not. Pure."""

from enum import StrEnum

from leadtui.domain.fields import Kind
from leadtui.domain.lead import Command, Lead, may
from leadtui.domain.match import Desk, Side
from leadtui.domain.states import step_of
from leadtui.screens.desk_sides import is_closed
from leadtui.widgets.showing import Setting

NEED_MATCH = frozenset(
    {"open", "link", "attach", "different", "merge", "keep_both", "reactivate", "next_match"}
    | {"previous_match", "match"}
)
_WRITES = frozenset({"attach", "different", "merge", "keep_both", "reactivate"})
_HOLDERS = {Kind.LEAD: (Kind.ACCOUNT, Kind.CONTACT), Kind.CONTACT: (Kind.ACCOUNT,)}
"""Which kinds a record of a kind can be linked to."""


class Purpose(StrEnum):
    """What the desk was opened for."""

    WORK = "work"  # on a stored record
    PLAN = "plan"  # within a qualification: what is used goes into the plan, nothing else is written for it
    FORM = "form"  # on what is only being typed: look, or go to one that is there


def fits(command_id: str, desk: Desk, side: Side, purpose: Purpose) -> bool:
    """Whether the command makes sense for that kind of match at all: the footer leaves out the others."""
    if side.match is None:
        return False
    kind = side.match.brief.kind
    if purpose is Purpose.FORM:
        return command_id not in _WRITES
    match command_id:
        case "link":
            return kind in _HOLDERS.get(desk.kind, ())
        case "attach":
            return kind is Kind.OPPORTUNITY and desk.kind is Kind.LEAD
        case "merge":
            return kind is desk.kind and kind is not Kind.OPPORTUNITY
        case "reactivate":
            return is_closed(side)
        case _:
            return True


def on_this(command_id: str, desk: Desk) -> Lead | None:
    """The lead that the desk is about, where the command is on that; None where it is on the match."""
    here = desk.here.record
    if not isinstance(here, Lead):
        return None
    own = command_id in ("qualify", "disqualify") or (command_id == "reactivate" and not here.is_open)
    return here if own else None


def why_not(command_id: str, desk: Desk, side: Side | None, purpose: Purpose, at: Setting) -> str | None:
    """Why the command cannot run on that match, in one sentence; None when it can."""
    step = step_of(command_id)
    if step is not None and (command_id != "reactivate" or on_this(command_id, desk)):
        return _not_on_this(command_id, step, desk, purpose)
    if command_id not in NEED_MATCH:
        return None
    if side is None or side.match is None:
        return "Nothing looks the same here any more: esc goes back."
    if purpose is Purpose.FORM and command_id in _WRITES:
        return "Nothing is saved yet: esc goes back to the form; save, then D decides."
    if not fits(command_id, desk, side, purpose):
        return _unfit(command_id, desk, side)
    if side.record is None and command_id in ("open", "link", "attach", "merge"):
        brief = side.match.brief
        whose = f"{at.owner(brief.owner)}'s" if brief.owner else "nobody's"
        return f"{brief.kind.capitalize()} {brief.id} is {whose} and not yours to read: ask the owner."
    here = desk.here.record
    if command_id in ("link", "attach") and isinstance(here, Lead) and here.id:
        refusal = may(Command.QUALIFY if command_id == "attach" else Command.EDIT, here)
        return str(refusal) if refusal else None
    return None


def _not_on_this(command_id: str, step: Command, desk: Desk, purpose: Purpose) -> str | None:
    lead = on_this(command_id, desk)
    if lead is None:
        return f"{command_id.capitalize()} is for leads; the desk is about {_a(desk.kind)}."
    if purpose is not Purpose.WORK:
        return f"esc goes back to the {purpose}."
    refusal = may(step, lead)
    return str(refusal) if refusal else None


def _unfit(command_id: str, desk: Desk, side: Side) -> str:
    assert side.match is not None
    kind, here = side.match.brief.kind, desk.kind
    this = f"this is {_a(kind)}"
    match command_id:
        case "link":
            holders = " or ".join(_a(holder) for holder in _HOLDERS.get(here, ()))
            if not holders:
                return f"{_a(here).capitalize()} is not linked to what looks like it."
            return f"Only {holders} can be used; {this}."
        case "attach" if here is not Kind.LEAD:
            return f"Only a lead is attached to an opportunity; the desk is about {_a(here)}."
        case "attach":
            return f"Only an opportunity is attached to; {this}."
        case "merge" if here is Kind.OPPORTUNITY:
            return "Opportunities cannot be merged: x or w decides."
        case "merge":
            return f"Only two {here}s can be merged; {this}."
        case _:
            still = " that is open" if kind is Kind.LEAD else ""
            return f"Only a closed lead can be reactivated; {this}{still}."


def _a(kind: Kind) -> str:
    return f"{'an' if kind[0] in 'ao' else 'a'} {kind}"


def in_footer(command_id: str, desk: Desk, side: Side | None, purpose: Purpose) -> bool:
    """Whether the footer names the command: what goes with this kind of match, and what needs none."""
    if command_id not in NEED_MATCH:
        return command_id != "undo" or purpose is not Purpose.FORM
    return side is not None and fits(command_id, desk, side, purpose)


def label(command_id: str, side: Side | None, purpose: Purpose) -> str | None:
    """``use this contact``, from a form ``use this instead``; a decision is taken back; None: as ever."""
    match = side.match if side is not None else None
    if command_id == "link":
        if match is None or purpose is Purpose.FORM:
            return "use this instead"
        return f"use this {match.brief.kind}"
    return "take back" if command_id == "different" and match is not None and match.decision else None
