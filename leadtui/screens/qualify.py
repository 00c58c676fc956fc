"""The plan: what a qualification creates, links and fills. Nothing is written until Enter."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from leadtui import store
from leadtui.commands import Command, of_dialog
from leadtui.domain.plan import Request
from leadtui.domain.results import Conflict, Done
from leadtui.screens.answering import new_op, written
from leadtui.screens.drafting import DraftKeeper
from leadtui.screens.plan_draft import CHOSEN, packed, unpacked
from leadtui.screens.plan_mending import PlanMending
from leadtui.screens.plan_showing import At
from leadtui.screens.plan_typing import theirs
from leadtui.screens.plan_view import PlanRows
from leadtui.widgets.entry import Entry
from leadtui.widgets.lines import Lines


def _bindings(commands: Sequence[Command]) -> list[BindingType]:
    """One binding a command of the plan; a digit is passed on."""
    found: list[BindingType] = []
    for one in commands:
        if one.digits:
            found += [Binding(key, f"{one.id}({key})", one.label, show=False) for key in one.keys]
        else:
            found.append(Binding(",".join(one.keys), one.id, one.label, show=False, id=one.id))
    return found


class Qualify(PlanMending):
    """The dialog of one lead.

    Attributes:
        done: what was written, None until then.
        skipped: with several leads: go on with the next one.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *_bindings(of_dialog("plan")),
        Binding("question_mark,f1", "help", show=False),
        Binding("ctrl+z", "as_it_was", show=False, priority=True),
        Binding("up", "to_plan", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    done: Done | None = None
    skipped = False
    _draft: DraftKeeper | None = None

    async def on_mount(self) -> None:
        """Digits work at once, letters begin the why; one left half typed comes back."""
        self._op, self._as_opened = new_op(), self.request
        self.view.focus()
        self._draft = DraftKeeper(self, self.shell, "qualify", self.plan.lead.id, self._typed_texts)
        left = await self._draft.open()
        self.why = self.query_one("#why", Entry).value = self.why or left.get("why", "")
        if CHOSEN not in left or self.request != Request() or not await self.ask(unpacked(left[CHOSEN])):
            self.show(self.plan)
        elif self.request != Request():
            self.notice("Put back what you left in this plan. ctrl+z makes it as it was.")

    async def keep_draft(self) -> None:
        """Keep the why and the choices; the app asks for it before it ends."""
        if self._draft is not None:
            await self._draft.keep()

    # -- keys

    @on(Input.Changed, "#why")
    def _why_typed(self, event: Input.Changed) -> None:
        event.stop()
        before, self.why = self.why, event.value.strip()
        if bool(before) != bool(self.why):  # the letters after the first change nothing of the plan
            self.show(self.plan)
        if self._draft is not None:
            self._draft.typed()

    @on(Input.Submitted, "#why")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_plan_write()

    @on(Lines.Moved)
    def _moved(self, event: Lines.Moved) -> None:
        event.stop()
        self.refresh_keys()

    @on(Lines.Chosen)
    def _chosen(self, event: Lines.Chosen) -> None:
        """A click on the cursor's line types its value, or turns it."""
        event.stop()
        spot = self.spot
        if spot is not None and spot.field and self.plan.records[spot.place].action == "link":
            self.action_plan_turn()
        else:
            self.action_plan_value()

    @on(PlanRows.Past)
    def _past(self, event: PlanRows.Past) -> None:
        event.stop()
        self.query_one("#why", Entry).focus()

    def on_descendant_focus(self) -> None:
        """Other keys where something is typed, and no mark in the plan while it is the why."""
        self.refresh_keys()
        self.view.mark()

    def action_to_plan(self) -> None:
        """Up from the why: the plan's last line."""
        self.view.focus()
        if self.view.target is None:
            self.view.step(-1)

    def action_page(self, by: int) -> None:
        """A plan longer than the screen scrolls while the why is typed."""
        self.view.page(by)

    def action_as_it_was(self) -> None:
        """Take back all that was chosen and typed in the plan; the why stays."""
        if self.view.editor is None and self.request != self._as_opened:
            self.does(self.ask(self._as_opened))
            self.notice("")

    def action_help(self) -> None:
        """All keys of the plan, searchable."""
        from leadtui.screens.help import Help

        self.shell.push_screen(Help(self))

    def action_plan_write(self) -> None:
        """Enter: write it, or go to the first gap."""
        if self.is_writing():
            return
        if gaps := self.gaps():
            self.does(self.fill(gaps[0]))
            return
        self._under_way = True
        self.run_worker(self._write(), group="write", exit_on_error=True)

    def action_plan_skip(self) -> None:
        """With several leads: leave this one, go on with the next."""
        if not self._several:
            self.say("There is no next one: this is the only lead.")
        elif not self.is_writing():
            self.skipped = self._under_way = True
            self.run_worker(self.close(False, keep=True), group="close")

    def action_leave(self) -> None:
        """Leave without a trace in the book; the why is kept as a draft."""
        if not self.is_writing():
            self._under_way = True  # a second Esc finds the dialog closed
            self.run_worker(self.close(False, keep=True), group="close", exit_on_error=True)

    # -- what they do

    async def _write(self) -> None:
        request = replace(self.plan.request, why=self.why, version=self.plan.lead.version)
        if self._draft is not None:
            self._draft.hold()
        try:
            result = await written(self.shell, store.qualify, self.plan.lead.id, request, op_id=self._op)
        except BaseException:
            self._under_way = False
            raise
        if isinstance(result, Done):
            self.done = result
            await self.close(True, keep=False)
            return
        self._under_way = False
        if self._draft is not None:
            self._draft.go_on()
        if isinstance(result, Conflict):
            await self._conflict(result)
        else:
            await self.reload(own=False)
            self.say(str(result), "warning")

    async def _conflict(self, conflict: Conflict) -> None:
        """Somebody was faster: the plan as it is now, what is another than it was marked, nothing lost."""
        before = self.plan
        await self.reload()
        self.changed = theirs(self.plan.changes_since(before))
        self.show(self.plan)
        marked = "what that changes here has a ≠" if self.changed else "that changes no line of the plan"
        self.notice(f"{conflict.sentence} Nothing is written; {marked}. Enter writes it as it stands now.")

    async def ask(self, request: Request, target: At | None = None) -> bool:
        """What is asked is kept as a draft, too."""
        went = await super().ask(request, target)
        if went and self._draft is not None:
            self._draft.typed()
        return went

    async def close(self, changed: bool, *, keep: bool) -> None:
        """The dialog goes; what is typed is kept as a draft, or dropped."""
        kept = await self._draft.close(keep=keep) if self._draft is not None else False
        self.dismiss(changed)
        if kept:
            what = "what you chose and typed" if self.request != self._as_opened else "the why you typed"
            self.shell.say(f"Nothing is written; {what} comes back.")

    def _typed_texts(self) -> Mapping[str, str]:
        chosen = "" if self.request == self._as_opened else packed(self.request)
        texts = {"why": self.why, CHOSEN: chosen}
        return {name: text for name, text in texts.items() if text}
