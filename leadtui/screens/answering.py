"""How a dialog ends: it writes while it is still open, so that a "no" costs nothing that was typed."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import ClassVar, Concatenate, Generic, ParamSpec, TypeVar
from uuid import uuid4

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.domain.text import clean, width
from leadtui.screens.base import LeadScreen
from leadtui.screens.dialog import Dialog
from leadtui.screens.drafting import DraftKeeper
from leadtui.screens.shell import Severity, Shell
from leadtui.store import Session
from leadtui.store.errors import StoreError
from leadtui.widgets.entry import Entry
from leadtui.widgets.signs import ALIKE
from leadtui.widgets.status_line import StatusLine

P = ParamSpec("P")
A = TypeVar("A")
R = TypeVar("R")

TAKES_BACK = "u takes it back"
WRITING = "It is being written; esc leaves once that is done."


async def written(
    app: Shell, job: Callable[Concatenate[Session, P], Result], *args: P.args, **kwargs: P.kwargs
) -> Result:
    """Run a write; a fault of the store comes back as a refusal with the same sentence and mend.

    Whatever the answer, the lists read again: a "no" means that others wrote, and what an answer that
    was lost did is not known.
    """
    kind, id = "", 0
    try:
        result = await app.worker.write(job, *args, **kwargs)
        if isinstance(result, Done):
            kind, id = result.kind, result.id
        return result
    except StoreError as fault:
        return Refusal(fault.code, fault.sentence, fault.fix, exit=fault.exit)
    finally:
        app.touch(kind, id)


async def seen(
    app: Shell, job: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> R | None:
    """Run a read; a fault of the store is said in one sentence and answers None."""
    try:
        return await app.worker.read(job, *args, **kwargs)
    except StoreError as fault:
        app.say(str(fault), "error")
        return None


async def noted(
    app: Shell, job: Callable[Concatenate[Session, P], R], *args: P.args, **kwargs: P.kwargs
) -> R | None:
    """Run a write that is no command and answers no result; a fault of the store is said and answers None."""
    try:
        return await app.worker.write(job, *args, **kwargs)
    except StoreError as fault:
        app.say(str(fault), "error")
        return None


def tell(app: Shell, result: Result) -> bool:
    """Say what came of a write; whether it went through."""
    if isinstance(result, Done):
        praise(app, result)
        return True
    remark(app, str(result), "warning")
    return False


def remark(app: Shell, text: str, severity: Severity = "information") -> None:
    """Say what is true of the record that the cursor is on: on a screen it goes with the next command."""
    screen = app.screen
    say = screen.remark if isinstance(screen, LeadScreen) else app.say
    say(text, severity)


def praise(app: Shell, done: Done) -> None:
    """Say what was done and what looks like it; which key takes it back where there is room for that too."""
    said = clean(done.sentence)
    if done.alike:
        from leadtui.widgets.likeness import strongest

        room = app.size.width - width(said) - 6
        app.say(f"{said}  {ALIKE} {strongest(done.alike, room)}", "warning")
        return
    whole = f"{said}  {TAKES_BACK}"
    app.say(whole if width(whole) <= app.size.width - 2 else said)


Commit = Callable[[A], Awaitable[Refusal | Conflict | None]]
"""Takes a dialog's answer to the store; what it returns holds the dialog open."""


