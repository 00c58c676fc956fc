"""A dry run of an import: each batch goes the way of `import_batch`, up to the first thing to be written."""

from collections.abc import Sequence
from typing import Any

from leadtui.domain.bringing import brought
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.incoming import Act, Likeness
from leadtui.store.columns import COLUMNS
from leadtui.store.derived import owners
from leadtui.store.import_checking import Known
from leadtui.store.import_deciding import Entry, Settled, Tally
from leadtui.store.import_rows import ImportRow, Rows
from leadtui.store.import_runs import BatchOutcome, checkable
from leadtui.store.match_state import code
from leadtui.store.owners import owner_key
from leadtui.store.session import Session

Columns = dict[str, Any]


class Trial:
    """Counts what an import would do; stores nothing.

    Args:
        session: the store, outside of a transaction.
        kind: of the file's records.
        known: what goes with the import from batch to batch.
        updating: records may be changed by rows: which rows would bring nothing new is found out.
    """

    def __init__(self, session: Session, kind: Kind, known: Known, *, updating: bool) -> None:
        self._session = session
        self._kind = kind
        self._known = known
        self._updating = updating
        self._now: dict[int, Columns] = {}  # records as rows would leave them: by number, rows by -1 - place

    def batch(self, rows: Sequence[ImportRow], entries: Sequence[Entry]) -> BatchOutcome:
        """What `import_batch` would answer; the ids are as many as records would be stored."""
        checked = Rows(self._session, self._kind, checkable(self._kind, rows))
        accepted = [entries[place] for place in checked.kept]
        rejected = {entry.place for entry in entries} - {entry.place for entry in accepted}
        settled = self._known.deciding.decide(self._session, accepted, rejected)
        tally, stored = Tally(), 0
        for one, columns in zip(settled, checked.accepted, strict=True):
            tally.mark(one.fate)
            stored += one.fate.act in (Act.CREATE, Act.RETURN)
            self._count(one, columns, tally)
        return BatchOutcome(range(stored), tuple(checked.rejected), tally=tally, settled=tuple(settled))

    def _count(self, one: Settled, columns: Columns, tally: Tally) -> None:
        match one.fate.act:
            case Act.CREATE | Act.RETURN:
                if self._updating:
                    self._now[-1 - one.entry.place] = {**dict.fromkeys(COLUMNS[self._kind]), **columns}
            case Act.SKIP:
                tally.skipped += 1
            case Act.REACTIVATE | Act.ACTIVITY:
                tally.updated += 1
            case Act.UPDATE:
                changed = self._changes(one, columns)
                tally.updated += changed
                tally.skipped += not changed

    def _changes(self, one: Settled, columns: Columns) -> bool:
        assert one.fate.target is not None
        number, kind = self._number(one.fate.target)
        stored = self._now.get(number) or self._columns(kind, number)
        owner = one.entry.row.values.get("owner")
        if isinstance(owner, str) and "owner" in BY_NAME[kind]:
            columns = {**columns, "owner": owner}
        changes = brought(kind, stored, columns, self._here(owner))
        if changes:
            self._now[number] = {**stored, **changes}
        return bool(changes)

    def _number(self, target: Likeness) -> tuple[int, Kind]:
        return (-1 - target.row, self._kind) if target.ref is None else (code(*target.ref), target.ref[0])

    def _columns(self, kind: Kind, number: int) -> Columns:
        names = COLUMNS[kind]
        listed = ", ".join(f'"{name}"' for name in names)
        row = self._session.sql(f"SELECT {listed} FROM {kind} WHERE id = ?", [number // 4])[0]
        return dict(zip(names, row, strict=True))

    def _here(self, owner: object) -> str | None:
        """The key of a row's owner, where somebody here is meant."""
        if not isinstance(owner, str) or not owner:
            return None
        key = owner_key(self._session, owner, active=False)
        return key if key in owners(self._session) else None
