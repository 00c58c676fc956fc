"""A batch of an import written, after it was decided what becomes of each row: all in one transaction."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from leadtui.domain.access import may_read
from leadtui.domain.bringing import brought
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.incoming import Act, Likeness
from leadtui.domain.lead import Command, Lead, may
from leadtui.domain.match import Ref
from leadtui.domain.results import Done
from leadtui.domain.text import day
from leadtui.store import import_links, match_pairs
from leadtui.store.columns import from_column
from leadtui.store.derived import owners
from leadtui.store.import_deciding import Deciding, Settled, Tally
from leadtui.store.import_rows import NOTHING, Became
from leadtui.store.match_pairs import millionths
from leadtui.store.match_state import code
from leadtui.store.operation import Op, Stop
from leadtui.store.reactivating import reopen
from leadtui.store.records import standing, standing_lead
from leadtui.store.rights import reader, territory
from leadtui.store.writing import within

Columns = dict[str, int | str | None]
_SAID = 600  # characters of what an enquiry says that its note repeats


class Settling:
    """Writes the rows of one batch.

    Args:
        op: the batch's operation.
        kind: of the file's records.
        deciding: what decided on the rows.
        name: of the operation.
        note: what events say of the import.
        warn: the least probability of a pair.
    """

    def __init__(self, op: Op, kind: Kind, deciding: Deciding, name: str, note: str, warn: float) -> None:
        self._op = op
        self._kind = kind
        self._deciding = deciding
        self._name = name
        self._note = note
        self._warn = warn
        self.tally = Tally()

    def write(self, settled: Sequence[Settled], columns: Mapping[int, Columns]) -> range:
        """Write the rows; ``columns`` are their checked values, by their places in the file.

        Returns:
            Ids of the records that were stored.
        """
        for one in settled:
            self.tally.mark(one.fate)
        new = [one for one in settled if one.fate.act in (Act.CREATE, Act.RETURN)]
        rows = [self._linked(one, columns[one.entry.place]) for one in new]
        ready = [one.entry.ready for one in new]
        ids = self._op.insert_columns(self._kind, rows, "import", self._note, ready=ready, check=False)
        for one, id in zip(new, ids, strict=True):
            self._deciding.stored(one.entry.place, id)
        match_pairs.write(self._op.session, self._pairs(new, rows, ids))
        self._notes(new, ids)
        _, rest = import_links.keep(self._op, self._became(new, ids))
        opened = {
            one.fate.target.ref for one in settled if one.fate.act is Act.REACTIVATE and one.fate.target
        }
        after = [one for one in settled if one.fate.target is not None and one.fate.target.ref in opened]
        late = {one.entry.place for one in after}
        for one in settled:
            if one.entry.place not in late:
                self._others(one, columns[one.entry.place])
        for one in after:
            self._after(one, columns[one.entry.place])
        import_links.keep_rest(self._op, rest, f"{self._name}:became")
        return ids

    def _became(self, new: Sequence[Settled], ids: range) -> Iterator[tuple[int, Became]]:
        """What qualified leads became, told by their own rows or by those of what they became."""
        for one, id in zip(new, ids, strict=True):
            row = one.entry.row
            if row.became != NOTHING:
                yield id, row.became
            elif isinstance(lead := row.values.get("lead"), int):
                yield lead, NOTHING._replace(**{self._kind.value: id})

    def _linked(self, one: Settled, row: Columns) -> Columns:
        """The row's columns; of a returning enquiry linked to the customer that it became before."""
        if one.fate.act is not Act.RETURN or one.fate.target is None:
            return row
        links: Columns = {str(kind): id for kind, id in one.fate.target.became}
        return {**links, **{name: value for name, value in row.items() if value is not None}}

    def _pairs(
        self, new: Sequence[Settled], rows: Sequence[Columns], ids: range
    ) -> Iterator[tuple[int, int, int, bool]]:
        """The pairs of the new records; not with what they are linked to."""
        for one, row, id in zip(new, rows, ids, strict=True):
            mine = code(self._kind, id)
            for like in one.found:
                other = self._ref(like)
                if other is None or like.probability < self._warn or row.get(str(other[0])) == other[1]:
                    continue
                yield mine, code(*other), millionths(like.probability), False

    def _ref(self, like: Likeness) -> Ref | None:
        """The record of a likeness; of an earlier row the one that it has by now."""
        if like.ref is not None:
            return like.ref
        id = self._deciding.record_of(like.row)
        return None if id is None else (self._kind, id)

    def _notes(self, new: Sequence[Settled], ids: range) -> None:
        """Say on the timeline of each returning enquiry whose lead it was before."""
        back = [(one, id) for one, id in zip(new, ids, strict=True) if one.fate.act is Act.RETURN]
        notes = [_note((self._kind, id), f"Comes back: {self._before(one.fate.target)}.") for one, id in back]
        self._op.insert_many(Kind.ACTIVITY, notes, "log", self._note)

    def _before(self, target: Likeness | None) -> str:
        assert target is not None and target.ref is not None
        lead = self._op.lead(target.ref[1])
        looking = reader(self._op.session)
        if not may_read(looking, lead.owner, territory(self._op.session, looking, Kind.LEAD, lead.id)):
            return f"lead {lead.id} of {lead.owner}"
        closed = f" on {day(lead.closed_at.date(), self._op.session.today())}" if lead.closed_at else ""
        return f"lead {lead.id}, {lead.title}, was {lead.state}{closed}"

    def _others(self, one: Settled, row: Columns) -> None:
        """What is done with a row of which no record is made."""
        match one.fate.act:
            case Act.SKIP:
                self.tally.skipped += 1
            case Act.UPDATE:
                self._update(one, row)
            case Act.REACTIVATE:
                self._reactivate(one, row)
            case Act.ACTIVITY:
                self._log(one, row)
            case Act.CREATE | Act.RETURN:
                pass

    def _after(self, one: Settled, row: Columns) -> None:
        """What is done about a lead that the batch opens again: that is an operation, and so is what follows.

        Once there is a newer one, the batch's own may write nothing more.
        """
        if one.fate.act in (Act.REACTIVATE, Act.CREATE, Act.RETURN):
            return self._others(one, row)
        batch = self._op

        def work(op: Op) -> Done:
            self._op = op
            self._others(one, row)
            return Done(op.id, str(self._kind), self._target(one)[1], 0, sentence=op.title)

        within(batch.session, "import", work, f"{self._name}:{one.entry.place}")
        self._op = batch
        return None

    def _target(self, one: Settled) -> Ref:
        assert one.fate.target is not None
        ref = self._ref(one.fate.target)
        assert ref is not None
        return ref

    def _update(self, one: Settled, row: Columns) -> None:
        kind, id = self._target(one)
        stored = self._op.columns(kind, id)
        if kind is Kind.OPPORTUNITY and stored["outcome"] not in (
            None,
            "open",
        ):  # read-only until it is reopened
            self.tally.skipped += 1
            return
        owner = row.get("owner")
        known = owners(self._op.session) if owner else frozenset[str]()
        changes = brought(kind, stored, row, str(owner) if owner in known else None)
        if not changes:
            self.tally.skipped += 1
            return
        typed = {name: from_column(BY_NAME[kind][name], value) for name, value in changes.items()}
        self._op.update(kind, id, typed, "edit", note=self._note)
        self.tally.updated += 1

    def _reactivate(self, one: Settled, row: Columns) -> None:
        _, id = self._target(one)

        def work(op: Op) -> Done:
            lead = standing_lead(op, id)
            if stop := may(Command.REACTIVATE, lead):
                raise Stop(stop)
            done = reopen(op, lead, f"Came back. {self._note}")
            op.insert(Kind.ACTIVITY, _note((Kind.LEAD, id), self._enquiry(row), lead.cycle + 1), "log")
            return done

        within(self._op.session, "reactivate", work, f"import:{self._note}:{one.entry.place}")
        self.tally.updated += 1

    def _log(self, one: Settled, row: Columns) -> None:
        assert one.fate.target is not None
        about = one.fate.target.became[0]
        record = standing(self._op, *about)
        cycle = record.cycle if isinstance(record, Lead) else 1
        self._op.insert(Kind.ACTIVITY, _note(about, self._enquiry(row), cycle), "log", self._note)
        self.tally.updated += 1

    def _enquiry(self, row: Columns) -> str:
        """What a row says that asks for something."""
        said = [str(row[name]) for name in ("topic", "product", "description") if row.get(name)]
        return f"Asked again ({self._note})" + (f": {'; '.join(said)[:_SAID]}" if said else ".")


def _note(about: Ref, text: str, cycle: int = 1) -> dict[str, Any]:
    kind, id = about
    return {"about_kind": str(kind), "about_id": id, "kind": "note", "text": text, "cycle": cycle}
