"""Reasons in columns: how wide, which digit, what the arrows reach."""

import pytest
from textual.app import App, ComposeResult

from leadtui.widgets.reason_line import ReasonLine, digits, place_of, said_digits

TWELVE = [(f"code{n}", f"Reason number {n}") for n in range(1, 13)]


class Shown(App[None]):
    def __init__(self, reasons) -> None:
        super().__init__()
        self.reasons = reasons

    def compose(self) -> ComposeResult:
        yield ReasonLine(self.reasons)


@pytest.mark.parametrize("cells", [40, 60, 72])
async def test_no_reason_is_cut_while_there_is_room(cells: int) -> None:
    long = [*TWELVE[:9], ("tenth", "Would like to buy but has no budget")]
    async with Shown(long).run_test(size=(cells, 24)) as pilot:
        said = pilot.app.query_one(ReasonLine).render().plain
        assert "0 Would like to buy but has no budget" in said and "…" not in said


async def test_the_tenth_has_the_digit_0_and_arrows_reach_all() -> None:
    async with Shown(TWELVE).run_test(size=(72, 24)) as pilot:
        line = pilot.app.query_one(ReasonLine)
        assert " 0 Reason number 10" in line.render().plain
        reached = set()
        for _ in TWELVE:
            line.chosen = line.beside(1)
            reached.add(line.chosen)
        assert reached == {code for code, _ in TWELVE}
        line.chosen = "code1"
        assert (line.beside(0, 1), line.beside(0, -1)) == ("code5", "code1")


def test_the_digits_are_said() -> None:
    assert [place_of(key) for key in ("1", "9", "0", "a", None)] == [0, 8, 9, None, None]
    assert [digits(count) for count in (1, 9, 10, 12)] == ["1", "1-9", "1-9 0", "1-9 0 ↓ ↑"]
    assert said_digits(9) == "1 to 9" and said_digits(10) == "1 to 9, 0 the tenth"
