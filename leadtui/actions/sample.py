"""A sample book: some hundred leads that have lived through the real commands, the rest imported.

Every record is made by the store's own commands, so that the book has a journal, versions and
closing snapshots like a real one. The same seed and day give the same book.
"""

import heapq
import itertools
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import islice

from leadtui import store
from leadtui.actions import sample_words as words
from leadtui.actions.sample_people import Values, firm, leads, newcomer
from leadtui.domain.fields import Kind
from leadtui.domain.qualification import NONE, Request
from leadtui.domain.records import Activity
from leadtui.domain.results import Conflict, Done, Refusal, Result

LIVED = 400  # leads that go through every command; enough to try everything, quick to make
_BATCH = 1_000
_REASONS = ("no_longer_interested", "lost", "cannot_contact", "poor_fit", "invalid", "canceled", "other")

Step = tuple[datetime, int, str, Callable[[store.Session], Result]]


class SampleError(RuntimeError):
    """A command that the sample book counts on was refused: a mistake in this module."""


def fill(session: store.Session, count: int = LIVED, seed: int = 1) -> None:
    """Fill a new store with ``count`` leads, and accounts, contacts, opportunities and activities.

    The acting user owns about a third of them.

    Raises:
        StoreError: the store failed.
    """
    now = session.now()
    rng = random.Random(seed)
    _people(session)
    owners = (session.user, session.user, session.user, *(p[0] for p in words.PEOPLE), "north", None)
    lived = min(count, LIVED)
    _run(session, _lives(rng, session.today(), now, lived, owners))
    _bulk(session, leads(rng, count - lived, owners), rng, now)


def _people(session: store.Session) -> None:
    for code, name in words.TEAMS:
        _must(store.team_add(session, code, name))
    for login, name, team in words.PEOPLE:
        if login != session.user:
            _must(store.user_add(session, login, name, email=f"{login}@leadtui.example", teams=(team,)))


def _run(session: store.Session, steps: Iterable[Step]) -> None:
    """Carry the steps out in the order of their times, as the user of each."""
    queue = list(steps)
    heapq.heapify(queue)
    while queue:
        at, _, user, work = heapq.heappop(queue)
        with session.acting(user, at):
            _must(work(session))


