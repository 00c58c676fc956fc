"""A file opened for import: found to be a table, its columns understood, its first rows shown."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from leadtui.actions.import_summary import notes_of
from leadtui.domain.fields import Kind
from leadtui.domain.incoming import Act, OnDuplicate, Returning
from leadtui.store import Import, Session, imports
from leadtui.transfer.convert import Converter, Ready, Reject
from leadtui.transfer.errors import UnknownName
from leadtui.transfer.headings import Columns, match
from leadtui.transfer.readers import read_table
from leadtui.transfer.survey import Survey, survey
from leadtui.transfer.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to import.

    Attributes:
        kind: what the rows are; None finds out.
        map: field -> heading, stronger than what is found.
        dry_run: say what would happen and store nothing.
        list_rejects: write the rows that do not enter to a file.
        strict: any reject stores nothing.
        on_duplicate: what to do with rows that the book has already, by what they look like or by their
            id in the system that wrote the file; see `OnDuplicate`. ``ask`` is ``create`` with `choices`.
        returning: what to do with enquiries of those whose lead was closed; see `Returning`.
        choices: what a person chose, by the row's line in the file; stronger than the two before.
        again: import a file that came to its end before once more.
    """

    kind: Kind | None = None
    map: Mapping[str, str] = field(default_factory=dict[str, str])
    dry_run: bool = False
    list_rejects: bool = True
    strict: bool = False
    on_duplicate: str = OnDuplicate.CREATE
    returning: str = Returning.NEW
    choices: Mapping[int, Act] = field(default_factory=dict[int, Act])
    again: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A file found to be importable: the table, what its columns mean, how they are written."""

    path: Path
    table: Table
    columns: Columns
    survey: Survey


@dataclass(frozen=True, slots=True)
class Preview:
    """What the import screen shows before anything is stored.

    Attributes:
        ready: the first rows, converted.
        rejects: those of the first rows that would not enter.
        notes: sentences on what was decided or guessed.
    """

    opened: Opened
    ready: tuple[Ready, ...]
    rejects: tuple[Reject, ...]
    notes: tuple[str, ...]


def open_file(path: Path, options: Options) -> Opened:
    """Read the headings of a file and find out what they mean.

    Raises:
        TransferError: not a table, not of a kind that can be imported, an unknown field or heading.
    """
    _known("--on-duplicate", options.on_duplicate, OnDuplicate)
    _known("--returning", options.returning, Returning)
    table = read_table(path, options.kind)
    columns = match(table, options.kind, options.map)
    return Opened(path, table, columns, survey(table, columns))


def _known(option: str, value: str, codes: type[StrEnum]) -> None:
    if value not in list(codes):
        raise UnknownName(f"{option} {value} is not known.", f"Say {', '.join(codes)}.")


def preview(path: Path, options: Options | None = None, limit: int = 8) -> Preview:
    """The mapping and the first rows of a file; stores nothing and needs no store.

    Raises:
        TransferError: as `open_file`.
    """
    options = options or Options()
    opened = open_file(path, options)
    ready: list[Ready] = []
    rejects: list[Reject] = []
    for found in converted(opened, options):
        if isinstance(found, Reject):
            rejects.append(found)
        else:
            ready.append(found)
        if len(ready) + len(rejects) >= limit:
            break
    noted = Counter(note for one in ready for note in one.notes)
    notes = notes_of(opened.table, opened.columns, opened.survey, noted)
    return Preview(opened, tuple(ready), tuple(rejects), notes)


def converted(opened: Opened, options: Options) -> Iterator[Ready | Reject]:
    """Every row of the file, ready or rejected."""
    converter = Converter(
        opened.columns, opened.survey, strict=options.strict, apostrophes=opened.table.has_cells
    )
    return map(converter.convert, opened.table.read())


def digest_of(opened: Opened, options: Options) -> str:
    """What makes two imports the same: the file's bytes, then how they are understood."""
    how = [opened.columns.kind, opened.columns.mapping, options.strict]
    understood = hashlib.sha256(json.dumps(how, sort_keys=True).encode()).hexdigest()
    with opened.path.open("rb") as file:
        return f"{hashlib.file_digest(file, 'sha256').hexdigest()}:{understood}"


def imported_before(session: Session, path: Path, options: Options | None = None) -> Import | None:
    """The import that stored records of this very file; None where there is none.

    However its columns were understood: the records would be here twice. One that was stopped midway
    does not count where the same options go on with it.

    Raises:
        TransferError: as `open_file`.
        OSError: the file cannot be read.
    """
    options = options or Options()
    return import_before(session, open_file(path, options), options)


def import_before(session: Session, opened: Opened, options: Options) -> Import | None:
    """As `imported_before`, for a file that is open already."""
    found = [one for one in imports(session) if one.kind is opened.columns.kind]
    if not found:
        return None
    digest = digest_of(opened, options)
    same = digest.partition(":")[0]
    last = next((one for one in found if one.digest.partition(":")[0] == same), None)
    goes_on = last is not None and not last.done and last.digest == digest
    return last if last and last.stored and not goes_on else None
