"""Duplicates of many at once: the scan of a whole book, and an import held against it.

``python -m benchmarks.bulk [--leads N] [--cache FOLDER]``; the book is the one of `benchmarks.matching`,
kept in the same folder. A tenth of it is taken out of the index again and imported from a file.
"""

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.book import Row
from benchmarks.children import home
from benchmarks.figures import Figure, print_how, print_table
from benchmarks.kept import CACHE, Book, shelved

_LOOK = 0.25  # seconds between two looks at memory
_PORTION = 2_000


def main() -> None:
    """Measure and print; a missed budget is printed, it fails nothing."""
    wants = argparse.ArgumentParser(prog="python -m benchmarks.bulk", description=__doc__)
    wants.add_argument("--leads", type=int, default=1_000_000, help="how many (default: 1,000,000)")
    wants.add_argument("--cache", type=Path, default=CACHE, help=f"where the book is kept (default: {CACHE})")
    wanted = wants.parse_args()
    with tempfile.TemporaryDirectory(prefix="leadtui-bench-") as folder:
        figures = measure(Path(folder), wanted.leads, wanted.cache)
    print_table(figures)
    print_how(figures)


def measure(folder: Path, count: int, cache: Path = CACHE) -> list[Figure]:
    """All figures of scan and import."""
    cache.mkdir(parents=True, exist_ok=True)
    book = Book(folder, count, cache)
    target = folder / "bulk.db"
    shelved(book, cache, target)
    return [*_scan(book, target), *_import(book, target)]


class Watched(NamedTuple):
    """How a program and all that it started did.

    Attributes:
        seconds: wall time.
        processor: seconds of processor time of all of them.
        peak: highest memory of all of them together in MB; what they share is counted once.
        load: of the machine when it began, by others.
        out: its standard output.
    """

    seconds: float
    processor: float
    peak: float
    load: float
    out: str

    @property
    def how(self) -> str:
        """The circumstances, for a figure's line."""
        return (
            f"{self.seconds:.1f} s wall, {self.processor:.1f} s of processor; "
            f"load of the machine before: {self.load:.1f}"
        )


def watch(words: Sequence[str], folder: Path) -> Watched:
    """Run ``leadtui`` with these words, and look at the memory of its processes meanwhile."""
    load, out = os.getloadavg()[0], folder / "out.txt"
    before, began, peak = os.times(), time.perf_counter(), 0.0
    with out.open("w") as said:
        child = subprocess.Popen(
            [sys.executable, "-m", "leadtui", *words], stdout=said, env={**os.environ, **home(folder)}
        )
        while child.poll() is None:
            peak = max(peak, sum(map(_memory, _family(child.pid))))
            time.sleep(_LOOK)
    seconds, after = time.perf_counter() - began, os.times()
    if child.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {child.returncode}")
    used = sum(after[2:4]) - sum(before[2:4])
    return Watched(seconds, used, peak, load, out.read_text())


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:  # it has ended
        return
    for each in children:
        yield from _family(int(each))


