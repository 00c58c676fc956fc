"""Whatever the order of commands: store and model agree, and what must hold of every book holds.

Two people work one book, on both engines: they make, edit, tick, park, qualify, attach, disqualify,
reactivate, merge, take apart, take back, and put other rule books in force. The model is in `lives`.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import pytest
from clocks import FakeClock
from colleagues import add
from copies import copied
from engines import Server
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from invariants import Ref, Rows, business, hold, rows
from lives import RULES, Book, Deed, Deeds, LeadModel, SaleModel
from making import conflict, done, refused, unlike
from repeats import LONG, long, times
from rule_books import amended
from shelf import ids

from leadtui.domain.fields import Kind
from leadtui.domain.qualification import NEW, Request, Sale
from leadtui.domain.records import Activity, Operation
from leadtui.domain.results import Done, Refusal, Result
from leadtui.store import (
    NotFound,
    Session,
    apply_policy,
    create,
    create_store,
    disqualify,
    edit,
    events,
    judge,
    log,
    lose,
    merge,
    open_session,
    park,
    qualify,
    reactivate,
    reopen,
    tick,
    undo,
    undoable,
    unmerge,
    win,
)
from leadtui.store.journal import TELLING
from leadtui.store.merged import survivor

DAY = timedelta(days=1)
MOST = 5  # leads in one book
Call = Callable[[Session, str], Result]
WHO = st.sampled_from(["ada", "ada", "ada", "mia", "ada!", "mia!"])
LEAD = st.integers(0, 11)
REASON = st.sampled_from(["lost", "poor_fit", "duplicate", "other", "merged"])
FATE = st.sampled_from([None, "keep", "lost", "detach"])


def deed(**more: Any) -> Callable[[Callable[..., None]], Any]:
    """A rule for a command of somebody on a lead; with a "!" who did it takes it back at once."""

    def made(work: Callable[..., None]) -> Any:
        @wraps(work)
        def run(self: "Life", who: str, **drawn: Any) -> None:
            before = len(self.deeds.all)
            work(self, who.rstrip("!"), **drawn)
            if who.endswith("!") and len(self.deeds.all) > before:
                self.undo_now(who.rstrip("!"))

        return rule(who=WHO, number=LEAD, **more)(run)

    return made


class Life(RuleBasedStateMachine):
    """The machine; ``target`` is a fresh book of its own, with ada and mia."""

    def __init__(self, target: str, close: Callable[[], object]) -> None:
        super().__init__()
        self.close = close
        self.clock = FakeClock()
        self.of = {who: open_session(target, user=who, login=who, clock=self.clock) for who in ("ada", "mia")}
        self.store = self.of["ada"]
        self.documents = {
            name: amended(self.store, *changes, more=more) for name, (changes, more) in RULES.items()
        }
        self.rules = "shipped"
        self.book = Book({}, {})
        self.deeds = Deeds()
        self.now: Rows = {}
        self.looked_at = self.now
        self.last: tuple[str, Call, str, Done] | None = None
        self.tries = 0

    # -- carrying out

    def act(self, who: str, call: Call, pair: tuple[Ref, Ref] | None = None) -> Result | NotFound:
        """Carry it out; what was not done wrote nothing."""
        self.tries += 1
        name = f"{who}-{self.tries}"
        told = self.store.sql("SELECT max(id), (SELECT max(id) FROM operation) FROM event")
        try:
            answer = call(self.of[who], name)
        except NotFound as no:
            answer = no
        before, after = self.now, rows(self.store)
        if isinstance(answer, Done):
            self.now = after
            self.last = who, call, name, answer
            self._remember(who, answer, before, pair)
        else:
            assert after == before, answer
            assert self.store.sql("SELECT max(id), (SELECT max(id) FROM operation) FROM event") == told
        return answer

    def _remember(self, who: str, answer: Done, before: Rows, pair: tuple[Ref, Ref] | None) -> None:
        kind = self.store.sql("SELECT kind FROM operation WHERE id = ?", [answer.operation])[0][0]
        told = [] if kind == "policy" else events(self.store, operation=answer.operation)
        told = [event for event in told if f"'{event.action}'" not in TELLING]
        wrote: dict[Ref, set[str]] = {}
        for event in told:
            wrote.setdefault((event.kind, event.record), set()).update(event.changes)
        made = {(event.kind, event.record) for event in told if event.version == 1}
        assert made == self.now.keys() - before.keys()
        assert all(self.now[ref] == row for ref, row in before.items() if ref not in wrote)
        at, number = self.clock(), answer.operation
        ruled = kind == "policy" and bool(answer.events)
        deed = Deed(number, kind, who, at, wrote, made, self.book.copy(), before, pair, ruled)
        self.deeds.all.append(deed)

    def pick(self, number: int, *, is_open: bool | None = None) -> int:
        """One of the leads there are; mostly one that is open, or closed, as asked for."""
        known = sorted(self.book.leads)
        suited = [id for id in known if (lead := self.book.leads[id]).is_open == is_open and not lead.gone]
        among = suited if suited and number % 4 != 3 else known
        return among[number % len(among)]

    def stopped(self, id: int, answer: object, *, needs: str = "open") -> bool:
        """Whether the lead's state speaks against it; the answer says so then."""
        lead = self.book.leads[id]
        if lead.gone:
            assert isinstance(answer, NotFound), answer
            return True
        if needs == "open" and not lead.is_open:
            refused(answer, "closed")
            return True
        if needs == "closed" and lead.is_open:
            refused(answer, "open")
            return True
        return False

    # -- making and changing

    @initialize()
    def two_leads(self) -> None:
        self._made("ada", 0)
        self._made("ada", 1)

    @deed(twin=st.booleans())
    def create_one(self, who: str, number: int, twin: bool) -> None:
        if len(self.book.leads) < MOST:
            self._made(who, self.pick(number) - 1 if twin else len(self.book.leads))

    def _made(self, who: str, number: int) -> None:
        values = unlike(number, owner="ada")
        answer = done(self.act(who, lambda s, name: create(s, Kind.LEAD, values, op_id=name)))
        self.book.leads[answer.id] = LeadModel(topic=values["topic"])

    @deed(more=LEAD, what=st.sampled_from(["edit", "tick", "tick", "log", "park"]))
    def work_on_one(self, who: str, number: int, more: int, what: str) -> None:
        if what == "edit":
            self._edit(who, number, ["Ink", "Labels", None][more % 3])
        elif what == "tick":
            self._tick(who, number, ["done", "done", "open"][more % 3])
        elif what == "log":
            self._log(who, number, ["note", "call", "task"][more % 3])
        else:
            self._park(who, number, [1, 2, 14, None][more % 4])

    def _edit(self, who: str, number: int, topic: str | None) -> None:
        id = self.pick(number, is_open=True)
        answer = self.act(who, lambda s, name: edit(s, Kind.LEAD, id, {"topic": topic}, op_id=name))
        if not self.stopped(id, answer):
            done(answer)
            self.book.lead(id, topic=topic)

    @rule(number=LEAD)
    def come_late(self, number: int) -> None:
        id = self.pick(number)
        lead, version = self.book.leads[id], self.now[Kind.LEAD, id]["version"]
        if lead.is_open and not lead.gone and version > 1:
            answer = self.act(
                "mia",
                lambda s, name: edit(s, Kind.LEAD, id, {"topic": "Late"}, version=version - 1, op_id=name),
            )
            conflict(answer)

    def _tick(self, who: str, number: int, state: str) -> None:
        if number % 4 != 3 and self.rules not in ("credit", "keep"):
            return
        id = self.pick(number, is_open=True)
        answer = self.act(who, lambda s, name: tick(s, id, "credit", state, op_id=name))
        if self.stopped(id, answer):
            return
        if self.rules not in ("credit", "keep"):
            refused(answer, "item")
        else:
            done(answer)
            self.book.lead(id, ticked=state == "done")

    def _log(self, who: str, number: int, activity: str) -> None:
        id = self.pick(number)
        what = Activity(kind=activity, text="Shelves", outbound=activity == "call", done=activity != "task")
        answer = self.act(who, lambda s, name: log(s, Kind.LEAD, id, what, op_id=name))
        if not self.stopped(id, answer, needs=""):
            done(answer)
            lead = self.book.leads[id]
            if lead.is_open and what.outbound and lead.reason == "new":
                self.book.lead(id, reason="contacted")

    def _park(self, who: str, number: int, days: int | None) -> None:
        id = self.pick(number, is_open=True)
        until = days and self.store.today() + days * DAY
        answer = self.act(who, lambda s, name: park(s, id, until, op_id=name))
        if not self.stopped(id, answer):
            done(answer)
            self.book.lead(id, parked=until)

    # -- deciding

    @deed(reviewed=st.booleans(), past=st.booleans())
    def qualify_one(self, who: str, number: int, reviewed: bool, past: bool) -> None:
        self._qualify(who, number, None, reviewed, "They pay in advance." if past else "")

    @deed(new=st.integers(0, 2))
    def qualify_with_new_ones(self, who: str, number: int, new: int) -> None:
        self._qualify(who, number, (Sale(),) * new)

    @deed(sale=LEAD, new=st.integers(0, 1))
    def attach_one(self, who: str, number: int, sale: int, new: int) -> None:
        if known := sorted(self.book.sales):
            self._qualify(who, number, (Sale(known[sale % len(known)]), *(Sale(),) * new))

    def _qualify(
        self, who: str, number: int, said: tuple[Sale, ...] | None, reviewed: bool = True, past: str = ""
    ) -> None:
        id = self.pick(number, is_open=True)
        request = Request(
            opportunities=said, why="They asked.", duplicates_reviewed=reviewed, override=past
        )  # fmt: skip
        ready = self.now[Kind.LEAD, id]["ready"]
        answer = self.act(who, lambda s, name: qualify(s, id, request, op_id=name))
        if self.stopped(id, answer):
            return
        if not ready and not past:
            refused(answer, "checklist")
        elif isinstance(answer, Refusal) and answer.code == "duplicates":
            assert not reviewed
        elif not self._possible(id, said):
            refused(answer, "customer")
        else:
            self._qualified(id, done(answer), said)
            self.book.lead(id, past=not ready)

    def _chosen(self, id: int, said: tuple[Sale, ...] | None) -> tuple[Sale, ...]:
        """As the rules have it where nobody said: what is still open of an earlier life, else one."""
        going_on = self.book.open_of(self.deeds.losers(self.book, id))
        return (tuple(Sale(sale) for sale in going_on) or (Sale(),)) if said is None else said

    def _possible(self, id: int, said: tuple[Sale, ...] | None) -> bool:
        """Whether there may be so many, and what is joined goes on and belongs to the same account."""
        chosen = self._chosen(id, said)
        new = sum(sale.choice == NEW for sale in chosen)
        if new and new + len(self.book.came_of(self.deeds.losers(self.book, id))) > (
            1 if self.rules == "one" else 5
        ):
            return False
        joined = [sale.choice for sale in chosen if isinstance(sale.choice, int)]
        account = self._account(id, said)
        return all(
            self.book.sales[sale].outcome == "open"
            and self.now[Kind.OPPORTUNITY, sale]["account"] in (None, account)
            for sale in joined
        )

    def _account(self, id: int, said: tuple[Sale, ...] | None) -> int | None:
        """The account that is linked: that of what it joins, else that of its earlier life."""
        joined = [sale.choice for sale in said or () if isinstance(sale.choice, int)]
        theirs = self.now[Kind.OPPORTUNITY, joined[0]]["account"] if joined else None
        return theirs or self._became(id)

    def _became(self, id: int) -> int | None:
        """The account of its earlier life, or of one that was merged into it."""
        op, account = max(self.book.leads[each].account for each in self.deeds.losers(self.book, id))
        return self.deeds.survivor((Kind.ACCOUNT, account), self.now)[1] if op else None

    def _qualified(self, id: int, answer: Done, said: tuple[Sale, ...] | None) -> None:
        chosen, deed = self._chosen(id, said), self.deeds.all[-1]
        linked = self._account(id, said)
        assert answer.account == linked or (linked is None and (Kind.ACCOUNT, answer.account) in deed.made)
        made = answer.opportunities
        joined = [each if each in self.book.sales else NEW for each in made]
        assert [sale.choice for sale in chosen] == joined, (id, self.book.sales, self.book.leads)
        self.book.sales |= {number: SaleModel(id) for number in made if number not in self.book.sales}
        lead = self.book.leads[id]
        account = (answer.operation, answer.account) if answer.account else lead.account
        self.book.lead(
            id, state="qualified", reason="qualified", account=account,
            joined=lead.joined | set(made), detached=lead.detached - set(made),
        )  # fmt: skip

    @deed(other=LEAD, reason=REASON, fate=FATE, people=st.booleans())
    def disqualify_one(
        self, who: str, number: int, reason: str, other: int, fate: str | None, people: bool
    ) -> None:
        id, twin = self.pick(number, is_open=True), self.pick(other)
        record = (Kind.LEAD, twin) if reason == "duplicate" else None
        kept = Request(duplicates_reviewed=True) if people else None
        answer = self.act(
            who,
            lambda s, name: disqualify(
                s, id, reason, "", record, opportunity=fate, because="price", people=kept, op_id=name
            ),
        )
        if self.stopped(id, answer):
            return
        sales = self.book.open_of(self.deeds.losers(self.book, id))
        if reason == "merged" or (reason == "poor_fit" and self.rules == "one"):
            refused(answer, "reason")
        elif reason == "other":
            refused(answer, "note")
        elif record and (self.book.leads[twin].gone or self._leads_back(twin, id)):
            refused(answer, "record")
        elif sales and fate is None:
            refused(answer, "opportunity")
        else:
            self._disqualified(id, done(answer), reason, sales, fate)

    def _leads_back(self, at: int, own: int) -> bool:
        """Whether a lead is that one, or names it through others."""
        seen = set[int]()
        while (at := survivor(self.store, Kind.LEAD, at)) not in seen:
            if at == own:
                return True
            seen.add(at)
            named = str(self.now[Kind.LEAD, at]["named"] or "")
            at = int(named.partition(":")[2]) if named else at
        return False

    def _ringed(self, deed: Deed) -> bool:
        """Whether taking it back would have a lead name itself again, through others."""
        for ref, wrote in deed.wrote.items():
            if ref[0] is Kind.LEAD and "named" in wrote and ref not in deed.made:
                named = str(deed.rows[ref]["named"] or "")
                if named and self._leads_back(int(named.partition(":")[2]), ref[1]):
                    return True
        return False

    def _disqualified(self, id: int, answer: Done, reason: str, sales: list[int], fate: str | None) -> None:
        lead = self.book.leads[id]
        account = (answer.operation, answer.account) if answer.account else lead.account
        self.book.lead(id, state="disqualified", reason=reason, account=account)
        if fate == "detach":
            self.book.lead(id, detached=lead.detached | set(sales))
        elif fate == "lost":
            lost = {sale: SaleModel(self.book.sales[sale].lead, "lost") for sale in sales}
            self.book.sales.update(lost)

    @deed(note=st.sampled_from(["They called.", ""]), as_new=st.booleans())
    def reactivate_one(self, who: str, number: int, note: str, as_new: bool) -> None:
        id = self.pick(number, is_open=False)
        answer = self.act(who, lambda s, name: reactivate(s, id, note, as_new=as_new, op_id=name))
        if self.stopped(id, answer, needs="closed"):
            return
        lead = self.book.leads[id]
        if lead.reason == "merged" and not as_new:
            refused(answer, "merged")
        elif self.rules == "keep" and not note:
            refused(answer, "note")
        else:
            done(answer)
            ticked = lead.ticked and self.rules == "keep"
            self.book.lead(
                id, state="open", reason="new", cycle=lead.cycle + 1, parked=None, ticked=ticked, past=False
            )

    @deed(step=st.sampled_from(["win", "lose", "reopen"]))
    def close_a_sale(self, who: str, number: int, step: str) -> None:
        if not self.book.sales:
            return
        id = sorted(self.book.sales)[number % len(self.book.sales)]
        sale = self.book.sales[id]
        calls: dict[str, Call] = {
            "win": lambda s, name: win(s, id, op_id=name),
            "lose": lambda s, name: lose(s, id, "price", op_id=name),
            "reopen": lambda s, name: reopen(s, id, op_id=name),
        }
        answer = self.act(who, calls[step])
        if (sale.outcome == "open") == (step == "reopen"):
            refused(answer, "open" if step == "reopen" else "closed")
        else:
            done(answer)
            outcome = {"win": "won", "lose": "lost", "reopen": "open"}[step]
            self.book.sales[id] = SaleModel(sale.lead, outcome)

    # -- two into one

    @deed(other=LEAD)
    def merge_leads(self, who: str, number: int, other: int) -> None:
        winner, loser = self.pick(number, is_open=True), self.pick(other, is_open=True)
        answer = self._merge(who, Kind.LEAD, winner, loser)
        ours, theirs = self.book.leads[winner], self.book.leads[loser]
        if "merged" in (ours.reason, theirs.reason) and not (ours.gone or theirs.gone):
            refused(answer, "merged")
        elif ours.gone or theirs.gone:
            assert isinstance(answer, NotFound) or refused(answer, "merged")
        elif winner == loser:
            refused(answer, "same")
        elif not ours.is_open:
            refused(answer, "closed")
        else:
            done(answer)
            contacted = (ours.reason, theirs.reason) == ("new", "contacted")
            reason = "contacted" if contacted else ours.reason
            self.book.lead(winner, topic=ours.topic or theirs.topic, reason=reason)
            self.book.lead(loser, state="disqualified", reason="merged")
            for id, sale in self.book.sales.items():
                if sale.lead == loser:
                    self.book.sales[id] = SaleModel(winner, sale.outcome)

    @deed(other=LEAD)
    def merge_accounts(self, who: str, number: int, other: int) -> None:
        found = sorted(
            id for (kind, id), row in self.now.items() if kind is Kind.ACCOUNT and not row["withdrawn"]
        )
        if len(found) > 1:
            winner, loser = found[number % len(found)], found[other % len(found)]
            answer = self._merge(who, Kind.ACCOUNT, winner, loser)
            refused(answer, "same") if winner == loser else done(answer)

    def _merge(self, who: str, kind: Kind, winner: int, loser: int) -> Result | NotFound:
        pair = ((kind, winner), (kind, loser))
        return self.act(who, lambda s, name: merge(s, kind, winner, loser, op_id=name), pair)

    @deed(kind=st.sampled_from([Kind.LEAD, Kind.ACCOUNT]))
    def unmerge_one(self, who: str, number: int, kind: Kind) -> None:
        merged = {deed.pair[1][1] for deed in self.deeds.all if deed.pair and deed.pair[1][0] is kind}
        known = sorted(merged if merged and number % 4 != 3 else {id for of, id in self.now if of is kind})
        if not known:
            return
        id = known[number % len(known)]
        row = self.now[kind, id]
        given_up = row["status_reason"] == "merged" if kind is Kind.LEAD else row["withdrawn"]
        deed = self.deeds.merge_of((kind, id)) if given_up else None
        blocked = deed is not None and self.deeds.in_the_way(deed, self.now)
        answer = self.act(who, lambda s, name: unmerge(s, kind, id, op_id=name))
        if deed is None:
            refused(answer, "not_merged")
        elif blocked:
            refused(answer, "touched")
        else:
            self._taken_back(deed, answer)

    # -- taking back

    @rule(who=st.sampled_from(["ada", "mia"]))
    def undo_last(self, who: str) -> None:
        self.undo_now(who)

    def undo_now(self, who: str) -> None:
        deed = self.deeds.last_of(who, self.clock() - DAY)
        named = undoable(self.of[who])
        stays = deed is not None and deed.lasting
        wanted = None if deed is None or stays else deed.number
        assert (named.id if isinstance(named, Operation) else None) == wanted
        blocked = deed is not None and (self.deeds.in_the_way(deed, self.now) or self._ringed(deed))
        answer = self.act(who, lambda s, name: undo(s, op_id=name))
        if deed is None:
            refused(answer, "nothing")
        elif stays:
            refused(answer, "kind")
        elif blocked:
            refused(answer, "touched")
        else:
            self._taken_back(deed, answer)

    def _taken_back(self, deed: Deed, answer: object) -> None:
        """Every column that it changed is as before it, what it made is withdrawn, and nothing else moved."""
        assert isinstance(answer, Done), answer
        before = self.deeds.all[-1].rows
        for ref, row in self.now.items():
            if ref in deed.made:
                assert row["withdrawn"] == 1, ref
                continue
            changed = deed.wrote.get(ref, set())
            for name, value in business(ref, row).items():
                was = deed.rows if name in changed else before
                assert value == was[ref][name] or (changed and name == "search_key"), (ref, name)
        self.book.back(deed)
        deed.undone = True

    # -- around it

    @rule(rules=st.sampled_from([*sorted(RULES), "credit", "shipped"]))
    def other_rules(self, rules: str) -> None:
        used = any(row.get("status_reason") == "poor_fit" for row in self.now.values())
        answer = self.act("ada", lambda s, name: apply_policy(s, self.documents[rules], op_id=name))
        if rules == "one" and self.rules != "one" and used:
            refused(answer, "policy")
            return
        done(answer)
        self.rules = rules
        judge(self.store)
        self.now = rows(self.store)

    @rule(hours=st.sampled_from([1, 9, 25]))
    def time_passes(self, hours: int) -> None:
        self.clock.forward(hours=hours)

    @rule()
    def ask_again(self) -> None:
        """A retry of the last command answers what it answered, and writes nothing."""
        if self.last:
            who, call, name, answer = self.last
            told = done(call(self.of[who], name))
            assert told.repeated and (told.operation, told.events) == (answer.operation, answer.events)
            assert rows(self.store) == self.now

    # -- always

    @invariant()
    def the_model_agrees(self) -> None:
        for id, lead in self.book.leads.items():
            row = self.now[Kind.LEAD, id]
            assert row["withdrawn"] == lead.gone
            assert lead.gone or (row["overridden"] is not None) == lead.past, id
            if not lead.gone:
                seen = (row["state"], row["status_reason"], row["cycle"], row["topic"])
                assert seen == (lead.state, lead.reason, lead.cycle, lead.topic), id
                assert row["parked_until"] == (lead.parked and lead.parked.isoformat()), id
            if lead.is_open and not lead.gone and self.rules in ("shipped", "credit", "keep", "one"):
                ticked = lead.ticked or self.rules in ("shipped", "one")
                assert row["ready"] == bool(lead.topic and ticked), id
        for id, sale in self.book.sales.items():
            row = self.now[Kind.OPPORTUNITY, id]
            assert (row["lead"], row["outcome"], row["withdrawn"]) == (sale.lead, sale.outcome, 0), id

    @invariant()
    def lists_agree(self) -> None:
        standing = {id: lead for id, lead in self.book.leads.items() if not lead.gone}
        assert ids(self.store, "is:open") == [id for id, lead in sorted(standing.items()) if lead.is_open]
        today = self.store.today()
        hidden = [id for id, lead in standing.items() if lead.is_open and lead.parked and lead.parked > today]
        assert ids(self.store, "is:parked") == sorted(hidden)

    @invariant()
    def what_always_holds_holds(self) -> None:
        if self.looked_at is not self.now:  # else nothing was written since
            hold(self.store, self.now)
            self.looked_at = self.now

    def teardown(self) -> None:
        for session in self.of.values():
            session.close()
        self.close()


def _make(path: Path) -> None:
    with create_store(path, user="ada", login="ada") as session:
        add(session, "mia")


def runs(engine: str) -> settings:
    """Some hundred steps, always the same ones; 2,000 books of other ones in `make check-long`."""
    return settings(
        max_examples=times(30 if engine == "sqlite" else 10, 2_000),
        stateful_step_count=30,
        derandomize=not LONG,
        database=None,
        deadline=None,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )


@long
@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
def test_whatever_the_order_store_and_model_agree(
    engine: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    if engine == "sqlite":

        def life() -> Life:
            folder = TemporaryDirectory(dir=tmp_path)
            path = copied(Path(folder.name) / "life.db", "life", _make)
            return Life(str(path), folder.cleanup)

    else:
        server: Server = request.getfixturevalue("postgres")
        template = server.fresh()
        with open_session(template, user="ada", login="ada") as session:
            add(session, "mia")

        def life() -> Life:
            url = server.fresh(urlsplit(template).path[1:])
            return Life(url, lambda: server.drop(url))

    run_state_machine_as_test(life, settings=runs(engine))
