"""What makes two records the same: plain values in, probabilities and reasons out.

Knows no database and no domain record. Use: `facts` of each record, its `keys` and `counted` values
into an index; then `look` at the records that share a key, and `explain` what it found. Comparing
loads rapidfuzz, which is why those two import their room when they are called.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from leadtui.matching.facts import Facts, facts, lasting, pack, unpack
from leadtui.matching.keys import VERSION, count_key, counted, keys
from leadtui.matching.model import SHIPPED, Model

if TYPE_CHECKING:
    from leadtui.matching.explaining import Said
    from leadtui.matching.looking import Score

__all__ = [
    "SHIPPED",
    "VERSION",
    "Facts",
    "Model",
    "count_key",
    "counted",
    "explain",
    "facts",
    "keys",
    "lasting",
    "look",
    "pack",
    "unpack",
]


def look(
    probe: Facts,
    others: Sequence[Facts],
    model: Model,
    counts: Mapping[int, int],
    total: int,
    evidence: frozenset[str],
) -> "list[Score]":
    """A score for each other record, in their order; see `leadtui.matching.looking.look`."""
    from leadtui.matching.looking import look as run

    return run(probe, others, model, counts, total, evidence)


def explain(probe: Facts, other: Facts, score: "Score") -> "tuple[tuple[Said, ...], tuple[Said, ...]]":
    """The three strongest reasons, and what speaks against; see `leadtui.matching.explaining.explain`."""
    from leadtui.matching.explaining import explain as run

    return run(probe, other, score)
