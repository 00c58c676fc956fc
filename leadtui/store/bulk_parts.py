"""What a command is a part of, where many leads are written at once: asked and told in its own transaction.

So a run and the leads that it wrote never disagree: after a kill a lead that was written is marked as done,
and one that is not marked was not written.
"""

from typing import NamedTuple, Protocol

from leadtui.domain.access import Right
from leadtui.domain.bulk import Outcome, Phase
from leadtui.domain.results import Done, Refusal
from leadtui.store import rights
from leadtui.store.operation import Stop
from leadtui.store.session import Session


class Part(Protocol):
    """One command among many."""

    def held_back(self, session: Session) -> Refusal | None:
        """The "no" to this one for a reason of the whole."""
        ...

    def ends(self, session: Session, done: Done) -> None:
        """It was carried out, in the transaction under way."""
        ...


class Over(Exception):
    """The run was taken back, or finished, by somebody else meanwhile: nothing more of it is written."""


def not_many(session: Session, total: int) -> Refusal | None:
    """The "no" to acting on more than one record at once."""
    return rights.access(session).refusal(Right.BULK) if total > 1 else None


class OfRun(NamedTuple):
    """A lead of a run.

    Attributes:
        total: how many leads the run has.
    """

    run: int
    lead: int
    total: int

    def held_back(self, session: Session) -> Refusal | None:
        """Many want their own right; a run that is over writes nothing. Raises `Over`."""
        phases = session.sql("SELECT phase FROM bulk_run WHERE id = ?", [self.run])
        if phases != [(Phase.OPEN,)]:
            raise Over
        return not_many(session, self.total)

    def ends(self, session: Session, done: Done) -> None:
        """Mark the lead as done."""
        session.sql(
            "UPDATE bulk_row SET outcome = ?, code = '', said = ?, fix = '', command = '', op = ?"
            " WHERE run = ? AND lead = ?",
            [Outcome.DONE.value, done.sentence, done.operation, self.run, self.lead],
        )


class OnlyTried(NamedTuple):
    """A lead of a dry run: carried out and rolled back, so that its answer is the true one."""

    total: int

    def held_back(self, session: Session) -> Refusal | None:
        """Many want their own right."""
        return not_many(session, self.total)

    def ends(self, session: Session, done: Done) -> None:
        """Nothing of it stays."""
        raise Stop(done)


class TakenBack(NamedTuple):
    """A lead of a run that is taken back."""

    run: int
    place: int
    total: int

    def held_back(self, session: Session) -> Refusal | None:
        """Many want their own right."""
        return not_many(session, self.total)

    def ends(self, session: Session, done: Done) -> None:
        """Mark the lead as it was before."""
        session.sql(
            "UPDATE bulk_row SET back = 'done', back_said = '' WHERE run = ? AND place = ?",
            [self.run, self.place],
        )


__all__ = ["OfRun", "OnlyTried", "Over", "Part", "TakenBack", "not_many"]
