"""Who is kept of a lead that is disqualified: account and contact as its plan has them, and the choices."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content

from leadtui import store
from leadtui.domain.closing import Ref, unkept
from leadtui.domain.fields import Kind
from leadtui.domain.plan import Plan, Planned, Request
from leadtui.domain.plan_items import undecided
from leadtui.domain.results import Refusal
from leadtui.domain.text import clean, fit, pad, width
from leadtui.screens.answering import seen
from leadtui.screens.shell import Shell
from leadtui.widgets.likeness import strongest
from leadtui.widgets.showing import BAD, HEAD, LABEL
from leadtui.widgets.signs import BLOCKED

_LABEL: Final = 14  # cells of "People", as wide as the other labels
_VERBS: Final = {"create": "make", "link": "link", "none": "leave out"}
_KINDS: Final = (Kind.ACCOUNT, Kind.CONTACT)


class KeptPeople:
    """Whether the people are kept, and as whom.

    Attributes:
        request: what was chosen so far; None while nobody is kept.
        plan: what the store would make of it, of one lead.
        said: why there is no plan.
        instead: the lead that stands for this one since it was merged away on the duplicate desk.
    """

    def __init__(self, app: Shell, lead: int | None) -> None:
        self._app, self._lead = app, lead
        self.request: Request | None = None
        self.plan: Plan | None = None
        self.said = ""
        self.instead: int | None = None

    async def toggle(self, named: Ref | None) -> None:
        """Keep them, or let them go; what was chosen before is forgotten."""
        self.request = Request() if self.request is None else None
        await self.read(named)

    async def read(self, named: Ref | None) -> None:
        """Ask the store what would be written now."""
        self.plan, self.said = None, ""
        if self.request is None or self._lead is None:
            return
        found = await seen(self._app, store.kept_people, self._lead, self.request, named)
        if isinstance(found, Plan):
            self.plan = found
        elif found is not None:
            self.said = str(found)

    @property
    def asked(self) -> Request | None:
        """What is written: all that the plan decided, with the versions that it saw."""
        return self.request if self.plan is None else self.plan.request

    async def moved(self, named: Ref | None) -> bool:
        """Ask the store again; whether it would write something else than what is shown."""
        before = self.plan
        await self.read(named)
        return self.plan is not None and (before is None or _written(before) != _written(self.plan))

    @property
    def gap(self) -> Refusal | None:
        """What has to be decided first."""
        return unkept(self.plan) if self.plan is not None else None

    @property
    def undecided(self) -> Sequence[Planned]:
        """The records of which nobody said yet what becomes of them."""
        return [one for one in self.plan.records[:2] if not one.decided] if self.plan is not None else ()

    async def choose(self, kind: Kind, named: Ref | None) -> None:
        """Ask what becomes of the account or the contact."""
        from leadtui.screens import plan_choices

        if self.plan is None or self.request is None:
            return
        found = await plan_choices.choose(self._app, self.plan, self.request, _KINDS.index(kind), ())
        if isinstance(found, Request):
            self.request = found
            await self.read(named)

    async def decide(self, named: Ref | None) -> None:
        """The duplicate desk: what is used there is linked, verdicts are stored."""
        from leadtui.screens import plan_choices

        if self.plan is None or self.request is None or self._lead is None:
            return
        self.request = await plan_choices.decide(self._app, self.plan, self.request, ())
        self.instead = await seen(self._app, store.merged_into, Kind.LEAD, self._lead)
        if self.instead is None:
            await self.read(named)

    def lines(self, cells: int) -> list[Content]:
        """What the dialog shows of it."""
        if self.request is None:
            return [_head(("nobody is kept: space here keeps account and contact", LABEL))]
        if self._lead is None:
            return [_head("kept: of each lead the account and contact are made or linked")]
        if self.plan is None:
            return [_head((self.said, BAD))]
        room = cells - _LABEL
        first, *others = [_record(one, room) for one in self.plan.records[:2]]
        lines = [_head(first), *(Content.assemble(" " * _LABEL, line) for line in others)]
        return [*lines, *(Content.assemble(" " * _LABEL, line) for line in self._gaps(room))]

    def _gaps(self, cells: int) -> list[Content]:
        assert self.plan is not None
        if (no := self.gap) is None:
            return []
        waiting = undecided(self.plan.matches, self.plan.records, self.plan.request)
        if no.code == "duplicates" and waiting:
            key = "Enter decides"
            room = max(cells - width(key) - 4, 8)
            said = pad(fit(strongest(waiting, room), room), room)
            return [Content.assemble((BLOCKED, BAD), f" {said}", (f"  {key}", LABEL))]
        return [Content.assemble((BLOCKED, BAD), f" {fit(clean(str(no)), cells - 2)}")]

    @property
    def letters(self) -> str:
        """The keys that change it, once the cursor is on its lines."""
        return "" if self.plan is None else f"AC{'D' * bool(self.plan.matches)}"


def _written(plan: Plan) -> Sequence[object]:
    return [(one.action, one.id, one.title, one.lines) for one in plan.records[:2]]


def _head(said: Content | str | tuple[str, str]) -> Content:
    return Content.assemble((pad("People", _LABEL), LABEL), said)


def _record(planned: Planned, cells: int) -> Content:
    sign = (" ", "") if planned.decided else (BLOCKED, BAD)
    verb = (pad(_VERBS.get(planned.action, planned.action), 9), HEAD)
    head = Content.assemble(
        sign, (planned.kind[0].upper(), "bold $accent"), f" {pad(planned.kind.capitalize(), 8)} ", verb, " "
    )
    room = max(cells - head.cell_length, 8)
    name = fit(clean(planned.title) if planned.action != "none" else "", room)
    left = room - width(name) - 2
    because = clean(planned.because)
    return Content.assemble(
        head, name, (f"{'  ' if name else ''}{fit(because, left)}", LABEL) if because and left > 3 else ""
    )
