"""How the dialog of a merge looks: who stays, the fields side by side, what one of them will hold."""

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from leadtui.domain.merge import MergePlan
from leadtui.domain.text import clean, width
from leadtui.screens import merge_view
from leadtui.screens.answering import Telling
from leadtui.screens.merge_view import Fields
from leadtui.screens.shell import Severity
from leadtui.widgets.lines import Row
from leadtui.widgets.plain_line import PlainLine
from leadtui.widgets.showing import Setting

_AROUND, _LOW = 13, 9  # lines of the dialog around the fields, and where there is little room
_ROOMY = 20  # lines of a screen that has room for blank ones


class MergeSheet(Telling[bool]):
    """A plan of a merge on show; what its keys do is `Merge`'s.

    Attributes:
        plan: what a merge would do.
        at: how its values are read.
    """

    DEFAULT_CSS = """
    MergeSheet {
        #who { height: auto; text-style: bold; margin-bottom: 1; }
        #notice { display: none; height: auto; color: $warning; margin-bottom: 1; }
        &.-notice #notice { display: block; }
        Fields { scrollbar-gutter: stable; }
        #outcome { margin-top: 1; }
        &.-low #moving { display: none; }
        &.-low Heading, &.-low #who, &.-low #notice { margin-bottom: 0; }
        &.-low #outcome { margin-top: 0; }
    }
    """

    def __init__(self, plan: MergePlan, at: Setting) -> None:
        super().__init__(f"Merge two {plan.kind}s", "nothing written yet")
        self.plan, self.at = plan, at

    def body(self) -> ComposeResult:
        """Who stays, the fields, what the one under the cursor will hold, what goes over."""
        yield Static("", id="notice", markup=False)
        yield Static("", id="who", markup=False)
        yield PlainLine(id="sides")
        yield Fields(self._rows, id="fields")
        yield PlainLine(id="outcome")
        yield PlainLine(id="moving")

    def on_mount(self) -> None:
        """The fields have the focus."""
        self.query_one(Fields).focus()
        self.show(self.plan)

    def on_resize(self, event: events.Resize) -> None:
        """Another width has other columns."""
        self.fit()

    def show(self, plan: MergePlan, *, keep: bool = False) -> None:
        """Show that plan; ``keep`` leaves the cursor on its field."""
        self.plan = plan
        self.notice("")
        self.say("")
        going = f"Taken over from {plan.loser.id}: {plan.moving}." if plan.moving else ""
        self.query_one("#moving", PlainLine).show(Content.styled(going, "$muted"))
        self.query_one(Fields).show(self._rows, keep=keep)
        self.tell()
        self.refresh_keys()

    def fit(self) -> None:
        """As many fields as the screen has room for."""
        fields = self.query_one(Fields)
        low = self.size.height < _ROOMY
        self.set_class(low, "-low")
        cells = fields.scrollable_content_region.width
        around = (_LOW if low else _AROUND) + self._told_lines(cells)
        fields.styles.height = max(min(len(self.plan.lines), self.size.height - around), 1)
        if cells:
            self._head(cells)

    def _told_lines(self, cells: int) -> int:
        """How many lines a second line of names, the notice and a long message take from the fields."""
        told = [one for one in self.query("#told").results(Static) if one.display]
        if self.has_class("-notice"):
            told.append(self.query_one("#notice", Static))
        texts = [str(one.content) for one in told]
        lines = sum(-(-width(text) // max(cells, 1)) for text in texts)
        names = "\n" in merge_view.survival(self.plan, cells).plain
        return lines + names + self.has_class("-notice")

    def _head(self, cells: int) -> None:
        self.query_one("#who", Static).update(merge_view.survival(self.plan, cells))
        self.query_one("#sides", PlainLine).show(merge_view.heading(self.plan, cells))

    def _rows(self, cells: int) -> list[Row]:
        self._head(cells)
        return merge_view.rows(self.plan, self.at, cells)

    def tell(self) -> None:
        """What the field under the cursor will hold."""
        fields = self.query_one(Fields)
        # Before the first layout the cursor is nowhere yet: it will be on the first line.
        name = fields.target or next((line.field for line in self.plan.lines), "")
        self.query_one("#outcome", PlainLine).show(merge_view.outcome(self.plan, str(name), self.at))

    def notice(self, sentence: str) -> None:
        """A sentence that stays above the fields; an empty one takes it away."""
        self.set_class(bool(sentence), "-notice")
        self.query_one("#notice", Static).update(Content(clean(sentence)))
        self.fit()

    def say(self, text: str, severity: Severity = "information") -> None:
        """Put a sentence above the keys; a long one takes its lines from the fields."""
        super().say(text, severity)
        self.call_after_refresh(self.fit)
