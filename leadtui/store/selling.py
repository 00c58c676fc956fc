"""Moving an opportunity through its stages, winning, losing and reopening it: one operation each."""

from collections.abc import Callable
from typing import Any

from leadtui.domain.fields import BY_NAME, Kind, label_of
from leadtui.domain.records import Opportunity
from leadtui.domain.results import Done, Refusal, Result
from leadtui.domain.sales import Step, may, note_missing, reason_named, stage_named
from leadtui.domain.text import money
from leadtui.store.entries import note_of
from leadtui.store.operation import Op
from leadtui.store.records import standing
from leadtui.store.session import Session
from leadtui.store.writing import command

_STAGE = BY_NAME[Kind.OPPORTUNITY]["stage"]
Work = Callable[[Op, Opportunity, str], Done | Refusal]


def move(
    session: Session, id: int, stage: str, *, version: int | None = None, op_id: str | None = None
) -> Result:
    """Put an open opportunity into a stage: develop, propose or close, by code or label.

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``closed``, ``stage`` (there is no such stage).

    Raises:
        NotFound: there is no such opportunity.
    """

    def work(op: Op, sale: Opportunity, note: str) -> Done | Refusal:
        code = stage_named(stage)
        if isinstance(code, Refusal):
            return code
        label = label_of(_STAGE, code).lower()
        op.update(Kind.OPPORTUNITY, id, {"stage": code}, "move", version=version)
        told = (
            f"{sale.title} is at {label} already."
            if code == sale.stage
            else f"Moved {sale.title} to {label}."
        )
        return _told(op, id, told)

    return _step(session, Step.MOVE, id, work, said=stage, version=version, op_id=op_id)


def win(
    session: Session, id: int, note: str = "", *, version: int | None = None, op_id: str | None = None
) -> Result:
    """Close an open opportunity as won, today; the note says why.

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``closed``, ``value`` (the note is too long).

    Raises:
        NotFound: there is no such opportunity.
    """

    def work(op: Op, sale: Opportunity, note: str) -> Done | Refusal:
        closing = {"outcome": "won", "closed_on": op.session.today(), "lost_reason": None}
        op.update(Kind.OPPORTUNITY, id, closing, "win", version=version, note=note)
        worth = f", {money(sale.amount, sale.currency)}" if sale.amount is not None else ""
        return _told(op, id, f"Won {sale.title}{worth}.")

    return _step(session, Step.WIN, id, work, note, version=version, op_id=op_id)


def lose(
    session: Session,
    id: int,
    reason: str,
    note: str = "",
    *,
    version: int | None = None,
    op_id: str | None = None,
) -> Result:
    """Close an open opportunity as lost, today, with one of `fields.LOST_REASON`, by code or label.

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``closed``, ``reason``, ``note`` (the reason asks for one),
        ``value``.

    Raises:
        NotFound: there is no such opportunity.
    """

    def work(op: Op, sale: Opportunity, note: str) -> Done | Refusal:
        chosen = reason_named(reason)
        if isinstance(chosen, Refusal):
            return chosen
        if missing := note_missing(chosen, note):
            return missing
        closing = {"outcome": "lost", "closed_on": op.session.today(), "lost_reason": chosen.code}
        op.update(Kind.OPPORTUNITY, id, closing, "lose", version=version, note=note)
        return _told(op, id, f"Lost {sale.title}: {chosen.label.lower()}.")

    return _step(session, Step.LOSE, id, work, note, said=reason, version=version, op_id=op_id)


def reopen(
    session: Session, id: int, note: str = "", *, version: int | None = None, op_id: str | None = None
) -> Result:
    """Open a won or lost opportunity again, at the stage that it had.

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``open``, ``value``.

    Raises:
        NotFound: there is no such opportunity.
    """

    def work(op: Op, sale: Opportunity, note: str) -> Done | Refusal:
        opening = {"outcome": "open", "closed_on": None, "lost_reason": None}
        op.update(Kind.OPPORTUNITY, id, opening, "reopen", version=version, note=note)
        at = f" at {label_of(_STAGE, sale.stage).lower()}" if sale.stage else ""
        return _told(op, id, f"Reopened {sale.title}{at}.")

    return _step(session, Step.REOPEN, id, work, note, version=version, op_id=op_id)


def _step(
    session: Session,
    step: Step,
    id: int,
    work: Work,
    note: str = "",
    *,
    said: str = "",
    version: int | None,
    op_id: str | None,
) -> Result:
    """What the four share: it must be there, at the version that was seen, in a state that allows it."""

    def whole(op: Op) -> Result:
        sale: Any = standing(op, Kind.OPPORTUNITY, id)
        if version is not None and version != sale.version:
            return op.conflict(Kind.OPPORTUNITY, id, version)
        if no := may(step, sale):
            return no
        text = note_of(note, session.today())
        return text if isinstance(text, Refusal) else work(op, sale, text)

    about = (Kind.OPPORTUNITY, id)
    return command(session, step.value, whole, op_id=op_id, about=about, said=[said, note])


def _told(op: Op, id: int, sentence: str) -> Done:
    op.title = sentence
    return op.done(Kind.OPPORTUNITY, id, sentence)
