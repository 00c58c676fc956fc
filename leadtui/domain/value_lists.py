"""Value lists: sources, campaigns with cost, products, territories with an owner, teams."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from leadtui.domain.fields import Field, code_of
from leadtui.domain.results import Exit, Invalid, Refusal
from leadtui.domain.text import listed
from leadtui.domain.value_fields import VALUE_FIELDS
from leadtui.domain.value_words import FIELD_LISTS, TEAM, Words, field_of, shipped
from leadtui.domain.values import currency_beside, read

LISTS: Final[Mapping[str, str]] = {
    "sources": "source",
    "campaigns": "campaign",
    "products": "product",
    "territories": "territory",
    "teams": TEAM,
}
"""As the command line and the screen call each list -> its name, which is that of its field."""
PLURALS: Final[Mapping[str, str]] = {name: plural for plural, name in LISTS.items()}

BY_NAME: Final = {each.name: each for each in VALUE_FIELDS}
_OWN: Final[Mapping[str, tuple[str, ...]]] = {"campaign": ("cost", "currency"), "territory": ("owner",)}


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a list.

    Attributes:
        list: which list, called as its field.
        code: what records hold; it never changes.
        label: how people read it.
        id: its number; 0 of one that records name and nobody defined, or that leadtui brings.
        retired: not offered any more; records that have it keep it.
        merged_into: the code that it counts as.
        cost, currency: of a campaign.
        owner: of a territory: a user or team.
        used: how many records of each kind hold it or what was merged into it; ``open`` and ``closed`` are
            the leads apart. None where they were not counted.
    """

    list: str
    code: str
    label: str
    id: int = 0
    version: int = 0
    retired: bool = False
    merged_into: str | None = None
    cost: Decimal | None = None
    currency: str | None = None
    owner: str | None = None
    used: Mapping[str, int] | None = None

    def held(self, *what: str) -> int:
        """How many records of these kinds hold it; 0 while they are not counted."""
        return sum((self.used or {}).get(one, 0) for one in what)

    @property
    def defined(self) -> bool:
        """Whether somebody wrote it into the list."""
        return self.id > 0


def fields_of(name: str) -> tuple[Field, ...]:
    """What may be said of a value of that list, in the order of its form."""
    return tuple(BY_NAME[each] for each in ("label", *_OWN.get(name, ())))


def accepted(name: str, given: Mapping[str, object], today: date) -> dict[str, object] | Refusal:
    """What somebody wants said of a value, read; text or typed.

    Returns:
        The values, or a `Refusal`: ``field`` (such a list has no such field), ``value``.
    """
    made: dict[str, object] = {}
    known = {each.name: each for each in fields_of(name)}
    for key, value in given.items():
        if key not in known:
            there = ", ".join(known)
            sentence = f"A {name} has no {key[:40]!r}."
            return Refusal("field", sentence, f"It has: {there}.", (key[:40],), Exit.USAGE)
        got = read(known[key], value, today=today) if isinstance(value, str) else value
        if not isinstance(got, Invalid) and key == "label":
            got = _label(name, got)
        if not isinstance(got, Invalid) and key == "cost" and isinstance(got, Decimal) and got < 0:
            got = Invalid(f"A cost of {got} is below nothing.", "Write what was spent, like 1200.")
        if isinstance(got, Invalid):
            return Refusal("value", got.sentence, got.fix, (key,))
        made[key] = got
        if key == "cost" and isinstance(value, str) and (code := currency_beside(value)):
            made.setdefault("currency", code)  # what is said by itself, before or after, holds
    return made


def _label(name: str, label: object) -> object | Invalid:
    longest = min(field_of(name).max, BY_NAME["label"].max)
    if not isinstance(label, str):
        return Invalid(f"A {name} needs a name.", "Write one.")
    if len(label) > longest:
        return Invalid(f"The name is {len(label)} characters, {longest} fit.", "Shorten it.")
    if name == "source" and not code_of(label):
        return Invalid(f"{label!r} has no letter or digit.", "Write a word.")
    return label


def code_for(name: str, label: str) -> str:
    """The code that a new value of that name gets."""
    return code_of(label) if name == "source" else label


def retired_note(words: Words, values: Mapping[str, object]) -> str:
    """What to say to somebody who writes values that are not offered any more; empty where all are."""
    told = [
        f"{field_of(name).label} “{words.label(name, code)}” is retired."
        for name in FIELD_LISTS
        if isinstance(code := values.get(name), str) and words.retired(name, code)
    ]
    return f" {' '.join(told)}" if told else ""


def not_in_list(words: Words, strict: Sequence[str], values: Mapping[str, object]) -> Refusal | None:
    """The "no" to values that their list does not offer, where the policy holds people to what it offers."""
    for name in strict:
        code = values.get(name)
        if not isinstance(code, str):
            continue
        retired = words.retired(name, code)
        if not retired and (code in words.told.get(name, {}) or code in shipped(name)):
            continue
        from difflib import get_close_matches  # only when something was mistyped

        label = field_of(name).label
        said = f"{label} “{words.label(name, code)}” is {'retired' if retired else 'not in the list'}."
        offered = list(words.offered(name, shipped(name)))
        near = get_close_matches(words.label(name, code), offered, 3, 0.4) or offered[:5]
        fix = f"Write one that is: {listed(near, 'or')}." if near else "The list is empty: somebody fills it."
        return Refusal("value", said, fix, (name,))
    return None


def unknown(name: str, text: str) -> Refusal:
    """The "no" to a value that neither list nor records know."""
    return Refusal(
        "unknown",
        f"There is no {name} called {text[:60]!r}.",
        "n on the list makes one.",
        (name,),
        Exit.NOT_FOUND,
        f"`leadtui list add {PLURALS[name]} {text[:60]!r}` makes one.",
    )


def taken(name: str, label: str) -> Refusal:
    """The "no" to a name that another value of the list has."""
    return Refusal(
        "taken",
        f"There is a {name} called “{label}” already.",
        "m on the list merges two into one.",
        ("label",),
        command=f"`leadtui list merge {PLURALS[name]} NAME {label!r}` merges the two.",
    )


def into_itself(name: str, label: str) -> Refusal:
    """The "no" to a merge of a value into itself, or into one that counts as it."""
    return Refusal("same", f"“{label}” is that {name} itself.", "Name another one.", ("into",))


def not_offered(name: str, label: str) -> Refusal:
    """The "no" to a merge into what is retired."""
    return Refusal(
        "retired",
        f"“{label}” is retired.",
        "x on the list brings it back.",
        ("into",),
        command=f"`leadtui list reinstate {PLURALS[name]} {label!r}` brings it back.",
    )


def ruled(name: str, label: str, rules: str) -> Refusal:
    """The "no" to merging away what rules go by, or to retiring whom they give leads to."""
    return Refusal(
        "ruled",
        f"Rules of the policy go by {name} “{label}”: {rules}.",
        f"An administrator has them name another {name} first.",
        (name,),
        command=f"Have them name another {name} first, see `leadtui policy show`.",
    )


__all__ = [
    "BY_NAME", "LISTS", "PLURALS", "Value", "accepted", "code_for", "fields_of",
    "into_itself", "not_in_list", "not_offered", "retired_note", "ruled", "taken", "unknown",
]  # fmt: skip
