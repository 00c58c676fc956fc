"""Of two who merge the same pair one is told."""

from multiprocessing import get_context
from typing import Any

from colleagues import add
from making import a_lead
from repeats import LONG, long, times

from leadtui.domain.fields import Kind
from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.store import Session, merge, open_session, verify

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
