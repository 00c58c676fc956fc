"""Merging two records: side by side, field by field, who stays said first. Nothing is written until Enter."""

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from leadtui import store
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.merge import MergePlan, choose, swap
from leadtui.domain.merge_lines import Line, Take
from leadtui.domain.results import Conflict, Done, Refusal
from leadtui.screens.answering import WRITING, new_op, praise, seen, written
from leadtui.screens.dialog import ESC
from leadtui.screens.merge_reading import read_merge
from leadtui.screens.merge_sheet import MergeSheet
from leadtui.screens.merge_view import Fields
from leadtui.screens.shell import Shell
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines
from leadtui.widgets.showing import Setting


class Merge(MergeSheet):
    """The dialog of two records.

    Attributes:
        done: what was written, None until then.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "commit", show=False),
        Binding("space", "other", show=False),
        Binding("left", "take('winner')", show=False),
        Binding("right", "take('loser')", show=False),
        Binding("b", "take('both')", show=False),
        Binding("s", "swap", show=False),
    ]

    def __init__(self, plan: MergePlan, at: Setting) -> None:
        super().__init__(plan, at)
        self.done: Done | None = None
        self._op = new_op()
        self._under_way = False

    def keys(self) -> Sequence[Key]:
        """What Enter does, how to choose, who stays."""
        return (
            Key("enter", "merge", kept=True),
            Key("space", "other value"),
            Key("s", f"let {self.plan.loser.id} stay", not isinstance(swap(self.plan), Refusal)),
            ESC,
        )

    # -- keys

    def action_commit(self) -> None:
        """Enter: write it."""
        if not self._is_writing():
            self._under_way = True
            self.run_worker(self._write(), group="write", exit_on_error=True)

    def action_other(self) -> None:
        """Space: the next value that the field offers."""
        if (line := self._line()) is not None and not self._is_writing():
            offered = line.offered
            self._take(line, offered[(offered.index(line.take) + 1) % len(offered)])

    def action_take(self, take: str) -> None:
        """Left, right, b: the value of that side, or both."""
        if (line := self._line()) is not None and not self._is_writing():
            self._take(line, Take(take))

    def action_swap(self) -> None:
        """The other one stays."""
        if self._is_writing():
            return
        other = swap(self.plan)
        if isinstance(other, Refusal):
            self.say(_without_swap(other), "warning")
            return
        self._op = new_op()
        chosen = bool(self.plan.choices)
        self.show(other)
        if chosen:
            self.say("The fields are chosen anew.")

    def action_leave(self) -> None:
        """Leave without a trace."""
        if not self._is_writing():
            self.dismiss(False)

    @on(Lines.Chosen)
    def _chosen(self, event: Lines.Chosen) -> None:
        event.stop()
        self.action_other()

    @on(Lines.Moved)
    def _moved(self, event: Lines.Moved) -> None:
        event.stop()
        self.tell()

    def _is_writing(self) -> bool:
        """Whether a write or the end is under way; then that is said and no key does anything."""
        if self._under_way:
            self.say(WRITING)
        return self._under_way

    # -- what they do

    def _line(self) -> Line | None:
        target = self.query_one(Fields).target
        return next((line for line in self.plan.lines if line.field == target), None)

    def _take(self, line: Line, take: Take) -> None:
        if take in line.offered and len(line.offered) > 1:
            self.show(choose(self.plan, line.field, take), keep=True)
            return
        label = BY_NAME[self.plan.kind][line.field].label
        if len(line.offered) > 1:
            self.say(f"{label}: only one of the two can be taken.")
        else:
            self.say(f"{label}: nothing to choose{', ' if line.because else ''}{line.because}.")

    async def _write(self) -> None:
        plan = self.plan
        versions = plan.winner.version, plan.loser.version
        try:
            result = await written(
                self.shell, store.merge, plan.kind, plan.winner.id, plan.loser.id, plan.choices,
                versions=versions, op_id=self._op,
            )  # fmt: skip
        except BaseException:
            self._under_way = False
            raise
        if isinstance(result, Done):
            self.done = result
            self.dismiss(True)  # still under way: a key that comes late does nothing
            return
        self._under_way = False
        if isinstance(result, Conflict):
            await self._reload(f"{result.sentence} Below is how they are now; nothing is written yet.")
        else:
            self.say(str(result), "warning")

    async def _reload(self, notice: str) -> None:
        """Make the plan again of the records as they are now; what was chosen stays where it can."""
        for choices in (self.plan.choices, None):
            read = await seen(
                self.shell, read_merge, self.plan.kind, self.plan.winner.id, self.plan.loser.id, choices
            )
            if read is None:
                return
            plan, at = read
            if isinstance(plan, MergePlan):
                self.at = at
                self.show(plan, keep=True)
                self.notice(notice)
                return
            notice = str(plan)
        self.notice(notice)


def _without_swap(refusal: Refusal) -> str:
    """Why the other one cannot stay; here ``s`` is what was pressed."""
    return f"{refusal.sentence} Once it is reactivated it can."


async def merge(app: Shell, kind: Kind, a: int, b: int) -> bool:
    """Make one of two records of a kind; the rules propose which one stays.

    Awaited in a worker. Returns whether something was written.
    """
    read = await seen(app, read_merge, kind, a, b, None, True)
    if read is None:
        return False
    plan, at = read
    if isinstance(plan, Refusal):
        app.say(str(plan), "warning")
        return False
    screen = Merge(plan, at)
    await app.push_screen_wait(screen)
    if screen.done is None:
        return False
    praise(app, screen.done)
    return True
