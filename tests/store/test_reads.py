"""Lists: ids of a view off an index, rows by id in few statements, counts, suggestions, finds."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from shelf import change, ids, make, person, qualify, reopen, statements, withdraw

from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead, State
from leadtui.domain.query import Word, parse
from leadtui.domain.records import Account, Team, User
from leadtui.domain.results import Done
from leadtui.domain.views import VIEWS, View, sort_of, view
from leadtui.store import Session, open_session
from leadtui.store.filters import where
from leadtui.store.operation import Op
from leadtui.store.ordering import order_by
from leadtui.store.reads import (
    count,
    find,
    lead,
    lead_rows,
    owner_titles,
    reasons,
    record,
    record_rows,
    stamp,
    teams,
    users,
    values_in_use,
    view_ids,
)
from leadtui.store.writing import command

TODAY = date(2026, 11, 23)


def shelf_of(store: Session, size: int) -> None:
    """Many leads in all standings, at once."""
    states = ["open"] * 7 + ["qualified", "disqualified", "open"]
    reason = {"open": "new", "qualified": "qualified", "disqualified": "lost"}

    def row(n: int) -> dict[str, object]:
        state = states[n % 10]
        then = store.now() - timedelta(days=n % 90, seconds=n)
        return {
            "last_name": f"Name {n}",
            "email": f"n{n}@example.com",
            "topic": "Pumps" if n % 3 else None,
            "owner": ("ada", "bob", None, "Paul Outsider")[n % 4],
            "state": state,
            "status_reason": reason[state],
            "created_at": then,
            "closed_at": None if state == "open" else then,
            "follow_up": None if n % 5 else TODAY + timedelta(days=n % 40 - 10),
            "parked_until": TODAY + timedelta(days=n % 9 - 4) if n % 11 == 0 else None,
        }

    def work(op: Op) -> Done:
        made = op.insert_many(Kind.LEAD, [row(n) for n in range(size)], "import")
        return op.done(Kind.LEAD, made[0])

    assert isinstance(command(store, "import", work), Done)
    if store.engine == "postgresql":
        store.sql("ANALYZE")
        store.sql("SET enable_sort = off")  # a handful of rows is cheaper sorted: could it do without?


def plan_of(store: Session, shown: View) -> str:
    picked = where(store, shown.kind, shown.query)
    text = f"SELECT id FROM {shown.kind} WHERE {picked.sql} ORDER BY {order_by(shown)} LIMIT 50"
    explain = "EXPLAIN " if store.engine == "postgresql" else "EXPLAIN QUERY PLAN "
    return "\n".join(str(row[-1]) for row in store.sql(explain + text, list(picked.params)))


def test_the_first_window_of_each_shipped_view_is_read_off_an_index(store: Session) -> None:
    shelf_of(store, 3000)
    for name in VIEWS:
        plan = plan_of(store, view(name))
        assert "Sort" not in plan, (name, plan)
        assert "TEMP B-TREE" not in plan, (name, plan)
        assert "Index" in plan or "INDEX" in plan or VIEWS[name].sort == "-id", (name, plan)


def test_every_view_is_one_statement_and_its_window_is_the_beginning_of_the_whole(store: Session) -> None:
    shelf_of(store, 400)
    for name in VIEWS:
        if VIEWS[name].kind is not Kind.LEAD:
            continue
        with statements(store) as seen:
            whole = view_ids(store, view(name))
        # Unassigned leads are also those of an owner whom nobody here is: whom, is asked first.
        assert len(seen) == 1 + (name == "unassigned"), name
        assert whole.typecode == "q"
        assert view_ids(store, view(name), 20) == whole[:20], name
        assert view_ids(store, view(name), 20, 15) == whole[15:35], name
        assert view_ids(store, view(name), offset=15) == whole[15:], name
        assert count(store, view(name)) == len(whole), name
        assert count(store, view(name), cap=10) == min(10, len(whole)), name


def test_each_view_is_in_the_order_it_promises(store: Session) -> None:
    shelf_of(store, 300)
    leads = {
        n: found
        for n, found in record_rows(store, Kind.LEAD, range(1, 301)).items()
        if isinstance(found, Lead)
    }

    def work_order(number: int) -> tuple[date, int]:
        return leads[number].follow_up or date.max, -number

    for name in ("open", "my-open", "unassigned", "due", "ready"):
        shown = view_ids(store, view(name)).tolist()
        assert shown, name
        assert shown == sorted(shown, key=work_order), name
        assert all((leads[n].parked_until or TODAY) <= TODAY for n in shown), name
    closed = view_ids(store, view("closed")).tolist()
    assert closed == sorted(closed, key=lambda n: leads[n].closed_at or store.now(), reverse=True)
    assert sorted(closed) == [n for n, found in leads.items() if found.state is not State.OPEN]
    assert view_ids(store, view("all")).tolist() == list(range(300, 0, -1))


def test_empty_values_come_last_whichever_way_a_list_is_sorted(store: Session) -> None:
    none, low, high = (
        make(store, last_name="x", budget_amount=amount) for amount in (None, Decimal(1), Decimal(2))
    )
    assert ids(store, sort="amount") == [low, high, none]
    assert ids(store, sort="-amount") == [high, low, none]
    shut = make(store, last_name="y", state="disqualified")
    assert ids(store, sort="-closed")[0] == shut
    assert ids(store, sort="closed")[0] == shut


def test_names_sort_without_regard_to_case_and_ratings_by_heat(store: Session) -> None:
    berg, adam, zorn = (
        make(store, last_name=last, first_name=first, rating=rating)
        for last, first, rating in (("berg", "Z", "cold"), ("Berg", "A", "hot"), ("ZORN", None, "warm"))
    )
    assert ids(store, sort="name") == [adam, berg, zorn]
    assert ids(store, sort="-name") == [zorn, berg, adam]
    assert ids(store, sort="rating") == [adam, zorn, berg]


def test_a_lead_is_read_back_as_it_was_written_and_unknown_ones_are_none(store: Session) -> None:
    number = make(
        store,
        last_name="Ana",
        budget_amount=Decimal("12.50"),
        follow_up=TODAY,
        do_not_call=True,
        company="Acme",
    )
    found = lead(store, number)
    assert found is not None
    assert (found.last_name, found.budget_amount, found.follow_up) == ("Ana", Decimal("12.50"), TODAY)
    assert (found.do_not_call, found.state, found.version, found.created_at) == (
        True,
        State.OPEN,
        1,
        store.now(),
    )
    assert lead(store, 99) is None
    account = make(store, Kind.ACCOUNT, name="Acme")
    assert record(store, Kind.ACCOUNT, account) == Account(
        id=account, name="Acme", created_at=store.now(), changed_at=store.now(), version=1
    )


def test_what_is_withdrawn_is_nowhere(store: Session) -> None:
    number = make(store, last_name="Ana", email="ana@example.com")
    withdraw(store, Kind.LEAD, number)
    assert lead(store, number) is None
    assert lead_rows(store, [number]) == {}
    assert find(store, "ana") == []
    assert find(store, str(number)) == []
    for name in VIEWS:
        assert count(store, view(name)) == 0
    assert values_in_use(store, Kind.LEAD, "email") == []


def test_a_hundred_lines_take_three_statements(store: Session) -> None:
    shelf_of(store, 150)
    with statements(store) as seen:
        rows = lead_rows(store, range(1, 101))
    assert len(seen) == 3  # the policy on duplicates, the leads, what they became
    assert set(rows) == set(range(1, 101))


def test_a_line_says_what_a_list_shows(store: Session) -> None:
    number = make(
        store, first_name="Ana", last_name="Pereira", mobile="+46705550123", source="web", owner="ada",
        topic="Pumps", do_not_email=True, follow_up=TODAY,
    )  # fmt: skip
    row = lead_rows(store, [number, 77])[number]
    assert (row.name, row.company, row.phone, row.source) == ("Ana Pereira", "", "+46705550123", "web")
    assert (row.done, row.total, row.ready, row.do_not_email) == (5, 8, True, True)
    assert (row.state, row.follow_up, row.became, row.alike) == (State.OPEN, TODAY, "", False)


def test_a_line_says_whether_something_looks_the_same(store: Session) -> None:
    one = make(store, first_name="Ana", last_name="Ek", email="ana@ek.example")
    two = make(store, last_name="Bo", phone="+46 70 555 01 23")
    contact = make(store, Kind.CONTACT, last_name="Bo", phone="0046705550123")
    other = make(store, first_name="Ana", last_name="Holm", company="Acme", email="holm@acme.example")
    make(store, Kind.ACCOUNT, name="Acme")  # a colleague's company is no duplicate of a person
    rows = lead_rows(store, [one, two, other])
    assert [rows[n].alike for n in (one, two, other)] == [False, True, False]
    qualify(store, two, contact=contact)
    assert not lead_rows(store, [two])[two].alike


def test_a_line_says_what_a_lead_became_in_its_latest_life(store: Session) -> None:
    number = make(store, last_name="Ana")
    account, contact = make(store, Kind.ACCOUNT, name="Acme"), make(store, Kind.CONTACT, last_name="Ana")
    sale = make(store, Kind.OPPORTUNITY, topic="Pumps")
    first = qualify(store, number, account=account, contact=contact, opportunity=sale)
    assert lead_rows(store, [number])[number].became == "ACO"
    reopen(store, number)
    second = qualify(store, number, contact=contact)
    assert lead_rows(store, [number])[number].became == "C"
    undone(store, second.operation)
    assert lead_rows(store, [number])[number].became == "ACO"
    undone(store, first.operation)
    assert lead_rows(store, [number])[number].became == ""


def undone(store: Session, operation: int) -> None:
    """What an undo leaves in the table of operations."""

    def work(op: Op) -> Done:
        return Done(op.id, "lead", 1, 1)

    assert isinstance(command(store, "undo", work, undoes=operation), Done)


def test_people_and_reasons_are_read_as_the_screens_name_them(store: Session) -> None:
    person(store, "mia", "Mia Berg")
    store.sql("INSERT INTO team (code, name) VALUES (?, ?)", ["north", "Sales north"])
    store.sql("INSERT INTO membership (login, team) VALUES (?, ?)", ["mia", "north"])
    assert User("mia", "Mia Berg", None, "rep", True, ("north",)) in users(store)
    assert teams(store) == [Team("north", "Sales north", ("mia",))]
    assert owner_titles(store) == {"ada": "ada", "mia": "Mia Berg", "north": "Sales north"}
    found = reasons(store)
    assert [reason.code for reason in found[:4]] == ["new", "contacted", "qualified", "lost"]
    assert {reason.code for reason in found if reason.offered} >= {"lost", "duplicate", "other"}


def test_suggestions_are_known_values_then_those_in_use(store: Session) -> None:
    person(store, "mia", "Mia Berg")
    for company, source in (("Acme", "web"), ("Acme", "meetup"), ("Adler", "meetup"), ("Zett", None)):
        make(store, last_name="x", company=company, source=source, owner="Paul")
    assert values_in_use(store, Kind.LEAD, "company", "a") == ["Acme", "Adler"]
    assert values_in_use(store, Kind.LEAD, "source")[:1] == ["advertisement"]
    assert values_in_use(store, Kind.LEAD, "source", "me") == ["meetup"]
    assert values_in_use(store, Kind.LEAD, "owner") == ["ada", "mia", "Paul"]


def test_the_stamp_moves_with_each_change(store: Session) -> None:
    assert stamp(store) == 0
    number = make(store, last_name="Ana")
    before = stamp(store)
    assert before > 0
    lead_rows(store, [number])
    assert stamp(store) == before
    change(store, Kind.LEAD, number, topic="Pumps")
    assert stamp(store) > before


def test_the_palette_finds_by_words_and_by_number_over_all_kinds(store: Session) -> None:
    first = make(store, last_name="Ana", company="Northwind")
    shut = make(store, last_name="Bo", company="Northwind", state="disqualified")
    account = make(store, Kind.ACCOUNT, name="Northwind GmbH", city="Malmö")
    found = find(store, "northw")
    assert [(brief.kind, brief.id, brief.state) for brief in found] == [
        (Kind.LEAD, shut, "disqualified"), (Kind.LEAD, first, "open"), (Kind.ACCOUNT, account, ""),
    ]  # fmt: skip
    assert found[2].detail == "Malmö"
    assert [brief.id for brief in find(store, "northw ana", [Kind.LEAD])] == [first]
    assert find(store, f"{first}", [Kind.LEAD])[0].id == first
    assert len(find(store, "northw", [Kind.LEAD], limit=1)) == 1
    assert find(store, "  ") == []


def test_a_filter_on_a_view_keeps_the_view_s_order(store: Session) -> None:
    shelf_of(store, 60)
    narrowed = view("open").narrowed(Word("name 1"))
    shown = view_ids(store, narrowed).tolist()
    assert shown == [n for n in view_ids(store, view("open")) if n in set(shown)]
    assert shown


@pytest.mark.parametrize(
    "sort", ["name", "-name", "done", "-rating", "owner", "-follow_up", "closed,-age", "state"]
)
def test_every_sort_is_whole(store: Session, sort: str) -> None:
    shelf_of(store, 40)
    assert sorted(view_ids(store, View(query=parse(""), sort=sort_of(sort)))) == list(range(1, 41))


def test_unassigned_leads_are_also_those_of_a_name_that_nobody_here_has(store: Session) -> None:
    shelf_of(store, 3000)
    nobodys = make(store, last_name="A")
    outsiders = make(store, last_name="B", owner="Wim from before")
    make(store, last_name="C", owner="ada")
    gone = make(store, last_name="D", owner="Wim from before", state="disqualified")
    shown = view_ids(store, view("unassigned")).tolist()
    assert {nobodys, outsiders} <= set(shown)
    assert gone not in shown
    if store.engine == "postgresql":
        store.sql("ANALYZE")
    plan = plan_of(store, view("unassigned"))
    assert "Sort" not in plan, plan
    assert "TEMP B-TREE" not in plan, plan
    assert "Index" in plan or "INDEX" in plan, plan


def test_statements_that_read_together_see_one_moment(store: Session, target: str) -> None:
    """On PostgreSQL each sees the newest: two more trips to the server would cost more than that."""
    make(store, last_name="Ada")
    with open_session(target, user="ada", login="ada") as other, store.reading():
        before = store.sql("SELECT count(*) FROM lead")
        make(other, last_name="Bob")
        assert other.sql("SELECT count(*) FROM lead") == [(2,)]  # nobody was held up
        with store.reading():
            after = store.sql("SELECT count(*) FROM lead")
        assert (before, after) == ([(1,)], [(1,)] if store.engine == "sqlite" else [(2,)])
    assert store.sql("SELECT count(*) FROM lead") == [(2,)]


def test_who_read_together_writes_again_also_after_an_error(store: Session) -> None:
    with pytest.raises(ZeroDivisionError), store.reading():
        store.sql("SELECT count(*) FROM lead")
        raise ZeroDivisionError
    make(store, last_name="Ada")
    with store.transaction(), store.reading():
        assert store.sql("SELECT count(*) FROM lead") == [(1,)]
