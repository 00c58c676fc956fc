"""Whose a lead is: hand-overs and what is unread, queues and claims, the policy's rules of assignment."""

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from making import a_lead, another, conflict, done, refused, standing
from rule_books import ruled
from shelf import statements
from staffed import staffed

from leadtui import store as desk
from leadtui.actions import bulk
from leadtui.domain.bulk import Act, Asked, Outcome, Run
from leadtui.domain.fields import Kind
from leadtui.domain.match import Verdict
from leadtui.domain.query import parse
from leadtui.domain.results import Result
from leadtui.domain.views import View, view
from leadtui.store import ImportRow, NotFound, Session, loads
from leadtui.store.loads import Loads

UNREAD = View(Kind.LEAD, parse("is:unread"))


@pytest.fixture
def book(store: Session) -> Session:
    """Mia and Ola are sales north; Ned is by himself."""
    staffed(store)
    done(desk.team_add(store, "north", "Sales north"))
    for login in ("mia", "ola", "ned"):
        teams = ("north",) if login != "ned" else ()
        done(desk.user_add(store, login, login.capitalize(), role="rep", teams=teams))
    return store


def of(session: Session, user: str, call: Any, *args: Any, **named: Any) -> Any:
    with session.acting(user, session.now()):
        return call(session, *args, **named)


def ids(session: Session, name: str, user: str) -> list[int]:
    return list(of(session, user, desk.view_ids, view(name)))


def signed(session: Session, id: int, user: str) -> bool:
    """Whether the list of that user has the sign at that lead."""
    return of(session, user, desk.lead_rows, [id])[id].unread


def handed(session: Session, id: int) -> Any:
    detail = desk.lead_detail(session, id)
    assert detail is not None
    return detail.handed


def by_rule(id: str, *lines: str) -> str:
    return "\n".join(("", "[[assign]]", f'id = "{id}"', *lines, ""))


BOTH = by_rule("turns", 'among = ["mia", "ola"]')

# -- hand-overs


def test_a_lead_handed_over_is_unread_until_its_owner_opens_it(book: Session) -> None:
    id = a_lead(book, owner="mia")
    version = done(of(book, "mia", desk.assign, id, "ola", "Call before Friday.")).version
    came = handed(book, id)
    assert (came.by, came.before, came.owner, came.note, came.read) == (
        "mia", "mia", "ola", "Call before Friday.", False,
    )  # fmt: skip
    assert ids(book, "handed", "ola") == [id] and ids(book, "handed", "mia") == []
    assert signed(book, id, "ola") and not signed(book, id, "mia") and not signed(book, id, "boss")
    before = desk.stamp(book)
    assert not of(book, "mia", desk.read_lead, id) and not of(book, "boss", desk.read_lead, id)
    assert signed(book, id, "ola") and id in desk.view_ids(book, UNREAD)
    assert of(book, "ola", desk.read_lead, id) and not of(book, "ola", desk.read_lead, id)
    assert not signed(book, id, "ola") and ids(book, "handed", "ola") == []
    # To read is no event and no version: nobody's edit conflicts with it, and there is nothing to take back.
    assert desk.stamp(book) == before and standing(book, id).version == version
    done(desk.edit(book, Kind.LEAD, id, {"city": "Graz"}, version=version))
    assert desk.verify(book).ok


def test_who_works_on_a_lead_has_read_it(book: Session) -> None:
    id = a_lead(book, owner="ned")
    done(desk.assign(book, id, "ola"))
    done(of(book, "boss", desk.edit, Kind.LEAD, id, {"city": "Graz"}))
    assert signed(book, id, "ola")
    done(of(book, "ola", desk.edit, Kind.LEAD, id, {"city": "Wien"}))
    assert not signed(book, id, "ola")


def test_what_one_takes_or_makes_oneself_is_read(book: Session) -> None:
    made = of(book, "ola", a_lead, owner="ola")
    taken = another(book, 1, owner=None)
    done(of(book, "ola", desk.assign, taken, "me"))
    for_ola = another(book, 2, owner="ola")
    assert ids(book, "handed", "ola") == [for_ola]
    assert not signed(book, made, "ola") and not signed(book, taken, "ola")


