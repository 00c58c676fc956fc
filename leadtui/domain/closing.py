"""Disqualifying: what a reason asks for, what becomes of open opportunities, who is kept. Pure."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from leadtui.domain.fields import Kind
from leadtui.domain.results import Refusal
from leadtui.domain.sales import note_missing, reason_named
from leadtui.domain.states import StatusReason
from leadtui.domain.text import listed, plural

if TYPE_CHECKING:
    from leadtui.domain.brief import Brief
    from leadtui.domain.plan import Plan

Ref = tuple[Kind, int]
NAMED: Final = (Kind.LEAD, Kind.CONTACT, Kind.ACCOUNT, Kind.OPPORTUNITY)
"""What a reason can name: what the lead duplicates, or where it went."""


class Fate(StrEnum):
    """What becomes of the open opportunities of a lead that is disqualified."""

    LOST = "lost"  # closed as lost, with a reason to lose
    DETACH = "detach"  # they go on without the lead, which says why
    KEEP = "keep"  # they stay open, and the lead's


def asked_of(reason: StatusReason, note: str, record: Ref | None, own: int) -> Refusal | None:
    """The "no" to a reason without what it asks for, or with what it does not ask for.

    Args:
        reason: the one chosen.
        note: what was typed with it.
        record: what was named with it.
        own: number of the lead itself.
    """
    label = reason.label.lower()
    if reason.note_required and not note:
        fix = "Tab goes to the note."
        return Refusal(
            "note", f"The reason {label!r} asks for a note.", fix, ("note",), command="Say --note TEXT."
        )
    if record is None:
        return _unnamed(label) if reason.names else None
    if not reason.names:
        return Refusal("record", f"The reason {label!r} names no record.", "Leave it out.", ("record",))
    if record == (Kind.LEAD, own):
        return Refusal("record", "A lead is not its own duplicate.", "Name the one that stays.", ("record",))
    return None


def named_in_a_ring(own: int, record: int) -> Refusal:
    """The "no" to naming a lead that itself leads back to this one: neither of them would stay.

    Args:
        own: number of the lead that is closed.
        record: number of the lead that it would name.
    """
    return Refusal(
        "record",
        f"Lead {record} itself leads back to lead {own}: neither would stay.",
        f"Name the one that stays, or open lead {record} again first (r).",
        ("record",),
        command=f"Name the one that stays, or `leadtui lead reactivate {record}` first.",
    )


def _unnamed(label: str) -> Refusal:
    return Refusal(
        "record",
        f"The reason {label!r} names a record: which one?",
        "Type its number or name.",
        ("record",),
        command="Say --record KIND:ID, such as --record lead:12.",
    )


def unsaid(sales: Sequence["Brief"], fate: str | None, because: str = "") -> Refusal | None:
    """The "no" to leaving open opportunities behind without a word.

    Args:
        sales: the open opportunities of the lead.
        fate: one of `Fate`, or nothing was said.
        because: the reason why they are lost, by code or label, or why they are detached, in words.
    """
    if not sales:
        return None
    match fate:
        case Fate.KEEP:
            return None
        case Fate.DETACH:
            return None if because.strip() else _why_detached(sales)
        case Fate.LOST:
            return _why_lost(because)
        case _:
            return _nothing_said(sales)


def lost_without_note(because: str, note: str) -> Refusal | None:
    """The "no" to a reason to lose that says nothing without a note."""
    reason = reason_named(because)
    return reason if isinstance(reason, Refusal) else note_missing(reason, note)


def _nothing_said(sales: Sequence["Brief"]) -> Refusal:
    are = "is an open opportunity" if len(sales) == 1 else "are open opportunities"
    it = "it" if len(sales) == 1 else "them"
    return Refusal(
        "opportunity",
        f"There {are} of this lead: {_named(sales)}.",
        f"Say what becomes of {it}: lost, detached, or kept open.",
        ("opportunity",),
        command=f"Say what becomes of {it}: `--opportunity lost --lost-reason CODE`,"
        " `--opportunity detach --detach-reason TEXT`, or `--opportunity keep`.",
    )


def _why_detached(sales: Sequence["Brief"]) -> Refusal:
    goes = "goes" if len(sales) == 1 else "go"
    return Refusal(
        "opportunity",
        f"Say why {_named(sales)} {goes} on without this lead.",
        "Type it behind the opportunity.",
        ("because",),
        command="Say --detach-reason TEXT.",
    )


def _why_lost(because: str) -> Refusal | None:
    found = reason_named(because, "Choose it with its digit.", "--lost-reason CODE")
    return found if isinstance(found, Refusal) else None


def also_of(sale: "Brief") -> str:
    """That an opportunity came of other leads, too; empty where it is this one's alone."""
    return f"also of {plural(sale.shared, 'other lead')}" if sale.shared else ""


def lost_too(sales: Sequence["Brief"]) -> str:
    """What others lose with this lead, in a sentence; empty where no opportunity is shared."""
    shared = [f"{one.id} {one.title}, {also_of(one)}" for one in sales if one.shared]
    return f" Lost with it: {'; '.join(shared)}." if shared else ""


def _named(sales: Sequence["Brief"]) -> str:
    shown = [f"{one.id} {one.title}{f' ({also_of(one)})' if one.shared else ''}" for one in sales[:3]]
    return listed([*shown, f"{len(sales) - 3} more"] if len(sales) > 3 else shown)


_OF_THE_LEAD: Final = ("checklist", "why")


def unkept(plan: "Plan") -> Refusal | None:
    """The "no" to keeping the people of a lead as its plan has them.

    The rules are those of a qualification that makes no opportunity; what only the lead itself lacks to be
    qualified, and the why, hold nothing back here.
    """
    from leadtui.domain.plan_items import refusals

    if no := next((each for each in refusals(plan) if each.code not in _OF_THE_LEAD), None):
        return no
    if any(each.action != "none" for each in plan.records):
        return None
    return Refusal(
        "customer",
        f"Of lead {plan.lead.id} nobody would be kept: neither an account nor a contact.",
        "Leave keeping the people out, or choose an account or a contact.",
        ("account", "contact"),
        command="Leave --keep-people out, or say --account ID or --contact ID.",
    )
