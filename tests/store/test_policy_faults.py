"""A rule book, a judging or a tick that fails at any statement leaves what was there."""

from collections.abc import Callable
from typing import Any

import pytest
from making import a_lead, another, done
from rule_books import CREDIT, amended, ruled
from test_merge_faults import Broken, break_at

from leadtui.domain.results import Done, Result
from leadtui.store import Session, apply_policy, judge, judge_step, judging_due, policy, tick, verify

_LOOKED_AT = (
    "SELECT id, digest, body FROM policy ORDER BY id",
    "SELECT * FROM reason ORDER BY code",
    "SELECT key, value FROM meta ORDER BY key",
    "SELECT id, version, ready, done, total, policy, ticks FROM lead ORDER BY id",
    "SELECT id, hash FROM event ORDER BY id",
    "SELECT id, result FROM operation ORDER BY id",
)


def whole(store: Session) -> list[list[tuple[Any, ...]]]:
    return [store.sql(text) for text in _LOOKED_AT]


def fail_everywhere(store: Session, act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> object:
    before, number = whole(store), 0
    while True:
        number += 1
        with monkeypatch.context() as patch:
            ran = break_at(store, number, patch)
            try:
                return act()
            except Broken:
                assert ran() >= number
        assert whole(store) == before, number


def test_a_policy_that_fails_at_any_statement_is_not_in_force(
    store: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        another(store, number)
    text = amended(store, ('label = "Lost"', 'label = "Gone"'), ("warn = 0.5", "warn = 0.4"), more=CREDIT)

    def act() -> Result:
        # Another text each time: what a failed one said is in force nowhere, nor remembered.
        act.tries += 1  # type: ignore[attr-defined]
        return apply_policy(store, f"{text}# {act.tries}\n", op_id=f"P{act.tries}")  # type: ignore[attr-defined]

    act.tries = 0  # type: ignore[attr-defined]
    answer = fail_everywhere(store, act, monkeypatch)
    assert isinstance(answer, Done)
    assert answer.id == policy(store).version == 2
    assert policy(store).text.endswith(f"# {act.tries}\n")  # type: ignore[attr-defined]
    assert policy(store).text == store.sql("SELECT body FROM policy WHERE id = 2")[0][0]
    assert policy(store).item("credit") is not None
    fail_everywhere(store, lambda: judge_step(store, 2), monkeypatch)
    assert judging_due(store)
    assert judge(store) == 1
    assert [row[0] for row in store.sql("SELECT ready FROM lead ORDER BY id")] == [0, 0, 0]
    assert verify(store).ok


def test_a_tick_that_fails_at_any_statement_is_none(store: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    ruled(store, more=CREDIT)
    id = a_lead(store)
    answer = fail_everywhere(store, lambda: tick(store, id, "credit", op_id="T"), monkeypatch)
    assert isinstance(answer, Done) and not answer.repeated
    assert done(tick(store, id, "credit", op_id="T")).repeated
    assert verify(store).ok
