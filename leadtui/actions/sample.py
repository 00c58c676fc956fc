"""A sample book: some hundred leads that have lived through the real commands, the rest imported.

Every record is made by the store's own commands, so that the book has a journal, versions and
closing snapshots like a real one. The same seed and day give the same book.
"""

import heapq
import itertools
import random
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from itertools import islice

from leadtui import store
from leadtui.actions import sample_words as words
from leadtui.actions.sample_lives import REASONS, Customer, Life, SampleError, customer, must, old_times
from leadtui.actions.sample_people import Values, colleague, leads
from leadtui.domain.fields import Kind
from leadtui.domain.query import parse
from leadtui.domain.results import Result
from leadtui.domain.views import View, sort_of

__all__ = ["LIVED", "SampleError", "fill", "is_new"]

LIVED = 320  # leads that go through every command; enough to try everything, quick to make
_BATCH = 1_000
_FROM_CUSTOMERS = 0.15  # of the leads: what an old customer's other branches ask

Act = tuple[datetime, int, str, Callable[[store.Session], Result]]


def fill(session: store.Session, count: int = LIVED, seed: int = 1) -> None:
    """Fill a new store with ``count`` leads, and accounts, contacts, opportunities and activities.

    The acting user owns about a third of them.

    Raises:
        NotEmpty: there are records or colleagues already, and made-up ones would stand among them.
        StoreError: the store failed.
    """
    if not is_new(session):
        raise store.NotEmpty(
            f"{session.target} is in use: made-up leads would stand among your own.",
            "Name a new one: leadtui --db FILE init --sample 400.",
        )
    now = session.now()
    rng = random.Random(seed)
    with session.relaxed():
        _people(session)
        people = [login for login, *_ in words.PEOPLE]
        owners = (*[session.user] * 3, *people, words.TEAMS[0][0], None)
        lived = min(count, LIVED)
        _run(session, _lives(rng, session, now, lived, owners))
        _hand_over(session, now)
        _bulk(session, leads(rng, count - lived, owners), rng, now)


def is_new(session: store.Session) -> bool:
    """Whether nothing was recorded yet and nobody but the acting user is there."""
    people = [user.login for user in store.users(session)]
    return not store.stamp(session) and not store.teams(session) and people == [session.user]


def _people(session: store.Session) -> None:
    for code, name in words.TEAMS:
        must(store.team_add(session, code, name))
    for login, name, team in words.PEOPLE:
        if login != session.user:
            must(store.user_add(session, login, name, email=f"{login}@leadtui.example", teams=(team,)))
    mine = next(user for user in store.users(session) if user.login == session.user)
    must(store.user_role(session, mine.login, mine.role, (words.TEAMS[0][0],)))
    if mine.name == mine.login:
        called = next((name for login, name, _ in words.PEOPLE if login == mine.login), words.YOU)
        must(store.user_set(session, mine.login, {"name": called}))


def _hand_over(session: store.Session, now: datetime) -> None:
    """A colleague hands a few open leads to the acting user, who finds them unread, each with a word."""
    giver = next(login for login, *_ in words.PEOPLE if login != session.user)
    view = View(Kind.LEAD, parse(f"is:open -is:parked owner=={giver}"), sort_of("id"))
    for number, said in zip(store.view_ids(session, view, len(words.HANDED)), words.HANDED, strict=False):
        to = session.user
        with session.acting(giver, now):
            must(store.assign(session, number, to, said))


def _run(session: store.Session, acts: Iterator[Act]) -> None:
    """Carry the steps out in the order of their times, as the user of each."""
    queue = list(acts)
    heapq.heapify(queue)
    while queue:
        at, _, user, work = heapq.heappop(queue)
        with session.acting(user, at):
            must(work(session))


def _lives(
    rng: random.Random, session: store.Session, now: datetime, count: int, owners: Sequence[str | None]
) -> Iterator[Act]:
    order, today = itertools.count(), session.today()
    customers = [customer(rng, [login for login, *_ in words.PEOPLE]) for _ in range(count // 8)]
    for each in customers:
        for at, work in old_times(rng, now, each):
            yield at, next(order), each.owner, work
    for values in leads(rng, count, owners):
        of: Customer | None = None
        if customers and values["company"] and rng.random() < _FROM_CUSTOMERS:
            of = rng.choice(customers)
            values = colleague(rng, of.person, of.name) | {"owner": values["owner"]}
        life = Life(rng, today, now, values, of)
        for at, work in life.steps():
            yield at, next(order), life.actor, work


def _bulk(session: store.Session, people: Iterator[Values], rng: random.Random, now: datetime) -> None:
    """The rest of a big book: imported in batches, four in ten of them closed elsewhere."""
    rows = (_row(rng, now, line, values) for line, values in enumerate(people, 1))
    first = list(islice(rows, _BATCH))
    if not first:
        return
    mark = f"sample {now.isoformat()}"
    started = store.start_import(session, "sample", mark, Kind.LEAD, {})
    batch, position = first, 0
    while batch:
        position += len(batch)
        store.import_batch(session, started.id, batch, position)
        batch = list(islice(rows, _BATCH))
    store.finish_import(session, started.id)


def _row(rng: random.Random, now: datetime, line: int, values: Values) -> store.ImportRow:
    created = now - timedelta(days=rng.expovariate(1 / 120))
    values = {k: v for k, v in values.items() if v is not None} | {"created_at": created}
    chance = rng.random()
    if chance < 0.6:
        return store.ImportRow(line, values | _standing(rng, now))
    closed = min(now, created + timedelta(days=rng.uniform(1, 40)))
    reason = "qualified" if chance < 0.75 else rng.choice(REASONS)
    state = "qualified" if reason == "qualified" else "disqualified"
    return store.ImportRow(line, values, closed=(state, reason, closed))


def _standing(rng: random.Random, now: datetime) -> Values:
    """How an open lead stands: most were contacted, half have a day for what comes next."""
    chance, day = rng.random(), now.date()
    values: Values = {"status_reason": "contacted"} if rng.random() < 0.7 else {}
    if chance < 0.06:
        until = day + timedelta(days=rng.randrange(5, 60))
        return values | {"parked_until": until, "follow_up": until}
    if chance < 0.55:
        due = day + timedelta(days=int(rng.triangular(-20, 45, 4)))
        return values | {"follow_up": due, "follow_up_note": rng.choice(words.NEXT)}
    return values
