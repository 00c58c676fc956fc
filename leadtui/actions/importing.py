"""Import a file: read, map, convert, store in batches, tell what became of every row."""

import gc
import time
from collections import Counter
from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from leadtui.actions.import_file import Opened, Options, Preview, converted, digest_of, open_file, preview
from leadtui.actions.import_summary import ImportSummary, notes_of
from leadtui.actions.naming import Names
from leadtui.store import Import, ImportRow, Session, finish_import, import_batch, imports, start_import
from leadtui.transfer.convert import Ready, Reject
from leadtui.transfer.rejects import RejectsFile

__all__ = ["ImportSummary", "Options", "Preview", "Progress", "preview", "run_import"]

BATCH = 1_000  # rows a transaction; what a kill can cost


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


def run_import(
    session: Session,
    path: Path,
    options: Options | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> ImportSummary:
    """Import a file; the next run of the same file goes on where a killed one stopped.

    Every row is counted: stored, or in the rejects file with line, field, value and reason.

    Raises:
        TransferError: as `open_file`.
        StoreError: the store failed; batches already stored stay.
        OSError: the rejects file cannot be written.
    """
    options = options or Options()
    opened = open_file(path, options)
    run = _Run(session, opened, options, progress)
    with RejectsFile(path, opened.table.headings) as rejects, _seldom_collecting():
        if options.dry_run or (options.strict and _count_rejects(opened, options)):
            run.count_only(rejects)
        else:
            run.store(rejects)
        return run.summary(rejects.path)


def _count_rejects(opened: Opened, options: Options) -> int:
    return sum(isinstance(found, Reject) for found in converted(opened, options))


@contextmanager
def _seldom_collecting() -> Generator[None]:
    """The collector of cycles looks seldom: rows hold none, and it would look at each of them."""
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)


class _Run:
    """One import under way and its counts."""

    def __init__(
        self,
        session: Session,
        opened: Opened,
        options: Options,
        progress: Callable[[Progress], None] | None,
    ) -> None:
        self._session = session
        self._opened = opened
        self._options = options
        self._progress = progress
        self._started = time.monotonic()
        self._rows = 0
        self._stored = 0
        self._rejected = 0
        self._notes: Counter[str] = Counter()
        self._extra: list[str] = []
        self._import: int | None = None

    def count_only(self, rejects: RejectsFile) -> None:
        """Go through the rows as an import would, and store none."""
        for found in converted(self._opened, self._options):
            self._take(found, rejects)
            self._tell(every=BATCH)
        self._stored = (
            self._rows - self._rejected if self._options.dry_run and not self._strictly_none() else 0
        )

    def _strictly_none(self) -> bool:
        return self._options.strict and self._rejected > 0

    def store(self, rejects: RejectsFile) -> None:
        """Store the rows in batches, each whole or not at all."""
        columns = self._opened.columns
        digest = digest_of(self._opened, self._options)
        before = next((one for one in imports(self._session) if one.digest == digest and one.done), None)
        begun = start_import(self._session, self._opened.path.name, digest, columns.kind, columns.mapping)
        self._begin(begun, before)
        names = Names(self._session, columns.kind)
        batch: list[Ready] = []
        for found in converted(self._opened, self._options):
            ready = self._take(found, rejects)
            if ready and self._rows > begun.next_row:  # what is before it was settled by the stopped run
                names.settle(ready)
                batch.append(ready)
            if len(batch) >= BATCH:
                self._commit(batch, rejects)
        self._commit(batch, rejects)
        finish_import(self._session, begun.id, rejected=self._rejected)
        self._tell()

    def _begin(self, begun: Import, before: Import | None) -> None:
        self._import = begun.id
        self._stored, self._rejected = begun.stored, begun.rejected
        if begun.next_row:
            self._extra.append(f"Went on after row {begun.next_row:,}, where import {begun.id} was stopped.")
        if before:
            self._extra.append(
                f"The same file was imported before, as import {before.id}: its records are here twice now."
            )

    def _commit(self, batch: list[Ready], rejects: RejectsFile) -> None:
        if not batch:
            return
        outcome = import_batch(self._session, self._import or 0, map(self._row, batch), self._rows)
        self._stored += len(batch) - len(outcome.rejected)
        cells = {ready.line: ready.cells for ready in batch} if outcome.rejected else {}
        for refused in outcome.rejected:
            self._rejected += 1
            heading = self._opened.columns.mapping.get(refused.field, refused.field)
            reason = f"{refused.reason} {refused.fix}".strip()
            rejects.write(Reject(refused.line, heading, refused.value, reason, cells[refused.line]))
        batch.clear()
        self._tell()

    def _row(self, ready: Ready) -> ImportRow:
        closed = ready.closed and (ready.closed[0], ready.closed[1], ready.closed[2] or self._session.now())
        return ImportRow(ready.line, ready.values, closed)

    def _take(self, found: Ready | Reject, rejects: RejectsFile) -> Ready | None:
        self._rows += 1
        if isinstance(found, Reject):
            self._rejected += 1
            rejects.write(found)
            return None
        self._notes.update(found.notes)
        return found

    def _tell(self, every: int = 1) -> None:
        if self._progress and self._rows % every == 0:
            spent = max(time.monotonic() - self._started, 0.001)
            fraction = self._opened.table.meter.fraction
            self._progress(Progress(self._rows, self._stored, self._rejected, fraction, self._rows / spent))

    def summary(self, rejects: Path | None) -> ImportSummary:
        """What became of every row."""
        opened = self._opened
        notes = notes_of(opened.table, opened.columns, opened.survey, self._notes)
        return ImportSummary(
            import_id=self._import,
            kind=opened.columns.kind,
            rows=self._rows,
            stored=self._stored,
            rejected=self._rejected,
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
        )
