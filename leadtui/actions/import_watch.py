"""What an import tells while it is under way."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from leadtui.actions.import_marks import Marked


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is.

    Attributes:
        fraction: 0 to 1 of the file.
        rate: rows a second so far.
    """

    rows: int
    stored: int
    rejected: int
    fraction: float
    rate: float


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told how an import goes; what they raise ends it there.

    Attributes:
        progress: called after each batch.
        marks: called after each batch with the rows that are not new.
    """

    progress: Callable[[Progress], None] | None = None
    marks: Callable[[Sequence[Marked]], None] | None = None
