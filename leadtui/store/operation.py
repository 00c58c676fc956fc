"""A command under way: what its work may do, each step with its event, index and derived columns."""

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead
from leadtui.domain.records import Record
from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.store import handing, journal, matches, searching
from leadtui.store.by_rules import Births
from leadtui.store.columns import (
    COLUMN_FIELDS,
    COLUMNS,
    VERDICT,
    moment,
    record,
    to_columns,
)
from leadtui.store.conflicts import since
from leadtui.store.derived import derive
from leadtui.store.errors import NotFound
from leadtui.store.match_index import Ready
from leadtui.store.models import RECORD_TABLES, TABLES
from leadtui.store.rows import SILENT, blank, born, changes, in_order
from leadtui.store.session import Session
from leadtui.store.statements import Statement, value, values
from leadtui.store.wording import as_counted

_KNOWN = 64  # rows that an operation keeps in mind; a command touches a handful


class Stop(Exception):
    """Ends a command's work with its answer; everything is rolled back, also what is only tried."""

    def __init__(self, answer: Result) -> None:
        self.answer = answer
        super().__init__(answer.sentence)


@cache
def _row(kind: Kind) -> Statement:
    table: Any = TABLES[kind]
    return Statement(
        lambda: table.select(*(getattr(table, name) for name in COLUMNS[kind])).where(table.id == value("id"))
    )


@lru_cache(maxsize=256)  # of the many sets of columns there are, commands change few
def _change(kind: Kind, names: tuple[str, ...]) -> Statement:
    """The UPDATE that loses to whoever was faster, whatever the isolation."""
    table: Any = TABLES[kind]
    mine = (table.id == value("_id")) & (table.version == value("_seen"))
    return Statement(lambda: table.update(values(names)).where(mine).returning(table.version))


