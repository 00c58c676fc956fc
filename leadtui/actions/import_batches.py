"""The rows of a file on their way into a store: converted, by the batch, and compared with what is known."""

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

from leadtui.actions.import_file import Opened, Options, converted
from leadtui.actions.naming import Names
from leadtui.store import ImportRow, Session
from leadtui.store.import_checking import Known, Pending
from leadtui.store.import_deciding import Entry
from leadtui.store.import_rows import Became
from leadtui.transfer.convert import Ready, Reject
from leadtui.transfer.rejects import RejectsFile

BATCH = 1_000  # rows a transaction; what a kill can cost
PORTION = 5  # batches that are compared at a time
ASIDE = 2_000_000  # bytes of a file from which on another process is worth its start


class Batch(NamedTuple):
    """Rows of a file that follow each other.

    Attributes:
        end: how many rows of the file are behind it.
        fraction: of the file that is behind it.
        places: which rows of the file those are that could be converted, from 0 on.
        ready: these rows, as they were read and as they are stored.
        rows: see before.
    """

    end: int
    fraction: float
    places: list[int]
    ready: list[Ready]
    rows: list[ImportRow]


class Reading:
    """One passage through a file.

    Args:
        session: the store, for names that mean a record.
        opened: the file.
        options: as asked.
        rejects: where rows go that do not convert.

    Attributes:
        read: how many rows were read so far.
        rejected: how many of them do not convert.
        notes: what was decided for rows, counted.
        lines: where rows stand, by their places.
    """

    def __init__(self, session: Session, opened: Opened, options: Options, rejects: RejectsFile) -> None:
        self._session = session
        self._opened = opened
        self._options = options
        self._rejects = rejects
        self.read = self.rejected = 0
        self.notes: Counter[str] = Counter()
        self._names = Names(session, opened.columns.kind, opened.columns.system, self.notes)
        self.lines = array("q")

    def batches(self, settled: int = 0) -> Iterator[Batch]:
        """The rows that convert; one batch ends where a stopped run had come to."""
        batch = self._empty()
        for found in converted(self._opened, self._options):
            if isinstance(found, Reject):
                self.rejected += 1
                self._rejects.write(found)
                self.lines.append(found.line)
            else:
                self.notes.update(found.notes)
                became = self._names.settle(found)
                batch.places.append(self.read)
                batch.ready.append(found)
                batch.rows.append(self._row(found, became))
                self.lines.append(found.line)
            self.read += 1
            if self.read % BATCH == 0 or self.read == settled:
                yield self._ended(batch)
                batch = self._empty()
        yield self._ended(batch)

    def compared(self, known: Known, batches: Iterable[Batch]) -> Iterator[tuple[Batch, list[Entry]]]:
        """The batches with what their rows look like; while some are stored the next ones are compared."""
        batches = iter(batches)
        here = self._begun(known, batches)
        while here:
            following = self._begun(known, batches)
            some, pending = here
            entries = iter(known.end(pending, self._options.choices))
            for batch in some:
                yield batch, list(islice(entries, len(batch.rows)))
            here = following

    def _begun(self, known: Known, batches: Iterator[Batch]) -> tuple[list[Batch], Pending] | None:
        some = list(islice(batches, PORTION))
        if not some:
            return None
        placed = [pair for batch in some for pair in zip(batch.places, batch.rows, strict=True)]
        return some, known.begin(self._session, placed)

    def _empty(self) -> Batch:
        return Batch(0, 0.0, [], [], [])

    def _ended(self, batch: Batch) -> Batch:
        return batch._replace(end=self.read, fraction=self._opened.table.meter.fraction)

    def _row(self, ready: Ready, became: Became) -> ImportRow:
        closed = ready.closed and (ready.closed[0], ready.closed[1], ready.closed[2] or self._session.now())
        return ImportRow(ready.line, ready.values, closed, became)
