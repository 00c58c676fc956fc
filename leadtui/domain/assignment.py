"""To whom a lead goes: the policy's rules of assignment, hand-overs, and who may claim what."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, NamedTuple

from leadtui.domain.conditions import holds
from leadtui.domain.query import Node
from leadtui.domain.results import Refusal

TERRITORY: Final = "territory"
"""What ``to`` of a rule says for whoever has the lead's territory."""


class How(StrEnum):
    """How one of several is chosen."""

    ROUND_ROBIN = "round_robin"  # who was given none for the longest time
    LEAST_LOADED = "least_loaded"  # who has the fewest open leads


class AssignRule(NamedTuple):
    """One ``[[assign]]`` of a policy.

    Attributes:
        id: stable code; hand-overs name it.
        label: as people read it.
        when: which leads it is for; None for all.
        to: key of a user or team, or `TERRITORY`; empty where it chooses ``among``.
        among: keys of users, and of teams for everybody in them.
        how: how it chooses.
    """

    id: str
    label: str
    when: Node | None = None
    to: str = ""
    among: tuple[str, ...] = ()
    how: How = How.ROUND_ROBIN

    @property
    def said(self) -> str:
        """The rule in a sentence."""
        return f"by rule “{self.label}”"


class HandOver(NamedTuple):
    """That a lead came to the owner that it has.

    Attributes:
        at: when, UTC; ``by``: whose act it was.
        before: whose it was; None for nobody's.
        note: what was said with it.
        rule: id of the rule that chose the owner, empty where a person did; ``label``: how it is read.
        read: the owner opened the lead since, or took it themselves.
    """

    at: datetime
    by: str
    before: str | None
    owner: str
    note: str = ""
    rule: str = ""
    label: str = ""
    read: bool = True


class Waiting(NamedTuple):
    """What waits for the acting user.

    Attributes:
        handed: leads that were handed to them and that they did not open yet.
        since: when the first of these came.
        queued: open leads of their teams' queues.
    """

    handed: int = 0
    since: datetime | None = None
    queued: int = 0


def fitting(rules: Sequence[AssignRule], lead: Any) -> Iterator[AssignRule]:
    """The rules that are for a lead, the first first; the next one counts where one has nobody to give it to.

    Args:
        rules: in the order of the policy.
        lead: a `Lead`, or anything with its fields as attributes.
    """
    return (rule for rule in rules if rule.when is None or holds(rule.when, lead))


def pick(among: Sequence[str], by: Mapping[str, int]) -> str | None:
    """The one of several who gets a lead; None where there is nobody.

    Args:
        among: the candidates in their order, which settles what is equal.
        by: the number of each, the least is chosen: how many open leads they have; or when their last turn
            was, the greater the later. Who is not there has none.
    """
    return min(among, key=lambda key: by.get(key, 0), default=None)


def may_claim(
    lead: int,
    owner: str | None,
    user: str,
    teams: Collection[str],
    people: Mapping[str, str],
    since: str = "",
) -> Refusal | None:
    """The "no" to taking a lead for oneself: only what is nobody's, or waits for a team of one's own.

    Args:
        lead: its number.
        owner: key of its owner; a name that nobody here has is nobody.
        user: who would take it.
        teams: those of the user.
        people: key of each user and team -> name.
        since: how and when the owner came to it, such as ``claimed it at 09:12``.
    """
    if owner is None or owner not in people or owner in teams:
        return None
    if owner == user:
        return Refusal("yours", f"Lead {lead} is yours already.", "Nothing needs to be done.", ("owner",))
    name = people[owner]
    return Refusal(
        "claimed",
        f"{name} {since}." if since else f"Lead {lead} is {name}'s.",
        "Take the next one." if since else f"Ask {name} for it.",
        ("owner",),
        command="Take another one: `leadtui lead list --view queue`." if since else "",
    )
