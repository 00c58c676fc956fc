"""How a dialog ends: it writes while it is still open, so that a "no" costs nothing that was typed."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Concatenate, Generic, ParamSpec, TypeVar
from uuid import uuid4

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.domain.text import clean, fit, width
from leadtui.screens.dialog import Dialog
from leadtui.screens.shell import Severity, Shell
from leadtui.store import Session
from leadtui.store.errors import StoreError
from leadtui.widgets.status_line import StatusLine

P = ParamSpec("P")
A = TypeVar("A")
R = TypeVar("R")

TAKES_BACK = "u takes it back"


async def written(
    app: Shell, job: Callable[Concatenate[Session, P], Result], *args: P.args, **kwargs: P.kwargs
) -> Result:
    """Run a write; a fault of the store comes back as a refusal with the same sentence and mend."""
    try:
        result = await app.worker.write(job, *args, **kwargs)
    except StoreError as fault:
        return Refusal(fault.code, fault.sentence, fault.fix, exit=fault.exit)
    if isinstance(result, Done):
        app.touch()
    return result


async def seen(
    app: Shell, job: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> R | None:
    """Run a read; a fault of the store is said in one sentence and answers None."""
    try:
        return await app.worker.read(job, *args, **kwargs)
    except StoreError as fault:
        app.say(str(fault), "error")
        return None


def tell(app: Shell, result: Result) -> bool:
    """Say what came of a write; whether it went through."""
    if isinstance(result, Done):
        praise(app, result)
        return True
    app.say(str(result), "warning")
    return False


def praise(app: Shell, done: Done) -> None:
    """Say what was done and which key takes it back; the key outlives a narrow screen."""
    said = fit(clean(done.sentence), app.size.width - len(TAKES_BACK) - 6)
    app.say(f"{said}  {TAKES_BACK}")


Commit = Callable[[A], Awaitable[Refusal | Conflict | None]]
"""Takes a dialog's answer to the store; what it returns holds the dialog open."""


class Telling(Dialog[A]):
    """A dialog whose message may take several lines: a "no" is read to its end."""

    DEFAULT_CSS = "Telling #told { height: auto; max-height: 6; color: $warning; }"

    def say(self, text: str, severity: Severity = "information") -> None:
        """Put a sentence above the keys, wrapped where it is longer than a line."""
        status = self.query_one("#status", StatusLine)
        text = clean(text)
        long = width(text) > (status.size.width or self.size.width - 8)  # not laid out yet: nearly all
        super().say("" if long else text, severity)
        told = next(iter(self.query("#told").results(Static)), None)
        if told is None and long and isinstance(status.parent, Widget):
            status.parent.mount(Static(Content(text), id="told", markup=False), before=status)
        elif told is not None:
            told.update(Content(text))
            told.display = long


class Asking(Telling[bool], Generic[A]):
    """A dialog that hands its answer to ``commit`` and closes only when that went through.

    Attributes:
        op_id: the number under which the store knows this answer: an Enter repeated after a lost
            answer is carried out once.
    """

    def __init__(self, title: str, aside: str, commit: Commit[A]) -> None:
        super().__init__(title, aside)
        self._commit = commit
        self._under_way = False

    def answer(self, answer: A) -> None:
        """Commit in a worker; a second Enter while it runs does nothing."""
        if not self._under_way:
            self._under_way = True
            self.run_worker(self._finish(answer), group="answer", exit_on_error=True)

    async def _finish(self, answer: A) -> None:
        try:
            problem = await self._commit(answer)
        finally:
            self._under_way = False
        if problem is None:
            self.dismiss(True)
        else:
            self.say(str(problem), "warning")


def new_op() -> str:
    """A number for one intended write."""
    return uuid4().hex


def summary(did: str, outcomes: Sequence[Result]) -> str:
    """What came of a command on several records, in one sentence."""
    done = sum(isinstance(one, Done) for one in outcomes)
    said = f"{did} {done} of {len(outcomes)}."
    problems = [one for one in outcomes if not isinstance(one, Done)]
    if problems:
        said += f" {problems[0].sentence}" + (f" And {len(problems) - 1} more." if problems[1:] else "")
    return f"{said}  u takes the last one back" if done else said
