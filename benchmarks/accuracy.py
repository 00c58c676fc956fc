"""How often the score is right, beside splink in the same run; nothing is trained on labels.

``python -m benchmarks.accuracy [--leads N] [--large N]``. Pairs are all true pairs of the set, those that no
key brings together included. Public sets that cannot be had are left out with a sentence.
"""

import argparse
import gc
import time
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks import labelled, splinking
from benchmarks.book import SEED
from benchmarks.figures import Figure, print_how, print_table
from benchmarks.labelled import Labelled, MissingError
from leadtui.matching import Model, facts, keys, pack
from leadtui.matching.bulk import Scorer
from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_pairs import Groups, Ints, runs
from leadtui.matching.bulk_scored import joined
from leadtui.matching.fitting import fit_columns
from leadtui.matching.model import EVIDENCE

BANDS: Final = ((0.05, 0.5), (0.5, 0.9), (0.9, 0.99), (0.99, 1.0))
ENOUGH: Final = 100  # pairs of a band that is judged
GAP: Final = 0.05
LEAST: Final = 0.05
_BLOCK: Final = 20_000  # rows
_PORTION: Final = 8_000_000  # pairs


class Answer(NamedTuple):
    """Pairs with their probabilities: positions, the lower one first."""

    one: Ints
    other: Ints
    probability: NDArray[np.float64]


def main() -> None:
    """Measure and print; a missed floor is printed, it fails nothing."""
    wants = argparse.ArgumentParser(prog="python -m benchmarks.accuracy", description=__doc__)
    wants.add_argument("--leads", type=int, default=100_000, help="of the generated book (default: 100,000)")
    wants.add_argument("--large", type=int, default=1_000_000, help="of the large one (default: 1,000,000)")
    wants.add_argument("--seed", type=int, default=SEED, help="of the generated books")
    wanted = wants.parse_args()
    figures = list(measure(wanted.leads, wanted.large, wanted.seed))
    print_table(figures)
    print_how(figures)


def measure(count: int, large: int, seed: int = SEED) -> Iterator[Figure]:
    """All figures; ``large`` 0 leaves the large book out."""
    sets: tuple[tuple[Callable[[], Labelled], float], ...] = (
        (labelled.febrl3, 0.999),
        (labelled.febrl4, 0.999),
        (labelled.fake_1000, 0.88),
    )
    for load, floor in sets:
        try:
            book = load()
        except MissingError as reason:
            yield Figure(f"F1 on {load.__name__}", "left out", str(reason))
            continue
        answer, _, _ = fitted(book)
        yield from _figures(book, answer, floor, "fitted to it without labels")
        yield _beside(book)
    book = labelled.generated(count, seed)
    answer, model, seconds = fitted(book)
    yield from _figures(book, answer, 0.96, f"fitted to it without labels in {seconds:.0f} s")
    yield _beside(book)
    del book, answer
    if large:
        gc.collect()
        book = labelled.generated(large, seed)
        shelf = Shelf(book)
        yield from _figures(book, shelf.scored(model), 0.955, f"by the numbers fitted to the {count:,}")


class Shelf:
    """The records of a book as columns, with the groups that share a key."""

    def __init__(self, book: Labelled) -> None:
        self.columns = Columns()
        found: list[tuple[Ints, Ints]] = []
        for start in range(0, len(book.rows), _BLOCK):
            records = [facts("lead", row) for row in book.rows[start : start + _BLOCK]]
            self.columns.add(map(pack, records))
            own = [[key for key, _ in keys(record)] for record in records]
            sizes = [len(each) for each in own]
            positions = np.repeat(np.arange(start, start + len(records)), sizes)
            found.append((np.array([key for each in own for key in each], dtype=np.int64), positions))
        self.columns.settle()
        every = np.concatenate([key for key, _ in found])
        holders = np.concatenate([positions for _, positions in found])
        order = np.argsort(every, kind="stable")
        self.groups = Groups(runs(every[order]), holders[order])

    def pairs(self) -> Ints:
        """All pairs that share a key."""
        found = [self.groups.pairs(*portion) for portion in self.groups.portions(_PORTION)]
        return np.concatenate(found) if found else np.empty(0, np.int64)

    def scored(self, model: Model) -> Answer:
        """The pairs that the product would show."""
        scorer = Scorer(self.columns, model, frozenset(EVIDENCE.values()))
        parts = [scorer.scored(np.empty(0, np.int64), LEAST)]
        worth = scorer.screen().promising
        parts += [
            scorer.scored(self.groups.pairs(*portion, worth), LEAST)
            for portion in self.groups.portions(_PORTION)
        ]
        whole = joined(parts)
        return Answer(whole.one, whole.other, whole.probability)


def fitted(book: Labelled) -> tuple[Answer, Model, float]:
    """What the score says with the numbers fitted to the book itself; these; the seconds of fitting."""
    shelf = Shelf(book)
    began = time.perf_counter()
    model = fit_columns(shelf.columns, shelf.pairs())
    seconds = time.perf_counter() - began
    return shelf.scored(model), model, seconds


# Judging


def _figures(book: Labelled, answer: Answer, floor: float, how: str) -> Iterator[Figure]:
    true, probability = judged(book, answer)
    precision, recall, value = f1(true, probability, book.pairs)
    yield Figure(
        f"F1 on {book.name}",
        f"{value:.4f}",
        f"precision {precision:.4f}, recall {recall:.4f} at p >= .5 of {book.pairs:,} true pairs; {how}",
        f"at least {floor:.3f}",
        value >= floor,
    )
    for low, high in BANDS:
        kept = (probability >= low) & ((probability < high) | (high == 1.0))
        if kept.sum() >= ENOUGH:
            said, seen = float(probability[kept].mean()), float(true[kept].mean())
            yield Figure(
                f"  p from {low:g} to {high:g}, {book.name}",
                f"{said:.3f} said, {seen:.3f} true",
                f"mean probability and share of true pairs, of {int(kept.sum()):,} pairs",
                f"gap under {GAP:g}",
                abs(said - seen) < GAP,
            )


def _beside(book: Labelled) -> Figure:
    what = f"  splink on {book.name}"
    began = time.perf_counter()
    try:
        answer = Answer(*splinking.predicted(book))
    except MissingError as reason:
        return Figure(what, "left out", str(reason))
    seconds = time.perf_counter() - began
    precision, recall, value = f1(*judged(book, answer), book.pairs)
    said = f"precision {precision:.4f}, recall {recall:.4f} at p >= .5"
    return Figure(
        what, f"{value:.4f}", f"{said}, trained and run in {seconds:.0f} s; see benchmarks/splinking.py"
    )


def judged(book: Labelled, answer: Answer) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Which of the pairs are true, and their probabilities; of two lists only pairs across count."""
    entities = np.array(book.entities)
    true, probability = entities[answer.one] == entities[answer.other], answer.probability
    if book.sides:
        sides = np.array(book.sides)
        across = sides[answer.one] != sides[answer.other]
        true, probability = true[across], probability[across]
    return true, probability


def f1(true: NDArray[np.bool_], probability: NDArray[np.float64], pairs: int) -> tuple[float, float, float]:
    """Precision, recall and F1 at p >= .5."""
    said = probability >= 0.5
    right = int((true & said).sum())
    precision, recall = right / max(int(said.sum()), 1), right / max(pairs, 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


if __name__ == "__main__":
    main()
