"""What two people changed at once: what can be saved all the same, and what collides."""

from collections.abc import Mapping, Set
from dataclasses import dataclass

from leadtui.domain.fields import BY_NAME, Field, Kind
from leadtui.domain.results import Conflict
from leadtui.domain.text import clean, listed
from leadtui.domain.value_lists import BY_NAME as OF_VALUES
from leadtui.widgets.field_input import typed


@dataclass(frozen=True, slots=True)
class Collision:
    """A conflict as a form shows it.

    Attributes:
        theirs: field -> what the other one wrote, as one would type it.
        both: the fields that both changed.
        free: the fields that only we changed: these can be saved.
    """

    by: str
    theirs: Mapping[str, str]
    both: frozenset[str]
    free: frozenset[str]
    sentence: str

    def allowed(self, values: Mapping[str, object]) -> dict[str, object]:
        """What Ctrl+S writes now: what does not collide; where nothing else is left, ours over theirs."""
        free = {name: value for name, value in values.items() if name not in self.both}
        return free or dict(values)


def collide(kind: Kind, conflict: Conflict, ours: Set[str], people: Mapping[str, str]) -> Collision:
    """Sort a conflict into what collides with our fields and what does not."""
    fields = _fields(kind)
    theirs = {name: typed(fields[name], now) for name, (_, now) in conflict.changes.items() if name in fields}
    both = frozenset(ours & theirs.keys())
    free = frozenset(ours - both)
    by = clean(people.get(conflict.by, conflict.by))
    return Collision(by, theirs, both, free, _sentence(by, fields, theirs, both, free))


def _fields(kind: Kind) -> Mapping[str, Field]:
    if kind is not Kind.VALUE:
        return BY_NAME[kind]
    # Which value it is never changes: where it was written anew, that says nothing.
    return {name: field for name, field in OF_VALUES.items() if name not in ("id", "list", "code", "version")}


def _sentence(
    by: str, fields: Mapping[str, Field], theirs: Mapping[str, str], both: Set[str], free: Set[str]
) -> str:
    def labels(names: Set[str]) -> str:
        return listed([field.label for name, field in fields.items() if name in names])

    said = f"{by} changed {labels(theirs.keys()) or 'this record'} meanwhile. "
    if not both:
        return f"{said}Nothing of yours collides: ctrl+s saves it."
    if free:
        return f"{said}Both changed {labels(both)}. ctrl+s saves {labels(free)} and asks about the rest."
    return f"{said}You changed the same. ctrl+s writes yours over it, esc leaves theirs."
