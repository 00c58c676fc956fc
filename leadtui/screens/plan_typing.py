"""A value typed in its line of the plan, and the plan made again for what is asked."""

from collections.abc import Coroutine
from dataclasses import replace
from typing import Any

from textual import on

from leadtui.domain.fields import BY_NAME, Type
from leadtui.domain.plan import Plan, Request, Spot
from leadtui.domain.results import Invalid, Refusal
from leadtui.domain.values import currency_beside, read
from leadtui.screens import plan_asking
from leadtui.screens.answering import WRITING, seen
from leadtui.screens.plan_asking import line_of, planned_at
from leadtui.screens.plan_reading import Read, read_plan
from leadtui.screens.plan_showing import At
from leadtui.screens.plan_values import fields_of
from leadtui.screens.plan_view import ValueLine
from leadtui.screens.qualify_sheet import QualifySheet
from leadtui.screens.suggesting import for_field, owner_key
from leadtui.widgets.field_input import FieldInput

_PAUSE = 0.3  # seconds without a key until what is typed is judged: half a date is no date


def theirs(changed: frozenset[Spot]) -> frozenset[Spot]:
    """Of the lines that changed those that somebody else may have: not the why that is typed here."""
    return frozenset(spot for spot in changed if spot[1] != "why")


class PlanTyping(QualifySheet):
    """The plan, and the values that are typed in it. Nothing is written here."""

    _under_way = False
    _rests: frozenset[int] | None = None
    """What was opened when typing began while the cursor was on no line: so it is again after it."""

    def is_writing(self) -> bool:
        """Whether a write or the end is under way; then that is said and no key does anything."""
        if self._under_way:
            self.say(WRITING)
        return self._under_way

    def does(self, act: Coroutine[Any, Any, object]) -> None:
        """Run an act, one at a time; none while it is being written."""
        if self.is_writing():
            act.close()
        else:
            self.run_worker(act, group="act", exclusive=True, exit_on_error=True)

    async def ask(self, request: Request, target: At | None = None) -> bool:
        """Make the plan for that request; where the store says no, the plan stays and the "no" is said."""
        found = await seen(self.shell, read_plan, self.plan.lead.id, self.asked(request))
        if found is None:
            return False
        if isinstance(found, Refusal):
            self.say(str(found), "warning")
            return False
        self.request = request
        self.take(found, target)
        return True

    def take(self, found: Read, target: At | None = None, *, own: bool = False) -> None:
        """Show the plan as it is now. What others changed meanwhile is marked; ``own``: not on the lead."""
        plan, self.sales = found
        before, seen_now = self.plan.request.seen, plan.request.seen
        moved = {ref for ref, version in before.items() if seen_now.get(ref, version) != version}
        changed = plan.changes_since(self.plan)
        if own or plan.lead.version == self.plan.lead.version:
            refs = [(each.kind, each.id) for each in plan.records]
            changed = frozenset(spot for spot in changed if refs[spot[0]] in moved)
        if changed := theirs(changed):
            self.changed |= changed
            self.notice("Somebody changed this meanwhile: what is another than it was has a ≠.")
        self._fold(plan)
        self.show(plan, target)

    def asked(self, request: Request) -> Request:
        """The request with what is typed beside it."""
        return replace(request, why=self.why)

    def _fold(self, plan: Plan) -> None:
        """A record that became another one is folded again."""
        self._opened = frozenset(
            at
            for at in self._opened
            if (now := planned_at(plan, at))
            and (was := planned_at(self.plan, at))
            and (now.action, now.id) == (was.action, was.id)
        )

    # -- a value typed in its line

    async def edit(self, spot: At, *, again: bool = False) -> None:
        """Type the value there; of a whole record its first one. ``again``: going on from another one."""
        if not again:
            self.begins_typing()
        place, name = spot
        planned = self.plan.records[place]
        if planned.action != "create":
            self.say("Only a new record is typed here: x takes the lead's value, the rest is its own form.")
            return
        self._opened |= {place}
        names = [line.field for line in fields_of(planned)]
        name = name if name in names else names[0]
        self.show(self.plan, At(place, name))
        field = BY_NAME[planned.kind][name]
        line = line_of(self.plan, At(place, name))
        value = line.ours if line is not None else None
        suggester = for_field(self.shell, planned.kind, field)
        await self.view.edit(ValueLine(At(place, name), field, value, suggester, self.view.cells))
        self.refresh_keys()

    @on(FieldInput.Changed)
    def _value_typed(self, event: FieldInput.Changed) -> None:
        """What is wrong is said before Enter, once the typing pauses."""
        event.stop()
        line = event.sender
        line.say("")
        self.set_timer(_PAUSE, lambda: self._judge(line, line.text))

    def _judge(self, line: FieldInput, text: str) -> None:
        if line is self.view.editor and line.text == text and isinstance(found := self._read(line), Invalid):
            line.say(str(found))

    @on(FieldInput.Submitted)
    def _value_taken(self, event: FieldInput.Submitted) -> None:
        event.stop()
        if isinstance(event.sender, ValueLine):
            self.does(self._take(event.sender, 0))

    @on(ValueLine.Set)
    def _value_set(self, event: ValueLine.Set) -> None:
        event.stop()
        self.does(self._take(event.line, event.step))

    @on(ValueLine.Dropped)
    async def _value_left(self, event: ValueLine.Dropped) -> None:
        event.stop()
        await self.stop_typing()

    async def _take(self, line: ValueLine, step: int) -> None:
        """Into the plan with it, if its field can hold it; then perhaps on to the next one."""
        value = self._read(line)
        if isinstance(value, Invalid):
            line.say(str(value))
            return
        place, name = line.spot
        if line.dirty:
            values = {name: value}
            code = currency_beside(line.text) if line.field.type is Type.MONEY else None
            if code:
                values["currency"] = code
            before = self.request
            if not await self.ask(plan_asking.typed(self.plan, before, line.spot, values), line.spot):
                return
            made = line_of(self.plan, line.spot)
            if made is not None and made.problem is not None:  # only the store could see it
                line.say(str(made.problem))
                await self.ask(before, line.spot)
                return
        names = [one.field for one in fields_of(self.plan.records[place])]
        after = names.index(name) + step if step and name in names else -1
        if 0 <= after < len(names):
            await self.edit(At(place, names[after]), again=True)
        else:
            await self.stop_typing()

    def rest(self) -> None:
        """The cursor goes off the lines: letters begin the why."""
        self.view.rest()
        self.refresh_keys()

    def begins_typing(self) -> None:
        """Keep how the plan is looked at, where that is to come back."""
        self._rests = self._opened if self.view.target is None else None

    async def stop_typing(self) -> None:
        """The line as it was; where the cursor was on none before, it is on none again."""
        await self.view.leave()
        if self._rests is not None:
            self._opened, self._rests = self._rests, None
            self.view.rest()
            self.show(self.plan)
        self.refresh_keys()

    def _read(self, line: FieldInput) -> object | Invalid:
        if line.field.type is Type.PERSON:
            return owner_key(self.shell, line.text) or None
        return read(line.field, line.text, today=self.shell.today)
