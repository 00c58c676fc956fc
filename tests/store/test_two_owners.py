"""Two at once: of two who claim a lead one gets it; a turn is given to one alone."""

import multiprocessing
from collections import Counter
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

from colleagues import add
from making import another, done, standing, unlike
from repeats import long, times
from rule_books import ruled

from leadtui.domain.fields import Kind
from leadtui.domain.results import Done, Refusal
from leadtui.store import claim, create, open_session

RACES = times(10, 500)
USERS = ("mia", "ola")
Answer = tuple[int, str, str]


def take(target: str, user: str, leads: list[int], barrier: Barrier, answers: "Queue[Answer]") -> None:
    with open_session(target, user=user, login=user) as session:
        for lead in leads:
            barrier.wait(30)
            answer = claim(session, lead)
            answers.put((lead, user, "" if isinstance(answer, Done) else answer.sentence))


def enter(target: str, user: str, first: int, barrier: Barrier, answers: "Queue[Answer]") -> None:
    with open_session(target, user=user, login=user) as session:
        for number in range(first, first + RACES):
            barrier.wait(30)
            lead = done(create(session, Kind.LEAD, unlike(number, owner=None))).id
            answers.put((lead, user, standing(session, lead).owner or ""))


def both(target: str, work: object, arguments: tuple[object, object]) -> list[Answer]:
    context = multiprocessing.get_context("spawn")
    barrier, answers = context.Barrier(2), context.Queue()
    started = [
        context.Process(target=work, args=(target, user, each, barrier, answers))
        for user, each in zip(USERS, arguments, strict=True)
    ]
    for each in started:
        each.start()
    found: list[Answer] = [answers.get(timeout=60) for _ in range(2 * RACES)]
    for each in started:
        each.join(30)
        assert each.exitcode == 0
    return found


@long
def test_exactly_one_claims_it_and_the_other_is_told_who(target: str) -> None:
    with open_session(target, user="ada", login="ada") as session:
        for user in USERS:
            add(session, user, "rep")
        leads = [another(session, number, owner=None) for number in range(RACES)]
    found = both(target, take, (leads, leads))
    with open_session(target, user="ada", login="ada") as session:
        for lead in leads:
            said = {user: sentence for its, user, sentence in found if its == lead}
            (winner,) = (user for user, sentence in said.items() if not sentence)
            (loser,) = set(USERS) - {winner}
            assert standing(session, lead).owner == winner
            assert said[loser].startswith(f"{winner} claimed lead {lead} "), said
            assert isinstance(claim(session, lead), Refusal)


@long
def test_turns_are_even_though_two_write_at_once(target: str) -> None:
    with open_session(target, user="ada", login="ada") as session:
        for user in (*USERS, "ned"):
            add(session, user, "rep")
        ruled(session, more='\n[[assign]]\nid = "turns"\namong = ["mia", "ola", "ned"]\n')
    found = both(target, enter, (0, 5 * RACES))
    counts = Counter(owner for _, _, owner in found)
    assert counts.total() == 2 * RACES and max(counts.values()) - min(counts.values()) <= 1, counts
    in_order = [owner for _, _, owner in sorted(found)]
    assert in_order == [("mia", "ola", "ned")[place % 3] for place in range(2 * RACES)]
