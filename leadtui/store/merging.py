"""Merging two records into one, and taking a merge apart again, each in one transaction."""

import json
from datetime import date

from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead, State
from leadtui.domain.merge import Choices, MergePlan
from leadtui.domain.records import Record
from leadtui.domain.results import Done, Refusal, Result
from leadtui.domain.text import plural
from leadtui.store import match_heirs, match_pairs
from leadtui.store.errors import NotFound
from leadtui.store.match_state import code
from leadtui.store.merge_plans import build, given_up, naming_of, veiled
from leadtui.store.merged import Merge, merge_of
from leadtui.store.models_history import MergeTable
from leadtui.store.operation import Op
from leadtui.store.parents import NAMING, above
from leadtui.store.records import standing
from leadtui.store.session import Session
from leadtui.store.statements import Statement, named
from leadtui.store.undoing import operation_named, take_back
from leadtui.store.writing import command, replayed

_POINTS = Statement(lambda: MergeTable.insert(named(MergeTable)))


def merge(
    session: Session,
    kind: Kind,
    winner: int,
    loser: int,
    choices: Choices | None = None,
    *,
    versions: tuple[int | None, int | None] | None = None,
    op_id: str | None = None,
) -> Result:
    """Merge one record into another of its kind.

    The winner takes the values that the plan says, the loser's activities, and whatever names the
    loser names the winner then. The loser points to the winner: a lead is closed as merged, an
    account or contact is withdrawn. `undo` and `unmerge` take it back.

    Args:
        session: the store.
        kind: of both.
        winner: the record that stays.
        loser: the record that is given up.
        choices: field -> ``winner``, ``loser`` or ``both``; the rules decide the others.
        versions: the versions of winner and loser that the caller saw.
        op_id: the caller's name for this very command: a retry with it happens once.

    Returns:
        `Done` about the winner, a `Conflict`, or a `Refusal` as in `merge_plan`.

    Raises:
        NotFound: there is no such record.
    """

    def work(op: Op) -> Result:
        if no := given_up(session, kind, winner) or given_up(session, kind, loser):
            return no
        pair = (standing(op, kind, winner, veiled=True), standing(op, kind, loser, veiled=True))
        # Before the versions: a conflict tells who changed what.
        if no := veiled(session, kind, pair):
            return no
        for one, seen in zip(pair, versions or (None, None), strict=True):
            if seen is not None and seen != one.version:
                return op.conflict(kind, one.id, seen)
        plan = build(session, kind, pair, choices)
        return plan if isinstance(plan, Refusal) else _write(op, plan)

    return command(session, "merge", work, op_id=op_id, about=(kind, winner), said=[loser, choices])


def _write(op: Op, plan: MergePlan) -> Done:
    kind, winner, loser = plan.kind, plan.winner, plan.loser
    both = code(kind, winner.id), code(kind, loser.id)
    decided = match_heirs.decided_on(op.session, both)
    # The checklists of both look at the activities: these go first.
    _move(op, plan)
    _rename(op, plan)
    into = f"Merged into {kind} {winner.id}, {winner.title}."
    op.update(kind, loser.id, _closing(op, loser), "merge", version=loser.version, note=into)
    taken = f"Merged with {kind} {loser.id}, {loser.title}."
    op.update(kind, winner.id, _taking(plan), "merge", version=winner.version, note=taken, force=True)
    match_heirs.pass_on(op.session, decided, both, both[0], op.id)
    match_pairs.decide_again(op.session, both[:1])
    op.session.run(
        _POINTS,
        kind=kind.value,
        loser=loser.id,
        winner=winner.id,
        op=op.id,
        at=op.now,
        actor=op.session.user,
        choices=json.dumps({line.field: line.take.value for line in plan.lines}),
    )
    op.title = _sentence(plan)
    return op.done(kind, winner.id, op.title)


def _rename(op: Op, plan: MergePlan) -> None:
    """What names the loser names the winner then; no account comes to stand under itself by that."""
    kind, winner, loser = plan.kind, plan.winner, plan.loser
    over = above(op.session, winner.id) if kind is Kind.ACCOUNT else frozenset[int]()
    note = f"{kind.capitalize()} {loser.id} was merged."
    for other, column in NAMING[kind]:
        for id in naming_of(op.session, other, column, loser.id):
            if column != "parent":
                op.update(other, id, {column: winner.id}, "merge", note=note)
            elif id != winner.id:  # of the winner itself the plan says it
                to = getattr(loser, column) if id in over else winner.id
                op.update(other, id, {column: to}, "merge", note=note)


