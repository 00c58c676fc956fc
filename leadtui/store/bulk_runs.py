"""Many leads at once: which leads a run has, how far it came, and how it ends.

The leads are listed in the run before the first is touched, with their versions; each is then written by the
function that writes one (`bulk_parts` marks it in that very transaction). What is not written is noted here.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final
from uuid import uuid4

from leadtui.domain.bulk import Asked, Phase, Run, Tally, asked
from leadtui.domain.results import Refusal
from leadtui.domain.text import clean
from leadtui.store import journal, rights
from leadtui.store.bulk_checks import of_command
from leadtui.store.bulk_parts import not_many
from leadtui.store.clauses import places
from leadtui.store.columns import micros, moment
from leadtui.store.errors import NotFound
from leadtui.store.session import Session

_STEP: Final = 500  # leads listed in one short transaction
_SELECT: Final = "SELECT id, op_id, act, asked, source, actor, at, phase, total FROM bulk_run"
_RUN: Final = ("id", "op_id", "act", "asked", "source", "actor", "at", "phase", "total")
_ROW: Final = (
    "run", "place", "lead", "version", "outcome", "code", "said", "fix", "command", "settled", "back",
    "back_said",
)  # fmt: skip


def begin_run(
    session: Session,
    what: Asked,
    ids: Iterable[int],
    source: str,
    *,
    seen: Mapping[int, int] | None = None,
    op_id: str | None = None,
) -> Run | Refusal:
    """List the leads of a run, in steps; none of them is touched yet.

    Args:
        session: the store.
        what: what is asked of each.
        ids: numbers of leads, each taken once.
        source: which leads, in words.
        seen: the versions that the caller saw, of those leads that were shown; of the others that of now.
        op_id: the caller's name for the run: the one of that name goes on, whatever ids are given now.

    Returns:
        The run, or a `Refusal`: ``right`` (that of the command, and of many at once), ``op_id``, or what
        would refuse each of them: ``reason``, ``note``, ``owner``, ``field``, ``system``, ``value``.
    """
    what = what.cleaned()
    numbers = array("q", ids)  # a million of them are 8 MB
    with session.transaction():
        if no := of_command(session, what, *numbers[:1]) or not_many(session, len(numbers)):
            return no
        number = _named(session, what, op_id)
        if isinstance(number, Refusal):
            return number
        run = _begun(session, what, source, op_id) if number is None else run_of(session, number)
    return _filled(session, run, numbers, seen or {}) if run.phase is Phase.FILLING else run


def check_run(session: Session, what: Asked, ids: Sequence[int]) -> Refusal | None:
    """The "no" that `begin_run` would answer; nothing is written."""
    with session.reading():
        return of_command(session, what, *ids[:1]) or not_many(session, len(ids))


def _named(session: Session, what: Asked, op_id: str | None) -> int | Refusal | None:
    """The run of that name, or the "no" where another command bears it."""
    rows = session.sql("SELECT id, act, asked, actor FROM bulk_run WHERE op_id = ?", [op_id or ""])
    if not rows:
        return None
    number, act, text, actor = rows[0]
    if (asked(act, text), actor) == (what, session.user):
        return number
    return Refusal(
        "op_id",
        f"The op-id {str(op_id)[:60]!r} is that of another run: {number}.",
        "Give each run an op-id of its own; repeat it only to go on with that run.",
        ("op_id",),
    )


def _begun(session: Session, what: Asked, source: str, op_id: str | None) -> Run:
    # The name is also that of each lead's own write: nobody else comes upon it by chance.
    name, at = op_id or uuid4().hex, micros(session.now())
    number, source = journal.take(session, "bulk_run"), clean(source)[:200]
    run = Run(number, name, what, source, session.user, moment(at), Phase.FILLING, 0)
    row = (number, name, what.act.value, what.text, source, run.by, at, run.phase.value, run.total)
    session.insert_many("bulk_run", _RUN, [row])
    return run


def _filled(session: Session, run: Run, ids: "array[int]", seen: Mapping[int, int]) -> Run:
    """List the leads with their versions, some hundred a transaction; the last one lets the run begin."""
    with session.transaction():  # of one that was killed meanwhile
        session.sql("DELETE FROM bulk_row WHERE run = ?", [run.id])
    total = 0
    for at in range(0, len(ids), _STEP):
        with session.transaction():
            total += _list(session, run, ids[at : at + _STEP], total + 1, seen)
    with session.transaction():
        session.sql(
            "UPDATE bulk_run SET phase = ?, total = ? WHERE id = ?", [Phase.OPEN.value, total, run.id]
        )
    return run._replace(phase=Phase.OPEN if total else Phase.ENDED, total=total, tally=Tally(waiting=total))


def _list(session: Session, run: Run, ids: Sequence[int], place: int, seen: Mapping[int, int]) -> int:
    """List those that are not listed yet; how many they are."""
    among = places(len(ids))
    there = session.sql(f"SELECT lead FROM bulk_row WHERE run = ? AND lead IN ({among})", [run.id, *ids])
    listed = {lead for (lead,) in there}
    versions = dict(session.sql(f"SELECT id, version FROM lead WHERE id IN ({among})", ids))
    rows = [
        (run.id, turn, lead, seen.get(lead, versions.get(lead)), "waiting", "", "", "", "", "", "", "")
        for turn, lead in enumerate((each for each in dict.fromkeys(ids) if each not in listed), place)
    ]
    session.insert_many("bulk_row", _ROW, rows)
    return len(rows)


def resume_run(session: Session, number: int) -> Run | Refusal:
    """A run of one's own to go on with.

    Returns:
        The run, or a `Refusal`: ``not_yours``, ``undone`` (it was taken back), ``stopped`` (before its leads
        were listed), ``right``.

    Raises:
        NotFound: there is no such run.
    """
    rights.access(session)
    run = run_of(session, number)
    if no := _of_others(session, run):
        return no
    if run.phase is Phase.BACK:
        return Refusal("undone", f"Run {run.id} was taken back.", "Begin another one.")
    if run.phase is Phase.FILLING:
        return Refusal(
            "stopped",
            f"Run {run.id} was stopped before its leads were listed; none was touched.",
            "Begin it again.",
        )
    return of_command(session, run.asked) or not_many(session, run.total) or run


def _of_others(session: Session, run: Run) -> Refusal | None:
    if run.by == session.user:
        return None
    return Refusal("not_yours", f"Run {run.id} is {run.by}'s.", f"Ask {run.by} to go on with it.")


def end_run(session: Session, number: int) -> Run:
    """Each lead of a run of the acting user's has had its turn."""
    with session.transaction():
        session.sql(
            "UPDATE bulk_run SET phase = 'ended' WHERE id = ? AND actor = ? AND phase = 'open' AND NOT EXISTS"
            " (SELECT 1 FROM bulk_row r WHERE r.run = ? AND r.outcome = 'waiting')",
            [number, session.user, number],
        )
    return run_of(session, number)


