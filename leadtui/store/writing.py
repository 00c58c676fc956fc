"""The one way anything is written: a command is one operation, in one transaction, done once.

    def work(op: Op) -> Result:
        version = op.update(Kind.LEAD, id, {"owner": "ada"}, "assign", version=seen)
        return op.done(Kind.LEAD, id, "Assigned to Ada.")

    return command(session, "assign", work, op_id=op_id, title="assign lead 12")

A `Refusal` or `Conflict`, returned by the work or raised inside by `Op`, rolls everything back and
is the answer. A retry with the `op_id` of a command that was carried out answers what it answered.
"""

import json
import random
import time
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.store import journal
from leadtui.store.columns import micros
from leadtui.store.errors import Locked, StoreError
from leadtui.store.models import OperationTable
from leadtui.store.operation import Op, Stop
from leadtui.store.session import Session
from leadtui.store.statements import Statement, named, value

PATIENCE = 10.0  # seconds of trying again in all

_ANSWER = Statement(
    lambda: OperationTable.select(OperationTable.result).where(OperationTable.op_id == value("op_id"))
)
_BEGIN = Statement(lambda: OperationTable.insert(named(OperationTable, "result")))
_END = Statement(
    lambda: OperationTable.update(result=value("result"), title=value("title")).where(
        OperationTable.id == value("id")
    )
)


def command(
    session: Session,
    kind: str,
    work: Callable[[Op], Result],
    *,
    op_id: str | None = None,
    title: str = "",
    undoes: int | None = None,
) -> Result:
    """Carry out a command.

    Args:
        session: the store.
        kind: the operation's kind (``edit``, ``qualify`` ...); guards go by it.
        work: does the writing through `Op`; may run more than once, so it keeps nothing outside.
        op_id: the caller's name for this very command, so that a retry happens once.
        title: what `undo` will call it; the work may set ``op.title`` instead.
        undoes: number of the operation that this one takes back.

    Returns:
        What the work answered; with ``repeated`` what it answered then.

    Raises:
        StoreError: the store failed, after trying again for up to ten seconds where that helps.
    """
    name = op_id or uuid4().hex
    until = time.monotonic() + PATIENCE
    for attempt in range(1_000):
        try:
            return _attempt(session, kind, work, name, title, undoes)
        except StoreError as error:
            if not _again(session, error, attempt, until):
                raise
    raise Locked(f"{session.target} stays busy.", "Try again in a moment.")


def _again(session: Session, error: StoreError, attempt: int, until: float) -> bool:
    """Wait a little, with jitter, and say whether another attempt may go through."""
    lost = session.dialect.lost(error)
    if not lost and not isinstance(error, Locked):
        return False
    pause = random.uniform(0.2, 1.0) * min(0.02 * 2**attempt, 1.0)
    if time.monotonic() + pause > until:
        return False
    time.sleep(pause)
    if lost:
        try:
            session.reconnect()
        except StoreError as still:
            return _again(session, still, attempt + 1, until)
    return True


def _attempt(
    session: Session,
    kind: str,
    work: Callable[[Op], Result],
    name: str,
    title: str,
    undoes: int | None,
) -> Result:
    try:
        with session.transaction():
            if (before := carried_out(session, name)) is not None:
                return before
            op = _begin(session, kind, name, title, undoes)
            answer = work(op)
            if not isinstance(answer, Done):
                raise Stop(answer)
            _end(session, op, answer)
            return answer
    except Stop as stop:
        return stop.answer


def carried_out(session: Session, op_id: str) -> Done | None:
    """What the command of that `op_id` answered, where it was carried out."""
    row = session.one(_ANSWER, op_id=op_id)
    if row is None:
        return None
    kept = json.loads(row[0])
    kept["events"] = tuple(kept["events"])
    kept["opportunities"] = tuple(kept["opportunities"])
    return replace(Done(**kept), repeated=True)


def _begin(session: Session, kind: str, name: str, title: str, undoes: int | None) -> Op:
    number = journal.take(session, "operation")
    at = micros(session.now())
    session.run(
        _BEGIN,
        id=number,
        op_id=name,
        kind=kind,
        actor=session.user,
        login=session.login,
        at=at,
        title=title,
        undoes=undoes,
    )
    return Op(session, number, kind, at, title)


def _end(session: Session, op: Op, answer: Done) -> None:
    kept = {name: getattr(answer, name) for name in Done.__slots__}
    session.run(_END, result=json.dumps(kept, ensure_ascii=False), title=op.title, id=op.id)


__all__ = ["Conflict", "Done", "Op", "Refusal", "Result", "carried_out", "command"]
