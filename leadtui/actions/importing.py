"""Import a file: read, map, convert, store in batches, tell what became of every row."""

import gc
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from leadtui.actions.import_file import Options, Preview, import_before, imported_before, open_file, preview
from leadtui.actions.import_marks import Marked
from leadtui.actions.import_run import Run, here
from leadtui.actions.import_summary import ImportSummary
from leadtui.actions.import_watch import Progress, Watch
from leadtui.domain.access import Right
from leadtui.store import NoRight, Session, access
from leadtui.transfer.convert import Reject
from leadtui.transfer.errors import AlreadyImported
from leadtui.transfer.rejects import RejectsFile

__all__ = [
    "ImportSummary",
    "Marked",
    "Options",
    "Preview",
    "Progress",
    "imported_before",
    "preview",
    "run_import",
]


def run_import(
    session: Session,
    path: Path,
    options: Options | None = None,
    progress: Callable[[Progress], None] | None = None,
    marks: Callable[[Sequence[Marked]], None] | None = None,
) -> ImportSummary:
    """Import a file; the next run of the same file goes on where a killed one stopped.

    Every row is counted: stored, brought into a record, skipped, or in the rejects file with line,
    field, value and reason; and those that look like something known by what they are.

    Args:
        session: where to store.
        path: the file.
        options: how.
        progress: called after each batch.
        marks: called after each batch with its rows that are not new.

    Raises:
        NoRight: the acting user may not import.
        AlreadyImported: the file was imported before, and ``again`` was not said.
        TransferError: as `open_file`.
        StoreError: the store failed; batches already stored stay.
        OSError: the rejects file cannot be written.
    """
    options = options or Options()
    if not options.dry_run and (no := access(session).refusal(Right.IMPORT)):
        raise NoRight(no.sentence, no.command or no.fix)
    opened = open_file(path, options)
    before = import_before(session, opened, options)
    if before and not (options.again or options.dry_run):
        raise AlreadyImported(here(before), "`--again` imports it once more.")
    run = Run(session, opened, options, Watch(progress, marks), before)
    file = RejectsFile if options.list_rejects else _NoFile
    with file(path, opened.table.headings) as rejects, _seldom_collecting():
        if options.dry_run:
            run.try_out(rejects)
        elif options.strict:
            run.check(rejects)
        if not (options.dry_run or run.stores_nothing):
            run.store(rejects)
        return run.summary(rejects.path)


class _NoFile(RejectsFile):
    """Rejects are counted alone."""

    def write(self, reject: Reject) -> None:
        """Nowhere."""


@contextmanager
def _seldom_collecting() -> Generator[None]:
    """The collector of cycles looks seldom: rows hold none, and it would look at each of them."""
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