def test_every_way_to_another_owner_hands_over(book: Session) -> None:
    edited, adopted, left = (another(book, n, owner="ned") for n in (1, 2, 3))
    done(desk.edit(book, Kind.LEAD, edited, {"owner": "ola"}))
    outsider = desk.start_import(book, "x.csv", "d", Kind.LEAD, {})
    desk.import_batch(book, outsider.id, [ImportRow(2, {"last_name": "Out", "owner": "Olga"})], 1)
    out = desk.view_ids(book, view("unassigned"))[0]
    done(desk.adopt_owner_name(book, "Olga", "ola"))
    done(desk.user_remove(book, "ned", "ola"))
    assert sorted(ids(book, "handed", "ola")) == sorted([edited, adopted, left, out])
    assert handed(book, left).note == "Ned left." and handed(book, left).before == "ned"
    waiting = of(book, "ola", desk.waiting)
    assert waiting.handed == 4 and waiting.since is not None and waiting.queued == 0
    assert of(book, "mia", desk.waiting).handed == 0


def test_taking_back_a_hand_over_leaves_the_one_before(book: Session) -> None:
    id = a_lead(book, owner="mia")
    done(of(book, "mia", desk.assign, id, "ola", "First."))
    done(desk.assign(book, id, "ned", "Second."))
    done(desk.undo(book))
    came = handed(book, id)
    assert (came.owner, came.note, came.read) == ("ola", "First.", False)
    done(of(book, "mia", desk.undo))
    assert standing(book, id).owner == "mia" and ids(book, "handed", "ola") == []


def test_a_file_with_owners_hands_nothing_over(book: Session) -> None:
    begun = desk.start_import(book, "x.csv", "d", Kind.LEAD, {})
    desk.import_batch(book, begun.id, [ImportRow(2, {"last_name": "Wang", "owner": "ola"})], 1)
    assert of(book, "ola", desk.waiting).handed == 0


def test_who_leaves_hands_over_all_that_is_open(book: Session) -> None:
    lead = a_lead(book, owner="ned", follow_up=book.today())
    parked = another(book, 4, owner="ned")
    done(desk.park(book, parked, book.today().replace(year=book.today().year + 1)))
    made = {
        Kind.ACCOUNT: {"name": "Ink"},
        Kind.CONTACT: {"last_name": "Ink"},
        Kind.OPPORTUNITY: {"topic": "Ink"},
    }
    records = {k: done(desk.create(book, k, {**values, "owner": "ned"})).id for k, values in made.items()}
    assert (
        "2 open leads, 1 account, 1 contact and 1 open opportunity"
        in refused(desk.user_remove(book, "ned"), "owns").sentence
    )
    done(desk.user_remove(book, "ned", "north"))
    for kind, id in (*records.items(), (Kind.LEAD, lead), (Kind.LEAD, parked)):
        found = desk.record(book, kind, id)
        assert found and found.owner == "north", kind
    assert standing(book, lead).follow_up == book.today()
    assert ids(book, "queue", "mia") == [lead]  # the other one is parked


# -- queues and claims


def test_a_team_has_a_queue_and_one_of_it_claims(book: Session) -> None:
    queued, nobodys, theirs = another(book, 1, owner="north"), another(book, 2, owner=None), another(book, 3)
    assert (
        ids(book, "queue", "mia") == [queued] == ids(book, "queue", "ola") and ids(book, "queue", "ned") == []
    )
    assert of(book, "mia", desk.waiting).queued == 1
    assert signed(book, queued, "ola") and not signed(book, queued, "ned")
    told = done(of(book, "mia", desk.claim, queued))
    assert "yours now" in told.sentence and standing(book, queued).owner == "mia"
    assert ids(book, "queue", "ola") == [] and not signed(book, queued, "mia")
    done(of(book, "ned", desk.claim, nobodys))
    no = refused(of(book, "ola", desk.claim, queued), "claimed")
    assert no.sentence.startswith(f"Mia claimed lead {queued} today ")
    assert refused(of(book, "ola", desk.claim, theirs), "claimed").sentence == f"Lead {theirs} is ada's."
    refused(of(book, "mia", desk.claim, queued), "yours")
    no = desk.why_not(book, queued, "claim")
    assert no is not None and no.code == "claimed"


