"""``python -m benchmarks [--leads N] [--keep FOLDER]``: all figures, with how each was taken."""

import argparse
import os
import platform
import tempfile
from pathlib import Path

from benchmarks import importing, leads, qualifying, screen
from benchmarks.figures import Figure, print_how, print_table


def main() -> None:
    """Measure and print; a missed budget is printed, it fails nothing."""
    wants = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    wants.add_argument("--leads", type=int, default=100_000, help="how many (default: 100,000)")
    wants.add_argument("--qualify", type=int, default=500, help="how many are qualified (default: 500)")
    wanted = wants.parse_args()
    with tempfile.TemporaryDirectory(prefix="leadtui-bench-") as folder:
        figures = measure(Path(folder), wanted.leads, wanted.qualify)
    system, python = platform.platform(terse=True), platform.python_version()
    print(f"\n{system}, Python {python}, {os.cpu_count()} processors\n")
    print_table(figures)
    print_how(figures)


def measure(folder: Path, count: int, qualified: int) -> list[Figure]:
    """All figures, on one store that the import makes."""
    source, target = folder / "leads.csv", folder / "leads.db"
    leads.write(source, count)
    figures: list[Figure] = []
    for what, job in (
        ("importing", lambda: importing.measure(folder, source, target, count)),
        ("opening", lambda: screen.first_rows(folder, target, count)),
        ("pressing keys", lambda: screen.keys(folder, target)),
        ("qualifying", lambda: qualifying.measure(folder, target, qualified)),
    ):
        print(f"{what} ...", flush=True)
        figures += job()
    return figures


main()
