"""The frame that most comparators share: missing, the same, else as near as a rule says."""

from collections.abc import Callable
from functools import lru_cache, wraps

Compare = Callable[[str, str], int]


def levelled(kept: int = 0) -> Callable[[Compare], Compare]:
    """Makes a comparator of a rule for two values that differ.

    The level is 0 where one is missing, 1 where both are the same, else what the rule says. It gets the
    two in the order of the alphabet, so that the level is the same whichever comes first.

    Args:
        kept: so many answers are kept.
    """

    def made(rule: Compare) -> Compare:
        asked = lru_cache(maxsize=kept)(rule) if kept else rule

        @wraps(rule)
        def level(a: str, b: str) -> int:
            if not a or not b:
                return 0
            if a == b:
                return 1
            return asked(a, b) if a < b else asked(b, a)

        return level

    return made
