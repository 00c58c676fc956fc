"""The plan: what a qualification creates, links and fills. Nothing is written until Enter."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from leadtui import store
from leadtui.domain.checklist import Item
from leadtui.domain.fields import Kind
from leadtui.domain.plan import Plan, Request
from leadtui.domain.records import Activity
from leadtui.domain.results import Conflict, Done, Refusal
from leadtui.domain.text import clean, plural, stamp
from leadtui.screens import plan_choices
from leadtui.screens.answering import WRITING, Telling, new_op, seen, written
from leadtui.screens.dialog import ESC
from leadtui.screens.drafting import Keeping
from leadtui.screens.permitted import for_others
from leadtui.screens.plan_lines import REVIEWED
from leadtui.screens.plan_view import PlanView
from leadtui.widgets.checklist_panel import ticked_by
from leadtui.widgets.entry import Entry
from leadtui.widgets.key_line import Key
from leadtui.widgets.showing import Setting

KINDS = (Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY)


class Qualify(Telling[bool]):
    """The dialog of one lead.

    Attributes:
        done: what was written, None until then.
        skipped: with several leads: go on with the next one.
        instead: the lead that stands for this one since it was merged away; the plan goes on with that.
        why: what is typed as why.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "commit", show=False),
        Binding("1", "choose(0)", show=False),
        Binding("2", "choose(1)", show=False),
        Binding("3", "choose(2)", show=False),
        Binding("4", "review", show=False),
        Binding("5,D", "duplicates", show=False),
        Binding("n", "skip", show=False),
        Binding("pagedown", "scroll_plan(1)", show=False),
        Binding("pageup", "scroll_plan(-1)", show=False),
    ]
    DEFAULT_CSS = """
    Qualify {
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
        at: Setting,
        aside: str = "",
        why: str = "",
        request: Request = Request(),  # noqa: B008 -- frozen
    ) -> None:
        title = f"Qualify {plan.lead.id} {clean(plan.lead.title)}"
        super().__init__(title, aside or "nothing written yet")
        self.plan, self.at = plan, at
        self.request = request
        self.done: Done | None = None
        self.skipped = False
        self.instead: int | None = None
        self.why = why
        self._several = bool(aside)
        self._op = new_op()
        self._under_way = False
        self._keeping: Keeping | None = None

    def body(self) -> ComposeResult:
        """Notice, plan, why."""
        yield Static("", id="notice", markup=False)
        yield PlanView(self.plan, self.at, "")
        with Horizontal(classes="line"):
            yield Static("Why", classes="label")
            yield Entry(placeholder="in a line: what makes it worth selling to", id="why")

    def keys(self) -> Sequence[Key]:
        """What Enter does now, then the digits."""
        blocked = self._gaps()
        enter = Key("enter", "to the first gap" if blocked else "qualify", kept=True)
        several = (Key("n", "next, not this"),) if self._several else ()
        digits = Key("1-5" if self.plan.matches else "1-4", "change")  # line 5 is the duplicates
        return (enter, digits, Key("tab", "why"), *several, ESC)

    def letters(self) -> str:
        """``D`` decides on duplicates, ``n`` goes on to the next of several."""
        return "Dn" if self._several else "D"

    async def on_mount(self) -> None:
        """Digits work at once; a why left half typed comes back."""
        self.query_one(PlanView).focus()
        self._keeping = Keeping(self, self.shell, "qualify", self.plan.lead.id, self._typed_texts)
        await self._look_for_notes()
        left = await self._keeping.open()
        self.why = self.query_one("#why", Entry).value = self.why or left.get("why", "")
        self._show(self.plan)

    async def _look_for_notes(self) -> None:
        """Which note on the lead counts as the why, where one does."""
        if any(item.id == "why" and item.state == "missing" for item in self.plan.items):
            return
        detail = await seen(self.shell, store.lead_detail, self.plan.lead.id)
        cycle = self.plan.lead.cycle
        notes = [one for one in detail.timeline if isinstance(one, Activity)] if detail else []
        note = next((one for one in notes if one.done and one.cycle == cycle), None)
        if note is not None and note.at is not None:
            whose = "your" if note.by == self.shell.user else f"{self.at.owner(note.by)}'s"
            when = "of today" if note.at.astimezone(self.at.now.tzinfo).date() == self.at.today else "of "
            when += "" if when == "of today" else stamp(note.at, self.at.now)
            self.query_one(PlanView).noted = f"{whose} {note.kind} {when}"

    async def keep_draft(self) -> None:
        """Keep the why; the app asks for it before it ends."""
        if self._keeping is not None:
            await self._keeping.keep()

    def notice(self, sentence: str) -> None:
        """A sentence that stays above the plan; an empty one takes it away."""
        self.set_class(bool(sentence), "-notice")
        self.query_one("#notice", Static).update(Content(clean(sentence)))

    # -- keys

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self.why = event.value.strip()
        self._show(self.plan)
        if self._keeping is not None:
            self._keeping.typed()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_commit()

    def action_commit(self) -> None:
        """Enter: write it, or go to the first gap."""
        if self._is_writing():
            return
        gaps = self._gaps()
        if gaps:
            self.run_worker(self._fill(gaps[0]), group="gap", exclusive=True, exit_on_error=True)
            return
        self._under_way = True
        self.run_worker(self._write(), group="write", exit_on_error=True)

    def action_choose(self, place: int) -> None:
        """Create, link or leave out the record of that line."""
        if self._is_writing():
            return
        self.run_worker(self._choose(KINDS[place]), group="choose", exclusive=True, exit_on_error=True)

    def action_review(self) -> None:
        """Mend what is only reviewed: source, campaign, topic, product, owner, territory."""
        if self._is_writing():
            return
        self.run_worker(self._edit(REVIEWED, frozenset()), group="choose", exclusive=True)

    def action_duplicates(self) -> None:
        """Decide on what looks the same."""
        if self._is_writing():
            return
        self.run_worker(self._decide(), group="choose", exclusive=True, exit_on_error=True)

    def action_skip(self) -> None:
        """With several leads: leave this one, go on with the next."""
        if self._several and not self._is_writing():
            self.skipped = self._under_way = True
            self.run_worker(self._close(False, keep=True), group="close")

    def action_scroll_plan(self, by: int) -> None:
        """A plan longer than the screen scrolls."""
        self.query_one("#dialog", VerticalScroll).scroll_relative(y=by * 8, animate=False)

    def action_leave(self) -> None:
        """Leave without a trace in the book; the why is kept as a draft."""
        if not self._is_writing():
            self._under_way = True  # a second Esc finds the dialog closed
            self.run_worker(self._close(False, keep=True), group="close", exit_on_error=True)

    def _is_writing(self) -> bool:
        """Whether a write or the end is under way; then that is said and no key does anything."""
        if self._under_way:
            self.say(WRITING)
        return self._under_way

    # -- what they do

    async def _write(self) -> None:
        request = replace(self.plan.request, why=self.why, version=self.plan.lead.version)
        if self._keeping is not None:
            self._keeping.hold()
        try:
            result = await written(self.shell, store.qualify, self.plan.lead.id, request, op_id=self._op)
        except BaseException:
            self._under_way = False
            raise
        if isinstance(result, Done):
            self.done = result
            await self._close(True, keep=False)
            return
        self._under_way = False
        if self._keeping is not None:
            self._keeping.go_on()
        if isinstance(result, Conflict):
            await self.reload(f"{result.sentence} The plan below is the new one; nothing is written yet.")
        else:
            await self._refused(result)

    async def _refused(self, refusal: Refusal) -> None:
        await self.reload("")
        self.say(str(refusal), "warning")

    async def reload(self, notice: str) -> None:
        """Make the plan again from what was decided so far; what is typed stays."""
        plan = await seen(self.shell, store.plan, self.plan.lead.id, replace(self.request, why=self.why))
        if isinstance(plan, Plan):
            self._show(plan)
            self.notice(notice)
        elif isinstance(plan, Refusal):
            self.notice(str(plan))

    async def _fill(self, item: Item) -> None:
        if item.id == "why":
            self.query_one("#why", Entry).focus()
            self.say("Say in a line why it is worth selling to; Enter then qualifies.")
            return
        self.query_one(PlanView).focus()
        if item.id == "duplicates":
            await self._decide()
        elif item.id == "customer":
            undecided = [planned.kind for planned in self.plan.records if not planned.decided]
            await self._choose((undecided or [Kind.ACCOUNT])[0])
        elif item.missing:
            await self._edit(item.fields, frozenset(item.missing))
        else:
            from leadtui.screens.ticking import by_hand

            if await by_hand(self.shell, self.plan.lead, item):
                await self.reload("")

    async def _edit(self, names: Sequence[str], asked: frozenset[str]) -> None:
        from leadtui.screens import doing

        if await doing.fill(self.shell, self.plan.lead.id, names, asked):
            await self.reload("")
            self.say("Saved on the lead. The plan is made again.")

    async def _choose(self, kind: Kind) -> None:
        request = await plan_choices.choose(self.shell, self.plan, self.request, kind)
        if request is not None:
            self.request = request
            await self.reload("")

    async def _decide(self) -> None:
        if not self.plan.matches:
            self.say("Nothing looks the same.")
            return
        self.request = await plan_choices.decide(self.shell, self.plan, self.request)
        self.instead = await seen(self.shell, store.merged_into, Kind.LEAD, self.plan.lead.id)
        if self.instead is None:
            await self.reload("")
        else:
            self._under_way = True
            await self._close(False, keep=False)

    # -- drawing

    def _show(self, plan: Plan) -> None:
        self.plan = plan
        self.query_one(PlanView).show(plan, self.why)
        gaps = self._gaps()
        said = plural(len(gaps), "thing is", "things are")
        self.say(f"{said} missing: {self._way(gaps[0])}." if gaps else "")
        self.refresh_keys()

    def _gaps(self) -> list[Item]:
        """What holds it back; what only somebody else can settle comes last, Enter goes to the rest first."""
        # The why is typed here: it counts from its first letter, without asking the store.
        gaps = [item for item in self.plan.blocked_by if not (item.id == "why" and self.why)]
        return sorted(gaps, key=lambda item: for_others(self.shell.access, item))

    def _way(self, item: Item) -> str:
        others = for_others(self.shell.access, item)
        label = clean(item.label).lower()
        return f"{label}, {ticked_by(item)}" if others else f"Enter goes to {label}"

    async def _close(self, changed: bool, *, keep: bool) -> None:
        kept = await self._keeping.close(keep=keep) if self._keeping is not None else False
        self.dismiss(changed)
        if kept:
            self.shell.say("Nothing is written; the why that you typed comes back with the plan.")

    def _typed_texts(self) -> Mapping[str, str]:
        return {"why": self.why} if self.why else {}
