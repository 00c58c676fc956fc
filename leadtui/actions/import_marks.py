"""Rows of an import that look like something known, one by one: for a person to look at, and to choose."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from leadtui.domain.fields import Kind
from leadtui.domain.incoming import Act, Fate, Mark, OnDuplicate, Rules, acts, decide
from leadtui.domain.match import MatchPolicy, Ref, percent
from leadtui.domain.naming import full_name
from leadtui.domain.records import Brief
from leadtui.store import Session
from leadtui.store.import_deciding import Settled
from leadtui.store.import_matching import readable_briefs
from leadtui.transfer.rejects import new_file
from leadtui.transfer.writers import neutral

_HEADINGS: Final = ("line", "mark", "record", "likely", "done", "row", "looks_like")


@dataclass(frozen=True, slots=True)
class Marked:
    """A row that is not new.

    Attributes:
        line: where it stands in the file.
        title: what the row would be called.
        act: what is done with it.
        if_updating: what `OnDuplicate.UPDATE` would do with it.
        choices: what a person may have done with it, the harmless first.
        of: the record that it looks like most; without a title where the acting user may not read it.
        of_line: where the row stands that it looks like most, 0 where it is a record.
        probability: that both are the same; 0 where only the id in another system says so.
        same_id: the record has the row's own id in the system that wrote the file.
        unsure: the record was to be updated, but which one is meant only a person can say.
    """

    line: int
    title: str
    mark: Mark
    act: Act
    if_updating: Act
    choices: tuple[Act, ...]
    of: Brief | None
    of_line: int
    probability: float
    same_id: bool = False
    unsure: bool = False

    @property
    def said(self) -> str:
        """What it looks like, and how likely it is that."""
        return f"{self.what} ({'same id' if self.same_id else self.likely})"

    @property
    def what(self) -> str:
        """What it looks like."""
        if self.of is None:
            return f"line {self.of_line}" if self.of_line else "a record"
        state = f", {self.of.state}" if self.of.state else ""
        owner = f", of {self.of.owner}" if not self.of.title and self.of.owner else ""
        named = f" {self.of.title}" if self.of.title else ""
        return f"{self.of.kind} {self.of.id}{named}{state}{owner}"

    @property
    def likely(self) -> str:
        """The probability, or that the ids are equal, in four cells."""
        return "id" if self.same_id else percent(self.probability)

    def to_json(self) -> dict[str, object]:
        """One line of ``import --marks``."""
        return {
            "line": self.line,
            "mark": str(self.mark),
            "kind": str(self.of.kind) if self.of else None,
            "record": self.of.id if self.of else None,
            "of_line": self.of_line or None,
            "probability": round(self.probability, 4),
            "act": str(self.act),
        }


def marked(
    session: Session, kind: Kind, settled: Iterable[Settled], lines: Sequence[int], policy: MatchPolicy
) -> list[Marked]:
    """Those of the rows that are not new.

    Args:
        session: the store.
        kind: of the file's records.
        settled: rows with what became of them.
        lines: where in the file the rows stand that others look like, by their places.
        policy: what was decided by.
    """
    rules = Rules(policy, OnDuplicate.UPDATE)
    found = [one for one in settled if one.fate.mark is not Mark.NEW]
    refs = {one.fate.target.ref for one in found if one.fate.target and one.fate.target.ref}
    known = readable_briefs(session, refs) if refs else {}
    return [
        _marked(one, decide(kind, one.entry.row.closed is not None, one.found, rules), known, lines)
        for one in found
    ]


def _marked(one: Settled, updating: Fate, known: Mapping[Ref, Brief], lines: Sequence[int]) -> Marked:
    fate, target = one.fate, one.fate.target
    assert target is not None
    of = known.get(target.ref) if target.ref else None
    return Marked(
        one.entry.row.line,
        _title(one.entry.row.values),
        fate.mark,
        fate.act,
        updating.act,
        acts(fate),
        of,
        lines[target.row] if target.ref is None else 0,
        target.probability,
        target.same_id,
        fate.unsure,
    )


def _title(values: Mapping[str, object]) -> str:
    texts = {name: value for name, value in values.items() if isinstance(value, str)}
    name = texts.get("name") or full_name(texts.get("first_name"), texts.get("last_name"))
    company = texts.get("company")
    if name and company:
        return f"{name}, {company}"
    return name or company or texts.get("topic") or texts.get("email") or texts.get("phone") or ""


class MarksFile:
    """A CSV file of the marks, written as they come.

    Args:
        path: a new file; one that is there is not overwritten.

    Raises:
        FileExistsError: it is there.
        OSError: it cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self._file: TextIOWrapper = new_file(path)
        self._row(_HEADINGS)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def write(self, some: Sequence[Marked]) -> None:
        """Add those."""
        for one in some:
            record = f"{one.of.kind}:{one.of.id}" if one.of else f"line:{one.of_line}" if one.of_line else ""
            likely = "id" if one.same_id else f"{one.probability:.4f}"
            self._row((str(one.line), one.mark, record, likely, one.act, one.title, one.said))
        self._file.flush()

    def _row(self, cells: Sequence[str]) -> None:
        csv.writer(self._file).writerow([neutral(str(cell)) for cell in cells])
