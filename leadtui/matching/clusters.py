"""Records that are likely one and the same, grouped from the pairs that look alike.

Pairs make chains: that a looks like b and b like c does not say that a and c do. A group is cut at its
weakest link as long as its longest chain has more links than that allows: so many links, each as weak
as the weakest, would make its two ends less likely the same than not.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

LEAST: Final = 0.9
"""The least probability of a link. Source: reference measurements of matching, whole book."""
_EXACT: Final = 300  # members up to which the longest chain is looked for from each of them

Edge = tuple[int, int, float]


class Group(NamedTuple):
    """At least two records, ascending, and the probability of the weakest link that holds them together."""

    members: tuple[int, ...]
    weakest: float


def clusters(edges: Iterable[Edge], least: float = LEAST) -> list[Group]:
    """The groups that pairs of records make, each whole; by their lowest members.

    Args:
        edges: two different records and the probability that they are the same, each pair once or more.
        least: pairs below it link nothing.
    """
    kept = [edge for edge in edges if edge[2] >= least]
    open_groups = _parts(kept)
    found: list[Group] = []
    while open_groups:
        links = open_groups.pop()
        tree = _tree(links)
        weakest = tree[-1][2]
        if not _has_longer_chain(links, allowed(weakest)):
            found.append(Group(tuple(sorted({end for a, b, _ in tree for end in (a, b)})), weakest))
        else:
            open_groups += _cut(links, tree[:-1])
    return sorted(found)


def allowed(weakest: float) -> float:
    """How many links a chain may have, of which the weakest has that probability."""
    return math.inf if weakest >= 1 else math.log(0.5) / math.log(weakest)


class _Union:
    """Which records hang together so far."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def top(self, one: int) -> int:
        above = self._above
        while (next_one := above.get(one, one)) != one:
            above[one] = above.get(next_one, next_one)
            one = next_one
        return one

    def join(self, one: int, other: int) -> bool:
        """Whether they did not hang together yet."""
        one, other = self.top(one), self.top(other)
        if one != other:
            self._above[max(one, other)] = min(one, other)
        return one != other


def _parts(links: Sequence[Edge]) -> list[list[Edge]]:
    """The links of each group that hangs together."""
    union = _Union()
    for a, b, _ in links:
        union.join(a, b)
    parts: defaultdict[int, list[Edge]] = defaultdict(list)
    for edge in links:
        parts[union.top(edge[0])].append(edge)
    return list(parts.values())


def _tree(links: Sequence[Edge]) -> list[Edge]:
    """The strongest links that hold the group together, the weakest of them last."""
    union = _Union()
    ordered = sorted(links, key=lambda edge: (-edge[2], edge[0], edge[1]))
    return [edge for edge in ordered if union.join(edge[0], edge[1])]


def _cut(links: Sequence[Edge], tree: Sequence[Edge]) -> list[list[Edge]]:
    """The links of the parts that the tree without its weakest one leaves; a lone record is none."""
    union = _Union()
    for a, b, _ in tree:
        union.join(a, b)
    parts: defaultdict[int, list[Edge]] = defaultdict(list)
    for edge in links:
        if union.top(edge[0]) == union.top(edge[1]):
            parts[union.top(edge[0])].append(edge)
    return list(parts.values())


def _has_longer_chain(links: Sequence[Edge], most: float) -> bool:
    """Whether more than so many links lie between any two members."""
    beside: defaultdict[int, list[int]] = defaultdict(list)
    for a, b, _ in links:
        beside[a].append(b)
        beside[b].append(a)
    # From the farthest of any member: nearly always the two ends, at a cost that does not square.
    end, _ = _farthest(beside, next(iter(beside)))
    if _farthest(beside, end)[1] > most:
        return True
    return len(beside) <= _EXACT and any(_farthest(beside, member)[1] > most for member in beside)


def _farthest(beside: Mapping[int, Sequence[int]], start: int) -> tuple[int, int]:
    """A member that is farthest from there, and by how many links."""
    seen, border, steps = {start}, [start], 0
    while True:
        further = list(dict.fromkeys(n for member in border for n in beside[member] if n not in seen))
        if not further:
            return border[0], steps
        seen.update(further)
        border, steps = further, steps + 1
