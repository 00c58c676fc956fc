"""Two processes enter the same person at the same moment: the second one is told, always."""

import multiprocessing
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

from colleagues import add
from first_book import people
from making import done
from repeats import long, times

from leadtui.domain.fields import Kind
from leadtui.store import create, open_session

RACES = times(20, 1_000)
Answer = tuple[int, int, int, list[int]]


def enter(target: str, user: str, barrier: Barrier, answers: "Queue[Answer]") -> None:
    """One of the two: the same persons in the same order, each at a common start."""
    with open_session(target, user=user, login=user) as session:
        for number, values in enumerate(people(RACES * 10)[::10]):
            barrier.wait(30)
            answer = done(create(session, Kind.LEAD, values))
            answers.put((number, answer.operation, answer.id, [match.id for match in answer.alike]))


@long
def test_the_second_is_told(target: str) -> None:
    with open_session(target, user="ada", login="ada") as session:
        add(session, "mia")
    context = multiprocessing.get_context("spawn")
    barrier, answers = context.Barrier(2), context.Queue()
    both = [context.Process(target=enter, args=(target, user, barrier, answers)) for user in ("ada", "mia")]
    for each in both:
        each.start()
    told: dict[int, list[Answer]] = {}
    for _ in range(2 * RACES):
        answer = answers.get(timeout=60)
        told.setdefault(answer[0], []).append(answer)
    for each in both:
        each.join(30)
        assert each.exitcode == 0
    for race in told.values():
        (_, _, first, alike), (_, _, second, seen) = sorted(race, key=lambda answer: answer[1])
        assert seen[0] == first
        assert second not in alike
