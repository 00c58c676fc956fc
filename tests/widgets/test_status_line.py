"""A sentence longer than the line loses its middle: what stands last is the key that helps."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadtui.domain.text import width
from leadtui.widgets.status_line import shortened


@pytest.mark.parametrize(
    "text, shown",
    [
        ("Read again.", "Read again."),
        (
            "q (qualify): lead 1234567 is disqualified and read-only. r reactivates it.",
            "q (qualify): lead 1234567 is disqual… r reactivates it.",
        ),
        (
            "Disqualified Dr. Jonas Lindqvist: no longer interested.  u takes it back",
            "Disqualified Dr. Jonas Lindqvist: no l… u takes it back",
        ),
        (
            "Sales manager may not act on many records at once (right bulk). Ask Ola or Mia.",
            "Sales manager may not act on many reco… Ask Ola or Mia.",
        ),
        (
            "A sentence that goes on and on without an end, or a key that helps",
            "A sentence that goes on and on without an end, or a ke…",
        ),
        (
            "Look. What is said last here is longer than any line of this screen is",
            "Look. What is said last here is longer than any line o…",
        ),
    ],
)
def test_the_end_stays(text: str, shown: str) -> None:
    assert shortened(text, 55) == shown


@given(st.text(max_size=120), st.integers(0, 80))
def test_it_never_takes_more_than_its_room_and_nothing_is_lost_where_it_fits(text: str, cells: int) -> None:
    shown = shortened(text, cells)
    assert width(shown) <= cells
    assert shown == text or width(text) > cells
