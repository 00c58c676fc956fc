"""The filter language against real rows: the same answers on both engines."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from shelf import change, ids, make, person, qualify, reopen, withdraw

from leadtui.domain.fields import Kind
from leadtui.domain.query import And, Compare, QueryError, Word, parse
from leadtui.domain.views import View, view
from leadtui.store import Session
from leadtui.store.filters import where
from leadtui.store.reads import count, view_ids

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # where the clock of the tests stands


def at(**later: float) -> datetime:
    return NOW + timedelta(**later)


def shown(store: Session, text: str, names: dict[int, str], kind: Kind = Kind.LEAD) -> str:
    """The short names of what a filter shows, in order of their ids."""
    return " ".join(names[number] for number in ids(store, text, kind=kind))


@pytest.fixture
def names(store: Session) -> dict[int, str]:
    person(store, "mia", "Mia Berg")
    person(store, "ola", "Ola Berg")
    ana = make(
        store, first_name="Ana", last_name="Pereira", company="Northwind GmbH", email="ana@northwind.example",
        phone="+46 70 555 01 23", source="web", campaign="Spring fair", owner="mia", city="Malmö",
        rating="hot", budget_amount=Decimal("38000"), currency="EUR", follow_up=date(2026, 11, 23),
        created_at=at(days=-2), decision_maker=True,
    )  # fmt: skip
    jon = make(
        store, last_name="Lindqvist", company="Fabrikam 100%_AB", source="partner", campaign="Spring",
        owner="ada", city="MÜNCHEN", rating="cold", budget_amount=Decimal("500.50"),
        follow_up=date(2026, 12, 1), created_at=at(days=-10), description="Needs\nroute planners",
    )  # fmt: skip
    wang = make(
        store, last_name="王小明", company="Tailspin 香港", owner="Paul Outsider", created_at=at(days=-400),
        follow_up=date(2026, 11, 20), parked_until=date(2026, 12, 24), do_not_call=True,
    )  # fmt: skip
    gone = make(store, last_name="Gone", company="Northwind GmbH", owner="mia")
    withdraw(store, Kind.LEAD, gone)
    lost = make(
        store, last_name="Straße", company="Contoso", state="disqualified", source="web",
        closed_at=datetime(2026, 9, 30, 12, tzinfo=UTC), created_at=at(days=-90),
    )  # fmt: skip
    won = make(store, last_name="Okafor", state="qualified", owner="ola", created_at=at(days=-30))
    return {ana: "ana", jon: "jon", wang: "wang", gone: "gone", lost: "lost", won: "won"}


CASES = {
    # words
    "northwind": "ana",
    "ANA northw": "ana",
    '"ana pereira"': "ana",
    '"pereira ana"': "",
    "ana or lindqvist": "ana jon",
    "ana lindqvist": "",
    "-ana": "jon wang lost won",
    "strasse": "lost",
    "王小": "wang",
    "100%_ab": "jon",
    "0%ab": "",
    "a_ab": "",
    '"070 555 01"': "",
    '"70 555-01"': "ana",
    "+46705550123": "ana",
    # texts contain, whatever the case; codes are whole
    "co:NORTH": "ana",
    "city:münchen": "jon",
    "city:malmö,Mün": "ana jon",
    "-city:malmö": "jon wang lost won",
    "co:%": "jon",
    "description:route": "jon",
    "src:web": "ana lost",
    "src:we": "",
    "src:web,partner": "ana jon lost",
    "-src:web": "jon wang won",
    "camp:spring": "ana jon",
    "campaign==Spring": "jon",
    '-campaign=="Spring fair"': "jon wang lost won",
    "rating:hot,cold": "ana jon",
    "reason:lost": "lost",
    "state:qualified,disqualified": "lost won",
    # owners: by key, name, or the text of an import
    "own:me": "jon",
    "own:mia": "ana",
    'own:"Mia Berg"': "ana",
    "own:berg": "ana won",
    "own:outsider": "wang",
    "own:me,mia": "ana jon",
    "-own:me": "ana wang lost won",
    "owner==mia": "ana",
    # has, yes and no
    "has:owner": "ana jon wang won",
    "-has:owner": "lost",
    "has:email,city": "ana jon",
    "has:decision_maker": "ana",
    "do_not_call:yes": "wang",
    "do_not_call:no": "ana jon lost won",
    # numbers and amounts
    "amount>1000": "ana",
    "amount<=500.50": "jon",
    "amount:500..50000": "ana jon",
    "amount:38000": "ana",
    "-amount>1000": "jon wang lost won",
    # days
    "due:today": "ana",
    "due<=today": "ana wang",
    "due<today": "wang",
    "due>today": "jon",
    "due>=2026-11-23": "ana jon",
    "due:2026-12": "jon",
    "due:2026-11-20..2026-11-23": "ana wang",
    "due:tomorrow..": "jon",
    "due:..yesterday": "wang",
    "closed:last-quarter": "lost",
    "closed:2026-q3": "lost",
    "closed:this-month": "won",
    "closed>2026-09-30": "won",
    "closed>=2026-09-30": "lost won",
    "closed<2026-09-30": "",
    "closed<=2026-09-30": "lost",
    "age>7d": "jon wang lost won",
    "age<=7d": "ana",
    "age:2d": "ana",
    "age:1w..40d": "jon won",
    "created_at>-1m": "ana jon won",
    # standings
    "is:open": "ana jon wang",
    "-is:open": "lost won",
    "is:qualified": "won",
    "is:disqualified": "lost",
    "is:parked": "wang",
    "is:open -is:parked": "ana jon",
    "is:mine": "jon",
    "is:open,qualified": "ana jon wang won",
    "is:untouched": "ana jon wang",
    "is:unread": "",
    "is:queued": "",
    "is:unowned": "wang",
    "-is:unowned": "ana jon lost won",
    # joined
    "(src:web or src:partner) is:open": "ana jon",
    "!(src:web or has:owner)": "",
    "-(is:open src:web)": "jon wang lost won",
    "": "ana jon wang lost won",
}


def test_every_term_shows_what_it_says(store: Session, names: dict[int, str]) -> None:
    answers = {text: shown(store, text, names) for text in CASES}
    assert answers == CASES


def test_a_parked_lead_comes_back_by_itself_on_its_day(store: Session, names: dict[int, str], clock) -> None:
    clock.time = datetime(2026, 12, 24, 12, tzinfo=UTC)
    assert shown(store, "is:parked", names) == ""
    assert "wang" in shown(store, "is:open -is:parked", names)


def test_a_lead_is_stale_when_nothing_happened_for_two_weeks(store: Session, clock) -> None:
    quiet, called, changed, parked = (make(store, last_name=name) for name in "abcd")
    clock.forward(days=20)
    make(store, Kind.ACTIVITY, about_kind="lead", about_id=called, kind="call")
    change(store, Kind.LEAD, changed, topic="Pumps")
    change(store, Kind.LEAD, parked, parked_until=date(2027, 6, 1))
    assert ids(store, "is:stale") == [quiet]
    clock.forward(days=15)
    assert ids(store, "is:stale") == [quiet, called, changed]


def test_a_lead_is_untouched_until_something_is_done_with_it(store: Session) -> None:
    fresh, called, edited = (make(store, last_name=name) for name in "abc")
    make(store, Kind.ACTIVITY, about_kind="lead", about_id=called, kind="call")
    change(store, Kind.LEAD, edited, topic="Pumps")
    assert ids(store, "is:untouched") == [fresh]


def test_ready_is_what_no_blocking_item_holds_back(store: Session) -> None:
    ready = make(store, last_name="Ana", email="ana@example.com", topic="Pumps", owner="ada")
    make(store, last_name="Bo", email="bo@example.com", topic="Pumps", owner="Paul Outsider")
    assert ids(store, "is:ready") == [ready]
    assert view_ids(store, view("ready")).tolist() == [ready]


def test_a_duplicate_looks_like_a_record_that_it_did_not_become(store: Session) -> None:
    one = make(store, last_name="Ana", email="ana@northwind.example")
    two = make(store, last_name="Anna", email="ANA@northwind.example")
    lone = make(store, last_name="Lone", email="lone@fabrikam.example")
    contact = make(store, Kind.CONTACT, last_name="Lone", email="lone@fabrikam.example")
    assert ids(store, "is:duplicate") == [one, two, lone]
    qualify(store, lone, contact=contact)
    withdraw(store, Kind.LEAD, two)
    assert ids(store, "is:duplicate") == []


def test_a_linked_contact_is_no_duplicate(store: Session) -> None:
    contact = make(store, Kind.CONTACT, last_name="Lone", email="lone@example.com")
    make(store, last_name="Lone", email="lone@example.com", contact=contact)
    assert ids(store, "is:duplicate") == []


def test_closed_views_follow_the_state_and_reactivation(store: Session) -> None:
    lead = make(store, last_name="Ana")
    qualify(store, lead)
    assert view_ids(store, view("closed")).tolist() == view_ids(store, view("qualified")).tolist() == [lead]
    reopen(store, lead)
    assert view_ids(store, view("closed")).tolist() == []
    assert view_ids(store, view("open")).tolist() == [lead]


def test_other_kinds_have_their_own_fields_and_standings(store: Session) -> None:
    acme = make(store, Kind.ACCOUNT, name="Acme", owner="ada", industry="Pumps")
    make(store, Kind.ACCOUNT, name="Other")
    contact = make(store, Kind.CONTACT, last_name="Berg", account=acme)
    won = make(
        store, Kind.OPPORTUNITY, topic="40 pumps", amount=Decimal(900), outcome="won", account=acme,
        close_on=date(2026, 12, 24),
    )  # fmt: skip
    lost = make(store, Kind.OPPORTUNITY, topic="1 pump", outcome="lost")
    assert ids(store, "co:acme industry:pump is:mine", kind=Kind.ACCOUNT) == [acme]
    assert ids(store, f"account:{acme}", kind=Kind.CONTACT) == [contact]
    assert ids(store, "is:won amount>=900 due:2026-12 pumps", kind=Kind.OPPORTUNITY) == [won]
    assert ids(store, "-is:won", kind=Kind.OPPORTUNITY) == [lost]


def test_a_day_ends_at_midnight_where_the_person_sits(store: Session) -> None:
    midnight = datetime(2026, 11, 24).astimezone()  # local, as `Session.today` is
    before = make(store, last_name="a", created_at=midnight - timedelta(seconds=1))
    after = make(store, last_name="b", created_at=midnight)
    assert ids(store, "created_at:2026-11-23") == [before]
    assert ids(store, "created_at>2026-11-23") == [after]


@pytest.mark.parametrize(
    "text", ["'; DROP TABLE lead; --", "50%_a", "\\", "?", "%s", "x' OR '1'='1", "w" * 5000]
)
def test_hostile_words_are_only_words(store: Session, text: str) -> None:
    lead = make(store, last_name="Ana", company="Acme")
    assert view_ids(store, View(query=Word(text))).tolist() == []
    assert view_ids(store, View(query=Compare("company", "=", (text,)))).tolist() == []
    assert view_ids(store, View(query=Compare("owner", "=", (text,)))).tolist() == []
    assert ids(store, "acme") == [lead]


def test_text_with_signs_of_patterns_finds_itself(store: Session) -> None:
    lead = make(store, last_name="Ana", company="50%_a\\b ?")
    make(store, last_name="Bo", company="50xxaxb")
    for text in ("50%_a", "a\\b", "?", "%"):
        assert view_ids(store, View(query=Word(text))).tolist() == [lead]
        assert view_ids(store, View(query=Compare("company", "=", (text,)))).tolist() == [lead]


def test_a_day_that_today_does_not_reach_is_a_query_error(store: Session) -> None:
    with pytest.raises(QueryError):
        view_ids(store, View(query=Compare("follow_up", "=", ("+9999y",))))


def test_an_empty_filter_shows_all_and_a_hundred_terms_are_fine(store: Session) -> None:
    lead = make(store, last_name="Ana")
    assert ids(store, "") == [lead]
    assert count(store, View(query=And(()))) == 1
    assert view_ids(store, View(query=parse(" ".join(["-x"] * 100)))).tolist() == [lead]


def test_a_word_follows_each_change_of_a_lead(store: Session) -> None:
    lead = make(store, last_name="Müller", company="Northwind")
    others = [make(store, last_name=f"x{n}") for n in range(3)]
    for text in ("northwind", "MÜLL", "rthw", "no"):
        assert ids(store, text) == [lead], text
    change(store, Kind.LEAD, lead, company="Fabrikam")
    assert ids(store, "northwind") == []
    assert ids(store, "fabrik") == [lead]
    assert ids(store, "-fabrik") == others
    withdraw(store, Kind.LEAD, lead)
    assert ids(store, "fabrik") == []


def test_a_word_that_many_leads_have_is_found_in_all_of_them(store: Session, monkeypatch) -> None:
    monkeypatch.setattr("leadtui.store.searching._FEW", 5)
    leads = [make(store, last_name=f"Northwind {n}") for n in range(8)]
    assert ids(store, "northwind") == leads
    assert ids(store, "northwind 7") == leads[7:]


def test_a_rare_word_is_looked_up_in_the_index_of_words(store: Session) -> None:
    if store.engine == "postgresql":
        assert store.sql("SELECT count(*) FROM pg_indexes WHERE indexname = 'lead_text'") == [(1,)]
        return
    lead = make(store, last_name="Northwind")
    picked = where(store, Kind.LEAD, Word("northw"))
    assert (f"lead.id IN ({lead})" in picked.sql, picked.params) == (True, ())
    plan = store.sql(
        "EXPLAIN QUERY PLAN SELECT rowid FROM lead_text WHERE search_key LIKE '%northw%' LIMIT 9"
    )
    assert ":L0" in plan[0][-1]  # FTS5's word for: by the index, not row by row
    assert store.sql("INSERT INTO lead_text (lead_text) VALUES ('integrity-check')") == []
