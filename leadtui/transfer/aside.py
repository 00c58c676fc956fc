"""What of a row is no field by itself, on its way to becoming some."""

from dataclasses import dataclass, field
from datetime import datetime

from leadtui.domain.fields import Kind
from leadtui.domain.lead import State

Values = dict[str, object]


@dataclass(slots=True)
class Aside:
    """What of a row is no field by itself.

    Attributes:
        found: name in brackets -> value, with the heading it came from in ``headings``.
        left: heading and text of what goes to the other values.
    """

    kind: Kind
    system: str
    found: Values = field(default_factory=dict[str, object])
    headings: dict[str, str] = field(default_factory=dict[str, str])
    left: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    notes: list[str] = field(default_factory=list[str])
    closed: tuple[State, str, datetime | None] | None = None

    def put(self, name: str, value: object, heading: str) -> None:
        """Remember a value that is not a field."""
        self.found[name] = value
        self.headings[name] = heading

    def keep(self, heading: str, text: str) -> None:
        """Text for the other values."""
        self.left.append((heading, text))

    def text(self, name: str) -> str:
        """What was found under that name, empty when nothing was."""
        return str(self.found.get(name, ""))

    def keep_found(self, name: str) -> None:
        """Send what was found under that name to the other values."""
        if self.text(name):
            self.keep(self.headings[name], self.text(name))
