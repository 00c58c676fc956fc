"""The organisation's rules: one TOML document, read strictly into one frozen value.

Whoever judges a lead asks the policy in force (`leadtui.store.policy`); the document that leadtui brings
is read through the same code (`shipped`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from leadtui.domain.fields import Kind

if TYPE_CHECKING:  # what reads a document is loaded when the first one is read
    from leadtui.domain.access import Role
    from leadtui.domain.assignment import AssignRule
    from leadtui.domain.checklist import Rule
    from leadtui.domain.match import MatchPolicy
    from leadtui.domain.policy_tables import Problem
    from leadtui.domain.states import StatusReason

MOST_TEXT = 200_000  # characters of a document
_MANY_DIGITS = re.compile(r"[0-9_]{1000}")


class Making(StrEnum):
    """Which records of a kind a qualification makes."""

    AUTOMATIC = "automatic"  # the rules decide, a person may say otherwise
    ASK = "ask"  # a person says so each time
    EXISTING = "existing"  # only records that are there are linked
    NEVER = "never"  # none is made or linked


@dataclass(frozen=True, slots=True)
class Policy:
    """A rule book, read.

    Attributes:
        version: which one of the book's versions; 0 for one that is not in force anywhere.
        text: the document itself.
        items: the lead's own checklist; ``plan_items``: what the plan settles.
        reasons: every status reason, in the order in which people choose.
        mapping: kind -> field of the record -> field of the lead.
        making: kind -> which of its records a qualification makes.
        opportunities: so many may come of one lead.
        why_reactivated: reactivating asks for a note.
        keeps_ticks: what was ticked by hand stays so when a lead is reactivated.
        duplicates: the numbers for what looks the same; its scopes are those of the roles.
        compared: fields that conditions of items compare, not only ask whether they are there.
        asks_activity: an item asks for something logged.
        strict: lists of which people may write only what is offered.
        assign: to whom leads go, the first rule that fits wins.
        left_out: what a stored document says that this program does not know, and goes without.
    """

    version: int
    text: str
    items: "tuple[Rule, ...]"
    plan_items: "tuple[Rule, ...]"
    reasons: "tuple[StatusReason, ...]"
    mapping: Mapping[Kind, Mapping[str, str]]
    making: Mapping[Kind, Making]
    opportunities: int
    why_reactivated: bool
    keeps_ticks: bool
    duplicates: "MatchPolicy"
    roles: "tuple[Role, ...]"
    compared: tuple[str, ...] = ()
    asks_activity: bool = False
    left_out: "tuple[Problem, ...]" = ()
    assign: "tuple[AssignRule, ...]" = ()
    strict: tuple[str, ...] = ()

    def item(self, id: str) -> "Rule | None":
        """The lead's own item of that id."""
        return next((each for each in self.items if each.id == id), None)

    def role(self, id: str) -> "Role | None":
        """The role of that id."""
        return next((each for each in self.roles if each.id == id), None)


def read(text: str, version: int = 0, *, stored: bool = False) -> "Policy | tuple[Problem, ...]":
    """The policy of a document, or everything that is wrong with it, by line.

    Args:
        text: TOML.
        version: what to call it, see `Policy.version`.
        stored: it is in force or was: what there is not any more is left out (`Policy.left_out`), not wrong.
    """
    from leadtui.domain.policy_reading import Reading

    parsed = parse(text)
    return parsed if isinstance(parsed, tuple) else Reading(parsed, text, stored=stored).policy(version)


def parse(text: str) -> "dict[str, Any] | tuple[Problem, ...]":
    """What a TOML text says, or why it says nothing."""
    import tomllib  # not before a document is read

    from leadtui.domain.policy_tables import Problem

    if len(text) > MOST_TEXT:
        said = f"The document has more than {MOST_TEXT:,} characters."
        return (Problem(1, said, "Take out what is not needed."),)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        sentence, _, place = str(error).partition(" (at ")
        line = "".join(sign for sign in place.partition(",")[0] if sign.isdigit())
        last = text.count("\n") + 1  # what ends too early has no line of its own
        said = f"This is no TOML: {sentence[:1].lower()}{sentence[1:]}."
        return (Problem(int(line or last), said, "Mend the line; what follows it was not read."),)
    except ValueError:  # Python reads no decimal number of more digits than `sys.get_int_max_str_digits`
        found = _MANY_DIGITS.search(text)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        said = "A number has thousands of digits."
        return (Problem(line, said, "Shorten it; what follows it was not read."),)
    except RecursionError:
        return (Problem(1, "The document is nested too deeply.", "Write lists of plain words."),)


@lru_cache(maxsize=1)
def shipped_text() -> str:
    """The document that leadtui brings."""
    return Path(__file__).with_name("policy.toml").read_text("utf-8")


@lru_cache(maxsize=1)
def shipped() -> Policy:
    """The policy that leadtui brings."""
    made = read(shipped_text())
    assert isinstance(made, Policy), [str(each) for each in made]
    return made
