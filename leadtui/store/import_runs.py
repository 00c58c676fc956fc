"""Imports: rows stored batch by batch, each batch whole or not at all, and how far each import came.

A batch and the mark of how far it reaches are one transaction: after a crash the next run goes on
where the last whole batch ended, and no row enters twice.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from leadtui.domain.access import Right
from leadtui.domain.fields import FIELDS, Kind, Type
from leadtui.domain.results import Done, Refusal, Result
from leadtui.domain.text import clean, plural
from leadtui.store import journal, rights
from leadtui.store.columns import micros, moment
from leadtui.store.errors import NoRight, NotFound, StoreError
from leadtui.store.import_deciding import Entry, Settled, Tally
from leadtui.store.import_rows import ImportRow, Rejected, Rows
from leadtui.store.import_settling import Settling
from leadtui.store.models_runs import ImportTable
from leadtui.store.operation import Op
from leadtui.store.session import Row, Session
from leadtui.store.writing import command

if TYPE_CHECKING:
    from leadtui.store.import_checking import Known

_COUNTED = ("updated", "skipped", "alike", "duplicates", "returned")
_SELECT = (
    "SELECT id, name, digest, kind, mapping, at, actor, next_row, stored, rejected, done,"
    f" {', '.join(_COUNTED)} FROM import"
)


@dataclass(frozen=True, slots=True)
class Import:
    """One import and how far it came.

    Attributes:
        next_row: how many rows of the file are behind it, whatever became of them.
        done: it reached the end of the file.
        tally: what else became of its rows.
    """

    id: int
    name: str
    digest: str
    kind: Kind
    mapping: Mapping[str, object]
    at: datetime
    by: str
    next_row: int = 0
    stored: int = 0
    rejected: int = 0
    done: bool = False
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class BatchOutcome:
    """What became of a batch.

    Attributes:
        ids: of the stored records, in the order of the rows.
        rejected: rows that no record can hold.
        repeated: this batch had been stored before; nothing was written now.
        tally: what else became of its rows.
        settled: the rows that were not rejected, with what they were and what was done with them.
    """

    ids: range
    rejected: tuple[Rejected, ...] = ()
    repeated: bool = False
    tally: Tally = field(default_factory=Tally)
    settled: tuple[Settled, ...] = ()

    @property
    def stored(self) -> int:
        """How many records it made."""
        return len(self.ids)


def start_import(
    session: Session, source_name: str, digest: str, kind: Kind, mapping: Mapping[str, object]
) -> Import:
    """Begin an import, or go on with one of the same digest that stopped midway."""
    with session.transaction():
        rights.demand(session, Right.IMPORT)
        rows = session.sql(
            f"{_SELECT} WHERE digest = ? AND kind = ? AND done = 0 ORDER BY id DESC LIMIT 1",
            [digest, str(kind)],
        )
        if rows:
            return _import(rows[0])
        begun = Import(
            journal.take(session, "import"),
            clean(source_name)[:200],
            digest,
            kind,
            dict(mapping),
            session.now(),
            session.user,
        )
        session.run(
            ImportTable.insert(
                id=begun.id,
                name=begun.name,
                digest=digest,
                kind=str(kind),
                mapping=json.dumps(begun.mapping, ensure_ascii=False),
                at=micros(begun.at),
                actor=begun.by,
                next_row=0,
                stored=0,
                rejected=0,
                done=0,
                **dict.fromkeys(_COUNTED, 0),
            )
        )
        return begun


def check_rows(session: Session, kind: Kind, rows: Iterable[ImportRow]) -> tuple[Rejected, ...]:
    """What `import_batch` would refuse of these rows; nothing is stored."""
    return tuple(Rows(session, kind, checkable(kind, rows)).rejected)


def checkable(kind: Kind, rows: Iterable[ImportRow]) -> list[ImportRow]:
    """The rows for a check outside of a transaction, where looking up owners takes long."""
    # A name of a person that fits is never refused.
    people = {field.name: field.max for field in FIELDS[kind] if field.type is Type.PERSON}
    return [
        replace(
            row, values={n: v for n, v in row.values.items() if n not in people or len(str(v)) > people[n]}
        )
        for row in rows
    ]


def import_batch(
    session: Session,
    import_id: int,
    rows: Iterable[ImportRow],
    next_row: int,
    *,
    known: "Known | None" = None,
    entries: Sequence[Entry] = (),
) -> BatchOutcome:
    """Store a batch in one transaction; ``next_row`` is how many rows of the file are behind it then.

    A row that no record can hold (nothing to know it by, a text too long, a code that is no option)
    is among ``rejected``; the others enter, or what they look like decides what becomes of them.

    Args:
        session: the store.
        import_id: number of the import.
        rows: the batch.
        next_row: see above.
        known: what goes with the import from batch to batch; without, each row is stored and checked
            against the book one by one.
        entries: the rows made ready, in the same order; only with ``known``.

    Raises:
        NoRight: the acting user may not import.
        NotFound: there is no such import.
        StoreError: the store failed, and nothing of the batch was stored.
    """
    batch = list(rows)
    outcome = BatchOutcome(range(0))
    kept = known.memory() if known else None
    mine, name = 0, f"import:{import_id}:{next_row}"

    def work(op: Op) -> Result:
        nonlocal outcome, mine
        mine = op.id
        if known and kept:
            known.recall(kept)  # an attempt that met a busy store may have come far
        begun = import_of(session, import_id)
        if begun.next_row >= next_row:  # another process goes through the same file
            outcome = BatchOutcome(range(0), repeated=True)
            return Refusal(
                "repeated",
                f"Import {import_id} has come past row {next_row} already.",
                "Nothing is left to do of it.",
            )
        outcome = _store(op, begun, batch, known, entries, name)
        _advance(session, begun, next_row, outcome)
        op.title = f"Imported {plural(outcome.stored, f'{begun.kind}', f'{begun.kind}s')} from {begun.name}."
        return Done(op.id, str(begun.kind), import_id, 0, sentence=op.title)

    answer = command(session, "import", work, op_id=name)
    # A line that was lost at the commit leaves an operation that is ours, and is answered as repeated.
    if isinstance(answer, Done) and answer.operation == mine:
        return outcome
    # Another process got there first, perhaps another person's, whose name the operation bears.
    if known and kept:
        known.recall(kept)
    if isinstance(answer, Refusal) and answer.code == "right":
        raise NoRight(answer.sentence, answer.command or answer.fix)
    if not isinstance(answer, Done) and answer.code not in ("repeated", "op_id"):
        raise StoreError(answer.sentence, "Nothing of this batch was stored.")
    return BatchOutcome(range(0), repeated=True)


def _store(
    op: Op,
    begun: Import,
    batch: Sequence[ImportRow],
    known: "Known | None",
    entries: Sequence[Entry],
    name: str,
) -> BatchOutcome:
    checked = Rows(op.session, begun.kind, batch)
    note = f"Import {begun.id}: {begun.name}"
    if known is None:
        ids = op.insert_columns(begun.kind, checked.accepted, "import", note)
        return BatchOutcome(ids, tuple(checked.rejected))
    accepted = [entries[place] for place in checked.kept]
    columns = dict(zip((entry.place for entry in accepted), checked.accepted, strict=True))
    rejected = {entry.place for entry in entries} - columns.keys()
    current = known.as_of_now(op.session, accepted)
    settled = known.deciding.decide(op.session, current, rejected)
    settling = Settling(op, begun.kind, known.deciding, name, note, known.policy.warn)
    ids = settling.write(settled, columns)
    return BatchOutcome(ids, tuple(checked.rejected), tally=settling.tally, settled=tuple(settled))


def _advance(session: Session, begun: Import, next_row: int, outcome: BatchOutcome) -> None:
    session.run(
        ImportTable.update(
            next_row=next_row,
            stored=begun.stored + outcome.stored,
            rejected=begun.rejected + len(outcome.rejected),
            updated=begun.tally.updated + outcome.tally.updated,
            skipped=begun.tally.skipped + outcome.tally.skipped,
            alike=begun.tally.similar + outcome.tally.similar,
            duplicates=begun.tally.duplicates + outcome.tally.duplicates,
            returned=begun.tally.returning + outcome.tally.returning,
        ).where(ImportTable.id == begun.id)
    )


def finish_import(session: Session, import_id: int, *, rejected: int | None = None) -> Import:
    """The end of the file is reached; ``rejected`` is the count with those that never came here.

    Raises:
        NotFound: there is no such import.
    """
    with session.transaction():
        rights.demand(session, Right.IMPORT)
        begun = import_of(session, import_id)
        counted = begun.rejected if rejected is None else rejected
        session.run(ImportTable.update(done=1, rejected=counted).where(ImportTable.id == import_id))
        return replace(begun, done=True, rejected=counted)


def import_of(session: Session, import_id: int) -> Import:
    """One import; raises `NotFound`."""
    rows = session.sql(f"{_SELECT} WHERE id = ?", [import_id])
    if not rows:
        raise NotFound(f"There is no import {import_id}.", "`leadtui import --list` names them.")
    return _import(rows[0])


def imports(session: Session) -> list[Import]:
    """All imports, the newest first."""
    return [_import(row) for row in session.sql(f"{_SELECT} ORDER BY id DESC")]


def _import(row: Row) -> Import:
    id, name, digest, kind, mapping, at, actor, next_row, stored, rejected, done, *counted = row
    told: dict[str, object] = json.loads(mapping)
    return Import(
        id, name, digest, Kind(kind), told, moment(at), actor, next_row, stored, rejected, bool(done),
        Tally(*counted),
    )  # fmt: skip


__all__ = [
    "BatchOutcome", "Import", "ImportRow", "Rejected", "check_rows", "finish_import", "import_batch",
    "import_of", "imports", "start_import",
]  # fmt: skip
