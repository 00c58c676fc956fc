"""Taking back a command of one's own: the journal read backwards.

Business columns go back, version and time go forward, and what the command made is withdrawn.
Nothing is undone over the head of a later change.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from leadtui.domain.closing import named_in_a_ring
from leadtui.domain.fields import Kind
from leadtui.domain.records import Operation
from leadtui.domain.results import Refusal, Result
from leadtui.domain.text import listed
from leadtui.store import closings, journal, match_pairs, rights, valuing
from leadtui.store.clauses import places, stands
from leadtui.store.columns import COLUMN_BY_NAME, VERDICT, micros, moment, value_of
from leadtui.store.errors import NotFound
from leadtui.store.journal import read_body
from leadtui.store.match_state import KINDS, code
from leadtui.store.may_undo import UNDOABLE, WINDOW, lasting, may_not
from leadtui.store.operation import Op
from leadtui.store.parents import NAMING, ring
from leadtui.store.session import Row, Session
from leadtui.store.writing import command, replayed

_SELECT = f"SELECT id, op_id, kind, actor, at, title, NOT {stands('o.id')} FROM operation o"
# What wrote something, or said who works here, which no event tells; never an undo itself.
_LAST = (
    f"{_SELECT} WHERE actor = ? AND at >= ? AND kind <> 'undo' AND {stands('o.id')}"
    " AND (kind = 'user' OR EXISTS (SELECT 1 FROM event e WHERE e.op = o.id))"
    " AND NOT EXISTS (SELECT 1 FROM bulk_row r JOIN bulk_run b ON b.id = r.run"
    " WHERE r.op = o.id AND b.phase = 'back') ORDER BY id DESC"
)

_NOTHING = Refusal("nothing", "There is nothing of yours to take back.", "Undo reaches back a day.")


@dataclass(slots=True)
class _Written:
    """What one operation did to one record.

    Attributes:
        version: the record's version after it.
        before: field -> JSON value before it.
        born: it made the record.
    """

    kind: Kind
    id: int
    version: int
    born: bool
    before: dict[str, Any] = field(default_factory=dict[str, Any])


def undoable(session: Session, *, before: bool = False) -> Operation | Refusal:
    """The last command of the acting user, of the last day, if `undo` may take it back.

    With ``before`` those are passed over that can never be taken back. Where it was one of many at once,
    ``run`` says of which: `my_run` tells what was done to all of them. What could not be taken back with
    its run is not offered again.

    Returns:
        The command, or a `Refusal`: ``nothing``; ``kind``, where it is none that can be taken back: it names
        the one before that can.
    """
    if before:
        return _before(session) or _NOTHING
    rows = session.sql(f"{_LAST} LIMIT 1", [session.user, micros(session.now() - WINDOW)])
    if not rows:
        return _NOTHING
    last = _operation(rows[0])
    return _with_its_run(session, last) if last.kind in UNDOABLE else lasting(last, _before(session))


def _before(session: Session) -> Operation | None:
    """The last command of theirs that may be taken back."""
    rows = session.sql(
        f"SELECT * FROM ({_LAST}) its WHERE kind IN ({places(len(UNDOABLE))}) ORDER BY id DESC LIMIT 1",
        [session.user, micros(session.now() - WINDOW), *UNDOABLE],
    )
    return _with_its_run(session, _operation(rows[0])) if rows else None


def _with_its_run(session: Session, last: Operation) -> Operation:
    rows = session.sql("SELECT run FROM bulk_row WHERE op = ?", [last.id])
    return replace(last, run=rows[0][0]) if rows else last


def _operation(row: Row) -> Operation:
    id, op_id, kind, actor, at, title, undone = row
    return Operation(id, op_id, kind, actor, moment(at), title, bool(undone))


def undo(session: Session, operation: int | None = None, *, op_id: str | None = None) -> Result:
    """Take back a command of one's own, the last one where none is named.

    Of many at once that is one lead; the whole run `actions.bulk` takes back.

    Returns:
        `Done` about the record that the command was about, or a `Refusal`: ``nothing``, ``undone``,
        ``not_yours``, ``late``, ``kind`` (not one that can be taken back), ``touched`` (something
        changed since; the sentence lists what), ``right``, ``role`` (a tick is another role's to say).

    Raises:
        NotFound: there is no such operation.
    """
    # A retry has nothing left to find.
    if op_id is not None and (before := replayed(session, op_id, "undo", operation)):
        return before
    if operation is None:
        rights.access(session)  # a stranger has nothing here to take back
        last = undoable(session)
        if isinstance(last, Refusal):
            return last
        operation = last.id
    number = operation

    def work(op: Op) -> Result:
        what = operation_named(session, number)
        return may_not(op, what) or (_decision if what.kind == "decide" else take_back)(op, what)

    return command(session, "undo", work, op_id=op_id, undoes=number)


def operation_named(session: Session, number: int) -> Operation:
    """The operation of that number, as the one under way that takes it back finds it.

    Raises:
        NotFound: there is none.
    """
    rows = session.sql(f"{_SELECT} WHERE id = ?", [number])
    if not rows:
        raise NotFound(f"There is no operation {number}.", "The history of a lead names them.")
    id, op_id, kind, actor, at, title, _ = rows[0]
    # The operation under way names it already: one more than that makes it undone.
    taken = session.sql("SELECT count(*) FROM operation WHERE undoes = ?", [number])[0][0]
    return Operation(id, op_id, kind, actor, moment(at), title, taken > 1)


def _decision(op: Op, what: Operation) -> Result:
    from leadtui.store.deciding import undecide

    op.title = f"Took back: {what.title}"
    return undecide(op, what.id)


def take_back(op: Op, what: Operation) -> Result:
    """Put back what that operation wrote, as part of the one under way.

    Returns:
        `Done` about the record that it was about, or a `Refusal`: ``nothing``, ``touched``.
    """
    written = _written(op.session, what.id)
    if not written:
        return Refusal("nothing", f"That changed nothing: {what.title}", "There is nothing to take back.")
    if since := list(_since(op.session, what, written)):
        return Refusal(
            "touched",
            f"Something changed since: {listed(since[:5])}{' and more' if len(since) > 5 else ''}.",
            f"Change by hand what should go back. It was: {what.title}",
        )
    # What hangs on a lead decides on its checklist: it has to be back before the lead is looked at.
    back = written[::-1]
    back.sort(key=lambda one: one.kind is not Kind.ACTIVITY)
    for one in back:
        _put_back(op, one)
    if no := _ringed(op, written):
        return no
    _look_again(op, written)
    if any(one.kind is Kind.VALUE for one in written):
        valuing.put_back(op)
    # What was decided by it holds no more, what it decided anew holds as before.
    match_pairs.decide_again(op.session, [code(one.kind, one.id) for one in written if one.kind in KINDS])
    kind, id = _about(op.session, what)
    op.title = f"Took back: {what.title}"
    return op.done(kind, id, op.title)


def _written(session: Session, operation: int) -> list[_Written]:
    """What the operation did, a record at a time, in the order in which it came to each."""
    rows = session.sql(
        "SELECT e.kind, e.record, e.version, v.body FROM event e JOIN event_value v ON v.event = e.id"
        f" WHERE e.op = ? AND e.action NOT IN ({journal.TELLING}) ORDER BY e.id",
        [operation],
    )
    found: dict[tuple[Kind, int], _Written] = {}
    for name, id, version, body in rows:
        kind = Kind(name)
        one = found.setdefault((kind, id), _Written(kind, id, version, version == 1))
        one.version = version
        for changed, (before, _) in read_body(body)[0].items():
            one.before.setdefault(changed, before)
    return list(found.values())


def _since(session: Session, what: Operation, written: list[_Written]) -> Iterator[str]:
    """What happened to those records since, in words; what was taken back itself does not count."""
    # What the operation itself pointed there goes back with it.
    own = {(one.kind, one.id, name) for one in written for name in one.before}
    for one in written:
        yield from _later(session, one)
        if one.born:
            yield from _hanging(session, one, own)


def _later(session: Session, one: _Written) -> Iterator[str]:
    rows = session.sql(
        "SELECT e.actor, e.action, v.body FROM event e JOIN event_value v ON v.event = e.id"
        " JOIN operation o ON o.id = e.op WHERE e.kind = ? AND e.record = ? AND e.version > ?"
        f" AND o.undoes IS NULL AND {stands('o.id')}"
        " ORDER BY e.id",
        [str(one.kind), one.id, one.version],
    )
    for actor, action, body in rows:
        changes, _ = read_body(body)
        # An event without changes (a new version after a task) speaks only against withdrawing.
        if changes or body is None or one.born:
            named = sorted(changes.keys() - set(VERDICT))
            fields = f" ({', '.join(named)})" if named else ""
            yield f"{actor}: {action.replace('_', ' ')} of {one.kind} {one.id}{fields}"


def _hanging(session: Session, one: _Written, own: set[tuple[Kind, int, str]]) -> Iterator[str]:
    notes = session.sql(
        "SELECT id FROM activity WHERE about_kind = ? AND about_id = ? AND withdrawn = 0",
        [str(one.kind), one.id],
    )
    if any((Kind.ACTIVITY, id, "about_id") not in own for (id,) in notes):
        yield f"there are activities on {one.kind} {one.id}"
    for kind, name in NAMING.get(one.kind, ()):
        rows = session.sql(f"SELECT id FROM {kind} WHERE {name} = ? AND withdrawn = 0 ORDER BY id", [one.id])
        others = [id for (id,) in rows if (kind, id, name) not in own]
        yield from (f"{kind} {id} hangs on {one.kind} {one.id}" for id in others)


def _put_back(op: Op, one: _Written) -> None:
    if one.born:
        op.withdraw(one.kind, one.id)
        return
    fields = COLUMN_BY_NAME[one.kind]
    values = {name: value_of(fields[name], before) for name, before in one.before.items()}
    op.update(one.kind, one.id, values, op.kind)


def _ringed(op: Op, written: list[_Written]) -> Refusal | None:
    """The "no" to what is put back and came to lead back to its own record meanwhile.

    That is the parent of an account, or what a lead names: that it duplicates it.

    Asked when all of them are back: on the way there some stand where they stood, and some do not yet.
    """
    for one in written:
        if one.kind is Kind.ACCOUNT and "parent" in one.before and not one.born:
            parent = op.columns(Kind.ACCOUNT, one.id)["parent"]
            if no := ring(op.session, one.id, parent):
                return no._replace(code="touched")
        if one.kind is Kind.LEAD and "named" in one.before and not one.born:
            named = closings.named_ref(op.columns(Kind.LEAD, one.id)["named"])
            if named is not None and closings.leads_back(op.session, named, one.id):
                return named_in_a_ring(one.id, named[1])._replace(code="touched")
    return None


def _look_again(op: Op, written: list[_Written]) -> None:
    """Make the checklist anew of the leads on whose activities something was put back."""
    for one in written:
        if one.kind is Kind.ACTIVITY:
            row = op.columns(Kind.ACTIVITY, one.id)
            if row["about_kind"] == Kind.LEAD and op.columns(Kind.LEAD, row["about_id"])["state"] == "open":
                op.update(Kind.LEAD, row["about_id"], {}, op.kind)


def _about(session: Session, what: Operation) -> tuple[Kind, int]:
    """The record that the command was about."""
    rows = session.sql("SELECT result FROM operation WHERE id = ?", [what.id])
    told: dict[str, Any] = json.loads(rows[0][0])
    return Kind(told["kind"]), int(told["id"])