def begin_taking_back(session: Session, number: int) -> Run | Refusal:
    """A run of one's own is over from now on, and is taken back lead by lead.

    Returns:
        The run, or a `Refusal`: ``not_yours``, ``right``, ``nothing`` (none of its leads was written).

    Raises:
        NotFound: there is no such run.
    """
    with session.transaction():
        rights.access(session)
        run = run_of(session, number)
        if no := _of_others(session, run) or not_many(session, run.total):
            return no
        if no := _nothing_left(session, run):
            return no
        session.sql("UPDATE bulk_run SET phase = 'back' WHERE id = ?", [number])
        return run._replace(phase=Phase.BACK)


def _nothing_left(session: Session, run: Run) -> Refusal | None:
    if not run.tally.done:
        return Refusal("nothing", f"Run {run.id} changed nothing.", "There is nothing to take back.")
    if session.sql(
        "SELECT 1 FROM bulk_row WHERE run = ? AND outcome = 'done' AND back <> 'done' LIMIT 1", [run.id]
    ):
        return None
    return Refusal("undone", f"Run {run.id} was taken back already.", "There is nothing left to take back.")


def run_of(session: Session, number: int) -> Run:
    """One run with its tally; raises `NotFound`."""
    rows = session.sql(f"{_SELECT} WHERE id = ?", [number])
    if not rows:
        raise NotFound(f"There is no run {number}.", "`leadtui lead runs` names them.")
    return next(_runs(session, rows))


def my_run(session: Session, number: int) -> Run | Refusal:
    """One of the acting user's runs, or ``not_yours``; raises `NotFound`."""
    rights.access(session)
    run = run_of(session, number)
    return _of_others(session, run) or run


def stopped_run(session: Session) -> Run | None:
    """The newest of the acting user's runs that did not come to its end, or None."""
    rows = session.sql(
        f"{_SELECT} WHERE actor = ? AND phase = 'open' AND EXISTS (SELECT 1 FROM bulk_row r"
        " WHERE r.run = bulk_run.id AND r.outcome = 'waiting') ORDER BY id DESC LIMIT 1",
        [session.user],
    )
    return next(_runs(session, rows), None)


def my_runs(session: Session, limit: int = 50, before: int | None = None) -> list[Run]:
    """The acting user's runs, the newest first; ``before``: those older than that one."""
    rights.access(session)
    older = "" if before is None else f" AND id < {int(before)}"
    rows = session.sql(f"{_SELECT} WHERE actor = ?{older} ORDER BY id DESC LIMIT ?", [session.user, limit])
    return list(_runs(session, rows))


def _counted(session: Session, ids: Sequence[int]) -> list[tuple[Any, ...]]:
    return session.sql(
        f"SELECT run, outcome, count(*) FROM bulk_row WHERE run IN ({places(len(ids))})"
        " GROUP BY run, outcome",
        ids,
    )


def _runs(session: Session, rows: Sequence[Sequence[Any]]) -> Iterator[Run]:
    ids = [row[0] for row in rows]
    counted = _counted(session, ids) if ids else []
    for number, op_id, act, text, source, actor, at, phase, total in rows:
        tally = Tally(**{outcome: count for run, outcome, count in counted if run == number})
        now = Phase(phase)
        if now is Phase.OPEN and not tally.waiting:  # stopped after the last lead, before that was noted
            now = Phase.ENDED
        yield Run(number, op_id, asked(act, text), source, actor, moment(at), now, total, tally)


__all__ = [
    "begin_run", "begin_taking_back", "check_run", "end_run", "my_run", "my_runs", "resume_run", "run_of",
    "stopped_run",
]  # fmt: skip
