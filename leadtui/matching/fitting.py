"""The model's numbers by the user's own records: expectation maximisation, no labels.

Uses numpy; runs where somebody asks for it, on up to some hundred thousand records with all their
neighbours (a thinned sample would have no duplicates left).
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np

from leadtui.matching.bulk import Scorer
from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_pairs import Ints, Mask, runs, within
from leadtui.matching.bulk_rarity import Floats
from leadtui.matching.bulk_scored import Compared
from leadtui.matching.clusters import clusters
from leadtui.matching.facts import Facts, pack
from leadtui.matching.keys import keys
from leadtui.matching.model import (
    EVIDENCE,
    FIELDS,
    SHIPPED,
    Model,
    Table,
    person_odds,
    posterior,
    weights,
)

_ALL: Final = frozenset(EVIDENCE.values())
_PRIOR: Final = 60.0  # earlier observations that the starting numbers stand for
_ROUNDS: Final = 25
_STILL: Final = 0.002  # no share moves more than that: done
_SURE: Final = 0.99  # of a link by which records are taken as one person
_LEARNED: Final = (
    "first", "last", "company", "email", "phone", "city", "street", "postal", "birth", "identifier", "topic",
)  # fmt: skip
_BY_CHANCE: Final = ("first", "last", "company", "city", "street", "postal", "birth", "topic")
_MOST: Final = 10.0  # duplicates a record
_RANDOM: Final = 600_000  # pairs
_OF_COLLEAGUES: Final = ("phone", "city", "street", "postal", "topic")


def fit(records: Sequence[Facts], start: Model = SHIPPED) -> Model:
    """The model that explains the records best, starting from (and held near) another one.

    Args:
        records: whole neighbourhoods: all records of the book, or of a part of it that shares no keys.
        start: stands for 60 earlier observations of each kind.
    """
    columns = Columns()
    columns.add(pack(record) for record in records)
    columns.settle()
    return fit_columns(columns, candidates(records), start)


def candidates(records: Sequence[Facts]) -> Ints:
    """The pairs of records that share a key."""
    found = [(key, at) for at, record in enumerate(records) for key, _ in keys(record)]
    if not found:
        return np.empty(0, np.int64)
    pairs = np.array(found, dtype=np.int64)
    pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
    return within(runs(pairs[:, 0]), pairs[:, 1])


def fit_columns(columns: Columns, pairs: Ints, start: Model = SHIPPED) -> Model:
    """The same for records and pairs that are at hand as columns.

    Two rounds: damaged records are damaged in many fields at once, while the score takes each field on its
    own, so the first one misses just the worst of them. Through a third record some are known even so, and
    the second round learns from these, too, how the same person differs, and what others share.
    """
    learner = _Learner(columns, pairs, start)
    model = learner.learned(start)
    learner.recognise(model)
    return learner.learned(model)


class _Learner:
    """The pairs that are learned from, compared once.

    Args:
        columns: the records, settled.
        pairs: those that share a key.
        start: the numbers that everything learned is held near.
    """

    def __init__(self, columns: Columns, pairs: Ints, start: Model) -> None:
        self._columns = columns
        self._start = start
        self._scorer = Scorer(columns, start, _ALL)
        self._random = self._scorer.compared(*_random(len(columns)), screen=False)
        self._of_firms = self._scorer.compared(*_of_one_firm(columns), screen=False)
        self._alike = self._scorer.persons(pairs)
        self._persons = np.arange(len(columns))

    def recognise(self, model: Model) -> None:
        """Take from now on as one person whoever surely is, be it through others."""
        seen, same = self._weighed(model, self._alike)
        sure = np.flatnonzero(same >= _SURE)
        edges = zip(seen.one[sure].tolist(), seen.other[sure].tolist(), same[sure].tolist(), strict=True)
        for group in clusters(edges, _SURE):
            self._persons[list(group.members)] = group.members[0]

    def learned(self, model: Model) -> Model:
        """The model that explains the pairs best, starting from there."""
        model = self._with_colleagues(self._with_chance(model))
        self._scorer.use(model)
        seen = self._scorer.weighed_again(self._alike)
        known = self._known(seen)
        for _ in range(_ROUNDS):
            before, model = model, self._stepped(model, seen, known)
            if _moved(before, model) < _STILL:
                break
        return model

    def _with_chance(self, model: Model) -> Model:
        """What two random records share."""
        # In a small book some of the random pairs are duplicates.
        seen, same = self._weighed(model, self._random)
        return model._replace(
            other=_shares(self._start.other, self._start.other, _BY_CHANCE, seen, 1.0 - same)
        )

    def _with_colleagues(self, model: Model) -> Model:
        """What colleagues share, by pairs of one web domain or company whose last names differ."""
        start = self._start
        seen, same = self._weighed(model, self._of_firms)
        # Of one person with two names is a colleague only who probably is somebody else.
        else_ = 1.0 - same
        apart = (seen.levels[1] == 4) * else_
        return model._replace(
            colleagues=_colleagues(start, self._columns, float(else_.mean()) if len(else_) else 0.0),
            clan=_clan(start, self._columns, seen, else_),
            colleague=_shares(start.colleague, start.colleague, _OF_COLLEAGUES, seen, apart),
        )

    def _weighed(self, model: Model, seen: Compared) -> tuple[Compared, Floats]:
        """Pairs, and how likely each is one person."""
        self._scorer.use(model)
        seen = self._scorer.weighed_again(seen)
        return seen, np.where(self._known(seen), 1.0, _same(model, seen, len(self._columns)))

    def _known(self, seen: Compared) -> Mask:
        """Which pairs are recognised as one person."""
        return self._persons[seen.one] == self._persons[seen.other]

    def _stepped(self, model: Model, seen: Compared, known: Mask) -> Model:
        """One step: how likely each pair is the same person, then the shares of levels among those."""
        start, count = self._start, len(self._columns)
        same = np.where(known, 1.0, _same(model, seen, count))
        rate = (2.0 * float(same.sum()) + _PRIOR * start.rate) / (count + _PRIOR)
        return model._replace(
            rate=min(max(rate, 0.01), _MOST),
            same=_shares(model.same, start.same, _LEARNED, seen, same),
        )


def _random(count: int) -> tuple[Ints, Ints]:
    """Random pairs of so many records."""
    if count < 2:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    dice = np.random.default_rng(2)
    one = dice.integers(0, count, _RANDOM)
    return one, (one + dice.integers(1, count, _RANDOM)) % count


def _same(model: Model, seen: Compared, count: int) -> Floats:
    """How likely each pair is one person."""
    bits = weights(model, _ALL, make=np.asarray)
    return np.asarray(posterior(person_odds(seen.levels, seen.rare, bits, model, count))[0])


def _colleagues(model: Model, columns: Columns, share: float) -> float:
    """How many records of the same company a record has, of which so many are of somebody else."""
    names = columns.codes("company")
    firms = np.bincount(np.where(names != 0, names, columns.codes("brand")))[1:].astype(np.float64)
    pairs = float((firms * (firms - 1.0)).sum()) * share
    return (pairs + _PRIOR * model.colleagues) / (len(columns) + _PRIOR)


def _clan(model: Model, columns: Columns, seen: Compared, weight: Floats) -> float:
    """Bits by which two people of one company share a first name more often than two of the whole book."""
    first = columns.codes("first")
    first = first[first != 0]
    if not len(first):
        return model.clan
    shares = np.bincount(first) / len(first)
    chance = max(float((shares**2).sum()), 1e-9)
    apart = seen.levels[1] == 4
    shared = float(weight[apart & (seen.levels[0] == 1)].sum()) + _PRIOR * chance * 2**model.clan
    named = float(weight[apart & (seen.levels[0] > 0)].sum()) + _PRIOR
    return min(max(float(np.log2(shared / named / chance)), 0.0), 5.0)


def _of_one_firm(columns: Columns) -> tuple[Ints, Ints]:
    """Random pairs of records of one company, at most as many as there are records."""
    dice = np.random.default_rng(1)
    found: list[tuple[Ints, Ints]] = []
    for field in ("domain", "company"):
        codes = columns.codes(field).astype(np.int64)
        order = np.lexsort((dice.random(len(codes)), codes))
        order = order[codes[order] != 0]
        for step in (1, 2):
            one, other = order[:-step], order[step:]
            same = codes[one] == codes[other]
            found.append((one[same], other[same]))
    return np.concatenate([one for one, _ in found]), np.concatenate([other for _, other in found])


def _shares(now: Any, start: Any, fields: Sequence[str], seen: Compared, weight: Floats) -> dict[str, Table]:
    found = dict(now)
    for field in fields:
        levels = seen.levels[FIELDS.index(field)]
        prior = np.asarray(start[field])
        counts = np.bincount(levels, weights=weight, minlength=len(prior) + 1)[1:]
        smoothed = counts + _PRIOR * prior
        found[field] = tuple((smoothed / smoothed.sum()).tolist())
    return found


def _moved(before: Model, after: Model) -> float:
    return max(
        abs(a - b)
        for field, shares in before.same.items()
        for a, b in zip(shares, after.same[field], strict=True)
    )
