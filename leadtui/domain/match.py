"""What looks the same: matches with probability and reasons, decisions on them, and the rules' numbers.

Pure data. `leadtui.matching` finds how alike two plain records are; the store says which records they
are, who decided what about the pair, and hands these to screens and command line.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from math import floor
from typing import TYPE_CHECKING, NamedTuple

from leadtui.domain.access import Scope
from leadtui.domain.fields import Kind

if TYPE_CHECKING:  # lists read the policy alone, and wait for nothing else
    from leadtui.domain.records import Activity, Brief, Record

Ref = tuple[Kind, int]


class Band(StrEnum):
    """What a probability asks for (Source: reference measurements of matching, action by probability)."""

    BLOCK = "block"  # holds back a qualification until it is decided
    WARN = "warn"  # is said, one key opens the two side by side
    SIMILAR = "similar"  # is listed, interrupts nobody
    NONE = "none"


def percent(probability: float) -> str:
    """``97%``, rounded down: .8953 is not the 90% from which the policy blocks, and must not look like it.

    Never 100, for nobody knows that, and never 0 of what is shown.
    """
    whole = floor(probability * 100 + 1e-6)  # .29 * 100 is 28.999999999999996
    return f"{min(99, max(1, whole))}%"


class Verdict(StrEnum):
    """What a person decided on a pair; it holds until a compared field of either changes."""

    DIFFERENT = "different"  # not a duplicate
    KEPT = "kept"  # may be the same; both stay, with a reason


class Decision(NamedTuple):
    """Who decided on a pair, when, and why."""

    verdict: Verdict
    by: str
    at: datetime
    reason: str = ""


class Reason(NamedTuple):
    """What one field says about two records being the same.

    Attributes:
        field: the evidence: ``name``, ``email``, ``phone``, ``company``, ``address`` ...
        said: in words, such as ``same e-mail`` or ``name one letter apart``.
        bits: its weight, base-2 logarithm of the likelihood ratio; below 0 it speaks against.
    """

    field: str
    said: str
    bits: float


class Match(NamedTuple):
    """A record that looks like the one asked about.

    Attributes:
        brief: what it is; of one that may not be read only kind, id and owner.
        probability: that both are the same, 0 to 1.
        band: what the policy makes of it.
        reasons: at most three, the strongest first; ``against``: what speaks against it.
        decision: what a person said of the pair, None while it is open.
        readable: whether the acting user may see its fields.
        closed: whether it is a lead that was closed; also told of one that may not be read, for such a
            lead holds nothing back.
    """

    brief: "Brief"
    probability: float
    band: Band
    reasons: tuple[Reason, ...] = ()
    against: tuple[Reason, ...] = ()
    decision: Decision | None = None
    readable: bool = True
    closed: bool = False

    @property
    def ref(self) -> Ref:
        """Kind and id."""
        return self.brief.kind, self.brief.id

    @property
    def kind(self) -> Kind:
        """What it is."""
        return self.brief.kind

    @property
    def id(self) -> int:
        """Its number."""
        return self.brief.id

    @property
    def title(self) -> str:
        """What to call it; empty where it may not be read."""
        return self.brief.title

    @property
    def state(self) -> str:
        """How a lead or opportunity stands."""
        return self.brief.state

    @property
    def owner(self) -> str | None:
        """Whose it is."""
        return self.brief.owner

    @property
    def detail(self) -> str:
        """The same as `said`."""
        return self.said

    @property
    def said(self) -> str:
        """The reasons in one line."""
        return ", ".join(reason.said for reason in self.reasons)


class Alike(NamedTuple):
    """What looks like one record.

    Attributes:
        matches: open ones first, then decided ones; the likeliest first among each.
        colleagues: other people of the same company that are known: no duplicates, but useful.
    """

    matches: tuple[Match, ...] = ()
    colleagues: int = 0

    @property
    def open(self) -> tuple[Match, ...]:
        """Those that nobody decided on and that are likely enough to be said (warn and above)."""
        return tuple(
            one for one in self.matches if one.decision is None and one.band in (Band.BLOCK, Band.WARN)
        )


class Side(NamedTuple):
    """One column of the duplicate desk: a record whole, with how it stands.

    Attributes:
        record: None where the acting user may not read it: then ``match.brief`` has its owner.
        match: None for the record that the desk is about.
        last: its latest activity.
        became: of a qualified lead the records it became.
    """

    record: "Record | None"
    match: Match | None = None
    last: "Activity | None" = None
    became: "tuple[Brief, ...]" = ()


class Desk(NamedTuple):
    """A record and what looks like it, side by side."""

    kind: Kind
    here: Side
    others: tuple[Side, ...]
    colleagues: int = 0


class Pair(NamedTuple):
    """Two records of the book that look the same; ``a`` before ``b`` by kind and id."""

    a: "Brief"
    b: "Brief"
    probability: float
    reasons: tuple[Reason, ...] = ()


class Cluster(NamedTuple):
    """Records of the book that are likely one and the same.

    Attributes:
        members: at least two.
        weakest: the probability of its weakest link.
        first: the lowest of the records' numbers in the index, of a record that is not shown too: lists
            are ordered by it and go on from it.
    """

    members: "tuple[Brief, ...]"
    weakest: float
    first: int


EVIDENCE = (
    "name", "email", "phone", "company", "address", "birth", "identifier", "topic",
)  # fmt: skip
"""The fields' evidence that the rules weigh, by name."""


class MatchPolicy(NamedTuple):
    """The organisation's numbers for duplicates.

    Attributes:
        block, warn, similar: the least probability of each band.
        states: the lead states that take part, as codes; withdrawn and merged records never do.
        evidence: which fields' evidence counts.
        scopes: role -> whose records it may read; a role that is not named may read all.
    """

    block: float
    warn: float
    similar: float
    states: frozenset[str]
    evidence: frozenset[str]
    scopes: Mapping[str, Scope]

    def band(self, probability: float) -> Band:
        """What that probability asks for."""
        if probability >= self.block:
            return Band.BLOCK
        if probability >= self.warn:
            return Band.WARN
        return Band.SIMILAR if probability >= self.similar else Band.NONE
