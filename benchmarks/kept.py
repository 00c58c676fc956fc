"""The generated book of the duplicates' benchmarks, made once and kept in the user's cache folder.

Whatever it is made by has a part in the names of the files, so that a kept one is never an old one.
"""

import json
import os
import shutil
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Any

from platformdirs import user_cache_path

from benchmarks import book as books
from benchmarks import book_people, book_text, book_words, book_writing, shelving
from benchmarks.book import SEED, Row, shuffled
from benchmarks.shelving import shelve

PROBES = 1_000
_MAKERS = (books, book_people, book_text, book_words, book_writing)
CACHE = user_cache_path("leadtui-benchmarks", appauthor=False)


class Book:
    """A generated book, with leads kept aside to ask about."""

    def __init__(self, folder: Path, count: int, cache: Path) -> None:
        self.folder, self.count = folder, count
        self.kept = cache / "not made yet"
        rows = _rows(count + PROBES, cache)
        self.aside: list[Row] = rows[:PROBES]
        self.rows: list[Row] = rows[PROBES:]
        self._partners: dict[int, set[int]] = {row.entity: set() for row in self.aside}
        for number, row in enumerate(self.rows, 1):
            if row.entity in self._partners:
                self._partners[row.entity].add(number)
        self.probes = folder / "probes.json"
        self.probes.write_text(json.dumps([row.values for row in self.aside]))
        self.others = folder / "others.json"
        self.others.write_text(json.dumps([row.values for row in shuffled(5_000, SEED + 1)]))

    def leads(self) -> Iterator[dict[str, Any]]:
        """What is stored."""
        return (dict(row.values) for row in self.rows)

    def told(self, found: Sequence[Sequence[tuple[int, float]]]) -> str:
        """Recall and precision of warnings: every other record of the same person is a partner."""
        right = wrong = there = 0
        for row, matches in zip(self.aside, found, strict=False):
            partners = self._partners[row.entity]
            warned = {id for id, probability in matches if probability >= 0.5}
            there += len(partners)
            right += len(warned & partners)
            wrong += len(warned - partners)
        return f"recall {right / max(there, 1):.3f}, precision {right / max(right + wrong, 1):.3f} at p >= .5"


def _rows(count: int, cache: Path) -> list[Row]:
    """So many rows of the generated book, in the order in which they might have been entered."""
    kept = cache / f"rows-{count}-{_digest(*_MAKERS)}.jsonl"
    if kept.exists():
        with kept.open() as lines:
            return [Row(*json.loads(line)) for line in lines]
    rows = shuffled(count)
    part = kept.with_suffix(f".{os.getpid()}")
    with part.open("w") as lines:
        lines.writelines(f"{json.dumps(row)}\n" for row in rows)
    part.rename(kept)
    return rows


def shelved(book: Book, cache: Path, target: Path) -> float:
    """A copy of the SQLite file as it was kept, made first where it was not; the seconds its index took."""
    from leadtui.matching import VERSION
    from leadtui.store import migrations, schema, schema_4

    made_by = f"{_digest(*_MAKERS, shelving, schema, schema_4)}-{migrations.CURRENT}-{VERSION}"
    kept = cache / f"book-{book.count}-{made_by}.db"
    took = kept.with_suffix(".seconds")
    if not took.exists():  # written last
        for left in cache.glob(f"{kept.name}*"):
            left.unlink()
        took.write_text(str(shelve(kept, book.leads(), words=False)))
    book.kept = kept
    shutil.copyfile(kept, target)
    return float(took.read_text())


def _digest(*modules: ModuleType) -> str:
    """Stands for the sources of modules."""
    sources = (Path(str(module.__file__)).read_bytes() for module in modules)
    return sha256(b"".join(sources)).hexdigest()[:12]
