"""Import of generated leads, beside the least that reading and storing them could cost."""

from pathlib import Path

from benchmarks.children import home, run
from benchmarks.figures import Figure

# csv into one table of text, nothing checked, mapped, matched or journalled; committed by the thousand.
BARE = """
import csv, itertools, sys
try:
    from pysqlite3 import dbapi2 as sqlite3
except ImportError:
    import sqlite3
source, target = sys.argv[1:]
db = sqlite3.connect(target)
db.execute("PRAGMA journal_mode = WAL")
db.execute("PRAGMA synchronous = FULL")
with open(source, encoding="utf-8", newline="") as file:
    rows = csv.reader(file)
    headings = next(rows)
    db.execute(f"CREATE TABLE lead ({', '.join(f'c{n} TEXT' for n in range(len(headings)))})")
    insert = f"INSERT INTO lead VALUES ({', '.join('?' * len(headings))})"
    while batch := list(itertools.islice(rows, 1000)):
        with db:
            db.executemany(insert, batch)
"""


def measure(folder: Path, source: Path, target: Path, count: int) -> list[Figure]:
    """Import the file into a new store; the store stays for the other measurements."""
    words = ["-m", "leadtui", "--db", str(target), "import", str(source), "--json"]
    ours = run(words, home(folder))
    bare = run(["-c", BARE, str(source), str(folder / "bare.db")])
    rate, bare_rate = count / ours.seconds, count / bare.seconds
    return [
        Figure(
            "import",
            f"{rate:,.0f} rows/s",
            f"{count:,} generated leads, 16 columns, `leadtui import` whole, {ours.seconds:.1f} s wall, "
            f"{ours.processor:.1f} s of processor ({count / ours.processor:,.0f} rows each)",
            "at least 4,000",
            rate >= 4000,
        ),
        Figure(
            "bare csv + executemany",
            f"{bare_rate:,.0f} rows/s",
            f"the same file into one unchecked table, right after; the import takes "
            f"{ours.seconds / bare.seconds:.1f} x as long",
        ),
        Figure(
            "import, peak memory",
            f"{ours.peak:,.0f} MB",
            f"highest resident set of the importing process; the bare loop's: {bare.peak:,.0f} MB",
            "under 300",
            ours.peak < 300,
        ),
    ]
