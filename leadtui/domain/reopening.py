"""Opening a closed lead again: what stands in the way, and all that a person sees before they do it. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from leadtui.domain.brief import Brief
from leadtui.domain.checklist import Item, Rule, Tick
from leadtui.domain.details import Closed, ItemThen, LeadDetail
from leadtui.domain.fields import BY_NAME
from leadtui.domain.lead import Command, Lead, may
from leadtui.domain.results import Refusal
from leadtui.domain.text import day, listed, plural

if TYPE_CHECKING:
    from leadtui.domain.match import Match

MISSING = "missing"
UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Difference:
    """An item of the checklist that stands otherwise than when the lead was closed.

    Attributes:
        then: its state then; empty where it was not asked for.
        now: its state once the lead is open; empty where it is not asked for any more.
    """

    id: str
    label: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody ticked by hand in the life that ended."""

    id: str
    label: str
    tick: Tick


@dataclass(frozen=True, slots=True)
class Reopening:
    """What opening a closed lead again meets.

    Attributes:
        detail: the lead whole, with what it became and how it ended.
        alike: what looks the same now, asked afresh.
        differences: the checklist then and now.
        ticks: what was ticked by hand; ``keeps_ticks``: it stays so.
        policy: version of the policy in force.
        asks_note: the policy asks why.
        since: how many activities were logged on it since it was closed.
    """

    detail: LeadDetail
    alike: "tuple[Match, ...]"
    differences: tuple[Difference, ...]
    ticks: tuple[Said, ...]
    keeps_ticks: bool
    policy: int
    asks_note: bool
    since: int = 0

    @property
    def lead(self) -> Lead:
        """The lead."""
        return self.detail.lead

    @property
    def ended(self) -> Closed:
        """How it ended."""
        assert self.detail.ended is not None  # it is closed
        return self.detail.ended


def may_reopen(lead: Lead, into: int | None, *, as_new: bool) -> Refusal | None:
    """The "no" to opening a lead again.

    Args:
        lead: the one to open.
        into: the lead that it was merged into, where it was.
        as_new: whoever asks knows of the merge, and wants a second lead beside the one that stays.
    """
    if no := may(Command.REACTIVATE, lead):
        return no
    if into is None or as_new:
        return None
    return Refusal(
        "merged",
        f"Lead {lead.id} was merged into lead {into}, which goes on with all that this one had.",
        "r offers to take the merge apart, or to open this one as a second lead.",
        command=f"`leadtui lead unmerge {lead.id}` takes them apart; --as-new opens it beside {into}.",
    )


def why_missing(lead: Lead, note: str, *, asked: bool) -> Refusal | None:
    """The "no" to opening a lead again without the note that the policy asks for."""
    if note or not asked:
        return None
    return Refusal(
        "note",
        f"Say why lead {lead.id} is opened again.",
        "Type it in the note.",
        ("note",),
        command="Say --note TEXT.",
    )


def unreviewed(id: int, alike: "Sequence[Match]") -> Refusal | None:
    """The "no" to opening a lead again unseen, beside what is so much like it that somebody has to look.

    Args:
        id: number of the lead.
        alike: what looks the same and was not decided on.
    """
    from leadtui.domain.plan_items import blocking

    found = blocking(alike)
    if not found:
        return None
    named = listed([f"{one.kind} {one.id} {one.title}".strip() for one in found[:3]])
    looks = plural(len(found), "record looks", "records look")
    return Refusal(
        "duplicates",
        f"{looks} the same as lead {id}: {named}.",
        "Look at them (D), then r opens it again.",
        ("duplicates",),
        command=f"`leadtui lead duplicates {id}` shows them; `leadtui lead reactivate {id}` goes on.",
    )


def differences(then: Sequence[ItemThen], now: Sequence[Item]) -> tuple[Difference, ...]:
    """The lead's own items that stand otherwise now, in today's order, then those that are gone."""
    before = {item.id: item for item in then}
    today = {item.id: item for item in now}
    found = [
        Difference(item.id, item.label, before[item.id].state if item.id in before else "", item.state)
        for item in now
        if item.id not in before or before[item.id].state != item.state
    ]
    gone = [Difference(item.id, item.label, item.state, "") for item in then if item.id not in today]
    return (*found, *gone)


def said_by_hand(ticks: Mapping[str, Tick], rules: Sequence[Rule]) -> tuple[Said, ...]:
    """What was ticked, in the order of the items; of an item that is gone its id."""
    labels = {rule.id: rule.label for rule in rules}
    order = [*labels, *(id for id in ticks if id not in labels)]
    return tuple(Said(id, labels.get(id, id), ticks[id]) for id in order if id in ticks)


# -- the same in words


def told_differences(met: Reopening) -> str:
    """What of the checklist stands otherwise now; what clearing the ticks does is told with these."""
    cleared = () if met.keeps_ticks else tuple(said.id for said in met.ticks)
    return ", ".join(_told(each) for each in met.differences if each.id not in cleared)


def _told(one: Difference) -> str:
    label = one.label.lower()
    if not one.now:
        return f"{label} is not asked for any more"
    state = one.now.replace("_", " ")
    return f"{label} is {state} now" if one.then else f"{label} is asked for now and {state}"


def told_ticks(met: Reopening) -> str:
    """What becomes of what was ticked by hand: ``2 ticks are cleared: credit review, site visit``."""
    if not met.ticks:
        return ""
    verb = "kept" if met.keeps_ticks else "cleared"
    are = "tick is" if len(met.ticks) == 1 else "ticks are"
    return f"{len(met.ticks)} {are} {verb}: {', '.join(said.label.lower() for said in met.ticks)}"


_ENDING = frozenset({"outcome", "closed_on", "lost_reason"})


def told_record(one: Brief, today: date) -> str:
    """How a record that the lead became stands: ``lost 3 Oct, price``, ``changed since: phone, owner``."""
    ended = one.closed_on is not None or one.state in ("won", "lost")
    how = f"{one.state} {day(one.closed_on, today) if one.closed_on else ''}".strip() if ended else ""
    how = ", ".join(part for part in (how, one.lost_because) if part)
    if one.state == "detached":
        how = f"detached: {one.detail}"
    names = [name for name in one.changed if not (ended and name in _ENDING)]
    fields = BY_NAME[one.kind]
    labels = [fields[name].label.lower() if name in fields else name for name in names]
    changed = f"changed since: {', '.join(labels)}" if labels else ""
    return "; ".join(part for part in (how, changed) if part) or UNCHANGED
