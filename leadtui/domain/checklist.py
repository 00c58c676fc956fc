"""What must be true before a lead is qualified: items that say done or missing, and which field.

The shipped items are DESIGN's. The first eight are the lead's own; the last three are settled in
the plan and are evaluated by `qualification`.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from leadtui.domain.lead import Lead


@dataclass(frozen=True, slots=True)
class Facts:
    """What the checklist needs to know beyond the lead's own fields.

    Attributes:
        owners: keys of the users and teams there are; an owner not among them is only a name.
        has_task: an open task hangs on the lead.
        reachable: which of e-mail, phone and mobile hold something valid; the verdict is stored
            on write (`values.is_reachable`).
    """

    owners: Collection[str]
    has_task: bool = False
    reachable: bool = False


class Rule(NamedTuple):
    """One item of the checklist, as data and one small test.

    Attributes:
        missing: the fields that hold it back, empty when done.
        fields: every field that the item looks at, in the order to fill them.
        blocks: whether it holds back qualification, or only advises.
    """

    id: str
    label: str
    blocks: bool
    fields: tuple[str, ...]
    missing: Callable[["Lead", Facts], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Item:
    """An item evaluated for one lead.

    Attributes:
        state: ``done``, ``missing`` or ``not_needed``.
        missing: the fields to fill; the cursor goes to the first.
    """

    id: str
    label: str
    state: str
    blocking: bool
    missing: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        """Whether it holds the lead back now."""
        return self.blocking and self.state == "missing"


def _all_of(*names: str) -> Callable[["Lead", Facts], Sequence[str]]:
    return lambda lead, _: [name for name in names if not getattr(lead, name)]


def _any_of(*names: str) -> Callable[["Lead", Facts], Sequence[str]]:
    return lambda lead, _: [] if any(getattr(lead, name) for name in names) else names


def _reachable(_: "Lead", facts: Facts) -> Sequence[str]:
    return [] if facts.reachable else ("email", "phone")


def _owned(lead: "Lead", facts: Facts) -> Sequence[str]:
    return [] if lead.owner in facts.owners else ("owner",)


def _origin(lead: "Lead", facts: Facts) -> Sequence[str]:
    source = _any_of("source", "campaign")(lead, facts)
    return [*source[:1], *_all_of("product", "territory")(lead, facts)]


def _next(lead: "Lead", facts: Facts) -> Sequence[str]:
    return [] if lead.follow_up or facts.has_task else ("follow_up",)


_NEED = (
    "fit",
    "interest",
    "need",
    "budget_status",
    "purchase_timeframe",
    "decision_maker",
    "purchase_process",
)

SHIPPED: tuple[Rule, ...] = (
    Rule("name", "Name", True, ("last_name", "first_name"), _any_of("last_name", "first_name")),
    Rule("contact", "Contact method", True, ("email", "phone", "mobile"), _reachable),
    Rule("company", "Company", False, ("company", "private_person"), _any_of("company", "private_person")),
    Rule("topic", "Topic", True, ("topic",), _all_of("topic")),
    Rule("owner", "Owner", True, ("owner",), _owned),
    Rule("origin", "Origin", False, ("source", "campaign", "product", "territory"), _origin),
    Rule("need", "Need", False, _NEED, _all_of(*_NEED)),
    Rule("next", "Next action", False, ("follow_up",), _next),
)


def evaluate(lead: "Lead", facts: Facts, rules: Sequence[Rule] = SHIPPED) -> tuple[Item, ...]:
    """The lead's own items, in order; their numbers on screen are their places here from 1."""
    return tuple(_item(rule, tuple(rule.missing(lead, facts))) for rule in rules)


def _item(rule: Rule, missing: tuple[str, ...]) -> Item:
    state = "missing" if missing else "done"
    return Item(rule.id, rule.label, state, rule.blocks, missing, rule.fields)


def ready(items: Sequence[Item]) -> bool:
    """Whether none of the items blocks."""
    return not any(item.blocks for item in items)


def done(items: Sequence[Item]) -> int:
    """How many are not missing."""
    return sum(item.state != "missing" for item in items)


def verdict(lead: "Lead", facts: Facts, rules: Sequence[Rule] = SHIPPED) -> tuple[bool, int]:
    """Whether the lead is ready, and how many items are done: what an import asks of each row.

    The same as `ready` and `done` of `evaluate`, without making the items.
    """
    missing = [rule.blocks for rule in rules if rule.missing(lead, facts)]
    return not any(missing), len(rules) - len(missing)


def proposed_topic(lead: "Lead") -> str:
    """A topic made of product and company, which Enter accepts; empty where there is neither."""
    parts = [part for part in (lead.product, lead.company or lead.name) if part]
    return " for ".join(parts)
