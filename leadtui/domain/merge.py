"""Merging two records of one kind: which one stays, and field by field whose value it has then.

Pure data. The rules for each field are in `merge_lines`; the store builds the plan again inside its
transaction.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.lead import Lead
from leadtui.domain.merge_lines import ASKED, Line, Take, beside, lines_of
from leadtui.domain.records import Record
from leadtui.domain.results import Exit, Refusal
from leadtui.domain.text import listed, plural

MERGEABLE = (Kind.LEAD, Kind.ACCOUNT, Kind.CONTACT)
Choices = Mapping[str, str]
"""Field -> ``winner``, ``loser`` or ``both``; what is not named, the rules decide."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """What hangs on a record and goes over to the one that stays.

    Attributes:
        activities: how many calls, notes and so on.
        records: kind -> how many records name it (contacts of an account, opportunities of a contact ...).
    """

    activities: int = 0
    records: Mapping[Kind, int] = field(default_factory=dict[Kind, int])


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What merging would write; nothing is written yet.

    Attributes:
        winner: the record that stays; loser: the one that is given up and points to it.
        lines: one for each field in which they differ, in the order of the form.
        choices: what was chosen by a person.
        winner_has, loser_has: what hangs on each.
    """

    kind: Kind
    winner: Record
    loser: Record
    lines: tuple[Line, ...]
    choices: Choices
    winner_has: Hanging = Hanging()
    loser_has: Hanging = Hanging()

    @property
    def sentence(self) -> str:
        """Who survives and what becomes of the other."""
        return f"{self.winner.id} {self.winner.title} stays; {self.loser.id} {self.loser.title} {self.fate}."

    @property
    def fate(self) -> str:
        """What becomes of the one that is given up."""
        return "is closed as merged" if self.kind is Kind.LEAD else "is put away as merged"

    @property
    def moving(self) -> str:
        """What goes over to the one that stays, in words; empty for nothing."""
        has = self.loser_has
        parts = [plural(has.activities, "activity", "activities")] if has.activities else []
        nouns = {Kind.OPPORTUNITY: "opportunities"}
        parts += [plural(n, str(kind), nouns.get(kind, "")) for kind, n in has.records.items() if n]
        return listed(parts)

    @property
    def values(self) -> dict[str, object]:
        """Field -> value, of what changes on the winner."""
        return {
            line.field: line.value
            for line in self.lines
            if line.value != line.winner and (line.value or line.winner)
        }


def plan_merge(
    kind: Kind,
    winner: Record,
    loser: Record,
    choices: Choices | None = None,
    has: tuple[Hanging, Hanging] = (Hanging(), Hanging()),
) -> MergePlan | Refusal:
    """The plan of a merge.

    Args:
        kind: of both.
        winner: the record that stays.
        loser: the record that is given up.
        choices: of fields that a person decided.
        has: what hangs on the winner and on the loser.

    Returns:
        The plan, or a `Refusal`: ``kind`` (opportunities are not merged), ``same``, ``closed`` (the one
        that would stay is read-only), ``field`` (there is no such field), ``fixed`` (nothing to choose).
    """
    chosen = dict(choices or {})
    if no := may_merge(kind, winner, loser) or _unknown(kind, chosen):
        return no
    lines = lines_of(kind, winner, loser, chosen)
    if no := _not_offered(kind, lines, chosen):
        return no
    return MergePlan(kind, winner, loser, lines, chosen, *has)


def may_merge(kind: Kind, winner: Record, loser: Record) -> Refusal | None:
    """Whether the rules let the one stay and the other be given up.

    A closed lead is read-only, so it cannot take anything in; an open one may take in a closed one.
    """
    if kind not in MERGEABLE:
        return Refusal(
            "kind",
            "Opportunities are not merged: each is a sale of its own.",
            "Close the one that is too many as lost.",
            exit=Exit.USAGE,
        )
    if winner.id == loser.id:
        return Refusal(
            "same", f"{kind.capitalize()} {winner.id} cannot be merged with itself.", "Name two records."
        )
    if isinstance(winner, Lead) and isinstance(loser, Lead) and not winner.is_open:
        return _closed(winner, loser)
    return None


