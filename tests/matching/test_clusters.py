"""Groups of records from pairs: whole where they hold, cut where a chain is too long."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from leadtui.matching.clusters import Group, allowed, clusters


def chain(length: int, probability: float) -> list[tuple[int, int, float]]:
    return [(n, n + 1, probability) for n in range(length)]


def test_pairs_that_share_a_record_make_one_group_by_the_lowest_first() -> None:
    edges = [(8, 9, 0.95), (3, 1, 0.99), (2, 3, 0.92), (5, 6, 0.89)]
    assert clusters(edges) == [Group((1, 2, 3), 0.92), Group((8, 9), 0.95)]


def test_the_weakest_link_is_the_weakest_that_is_needed() -> None:
    assert clusters([(1, 2, 0.99), (2, 3, 0.98), (1, 3, 0.91)]) == [Group((1, 2, 3), 0.98)]


def test_a_chain_is_never_longer_than_its_weakest_link_allows() -> None:
    assert clusters(chain(6, 0.9)) == [Group(tuple(range(7)), 0.9)]  # .9 ** 6 is more than a half
    weaker = chain(7, 0.9)
    weaker[2] = (2, 3, 0.9 - 1e-9)
    assert clusters(weaker, least=0.8) == [Group((0, 1, 2), 0.9), Group((3, 4, 5, 6, 7), 0.9)]
    assert len(clusters(chain(40, 0.995))) == 1


def test_who_all_look_alike_stay_together_however_many() -> None:
    edges = [(a, b, 0.9) for a, b in combinations(range(40), 2)]
    assert clusters(edges) == [Group(tuple(range(40)), 0.9)]


def test_a_member_that_is_cut_off_alone_is_in_no_group() -> None:
    edges = [*chain(7, 0.95)[1:], (0, 1, 0.9)]
    edges += [(n, n + 1, 0.95) for n in range(7, 9)]
    assert clusters(edges) == [Group(tuple(range(1, 10)), 0.95)]


def test_a_long_chain_of_many_is_cut_too() -> None:
    found = clusters(chain(900, 0.95))
    assert all(len(group.members) - 1 <= allowed(group.weakest) for group in found)


EDGES = st.lists(
    st.tuples(st.integers(0, 14), st.integers(15, 30), st.sampled_from((0.5, 0.9, 0.93, 0.99, 1.0))),
    max_size=60,
)


@given(EDGES)
def test_no_record_is_in_two_groups_and_each_hangs_together_by_its_links(
    edges: list[tuple[int, int, float]],
) -> None:
    found = clusters(edges)
    members = [member for group in found for member in group.members]
    assert len(members) == len(set(members))
    for group in found:
        strong = [e for e in edges if e[2] >= group.weakest and {e[0], e[1]} <= set(group.members)]
        reached = {group.members[0]}
        for _ in group.members:
            reached |= {end for a, b, _ in strong if a in reached or b in reached for end in (a, b)}
        assert reached == set(group.members)
