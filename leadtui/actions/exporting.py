"""Export records to CSV or JSON Lines, streaming: memory does not grow with their number."""

import sys
from collections.abc import Callable, Collection, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from io import TextIOWrapper
from pathlib import Path
from typing import TextIO

from leadtui.actions.export_labels import Labels
from leadtui.domain.access import Right
from leadtui.domain.fields import Kind
from leadtui.domain.records import Record
from leadtui.files import said, whole
from leadtui.store import NoRight, Session, access, record_rows
from leadtui.transfer.errors import FileExists, TransferError
from leadtui.transfer.writers import CsvWriter, JsonLinesWriter, Writer

_BLOCK = 500
FORMATS = ("csv", "jsonl")


@dataclass(frozen=True, slots=True)
class Exported:
    """How many records went where; ``path`` is None for stdout."""

    records: int
    path: Path | None


def run_export(
    session: Session,
    kind: Kind,
    ids: Sequence[int],
    *,
    path: Path | None = None,
    format: str = "csv",
    labels: bool = False,
    progress: Callable[[int], None] | None = None,
) -> Exported:
    """Write the records of these ids in their order.

    Args:
        session: where to read.
        kind: what the ids are of.
        ids: as `store.view_ids` gives them; records that are gone are left out.
        path: a new file, readable by its owner alone, whole or not there at all; None writes to stdout.
        format: ``csv`` or ``jsonl``.
        labels: headings and values of a CSV as people read them instead of field names and codes; an import
            into the same book reads them back as the same (`export_labels`).
        progress: called with the number written so far.

    Raises:
        NoRight: the acting user may not export.
        FileExists: nothing is ever overwritten.
        TransferError: the file cannot be written, no such format, or one for programs with labels.
    """
    if no := access(session).refusal(Right.EXPORT):
        raise NoRight(no.sentence, no.command or no.fix)
    if format not in FORMATS:
        raise TransferError(f"There is no format {format!r}.", f"There are: {', '.join(FORMATS)}.")
    if labels and format != "csv":
        raise TransferError("JSON Lines are for programs: they hold codes.", "Take --format csv for labels.")
    told = Labels(session, kind).told if labels else dict[str, object]
    with _opened(path) as file:
        writer: Writer = (
            CsvWriter(file, kind, labels=labels) if format == "csv" else JsonLinesWriter(file, kind)
        )
        count = 0
        for values in _values(session, kind, ids):
            writer.write(told(values))
            count += 1
            if progress and count % _BLOCK == 0:
                progress(count)
    return Exported(count, path)


def _values(session: Session, kind: Kind, ids: Sequence[int]) -> Iterator[dict[str, object]]:
    for start in range(0, len(ids), _BLOCK):
        block = ids[start : start + _BLOCK]
        found = record_rows(session, kind, block)
        titles = _titles(session, found.values())
        for number in block:
            record = found.get(number)
            if record is not None:
                yield _with_titles(record, titles)


def _titles(session: Session, records: Collection[Record]) -> dict[tuple[Kind, int], str]:
    """What the linked accounts and contacts are called."""
    titles: dict[tuple[Kind, int], str] = {}
    for kind in (Kind.ACCOUNT, Kind.CONTACT):
        linked = {number for record in records if (number := getattr(record, kind.value, None))}
        if linked:
            for number, record in record_rows(session, kind, sorted(linked)).items():
                titles[kind, number] = record.title
    return titles


def _with_titles(record: Record, titles: dict[tuple[Kind, int], str]) -> dict[str, object]:
    values: dict[str, object] = {of.name: getattr(record, of.name) for of in fields(record)}
    for kind in (Kind.ACCOUNT, Kind.CONTACT):
        number = values.get(kind.value)
        if isinstance(number, int):
            values[f"{kind.value}_name"] = titles.get((kind, number))
    return values


@contextmanager
def _opened(path: Path | None) -> Generator[TextIO]:
    if path is None:
        out: TextIO = sys.stdout
        if isinstance(out, TextIOWrapper):  # a test's stand-in takes text as it comes
            out.reconfigure(encoding="utf-8", newline="")
        yield out
        out.flush()
        return
    try:
        with whole(path) as new, new.open("w", encoding="utf-8", newline="") as file:
            yield file
    except FileExistsError as error:
        raise FileExists(*said(error)) from error
    except OSError as error:
        raise TransferError(*said(error)) from error
