"""One answer carried out on every marked lead, each in its own transaction."""

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.domain.rows import LeadRow
from leadtui.screens.answering import new_op, summary, tell
from leadtui.screens.shell import Shell

A = TypeVar("A")
EVERY = 0.25
"""Seconds between two progress numbers."""


class Each(Generic[A]):
    """Commits a dialog's answer lead by lead, and tells what came of it.

    Args:
        did: what was done, as the summary of several begins.
        one: writes one lead; gets the row as it was seen, the answer and the operation's number.
    """

    def __init__(
        self,
        app: Shell,
        did: str,
        rows: Sequence[LeadRow],
        one: Callable[[LeadRow, A, str], Awaitable[Result]],
    ) -> None:
        self._app, self._did, self._rows, self._one = app, did, rows, one
        self._op = new_op()
        self.outcomes: list[Result] = []
        self._halted = False

    def halt(self) -> None:
        """Stop after the lead under way."""
        self._halted = True

    async def commit(self, answer: A) -> Refusal | Conflict | None:
        """Write; the "no" to a single lead keeps the dialog open."""
        self.outcomes.clear()
        self._halted = False
        told = time.monotonic()
        for row in self._rows:
            self.outcomes.append(await self._one(row, answer, f"{self._op}-{row.id}"))
            if time.monotonic() - told >= EVERY:
                told = time.monotonic()
                self._app.say(f"{len(self.outcomes):,} of {len(self._rows):,} …  esc stops here")
            if self._halted:
                break
        only = self.outcomes[0]
        return only if len(self._rows) == 1 and not isinstance(only, Done) else None

    def tell(self) -> bool:
        """Say what was done, also of a run that was stopped; whether anything was."""
        done = any(isinstance(one, Done) for one in self.outcomes)
        if len(self._rows) == 1:
            return done and tell(self._app, self.outcomes[0])
        if self.outcomes:
            self._app.say(
                summary(self._did, self.outcomes, len(self._rows)), "information" if done else "warning"
            )
        return done
