"""Duplicates of one lead against a whole book: how fast, beside what, and nobody slips through.

``python -m benchmarks.matching [--leads N] [--cache FOLDER]``; the book is generated, see
`benchmarks.book`. Making it takes minutes, so its rows and its SQLite file are kept for the next run
(`benchmarks.kept`), which works on copies of that file.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.figures import Figure, print_how, print_table
from benchmarks.kept import CACHE, PROBES, Book, shelved
from benchmarks.processes import bare, begin, beside, drop_pages, lines_of, next_line, postgres, run
from benchmarks.shelving import copy, shelve

COLD = 200
RIVALS = 12
RACES = 1_000
STARTS = 9
_CHECKS = f"{PROBES:,} leads that are not in the book, each as it would be typed"


def main() -> None:
    """Measure and print; a missed budget is printed, it fails nothing."""
    wants = argparse.ArgumentParser(prog="python -m benchmarks.matching", description=__doc__)
    wants.add_argument("--leads", type=int, default=1_000_000, help="how many (default: 1,000,000)")
    wants.add_argument("--cache", type=Path, default=CACHE, help=f"where the book is kept (default: {CACHE})")
    wanted = wants.parse_args()
    with tempfile.TemporaryDirectory(prefix="leadtui-bench-") as folder:
        figures = measure(Path(folder), wanted.leads, wanted.cache)
    print_table(figures)
    print_how(figures)


def measure(folder: Path, count: int, cache: Path = CACHE) -> list[Figure]:
    """All figures of one check, on SQLite and PostgreSQL."""
    cache.mkdir(parents=True, exist_ok=True)
    book = Book(folder, count, cache)
    figures = [*_sqlite(book, cache), *_rivals(book), *_races(book, str(folder / "races.db"), "SQLite")]
    with postgres() as fresh:
        url = fresh()
        copy(book.kept, url)
        figures.append(_checks(book, "PostgreSQL", url, 10))
        figures += _races(book, fresh(), "PostgreSQL")
    return figures


def _sqlite(book: Book, cache: Path) -> Iterator[Figure]:
    target = str(book.folder / "book.db")
    seconds = shelved(book, cache, Path(target))
    size = Path(target).stat().st_size / 1e6
    yield Figure(
        "index of the book",
        f"{seconds:,.0f} s",
        f"keys, facts and counts of {book.count:,} stored leads, by steps; the file has {size:,.0f} MB then",
    )
    first = _middle([run(book, target, 1)[0] for _ in range(STARTS)])
    yield Figure(
        "first answer after process start",
        f"{first * 1000:.0f} ms",
        f"a new process: Python, imports, opening the store, one check; median of {STARTS}; Python alone,"
        f" right after: {_middle([bare() for _ in range(STARTS)]) * 1000:.0f} ms",
        "under 150 ms",
        first < 0.15,
    )
    yield _checks(book, "SQLite, warm", target)
    drop_pages(Path(target))
    yield _checks(book, "SQLite, cold pages", target, 30, COLD)
    _, answer = run(book, target, PROBES)
    yield Figure(
        "memory added by checks",
        f"{answer['added']:.0f} MB",
        f"resident memory after {PROBES:,} checks less that after opening the store",
        "under 40 MB",
        answer["added"] < 40,
    )
    with beside(book, target):
        yield _checks(book, "SQLite, beside a writer", target, 5)


def _checks(book: Book, where: str, target: str, budget: int = 0, count: int = PROBES) -> Figure:
    _, answer = run(book, target, count)
    times: list[float] = sorted(answer["times"])
    p95 = _at(times, 0.95)
    said = f"p50 {_at(times, 0.5):.1f}, p99 {_at(times, 0.99):.1f}, max {times[-1] * 1000:.1f} ms,"
    said += f" of processor time p95 {_at(sorted(answer['cpu']), 0.95):.1f} ms"
    told = "" if "beside" in where else f"; {book.told(answer['found'])}"
    return Figure(
        f"one lead against {book.count:,}, {where}",
        f"p95 {p95:.1f} ms",
        f"{said}; {_CHECKS if count == PROBES else f'the first {count}, pages dropped by posix_fadvise'}"
        f"{told}",
        f"under {budget} ms" if budget else "",
        p95 < budget if budget else None,
    )


def _rivals(book: Book) -> Iterator[Figure]:
    plain = book.folder / "book.json"
    plain.write_text(json.dumps([row.values for row in book.rows]))
    for what, name in (("brute", "rapidfuzz over every name"), ("trigrams", "SQLite FTS5 trigram, ranked")):
        lines = lines_of(what, str(plain), str(book.probes), str(RIVALS))
        times: list[float] = sorted(json.loads(lines[-1])["times"])
        yield Figure(
            f"one lead by {name}",
            f"p50 {_at(times, 0.5):,.0f} ms",
            f"{RIVALS} of the same leads in the same run; all names in memory; only a ranking comes of it",
        )


def _races(book: Book, target: str, where: str) -> Iterator[Figure]:
    """Two processes enter the same persons, each at the same sign."""
    shelve(target, (dict(row.values) for row in book.rows[:1000]), words=False)
    people = book.folder / "races.json"
    people.write_text(json.dumps(_distinct(book, RACES)))
    both = [begin("enter", target, str(people), user) for user in ("one", "two")]
    for each in both:
        next_line(each)
    told, began = 0, time.perf_counter()
    for _ in range(RACES):
        for each in both:
            assert each.stdin is not None
            each.stdin.write(b"go\n")
            each.stdin.flush()
        (_, first, _), (_, _, seen) = sorted(json.loads(next_line(each)) for each in both)
        told += first in seen
    seconds = time.perf_counter() - began
    for each in both:
        each.wait(60)
    yield Figure(
        f"same person by two at once, {where}",
        f"{told:,} of {RACES:,} told",
        f"two processes create the same lead at one sign, {RACES:,} leads in {seconds:.0f} s; the answer of"
        " the one that comes second names the first",
        f"{RACES:,} of {RACES:,}",
        told == RACES,
    )


def _distinct(book: Book, count: int) -> list[dict[str, str]]:
    """Persons that can be known by something: a name and a way to reach them."""
    seen: set[int] = set()
    found: list[dict[str, str]] = []
    for row in book.rows[1000:]:
        known = row.values.get("last_name") and (row.values.get("email") or row.values.get("phone"))
        if known and row.entity not in seen and len(found) < count:
            seen.add(row.entity)
            found.append(dict(row.values))
    return found


def _at(times: Sequence[float], share: float) -> float:
    """Milliseconds below which that share of sorted times lies."""
    return times[min(int(len(times) * share), len(times) - 1)] * 1000


def _middle(times: Sequence[float]) -> float:
    return sorted(times)[len(times) // 2]


if __name__ == "__main__":
    main()
