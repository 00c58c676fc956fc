"""``python -m benchmarks [ROOM ...] [--leads N] [--book N]``: all figures, with how each was taken.

Rooms: ``desk`` (import, screen, qualify, open a plan), ``check`` (one lead against a book), ``bulk``
(import and scan against a book), ``accuracy`` (who is found, beside splink). Without a room all of them
are measured.
"""

import argparse
import os
import platform
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from benchmarks import importing, leads, opening, qualifying, screen
from benchmarks.figures import Figure, print_how, print_table


def main() -> None:
    """Measure and print; a missed budget is printed, it fails nothing."""
    wants = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    wants.add_argument("rooms", nargs="*", metavar="ROOM", help=f"some of: {', '.join(ROOMS)}")
    wants.add_argument("--leads", type=int, default=100_000, help="of the desk (default: 100,000)")
    wants.add_argument("--book", type=int, default=1_000_000, help="of the large book (default: 1,000,000)")
    wanted = wants.parse_args()
    if unknown := set(wanted.rooms) - ROOMS.keys():
        wants.error(f"no such room: {', '.join(sorted(unknown))}; there are {', '.join(ROOMS)}")
    print(
        f"\n{platform.platform(terse=True)}, Python {platform.python_version()}, {os.cpu_count()} processors"
    )
    for room in wanted.rooms or ROOMS:
        print(f"\n{room} ...\n", flush=True)
        with tempfile.TemporaryDirectory(prefix="leadtui-bench-") as folder:
            figures = list(ROOMS[room](Path(folder), wanted.leads, wanted.book))
        print_table(figures)
        print_how(figures)


def _desk(folder: Path, count: int, book: int) -> Iterable[Figure]:
    """All figures of the desk, on one store that the import makes."""
    source, target = folder / "leads.csv", folder / "leads.db"
    leads.write(source, count)
    yield from importing.measure(folder, source, target, count)
    yield from screen.first_rows(folder, target, count)
    yield from screen.keys(folder, target)
    yield from qualifying.measure(folder, target, _QUALIFIED)
    yield from opening.measure(folder, target, count)


def _check(folder: Path, count: int, book: int) -> Iterable[Figure]:
    from benchmarks import matching

    return matching.measure(folder, book)


def _bulk(folder: Path, count: int, book: int) -> Iterable[Figure]:
    from benchmarks import bulk

    return bulk.measure(folder, book)


def _accuracy(folder: Path, count: int, book: int) -> Iterable[Figure]:
    from benchmarks import accuracy

    return accuracy.measure(min(100_000, book), book)


_QUALIFIED = 500
ROOMS: dict[str, Callable[[Path, int, int], Iterable[Figure]]] = {
    "desk": _desk,
    "check": _check,
    "bulk": _bulk,
    "accuracy": _accuracy,
}

if __name__ == "__main__":
    main()
