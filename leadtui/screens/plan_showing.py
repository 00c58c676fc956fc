"""A plan and how it is looked at; what all of its lines are drawn from."""

from dataclasses import dataclass, field
from typing import NamedTuple

from leadtui.domain.access import Access
from leadtui.domain.plan import Line, Plan, Spot
from leadtui.widgets.showing import BAD, LOOK, Setting
from leadtui.widgets.signs import BLOCKED, DIFFERS

FIELD_AT = 4
"""Where the fields of a linked record begin."""
_NARROW = 62  # cells below which the columns stand closer together


class At(NamedTuple):
    """What the cursor stands on: a record by its place in the plan, or one of its fields. It is a `Spot`."""

    place: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class Showing:
    """A plan and how it is looked at.

    Attributes:
        why: one is typed.
        noted: which note on the lead counts as the why, in a few words.
        mine: what the acting user may do.
        opened: places of the records of which every field stands on a line of its own.
        changed: what says something else than the plan that was seen before.
        attachable: ``one of 2 open at Fabrikam``, empty where nothing is.
    """

    plan: Plan
    at: Setting
    why: bool = False
    noted: str = ""
    mine: Access | None = None
    opened: frozenset[int] = frozenset()
    changed: frozenset[Spot] = field(default=frozenset())
    attachable: str = ""

    def stands_out(self, place: int, line: Line) -> bool:
        """Whether a field has something to say for itself, folded away or not."""
        return line.problem is not None or (place, line.field) in self.changed

    def sign(self, place: int, line: Line) -> tuple[str, str]:
        """The sign before a field and its style: it cannot be kept, or it is another than before."""
        if line.problem is not None:
            return BLOCKED, BAD
        return (DIFFERS, LOOK) if (place, line.field) in self.changed else (" ", "")


def is_narrow(cells: int) -> bool:
    """Whether the columns stand closer together, for want of room."""
    return cells < _NARROW


def packed_at(cells: int) -> int:
    """Where the values of a folded new record begin: under the verb of its head."""
    return FIELD_AT if is_narrow(cells) else 18


def label_at(cells: int) -> int:
    """Where the label of a new record's field begins."""
    return FIELD_AT if is_narrow(cells) else 12


def value_at(cells: int) -> int:
    """Where its value begins: under the title of the record."""
    return 19 if is_narrow(cells) else 28