def _closed(winner: Lead, loser: Lead) -> Refusal:
    if loser.is_open:
        return Refusal(
            "closed",
            f"Lead {winner.id} is {winner.state} and read-only: it cannot be the one that stays.",
            f"s swaps: then {loser.id} stays. Or r reactivates {winner.id} first.",
            command=f"`leadtui lead merge {loser.id} {winner.id}` keeps {loser.id};"
            f" `leadtui lead reactivate {winner.id}` opens the other again.",
        )
    return Refusal(
        "closed",
        f"Leads {winner.id} and {loser.id} are both closed and read-only.",
        "r reactivates the one to stay.",
        command=f"`leadtui lead reactivate {winner.id}` opens the one that is to stay.",
    )


def _unknown(kind: Kind, choices: Choices) -> Refusal | None:
    takes = [take.value for take in Take]
    for name, take in choices.items():
        known = BY_NAME[kind].get(name)
        if known is None:
            from difflib import get_close_matches  # only when something was mistyped

            near = get_close_matches(name, list(BY_NAME[kind]), 1)
            fix = f"Did you mean {near[0]}?" if near else f"The fields of {kind} are in the README."
            sentence = f"{kind.capitalize()} has no field {name[:40]!r}."
            return Refusal("field", sentence, fix, (name[:40],), Exit.USAGE)
        if take not in takes:
            sentence = f"{known.label}: {take[:40]!r} is not whose value it is to be."
            return Refusal("value", sentence, f"There are {listed(takes)}.", (name,), Exit.USAGE)
        if known.system and name not in ASKED:
            sentence = f"{known.label} is written by leadtui itself."
            return Refusal("fixed", sentence, "Leave it out.", (name,))
    return None


def _not_offered(kind: Kind, lines: tuple[Line, ...], choices: Choices) -> Refusal | None:
    for line in lines:
        if line.field in choices and choices[line.field] not in line.offered:
            label, because = BY_NAME[kind][line.field].label, line.because or "there is nothing to choose"
            sentence = f"{label}: {choices[line.field]} cannot be taken, {because}."
            fix = f"There is {listed([take.value for take in line.offered])}."
            return Refusal("fixed", sentence, fix, (line.field,))
    return None


def choose(plan: MergePlan, name: str, take: Take) -> MergePlan:
    """The plan with that field's value from there, and with it what belongs to it (amount and currency).

    A field that offers no such value stays as it is.
    """
    names = {name, *beside(name)}
    offered = {line.field for line in plan.lines if take in line.offered}
    chosen = {**plan.choices, **dict.fromkeys(names & offered, take.value)}
    lines = lines_of(plan.kind, plan.winner, plan.loser, chosen)
    return replace(plan, choices=chosen, lines=lines)


def swap(plan: MergePlan) -> MergePlan | Refusal:
    """The plan with the other one staying; choices begin anew, since they said whose value stays."""
    has = (plan.loser_has, plan.winner_has)
    return plan_merge(plan.kind, plan.loser, plan.winner, None, has)


def survivor(a: Record, b: Record, activities: tuple[int, int] = (0, 0)) -> tuple[Record, Record]:
    """Which of two is proposed to stay, and which to be given up.

    An open lead before a closed one; then the one with more in it, filled fields and activities
    counted together; then the older one.
    """
    first = _worth(a, activities[0]) >= _worth(b, activities[1])
    return (a, b) if first else (b, a)


_LATEST = datetime.max.replace(tzinfo=UTC)


def _worth(one: Record, activities: int) -> tuple[bool, int, float, int]:
    is_open = one.is_open if isinstance(one, Lead) else True
    filled = sum(bool(getattr(one, name)) for name in one.__slots__)
    return is_open, filled + activities, -(one.created_at or _LATEST).timestamp(), -one.id
