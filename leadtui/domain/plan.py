"""The plan of a qualification: which record is created, linked or left out, field by field.

Pure data. The store builds a plan from the same request that the screen shows and the command
line sends, and builds it again inside the transaction: what was seen is what is written.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from leadtui.domain.checklist import OVERRIDDEN, Item
from leadtui.domain.fields import Kind
from leadtui.domain.happenings import Activity
from leadtui.domain.lead import Lead
from leadtui.domain.match import Match
from leadtui.domain.records import Account, Brief, Contact, Opportunity
from leadtui.domain.results import Refusal

NEW = "new"
NONE = "none"
VEILED = "veiled"  # state of a record that the user may not read: only whose it is is told
Choice = str | int | None  # NEW, NONE, the id of a record to link, or None: the rules decide
Values = Mapping[str, object]
Spot = tuple[int, str]  # place of a record in `Plan.records`, field of it; "" is the record itself

_WRITTEN = ("create", "fill", "replace")


@dataclass(frozen=True, slots=True)
class Sale:
    """One opportunity that a qualification makes or joins.

    Attributes:
        choice: `NEW`, or the id of an opportunity to join.
        values: what was typed for one to make (topic, amount, close_on, ...).
    """

    choice: str | int = NEW
    values: Values = field(default_factory=dict[str, object])


@dataclass(frozen=True, slots=True)
class Request:
    """What a person asks of a qualification. What is None, the rules decide.

    Attributes:
        account, contact: `NEW`, `NONE`, or the id of an existing record.
        opportunities: those to make or to join, none of them, or None: the rules decide.
        duplicates_reviewed: whatever looks the same, the choice stands: for whoever sees no matches.
        override: why it is qualified though its checklist lacks what blocks; only who has the right may.
        why: one line that says why; it lands on the lead's timeline and on its opportunities.
        version: the lead's version that the caller saw.
        values: what was typed for the account and the contact to make.
        reviewed: kind and id of the matches that were seen, and the choice stands; one that appears
            later asks again.
        replaced: kind, id and field of what a linked record holds and the lead's value takes the place of.
        unfilled: the same of blanks of a linked record that stay blank.
        seen: versions of the linked records that the caller saw; `policy`: that of the policy.
    """

    account: Choice = None
    contact: Choice = None
    opportunities: tuple[Sale, ...] | None = None
    duplicates_reviewed: bool = False
    why: str = ""
    override: str = ""
    version: int | None = None
    values: Mapping[Kind, Values] = field(default_factory=dict[Kind, Values])
    reviewed: frozenset[tuple[Kind, int]] = frozenset()
    replaced: frozenset[tuple[Kind, int, str]] = frozenset()
    unfilled: frozenset[tuple[Kind, int, str]] = frozenset()
    seen: Mapping[tuple[Kind, int], int] = field(default_factory=dict[tuple[Kind, int], int])
    policy: int | None = None

    def typed(self, kind: Kind) -> Values:
        """What was typed for the account or contact to make."""
        return self.values.get(kind, {})


@dataclass(frozen=True, slots=True)
class Line:
    """One field of a planned record.

    Attributes:
        outcome: ``create`` (value of a new record), ``fill`` (was empty on the linked one), ``keep``
            (differs; the linked record keeps its own), ``replace`` (differs; the lead's takes its
            place), ``leave`` (was empty and stays so).
        ours: the lead's value, or what was typed; None where a new record goes without.
        theirs: what the linked record holds now.
        because: which rule set it, where that is not plain: ``the lead's``, ``typed here``.
        problem: why what was typed cannot be kept.
    """

    field: str
    outcome: str
    ours: object
    theirs: object = None
    because: str = ""
    problem: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """What happens to one of the records.

    All that is written to it is a line, but for the references: whoever writes the plan sets a contact's
    account and an opportunity's account and contact, on linked records only where they are empty.

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
        """What is written to the record: values of a new one, filled and replaced ones of a linked one."""
        return {
            line.field: line.ours
            for line in self.lines
            if line.outcome in _WRITTEN and line.ours not in (None, "")
        }

    @property
    def replaced(self) -> tuple[str, ...]:
        """The fields of a linked record that the lead's values take over."""
        return tuple(line.field for line in self.lines if line.outcome == "replace")

    @property
    def problems(self) -> tuple[Line, ...]:
        """The lines that cannot be kept as they were typed."""
        return tuple(line for line in self.lines if line.problem is not None)


