"""The scan of a whole book: every likely pair of it found at once, and kept where writes keep theirs."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from leadtui.domain.text import plural
from leadtui.store import Session, rebuild_matches, refitting, scanning

_PORTION = 20_000  # rows of pairs a transaction


@dataclass(frozen=True, slots=True)
class ScanProgress:
    """How far a scan is.

    Attributes:
        phase: what it does, as a person reads it.
        fraction: 0 to 1 of this phase.
    """

    phase: str
    fraction: float

    @property
    def sentence(self) -> str:
        """Both in a few words."""
        return f"{self.phase} {self.fraction:.0%}"


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """What a scan found.

    Attributes:
        records: how many were compared.
        pairs: how many look the same, decided ones too.
        changed: how many rows of pairs are others than before.
        learned: whether the numbers were learned anew, None where nobody asked for it.
        whole: the pairs are these; else the rules were changed meanwhile and all of it is to be done again.
    """

    records: int
    pairs: int
    changed: int
    seconds: float
    learned: bool | None = None
    whole: bool = True

    @property
    def sentence(self) -> str:
        """The counts, for terminal and toast."""
        return self.told(self.pairs)

    def told(self, listed: int, *, limited: bool = False) -> str:
        """The counts, for who sees a list of the pairs.

        Args:
            listed: how many of the pairs are in it: only open ones are, of records that take part.
            limited: the list ends there because no more of it was asked for.
        """
        of = plural(self.records, "record")
        if listed >= self.pairs:
            said = f"{plural(self.pairs, 'pair')} of {of} look the same."
        elif limited:
            said = f"{plural(self.pairs, 'pair')} of {of} look the same, {listed:,} listed here."
        else:
            said = f"{listed:,} open of {plural(self.pairs, 'pair')} of {of} that look the same."
        again = "" if self.whole else " The rules were changed meanwhile: scan again to go by the new ones."
        return f"{said} Scanned in {self.seconds:.1f} s.{_LEARNED[self.learned]}{again}"


_LEARNED: Final = {
    None: "",
    True: " The numbers are this book's own now.",
    False: f" Below {refitting.LEAST:,} records the shipped numbers are better: they stay.",
}


Progress = Callable[[ScanProgress], None]


def scan(session: Session, progress: Progress | None = None, *, learn: bool = False) -> ScanSummary:
    """Compare all records of the book with each other and renew its pairs.

    Reads first, as of one moment, then writes in short transactions between which others write too.
    Whatever ends it midway, also an exception of `progress`, leaves a book that is right; the next scan
    begins anew.

    Args:
        session: the store; its connection is renewed on the way.
        progress: called now and then.
        learn: first learn the numbers to weigh by from the book itself (`store.refit`).

    Raises:
        StoreError: the store failed.
    """
    from leadtui.matching.bulk_scan import Scan  # numpy

    began = time.monotonic()

    def told(phase: str, fraction: float) -> None:
        if progress:
            progress(ScanProgress(phase, min(fraction, 1.0)))

    rebuild_matches(session, lambda done, all_: told("Building keys", done / max(all_, 1)), pairs=False)
    learned = None
    if learn:
        told("Learning from the book", 0.0)
        learned = refitting.refit(session) is not None
    book = Scan()
    with scanning.one_moment(session) as moment:
        for part, groups in enumerate(scanning.shared_keys(session)):
            book.groups(groups)
            told("Reading keys", part / 127)
        for rows in scanning.all_facts(session):
            book.records(rows)
            told("Reading records", len(book) / max(moment.records, 1))
        related = list(scanning.belonging(session))
    session.close()  # another process may take part now, and shares no connection with this one
    now = moment.state
    book.weigh(now.model, now.policy.evidence, now.policy.warn, lambda share: told("Weighing pairs", share))
    session.reconnect()
    book.without(related)
    changed, written, whole = 0, 0, True
    for low, high, pairs in book.pairs(_PORTION):
        renewed = scanning.renew_pairs(session, moment, low, high, pairs)
        if renewed is None:
            whole = False
            break
        changed += renewed
        written += len(pairs)
        told("Writing pairs", written / max(2 * book.found, 1))
    whole = whole and scanning.finish_scan(session, moment)
    return ScanSummary(len(book), book.found, changed, time.monotonic() - began, learned, whole)
