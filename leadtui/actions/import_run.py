"""One import under way: its rows by the batch, compared, stored or only counted."""

import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from leadtui.actions import import_batches
from leadtui.actions.import_batches import Batch, Reading
from leadtui.actions.import_file import Opened, Options, digest_of
from leadtui.actions.import_links import link_earlier
from leadtui.actions.import_marks import marked
from leadtui.actions.import_summary import NOUNS, ImportSummary, notes_of
from leadtui.actions.import_watch import Progress, Watch
from leadtui.actions.naming import OWN_IDS
from leadtui.domain.fields import Kind
from leadtui.domain.incoming import Act, OnDuplicate, Returning, Rules
from leadtui.domain.policy import shipped
from leadtui.domain.text import listed, plural
from leadtui.store import (
    BatchOutcome,
    Import,
    Rejected,
    Session,
    check_rows,
    finish_import,
    import_batch,
    match_policy,
    owner_key,
    start_import,
)
from leadtui.store.import_checking import Asked, Known
from leadtui.store.import_deciding import Entry, Tally
from leadtui.store.import_trial import Trial
from leadtui.transfer.convert import Reject
from leadtui.transfer.rejects import RejectsFile

_OWNERS = 5  # names of unknown owners that a summary tells


def here(before: Import) -> str:
    """What there is of a file that was imported before."""
    by = f"on {before.at:%Y-%m-%d} by {before.by}"
    if not before.done:
        what = f"import {before.id}, stopped after row {before.next_row:,}; as it was then, it goes on"
        return f"This file was imported before in part, {by} ({what})."
    return f"This file was imported before, {by} (import {before.id}): its records are here."


