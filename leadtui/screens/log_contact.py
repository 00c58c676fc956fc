"""Log contact: two digits and a line of text. What it was, what came of it, what was said."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from leadtui.domain.lead import Lead
from leadtui.domain.records import Account, Activity, Contact, Opportunity
from leadtui.screens.answering import Asking, Commit
from leadtui.screens.dialog import ESC
from leadtui.widgets.choice_line import ChoiceLine
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.signs import DO_NOT

KINDS = (("call", "call"), ("email", "e-mail"), ("meeting", "meeting"), ("note", "note"))
OUTCOMES: dict[str, tuple[tuple[str, str], ...]] = {
    "call": (
        ("reached", "reached"),
        ("left_message", "left message"),
        ("no_answer", "no answer"),
        ("wrong_number", "wrong number"),
        ("they_called", "they called"),
    ),
    "email": (("sent", "sent"), ("they_wrote", "they wrote"), ("bounced", "came back")),
    "meeting": (("held", "held"), ("no_show", "they did not come"), ("moved", "moved")),
    "note": (),
}
_INBOUND = frozenset({"they_called", "they_wrote"})


def activity(kind: str, outcome: str, text: str) -> Activity:
    """What the dialog answers, as the store logs it; it is outbound unless they came to us."""
    outbound = kind != "note" and outcome not in _INBOUND
    return Activity(kind=kind, outbound=outbound, outcome=outcome or None, text=text)


def warning(record: Lead | Account | Contact | Opportunity, kind: str) -> str:
    """The sentence for a channel that this person refused; empty where it is allowed."""
    if kind == "call" and getattr(record, "do_not_call", False):
        return f"{DO_NOT} Asked not to be called."
    if kind == "email" and getattr(record, "do_not_email", False):
        return f"{DO_NOT} Asked not to be e-mailed."
    return ""


class Digits(ChoiceLine):
    """A choice by digits alone: letters go on, to the line of text."""

    def on_key(self, event: events.Key) -> None:
        """A letter is none of its own."""
        if (event.character or "").isalpha():
            event.prevent_default()


class LogContact(Asking[Activity]):
    """Asks what was done; the digits come first, then the text."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "commit", show=False),
        Binding("tab", "further", show=False, priority=True),
    ]
    LINE: ClassVar[str] = "#text"
    KEPT: Sequence[str] = ("text",)
    DEFAULT_CSS = """
    LogContact {
        .line { height: auto; }
        .line .label { width: 9; color: $muted; }
        .line ChoiceLine { width: 1fr; }
        #refused { height: 1; padding-left: 9; color: $warning; text-style: bold; }
    }
    """

    def __init__(
        self, title: str, aside: str, record: Lead | Account | Contact | Opportunity, commit: Commit[Activity]
    ) -> None:
        super().__init__(title, aside, commit)
        self._record = record

    def body(self) -> ComposeResult:
        """Kind, outcome, text, and a warning that stays."""
        with Horizontal(classes="line"):
            yield Static("What", classes="label")
            yield Digits(KINDS, id="kind")
        with Horizontal(classes="line"):
            yield Static("Outcome", classes="label")
            yield Digits((), id="outcome")
        with Horizontal(classes="line"):
            yield Static("Said", classes="label")
            yield Entry(placeholder=self._asked, id="text")
        yield Static(Content(self._all_refusals()), id="refused", markup=False)

    @property
    def _asked(self) -> str:
        """What the text is for: of this life of an open lead it says why to qualify."""
        counts = isinstance(self._record, Lead) and self._record.is_open
        return "in a line; it counts as the why of a qualification" if counts else "in a line"

    def keys(self) -> Sequence[Key]:
        """The digits that choose where the cursor is, then text."""
        here = self.focused if self.is_mounted else None
        enter = Key("enter", "log it", kept=True)
        if isinstance(here, Entry):
            return (enter, Key("shift+tab", "back"), ESC)
        options = here.options if isinstance(here, ChoiceLine) else KINDS
        return (Key(f"1-{len(options)}", "choose"), Key("tab", "next"), enter, ESC)

    async def on_mount(self) -> None:
        """The first digit says what it was."""
        self.query_one("#kind", ChoiceLine).focus()

    def on_descendant_focus(self) -> None:
        """The last line says what is there now."""
        self.refresh_keys()

    def action_further(self) -> None:
        """Tab: what comes next, and from the text nowhere: what one types on lands in the text."""
        outcome, text = self.query_one("#outcome", ChoiceLine), self.query_one("#text", Entry)
        first = self.focused is self.query_one("#kind", ChoiceLine)
        (outcome if first and outcome.options else text).focus()

    @on(ChoiceLine.Changed)
    def _chosen(self, event: ChoiceLine.Changed) -> None:
        event.stop()
        kind, outcome = self.query_one("#kind", ChoiceLine), self.query_one("#outcome", ChoiceLine)
        if self.focused is kind:
            outcome.offer(OUTCOMES.get(kind.value, ()))
            self.query_one("#refused", Static).update(Content(warning(self._record, kind.value)))
            self.say("")
            (outcome if outcome.options else self.query_one("#text", Entry)).focus()
        elif outcome.value:
            self.query_one("#text", Entry).focus()

    @on(ChoiceLine.Submitted)
    @on(Input.Submitted)
    def _submitted(self, event: ChoiceLine.Submitted | Input.Submitted) -> None:
        event.stop()
        self.action_commit()

    def action_commit(self) -> None:
        """Enter: log it, or say what is missing."""
        kind = self.query_one("#kind", ChoiceLine).value
        outcome = self.query_one("#outcome", ChoiceLine).value
        text = self.query_one("#text", Entry).value.strip()
        if not kind:
            self.say("Say what it was: 1 to 4. Nothing is logged.", "warning")
            self.query_one("#kind", ChoiceLine).focus()
        elif kind == "note" and not text:
            self.say("A note needs its text.", "warning")
            self.query_one("#text", Entry).focus()
        elif kind != "note" and not outcome:
            self.say("Say what came of it: a digit.", "warning")
            self.query_one("#outcome", ChoiceLine).focus()
        else:
            self.answer(activity(kind, outcome, text))

    def _all_refusals(self) -> str:
        return "  ".join(filter(None, (warning(self._record, kind) for kind, _ in KINDS)))
