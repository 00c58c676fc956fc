"""Field by field: whose value a merged record has.

Blanks are filled and nothing that only one of the two says is lost without being shown; what belongs
together (an address, an amount and its currency) is not mixed of two that contradict each other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from leadtui.domain.fields import BY_NAME, FIELDS, Field, Kind
from leadtui.domain.lead import Lead
from leadtui.domain.records import Record


class Take(StrEnum):
    """Whose value the merged record has."""

    WINNER = "winner"
    LOSER = "loser"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Line:
    """One field in which the two differ.

    Attributes:
        winner, loser: what each has; value: what the merged record will have.
        take: whose that is.
        offered: what a person may take; one alone is not theirs to choose.
        because: why the rules took it, in a few words; empty where a person did or nothing is to be said.
    """

    field: str
    winner: object
    loser: object
    take: Take
    value: object
    offered: tuple[Take, ...]
    because: str = ""


_EITHER: Final = (Take.WINNER, Take.LOSER)
_JOINED: Final = ("description", "other_values")
_CONSENT: Final = ("do_not_call", "do_not_email")
ASKED: Final = ("lead", "created_at", "status_reason")
"""System fields that a merge settles, too."""
_OWN: Final = frozenset(
    {"id", "state", "parked_until", "changed_at", "closed_at", "closed_by", "overridden", "version", "cycle"}
)  # of a record's own life: the winner's stay

# Chosen together: the first one decides whether the winner has any of it.
_PAIRS: Final = (
    ("budget_amount", "currency"),
    ("external_id", "external_system"),
    ("follow_up", "follow_up_note"),
)
# Filled together: a blank is not filled from a record that contradicts the rest.
_GROUPS: Final = (
    ("street", "city", "region", "postal_code", "country"),
    ("first_name", "last_name"),
    ("account", "contact"),
)


def beside(name: str) -> tuple[str, ...]:
    """The fields that are chosen together with that one."""
    pair = next((pair for pair in _PAIRS if name in pair), ())
    return tuple(each for each in pair if each != name)


def lines_of(kind: Kind, winner: Record, loser: Record, choices: Mapping[str, str]) -> tuple[Line, ...]:
    """The fields in which the two differ, in the order of the form.

    ``choices``: field -> ``winner``, ``loser`` or ``both``; what a field does not offer is passed over.
    """
    fields = [each for each in FIELDS[kind] if each.name not in _OWN]
    lines: list[Line] = []
    for each in fields:
        ours, theirs = getattr(winner, each.name), getattr(loser, each.name)
        if (ours or None) != (theirs or None):
            line = _line(kind, each, winner, loser)
            if each.name not in ASKED or line.take is Take.LOSER:  # what stays without a choice is no news
                lines.append(_chosen(each, line, choices))
    return tuple(lines)


def _chosen(what: Field, line: Line, choices: Mapping[str, str]) -> Line:
    name = what.name
    wanted = choices.get(name) or next((choices[each] for each in beside(name) if each in choices), None)
    if wanted is None or wanted == line.take or wanted not in line.offered:
        return line
    take = Take(wanted)
    return Line(
        name, line.winner, line.loser, take, _value(what, line.winner, line.loser, take), line.offered
    )


def _value(what: Field, ours: object, theirs: object, take: Take) -> object:
    if take is Take.BOTH:
        return joined(what, str(ours), str(theirs))
    return ours if take is Take.WINNER else theirs


def joined(what: Field, ours: str, theirs: str) -> str | None:
    """Both texts in one, None where that is longer than the field may be; what both say stands once."""
    if theirs in ours or ours in theirs:
        return max(ours, theirs, key=len)
    if what.name == "other_values":
        known = set(ours.splitlines())
        new = [line for line in theirs.splitlines() if line not in known]
        both = "\n".join([ours, *new])
    else:
        both = f"{ours}\n\n{theirs}"
    return both if not what.max or len(both) <= what.max else None


def _line(kind: Kind, what: Field, winner: Record, loser: Record) -> Line:
    """The line as the rules have it, before anyone chose."""
    name = what.name
    ours, theirs = getattr(winner, name), getattr(loser, name)
    if rule := _FIXED.get(name):
        take, because = rule(winner, loser)
        return Line(name, ours, theirs, take, ours if take is Take.WINNER else theirs, (take,), because)
    if name == "parent" and ours == loser.id:
        return Line(name, ours, theirs, Take.LOSER, theirs, (Take.LOSER,), "it stood under the other")
    if name in _JOINED and ours and theirs:
        return _joined(what, ours, theirs)
    take, because = _taken(kind, name, winner, loser)
    return Line(name, ours, theirs, take, _value(what, ours, theirs, take), _EITHER, because)


def _joined(what: Field, ours: str, theirs: str) -> Line:
    both = joined(what, ours, theirs)
    if both is None:
        because = f"both are longer than {what.max:,} characters"
        return Line(what.name, ours, theirs, Take.WINNER, ours, _EITHER, because)
    return Line(what.name, ours, theirs, Take.BOTH, both, (*_EITHER, Take.BOTH), "both are kept")


def _taken(kind: Kind, name: str, winner: Record, loser: Record) -> tuple[Take, str]:
    for pair in _PAIRS:
        if name in pair and name in BY_NAME[kind]:
            return _of_pair(pair, name, winner, loser)
    if getattr(winner, name) or not getattr(loser, name):
        return Take.WINNER, ""
    for group in _GROUPS:
        if name in group and (against := _contradiction(group, winner, loser)):
            label = BY_NAME[kind][against].label.lower()
            return Take.WINNER, f"the other's {label} is another one"
    return _held_back(name, winner, loser) or (Take.LOSER, "was empty")


def _of_pair(pair: tuple[str, ...], name: str, winner: Record, loser: Record) -> tuple[Take, str]:
    head = pair[0]
    if not getattr(winner, head) and getattr(loser, head):
        return Take.LOSER, "was empty"
    if getattr(winner, name) or not getattr(loser, name):
        return Take.WINNER, ""
    if _contradiction(pair, winner, loser) or not getattr(loser, head):
        return Take.WINNER, "belongs to the other's"
    return Take.LOSER, "was empty"


def _contradiction(group: tuple[str, ...], winner: Record, loser: Record) -> str:
    """The first of those fields that both fill, each otherwise; empty where they agree."""
    for name in group:
        ours, theirs = getattr(winner, name, None), getattr(loser, name, None)
        if ours and theirs and ours != theirs:
            return name
    return ""


def _held_back(name: str, winner: Record, loser: Record) -> tuple[Take, str] | None:
    """A blank that is one on purpose."""
    if name == "private_person" and getattr(winner, "company", None):
        return Take.WINNER, "it has a company"
    if name == "company" and getattr(winner, "private_person", False):
        return Take.WINNER, "it is a private person"
    if name == "company" and (getattr(winner, "account", None) or getattr(loser, "account", None)):
        # A contact's account says the company already; a lead has both.
        return None if isinstance(winner, Lead) else (Take.WINNER, "its account says it")
    return None


def _refused(name: str) -> Callable[[Record, Record], tuple[Take, str]]:
    def rule(winner: Record, loser: Record) -> tuple[Take, str]:
        return (Take.WINNER if getattr(winner, name) else Take.LOSER), "a refusal is never lost"

    return rule


def _earlier(winner: Record, loser: Record) -> tuple[Take, str]:
    ours, theirs = winner.created_at, loser.created_at
    earlier = ours is not None and theirs is not None and theirs < ours
    return (Take.LOSER if earlier else Take.WINNER), "the earlier one"


def _origin(winner: Record, loser: Record) -> tuple[Take, str]:
    return (Take.WINNER, "") if getattr(winner, "lead", None) else (Take.LOSER, "was empty")


def _contacted(winner: Record, loser: Record) -> tuple[Take, str]:
    """The first outbound activity makes a new lead contacted; the other's activities come over."""
    if isinstance(winner, Lead) and isinstance(loser, Lead):
        reasons = (winner.status_reason, loser.status_reason)
        if reasons == ("new", "contacted"):
            return Take.LOSER, "its activities come over"
    return Take.WINNER, ""


_FIXED: Final[Mapping[str, Callable[[Record, Record], tuple[Take, str]]]] = {
    **{name: _refused(name) for name in _CONSENT},
    "created_at": _earlier,
    "lead": _origin,
    "status_reason": _contacted,
}
