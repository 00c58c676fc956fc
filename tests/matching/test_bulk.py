"""Scores on arrays are those of `look`, pair by pair."""

import random
from collections import Counter
from itertools import combinations

import numpy as np
import pytest

from leadtui.domain.match import EVIDENCE
from leadtui.matching import SHIPPED, Facts, counted, facts, look, pack
from leadtui.matching.bulk import Scorer
from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_pairs import Ints, ends, pair_ids

ALL = frozenset(EVIDENCE)

FIRST = (
    "", "Ann", "Anna", "Anne", "Bob", "Robert", "Rob", "J", "Jean Paul", "Jean", "J P", "Daniel", "Daniela",
    "Mario", "Maria", "Jo", "Je", "Catherine", "Kathrin", "Liz", "Elizabeth", "Smith", "Александр", "Li",
    "Holm", "Anna M.", "Anna K.", "Robert Q.", "Smith",
)  # fmt: skip
LAST = (
    "", "Smith", "Smyth", "Smithe", "Holm", "Holme", "Lindqvist", "Lindkvist", "Garcia Lopez", "Garcia",
    "S", "O'Neill", "ONeill", "Müller", "Mueller", "Ann", "Robert", "Smith Jr.", "Wang", "van der Berg",
    "Berg", "Lopez",
)  # fmt: skip
COMPANY = (
    "", "Acme GmbH", "Acme", "Acme Group", "ACME Software", "Acme Systems", "Adatum Oy", "Adatum", "Addatum",
    "International Business Machines", "IBM", "Studio 54", "Studio 55", "Bowne Ireland", "Bowne Japan",
    "Central Bakery", "Bakery Central", "Northwind Traders of the Very Long Name Indeed Limited", "Contoso",
)  # fmt: skip
HOSTS = (
    "acme.example", "acne.example", "adatum.example", "acme-trade-de.example", "acme-traed-de.example",
    "ibm.example", "acme6.example", "gmail.com", "web.de",
)  # fmt: skip
LOCAL = (
    "ann.smith",
    "asmith",
    "asmiht",
    "bob77",
    "bob78",
    "info",
    "sales",
    "a",
    "annika.lindqvist",
    "holm.ann",
    "robert.smith",
    "rsmith",
    "robert.smiht",
    "ann.smith77",
)
PHONES = (
    "",
    "+46 70 555 01 23",
    "070-555 01 23",
    "0705550124",
    "+46 40 555 01 00",
    "555 01 00 9",
    "5550123",
    "+46 40 555 01 77",
    "+46 40 555 02 77",
)
CITY = ("", "Malmö", "Malmoe", "Frankfurt", "Frankfurt am Main", "Porto", "Portos", "New York", "York")
STREET = (
    "",
    "Main Street 1",
    "Main St 1",
    "Main Street 2",
    "Hauptstraße 12",
    "Haupstr. 12",
    "12",
    "Kungsgatan 3",
)
POSTAL = ("", "12345", "12354", "12399", "99999", "SW1A 1AA", "SW1A1AB")
TOPIC = (
    "",
    "40 route planners",
    "route planners",
    "Handheld scanners",
    "handheld scanner",
    "Printers and ink",
)


def drawn(dice: random.Random) -> Facts:
    pick = dice.choice
    kind = dice.choices(("lead", "contact", "account", "opportunity"), (6, 3, 2, 1))[0]
    values: dict[str, object] = {
        "first_name": pick(FIRST),
        "last_name": pick(LAST),
        "company": pick(COMPANY),
        "name": pick(COMPANY),
        "email": f"{pick(LOCAL)}@{pick(HOSTS)}" if dice.random() < 0.7 else "",
        "phone": pick(PHONES),
        "mobile": pick(PHONES) if dice.random() < 0.4 else "",
        "website": pick(("", "", "www.acme.example", "https://adatum.example/x")),
        "city": pick(CITY),
        "street": pick(STREET),
        "postal_code": pick(POSTAL),
        "topic": pick(TOPIC),
        "birth": pick(("", "", "1970-05-06", "1970-06-05", "1971-05-06", "1990-01-01")),
        "identifier": pick(("", "", "", "4711001", "4711002", "99")),
    }
    if dice.random() < 0.3:
        values |= {"identifier": "", "external_system": "zoho", "external_id": pick(("1", "2"))}
    return facts(kind, values)


