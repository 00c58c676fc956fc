"""The life of an opportunity by its rules alone."""

import pytest

from leadtui.domain.customers import Opportunity
from leadtui.domain.fields import LOST_REASON
from leadtui.domain.results import Refusal
from leadtui.domain.sales import (
    NEEDS_NOTE,
    STAGES,
    Step,
    may,
    note_missing,
    reason_named,
    stage_beside,
    step_of,
)


@pytest.mark.parametrize(
    ("stage", "by", "there"),
    [
        ("develop", 1, "propose"), ("propose", 1, "close"), ("close", 1, None),
        ("close", -1, "propose"), ("develop", -1, None),
        ("qualify", 1, "develop"), (None, 1, "develop"), ("qualify", -1, None), (None, -1, None),
    ],
)  # fmt: skip
def test_the_stage_beside(stage: str | None, by: int, there: str | None) -> None:
    found = stage_beside(Opportunity(id=1, stage=stage), by)
    if there is None:
        assert isinstance(found, Refusal) and found.code == "stage"
    else:
        assert found == there


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("outcome", [None, "open", "won", "lost"])
def test_each_no_names_the_state_and_the_key(step: Step, outcome: str | None) -> None:
    no = may(step, Opportunity(id=7, outcome=outcome))
    live = outcome in (None, "open")
    assert (no is None) == (live != (step is Step.REOPEN))
    if no is not None:
        assert "Opportunity 7 is" in no.sentence and no.fix and no.command


def test_every_reason_is_found_by_code_and_by_label() -> None:
    for option in LOST_REASON:
        assert reason_named(option.code) == reason_named(option.label) == option
        no = note_missing(option, "")
        assert (no is None) == (option.code not in NEEDS_NOTE)
        assert note_missing(option, "said") is None
    assert len({option.number for option in LOST_REASON}) == len(LOST_REASON)


def test_the_keys_of_the_screens_are_steps() -> None:
    assert {step_of(name) for name in ("next_stage", "previous_stage", "win", "lose", "reopen")} == {
        Step.MOVE,
        Step.WIN,
        Step.LOSE,
        Step.REOPEN,
    }
    assert step_of("open") is None
    assert STAGES == ("develop", "propose", "close")