class Op:
    """One operation under way, inside its transaction.

    Attributes:
        id: its number.
        at: its time, the same for all it writes; `now` as the columns hold it.
        title: what `undo` will call it, the answer's sentence.
        events: ids of the events written so far.
        alike: it wrote a record that looks the same as another one.
    """

    def __init__(self, session: Session, number: int, kind: str, at: int) -> None:
        self.session = session
        self.id = number
        self.kind = kind
        self.now = at
        self.at = moment(at)
        self.title = ""
        self.events: list[int] = []
        self.alike = False
        self._known: dict[tuple[Kind, int], dict[str, Any]] = {}

    def refuse(self, refusal: Refusal | Conflict) -> None:
        """End the command here; nothing of it stays."""
        raise Stop(refusal)

    def columns(self, kind: Kind, id: int) -> dict[str, Any]:
        """A record's row as it stands in this transaction, not to be written to.

        Raises:
            NotFound: there is none.
        """
        # Writers wait their turn, so what was read stays true until this operation changes it itself.
        if known := self._known.get((kind, id)):
            return known
        row = self.session.one(_row(kind), id=id)
        if row is None:
            raise NotFound(f"There is no {kind.value} {id}.", "Look at the number again.")
        return self._remember(kind, dict(zip(COLUMNS[kind], row, strict=True)))

    def _remember(self, kind: Kind, row: dict[str, Any]) -> dict[str, Any]:
        if len(self._known) > _KNOWN:
            self._known.clear()
        self._known[kind, row["id"]] = row
        return row

    def read(self, kind: Kind, id: int) -> Record:
        """A record as it stands in this transaction; raises `NotFound`."""
        row = as_counted(self.session, kind, self.columns(kind, id))
        return record(kind, [row[field.name] for field in COLUMN_FIELDS[kind]])

    def lead(self, id: int) -> Lead:
        """A lead as it stands in this transaction; raises `NotFound`."""
        found = self.read(Kind.LEAD, id)
        assert isinstance(found, Lead)
        return found

    def insert(self, kind: Kind, values: Mapping[str, Any], action: str = "create", note: str = "") -> int:
        """Make a record with its event; what `values` leave out is as in a new one.

        Returns:
            Its id.
        """
        return self.insert_many(kind, [values], action, note)[0]

    def insert_many(
        self, kind: Kind, rows: Sequence[Mapping[str, Any]], action: str = "create", note: str = ""
    ) -> range:
        """Make many records at once, the fastest way there is; their ids follow each other.

        Some thousand a call keep memory flat.
        """
        return self.insert_columns(kind, [to_columns(kind, values) for values in rows], action, note)

    def insert_columns(
        self,
        kind: Kind,
        rows: Sequence[Mapping[str, Any]],
        action: str = "create",
        note: str = "",
        *,
        ready: Sequence[Ready] | None = None,
        check: bool = True,
    ) -> range:
        """The same of values that are as their columns hold them already (`columns.to_columns`).

        ``ready`` is what the index holds of each, where it was made already; without ``check`` nobody
        looks what they look like: the caller did, and writes their pairs (`match_pairs.write`).
        """
        if not rows:
            return range(0)
        births = Births(self, rows) if kind is Kind.LEAD else None
        rows = births.rows if births else rows
        first = journal.take(self.session, kind.value, len(rows))
        made = [self._new(kind, id, values) for id, values in enumerate(rows, first)]
        names = COLUMNS[kind]
        self.session.insert_many(kind.value, names, in_order(names, made))
        self._index(kind, made, ready, check)
        notes: Mapping[int, str] = births.notes(note) if births else {}
        entries = [
            journal.Entry(kind, row["id"], 1, born(kind, row, values), notes.get(place, note))
            for place, (row, values) in enumerate(zip(made, rows, strict=True))
        ]
        self._write(action, entries)
        if births:
            births.hand_over(first)
        return range(first, first + len(rows))

    def _new(self, kind: Kind, id: int, values: Mapping[str, Any]) -> dict[str, Any]:
        row = {**blank(kind), **values}
        row.update(id=id, version=1, op=self.id, withdrawn=0)
        if kind in RECORD_TABLES:
            row["created_at"] = row["created_at"] or self.now
            row["changed_at"] = self.now
        elif kind is Kind.ACTIVITY:
            row["at"] = row["at"] or self.now
            row["by"] = row["by"] or self.session.user
        row.update(derive(self.session, kind, row))
        return row

    def update(
        self,
        kind: Kind,
        id: int,
        values: Mapping[str, Any],
        action: str,
        *,
        version: int | None = None,
        note: str = "",
        force: bool = False,
    ) -> int:
        """Change a record, with its event; where nothing differs nothing is written.

        Args:
            kind: the record's kind.
            id: its number.
            values: by field name, system fields and ``withdrawn`` too.
            action: what the event calls it.
            version: the version that the caller saw; a newer one ends the command with a `Conflict`.
            note: what the person typed with it.
            force: write an event though no field differs (its note is the news).

        Returns:
            The record's version now.

        Raises:
            NotFound: there is no such record.
        """
        before = self.columns(kind, id)
        if version is not None and before["version"] != version:
            raise Stop(self.conflict(kind, id, version))
        given = to_columns(kind, values)
        after: dict[str, Any] = {**before, **given}
        after.update(derive(self.session, kind, after, before))
        if kind is Kind.LEAD and after["state"] != "open":  # closed again, as it was judged then
            after.update({name: given[name] for name in VERDICT if name in given})
        changed = {name: value for name, value in after.items() if value != before[name]}
        if not changed and not force:
            return int(before["version"])
        self._put(kind, before, after, changed)
        entry = journal.Entry(kind, id, after["version"], changes(kind, before, after), note)
        self._write(action, [entry])
        return int(after["version"])

    def _put(
        self, kind: Kind, before: Mapping[str, Any], after: dict[str, Any], changed: dict[str, Any]
    ) -> None:
        """Write what is changed to the row, one version on; `after` is the whole row then."""
        changed.update(version=before["version"] + 1, op=self.id)
        if "changed_at" in before:
            changed["changed_at"] = self.now
        self._guarded(kind, before, changed)
        after.update(changed)
        self._remember(kind, after)
        if kind in RECORD_TABLES and (changed.keys() - SILENT):
            self._follow(kind, before, after)

    def withdraw(self, kind: Kind, id: int) -> int:
        """Hide a record everywhere but in history."""
        return self.update(kind, id, {"withdrawn": True}, "withdraw")

    def _guarded(self, kind: Kind, before: Mapping[str, Any], changed: Mapping[str, Any]) -> None:
        change = _change(kind, tuple(sorted(changed)))
        if not self.session.run(change, _id=before["id"], _seen=before["version"], **changed):
            raise Stop(self.conflict(kind, before["id"], before["version"]))

    def conflict(self, kind: Kind, id: int, seen: int) -> Conflict | Refusal:
        """Who changed what since that version, see `conflicts.since`."""
        return since(self.session, kind, id, seen, int(self.columns(kind, id)["version"]))

    def done(self, kind: Kind, id: int, sentence: str = "", **more: Any) -> Done:
        """The answer of this command: about that record, with the events written so far.

        ``account``, ``contact`` and ``opportunities`` may be said too.
        """
        version = int(self.columns(kind, id)["version"])
        return Done(self.id, kind.value, id, version, tuple(self.events), sentence=sentence, **more)

    def _write(self, action: str, entries: Sequence[journal.Entry]) -> None:
        self.events += journal.append(self.session, self.id, self.now, action, entries)

    def tell(self, action: str, notes: Sequence[tuple[tuple[Kind, int], str]]) -> None:
        """Write events on records that stay as they are; ``action`` is one of `journal.TELLING`."""
        entries = [
            journal.Entry(kind, id, int(self.columns(kind, id)["version"]), {}, note)
            for (kind, id), note in notes
        ]
        self._write(action, entries)

    def _index(
        self, kind: Kind, rows: Sequence[Mapping[str, Any]], ready: Sequence[Ready] | None, check: bool
    ) -> None:
        """Enter new records in the indexes of words and of likenesses, in the same transaction."""
        if kind not in RECORD_TABLES:
            return
        if kind is Kind.LEAD:
            searching.index(self.session, rows, None)
        self.alike |= matches.entered(self.session, kind, rows, ready, check=check)

    def _follow(self, kind: Kind, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
        """The same of a change."""
        if kind is Kind.LEAD:
            searching.index(self.session, [after], before)
            handing.follow(self, before, after)
        self.alike |= matches.changed(self.session, kind, before, after)