def _memory(pid: int) -> float:
    """Proportional set size: a page that several hold counts for each of them in part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _scan(book: Book, target: Path) -> Iterator[Figure]:
    run = watch(
        ["--db", str(target), "--as", "bench", "duplicates", "scan", "--limit", "0", "--json"], book.folder
    )
    yield Figure(
        f"scan of {book.count:,}",
        f"{run.seconds:.1f} s",
        f"`leadtui duplicates scan` whole, {run.how}; pairs at p >= .5:"
        f" {_accuracy(book.rows, _pairs(target))}",
        "under 50 s",
        run.seconds < 50,
    )
    yield Figure(
        "scan, peak memory",
        f"{run.peak:,.0f} MB",
        "all its processes together, pages that they share counted once, looked at four times a second",
        "under 1,400 MB",
        run.peak < 1400,
    )


def _pairs(target: Path) -> list[tuple[int, int]]:
    from leadtui.store import open_session

    with open_session(target, user="bench", login="bench") as session:
        rows = session.sql("SELECT record / 4, other / 4 FROM match_pair WHERE record < other")
    return [(one, other) for one, other in rows]


def _accuracy(rows: Sequence[Row], pairs: Iterable[tuple[int, int]]) -> str:
    """Precision, recall and their mean, over all pairs of rows of one entity."""
    sizes = Counter(row.entity for row in rows)
    there = sum(size * (size - 1) // 2 for size in sizes.values())
    right = wrong = 0
    for one, other in pairs:
        same = rows[one - 1].entity == rows[other - 1].entity
        right += same
        wrong += not same
    precision, recall = right / max(right + wrong, 1), right / max(there, 1)
    mean = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {mean:.3f}"


def _import(book: Book, target: Path) -> Iterator[Figure]:
    count = book.count // 10
    source, marks = book.folder / "tenth.csv", book.folder / "marks.csv"
    _write(source, book.rows[-count:])
    _take_out(target, range(book.count - count + 1, book.count + 1))
    words = ["--db", str(target), "--as", "bench", "import", str(source), "--json"]
    yield from _check(book, watch([*words, "--dry-run", "--marks", str(marks)], book.folder), count, marks)
    stored = watch(words, book.folder)
    told = json.loads(stored.out)
    assert told["stored"] == count, told
    yield Figure(
        f"import of {count:,} into {book.count - count:,}, stored",
        f"{count / stored.seconds:,.0f} rows/s",
        f"`leadtui import` whole, each row compared, stored with keys, pairs and events; {stored.how}, "
        f"{stored.peak:,.0f} MB",
    )


def _check(book: Book, run: Watched, count: int, marks: Path) -> Iterator[Figure]:
    told = json.loads(run.out)
    yield Figure(
        f"import of {count:,} against {book.count - count:,}, checked",
        f"{run.seconds:.1f} s",
        f"`leadtui import --dry-run` whole: read, converted, compared with the book and with each other; "
        f"{run.how}; {told['duplicates']:,} duplicates, {told['similar']:,} similar; "
        f"{_rows_told(book.rows, count, marks)}",
        "under 40 s",
        run.seconds < 40,
    )
    yield Figure(
        "import check, peak memory",
        f"{run.peak:,.0f} MB",
        "all its processes together, as above",
        "under 800 MB",
        run.peak < 800,
    )


def _rows_told(rows: Sequence[Row], count: int, marks: Path) -> str:
    """How many rows with a partner among the book and the rows before are marked, and how many others."""
    known = {row.entity for row in rows[:-count]}
    true: set[int] = set()
    for line, row in enumerate(rows[-count:], 2):
        if row.entity in known:
            true.add(line)
        known.add(row.entity)
    with marks.open(encoding="utf-8", newline="") as file:
        marked = {int(row["line"]) for row in csv.DictReader(file)}
    right = len(true & marked)
    return f"rows marked: precision {right / max(len(marked), 1):.3f}, recall {right / max(len(true), 1):.3f}"


def _write(path: Path, rows: Sequence[Row]) -> None:
    names = sorted({name for row in rows for name in row.values})
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(dict(row.values) for row in rows)


def _take_out(target: Path, ids: range) -> None:
    """Take leads out of the index of likenesses, as a merge or a withdrawal does."""
    from leadtui.domain.fields import Kind
    from leadtui.store import match_index, match_pairs, open_session
    from leadtui.store.match_state import code

    with open_session(target, user="bench", login="bench") as session, session.relaxed():
        for first in range(ids.start, ids.stop, _PORTION):
            codes = [code(Kind.LEAD, id) for id in range(first, min(first + _PORTION, ids.stop))]
            with session.transaction():
                match_index.remove(session, codes)
                match_pairs.forget(session, codes)


if __name__ == "__main__":
    main()
