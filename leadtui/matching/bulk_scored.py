"""What is said of columns of pairs: how alike they are, and how likely the same."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from leadtui.matching.bulk_levels import Levels
from leadtui.matching.bulk_pairs import Ints, Mask
from leadtui.matching.bulk_rarity import Floats
from leadtui.matching.model import Rarity


class Scored(NamedTuple):
    """Pairs that are likely enough.

    Attributes:
        one, other: positions; the lower one first.
        probability: that both are the same.
        sure: an e-mail, phone or number is equal, and the names fit.
    """

    one: Ints
    other: Ints
    probability: Floats
    sure: Mask

    def where(self, kept: Mask) -> "Scored":
        """Those of the pairs."""
        return Scored(self.one[kept], self.other[kept], self.probability[kept], self.sure[kept])


class Compared(NamedTuple):
    """Pairs of persons, compared.

    Attributes:
        one, other: positions.
        levels: a column a field, in the order of `model.FIELDS`.
        rare: what the values' frequencies add.
    """

    one: Ints
    other: Ints
    levels: tuple[Levels, ...]
    rare: Rarity


def joined(parts: Sequence[Scored]) -> Scored:
    """At least one part: the pairs of all of them."""
    return Scored(
        np.concatenate([part.one for part in parts]),
        np.concatenate([part.other for part in parts]),
        np.concatenate([part.probability for part in parts]),
        np.concatenate([part.sure for part in parts]),
    )