def test_another_teams_queue_is_not_claimed(book: Session) -> None:
    id = another(book, 1, owner="north")
    assert "Sales north" in refused(of(book, "ned", desk.claim, id), "claimed").sentence
    assert standing(book, id).owner == "north"


def test_a_claim_is_taken_back_and_closed_leads_are_not_claimed(book: Session) -> None:
    id = another(book, 1, owner="north")
    done(of(book, "mia", desk.claim, id))
    done(of(book, "mia", desk.undo))
    assert standing(book, id).owner == "north" and ids(book, "queue", "ola") == [id]
    done(desk.disqualify(book, id, "lost"))
    refused(of(book, "mia", desk.claim, id), "closed")
    with pytest.raises(NotFound):
        desk.claim(book, 999)


def test_a_name_that_nobody_has_is_nobody(book: Session) -> None:
    begun = desk.start_import(book, "x.csv", "d", Kind.LEAD, {})
    desk.import_batch(book, begun.id, [ImportRow(2, {"last_name": "Out", "owner": "Olga"})], 1)
    id = desk.view_ids(book, view("unassigned"))[0]
    done(of(book, "ned", desk.claim, id))
    assert standing(book, id).owner == "ned"


# -- rules


def test_the_first_rule_that_fits_gives_a_new_lead_to_whose_turn_it_is(book: Session) -> None:
    ruled(
        book,
        more=by_rule("large", 'when = "amount>=50000"', 'to = "ned"')
        + by_rule("nordic_web", 'label = "Nordic web"', 'when = "source:web"', 'among = ["north"]'),
    )
    owners = [standing(book, another(book, n, owner=None)).owner for n in range(4)]
    assert owners == ["mia", "ola", "mia", "ola"]
    large = another(book, 5, owner=None, budget_amount="60000")
    assert standing(book, large).owner == "ned"
    said = another(book, 6, owner="boss")
    assert standing(book, said).owner == "boss"  # who was said stays
    other = another(book, 7, owner=None, source="partner")
    assert standing(book, other).owner is None  # no rule fits
    came = handed(book, 7)
    assert (came.rule, came.label, came.read) == ("nordic_web", "Nordic web", False)
    made = done(desk.create(book, Kind.LEAD, {"last_name": "Told", "source": "web"}))
    assert made.sentence.endswith("Mia has it, by rule “Nordic web”.")
    notes = [event.note for event in desk.events(book, Kind.LEAD, made.id)]
    assert notes == ["by rule “Nordic web”"]


def test_an_import_runs_the_rules_on_what_nobody_owns(book: Session) -> None:
    ruled(book, more=BOTH)
    rows = [
        ImportRow(n, {"last_name": f"Row {n}", **({"owner": "ned"} if n == 3 else {})}) for n in range(2, 7)
    ]
    closed = ImportRow(9, {"last_name": "Closed"}, closed=("disqualified", "lost", book.now()))
    begun = desk.start_import(book, "x.csv", "d", Kind.LEAD, {})
    stored = desk.import_batch(book, begun.id, [*rows, closed], 6).ids
    assert [standing(book, id).owner for id in stored] == ["mia", "ned", "ola", "mia", "ola", None]
    assert of(book, "mia", desk.waiting).handed == 2 and of(book, "ned", desk.waiting).handed == 0
    note = desk.events(book, Kind.LEAD, stored[0])[0].note
    assert note == f"Import {begun.id}: x.csv, by rule “turns”"
    assert standing(book, another(book, 1, owner=None)).owner == "mia"  # the turn goes on


def test_the_least_loaded_gets_it(book: Session) -> None:
    for number in range(3):
        another(book, number, owner="mia")
    ruled(book, more=by_rule("load", 'among = ["mia", "ola"]', 'how = "least_loaded"'))
    owners = [standing(book, another(book, n, owner=None)).owner for n in range(4, 9)]
    assert owners == ["ola", "ola", "ola", "mia", "ola"]


