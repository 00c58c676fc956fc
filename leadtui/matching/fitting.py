"""The model's numbers by the user's own records: expectation maximisation, no labels.

Uses numpy; runs where somebody asks for it, on up to some hundred thousand records with all their
neighbours (a thinned sample would have no duplicates left).
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from leadtui.matching.bulk import Scorer
from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_pairs import Ints, runs, within
from leadtui.matching.bulk_scored import Compared
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
    """The same for records and pairs that are at hand as columns."""
    scorer = Scorer(columns, start, _ALL)
    start = _with_chance(scorer, columns, start)
    scorer.use(start)
    start = _with_colleagues(scorer, columns, start)
    seen = scorer.persons(pairs)
    model = start
    for _ in range(_ROUNDS):
        before, model = model, _stepped(model, start, seen, len(columns))
        if _moved(before, model) < _STILL:
            break
    return model


def _with_chance(scorer: Scorer, columns: Columns, model: Model) -> Model:
    """What two random records share."""
    count = len(columns)
    if count < 2:
        return model
    dice = np.random.default_rng(2)
    one = dice.integers(0, count, _RANDOM)
    other = (one + dice.integers(1, count, _RANDOM)) % count
    seen = scorer.compared(one, other, screen=False)
    # In a small book some of the random pairs are duplicates.
    weight = 1.0 - _same(model, seen, count)
    return model._replace(other=_shares(model.other, model.other, _BY_CHANCE, seen, weight))


def _same(model: Model, seen: Compared, count: int) -> NDArray[np.float64]:
    """How likely each pair is one person."""
    bits = weights(model, _ALL, make=np.asarray)
    return np.asarray(posterior(person_odds(seen.levels, seen.rare, bits, model, count))[0])


def _with_colleagues(scorer: Scorer, columns: Columns, model: Model) -> Model:
    """What colleagues share, by pairs of one web domain or company whose last names differ."""
    one, other = _of_one_firm(columns)
    seen = scorer.compared(one, other, screen=False)
    # Of one person with two names is a colleague only who probably is somebody else.
    else_ = 1.0 - _same(model, seen, len(columns))
    return model._replace(
        colleagues=_colleagues(model, columns, float(else_.mean()) if len(else_) else 0.0),
        clan=_clan(model, columns, seen, else_),
        colleague=_shares(
            model.colleague, model.colleague, _OF_COLLEAGUES, seen, (seen.levels[1] == 4) * else_
        ),
    )


def _colleagues(model: Model, columns: Columns, share: float) -> float:
    """How many records of the same company a record has, of which so many are of somebody else."""
    names = columns.codes("company")
    firms = np.bincount(np.where(names != 0, names, columns.codes("brand")))[1:].astype(np.float64)
    pairs = float((firms * (firms - 1.0)).sum()) * share
    return (pairs + _PRIOR * model.colleagues) / (len(columns) + _PRIOR)


def _clan(model: Model, columns: Columns, seen: Compared, weight: NDArray[np.float64]) -> float:
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


def _stepped(model: Model, start: Model, seen: Compared, count: int) -> Model:
    """One round: how likely each pair is the same person, then the shares of levels among those."""
    same = _same(model, seen, count)
    rate = (2.0 * float(same.sum()) + _PRIOR * start.rate) / (count + _PRIOR)
    return model._replace(
        rate=min(max(rate, 0.01), _MOST),
        same=_shares(model.same, start.same, _LEARNED, seen, same),
    )


def _shares(
    now: Any, start: Any, fields: Sequence[str], seen: Compared, weight: NDArray[np.float64]
) -> dict[str, Table]:
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
