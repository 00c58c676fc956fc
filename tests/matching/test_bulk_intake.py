"""Rows of a file against a book, batch by batch: what they look like is what every pair weighed would say."""

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pytest

from leadtui.domain.match import EVIDENCE
from leadtui.matching import SHIPPED, Facts, counted, facts, keys, look, pack
from leadtui.matching.bulk_intake import Intake
from leadtui.matching.bulk_sketches import Sketches
from tests.matching.situations import SITUATIONS, Situation

ALL = frozenset(EVIDENCE)
LEAST = 0.5
FIRST = ("Anna", "Annika", "Peter", "Petra", "Jan", "Kate", "Robert", "Bob", "Maria", "", "K", "Tomas")
LAST = ("Smith", "Smyth", "Smithe", "Holm", "Lindqvist", "Lindkvist", "Garcia", "Rossi", "Russo", "Wang", "")
COMPANY = ("Acme GmbH", "Acme", "Adatum Oy", "Contoso", "Northwind Traders", "")
CITY = ("Malmö", "Porto", "Lyon", "")


class Book(NamedTuple):
    """Records by number, and who holds which key."""

    records: dict[int, Facts]
    holders: dict[int, list[int]]

    def read(self, numbers: Sequence[int]) -> list[tuple[int, str]]:
        return [(number, pack(self.records[number])) for number in sorted(numbers)]

    def postings(self, wanted: Iterable[int]) -> list[tuple[int, str]]:
        return [(key, ",".join(map(str, self.holders[key]))) for key in wanted if key in self.holders]


def book_of(records: Sequence[Facts]) -> Book:
    holders: defaultdict[int, list[int]] = defaultdict(list)
    numbered = {4 * id: record for id, record in enumerate(records, 1)}
    for number, record in numbered.items():
        for key, _ in keys(record):
            holders[key].append(number)
    return Book(numbered, holders)


def drawn(dice: random.Random) -> Facts:
    first, last, company = dice.choice(FIRST), dice.choice(LAST), dice.choice(COMPANY)
    email = f"{first}.{last}@{company.split()[0]}.example" if first and last and company else ""
    # A person's own: how many others use a number is counted among those that are looked at.
    phone = f"+46 70 555 {FIRST.index(first):02} {LAST.index(last):02}"
    return facts(
        "lead",
        {
            "first_name": first,
            "last_name": last,
            "company": company,
            "email": email if dice.random() < 0.6 else "",
            "phone": phone if dice.random() < 0.7 else "",
            "city": dice.choice(CITY),
        },
    )


def likes(book: Book, rows: Sequence[Facts], size: int, most: int) -> dict[int, dict[int, float]]:
    """By row what it looks like: numbers of records, of earlier rows -1 - place."""
    counts = Counter(key for record in book.records.values() for key in counted(record))
    intake = Intake(SHIPPED, ALL, LEAST, len(book.records), book.read, most)
    found: dict[int, dict[int, float]] = {}
    for at in range(0, len(rows), size):
        some = rows[at : at + size]
        pairs = [keys(row) for row in some]
        wanted = intake.begin(
            [pack(row) for row in some],
            [[key for key, _ in each] for each in pairs],
            [[votes for _, votes in each] for each in pairs],
        )
        uncounted = intake.postings(book.postings(wanted))
        intake.count({key: counts[key] for key in uncounted if key in counts})
        for row, each in intake.weigh().items():
            found[row] = {
                like.record if like.record >= 0 else -1 - like.row: like.probability for like in each
            }
    return found


@pytest.mark.parametrize("seed", range(3))
def test_a_row_looks_like_whoever_looks_like_it_one_by_one(seed: int) -> None:
    dice = random.Random(seed)
    book, row = book_of([drawn(dice) for _ in range(300)]), drawn(dice)
    everybody = list(book.records.values())
    counts = Counter(key for record in [*everybody, row] for key in counted(record))
    shared = {
        number for key, _ in keys(row) for number in book.holders.get(key, ()) if len(book.holders[key]) <= 80
    }
    scores = look(row, everybody, SHIPPED, counts, len(everybody) + 1, ALL)
    wanted = {
        number
        for number, score in zip(book.records, scores, strict=True)
        if score.probability >= 0.6 and number in shared
    }
    found = likes(book, [row], 1, 1000)
    assert wanted <= found.get(0, {}).keys()


@pytest.mark.parametrize("seed", range(3))
def test_records_that_are_left_and_read_again_change_nothing(seed: int) -> None:
    dice = random.Random(seed)
    book = book_of([drawn(dice) for _ in range(150)])
    rows = [drawn(dice) for _ in range(120)]
    kept, left = likes(book, rows, 20, 10_000), likes(book, rows, 20, 0)
    assert sum(map(len, kept.values())) > 20
    assert left.keys() == kept.keys()
    for row, each in kept.items():
        assert left[row] == pytest.approx(each)


def test_a_row_looks_like_an_earlier_one_of_another_batch_and_of_its_own() -> None:
    dice = random.Random(1)
    one = facts("lead", {"first_name": "Zoe", "last_name": "Quist", "email": "zoe@quist.example"})
    found = likes(book_of([drawn(dice) for _ in range(50)]), [one, one, one], 2, 100)
    assert found[1].keys() >= {-1}
    assert found[2].keys() >= {-1, -2}


@pytest.mark.parametrize("case", SITUATIONS, ids=lambda case: case.name)
def test_no_named_situation_that_is_likely_falls_away(case: Situation) -> None:
    if case.wanted[0] < LEAST:
        return
    a, b = (facts(kind, values) for kind, values in zip(case.kinds, (case.a, case.b), strict=True))
    mine, theirs = dict(keys(a)), dict(keys(b))
    shared = sum(votes for key, votes in mine.items() if key in theirs)
    if not shared:
        return
    sketches = Sketches()
    one, other = sketches.add([pack(a), pack(b)])
    both = (one.reshape(1), other.reshape(1))
    votes = both[0] * 0 + shared
    assert sketches.promising(*both, votes).all()
    assert sketches.promising(both[1], both[0], votes).all()


def test_another_name_and_one_weak_key_is_nobody() -> None:
    sketches = Sketches()
    texts = [
        pack(facts("lead", {"first_name": first, "last_name": last, "company": "Acme"}))
        for first, last in (("Anna", "Lindqvist"), ("Peter", "Garcia"), ("", "Garcia"))
    ]
    numbers = sketches.add(texts)
    votes = numbers[:1] * 0 + 3
    assert not sketches.promising(numbers[:1], numbers[1:2], votes).any()
    assert sketches.promising(numbers[:1], numbers[2:], votes).all()  # a name is missing
    assert sketches.promising(numbers[:1], numbers[1:2], votes + 11).all()  # an address is shared
