"""Pairs on arrays are those that plain loops find."""

from collections import defaultdict
from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leadtui.matching.bulk_pairs import Groups, Ints, Mask, ends, pair_ids, runs, unique, within

POSTINGS = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 30)), max_size=120)


def columns(postings: set[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    ordered = np.array(sorted(postings), dtype=np.int64).reshape(-1, 2)
    return ordered[:, 0].copy(), ordered[:, 1].copy()


def holders(postings: set[tuple[int, int]]) -> dict[int, list[int]]:
    found: defaultdict[int, list[int]] = defaultdict(list)
    for key, position in sorted(postings):
        found[key].append(position)
    return found


@given(POSTINGS, st.integers(2, 12))
def test_within_finds_each_pair_once_and_passes_common_keys_by(
    postings: set[tuple[int, int]], common: int
) -> None:
    keys, positions = columns(postings)
    found = within(runs(keys), positions, common)
    groups = holders(postings).values()
    wanted = {pair for group in groups if len(group) <= common for pair in combinations(group, 2)}
    assert [tuple(map(int, pair)) for pair in zip(*ends(found), strict=True)] == sorted(wanted)


def test_pairs_are_numbers_and_come_apart_again() -> None:
    pairs = pair_ids(np.array([7, 2**31]), np.array([3, 5]))
    low, high = ends(pairs)
    assert (low.tolist(), high.tolist()) == ([3, 5], [7, 2**31])
    assert unique(np.array([3, 1, 3, 2, 1])).tolist() == [1, 2, 3]
    assert within(np.empty(0, np.int64), np.empty(0, np.int64)).tolist() == []


@given(POSTINGS)
def test_portions_give_all_pairs_that_are_worth_it(postings: set[tuple[int, int]]) -> None:
    keys, positions = columns(postings)
    groups = Groups(runs(keys), positions)
    portions = groups.portions(10, 2)
    found = [pair for low, high in portions for pair in groups.pairs(low, high, _odd)]
    every = within(runs(keys), positions)
    assert found == [pair for pair in every.tolist() if ((pair >> 32) + pair) % 2]
    assert len(groups) >= len(every)


def _odd(one: Ints, other: Ints) -> Mask:
    return (one + other) % 2 != 0
