"""The plan of a qualification: which record is created, linked or left out, field by field.

Pure data. The store builds a plan from the same request that the screen shows and the command
line sends, and builds it again inside the transaction: what was seen is what is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from leadtui.domain.checklist import Item
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.match import Match
from leadtui.domain.records import Account, Brief, Contact, Opportunity

NEW = "new"
NONE = "none"
Choice = str | int | None  # NEW, NONE, the id of a record to link, or None: the rules decide


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks of a qualification. What is None, the rules decide.

    Attributes:
        account, contact, opportunity: `NEW`, `NONE`, or the id of an existing record
            (for the opportunity: an open one, or one of the lead's earlier lives).
        duplicates_reviewed: whatever looks the same, the choice stands: for whoever sees no matches.
        reviewed: kind and id of the matches that were seen, and the choice stands; one that appears
            later asks again.
        why: one line that says why; it lands on the lead's timeline and on the opportunity.
        version: the lead's version that the caller saw.
        values: values of the opportunity to make that the person typed (topic, amount, close_on).
    """

    account: Choice = None
    contact: Choice = None
    opportunity: Choice = None
    duplicates_reviewed: bool = False
    why: str = ""
    version: int | None = None
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    reviewed: frozenset[tuple[Kind, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a planned record.

    Attributes:
        outcome: ``create`` (value of a new record), ``fill`` (was empty on the linked one),
            ``keep`` (differs; the linked record keeps its own).
        theirs: what the linked record holds now.
    """

    field: str
    outcome: str
    ours: object
    theirs: object = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What happens to one of the three records.

    The references among the three are no lines: whoever writes the plan sets a contact's account and an
    opportunity's account and contact, on linked records only where they are empty.

    Attributes:
        action: ``create``, ``link`` or ``none``.
        id: the record to link.
        title: what it is or will be called.
        because: why the rules chose this, in a few words (``no company``, ``from its earlier life``).
        decided: a person said so, or nothing speaks against it.
    """

    kind: Kind
    action: str
    id: int | None
    title: str
    lines: tuple[Line, ...]
    because: str = ""
    decided: bool = True

    @property
    def values(self) -> dict[str, object]:
        """What is written to the record: values of a new one, filled blanks of a linked one."""
        return {line.field: line.ours for line in self.lines if line.outcome != "keep"}


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows around a lead when its plan is made.

    Attributes:
        account, contact: the records that the request names, else those that the lead is linked to,
            else those of its earlier life.
        matches: accounts, contacts and other leads that look the same.
        earlier: opportunities of the lead's earlier lives.
        opportunity: the one that the request names.
        why_notes: notes and activities of this cycle: they settle the item *why*.
    """

    account: Account | None = None
    contact: Contact | None = None
    matches: Sequence[Match] = ()
    earlier: Sequence[Brief] = ()
    opportunity: Opportunity | None = None
    why_notes: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole qualification before anything is written.

    Attributes:
        records: account, contact and opportunity, in that order.
        items: the lead's own checklist, then the plan's three items.
        matches: what looks the same, open ones first; those likely enough have to be decided (use
            existing, reviewed, or a verdict on the pair).
        warnings: sentences that do not block (do not contact, a second opportunity).
        request: the request with every None decided.
    """

    lead: Lead
    records: tuple[Planned, Planned, Planned]
    items: tuple[Item, ...]
    matches: tuple[Match, ...]
    warnings: tuple[str, ...]
    request: Request

    def planned(self, kind: Kind) -> Planned:
        """What happens to the record of that kind."""
        return next(each for each in self.records if each.kind is kind)

    @property
    def blocked_by(self) -> tuple[Item, ...]:
        """The items that hold back Enter."""
        return tuple(item for item in self.items if item.blocks)
