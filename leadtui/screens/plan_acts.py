"""What the keys of the plan change in it, one act each. Nothing is written; each makes the plan again."""

from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from leadtui.domain.plan import Request
from leadtui.domain.results import Refusal
from leadtui.domain.text import clean, listed
from leadtui.screens import plan_asking, plan_choices
from leadtui.screens.because import Because
from leadtui.screens.plan_asking import SALES
from leadtui.screens.plan_gaps import DUPLICATES
from leadtui.screens.plan_lines import REVIEW
from leadtui.screens.plan_showing import At
from leadtui.screens.plan_typing import PlanTyping


class PlanActs(PlanTyping):
    """The plan, and what its keys change.

    A key that decides on a whole record, or on the lead, takes the cursor off the lines: the next letter
    begins the why. What turns or types one value leaves it there, for the value after it.
    """

    # -- keys

    def action_plan_line(self, number: int) -> None:
        """Digits: what becomes of a record, what is reviewed, what looks the same."""
        if number > SALES + 1:
            self.decides(self.review() if number == 4 else self.decide())
            return
        at = self.spot.place if self.spot else 0
        place = at if number == SALES + 1 and at >= SALES else number - 1
        self.decides(self.choose(place))

    def action_plan_find(self) -> None:
        """Any record by a few letters, of the kind that the cursor's line is about."""
        self.decides(self._find() if self.spot is None else self.choose(self.spot.place, typing=True))

    def action_plan_turn(self) -> None:
        """The line the other way about."""
        asked = plan_asking.toggled(self.plan, self.request, self.spot) if self.spot else None
        if asked is not None:
            self.does(self.ask(asked))
        elif self.spot is not None and not self.spot.field:
            self.say("x is for its fields: right shows them all. Its digit changes the whole record.")
        else:
            self.say("This line has no other way.")

    def action_plan_value(self) -> None:
        """Type the value of the line, or the first one of the record."""
        if self.view.target == REVIEW:
            self.decides(self.review())
        elif self.view.target == DUPLICATES:
            self.decides(self.decide())
        elif self.spot is not None:
            self.does(self.edit(self.spot))

    def action_plan_more(self) -> None:
        """One opportunity more, its topic typed first."""
        self.decides(self._another())

    def action_plan_less(self) -> None:
        """The opportunity under the cursor goes, else the last one."""
        last = SALES + len(self.plan.sales) - 1
        place = self.spot.place if self.spot and self.spot.place >= SALES else last
        if not self.plan.sales:
            self.say("There is no opportunity to take away.")
        else:
            self.decides(self.ask(plan_asking.without(self.plan, self.request, place)))

    def action_plan_attach(self) -> None:
        """Join an opportunity that goes on."""
        self.decides(self._join(self.spot.place if self.spot else 0))

    def action_plan_open(self) -> None:
        """Every field of the record under the cursor."""
        self._open({self.spot.place} if self.spot else set())

    def action_plan_fold(self) -> None:
        """Its fields away again, the cursor on its head."""
        if self.spot is not None:
            self._opened -= {self.spot.place}
            self.show(self.plan, At(self.spot.place))

    def action_plan_everything(self) -> None:
        """Every field of every record, and back."""
        places = set(range(len(self.plan.records)))
        if places <= self._opened:
            self._opened = frozenset()
            self.show(self.plan)
        else:
            self._open(places)

    def action_plan_override(self) -> None:
        """Go past what the checklist lacks, for a reason that is asked for; once more takes that back."""
        if self.plan.overridden:
            self.decides(self.ask(replace(self.request, override="")))
        elif no := self.obstacle("plan_override"):
            self.say(f"{no[:1].upper()}{no[1:]}", "warning")
        else:
            self.decides(self._override())

    def action_plan_desk(self) -> None:
        """Decide on what looks the same."""
        self.decides(self.decide())

    # -- what they do

    def decides(self, act: Coroutine[Any, Any, object]) -> None:
        """Run an act that decides on a record, the cursor off the lines."""
        self.rest()
        self.does(act)

    async def choose(self, place: int, *, typing: bool = False) -> None:
        """What becomes of the record at that place."""
        found = await plan_choices.choose(
            self.shell, self.plan, self.request, place, self.sales, typing=typing, values=True
        )
        if isinstance(found, Request):
            await self.ask(found)
            nameless = self.plan.records[place : place + 1]
            if any(one.action == "create" and not one.title for one in nameless):
                await self.edit(At(place))
        elif found is not None:
            await self.edit(At(place))

    async def _find(self) -> None:
        found = await plan_choices.find(self.shell, self.plan, self.request, self.sales)
        if found is not None:
            await self.ask(found)

    async def _another(self) -> None:
        before = self.request
        self.begins_typing()
        place = SALES + len(self.plan.sales)
        if not await self.ask(plan_asking.another(self.plan, self.request), At(place)):
            return
        made = self.plan.records[place]
        if made.decided:
            await self.edit(At(place, "topic"), again=True)
        elif await self.ask(before):
            await self.stop_typing()
            self.say(f"No other opportunity: {made.because}.", "warning")

    async def _join(self, at: int) -> None:
        sales = len(self.plan.sales)
        place = at if at >= SALES else SALES if sales <= 1 else SALES + sales
        found = await plan_choices.attach(self.shell, self.plan, self.request, place, self.sales)
        if found is not None:
            await self.ask(found)

    async def _override(self) -> None:
        past = listed([clean(item.label).lower() for item in self.plan.blocked_by if item.may_override])

        async def commit(reason: str) -> Refusal | None:
            await self.ask(replace(self.request, override=reason))
            return None

        await self.shell.push_screen_wait(
            Because(
                f"Qualify {self.plan.lead.id} all the same",
                "go past it",
                "who agreed, and to what",
                "Say in a few words why it is qualified all the same.",
                commit,
                said=f"It goes past {past}. The closed lead keeps your name and the reason.",
            )
        )

    def _open(self, places: set[int]) -> None:
        self._opened |= {at for at in places if self.plan.records[at].lines}
        self.show(self.plan)

    async def decide(self) -> None:
        """What looks the same, side by side."""
        raise NotImplementedError

    async def review(self) -> None:
        """Mend what is only reviewed."""
        raise NotImplementedError