LEAST = by_rule("load", 'among = ["mia", "ola"]', 'how = "least_loaded"')


def counts(session: Session) -> dict[str, int]:
    rows = session.sql(
        "SELECT owner, count(*) FROM lead WHERE state = 'open' AND withdrawn = 0 AND owner IN ('mia', 'ola')"
        " GROUP BY owner"
    )
    return {"mia": 0, "ola": 0, **dict(rows)}


def test_a_new_lead_counts_no_leads_and_reads_what_happened_since_the_last_one(book: Session) -> None:
    ruled(book, more=LEAST)
    another(book, 0, owner=None)  # counts, once
    looked = list[list[str]]()
    for before in (1, 40):
        for number in range(before):
            another(book, 100 + number, owner="mia")
        another(book, before, owner=None)
        with statements(book) as seen:
            another(book, 200 + before, owner=None)
        assert not [text for text in seen if "count(*)" in text and "FROM lead " in text]
        looked.append(list(seen))
        assert [text for text in seen if "e.id > " in text]
        explain = "EXPLAIN " if book.engine == "postgresql" else "EXPLAIN QUERY PLAN "
        steps = " ".join(str(row[-1]) for row in book.sql(explain + loads.SINCE, [10**6]))
        assert "SCAN e" not in steps and "Seq Scan on event" not in steps, steps
    assert len(looked[1]) <= len(looked[0])


def test_each_lead_of_a_run_is_given_away_without_counting(book: Session) -> None:
    ruled(book, more=LEAST)
    leads = [another(book, n, owner="ned") for n in range(6)]
    done(desk.assign_by_rules(book, leads[0], anew=True))
    with statements(book) as seen:
        bulk.carry_on(book, run_by_rules(book, leads[1:], said={"anew": True}).id)
    assert not [text for text in seen if "GROUP BY owner" in text]
    assert counts(book) == {"mia": 3, "ola": 3}


