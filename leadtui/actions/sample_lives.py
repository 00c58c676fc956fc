"""What happens to each lead and customer of the sample book, as commands with their times."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from leadtui import store
from leadtui.actions import sample_words as words
from leadtui.actions.sample_people import Values, colleague, firm, newcomer
from leadtui.domain.fields import BUDGET_STATUS, LOST_REASON, NEED, TIMEFRAME, Kind
from leadtui.domain.qualification import NEW, Request, Sale
from leadtui.domain.records import Activity
from leadtui.domain.results import Conflict, Done, Refusal, Result

REASONS = ("no_longer_interested", "lost", "cannot_contact", "poor_fit", "invalid", "canceled", "other")
_WEIGHTS = (8, 6, 6, 4, 3, 2, 1)
_LOST = tuple(option.code for option in LOST_REASON if option.code != "other")
_ENDINGS = ("won", "lost", None, None)  # of a deal that came as far as it could

Work = Callable[[store.Session], Result]
Step = tuple[datetime, Work]


class SampleError(RuntimeError):
    """A command that the sample book counts on was refused: a mistake in these modules."""


def must(result: Result) -> Done:
    """The result of a command that has to succeed."""
    if isinstance(result, Refusal | Conflict):
        raise SampleError(str(result))
    return result


@dataclass(slots=True)
class Customer:
    """An account that was there before the leads: some of them come from it.

    Attributes:
        person: the first contact, whose place and web address the others share.
        id: its number, once it was made.
    """

    name: str
    person: Values
    owner: str
    id: int = 0
    people: list[int] = field(default_factory=list[int])


def customer(rng: random.Random, owners: Sequence[str]) -> Customer:
    """An old customer and its first contact."""
    place = rng.choice(words.PLACES[:6])
    name, owner = firm(rng, place), rng.choice(owners)
    person = colleague(rng, newcomer(rng, (owner,), place), name)
    return Customer(name, person, owner)


def old_times(rng: random.Random, now: datetime, each: Customer) -> Iterator[Step]:
    """Yield how a customer came to be one: the account, its people, mostly a deal."""
    at = now - timedelta(days=rng.uniform(210, 400))
    known = {name: each.person[name] for name in ("phone", "website", "city", "country", "owner")}

    def account(session: store.Session) -> Result:
        done = must(store.create(session, Kind.ACCOUNT, {"name": each.name, **known}))
        each.id = done.id
        return done

    yield at, account
    for number in range(rng.choice((1, 1, 2, 3))):
        person = each.person if number == 0 else colleague(rng, each.person, each.name)
        yield at + timedelta(minutes=5 * number + 5), _contact(each, person)
    if rng.random() < 0.6:
        yield at + timedelta(days=1), _old_deal(rng, each)


def _contact(each: Customer, person: Values) -> Work:
    named = ("first_name", "last_name", "job_title", "email", "mobile", "city", "country", "owner")

    def work(session: store.Session) -> Result:
        values = {name: person[name] for name in named} | {"account": each.id}
        done = must(store.create(session, Kind.CONTACT, values))
        each.people.append(done.id)
        return done

    return work


def _old_deal(rng: random.Random, each: Customer) -> Work:
    product, topic = rng.choice(words.WISHES)
    values: Values = {
        "topic": topic.format(n=rng.choice((6, 12, 25, 40))),
        "product": product,
        "amount": rng.randrange(20, 900) * 100,
        "currency": rng.choice(words.PLACES[:6]).currency,
        "stage": "close",
        "owner": each.owner,
    }
    won = rng.random() < 2 / 3

    def work(session: store.Session) -> Result:
        values.update(account=each.id, contact=each.people[0])
        made = must(store.create(session, Kind.OPPORTUNITY, values))
        return store.win(session, made.id) if won else store.lose(session, made.id, rng.choice(_LOST))

    return work


class Life:
    """What happens to one lead between its coming and today, and to the deal that came of it."""

    def __init__(
        self, rng: random.Random, today: date, now: datetime, values: Values, of: Customer | None
    ) -> None:
        self._rng, self._today, self._now = rng, today, now
        self._values = values
        self._customer = of
        self._currency = next(p.currency for p in words.PLACES if p.country == values["country"])
        self._id = 0
        self._deal: int | None = None
        owner = values["owner"]
        self.actor = str(owner) if owner and owner not in dict(words.TEAMS) else words.PEOPLE[0][0]

    def steps(self) -> Iterator[Step]:
        """Yield its steps with their times, none in the future."""
        at = self._now - timedelta(days=min(self._rng.expovariate(1 / 45), 200))
        yield at, self._create
        fresh = self._now - at < timedelta(days=10)
        for _ in range(self._rng.choice((0, 0, 1, 1, 2) if fresh else (0, 1, 1, 2, 2, 3))):
            then = at + timedelta(days=self._rng.uniform(0.1, 9))
            if then < self._now:
                at = then
                yield at, self._log
        yield from self._ending(at)

    def _ending(self, last: datetime) -> Iterator[Step]:
        at = last + timedelta(days=self._rng.uniform(1, 30))
        chance = self._rng.random()
        if at > self._now or chance < 0.35:
            yield from self._still_open(last + (self._now - last) * self._rng.random())
        elif chance < 0.66:
            yield at - timedelta(hours=1), self._complete
            yield at, self._qualify
            yield from self._deal_goes_on(at)
        else:
            yield at, self._disqualify
            again = at + timedelta(days=self._rng.uniform(5, 40))
            if self._rng.random() < 0.25 and again < self._now:
                yield again, self._reactivate
                yield from self._still_open(again + (self._now - again) * self._rng.random())

    def _still_open(self, at: datetime) -> Iterator[Step]:
        chance = self._rng.random()
        if chance < 0.08:
            yield at, self._park
        elif chance < 0.16:
            yield at, self._task
        elif chance < 0.72:
            yield at, self._follow_up

    def _deal_goes_on(self, at: datetime) -> Iterator[Step]:
        """One step further on the way of an opportunity each week or two, till it is won, lost or today."""
        for stage in ("propose", "close"):
            at += timedelta(days=self._rng.uniform(1, 14))
            if at > self._now or self._rng.random() < 0.2:
                return
            yield at, self._advance(stage, at.date())
        at += timedelta(days=self._rng.uniform(1, 12))
        outcome = self._rng.choice(_ENDINGS)
        if at < self._now and outcome:
            yield at, self._close(outcome)

    def _create(self, session: store.Session) -> Result:
        done = must(store.create(session, Kind.LEAD, self._values))
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

    def _park(self, session: store.Session) -> Result:
        return store.park(session, self._id, self._today + timedelta(days=self._rng.randrange(5, 60)))

    def _task(self, session: store.Session) -> Result:
        text = self._rng.choice(words.NEXT)
        task = Activity(kind="task", text=text, due=self._soon(), done=False, at=session.now())
        return store.log(session, Kind.LEAD, self._id, task)

    def _follow_up(self, session: store.Session) -> Result:
        return store.follow_up(session, self._id, self._soon(), self._rng.choice(words.NEXT))

    def _soon(self) -> date:
        return self._today + timedelta(days=self._rng.choice((-9, -3, -1, 0, 0, 1, 1, 2, 3, 5, 8, 13, 20)))

    def _complete(self, session: store.Session) -> Result:
        """What was learned of the lead before it is qualified."""
        values: Values = {"owner": self.actor, "fit": True, "interest": True}
        values["need"] = self._rng.choice(NEED[:3]).code
        values["budget_status"] = self._rng.choice(BUDGET_STATUS[1:]).code
        values["purchase_timeframe"] = self._rng.choice(TIMEFRAME[:4]).code
        if not self._values.get("topic"):
            values["topic"] = self._rng.choice(words.WISHES)[1].format(n=20)
        if not any(self._values.get(name) for name in ("email", "phone", "mobile")):
            values["email"] = "info@leadtui.example"
        return store.edit(session, Kind.LEAD, self._id, values)

    def _qualify(self, session: store.Session) -> Result:
        close_on = session.today() + timedelta(days=self._rng.randrange(20, 90))
        worth: Values = {"amount": self._rng.randrange(20, 900) * 100, "currency": self._currency}
        none, why = self._rng.random() < 0.1, self._rng.choice(words.WHY)
        made: Values = {"close_on": close_on} | (worth if self._rng.random() < 0.9 else {})
        request = Request(
            account=self._customer.id if self._customer else NEW if self._values["company"] else None,
            contact=NEW,
            opportunities=() if none else (Sale(NEW, made),),
            duplicates_reviewed=True,
            why=why,
        )
        done = must(store.qualify(session, self._id, request))
        self._deal = next(iter(done.opportunities), None)
        return done

    def _advance(self, stage: str, on: date) -> Work:
        step, later = self._rng.choice(words.NEXT), on + timedelta(days=self._rng.randrange(10, 60))
        values: Values = {"stage": stage, "next_step": step, "close_on": later}
        return lambda session: self._edit_deal(session, values)

    def _close(self, outcome: str) -> Work:
        reason = self._rng.choice(_LOST)

        def work(session: store.Session) -> Result:
            if self._deal is None:
                return self._edit_deal(session, {})
            if outcome == "won":
                return store.win(session, self._deal)
            return store.lose(session, self._deal, reason)

        return work

    def _edit_deal(self, session: store.Session, values: Values) -> Result:
        if self._deal is None:  # qualified without one: there is a note on the lead instead
            note = Activity(kind="note", text=self._rng.choice(words.SAID), at=session.now())
            return store.log(session, Kind.LEAD, self._id, note)
        return store.edit(session, Kind.OPPORTUNITY, self._deal, values)

    def _disqualify(self, session: store.Session) -> Result:
        twins = [
            match.brief
            for match in store.duplicates_of(session, Kind.LEAD, self._id).open
            if match.brief.kind is Kind.LEAD
        ]
        if twins:
            named = (Kind.LEAD, twins[0].id)
            return store.disqualify(session, self._id, "duplicate", record=named)
        reason = self._rng.choices(REASONS, weights=_WEIGHTS)[0]
        note = self._rng.choice(words.LOST_NOTES[reason])
        if reason != "other" and self._rng.random() < 0.4:
            note = ""
        return store.disqualify(session, self._id, reason, note)

    def _reactivate(self, session: store.Session) -> Result:
        return store.reactivate(session, self._id, "They called back.")
