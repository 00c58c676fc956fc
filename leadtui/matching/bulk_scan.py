"""A whole book, weighed: its keys and facts taken in as they are read, its likely pairs given out."""

import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray

from leadtui.matching.bulk import Scorer
from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_pairs import COMMON, Groups, Ints, pair_ids, unique
from leadtui.matching.bulk_scored import Scored, joined
from leadtui.matching.bulk_screen import Screen
from leadtui.matching.model import Model

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

MILLION: Final = 1_000_000
_PORTION: Final = 20_000_000  # pairs looked at in a row; some tenth of them are in memory
_MANY: Final = 2_000_000  # from so many on another process helps
Share = Callable[[float], None]


class Scan:
    """The records of a book on their way to its likely pairs.

    Take in `groups` and `records`, then `weigh`; `pairs` gives what was found.
    """

    def __init__(self) -> None:
        self._columns = Columns()
        self._sizes: list[Ints] = []
        self._members: list[Ints] = []
        self._codes: list[Ints] = []
        self._found: Scored | None = None

    def __len__(self) -> int:
        return len(self._columns)

    def groups(self, rows: Iterable[tuple[int, str]]) -> None:
        """Take in records that share a key: how many, and their numbers, separated by commas."""
        sizes, texts = list[int](), list[str]()
        for size, text in rows:
            sizes.append(size)
            texts.append(text)
        self._sizes.append(np.array(sizes, dtype=np.int64))
        self._members.append(np.fromstring(",".join(texts), dtype=np.int64, sep=",") if texts else _NONE)

    def records(self, rows: Iterable[tuple[int, str]]) -> None:
        """Take in records by ascending number, with their packed facts."""
        rows = list(rows)
        self._codes.append(np.array([code for code, _ in rows], dtype=np.int64))
        self._columns.add(text for _, text in rows)

    def weigh(self, model: Model, evidence: frozenset[str], least: float, share: Share | None = None) -> None:
        """Weigh all pairs that share a key.

        Args:
            model: the numbers of the score.
            evidence: names of what counts.
            least: the least probability of a pair that is kept.
            share: called with how much is done, 0 to 1.
        """
        self._columns.settle(final=True)
        self._codes = [np.concatenate(self._codes) if self._codes else _NONE]
        groups = self._groups(self._codes[0])
        scorer = Scorer(self._columns, model, evidence)
        self._found = _weighed(scorer, groups, least, share)

    def _groups(self, codes: Ints) -> Groups:
        """The groups by positions; numbers without facts are in none."""
        sizes = np.concatenate(self._sizes) if self._sizes else _NONE
        self._sizes.clear()
        position = np.full(int(codes[-1]) + 2 if len(codes) else 1, -1, dtype=np.int32)
        position[codes] = np.arange(len(codes))
        parts = [position[np.minimum(part, len(position) - 1)] for part in self._members]
        self._members.clear()
        places = np.concatenate(parts) if parts else np.empty(0, np.int32)
        group = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)
        known = places >= 0
        if not known.all():
            places, group = places[known], group[known]
            sizes = np.bincount(group, minlength=len(sizes))
        if ((np.diff(places) <= 0) & (np.diff(group) == 0)).any():  # an engine gave them in no order
            places = places[np.lexsort((places, group))]
        return Groups(sizes, places, COMMON)

    def without(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Leave out pairs of numbers that belong together."""
        found, codes = self._weighed()
        ends = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
        places = np.searchsorted(codes, ends)
        inside = (places < len(codes)).all(axis=1)
        places, ends = places[inside], ends[inside]
        places = places[(codes[places] == ends).all(axis=1)]
        theirs = unique(pair_ids(places[:, 0], places[:, 1]))
        kept = ~np.isin(pair_ids(found.one, found.other), theirs)
        self._found = found.where(kept)

    def pairs(self, size: int) -> Iterator[tuple[int, int, list[tuple[int, int, int]]]]:
        """The pairs by portions of records: from which number, below which, and both ways each pair.

        Args:
            size: about so many pairs a portion.

        Yields:
            The bounds, and rows of number, other number, millionths, ascending.
        """
        found, codes = self._weighed()
        one, other = codes[found.one], codes[found.other]
        rows = np.empty((2 * len(one), 3), dtype=np.int64)
        rows[:, 0] = np.concatenate((one, other))
        rows[:, 1] = np.concatenate((other, one))
        rows[:, 2] = np.tile(np.rint(found.probability * MILLION).astype(np.int64), 2)
        rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
        low, at = 0, 0
        while at < len(rows):
            last = min(at + size, len(rows)) - 1
            end = int(np.searchsorted(rows[:, 0], int(rows[last, 0]), "right"))
            high = int(rows[last, 0]) + 1
            yield low, high, [(a, b, p) for a, b, p in rows[at:end].tolist()]
            low, at = high, end
        yield low, sys.maxsize, []

    def __bool__(self) -> bool:
        return True

    @property
    def found(self) -> int:
        """How many pairs were found."""
        return len(self._weighed()[0].one)

    def _weighed(self) -> tuple[Scored, Ints]:
        if self._found is None:
            raise RuntimeError("weigh() comes first")
        return self._found, self._codes[0]


_NONE: Final[NDArray[np.int64]] = np.empty(0, np.int64)


def _weighed(scorer: Scorer, groups: Groups, least: float, share: Share | None) -> Scored:
    """All pairs weighed; every other portion of many by another process, where that is safe."""
    screen = scorer.screen()
    work = _Work(scorer, groups, screen, least)
    if len(groups) < _MANY or not may_fork():
        return work(groups.portions(_PORTION), share)
    portions = groups.portions(_PORTION, 2)
    here, there = get_context("fork").Pipe(duplex=False)
    other = get_context("fork").Process(target=_send, args=(there, work, portions[1::2]), daemon=True)
    other.start()
    there.close()
    try:
        mine = work(portions[::2], share)
        theirs: Any = here.recv()
    except BaseException:
        other.kill()
        raise
    finally:
        other.join()
        here.close()
    return joined((mine, theirs))


@dataclass(frozen=True, slots=True)
class _Work:
    """What weighs pairs, portion by portion."""

    scorer: Scorer
    groups: Groups
    screen: Screen
    least: float

    def __call__(self, portions: Sequence[tuple[int, int]], share: Share | None) -> Scored:
        found = [self.scorer.scored(_NONE, self.least)]
        for done, portion in enumerate(portions):
            pairs = self.groups.pairs(*portion, self.screen.promising)

            def told(behind: int, done: int = done, size: int = len(pairs)) -> None:
                if share:
                    share((done + behind / max(size, 1)) / len(portions))

            found.append(self.scorer.scored(pairs, self.least, told))
        return joined(found)


def _send(there: "Connection[Any, Any]", work: _Work, portions: Sequence[tuple[int, int]]) -> None:
    there.send(work(portions, None))
    there.close()


def may_fork() -> bool:
    """Whether another process can go on with what is in memory here: this one has one thread only."""
    if not sys.platform.startswith("linux") or (os.cpu_count() or 1) < 2:
        return False
    tasks = sum(1 for _ in Path("/proc/self/task").iterdir())
    return threading.active_count() == 1 and tasks == 1
