"""One import under way: its rows by the batch, stored or only checked, and all of them counted."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from leadtui.actions.import_file import Opened, Options, converted, digest_of
from leadtui.actions.import_summary import ImportSummary, notes_of
from leadtui.actions.naming import Names
from leadtui.domain.fields import Kind
from leadtui.domain.text import plural
from leadtui.store import (
    Import,
    ImportRow,
    Rejected,
    Session,
    check_rows,
    finish_import,
    ids_elsewhere,
    import_batch,
    owner_key,
    start_import,
)
from leadtui.transfer.convert import Ready, Reject
from leadtui.transfer.rejects import RejectsFile

BATCH = 1_000  # rows a transaction; what a kill can cost
_OWNERS = 5  # names of unknown owners that a summary tells


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


def here(before: Import) -> str:
    """What there is of a file that was imported before."""
    by = f"on {before.at:%Y-%m-%d} by {before.by}"
    if not before.done:
        what = f"import {before.id}, stopped after row {before.next_row:,}; as it was then, it goes on"
        return f"This file was imported before in part, {by} ({what})."
    return f"This file was imported before, {by} (import {before.id}): its records are here."


class Run:
    """One import under way and its counts.

    Args:
        session: where to store.
        opened: the file.
        options: as asked.
        progress: called after each batch; what it raises ends the import there.
        before: the import that the file came by already.
    """

    def __init__(
        self,
        session: Session,
        opened: Opened,
        options: Options,
        progress: Callable[[Progress], None] | None,
        before: Import | None,
    ) -> None:
        self._session = session
        self._opened = opened
        self._options = options
        self._progress = progress
        self._started = time.monotonic()
        self._kind = opened.columns.kind
        self._names = Names(session, self._kind)
        self._here: frozenset[str] = frozenset()
        if opened.columns.system and "external_id" in opened.columns.mapping:
            self._here = ids_elsewhere(session, self._kind, opened.columns.system)
        self._import: int | None = None
        self._extra = self._warned(before)
        self._begin()

    def _begin(self) -> None:
        self._rows = self._stored = self._rejected = self._skipped = self._known = 0
        self._notes: Counter[str] = Counter()
        self._owners: Counter[str] = Counter()

    def _warned(self, before: Import | None) -> list[str]:
        if before is None:
            return []
        after = "--again imports it once more" if self._options.dry_run else "they are here twice now"
        return [f"{here(before)[:-1]}; {after}."]

    @property
    def stores_nothing(self) -> bool:
        """Whether a reject keeps all rows out."""
        return self._options.strict and self._rejected > 0

    def check(self, rejects: RejectsFile) -> None:
        """Go through the rows as an import would, the store's rules included, and store none."""
        for batch in self._batches(rejects):
            new = self._new(batch)
            self._settle(new, check_rows(self._session, self._kind, map(self._row, new)), rejects)
        if self._options.dry_run and not self.stores_nothing:
            self._stored = self._rows - self._rejected - self._skipped

    def store(self, rejects: RejectsFile) -> None:
        """Store the rows in batches, each whole or not at all."""
        self._begin()
        digest = digest_of(self._opened, self._options)
        mapping = self._opened.columns.mapping
        begun = start_import(self._session, self._opened.path.name, digest, self._kind, mapping)
        self._import, self._stored = begun.id, begun.stored
        if begun.next_row:
            stopped = f"Went on after row {begun.next_row:,}, where import {begun.id} was stopped"
            self._extra.append(f"{stopped}; all rejects of the file are listed anew.")
        for batch in self._batches(rejects, begun.next_row):
            if self._rows <= begun.next_row:
                self._look_again(batch, rejects)
            else:
                self._commit(begun.id, self._new(batch), rejects)
        finish_import(self._session, begun.id, rejected=self._rejected)
        self._tell()

    def _look_again(self, batch: Sequence[Ready], rejects: RejectsFile) -> None:
        """Rows that a stopped run settled: stored once, but its rejects are written whole again."""
        self._settle(batch, check_rows(self._session, self._kind, map(self._row, batch)), rejects)
        self._skipped = max(self._rows - self._stored - self._rejected, 0)  # exact once all of them are read

    def _commit(self, number: int, new: Sequence[Ready], rejects: RejectsFile) -> None:
        if not new:
            return self._settle((), (), rejects)
        outcome = import_batch(self._session, number, map(self._row, new), self._rows)
        refused = outcome.rejected
        if outcome.repeated:  # another process goes through the same file
            refused = check_rows(self._session, self._kind, map(self._row, new))
        self._stored += len(new) - len(refused)
        return self._settle(new, refused, rejects)

    def _batches(self, rejects: RejectsFile, settled: int = 0) -> Iterator[list[Ready]]:
        """Of every so many rows those that convert; one batch ends where a stopped run had come to."""
        batch: list[Ready] = []
        for found in converted(self._opened, self._options):
            self._rows += 1
            if isinstance(found, Reject):
                self._rejected += 1
                rejects.write(found)
            else:
                self._notes.update(found.notes)
                self._names.settle(found)
                batch.append(found)
            if self._rows % BATCH == 0 or self._rows == settled:
                yield batch
                batch = []
        yield batch

    def _new(self, batch: list[Ready]) -> list[Ready]:
        """Those to store: with ``skip`` not what this book has already, by its id in its own system."""
        if not self._here:
            return batch
        new = [ready for ready in batch if ready.values.get("external_id") not in self._here]
        self._known += len(batch) - len(new)
        if self._options.on_duplicate == "create":
            return batch
        self._skipped += len(batch) - len(new)
        return new

    def _settle(self, batch: Sequence[Ready], refused: Sequence[Rejected], rejects: RejectsFile) -> None:
        """Write what the store refused of a batch, count the owners of the rest, tell how far it is."""
        cells = {ready.line: ready.cells for ready in batch} if refused else {}
        for one in refused:
            self._rejected += 1
            heading = self._opened.columns.mapping.get(one.field, one.field)
            reason = f"{one.reason} {one.fix}".strip()
            rejects.write(Reject(one.line, heading, one.value, reason, cells[one.line]))
        rejects.flush()
        if self._kind is Kind.LEAD:
            lines = {one.line for one in refused}
            open_ones = (each for each in batch if not each.closed and each.line not in lines)
            self._owners.update(str(owner) for each in open_ones if (owner := each.values.get("owner")))
        self._tell()

    def _row(self, ready: Ready) -> ImportRow:
        closed = ready.closed and (ready.closed[0], ready.closed[1], ready.closed[2] or self._session.now())
        return ImportRow(ready.line, ready.values, closed)

    def _tell(self) -> None:
        if self._progress:
            spent = max(time.monotonic() - self._started, 0.001)
            fraction = self._opened.table.meter.fraction
            self._progress(Progress(self._rows, self._stored, self._rejected, fraction, self._rows / spent))

    def _unknown_owners(self) -> tuple[tuple[str, int], ...]:
        found: list[tuple[str, int]] = []
        for name, count in self._owners.most_common():
            if len(found) < _OWNERS and owner_key(self._session, name, active=False) is None:
                found.append((name, count))
        return tuple(found)

    def summary(self, rejects: Path | None) -> ImportSummary:
        """What became of every row."""
        opened = self._opened
        if self._known:
            told = f"{plural(self._known, 'row')} here already, by the id in {opened.columns.system}"
            done = "skipped" if self._skipped else "here twice now; --on-duplicate skip leaves such rows out"
            self._extra.append(f"{told}: {done}.")
        notes = notes_of(opened.table, opened.columns, opened.survey, self._notes)
        return ImportSummary(
            import_id=self._import,
            kind=self._kind,
            rows=self._rows,
            stored=self._stored,
            rejected=self._rejected,
            skipped=self._skipped,
            rejects_file=str(rejects) if rejects else None,
            mapping=opened.columns.mapping,
            unmapped=opened.columns.unmapped,
            encoding=opened.table.encoding,
            delimiter=opened.table.delimiter,
            system=opened.columns.system,
            seconds=time.monotonic() - self._started,
            dry_run=self._options.dry_run,
            strict=self._options.strict,
            notes=(*self._extra, *notes),
            unknown_owners=self._unknown_owners(),
        )