@dataclass(frozen=True, slots=True)
class Known:
    """What the store knows around a lead when its plan is made.

    Attributes:
        account, contact: the records that the request names, else those of the opportunity that it joins,
            those that the lead is linked to, the account of that contact, or those of its earlier life.
        home: the account that the contact belongs to; of one that the user may not read only whose it is,
            with the state `VEILED`.
        offered: why account or contact was taken, where it is not said, linked or of an earlier life.
        matches: accounts, contacts and other leads that look the same.
        earlier: opportunities of the lead's earlier lives, the newest first; one that goes on without the
            lead has the state ``detached``, one that the user may not read `VEILED`.
        sales: by number the opportunities that the request names; where it leaves them to the rules, those
            of earlier lives that can be joined again.
        why_note: the newest note or finished activity of this cycle: it settles the item *why*.
        problems: kind, place among the opportunities (0 else) and field of what was typed -> why it
            cannot be kept.
    """

    account: Account | None = None
    contact: Contact | None = None
    home: Brief | None = None
    offered: Mapping[Kind, str] = field(default_factory=dict[Kind, str])
    matches: Sequence[Match] = ()
    earlier: Sequence[Brief] = ()
    sales: Mapping[int, Opportunity] = field(default_factory=dict[int, Opportunity])
    why_note: Activity | None = None
    problems: Mapping[tuple[Kind, int, str], Refusal] = field(
        default_factory=dict[tuple[Kind, int, str], Refusal]
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole qualification before anything is written.

    Attributes:
        records: account, contact, then the opportunities in the request's order; where there is none, one
            with the action ``none`` says why.
        items: the lead's own checklist, then the plan's own items.
        matches: what looks the same, open ones first; those likely enough have to be decided (use
            existing, reviewed, or a verdict on the pair).
        warnings: sentences that do not block (do not contact, a second opportunity).
        request: the request with every None decided, and with the versions that this plan saw.
        why_note: the note or activity that says why where the request does not; None where there is none.
    """

    lead: Lead
    records: tuple[Planned, ...]
    items: tuple[Item, ...]
    matches: tuple[Match, ...]
    warnings: tuple[str, ...]
    request: Request
    why_note: Activity | None = None

    def planned(self, kind: Kind) -> Planned:
        """What happens to the account or contact (of opportunities: to the first)."""
        return next(each for each in self.records if each.kind is kind)

    @property
    def sales(self) -> tuple[Planned, ...]:
        """The opportunities that are made or joined: each that of its place in the request."""
        return tuple(each for each in self.records[2:] if each.action != "none")

    @property
    def blocked_by(self) -> tuple[Item, ...]:
        """The items that hold back Enter."""
        return tuple(item for item in self.items if item.blocks)

    @property
    def overridden(self) -> tuple[Item, ...]:
        """The items that it goes past, for the reason of the request."""
        return tuple(item for item in self.items if item.state == OVERRIDDEN)

    def changes_since(self, before: "Plan") -> frozenset[Spot]:
        """The lines that say something else than in a plan made before, for marking them.

        A record that is another one, or from which lines fell away, is named whole, with no field.
        """
        there = dict(enumerate(before.records))
        return frozenset(
            (place, name)
            for place, planned in enumerate(self.records)
            for name in _differing(planned, there.get(place))
        )


def _differing(now: Planned, before: Planned | None) -> frozenset[str]:
    if before is None or (now.kind, now.action, now.id) != (before.kind, before.action, before.id):
        return frozenset(("", *(line.field for line in now.lines)))
    was = {line.field: line for line in before.lines}
    found = {line.field for line in now.lines if was.get(line.field) != line}
    heads = (now.title, now.because, now.decided) != (before.title, before.because, before.decided)
    gone = was.keys() - {line.field for line in now.lines}
    return frozenset(found | {""} if heads or gone else found)