def _lives(
    rng: random.Random, today: date, now: datetime, count: int, owners: Sequence[str | None]
) -> Iterator[Step]:
    order = itertools.count()
    for _ in range(count // 8):
        at = now - timedelta(days=rng.uniform(210, 400))
        yield at, next(order), "mia", _known(rng)
    for values in leads(rng, count, owners):
        life = Life(rng, today, now, values)
        for at, work in life.steps():
            yield at, next(order), life.actor, work


def _known(rng: random.Random) -> Callable[[store.Session], Result]:
    """An account that was there before, and its person."""
    place = rng.choice(words.PLACES[:6])
    person = newcomer(rng, ("mia", "ola", "sam", "ines"))
    name = firm(rng, place)

    def work(session: store.Session) -> Result:
        kept = {n: person[n] for n in ("phone", "website", "city", "country", "owner")}
        account = _must(store.create(session, Kind.ACCOUNT, {"name": name, **kept}))
        named = ("first_name", "last_name", "job_title", "email", "mobile", "city", "country", "owner")
        contact = {n: person[n] for n in named} | {"account": account.id}
        return store.create(session, Kind.CONTACT, contact)

    return work


class Life:
    """What happens to one lead between its coming and today."""

    def __init__(self, rng: random.Random, today: date, now: datetime, values: Values) -> None:
        self._rng, self._today, self._now = rng, today, now
        self._values = values
        self._id = 0
        owner = values["owner"]
        self.actor = str(owner) if owner and owner != "north" else "mia"

    def steps(self) -> Iterator[tuple[datetime, Callable[[store.Session], Result]]]:
        """Yield its steps with their times, none in the future."""
        at = self._now - timedelta(days=min(self._rng.expovariate(1 / 45), 200))
        yield at, self._create
        for _ in range(self._rng.choice((0, 0, 1, 1, 2, 3))):
            then = at + timedelta(days=self._rng.uniform(0.1, 9))
            if then < self._now:
                at = then
                yield at, self._log
        yield from self._ending(at)

    def _ending(self, last: datetime) -> Iterator[tuple[datetime, Callable[[store.Session], Result]]]:
        at = last + timedelta(days=self._rng.uniform(1, 30))
        chance = self._rng.random()
        if at > self._now or chance < 0.35:
            yield last + (self._now - last) * self._rng.random(), self._plan_next
            return
        if chance < 0.65:
            yield at - timedelta(hours=1), self._complete
            yield at, self._qualify
        else:
            yield at, self._disqualify
        again = at + timedelta(days=self._rng.uniform(5, 40))
        if chance % 0.1 < 0.012 and again < self._now:
            yield again, self._reactivate

    def _create(self, session: store.Session) -> Result:
        done = _must(store.create(session, Kind.LEAD, self._values))
        self._id = done.id
        return done

    def _log(self, session: store.Session) -> Result:
        kind = self._rng.choice(("call", "call", "email", "meeting", "note"))
        reached = self._rng.random() < 0.6
        said = self._rng.choice(words.SAID) if reached or kind == "note" else ""
        outcome = {"call": "reached" if reached else "no_answer", "email": "sent", "meeting": "held"}
        activity = Activity(
            kind=kind, outbound=kind != "note", outcome=outcome.get(kind), text=said, at=session.now()
        )
        return store.log(session, Kind.LEAD, self._id, activity)

    def _plan_next(self, session: store.Session) -> Result:
        chance = self._rng.random()
        if chance < 0.08:
            return store.park(session, self._id, self._today + timedelta(days=self._rng.randrange(5, 60)))
        due = self._today + timedelta(days=self._rng.choice((-3, -1, 0, 0, 0, 1, 1, 2, 3, 5, 8, 13)))
        return store.follow_up(session, self._id, due if chance < 0.7 else None, self._rng.choice(words.NEXT))

    def _complete(self, session: store.Session) -> Result:
        values: Values = {"owner": self.actor}
        if not self._values.get("topic"):
            values["topic"] = self._rng.choice(words.WISHES)[1].format(n=20)
        if not any(self._values.get(name) for name in ("email", "phone", "mobile")):
            values["email"] = "info@leadtui.example"
        return store.edit(session, Kind.LEAD, self._id, values)

    def _qualify(self, session: store.Session) -> Result:
        request = Request(duplicates_reviewed=True, why=self._rng.choice(words.WHY))
        if self._rng.random() < 0.1:
            request = Request(duplicates_reviewed=True, why=request.why, opportunity=NONE)
        return store.qualify(session, self._id, request)

    def _disqualify(self, session: store.Session) -> Result:
        reason = self._rng.choices(_REASONS, weights=(8, 6, 6, 4, 3, 2, 1))[0]
        note = self._rng.choice(words.LOST_NOTES[reason])
        if reason != "other" and self._rng.random() < 0.4:
            note = ""
        return store.disqualify(session, self._id, reason, note)

    def _reactivate(self, session: store.Session) -> Result:
        return store.reactivate(session, self._id, "They called back.")


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
        return store.ImportRow(line, values)
    closed = min(now, created + timedelta(days=rng.uniform(1, 40)))
    reason = "qualified" if chance < 0.75 else rng.choice(_REASONS)
    state = "qualified" if reason == "qualified" else "disqualified"
    return store.ImportRow(line, values, closed=(state, reason, closed))


def _must(result: Result) -> Done:
    """The result of a command that has to succeed."""
    if isinstance(result, Refusal | Conflict):
        raise SampleError(str(result))
    return result