def _move(op: Op, plan: MergePlan) -> None:
    rows = op.session.sql(
        "SELECT id, cycle FROM activity WHERE about_kind = ? AND about_id = ? AND withdrawn = 0 ORDER BY id",
        [plan.kind.value, plan.loser.id],
    )
    for id, cycle in rows:
        values = {"about_id": plan.winner.id, "cycle": _cycle(plan, cycle)}
        op.update(Kind.ACTIVITY, id, values, "merge")


def _cycle(plan: MergePlan, cycle: int) -> int:
    """In which life of the winner an activity of the loser counts.

    What belongs to the life of an open loser belongs to the winner's; what is of a life that ended is
    of none that goes on: no why-note comes of it (cycle 0 is before the first).
    """
    winner, loser = plan.winner, plan.loser
    if not isinstance(winner, Lead) or not isinstance(loser, Lead):
        return cycle
    return winner.cycle if loser.is_open and cycle == loser.cycle else min(cycle, winner.cycle - 1)


def _closing(op: Op, loser: Record) -> dict[str, object]:
    if not isinstance(loser, Lead):
        return {"withdrawn": True}
    return {
        "state": State.DISQUALIFIED,
        "status_reason": "merged",
        "closed_at": op.at,
        "closed_by": op.session.user,
    }


def _taking(plan: MergePlan) -> dict[str, object]:
    values = plan.values
    follow_up, parked = values.get("follow_up"), getattr(plan.winner, "parked_until", None)
    if isinstance(follow_up, date) and parked and follow_up < parked:
        values["parked_until"] = None  # a parked lead comes back by its follow-up
    return values


def _sentence(plan: MergePlan) -> str:
    said = f"Merged {plan.kind} {plan.loser.id} into {plan.winner.id} {plan.winner.title}"
    taken = [plural(len(plan.values), "field")] if plan.values else []
    taken += [plan.moving] if plan.moving else []
    return f"{said}: {', '.join(taken)} taken over." if taken else f"{said}."


def unmerge(session: Session, kind: Kind, loser: int, *, op_id: str | None = None) -> Result:
    """Take a merge apart again, whoever made it and however long ago, while nothing it wrote changed.

    Returns:
        `Done` about the record that was given up, or a `Refusal`: ``not_merged``, ``undone`` (somebody
        was faster), ``right`` (the role does not show both), ``touched`` (something changed since; the
        sentence lists what).

    Raises:
        NotFound: there is no such record.
    """
    about = (kind, loser)
    # A retry has nothing left to find.
    if op_id is not None and (before := replayed(session, op_id, "unmerge", None, about)):
        return before
    found = merge_of(session, kind, loser)
    if found is None:
        return _not_merged(session, kind, loser)

    def work(op: Op) -> Result:
        return _take_apart(op, kind, loser, found)

    return command(session, "unmerge", work, op_id=op_id, undoes=found.op, about=about)


def _not_merged(session: Session, kind: Kind, id: int) -> Refusal:
    if not session.sql(f"SELECT 1 FROM {kind} WHERE id = ?", [id]):
        raise NotFound(f"There is no {kind} {id}.", "Look at the number again.")
    return Refusal(
        "not_merged",
        f"{kind.capitalize()} {id} is not merged into another one.",
        "Look at its history.",
        command=f"`leadtui {kind} show {id}` shows it.",
    )


def _take_apart(op: Op, kind: Kind, loser: int, found: Merge) -> Result:
    what = operation_named(op.session, found.op)
    if what.undone:
        return Refusal("undone", f"That was taken back already: {what.title}", "Its history tells when.")
    if no := veiled(op.session, kind, (op.read(kind, found.winner), op.read(kind, loser))):
        return no
    answer = take_back(op, what)
    if not isinstance(answer, Done):
        return answer
    op.title = f"Unmerged: {kind} {loser} stands beside {found.winner} again."
    return op.done(kind, loser, op.title)
