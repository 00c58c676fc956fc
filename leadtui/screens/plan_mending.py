"""How what is missing in a plan is mended: on the lead, at the duplicate desk, in the line of a record."""

from collections.abc import Sequence

from leadtui import store
from leadtui.domain.checklist import Item
from leadtui.domain.fields import Kind
from leadtui.domain.plan import Plan
from leadtui.domain.plan_items import VALUES
from leadtui.domain.results import Refusal
from leadtui.screens import plan_choices
from leadtui.screens.answering import seen
from leadtui.screens.plan_acts import PlanActs
from leadtui.screens.plan_lines import REVIEWED
from leadtui.screens.plan_reading import read_plan
from leadtui.screens.plan_showing import At
from leadtui.widgets.entry import Entry


class PlanMending(PlanActs):
    """The plan, and the way to each of its gaps.

    Attributes:
        instead: the lead that stands for this one since it was merged away; the plan goes on with that.
    """

    instead: int | None = None

    async def reload(self, *, own: bool = True) -> None:
        """Make the plan again from what was decided so far; ``own``: the lead may be changed from here."""
        found = await seen(self.shell, read_plan, self.plan.lead.id, self.asked(self.request))
        if isinstance(found, Refusal):
            self.notice(str(found))
        elif found is not None:
            self.changed = frozenset()
            self.notice("")
            self.take(found, own=own)

    async def fill(self, item: Item) -> None:
        """Go to what is missing, to settle it there."""
        if item.id == "why":
            self.query_one("#why", Entry).focus()
            self.say("Say in a line why it is worth selling to; Enter then qualifies.")
            return
        self.view.focus()
        self.rest()
        wrong = _first_wrong(self.plan)
        if item.id == "duplicates":
            await self.decide()
        elif item.id == "customer":
            undecided = [at for at, planned in enumerate(self.plan.records) if not planned.decided]
            await self.choose((undecided or [0])[0])
        elif item.kind == VALUES and wrong is not None:
            await self.edit(wrong)
        elif item.missing:
            await self._edit_lead(item.fields, frozenset(item.missing))
        else:
            from leadtui.screens.ticking import by_hand

            if await by_hand(self.shell, self.plan.lead, item):
                await self.reload()

    async def review(self) -> None:
        """Mend what is only reviewed: source, campaign, topic, product, owner, territory."""
        await self._edit_lead(REVIEWED, frozenset())

    async def _edit_lead(self, names: Sequence[str], asked: frozenset[str]) -> None:
        from leadtui.screens import doing

        if await doing.fill(self.shell, self.plan.lead.id, names, asked):
            await self.reload()
            self.say("Saved on the lead. The plan is made again.")

    async def decide(self) -> None:
        """Decide on what looks the same."""
        if not self.plan.matches:
            self.say("Nothing looks the same.")
            return
        self.request = await plan_choices.decide(self.shell, self.plan, self.request, self.sales)
        self.instead = await seen(self.shell, store.merged_into, Kind.LEAD, self.plan.lead.id)
        if self.instead is None:
            await self.reload()
        else:
            self._under_way = True
            await self.close(False, keep=False)

    async def close(self, changed: bool, *, keep: bool) -> None:
        """The dialog goes; what is typed is kept as a draft, or dropped."""
        raise NotImplementedError


def _first_wrong(plan: Plan) -> At | None:
    """The first value that was typed and cannot be kept."""
    wrong = (At(at, line.field) for at, each in enumerate(plan.records) for line in each.problems)
    return next(wrong, None)
