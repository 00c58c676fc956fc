"""Programs of `benchmarks.matching`, each a process of its own: check, write, enter, and the two rivals.

``python -m benchmarks.checking WHAT ...``; answers are JSON on standard output.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from leadtui.domain.fields import Kind


def resident() -> float:
    """Resident memory of this process in MB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def check(target: str, probes: str, count: str) -> None:
    """Check so many records that are only being typed; says when the first answer is there."""
    from leadtui.store import duplicates_of, open_session

    with open_session(target, user="bench", login="bench") as session:
        before = resident()
        wanted = json.loads(Path(probes).read_text())[: int(count)]
        times: list[float] = []
        cpu: list[float] = []
        found: list[list[tuple[int, float]]] = []
        for number, values in enumerate(wanted):
            began, used = time.perf_counter(), time.process_time()
            alike = duplicates_of(session, Kind.LEAD, values)
            times.append(time.perf_counter() - began)
            cpu.append(time.process_time() - used)
            if not number:
                print("first", flush=True)
            found.append([(match.id, match.probability) for match in alike.matches])
        print(json.dumps({"times": times, "cpu": cpu, "added": resident() - before, "found": found}))


def write(target: str, others: str) -> None:
    """Enter leads without pause until we are ended."""
    from leadtui.store import create, open_session

    with open_session(target, user="bench", login="writer") as session:
        while True:
            for values in json.loads(Path(others).read_text()):
                create(session, Kind.LEAD, values)


def enter(target: str, probes: str, user: str) -> None:
    """Enter the same persons as another process does, each at the sign that comes on standard input."""
    from leadtui.store import create, open_session

    with open_session(target, user="bench", login=user) as session:
        wanted = json.loads(Path(probes).read_text())
        print("ready", flush=True)
        for values in wanted:
            sys.stdin.readline()
            done = create(session, Kind.LEAD, values)
            alike = [match.id for match in getattr(done, "alike", ())]
            print(json.dumps([getattr(done, "operation", 0), getattr(done, "id", 0), alike]), flush=True)


def brute(book: str, probes: str, count: str) -> None:
    """Compare with every name of the book, by rapidfuzz."""
    from rapidfuzz import fuzz, process

    names = [_named(values) for values in json.loads(Path(book).read_text())]
    times: list[float] = []
    for values in json.loads(Path(probes).read_text())[: int(count)]:
        began = time.perf_counter()
        process.extract(_named(values), names, scorer=fuzz.token_set_ratio, limit=20)
        times.append(time.perf_counter() - began)
    print(json.dumps({"times": times}))


def trigrams(book: str, probes: str, count: str) -> None:
    """Ask SQLite's own trigram index, ranked."""
    from peewee import sqlite3

    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE t USING fts5(name, tokenize='trigram')")
    rows = [(_named(values),) for values in json.loads(Path(book).read_text())]
    db.executemany("INSERT INTO t VALUES (?)", rows)
    times: list[float] = []
    for values in json.loads(Path(probes).read_text())[: int(count)]:
        name = _named(values).replace('"', " ")
        threes = {name[at : at + 3] for at in range(len(name) - 2)}
        asked = " OR ".join(f'"{three}"' for three in sorted(threes))
        began = time.perf_counter()
        db.execute("SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 20", (asked,)).fetchall()
        times.append(time.perf_counter() - began)
    print(json.dumps({"times": times}))


def _named(values: dict[str, str]) -> str:
    return " ".join(values.get(name) or "" for name in ("first_name", "last_name", "company", "email"))


PROGRAMS: dict[str, Callable[..., None]] = {
    each.__name__: each for each in (check, write, enter, brute, trigrams)
}

if __name__ == "__main__":
    from leadtui.cli.quick import lighten

    lighten(sys.argv)  # as the product starts
    PROGRAMS[sys.argv[1]](*sys.argv[2:])
