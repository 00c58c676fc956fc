"""How often a test repeats itself: enough to fail where something is wrong, or the full numbers.

`make check` runs the first number of each pair; `make check-long` runs the tests marked `long`, and
only those, with ``LONG=1`` and thereby the second, which is the one that an issue names.
"""

import os

import pytest

LONG = os.environ.get("LONG", "") not in ("", "0")
long = pytest.mark.long


def times(check: int, full: int) -> int:
    """So often in this run."""
    return full if LONG else check
