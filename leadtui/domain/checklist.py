"""What must be true before a lead is qualified: items that say done or missing, and which field.

Which items there are is the organisation's (`policy`). Most are the lead's own; those of `PLAN_KINDS` are
settled in the plan and are evaluated by `qualification`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from leadtui.domain.query import Node

if TYPE_CHECKING:
    from leadtui.domain.lead import Lead

FIELDS, REACHABLE, OWNER, NEXT, ACTIVITY, MANUAL = (
    "fields", "reachable", "owner_known", "next_action", "activity", "manual",
)  # fmt: skip
PLAN_KINDS: Final = ("duplicates", "customer", "why")
KINDS: Final = (FIELDS, REACHABLE, OWNER, NEXT, ACTIVITY, MANUAL, *PLAN_KINDS)
NOT_NEEDED: Final = "not_needed"
OVERRIDDEN: Final = "overridden"

# What items of these kinds look at, in the order to fill it; a kind that is not here names its fields.
_LOOKED_AT: Final[Mapping[str, tuple[str, ...]]] = {
    REACHABLE: ("email", "phone", "mobile"),
    OWNER: ("owner",),
    NEXT: ("follow_up",),
}


@dataclass(frozen=True, slots=True)
class Tick:
    """What a person said of an item of one lead.

    Attributes:
        state: ``done`` or ``not_needed``.
        by: login of who said it; `at`: when, UTC.
        reason: why it is not needed.
    """

    state: str
    by: str
    at: datetime
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checklist needs to know beyond the lead's own fields.

    Attributes:
        owners: keys of the users and teams there are; an owner not among them is only a name.
        has_task: an open task hangs on the lead.
        reachable: which of e-mail, phone and mobile hold something valid; the verdict is stored
            on write (`values.is_reachable`).
        ticks: item id -> what a person said of it.
        active: something was logged in this life of the lead.
    """

    owners: Collection[str]
    has_task: bool = False
    reachable: bool = False
    ticks: Mapping[str, Tick] = field(default_factory=dict[str, Tick])
    active: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One item of the checklist, as the policy states it.

    Attributes:
        blocks: whether it holds back qualification, or only advises.
        kind: one of `KINDS`.
        all_of: fields that must be filled; `any_of`: one of them must be.
        when: it is asked for only on leads that this filter shows.
        role: the role that alone may tick it; empty where everybody may. `role_label`: as people read it.
        may_skip: it may be set "not needed", with a reason.
        may_override: who has the right to it may qualify past it, with a reason.
    """

    id: str
    label: str
    blocks: bool
    kind: str = FIELDS
    all_of: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    when: Node | None = None
    role: str = ""
    may_skip: bool = False
    help: str = ""
    role_label: str = ""
    may_override: bool = True

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that the item looks at, in the order to fill them."""
        return _LOOKED_AT.get(self.kind) or (*self.any_of, *self.all_of)

    @property
    def in_plan(self) -> bool:
        """Whether the plan of a qualification settles it."""
        return self.kind in PLAN_KINDS

    def applies(self, lead: Any) -> bool:
        """Whether the item is asked for on that lead."""
        if self.when is None:
            return True
        from leadtui.domain.conditions import holds  # few items have a condition

        return holds(self.when, lead)

    def counted(self, facts: Facts) -> Tick | None:
        """What a person said of the item, where the policy (still) lets a person say that."""
        tick = facts.ticks.get(self.id)
        if tick is None or not (self.may_skip if tick.state == NOT_NEEDED else self.kind == MANUAL):
            return None
        return tick

    def is_open(self, lead: Any, facts: Facts) -> bool:
        """Whether something is missing."""
        if facts.ticks and self.counted(facts) is not None:
            return False
        match self.kind:
            case "fields":
                return self._lacks(lead)
            case "reachable":
                return not facts.reachable
            case "owner_known":
                return lead.owner not in facts.owners
            case "next_action":
                return not (lead.follow_up or facts.has_task)
            case "activity":
                return not facts.active
            case _:
                return True

    def _lacks(self, lead: Any) -> bool:
        for name in self.all_of:  # plain loops: an import asks this of every row
            if not getattr(lead, name):
                return True
        for name in self.any_of:
            if getattr(lead, name):
                return False
        return bool(self.any_of)

    def missing(self, lead: Any, facts: Facts) -> tuple[str, ...]:
        """The fields that hold it back, where it is open: the cursor goes to the first."""
        if self.kind == REACHABLE:
            return ("email", "phone")
        if self.kind != FIELDS:
            return self.fields
        lacks = [name for name in self.all_of if not getattr(lead, name)]
        if not self.any_of or any(getattr(lead, name) for name in self.any_of):
            return tuple(lacks)
        # Beside fields that must be filled, the first of the others stands for all of them.
        return (*(self.any_of[:1] if self.all_of else self.any_of), *lacks)


@dataclass(frozen=True, slots=True)
class Item:
    """An item evaluated for one lead.

    Attributes:
        state: ``done``, ``missing`` or ``not_needed``; in a plan also ``overridden``: it is missing, and the
            lead is qualified all the same.
        missing: the fields to fill; the cursor goes to the first. Empty where nothing is to be filled: a
            person ticks it, or something has to be logged.
        tick: what a person said of it, where somebody did and it counts.
        role: the role that alone may tick it; empty where everybody may. `role_label`: as people read it.
    """

    id: str
    label: str
    state: str
    blocking: bool
    missing: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    kind: str = FIELDS
    tick: Tick | None = None
    may_skip: bool = False
    help: str = ""
    role: str = ""
    role_label: str = ""
    may_override: bool = True

    @property
    def blocks(self) -> bool:
        """Whether it holds the lead back now."""
        return self.blocking and self.state == "missing"


def evaluate(lead: "Lead", facts: Facts, rules: Sequence[Rule]) -> tuple[Item, ...]:
    """The lead's own items, in order; their numbers on screen are their places here from 1."""
    return tuple(_item(rule, lead, facts) for rule in rules if rule.applies(lead))


def _item(rule: Rule, lead: "Lead", facts: Facts) -> Item:
    lacks = rule.is_open(lead, facts)
    tick = rule.counted(facts)
    skipped = tick is not None and tick.state == NOT_NEEDED
    return Item(
        rule.id,
        rule.label,
        "missing" if lacks else NOT_NEEDED if skipped else "done",
        rule.blocks,
        rule.missing(lead, facts) if lacks else (),
        rule.fields,
        rule.kind,
        tick,
        rule.may_skip,
        rule.help,
        rule.role,
        rule.role_label,
        rule.may_override,
    )


def done(items: Sequence[Item]) -> int:
    """How many are not missing."""
    return sum(item.state != "missing" for item in items)


def verdict(lead: Any, facts: Facts, rules: Sequence[Rule]) -> tuple[bool, int, int]:
    """Whether the lead is ready, how many items are done, of how many: what an import asks of each row.

    The same as no item of `evaluate` that blocks, `done` and their number, without making the items.
    """
    asked = [rule for rule in rules if rule.when is None or rule.applies(lead)]
    missing = [rule.blocks for rule in asked if rule.is_open(lead, facts)]
    return not any(missing), len(asked) - len(missing), len(asked)


def proposed_topic(lead: "Lead") -> str:
    """A topic made of product and company, which Enter accepts; empty where there is neither."""
    parts = [part for part in (lead.product, lead.company or lead.name) if part]
    return " for ".join(parts)