class Telling(Dialog[A]):
    """A dialog whose message may take several lines: a "no" is read to its end.

    Attributes:
        LINE: selector of its text line, empty for none. A letter typed while no text has the focus
            goes there, unless it is one of `letters`.
    """

    LINE: ClassVar[str] = ""
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

    def letters(self) -> str:
        """The letters that are commands here now; the last line names them."""
        return ""

    def text_line(self) -> str:
        """The text line that a letter begins now."""
        return self.LINE

    def on_descendant_focus(self) -> None:
        """Other keys where a text is typed."""
        self.refresh_keys()

    @property
    def types(self) -> bool:
        """Whether what is pressed goes into a text."""
        return isinstance(self.focused, Input | TextArea)

    def on_key(self, event: events.Key) -> None:
        """A letter that nothing takes begins the text."""
        letter = event.character or ""
        begins = letter.isalpha() and letter not in self.letters()
        if begins and self._begin_text(events.Key(event.key, letter)):
            event.stop()
            event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted while no text has the focus goes to the text line."""
        text = " ".join(event.text.split())
        if text and self._begin_text(events.Paste(text)):
            event.stop()

    def _begin_text(self, typed: events.Key | events.Paste) -> bool:
        if not self.text_line() or self.types:
            return False
        line = self.query_one(self.text_line(), Entry)
        line.cursor_position = len(line.value)
        self.set_focus(line)  # at once; what was typed comes behind it, as if the line had it before
        line.post_message(typed)
        return True


class Asking(Telling[bool], Generic[A]):
    """A dialog that hands its answer to ``commit`` and closes only when that went through.

    Attributes:
        KEPT: ids of the entries that are kept as a draft, where `keeps` named one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+z", "as_it_was", show=False, priority=True)]
    KEPT: Sequence[str] = ()

    def __init__(self, title: str, aside: str, commit: Commit[A]) -> None:
        super().__init__(title, aside)
        self._commit = commit
        self._under_way = False
        self._halt: Callable[[], None] | None = None
        self._form: tuple[str, int | None] | None = None
        self._draft: DraftKeeper | None = None
        self._as_opened: Mapping[str, str] = {}

    def stops(self, halt: Callable[[], None]) -> None:
        """Esc while several records are written calls this, once."""
        self._halt = halt

    def keeps(self, form: str, record: int | None) -> None:
        """Keep the texts named in `KEPT` as a draft under that form and record."""
        self._form = form, record

    async def on_mount(self) -> None:
        """Put back what was left half typed."""
        entries = {name: self.query_one(f"#{name}", Entry) for name in self.KEPT}
        self._as_opened = {name: entry.value for name, entry in entries.items()}
        if self._form is None:
            return
        self._draft = DraftKeeper(self, self.shell, *self._form, self._typed_texts)
        left = await self._draft.open()
        for name, text in left.items():
            if name in entries and entries[name].value == self._as_opened[name]:
                entries[name].value = text
                entries[name].cursor_position = len(text)
                self.say("Put back what you left half typed. ctrl+z takes it away again.")

    def action_as_it_was(self) -> None:
        """Take back what was typed in the lines that are kept."""
        for name, text in self._as_opened.items():
            self.query_one(f"#{name}", Entry).value = text
        self.say("")

    def on_input_changed(self) -> None:
        """Something was typed."""
        if self._draft is not None:
            self._draft.typed()

    async def keep_draft(self) -> None:
        """Keep what is typed; the app asks for it before it ends."""
        if self._draft is not None:
            await self._draft.keep()

    def filled_in(self, name: str, text: str) -> None:
        """The dialog itself put that there: it is no draft until somebody changes it."""
        self._as_opened = {**self._as_opened, name: text}

    def _typed_texts(self) -> Mapping[str, str]:
        now = {name: self.query_one(f"#{name}", Entry).value.strip() for name in self.KEPT}
        return {name: text for name, text in now.items() if text and text != self._as_opened.get(name)}

    def answer(self, answer: A) -> None:
        """Commit in a worker; a second Enter while it runs does nothing."""
        if not self._under_way:
            self._under_way = True
            self.run_worker(self._finish(answer), group="answer", exit_on_error=True)

    def action_leave(self) -> None:
        """Leave; a write under way goes to its end, several stop after the one under way."""
        if self._under_way:
            if self._halt is not None:
                self._halt()
            self.say(WRITING if self._halt is None else "Stopping after the one under way …")
            return
        self.leave_with(None)

    def leave_with(self, answer: bool | None) -> None:
        """Close without a write; what is typed stays as a draft."""
        self._under_way = True  # a second key finds the dialog closed
        self.run_worker(self._leave(answer), group="leave", exit_on_error=True)

    async def drop(self) -> None:
        """Close because the lead was dealt with in another way; no draft stays."""
        self._under_way = True
        if self._draft is not None:
            await self._draft.close(keep=False)
        self.dismiss(False)

    async def _leave(self, answer: bool | None) -> None:
        kept = await self._draft.close(keep=True) if self._draft else False
        self.dismiss(answer)
        if kept:
            self.shell.say("Nothing is written; what you typed comes back.")

    async def _finish(self, answer: A) -> None:
        if self._draft is not None:
            self._draft.hold()
        try:
            problem = await self._commit(answer)
        except BaseException:
            self._under_way = False
            raise
        if problem is None:
            if self._draft is not None:
                await self._draft.close(keep=False)
            self.dismiss(True)  # still under way: a key that comes late does nothing
            return
        self._under_way = False
        self.say(str(problem), "warning")
        if self._draft is not None:
            self._draft.go_on()
        await self.refused(problem)

    async def refused(self, problem: Refusal | Conflict) -> None:
        """The answer was not taken: what the dialog offers may be past."""


class Once(Generic[A]):
    """Commits a dialog's answer as one operation, and tells what came of it.

    Attributes:
        done: what was written, None until then.

    Args:
        app: the app.
        write: writes it; gets the answer and the operation's number, the same for every Enter.
    """

    def __init__(self, app: Shell, write: Callable[[A, str], Awaitable[Result]]) -> None:
        self._app, self._write = app, write
        self._op = new_op()
        self.done: Done | None = None

    async def commit(self, answer: A) -> Refusal | Conflict | None:
        """Write; the "no" keeps the dialog open."""
        result = await self._write(answer, self._op)
        if isinstance(result, Done):
            self.done = result
            return None
        return result

    def tell(self) -> bool:
        """Say what was done; whether anything was."""
        return self.done is not None and tell(self._app, self.done)


def new_op() -> str:
    """A number for one intended write."""
    return uuid4().hex
