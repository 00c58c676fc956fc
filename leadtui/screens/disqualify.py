"""Disqualify: digits choose the reason, nothing is chosen at first, so that d Enter changes nothing."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, ClassVar, ParamSpec

from textual import events, on
from textual.binding import Binding, BindingType
from textual.widgets import Input

from leadtui.domain.closing import Fate, Ref, asked_of, lost_without_note, unsaid
from leadtui.domain.fields import Kind
from leadtui.domain.results import Invalid, Refusal
from leadtui.screens import sales_fate
from leadtui.screens.disqualify_sheet import Closing, DisqualifySheet
from leadtui.widgets.act_line import ActLine
from leadtui.widgets.entry import Entry
from leadtui.widgets.reason_line import ReasonLine, place_of, said_digits

__all__ = ["Closing", "Disqualify"]

P = ParamSpec("P")


class Disqualify(DisqualifySheet):
    """Asks for reason and note.

    Attributes:
        parked: the lead was hidden until a date instead.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "commit", show=False),
        Binding("s", "park", show=False),
        Binding("A", "choose('account')", show=False),
        Binding("C", "choose('contact')", show=False),
        Binding("D", "duplicates", show=False),
    ]
    parked = False
    _acts = False

    def is_busy(self) -> bool:
        """Whether something asks the store or is written: until that is over, no other key begins."""
        return self._acts or self._under_way

    def on_key(self, event: events.Key) -> None:
        """A digit chooses a reason while no text is typed."""
        if isinstance(self.focused, Input) or (place := place_of(event.character)) is None:
            return
        event.stop()
        if place < len(self.reasons):
            self.query_one(ReasonLine).focus()  # off the lines below: the next letter begins the note
            self.choose(self.reasons[place].code)

    # -- keys

    def action_step(self, by: int, across: int = 0) -> None:
        """The reason below or beside the chosen one; the cursor stays, for the next step."""
        self.choose(self.query_one(ReasonLine).beside(by, across), goes_on=False)

    @on(ActLine.Acted, "#sales")
    def action_opportunity(self) -> None:
        """What becomes of its open opportunities."""
        self._begins(self._act(self._ask_sales))

    @on(ActLine.Acted, "#people")
    def action_people(self) -> None:
        """Keep the people, or let them go."""
        if self.people is not None:
            self._begins(self._act(self.people.toggle, self.which.ref))

    def action_choose(self, kind: str) -> None:
        """Which account or contact is kept."""
        if self.people is not None:
            self._begins(self._act(self.people.choose, Kind(kind), self.which.ref))

    def action_duplicates(self) -> None:
        """Decide on what looks the same as who is kept."""
        if self.people is not None:
            self._begins(self._act(self.people.decide, self.which.ref))

    @on(ActLine.Acted, "#not-now")
    def action_park(self) -> None:
        """Not now: keep the lead open; the note goes along."""
        self._begins(self._hide())

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_commit()

    def action_commit(self) -> None:
        """Enter: disqualify with what is chosen, or go to what is missing; on the line of not now that."""
        if self.focused is not None and self.focused.id == "not-now":
            self.action_park()
            return
        if not self.query_one(ReasonLine).chosen:
            self.say(
                f"Choose a reason first: {said_digits(len(self.reasons))}. Nothing is changed.", "warning"
            )
            return
        self._begins(self._gather())

    # -- what they do

    def _begins(self, act: Coroutine[Any, Any, object]) -> None:
        """Run an act, one at a time: what is pressed meanwhile does nothing."""
        if self.is_busy():
            act.close()
            return
        self._acts = True
        self.run_worker(self._alone(act), group="act", exclusive=True, exit_on_error=True)

    async def _alone(self, act: Coroutine[Any, Any, object]) -> None:
        try:
            await act
        finally:
            self._acts = False

    async def _act(self, act: Callable[P, Awaitable[object]], *args: P.args, **kwargs: P.kwargs) -> None:
        await act(*args, **kwargs)
        self.tell()
        self.say("")
        if self.people is not None and self.people.instead is not None:
            self.shell.say(f"The lead was merged into {self.people.instead}; nothing else is written.")
            self.leave_with(False)

    async def _ask_sales(self) -> None:
        if (said := await sales_fate.ask(self.shell, self.sales)) is not None:
            self.fate = said
            if said[0] is Fate.DETACH:
                self.set_class(True, "-detach")
                self.query_one("#because", Entry).focus()

    async def _hide(self) -> None:
        if await self.park(self.text("note")):
            self.parked = True
            await self.drop()

    async def _gather(self) -> None:
        if (closing := await self._gathered()) is not None:
            self.answer(closing)

    async def _gathered(self) -> Closing | None:
        """The answer, or None when it was said what is missing."""
        chosen = self.query_one(ReasonLine).chosen
        reason = next(one for one in self.reasons if one.code == chosen)
        record = await self.which.resolve() if reason.names else None
        if isinstance(record, Invalid):
            self.which.line.focus()
            self.say(str(record), "warning")
            return None
        note, fate, because = self.text("note"), *self._sales_said()
        if no := asked_of(reason, note, record, self.own[0]) or self._no_sales(fate, because, note):
            await self._refuse(no)
            return None
        if self.people and self.people.request is not None and await self._gap(record):
            return None
        return Closing(chosen, note, record, fate, because, self.people.asked if self.people else None)

    def _sales_said(self) -> tuple[Fate | None, str]:
        if self.fate is None:
            return None, ""
        fate, because = self.fate
        return fate, self.text("because") if fate is Fate.DETACH else because

    def _no_sales(self, fate: Fate | None, because: str, note: str) -> Refusal | None:
        """The "no" to what is said of the open opportunities, of one lead; of several each answers itself."""
        no = unsaid(self.sales, fate, because)
        return no or (lost_without_note(because, note) if self.sales and fate is Fate.LOST else None)

    async def _gap(self, record: Ref | None) -> bool:
        """Whether somebody has to be decided on first; then that question opens."""
        assert self.people is not None
        moved = await self.people.moved(record)
        if self._under_way:  # Esc came meanwhile
            return True
        self.tell()
        if moved:
            self.say("Who would be kept changed meanwhile: look again. Enter then writes it.", "warning")
            return True
        if self.people.said:
            self.say(self.people.said, "warning")
            return True
        if (no := self.people.gap) is None:
            return False
        if no.code == "duplicates":
            await self._act(self.people.decide, self.which.ref)
        elif self.people.undecided:
            await self._act(self.people.choose, self.people.undecided[0].kind, self.which.ref)
        else:
            self.say(str(no), "warning")
        return True

    async def _refuse(self, no: Refusal) -> None:
        """Say it, the cursor where it is mended; what becomes of sales is asked at once."""
        self.say(str(no), "warning")
        if "record" in no.fields:
            self.which.line.focus()
        elif "note" in no.fields:
            self.query_one("#note", Entry).focus()
        elif "because" in no.fields:
            self.query_one("#because", Entry).focus()
        elif "opportunity" in no.fields:
            await self._act(self._ask_sales)
            if self.fate is None:
                self.say(str(no), "warning")
