"""Footer, belt and status line."""

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color

from leadtui.commands import of_scope
from leadtui.widgets.belt import Belt
from leadtui.widgets.key_line import Key, fitting
from leadtui.widgets.signs import TWINS

HOSTILE = "a\x1b]52;c;aGk=\x07b\x9b2J\u202ec\x00d\u200b"


@pytest.mark.parametrize(
    "scope", ["list", "closed", "records", "detail", "record", "report", "desk", "clusters"]
)
def test_help_is_never_clipped(scope: str) -> None:
    commands = sorted((c for c in of_scope(scope) if c.footer), key=lambda c: c.footer)
    keys = [Key(c.key, c.label, kept=c.id == "help") for c in commands]
    for width in range(8, 140):
        shown = fitting(keys, width)
        assert shown[-1].label == "help"
        assert sum(k.width for k in shown) + 2 * (len(shown) - 1) <= width


def test_the_belt_lets_no_control_bidi_or_invisible_character_pass() -> None:
    out = Belt().apply([Segment(HOSTILE, Style())], Color(0, 0, 0))
    assert out[0].text == "a]52;c;aGk=b2Jcd"


def test_the_belt_leaves_clean_lines_alone() -> None:
    line = [Segment("Ana 王 ● …", Style())]
    assert Belt().apply(line, Color(0, 0, 0)) is line


def test_ascii_turns_each_sign_into_a_twin_of_one_cell() -> None:
    out = Belt(ascii=True).apply([Segment("".join(TWINS), None)], Color(0, 0, 0))
    assert out[0].text.isascii()
    assert len(out[0].text) == len(TWINS)
