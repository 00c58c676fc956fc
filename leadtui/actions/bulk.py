"""Many leads at once: carried out lead by lead, gone on with after a stop, tried, taken back.

Nothing here holds a rule: each lead is written by the store's own function for one, in its own transaction.
"""

import time
from collections.abc import Callable, Iterable
from typing import NamedTuple

from leadtui.actions.bulk_acts import carried_out
from leadtui.domain.bulk import Asked, Outcome, Row, Run, Tally
from leadtui.domain.bulk_words import summed_up
from leadtui.domain.results import Done, Refusal, Result
from leadtui.store import (
    NotFound,
    Session,
    begin_run,
    begin_taking_back,
    end_run,
    note_kept,
    note_rows,
    resume_run,
    rows_to_take_back,
    run_of,
    run_rows,
    undo,
)
from leadtui.store.bulk_parts import OfRun, OnlyTried, Over, TakenBack

_AT_LEAST = 0.25  # seconds after which what was not written is noted
_AT_MOST = 50  # leads


class Step(NamedTuple):
    """How far a run is.

    Attributes:
        row: the lead whose turn it was.
    """

    row: Row
    tally: Tally


Told = Callable[[Step], None]
"""Is told after each lead; `Stopped`, raised there, ends the run between two."""


class Stopped(Exception):
    """Stop here: what is done stays done, the run goes on from there."""


def quiet(step: Step) -> None:
    """Tells nobody."""


class _Notes:
    """What came of leads that were not written, kept a few at a time: after a kill they are tried again."""

    def __init__(self, session: Session, keep: Callable[[Session, list[Row]], None]) -> None:
        self._session, self._keep = session, keep
        self._rows: list[Row] = []
        self._since = time.monotonic()

    def add(self, row: Row) -> None:
        """One more."""
        self._rows.append(row)
        if len(self._rows) >= _AT_MOST or time.monotonic() - self._since >= _AT_LEAST:
            self.flush()

    def flush(self) -> None:
        """Keep them now."""
        rows, self._rows, self._since = self._rows, [], time.monotonic()
        self._keep(self._session, rows)


def carry_on(session: Session, number: int, told: Told = quiet) -> Run | Refusal:
    """Give every lead of a run its turn that has had none; what was done before a stop is not done again.

    Returns:
        The run as it stands then, or the `Refusal` of `store.resume_run`.

    Raises:
        NotFound: there is no such run.
        StoreError: the store failed; the run goes on from there.
    """
    run = resume_run(session, number)
    if isinstance(run, Refusal):
        return run
    notes = _Notes(session, note_rows)
    tally = run.tally
    try:
        for row in run_rows(session, run.id, Outcome.WAITING):
            now = _turn(session, run, row)
            if now.outcome is not Outcome.DONE:
                notes.add(now)
            tally = tally.moved(now.outcome)
            told(Step(now, tally))
    except (Stopped, Over):
        notes.flush()
        return run_of(session, run.id)
    except BaseException:
        notes.flush()
        raise
    notes.flush()
    return end_run(session, run.id)


def _turn(session: Session, run: Run, row: Row) -> Row:
    with session.part_of(OfRun(run.id, row.lead, run.total)):
        return _answered(session, run.asked, row, run.named(row.place))


def _answered(session: Session, asked: Asked, row: Row, op_id: str | None) -> Row:
    try:
        return row.became(asked.act, carried_out(session, asked, row.lead, row.version, op_id))
    except NotFound as no:
        return row.became(asked.act, Refusal(no.code, no.sentence, no.fix, exit=no.exit))


def tried(
    session: Session, asked: Asked, ids: Iterable[int], total: int, version: int | None = None
) -> Iterable[Row]:
    """What a run would do with each lead as the book is now; nothing is written.

    Each is looked at by itself: what the run would have made of an earlier one is not there yet.
    ``version`` is that of the only lead, which the caller saw.
    """
    for place, lead in enumerate(dict.fromkeys(ids), 1):
        with session.part_of(OnlyTried(total)):
            yield _answered(session, asked, Row(0, place, lead, version), None)


def only_tried(session: Session, write: Callable[[], Result]) -> Result:
    """What a command on one record would answer as the book is now; nothing is written."""
    with session.part_of(OnlyTried(1)):
        return write()


def take_back(session: Session, number: int, told: Told = quiet) -> tuple[Run, Tally] | Refusal:
    """Take back each lead of a run, the last one first, under the rules of undo; what cannot be, stays.

    Returns:
        The run, and how many were taken back (``done``), not (``refused``), or not tried (``waiting``);
        or the `Refusal` of `store.begin_taking_back`.

    Raises:
        NotFound: there is no such run.
        StoreError: the store failed; taken back again, it goes on from there.
    """
    run = begin_taking_back(session, number)
    if isinstance(run, Refusal):
        return run
    notes = _Notes(session, note_kept)
    left = sum(1 for _ in rows_to_take_back(session, run.id))
    tally = Tally(waiting=left)
    try:
        for row in rows_to_take_back(session, run.id):
            now = _back(session, run, row)
            notes.add(now)
            tally = tally.moved(Outcome.DONE if now.back == "done" else Outcome.REFUSED)
            told(Step(now, tally))
    except Stopped:
        pass
    finally:
        notes.flush()
    return run_of(session, run.id), tally


def _back(session: Session, run: Run, row: Row) -> Row:
    with session.part_of(TakenBack(run.id, row.place, run.total)):
        answer = undo(session, row.operation, op_id=f"{run.named(row.place)}:back")
    if isinstance(answer, Done) or answer.code in ("undone", "nothing"):  # it is as it was already
        return row._replace(back="done", back_said="")
    return row._replace(back=answer.code, back_said=str(answer))


def sentence(run: Run) -> str:
    """What came of a run, in one sentence."""
    return summed_up(run.act, run.tally)


def back_sentence(run: Run, tally: Tally, first: Row | None = None) -> str:
    """What came of taking a run back: how many, and why the first of the others could not be."""
    said = f"Took back {tally.done:,} of {tally.total:,}: {run.deed}."
    if tally.refused and first is not None:
        more = f" And {tally.refused - 1:,} more." if tally.refused > 1 else ""
        said += f" Not lead {first.lead}: {first.back_said}{more}"
    return said + (f" {tally.waiting:,} not tried." if tally.waiting else "")


__all__ = [
    "Step", "Stopped", "Told", "back_sentence", "begin_run", "carry_on", "only_tried", "quiet", "sentence",
    "take_back", "tried",
]  # fmt: skip
