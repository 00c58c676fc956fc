"""The second line: the view's title, the filter, how many of how many; and below it what the filter says."""

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.message import Message
from textual.timer import Timer
from textual.widgets import Input

from leadtui.domain.text import clean, fit
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.plain_line import PlainLine

FILTERING = (
    Key("enter", "to the list", kept=True),
    Key("esc", "takes it away", kept=True),
    Key("tab", "completes"),
    Key("ctrl+u", "empties"),
)
"""The keys while the filter is typed."""
PAUSE = 0.12  # seconds after the last key until the filter is read


class FilterEntry(Entry):
    """The filter while it is typed: Tab completes, Enter goes back to the list, Esc takes it away."""

    BINDINGS: ClassVar[list[BindingType]] = [  # pyright: ignore[reportIncompatibleVariableOverride]
        Binding("tab", "complete", show=False),
        Binding("down", "submit", show=False),
        Binding("escape", "give_up", show=False),
        Binding("ctrl+u", "delete_left_all", show=False),
    ]

    class Complete(Message):
        """Tab was pressed."""

    class GivenUp(Message):
        """Esc was pressed."""

    def action_complete(self) -> None:
        """Take the first proposal."""
        self.post_message(self.Complete())

    def action_give_up(self) -> None:
        """Take the filter away."""
        self.post_message(self.GivenUp())


class ViewLine(Vertical):
    """Title, filter and count; one line for the filter's error or for what could follow.

    Args:
        propose: the text up to the cursor -> the words that could complete it, best first.
        wrong: a filter -> why it cannot be understood, empty where it can. Such a filter is never told.
        example: a filter that holds for what is listed, shown where none is typed.
    """

    DEFAULT_CSS = """
    ViewLine {
        height: 2;
        & Horizontal { height: 1; padding: 0 1; }
        & #title { width: 1fr; }
        & FilterEntry { width: 1fr; margin-left: 2; }
        & #count { width: 24; }
        & #hint { padding: 0 1; }
        &.-typing #title { width: auto; }
    }
    """

    class Changed(Message):
        """The filter reads otherwise now."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The filter line was left for the list."""

    def __init__(
        self,
        title: str,
        propose: Callable[[str], Sequence[str]],
        wrong: Callable[[str], str],
        example: str,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._title, self._propose, self._wrong, self._example = title, propose, wrong, example
        self._told = ""
        self._proposals: Sequence[str] = ()
        self._pause: Timer | None = None

    def compose(self) -> ComposeResult:
        """Title with the filter as text or being typed, count; the line below."""
        entry = FilterEntry(placeholder=f"words, or {self._example}")
        entry.display = False
        with Horizontal():
            yield PlainLine(self._head(""), id="title")
            yield entry
            yield PlainLine(right=True, id="count")
        yield PlainLine(id="hint")

    @property
    def typing(self) -> bool:
        """Whether the filter is being typed."""
        return self.has_class("-typing")

    @property
    def text(self) -> str:
        """The filter as typed."""
        return self.query_one(FilterEntry).value

    def name_view(self, title: str) -> None:
        """Show another view's title."""
        self._title = title
        self._show_filter()

    def count(self, text: str) -> None:
        """Show how many of how many."""
        self.query_one("#count", PlainLine).show(Content.styled(text, "$muted"))

    def hint(self, text: str, style: str = "$warning") -> None:
        """Show a sentence below; an empty one takes it away."""
        self.query_one("#hint", PlainLine).show(Content.styled(clean(text), style))

    def begin(self) -> None:
        """Type the filter."""
        self.add_class("-typing")
        self._show_filter()
        entry = self.query_one(FilterEntry)
        if (before := entry.value.rstrip()) and not before.endswith("("):
            self._put(f"{before} ")  # what is typed goes on behind it
            entry.cursor_position = len(entry.value)
        entry.display = True  # now, not with the next look at the styles: what is typed behind `/` is for it
        self.screen.set_focus(entry)
        self._suggest()

    def set_filter(self, text: str) -> None:
        """Show a filter that was not typed here; nobody is told."""
        self._told = text
        self._put(text)
        self._show_filter()

    def leave(self) -> None:
        """Back to the list; the filter that holds stays, one that cannot be read does not."""
        if self.typing:
            self._stop_pause()
            self.remove_class("-typing")
            self.query_one(FilterEntry).display = False
            self._put(self._told)
            self.screen.set_focus(None)
            self._show_filter()
            self.hint("")
            self.post_message(self.Left())

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._stop_pause()
        if self.typing:
            self._pause = self.set_timer(PAUSE, self._tell)
        else:  # a letter that came with the Enter: it belongs to nobody
            self._put(self._told)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self._tell()
        if wrong := self._wrong(self.text):
            self.hint(wrong)
        else:
            self.leave()

    @on(FilterEntry.GivenUp)
    def _given_up(self, event: FilterEntry.GivenUp) -> None:
        event.stop()
        self._put("")
        self._tell()
        self.leave()

    @on(FilterEntry.Complete)
    def _complete(self, event: FilterEntry.Complete) -> None:
        event.stop()
        if not self._proposals:
            return
        entry = self.query_one(FilterEntry)
        head = entry.value[: entry.cursor_position]
        start = len(head) - len(_word(head))
        done = head[:start] + self._proposals[0]
        entry.value = done + entry.value[entry.cursor_position :]
        entry.cursor_position = len(done)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """A click elsewhere leaves the filter line."""
        if self.typing and self.screen.focused is None:
            self.leave()

    def _tell(self) -> None:
        self._stop_pause()
        text = self.text.rstrip()
        wrong = self._wrong(text)
        if not wrong and text != self._told:
            self._told = text
            self.post_message(self.Changed(text))
        self._suggest()
        if wrong and not self._proposals:
            self.hint(wrong)

    def _put(self, text: str) -> None:
        with self.prevent(Input.Changed):
            self.query_one(FilterEntry).value = text

    def _stop_pause(self) -> None:
        if self._pause is not None:
            self._pause.stop()
            self._pause = None

    def _suggest(self) -> None:
        if not self.typing:
            return
        entry = self.query_one(FilterEntry)
        self._proposals = self._propose(entry.value[: entry.cursor_position])
        if self._proposals:
            first, *others = self._proposals[:8]
            more = ("   " + "  ".join(others), "$muted")
            self.query_one("#hint", PlainLine).show(Content.assemble(("tab ", "bold $accent"), first, more))
        else:
            self.hint("")

    def _show_filter(self) -> None:
        shown = "" if self.typing else self.text
        self.query_one("#title", PlainLine).show(self._head(shown))

    def _head(self, filter: str) -> Content:
        said = f"  /{fit(clean(filter), 200)}" if filter else ""
        return Content.assemble((self._title, "bold"), (said, "$accent"))


def _word(head: str) -> str:
    """The unfinished word at the end: what a proposal replaces."""
    return head[max(head.rfind(" "), head.rfind("(")) + 1 :]