@pytest.mark.parametrize("seed", range(6))
def test_loads_that_were_kept_are_those_that_are_counted(
    book: Session, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(seed)
    ruled(book, more=LEAST)
    if seed == 0:
        monkeypatch.setattr(loads, "CAUGHT_UP", 3)
    ids = [another(book, n, owner=dice.choice(["mia", "ola", "ned", None])) for n in range(4)]
    acts: list[Callable[[int], object]] = [
        lambda id: desk.assign(book, id, dice.choice(["mia", "ola", "ned", None])),
        lambda id: desk.disqualify(book, id, "lost"),
        lambda id: desk.reactivate(book, id, "They called."),
        lambda id: desk.merge(book, Kind.LEAD, id, dice.choice(ids)),
        lambda id: desk.decide(book, (Kind.LEAD, id), (Kind.LEAD, ids[0]), Verdict.DIFFERENT),
        lambda id: desk.undo(book),
        lambda id: ids.append(another(book, len(ids), owner=None)),
        lambda id: ids.append(another(book, len(ids), owner="ola")),
    ]
    for _ in range(30):
        with suppress(NotFound):  # some of them were taken back
            dice.choice(acts)(dice.choice(ids))
        assert Loads(book).of(["mia", "ola"]) == counts(book)


def test_by_territory_it_goes_to_who_has_it(book: Session) -> None:
    for name in ("Nordics", "Iberia"):
        done(desk.define_value(book, "territory", {"label": name}))
    done(desk.user_role(book, "ola", "rep", territories=["nordics", "Iberia"]))
    done(desk.user_role(book, "ned", "rep", territories=["Iberia"]))
    ruled(book, more=by_rule("place", 'to = "territory"') + by_rule("rest", 'to = "north"'))
    places = ("Nordics", "Iberia", "Iberia", "Elsewhere", None)
    owners = [
        standing(book, another(book, n, owner=None, territory=place)).owner for n, place in enumerate(places)
    ]
    # Ola was given one already, so the first of Iberia is Ned's.
    assert owners == ["ola", "ned", "ola", "north", "north"]


PLACES = ("Nordics", "Iberia", "Elsewhere", None)


@pytest.mark.parametrize("rule", ['to = "territory"', 'to = "hollow"', 'among = ["north", "ned"]'])
def test_however_many_are_given_away_the_rules_take_as_many_statements(book: Session, rule: str) -> None:
    for name, owner in (("Nordics", None), ("Iberia", "ned")):
        done(desk.define_value(book, "territory", {"label": name, "owner": owner}))
    done(desk.user_role(book, "ola", "rep", territories=["nordics"]))
    done(desk.team_add(book, "hollow", "Nobody yet"))
    ruled(book, more=by_rule("one", rule))
    counted: dict[str, list[int]] = {"propose": [], "import": []}
    for many in (4, 60):
        leads = [another(book, many + n, owner=None, territory=PLACES[n % 4]) for n in range(many)]
        with statements(book) as seen:
            assert len(desk.propose(book, leads, anew=True)) == many
        counted["propose"].append(len(seen))
        rows = [
            ImportRow(2 + n, {"last_name": f"Wang {many} {n}", "territory": PLACES[n % 4] or ""})
            for n in range(many)
        ]
        begun = desk.start_import(book, f"{many}.csv", f"{many}", Kind.LEAD, {})
        with statements(book) as seen:
            desk.import_batch(book, begun.id, rows, many)
        # What each row looks like is found row by row, whatever the rules.
        counted["import"].append(len([text for text in seen if "match_" not in text]))
    for few, many in counted.values():
        assert many <= few, counted


def test_a_rule_that_has_nobody_is_passed_over(book: Session) -> None:
    ruled(book, more=by_rule("one", 'to = "ned"') + by_rule("two", 'among = ["ola", "ned"]'))
    told = done(desk.user_remove(book, "ned"))
    assert "2 rules of assignment still name them: “one” and “two”." in told.sentence
    assert standing(book, another(book, 1, owner=None)).owner == "ola"


def test_on_demand_what_has_an_owner_stays(book: Session) -> None:
    nobodys, mine = another(book, 1, owner=None), another(book, 2)
    refused(desk.assign_by_rules(book, nobodys), "no_rule")
    ruled(book, more=BOTH)
    proposed = desk.propose(book, [nobodys, mine, nobodys])
    assert (proposed[0].lead, proposed[0].owner, proposed[0].rule) == (nobodys, "mia", "turns")
    assert proposed[1].refusal and proposed[1].refusal.code == "owned" and proposed[2].owner == "ola"
    assert standing(book, nobodys).owner is None  # nothing was written, no turn was used
    refused(desk.assign_by_rules(book, mine), "owned")
    told = done(desk.assign_by_rules(book, nobodys))
    assert told.sentence.endswith("to Mia, by rule “turns”.") and handed(book, nobodys).rule == "turns"
    done(desk.assign_by_rules(book, mine, anew=True))
    assert standing(book, mine).owner == "ola"
    conflict(desk.assign_by_rules(book, mine, anew=True, version=1))
    done(desk.undo(book))
    assert standing(book, mine).owner == "ada"


def run_by_rules(session: Session, ids: list[int], **more: Any) -> Any:
    asked = Asked(Act.ASSIGN, {"rules": True, **more.pop("said", {})})
    return desk.begin_run(session, asked, ids, "marked", **more)


def by_chance(dice: random.Random) -> str:
    """A rule book of up to four rules, whose last one has somebody for every lead."""
    rules = list[str]()
    for number in range(dice.randint(1, 3)):
        when = dice.choice(["source:web", "source:partner", "amount>=50000"])
        to = dice.choice(['to = "mia"', 'to = "north"', 'to = "territory"', 'among = ["north", "ned"]',
                          'among = ["ned", "mia"]'])  # fmt: skip
        how = [] if to.startswith("to") else [f'how = "{dice.choice(["round_robin", "least_loaded"])}"']
        rules.append(by_rule(f"r{number}", f"when = '{when}'", to, *how))
    least = by_rule("last", 'among = ["mia", "ola", "ned"]', 'how = "least_loaded"')
    return "".join([*rules, least])


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("anew", [False, True])
def test_what_is_proposed_is_what_a_run_does(book: Session, seed: int, anew: bool) -> None:
    dice = random.Random(seed)
    done(desk.define_value(book, "territory", {"label": "Iberia"}))
    done(desk.user_role(book, "ola", "rep", territories=["Iberia"]))
    leads = [
        another(
            book, n,
            owner=dice.choice(["mia", "ola", "ned", "north", None]) if anew else None,
            source=dice.choice(["web", "partner"]),
            territory=dice.choice(["Iberia", None]),
            budget_amount=dice.choice(["60000", "9000"]),
        )
        for n in range(12)
    ]  # fmt: skip
    ruled(book, more=by_chance(dice))
    proposed = {each.lead: each.owner for each in desk.propose(book, leads, anew=anew)}
    run = run_by_rules(book, leads, said={"anew": anew})
    bulk.carry_on(book, run.id)
    assert {id: standing(book, id).owner for id in leads} == proposed


def test_a_file_is_given_out_as_if_its_rows_came_one_by_one(book: Session) -> None:
    load = by_rule("load", 'among = ["mia", "ola"]', 'how = "least_loaded"')
    ruled(book, more=by_rule("web", 'when = "source:web"', 'to = "mia"') + load)
    rows = [
        ImportRow(n, {"last_name": f"Row {n}", "source": source})
        for n, source in enumerate(["partner", "web", "web", "partner", "partner", "partner"], 2)
    ]
    begun = desk.start_import(book, "x.csv", "d", Kind.LEAD, {})
    stored = desk.import_batch(book, begun.id, rows, 6).ids
    assert [standing(book, id).owner for id in stored] == ["mia", "mia", "mia", "ola", "ola", "ola"]


def test_who_saw_other_rules_or_an_older_lead_assigns_nothing(book: Session) -> None:
    changed, same = another(book, 1, owner=None), another(book, 2, owner=None)
    ruled(book, more=BOTH)
    seen = {each.lead: each.version for each in desk.propose(book, [changed, same])}
    rules = desk.propose(book, [same])[0].policy
    done(desk.edit(book, Kind.LEAD, changed, {"city": "Graz"}))
    run = run_by_rules(book, [changed, same], said={"policy": rules}, seen=seen)
    bulk.carry_on(book, run.id)
    assert [row.outcome for row in desk.run_rows(book, run.id)] == [Outcome.CONFLICT, Outcome.DONE]
    begun = run_by_rules(book, [changed], said={"policy": rules})
    ruled(book, ("block = 0.9", "block = 0.8"))  # another version, but the same rules of assignment
    assert isinstance(desk.resume_run(book, begun.id), Run)
    ruled(book, ('"turns"\namong = ["mia", "ola"]', '"turns"\namong = ["ned"]'))
    no = refused(desk.assign_by_rules(book, changed, rules=rules), "policy")
    assert "rules changed" in no.sentence
    refused(run_by_rules(book, [changed], said={"policy": rules}), "policy")
    refused(desk.resume_run(book, begun.id), "policy")
    assert standing(book, changed).owner is None
    done(desk.assign_by_rules(book, changed, rules=desk.policy(book).version))
    assert standing(book, changed).owner == "ned"


@pytest.mark.parametrize(
    ("line", "found", "mend"),
    [
        ('to = "olga"', "there is no user or team 'olga'", "Did you mean ola?"),
        ('among = ["ola", "sout"]', "there is no user or team 'sout'", "There are: "),
    ],
)
def test_a_rule_names_who_works_here(book: Session, line: str, found: str, mend: str) -> None:
    text = f"{desk.policy(book).text}{by_rule('one', line)}"
    problems = desk.policy_check(book, text)
    assert isinstance(problems, tuple) and len(problems) == 1
    assert found in problems[0].sentence and mend in problems[0].fix
    assert line in text.splitlines()[problems[0].line - 1]


def test_a_note_too_long_is_refused(book: Session) -> None:
    answer: Result = desk.assign(book, 1, "ola", "x" * 2001)
    refused(answer, "value")
