"""The lines of runs and of choices at any width: names first, nothing cut without its sign."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadtui.domain.bulk import Act, Asked, Phase, Run, Tally
from leadtui.domain.text import width
from leadtui.screens.bulk_lines import run_foot, run_line, runs_head
from leadtui.screens.choices import option_line
from leadtui.widgets.showing import Setting

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
AT = Setting(NOW, {}, {})
TALLY = Tally(done=14, queued=9, refused=1, conflict=3)
RUN = Run(
    3, "op", Asked(Act.DISQUALIFY, {"label": "no longer interested"}), "marked", "mia", NOW, Phase.ENDED,
    27, TALLY,
)  # fmt: skip
TITLE = "Disqualify 27 leads: no longer interested"


@pytest.mark.parametrize("cells", range(50, 121, 5))
def test_a_run_is_named_before_what_is_left_of_it(cells: int) -> None:
    line = run_line(RUN, AT, "finished", cells).plain
    assert width(line) <= cells
    assert TITLE[:19] in line
    assert line.index("Disqualify") == runs_head(cells).index("What")


def test_below_the_lines_all_of_it_is_said() -> None:
    assert RUN.title == TITLE
    assert run_foot(RUN) == f"{TITLE}. 14 of 27 done, 9 need you, 3 changed, 1 refused."


@given(st.text(max_size=90), st.text(max_size=60), st.integers(20, 80))
def test_an_option_never_takes_more_than_its_line(label: str, aside: str, cells: int) -> None:
    line = option_line(1, label, aside, cells)
    assert line.cell_length <= cells


def test_an_aside_that_would_be_cut_to_nothing_is_left_out() -> None:
    label = "7  Jonas Lindqvist  Juniper Print AB  jonas@juniperprint.example"
    assert option_line(4, label, "the whole line", 50).plain == f" 4  {label[:45]}…"
