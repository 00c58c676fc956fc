"""The one way anything is written: a command is one operation, in one transaction, done once.

    def work(op: Op) -> Result:
        version = op.update(Kind.LEAD, id, {"owner": "ada"}, "assign", version=seen)
        return op.done(Kind.LEAD, id, "Assigned to Ada.")

    return command(session, "assign", work, op_id=op_id, title="assign lead 12")

Before anything is written the acting user's rights are asked for, those that `rights.NEEDS` names for the
operation's kind. A `Refusal` or `Conflict`, returned by the work or raised inside by `Op`, rolls everything
back and is the answer. A retry with the `op_id` of a command that was carried out answers what it answered;
another command under the name of that one is refused.
"""

import json
import random
import time
from collections.abc import Callable
from uuid import uuid4

from leadtui.domain.fields import Kind
from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.store import journal, rights
from leadtui.store.bulk_settling import settle_done
from leadtui.store.columns import micros
from leadtui.store.errors import Locked, StoreError
from leadtui.store.models_history import OperationTable
from leadtui.store.operation import Op, Stop
from leadtui.store.session import Session
from leadtui.store.statements import Statement, named, value

PATIENCE = 10.0  # seconds of trying again in all
About = tuple[Kind, int | None]

_ANSWER = Statement(
    lambda: OperationTable.select(
        OperationTable.result,
        OperationTable.kind,
        OperationTable.actor,
        OperationTable.undoes,
        OperationTable.id,
        OperationTable.title,
    ).where(OperationTable.op_id == value("op_id"))
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
    about: About | None = None,
) -> Result:
    """Carry out a command.

    Args:
        session: the store.
        kind: the operation's kind (``edit``, ``qualify`` ...); guards and rights go by it.
        work: does the writing through `Op`; may run more than once, so it keeps nothing outside.
        op_id: the caller's name for this very command, so that a retry happens once.
        title: what `undo` will call it; the work may set ``op.title`` instead.
        undoes: number of the operation that this one takes back.
        about: the record that the command is about, without its number where that is still to come.

    Returns:
        What the work answered; with ``repeated`` what it answered then. A `Refusal` ``op_id`` where
        another command was carried out under that name, ``right`` where the user may not do that.

    Raises:
        Stranger: the book has users, and the acting one is none of them.
        StoreError: the store failed, after trying again for up to ten seconds where that helps.
    """
    name = op_id or uuid4().hex
    until = time.monotonic() + PATIENCE
    for attempt in range(1_000):
        try:
            return _attempt(session, kind, work, name, title, undoes, about)
        except StoreError as error:
            if not _again(session, error, attempt, until):
                raise
    raise Locked(f"{session.target} stays busy.", "Try again in a moment.")


def within(session: Session, kind: str, work: Callable[[Op], Done], op_id: str) -> Done:
    """Another operation inside the transaction of the one under way, to be undone by itself.

    Both are stored or neither. A `Stop` that the work raises ends the command around it.
    """
    op = _begin(session, kind, op_id, "", None)
    answer = work(op)
    _end(session, op, answer)
    return answer


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
    about: About | None,
) -> Result:
    try:
        with session.transaction():
            if (before := replayed(session, name, kind, undoes, about)) is not None:
                return before
            if no := rights.needed(session, kind, about[0] if about else None):
                return no
            if session.part is not None and (no := session.part.held_back(session)):
                return no
            op = _begin(session, kind, name, title, undoes)
            answer = work(op)
            if not isinstance(answer, Done):
                raise Stop(answer)
            _end(session, op, answer)
            if about is not None and about[0] is Kind.LEAD and about[1] is not None:
                settle_done(session, kind, about[1], op.id)
            if session.part is not None:
                session.part.ends(session, answer)
            if kind in ("user", "policy", "values"):
                session.reader = None  # it may say otherwise now
            return answer
    except Stop as stop:
        return stop.answer


def carried_out(session: Session, op_id: str) -> Done | None:
    """What the command of that `op_id` answered, where it was carried out."""
    row = session.one(_ANSWER, op_id=op_id)
    return None if row is None else _answered(row[0])


def replayed(
    session: Session, op_id: str, kind: str, undoes: int | None = None, about: About | None = None
) -> Done | Refusal | None:
    """What that command answered, where it was carried out; the "no" where another one bears its name."""
    row = session.one(_ANSWER, op_id=op_id)
    if row is None:
        return None
    result, its_kind, actor, its_undoes, number, title = row
    done = _answered(result)
    same = (its_kind, actor) == (kind, session.user) and undoes in (None, its_undoes)
    if same and _about_the_same(session, number, done, about):
        return done
    return Refusal(
        "op_id",
        f"The op-id {op_id[:60]!r} is that of another command: {title or its_kind}",
        "Give each command an op-id of its own; repeat it only to ask what became of that command.",
        ("op_id",),
    )


def _about_the_same(session: Session, operation: int, done: Done, about: About | None) -> bool:
    if about is None:
        return True
    kind, id = about
    if kind is not Kind.ACTIVITY:
        return done.kind == kind and id in (None, done.id)
    # The answer is about the record that the activity hangs on: its events name the activity itself.
    rows = session.sql("SELECT kind, record FROM event WHERE op = ?", [operation])
    return not rows or (kind.value, id) in rows


def _answered(result: str) -> Done:
    kept = json.loads(result)
    kept["events"] = tuple(kept["events"])
    kept["opportunities"] = tuple(kept["opportunities"])
    return Done(**kept)._replace(repeated=True)


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
    # What looks the same is told once: asked again later it may be something else.
    kept = {name: getattr(answer, name) for name in Done._fields if name != "alike"}
    session.run(_END, result=json.dumps(kept, ensure_ascii=False), title=op.title, id=op.id)


__all__ = ["Conflict", "Done", "Op", "Refusal", "Result", "carried_out", "command", "replayed", "within"]
