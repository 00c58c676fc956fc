"""What falls away before names are compared would fall away once they were; shortcuts say what rules say."""

import random
from collections.abc import Callable

import numpy as np
import pytest

from leadtui.matching import SHIPPED, Facts, compare, facts, pack
from leadtui.matching.bulk import Scorer
from leadtui.matching.bulk_columns import Columns
from leadtui.matching.bulk_names import Names
from leadtui.matching.bulk_pairs import ends
from tests.matching.test_bulk import ALL, drawn, every_pair

LARGE, SMALL = 1_000_000, 1_000
PARTS = (
    "an", "bern", "bra", "card", "dor", "eau", "fer", "gal", "ho", "ini", "ka", "len", "mann", "ne", "or",
    "pell", "que", "ri", "sch", "tas", "th", "ul", "ver", "wick", "yo", "zu",
)  # fmt: skip


def name(dice: random.Random) -> str:
    word = "".join(dice.choices(PARTS, k=dice.choice((1, 2, 2, 3, 4))))
    return f"{word} {name(dice)}" if dice.random() < 0.15 else word


def slipped(word: str, dice: random.Random) -> str:
    """The same with some letters left out, doubled, moved or changed."""
    for _ in range(dice.choice((0, 1, 1, 2, 3))):
        at = dice.randrange(len(word))
        swapped = word[:at] + word[at : at + 2][::-1] + word[at + 2 :]
        changed = word[:at] + dice.choice("aeioulnrst ") + word[at + 1 :]
        word = dice.choice((word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], swapped, changed))
        word = " ".join(word.split()) or "x"
    return word


def names(dice: random.Random) -> list[str]:
    found = list[str]()
    for _ in range(120):
        one = name(dice)
        found += [one, slipped(one, dice), slipped(one, dice), one[: dice.randint(1, 4)]]
    return found


def person(first: str, last: str, **more: str) -> Facts:
    return facts("lead", {"first_name": first, "last_name": last, **more})


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("total", [SMALL, LARGE])
def test_who_falls_away_early_is_nobody(seed: int, total: int) -> None:
    dice = random.Random(seed)
    some = names(dice)
    columns = Columns()
    columns.add(pack(drawn(dice)) for _ in range(150))
    columns.add(pack(person(dice.choice(some), dice.choice(some), city="Porto")) for _ in range(150))
    columns.add(map(pack, (person("Garcia", "Lopez"), person("Ana", "Garcia Lopez"))))
    columns.settle(final=True)
    evidence = ALL if seed else ALL - {"company"}
    scorer = Scorer(columns, SHIPPED, evidence, total=total)
    every = scorer.alike_in_sort(every_pair([columns.row(0)] * len(columns)))
    kept = scorer.screen().promising(*ends(every))
    weighed = scorer.scored(every[~kept], 0.0)
    assert len(weighed.one) == 0
    assert 0.1 < kept.mean() < 0.9


def test_in_a_large_book_more_falls_away() -> None:
    dice = random.Random(1)
    columns = Columns()
    columns.add(pack(drawn(dice)) for _ in range(150))
    columns.settle(final=True)
    every = ends(every_pair([columns.row(0)] * 150))
    small, large = (
        Scorer(columns, SHIPPED, ALL, total=total).screen().promising(*every).sum()
        for total in (SMALL, LARGE)
    )
    assert large < small


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(("field", "rule"), [("first", compare.first), ("last", compare.last)])
def test_names_have_the_levels_that_the_rules_give_them(
    seed: int, field: str, rule: Callable[[str, str], int]
) -> None:
    dice = random.Random(seed)
    some = names(dice)
    columns = Columns()
    # Each is alone in its record: what stands beside it does not count here.
    columns.add(pack(Facts("lead", **{field: each})) for each in some)
    columns.settle(final=True)
    one, other = ends(every_pair([columns.row(0)] * len(some)))
    first, last, _ = Names(columns).levels(one, other)
    found: list[int] = (first if field == "first" else last).tolist()
    mine, theirs = list[int](one.tolist()), list[int](other.tolist())
    wanted = [rule(some[a], some[b]) for a, b in zip(mine, theirs, strict=True)]
    assert found == wanted
    assert min(np.bincount(found, minlength=max(wanted) + 1)[1:]) > 0
