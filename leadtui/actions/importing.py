"""Import a file: read, map, convert, store in batches, tell what became of every row."""

import gc
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path

from leadtui.actions.import_file import Options, Preview, import_before, imported_before, open_file, preview
from leadtui.actions.import_run import Progress, Run, here
from leadtui.actions.import_summary import ImportSummary
from leadtui.store import Session
from leadtui.transfer.errors import AlreadyImported
from leadtui.transfer.rejects import RejectsFile

__all__ = ["ImportSummary", "Options", "Preview", "Progress", "imported_before", "preview", "run_import"]


def run_import(
    session: Session,
    path: Path,
    options: Options | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> ImportSummary:
    """Import a file; the next run of the same file goes on where a killed one stopped.

    Every row is counted: stored, skipped, or in the rejects file with line, field, value and reason.

    Raises:
        AlreadyImported: the file was imported before, and ``again`` was not said.
        TransferError: as `open_file`.
        StoreError: the store failed; batches already stored stay.
        OSError: the rejects file cannot be written.
    """
    options = options or Options()
    opened = open_file(path, options)
    before = import_before(session, opened, options)
    if before and not (options.again or options.dry_run):
        raise AlreadyImported(here(before), "`--again` imports it once more.")
    run = Run(session, opened, options, progress, before)
    with RejectsFile(path, opened.table.headings) as rejects, _seldom_collecting():
        if options.dry_run or options.strict:
            run.check(rejects)
        if not (options.dry_run or run.stores_nothing):
            run.store(rejects)
        return run.summary(rejects.path)


@contextmanager
def _seldom_collecting() -> Generator[None]:
    """The collector of cycles looks seldom: rows hold none, and it would look at each of them."""
    thresholds = gc.get_threshold()
    gc.set_threshold(100_000, *thresholds[1:])
    try:
        yield
    finally:
        gc.set_threshold(*thresholds)
