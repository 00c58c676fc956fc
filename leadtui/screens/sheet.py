"""What a form is about: which fields, what stands in them, and how they are grouped."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field

from leadtui.domain.fields import Field, Kind
from leadtui.domain.results import Result

GROUPS: Mapping[str, str] = {
    "person": "Who",
    "company": "Company",
    "deal": "Opportunity",
    "reach": "How to reach them",
    "need": "What they need",
    "origin": "Where it comes from, whose it is",
    "next": "Next step",
    "consent": "Consent",
    "address": "Address",
    "notes": "Notes",
}

Save = Callable[[Mapping[str, object], int | None], Awaitable[Result]]
"""Writes the values, against the version they were typed over (None for a new record)."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a form is about.

    Attributes:
        title: the heading, cleaned.
        fields: what can be typed, in this order.
        values: field -> value as read, or what a new record starts from.
        record: id, None for a new record; version: as read.
        titles: field -> how a referenced record reads, for fields that hold an id.
        focus: the field where the cursor starts.
        asked: fields that are missing; their labels stand out.
        start: kind and id of the record that a new one was begun on.
        whole: all fields with group headings on a screen of their own, else a short dialog.
    """

    kind: Kind
    title: str
    fields: Sequence[Field]
    values: Mapping[str, object]
    record: int | None = None
    version: int | None = None
    titles: Mapping[str, str] = field(default_factory=dict[str, str])
    focus: str | None = None
    asked: frozenset[str] = frozenset()
    whole: bool = True
    start: tuple[Kind, int] | None = None

    @property
    def form(self) -> str:
        """The name that drafts of it are kept under."""
        if self.record is None:
            return f"new {self.kind}" + (f" from {self.start[0]} {self.start[1]}" if self.start else "")
        # A short form is named after its fields: leaving it must not drop what another one keeps.
        names = ",".join(one.name for one in self.fields)
        return f"edit {self.kind}" if self.whole else f"fill {self.kind} {names}"


def ordered(fields: Sequence[Field]) -> list[Field]:
    """The fields of each group together, the groups in the order of `GROUPS`."""
    order = list(GROUPS)
    return sorted(fields, key=lambda one: order.index(one.group) if one.group in order else len(order))