def one_by_one(records: list[Facts], evidence: frozenset[str], total: int) -> dict[tuple[int, int], float]:
    counts = Counter(key for record in records for key in counted(record))
    found: dict[tuple[int, int], float] = {}
    for at, record in enumerate(records):
        scores = look(record, records[at + 1 :] + records[:at], SHIPPED, counts, total, evidence)
        for other, score in enumerate(scores[: len(records) - at - 1], at + 1):
            found[at, other] = score.probability
    return found


def every_pair(records: list[Facts]) -> Ints:
    pairs = np.array(list(combinations(range(len(records)), 2)), dtype=np.int64)
    return pair_ids(pairs[:, 0], pairs[:, 1])


def in_bulk(records: list[Facts], evidence: frozenset[str], total: int) -> dict[tuple[int, int], float]:
    columns = Columns()
    half = len(records) // 2
    columns.add(map(pack, records[:half]))
    columns.settle()
    scorer = Scorer(columns, SHIPPED, evidence)
    scorer.scored(every_pair(records[:half]), 0.5)  # what is known by then is not what it is at last
    columns.add(map(pack, records[half:]))
    columns.settle()
    scorer.refresh(total=total)
    every = every_pair(records)
    one, other = ends(scorer.alike_in_sort(every))
    told = dict.fromkeys(zip(one.tolist(), other.tolist(), strict=True), 0.0)
    found = scorer.scored(every, 0.0)
    pairs = zip(found.one.tolist(), found.other.tolist(), strict=True)
    return told | dict(zip(pairs, found.probability.tolist(), strict=True))


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("total", [120, 200_000])
def test_every_pair_has_the_probability_that_look_gives_it(seed: int, total: int) -> None:
    dice = random.Random(seed)
    records = [drawn(dice) for _ in range(120)]
    evidence = ALL if seed < 4 else frozenset(dice.sample(EVIDENCE, 5))
    wanted, found = one_by_one(records, evidence, total), in_bulk(records, evidence, total)
    for pair, probability in found.items():
        a, b = (records[at] for at in pair)
        assert probability == pytest.approx(wanted[pair], abs=1e-6), (a, b)
    assert sum(probability > 0.5 for probability in wanted.values()) > (20 if total == 120 else 5)


@pytest.mark.parametrize("seed", range(3))
def test_what_is_left_out_early_would_not_have_been_likely_enough(seed: int) -> None:
    dice = random.Random(seed)
    columns = Columns()
    columns.add(pack(drawn(dice)) for _ in range(200))
    columns.settle(final=True)
    scorer, pairs = Scorer(columns, SHIPPED, ALL), every_pair([columns.row(0)] * 200)
    whole = scorer.scored(pairs, 0.0)
    for least in (0.05, 0.5, 0.9):
        found = scorer.scored(pairs, least)
        wanted = whole.where(whole.probability >= least)
        assert found.one.tolist() == wanted.one.tolist()
        assert found.other.tolist() == wanted.other.tolist()
        assert len(found.one) > 20


def test_a_record_comes_back_from_its_columns() -> None:
    dice = random.Random(8)
    records = [drawn(dice) for _ in range(40)]
    columns = Columns()
    columns.add(map(pack, records))
    columns.settle(final=True)
    assert [columns.row(at) for at in range(len(records))] == records


def test_nothing_gives_nothing() -> None:
    columns = Columns()
    columns.add(map(pack, [drawn(random.Random(1))]))
    columns.settle()
    found = Scorer(columns, SHIPPED, ALL).scored(np.empty(0, np.int64), 0.5)
    assert [len(column) for column in found] == [0, 0, 0, 0]
