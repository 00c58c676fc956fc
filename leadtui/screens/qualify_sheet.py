"""How the plan looks: its lines, the why, what is missing, the keys; what the keys do is `Qualify`'s."""

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from leadtui.commands import Command, of_dialog
from leadtui.domain.access import Right
from leadtui.domain.brief import Brief
from leadtui.domain.checklist import PLAN_KINDS, Item
from leadtui.domain.plan import Plan, Request, Spot
from leadtui.domain.plan_items import VALUES
from leadtui.domain.text import clean, listed, plural, width
from leadtui.screens import plan_gaps, plan_keys
from leadtui.screens.answering import Telling
from leadtui.screens.permitted import for_others
from leadtui.screens.plan_choices import attachable
from leadtui.screens.plan_showing import At, Showing
from leadtui.screens.plan_view import PlanView
from leadtui.screens.shell import Severity
from leadtui.widgets.checklist_panel import ticked_by
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.showing import Setting

_AROUND = 8  # lines of the dialog around the plan: border, heading, why, message, keys


class QualifySheet(Telling[bool]):
    """A plan on show.

    Attributes:
        plan: what Enter would write.
        at: how its values are read.
        request: what was decided so far.
        why: what is typed as why.
        changed: what others changed since it was seen.
    """

    DEFAULT_CSS = """
    QualifySheet {
        #notice { display: none; height: auto; color: $warning; margin-bottom: 1; }
        &.-notice #notice { display: block; }
        .line { height: 1; margin-top: 1; }
        .line .label { width: 5; color: $muted; }
    }
    """
    LINE: ClassVar[str] = "#why"

    def __init__(
        self,
        plan: Plan,
        sales: Sequence[Brief],
        at: Setting,
        aside: str = "",
        why: str = "",
        request: Request = Request(),  # noqa: B008 -- frozen
    ) -> None:
        title = f"Qualify {plan.lead.id} {clean(plan.lead.title)}"
        super().__init__(title, aside or "nothing written yet")
        self.plan, self.at, self.sales = plan, at, tuple(sales)
        self.request, self.why = request, why
        self.changed: frozenset[Spot] = frozenset()
        self._opened: frozenset[int] = frozenset()
        self._several = bool(aside)

    def body(self) -> ComposeResult:
        """Notice, plan, why."""
        yield Static("", id="notice", markup=False)
        yield PlanView(self._showing())
        with Horizontal(classes="line"):
            yield Static("Why", classes="label")
            yield Entry(placeholder="in a line: what makes it worth selling to", id="why")

    @property
    def view(self) -> PlanView:
        """The lines."""
        return self.query_one(PlanView)

    @property
    def spot(self) -> At | None:
        """The record or field under the cursor."""
        target = self.view.target
        return target if isinstance(target, At) else None

    def keys(self) -> Sequence[Key]:
        """What Enter does now, then what the line under the cursor offers."""
        view = next(iter(self.query(PlanView)), None)
        if view is not None and view.editor is not None:
            return plan_keys.TYPING
        if view is not None and isinstance(self.focused, Input):
            enter = Key("enter", "to first gap" if self.gaps() else "qualify", kept=True)
            return (enter, *plan_keys.WHY)
        target = view.target if view is not None else None
        opened = isinstance(target, At) and target.place in self._opened
        return plan_keys.keys(
            self.plan,
            self.request,
            target,
            blocked=bool(self.gaps()),
            several=self._several,
            opened=opened,
            attachable=bool(self.sales),
            override=self._overriding(),
        )

    def letters(self) -> str:
        """The letters that are commands: the plan's where the arrows put the cursor on a line, else none."""
        if self.view.target is None:
            return ""
        return "".join(key for key in self.active_bindings if len(key) == 1)

    def commands(self) -> Sequence[Command]:
        """The commands of the plan, for its help."""
        return of_dialog("plan")

    def obstacle(self, command_id: str) -> str | None:
        """Why a command cannot run now."""
        if command_id == "plan_override" and not self.plan.overridden:
            return self._no_override()
        if command_id == "plan_skip" and not self._several:
            return "there is one lead."
        return "nothing looks the same." if command_id == "plan_desk" and not self.plan.matches else None

    def _overriding(self) -> str:
        """What the key of override does now; empty where it would only be refused."""
        if self.plan.overridden:
            return "no override"
        return "override" if self._no_override() is None else ""

    def _no_override(self) -> str | None:
        """Why nothing can be gone past: nothing lacks, nobody may go past it, or another role may."""
        own = [item for item in self.plan.blocked_by if item.kind not in (*PLAN_KINDS, VALUES)]
        if not own:
            return "the checklist lacks nothing that blocks."
        if not any(item.may_override for item in own):
            return f"nobody goes past {listed([clean(item.label).lower() for item in own])}."
        no = self.shell.access.refusal(Right.OVERRIDE) if self.shell.access else None
        return None if no is None else str(no)

    def notice(self, sentence: str) -> None:
        """A sentence that stays above the plan; an empty one takes it away."""
        self.set_class(bool(sentence), "-notice")
        self.query_one("#notice", Static).update(Content(clean(sentence)))
        self.fit()

    def say(self, text: str, severity: Severity = "information") -> None:
        """Put a sentence above the keys; a long one takes its lines from the plan."""
        super().say(text, severity)
        self.call_after_refresh(self.fit)

    def on_resize(self, event: events.Resize) -> None:
        """Another height has room for other lines."""
        self.fit()

    def fit(self) -> None:
        """As many lines of the plan as the screen has room for."""
        cells = max(self.view.cells, 20)
        told = [one for one in self.query("#told").results(Static) if one.display]
        if self.has_class("-notice"):
            told.append(self.query_one("#notice", Static))
        lines = sum(-(-width(str(one.content)) // cells) for one in told) + self.has_class("-notice")
        self.view.fit(self.size.height - _AROUND - lines)

    def show(self, plan: Plan, target: At | None = None) -> None:
        """Show that plan, the cursor where it was or on that target."""
        self.plan = plan
        self.view.show(self._showing(), target)
        gaps = self.gaps()
        said = plural(len(gaps), "thing is", "things are")
        self.say(f"{said} missing: {self._way(gaps[0])}." if gaps else "")
        self.refresh_keys()

    def gaps(self) -> list[Item]:
        """What holds it back, as it stands on screen: Enter goes to the first."""
        return plan_gaps.gaps(self.plan, bool(self.why), self.shell.access)

    def _showing(self) -> Showing:
        return Showing(
            self.plan,
            self.at,
            bool(self.why),
            self._noted(),
            self.shell.access,
            self._opened,
            self.changed,
            attachable(self.plan, self.sales),
        )

    def _noted(self) -> str:
        note = self.plan.why_note
        return plan_gaps.noted(note, self.at, self.shell.user) if note is not None else ""

    def _way(self, item: Item) -> str:
        others = for_others(self.shell.access, item)
        label = clean(item.label).lower()
        return f"{label}, {ticked_by(item)}" if others else f"Enter goes to {label}"
