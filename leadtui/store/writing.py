"""The one way anything is written: a command is one operation, in one transaction, done once.

    def work(op: Op) -> Result:
        version = op.update(Kind.LEAD, id, {"owner": "ada"}, "assign", version=seen)
        return op.done(Kind.LEAD, id, "Assigned to Ada.")

    return command(session, "assign", work, op_id=op_id, about=(Kind.LEAD, id), said="ada")

Before anything is written the acting user's rights are asked for, those that `rights.NEEDS` names for the
operation's kind. A `Refusal` or `Conflict`, returned by the work or raised inside by `Op`, rolls everything
back and is the answer. A retry with the `op_id` of a command that was carried out answers what it answered;
another command under the name of that one is refused.
"""

import json
import random
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from typing import NamedTuple, cast
from uuid import uuid4

from leadtui.domain.fields import Kind
from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.domain.text import clean
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
_ASKED = "asked"  # beside the answer in the operation's row: what tells it from another command

_ANSWER = Statement(
    lambda: OperationTable.select(
        OperationTable.result,
        OperationTable.kind,
        OperationTable.actor,
        OperationTable.undoes,
        OperationTable.title,
    ).where(OperationTable.op_id == value("op_id"))
)
_BEGIN = Statement(lambda: OperationTable.insert(named(OperationTable, "result")))
_END = Statement(
    lambda: OperationTable.update(result=value("result"), title=value("title")).where(
        OperationTable.id == value("id")
    )
)


class Asked(NamedTuple):
    """What a command is known by; ``digest`` is of what it was told to write, None where nobody says it."""

    kind: str
    op_id: str
    undoes: int | None = None
    about: About | None = None
    digest: str | None = None


def command(
    session: Session,
    kind: str,
    work: Callable[[Op], Result],
    *,
    op_id: str | None = None,
    undoes: int | None = None,
    about: About | None = None,
    said: object = None,
) -> Result:
    """Carry out a command.

    Args:
        session: the store.
        kind: the operation's kind (``edit``, ``qualify`` ...); guards and rights go by it.
        work: does the writing through `Op`; may run more than once, so it keeps nothing outside.
        op_id: the caller's name for this very command, so that a retry happens once.
        undoes: number of the operation that this one takes back.
        about: the record that the command is about, without its number where that is still to come.
        said: what else tells it from another command of its kind on that record: all that it was told to
            write, in the caller's words; not what the caller had seen, such as versions.

    Returns:
        What the work answered; with ``repeated`` what it answered then. A `Refusal` ``op_id`` where
        another command was carried out under that name, ``right`` where the user may not do that.

    Raises:
        Stranger: the book has users, and the acting one is none of them.
        StoreError: the store failed, after trying again for up to ten seconds where that helps.
    """
    name = op_id or uuid4().hex
    until = time.monotonic() + PATIENCE
    asked = Asked(kind, name, undoes, about, _digest(said))
    for attempt in range(1_000):
        try:
            return _attempt(session, work, asked)
        except StoreError as error:
            if not _again(session, error, attempt, until):
                raise
    raise Locked(f"{session.target} stays busy.", "Try again in a moment.")


def within(session: Session, kind: str, work: Callable[[Op], Done], op_id: str) -> Done:
    """Another operation inside the transaction of the one under way, to be undone by itself.

    Both are stored or neither. A `Stop` that the work raises ends the command around it.
    """
    op = _begin(session, Asked(kind, op_id))
    answer = work(op)
    _end(session, op, answer, None)
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
    work: Callable[[Op], Result],
    asked: Asked,
) -> Result:
    kind, about = asked.kind, asked.about
    try:
        with session.transaction():
            if (before := _replayed(session, asked)) is not None:
                return before
            if no := rights.needed(session, kind, about[0] if about else None):
                return no
            if session.part is not None and (no := session.part.held_back(session)):
                return no
            op = _begin(session, asked)
            answer = work(op)
            if not isinstance(answer, Done):
                raise Stop(answer)
            _end(session, op, answer, asked.digest)
            if about is not None and about[0] is Kind.LEAD and about[1] is not None:
                settle_done(session, kind, about[1], op.id)
            if session.part is not None:
                session.part.ends(session, answer)
            if kind in ("user", "policy", "values"):
                session.reader = None  # it may say otherwise now
            return answer
    except Stop as stop:
        return stop.answer


