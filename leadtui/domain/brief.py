"""A record in one line."""

from dataclasses import dataclass

from leadtui.domain.fields import Kind


@dataclass(frozen=True, slots=True)
class Brief:
    """A related record in one line: what it is, what to call it, and how it stands.

    Attributes:
        changed: fields that differ from when the lead created or linked it; for the reactivation.
    """

    kind: Kind
    id: int
    title: str
    detail: str = ""
    state: str = ""
    owner: str | None = None
    changed: tuple[str, ...] = ()
