"""What becomes of each row of an import: what it looks like as it stands now, and what was asked for.

One `Deciding` goes with an import from its first batch to its last: it knows what became of the rows so
far. The same goes through a dry run, which stores nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from leadtui.domain.fields import Kind
from leadtui.domain.incoming import Act, Fate, Likeness, Mark, Rules, chosen, decide, withheld
from leadtui.domain.match import Ref
from leadtui.domain.states import State
from leadtui.store.import_matching import Standing, standings, unreadable
from leadtui.store.import_rows import ImportRow
from leadtui.store.match_index import Ready
from leadtui.store.match_state import code
from leadtui.store.session import Session


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a batch, made ready.

    Attributes:
        place: which row of the file it is, from 0 on.
        ready: what the index will hold of it.
        likes: all that it looks like, as it was found before the batch's turn came: records of the book,
            and earlier rows of the file.
        choice: what a person chose for it; None leaves it to the rules.
    """

    place: int
    row: ImportRow
    ready: Ready
    likes: tuple[Likeness, ...] = ()
    choice: Act | None = None


@dataclass(frozen=True, slots=True)
class Settled:
    """A row with what becomes of it.

    Attributes:
        found: what it looks like, each thing once, as it stands now.
    """

    entry: Entry
    fate: Fate
    found: tuple[Likeness, ...]


class Memory(NamedTuple):
    """What a `Deciding` knew at some moment: how many rows, and which leads were opened again."""

    rows: int
    opened: frozenset[int]


@dataclass(slots=True)
class Tally:
    """Rows by what they were, and by what was done with them."""

    updated: int = 0
    skipped: int = 0
    similar: int = 0
    duplicates: int = 0
    returning: int = 0
    unsure: int = 0
    veiled: int = 0

    def add(self, other: "Tally") -> None:
        """Count these too."""
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def mark(self, fate: Fate) -> None:
        """Count what a row was."""
        self.similar += fate.mark is Mark.SIMILAR
        self.duplicates += fate.mark is Mark.DUPLICATE
        self.returning += fate.mark is Mark.RETURNING
        self.unsure += fate.unsure
        self.veiled += fate.veiled


class Deciding:
    """Decides row by row, and remembers what became of them.

    Args:
        kind: of the file's records.
        rules: what was asked for.
        own: numbers of records that an earlier run of this import stored.
    """

    def __init__(self, kind: Kind, rules: Rules, own: Collection[int] = ()) -> None:
        self._own = own
        self._kind = kind
        self._rules = rules
        self._became: dict[int, Likeness | None] = {}  # by place; of stored rows a record once they have one
        self._opened: set[int] = set()  # numbers of leads that this import opens again

    def decide(
        self, session: Session, entries: Sequence[Entry], rejected: Collection[int] = ()
    ) -> list[Settled]:
        """What becomes of the rows of a batch; those that no record can hold become nothing.

        Args:
            session: the store; the answer is as of now.
            entries: the rows.
            rejected: places of those that no record can hold.
        """
        self._became.update(dict.fromkeys(rejected))
        now = standings(session, self._numbers(entries))
        return self._decide(entries, now, unreadable(session, now))

    def _decide(
        self, entries: Iterable[Entry], now: Mapping[int, Standing], veiled: Collection[int]
    ) -> list[Settled]:
        settled: list[Settled] = []
        for entry in entries:
            found = self._found(entry, now)
            fate = decide(self._kind, entry.row.closed is not None, found, self._rules)
            if entry.choice is not None:
                fate = chosen(fate, entry.choice)
            if (changed := _changed(fate)) and code(*changed) in veiled:
                fate = withheld(fate)
            self._remember(entry, fate)
            settled.append(Settled(entry, fate, found))
        return settled

    def memory(self) -> Memory:
        """What is known now."""
        return Memory(len(self._became), frozenset(self._opened))

    def recall(self, kept: Memory) -> None:
        """Forget what came since; each row comes once, and in its turn."""
        while len(self._became) > kept.rows:
            self._became.popitem()
        self._opened = set(kept.opened)

    def stored(self, place: int, id: int) -> None:
        """A row was stored under that number."""
        mine = self._became.get(place)
        if mine is not None and mine.ref is None:
            self._became[place] = mine._replace(ref=(self._kind, id))

    def record_of(self, place: int) -> int | None:
        """Id of the record that a row was stored as, or that took it in; None where there is none."""
        mine = self._became.get(place)
        return None if mine is None or mine.ref is None else mine.ref[1]

    def _numbers(self, entries: Iterable[Entry]) -> set[int]:
        """Numbers of all records that the rows look like."""
        refs = (
            like.ref or (known.ref if (known := self._became.get(like.row)) else None)
            for entry in entries
            for like in entry.likes
        )
        return {code(*each) for each in refs if each is not None}

    def _found(self, entry: Entry, now: Mapping[int, Standing]) -> tuple[Likeness, ...]:
        """What the row looks like: of rows what they became, each thing once and as it stands now.

        Not what it is linked to.
        """
        found: dict[object, Likeness] = {}
        linked = set(entry.row.linked) if entry.likes else set[Ref]()
        for like in entry.likes:
            known = self._of_record(like, now) if like.ref is not None else self._of_row(like, now)
            if known is None or known.ref in linked:
                continue
            key = known.ref or known.row
            before = found.get(key)
            if before is None or (known.same_id, known.probability) > (before.same_id, before.probability):
                found[key] = known
        return tuple(found.values())

    def _of_record(self, like: Likeness, now: Mapping[int, Standing]) -> Likeness | None:
        """A record as it stands; None where it is gone."""
        assert like.ref is not None
        number = code(*like.ref)
        if number not in now:
            return None
        own = 0 if number in self._own else like.row
        if number in self._opened:
            return like._replace(state=State.OPEN, became=(), row=own)
        return like._replace(state=now[number].state, became=now[number].became, row=own)

    def _of_row(self, like: Likeness, now: Mapping[int, Standing]) -> Likeness | None:
        """An earlier row as what it became: stored, or taken in by a record or an even earlier row."""
        became = self._became.get(like.row)
        if became is None:
            return None
        known = became._replace(probability=like.probability, sure=like.sure, same_id=False)
        # A record that was found in this very batch is as it stands already.
        if known.ref is not None and code(*known.ref) in now:
            return self._of_record(known, now)
        return known

    def _remember(self, entry: Entry, fate: Fate) -> None:
        place = entry.place
        if fate.act in (Act.CREATE, Act.RETURN):
            state = (
                None
                if self._kind is not Kind.LEAD
                else State(entry.row.closed[0] if entry.row.closed else "open")
            )
            self._became[place] = Likeness(None, 1.0, row=place, state=state)
            return
        assert fate.target is not None
        self._became[place] = fate.target
        if fate.act is Act.REACTIVATE and fate.target.ref is not None:
            self._opened.add(code(*fate.target.ref))


def _changed(fate: Fate) -> Ref | None:
    """The record of the book that the row is to be written to; what the file itself brought is none."""
    target = fate.target
    if target is None or target.row >= 0:
        return None
    if fate.act is Act.ACTIVITY:
        return target.became[0]
    return target.ref if fate.act in (Act.UPDATE, Act.REACTIVATE) else None


def without(entries: Iterable[Entry], numbers: Collection[int]) -> list[Entry]:
    """The rows without what they were found to be like of those records."""
    return [
        replace(
            entry, likes=tuple(like for like in entry.likes if not like.ref or code(*like.ref) not in numbers)
        )
        for entry in entries
    ]