def replayed(
    session: Session, op_id: str, kind: str, undoes: int | None = None, about: About | None = None
) -> Done | Refusal | None:
    """What that command answered, where it was carried out; the "no" where another one bears its name."""
    return _replayed(session, Asked(kind, op_id, undoes, about))


def _replayed(session: Session, asked: Asked) -> Done | Refusal | None:
    row = session.one(_ANSWER, op_id=asked.op_id)
    if row is None:
        return None
    result, its_kind, actor, its_undoes, title = row
    done = _answered(result)
    same = (its_kind, actor) == (asked.kind, session.user) and asked.undoes in (None, its_undoes)
    said = json.loads(result).get(_ASKED)
    if same and asked.digest in (None, said or asked.digest) and _about_the_same(done, asked.about):
        return done
    return Refusal(
        "op_id",
        f"The op-id {asked.op_id[:60]!r} is that of another command: {title or its_kind}",
        "Give each command an op-id of its own; repeat it only to ask what became of that command.",
        ("op_id",),
    )


def _about_the_same(done: Done, about: About | None) -> bool:
    # Of an activity the answer is about the record that it hangs on: which one it was is said.
    if about is None or about[0] is Kind.ACTIVITY:
        return True
    kind, id = about
    return done.kind == kind and id in (None, done.id)


def _answered(result: str) -> Done:
    kept = json.loads(result)
    kept.pop(_ASKED, None)
    kept["events"] = tuple(kept["events"])
    kept["opportunities"] = tuple(kept["opportunities"])
    return Done(**kept)._replace(repeated=True)


def _digest(said: object) -> str:
    """What was said as a few signs, the same for the same."""
    from hashlib import sha256

    return sha256(json.dumps(_plain(said)).encode()).hexdigest()[:32]


def _plain(said: object) -> object:
    """As it is compared: texts as they are stored, an empty one as nothing, and in an order of its own."""
    if isinstance(said, str):
        return clean(said, multiline=True) or None
    if is_dataclass(said):
        return [_plain(getattr(said, each.name)) for each in fields(said)]
    if isinstance(said, Mapping):
        pairs = cast(Mapping[object, object], said)
        return sorted(([_plain(key), _plain(value)] for key, value in pairs.items()), key=json.dumps)
    if isinstance(said, list | tuple | set | frozenset):
        plain = [_plain(each) for each in cast(Collection[object], said)]
        return plain if isinstance(said, list | tuple) else sorted(plain, key=json.dumps)
    return said if said is None or isinstance(said, bool | int | float) else str(said)


def _begin(session: Session, asked: Asked) -> Op:
    number = journal.take(session, "operation")
    at = micros(session.now())
    session.run(
        _BEGIN,
        id=number,
        op_id=asked.op_id,
        kind=asked.kind,
        actor=session.user,
        login=session.login,
        at=at,
        title="",
        undoes=asked.undoes,
    )
    return Op(session, number, asked.kind, at)


def _end(session: Session, op: Op, answer: Done, digest: str | None) -> None:
    # What looks the same is told once: asked again later it may be something else.
    kept = {name: getattr(answer, name) for name in Done._fields if name != "alike"}
    if digest is not None:
        kept[_ASKED] = digest
    session.run(_END, result=json.dumps(kept, ensure_ascii=False), title=op.title, id=op.id)


__all__ = ["Conflict", "Done", "Op", "Refusal", "Result", "command", "replayed", "within"]
