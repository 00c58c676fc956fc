"""A merge that fails at any statement leaves nothing; of two who merge the same pair one is told."""

from collections.abc import Callable
from multiprocessing import get_context
from typing import Any

import pytest
from colleagues import add
from making import a_lead, done
from repeats import LONG, long, times
from test_merging import KINDS, PAIRS, a_pair, whole

from leadtui.domain.fields import Kind
from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.store import Session, merge, merged_into, open_session, undo, unmerge, verify


class Broken(Exception):
    """The machine gave up at this statement."""


def break_at(store: Session, number: int, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Let the statement of that number fail; the answer says how many there were."""
    seen = 0

    def watched(original: Callable[..., Any]) -> Callable[..., Any]:
        def run(*args: Any) -> Any:
            nonlocal seen
            seen += 1
            if seen == number:
                raise Broken
            return original(*args)

        return run

    monkeypatch.setattr(store, "_execute", watched(store._execute))
    monkeypatch.setattr(store.dialect, "insert_many", watched(store.dialect.insert_many))
    return lambda: seen


def fail_everywhere(
    store: Session, act: Callable[[], Result], monkeypatch: pytest.MonkeyPatch
) -> tuple[Done, int]:
    """Let each statement of a command fail once, look that nothing stays, then let it through."""
    before, number = whole(store), 0
    while True:
        number += 1
        with monkeypatch.context() as patch:
            ran = break_at(store, number, patch)
            try:
                answer = act()
            except Broken:
                assert ran() >= number
            else:
                return done(answer), number
        assert whole(store) == before, number
        assert store.sql("SELECT count(*) FROM operation WHERE result IS NULL") == [(0,)], number
        if number % 8 == 0:
            assert verify(store).ok, number


@KINDS
def test_a_merge_that_fails_at_any_statement_leaves_nothing(
    store: Session, kind: Kind, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = PAIRS[kind](store)
    before = whole(store)
    answer, statements = fail_everywhere(
        store, lambda: merge(store, kind, first, second, op_id="m"), monkeypatch
    )
    assert not answer.repeated and statements > 20
    assert merged_into(store, kind, second) == first
    assert store.sql("SELECT count(*) FROM merge") == [(1,)]
    fail_everywhere(store, lambda: unmerge(store, kind, second, op_id="u"), monkeypatch)
    assert whole(store) == before
    assert verify(store).ok


def test_an_undo_of_a_merge_that_fails_at_any_statement_leaves_it(
    store: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = a_pair(store)
    before = whole(store)
    done(merge(store, Kind.LEAD, first, second))
    fail_everywhere(store, lambda: undo(store), monkeypatch)
    assert whole(store) == before
    assert verify(store).ok


ROUNDS = times(20, 400)


def race(target: str, number: int, start: Any, answers: Any) -> None:
    """Merge pair after pair at the same moment as the other process, every third one the other way round."""
    outcomes: list[str] = []
    with open_session(target, user=f"rep{number}", login=f"rep{number}") as session:
        for turn in range(ROUNDS):
            pair = (2 * turn + 1, 2 * turn + 2)
            if number and turn % 3 == 0:
                pair = pair[::-1]
            versions = (1, 1) if turn % 2 else None
            start.wait(30)
            outcomes.append(word(merge(session, Kind.LEAD, *pair, versions=versions)))
    answers.put((number, outcomes))


def word(answer: Result) -> str:
    match answer:
        case Done():
            return "done"
        case Refusal(code=code):
            return code
        case Conflict():
            return "conflict"


@long
def test_of_two_who_merge_the_same_pair_one_wins_and_the_other_is_told(store: Session, target: str) -> None:
    for turn in range(ROUNDS):
        for which in range(2):
            own = {"last_name": f"Berg{turn}", "email": f"{which}@firm{turn}.example", "phone": None}
            a_lead(store, company=f"Firm {turn}", **own)
    for number in range(2):
        add(store, f"rep{number}")
    context = get_context("spawn")
    start, answers = context.Barrier(2), context.Queue()
    racers = [context.Process(target=race, args=(target, n, start, answers)) for n in range(2)]
    for racer in racers:
        racer.start()
    results = dict(answers.get(timeout=3_000 if LONG else 120) for _ in racers)
    for racer in racers:
        racer.join(30)
        assert racer.exitcode == 0
    for turn, pair in enumerate(zip(results[0], results[1], strict=True)):
        assert sorted((results[0][turn], results[1][turn])) == ["done", "merged"], pair
    assert store.sql("SELECT count(*) FROM merge") == [(ROUNDS,)]
    assert store.sql("SELECT count(*) FROM lead WHERE status_reason = 'merged'") == [(ROUNDS,)]
    assert verify(store).ok
