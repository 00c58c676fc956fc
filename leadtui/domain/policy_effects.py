"""What putting a rule book in force would do to the book, in sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from leadtui.domain.text import listed, plural


@dataclass(frozen=True, slots=True)
class Effects:
    """What would change.

    Attributes:
        open: how many open leads were looked at.
        ready: how many of them are ready now, and would be.
        blocked: label of an item -> open leads that it would newly hold back; ``freed``: that it would not
            hold back any more.
        relabelled: labels of reasons that leads have, and that would read otherwise.
        closed: labels of reasons that nobody could choose any more.
        changes: in what the document differs from the one in force.
        pairs: every record would be compared with the book again.
    """

    open: int
    ready: tuple[int, ...]
    blocked: tuple[tuple[str, int], ...] = ()
    freed: tuple[tuple[str, int], ...] = ()
    relabelled: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()
    pairs: bool = False

    @property
    def sentences(self) -> tuple[str, ...]:
        """One for each thing that would change; one that says so where nothing would."""
        return tuple(self._told()) or ("Nothing that is in the book would be judged otherwise.",)

    def _told(self) -> Iterator[str]:
        for label, count in self.blocked:
            yield f"{plural(count, 'open lead')} would become blocked by {label}."
        for label, count in self.freed:
            yield f"{plural(count, 'open lead')} would no longer be blocked by {label}."
        if self.ready[0] != self.ready[1]:
            now, then = self.ready
            yield f"Of {plural(self.open, 'open lead')} {then:,} would be ready, now {now:,}."
        if self.relabelled:
            many = plural(len(self.relabelled), "used reason loses its", "used reasons lose their")
            yield f"{many} label: {listed(self.relabelled)}."
        if self.closed:
            yield f"Nobody could choose any more: {listed(self.closed)}."
        if self.pairs:
            yield "Every record would be compared with the book again, beside the work."