class Run:
    """One import under way and its counts.

    Args:
        session: where to store.
        opened: the file.
        options: as asked.
        watch: who is told.
        before: the import that the file came by already.
    """

    def __init__(
        self, session: Session, opened: Opened, options: Options, watch: Watch, before: Import | None
    ) -> None:
        self._session = session
        self._opened = opened
        self._options = options
        self._watch = watch
        self._started = time.monotonic()
        self._kind = opened.columns.kind
        self._import: int | None = None
        self._before = before
        self._extra: list[str] = []

    def _begin(self, rejects: RejectsFile) -> Reading:
        """A new passage through the file: all is counted from 0."""
        self._stored = self._refused = self._here = 0
        self._tally = Tally()
        self._owners: Counter[str] = Counter()
        self._reading = Reading(self._session, self._opened, self._options, rejects)
        self._rejects = rejects
        return self._reading

    def _warned(self) -> Iterator[str]:
        """That the file was here before; that its records are here twice only where they were stored."""
        if self._before is None:
            return
        told = here(self._before)
        doubled = self._stored and self._options.on_duplicate in (OnDuplicate.CREATE, OnDuplicate.ASK)
        if self._options.dry_run:
            yield f"{told[:-1]}; --again imports it once more."
        else:
            yield f"{told[:-1]}; they are here twice now." if doubled else told

    @property
    def stores_nothing(self) -> bool:
        """Whether a reject keeps all rows out."""
        return self._options.strict and self._rejected > 0

    @property
    def _rejected(self) -> int:
        return self._reading.rejected + self._refused

    def check(self, rejects: RejectsFile) -> None:
        """Go through the rows as an import would, the store's rules included, and store none."""
        for batch in self._begin(rejects).batches():
            self._look(batch)

    def _look(self, batch: Batch) -> None:
        self._settle(batch, BatchOutcome(range(0), check_rows(self._session, self._kind, batch.rows)))

    def try_out(self, rejects: RejectsFile) -> None:
        """The same, each row compared too: what would become of it."""
        reading = self._begin(rejects)
        updating = self._options.on_duplicate == OnDuplicate.UPDATE
        updating |= Act.UPDATE in self._options.choices.values()
        with self._known(None) as known:
            trial = Trial(self._session, self._kind, known, updating=updating)
            for batch, entries in reading.compared(known, reading.batches()):
                self._settle(batch, trial.batch(batch.rows, entries))
        if self.stores_nothing:
            self._stored, self._tally = 0, Tally()

    def store(self, rejects: RejectsFile) -> None:
        """Store the rows in batches, each whole or not at all."""
        reading = self._begin(rejects)
        digest = digest_of(self._opened, self._options)
        mapping = self._opened.columns.mapping
        begun = start_import(self._session, self._opened.path.name, digest, self._kind, mapping)
        self._import, self._stored = begun.id, begun.stored
        self._tally.add(begun.tally)
        batches = reading.batches(begun.next_row)
        if begun.next_row:
            stopped = f"Went on after row {begun.next_row:,}, where import {begun.id} was stopped"
            self._extra.append(f"{stopped}; all rejects of the file are listed anew.")
            self._pass(batches, begun.next_row)
        with self._known(begun.id) as known:
            for batch, entries in reading.compared(known, batches):
                self._commit(begun.id, known, batch, entries)
        self._link(begun.id)
        ended = finish_import(self._session, begun.id, rejected=self._rejected)
        # Where another process went through the same file too, its counts are there.
        self._stored, self._tally = (
            ended.stored,
            replace(ended.tally, unsure=self._tally.unsure, veiled=self._tally.veiled),
        )
        self._tell(reading.read, self._opened.table.meter.fraction)

    def _link(self, number: int) -> None:
        """Records of the same system may have come before those that they name."""
        system = self._opened.columns.system
        if system in OWN_IDS or not self._stored:
            return
        linked = link_earlier(self._session, number, self._kind, system)
        if linked:
            told = listed([plural(count, *NOUNS[kind]) for kind, count in linked.items()])
            self._extra.append(f"Linked to what came now: {told} that were here before.")

    def _pass(self, batches: Iterator[Batch], settled: int) -> None:
        """Rows that a stopped run settled: stored once, but its rejects are written whole again."""
        for batch in batches:
            self._look(batch)
            if batch.end >= settled:
                return

    def _known(self, number: int | None) -> Known:
        asked = OnDuplicate(self._options.on_duplicate)
        rules = Rules(shipped().duplicates, asked, Returning(self._options.returning))
        system = self._opened.columns.system if "external_id" in self._opened.columns.mapping else ""
        aside = self._opened.path.stat().st_size >= import_batches.ASIDE
        return Known(self._session, self._kind, Asked(rules, system, aside), number)

    def _commit(self, number: int, known: Known, batch: Batch, entries: Sequence[Entry]) -> None:
        if not batch.rows:
            return self._settle(batch, BatchOutcome(range(0)))
        outcome = import_batch(self._session, number, batch.rows, batch.end, known=known, entries=entries)
        if outcome.repeated:  # another process goes through the same file
            return self._look(batch)
        return self._settle(batch, outcome)

    def _settle(self, batch: Batch, outcome: BatchOutcome) -> None:
        """Count what became of a batch, write what the store refused of it, tell how far it is."""
        self._refuse(batch, outcome.rejected)
        self._stored += outcome.stored
        self._tally.add(outcome.tally)
        self._here += sum(any(like.same_id for like in one.found) for one in outcome.settled)
        if self._watch.marks and outcome.settled:
            lines, policy = self._reading.lines, match_policy(self._session)
            self._watch.marks(marked(self._session, self._kind, outcome.settled, lines, policy))
        if self._kind is Kind.LEAD:
            refused = {one.line for one in outcome.rejected}
            open_ones = (each for each in batch.ready if not each.closed and each.line not in refused)
            self._owners.update(str(owner) for each in open_ones if (owner := each.values.get("owner")))
        self._tell(batch.end, batch.fraction)

    def _refuse(self, batch: Batch, refused: Sequence[Rejected]) -> None:
        cells = {ready.line: ready.cells for ready in batch.ready} if refused else {}
        for one in refused:
            self._refused += 1
            heading = self._opened.columns.mapping.get(one.field, one.field)
            reason = f"{one.reason} {one.fix}".strip()
            self._rejects.write(Reject(one.line, heading, one.value, reason, cells[one.line]))
        self._rejects.flush()

    def _tell(self, rows: int, fraction: float) -> None:
        if self._watch.progress:
            spent = max(time.monotonic() - self._started, 0.001)
            self._watch.progress(Progress(rows, self._stored, self._rejected, fraction, rows / spent))

    def _unknown_owners(self) -> tuple[tuple[str, int], ...]:
        found: list[tuple[str, int]] = []
        for name, count in self._owners.most_common():
            if len(found) < _OWNERS and owner_key(self._session, name, active=False) is None:
                found.append((name, count))
        return tuple(found)

    def summary(self, rejects: Path | None) -> ImportSummary:
        """What became of every row."""
        opened, tally = self._opened, self._tally
        notes = notes_of(opened.table, opened.columns, opened.survey, self._reading.notes)
        return ImportSummary(
            import_id=self._import,
            kind=self._kind,
            rows=self._reading.read,
            stored=self._stored,
            rejected=self._rejected,
            updated=tally.updated,
            skipped=tally.skipped,
            similar=tally.similar,
            duplicates=tally.duplicates,
            returning=tally.returning,
            rejects_file=str(rejects) if rejects else None,
            mapping=opened.columns.mapping,
            unmapped=opened.columns.unmapped,
            encoding=opened.table.encoding,
            delimiter=opened.table.delimiter,
            system=opened.columns.system,
            seconds=time.monotonic() - self._started,
            dry_run=self._options.dry_run,
            strict=self._options.strict,
            notes=(*self._warned(), *self._extra, *self._decided(), *notes),
            unknown_owners=self._unknown_owners(),
        )

    def _decided(self) -> Iterator[str]:
        """Sentences on rows that are here already."""
        if self._here:
            told = f"{plural(self._here, 'row')} here already, by the id in {self._opened.columns.system}"
            done = {
                OnDuplicate.SKIP: "skipped",
                OnDuplicate.UPDATE: "what they say was brought into their records",
            }.get(
                OnDuplicate(self._options.on_duplicate),
                "here twice now; --on-duplicate skip leaves such rows out, update changes their records",
            )
            yield f"{told}: {done}."
        if self._tally.unsure:
            unsure = plural(self._tally.unsure, "duplicate")
            yield f"{unsure} stored, not updated: which record is meant only a person can say."
        if self._tally.veiled:
            veiled = plural(self._tally.veiled, "row")
            yield f"{veiled} stored as new: your role does not show you the records that they would change."
