"""A small book for the journeys: a handful of leads that each show one thing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.records import Activity
from leadtui.domain.results import Done, Result

FABRIKAM = {"name": "Granite Freight AB", "city": "Malmö", "phone": "+46 40 630 01 00", "owner": "ola"}


def make_book(path: Path, clock: Callable[[], datetime]) -> Path:
    """A book of mia's with five open leads, an account that one of them belongs to, and a closed lead."""
    with store.create_store(path, user="mia", login="mia", clock=clock) as session:
        done(store.team_add(session, "north", "Sales north"))
        done(store.user_add(session, "ola", "Ola Brekke", teams=("north",)))
        done(store.create(session, Kind.ACCOUNT, FABRIKAM))
        for age, values in enumerate(_leads(session)):
            with session.acting("mia", clock() - timedelta(days=3 * age, hours=5)):
                done(store.create(session, Kind.LEAD, values))
        done(store.log(session, Kind.LEAD, 1, Activity(kind="call", outbound=True, outcome="reached",
                                                       text="Asked for a price by Friday.")))  # fmt: skip
        with session.acting("mia", clock() - timedelta(days=2)):
            done(store.disqualify(session, 5, "poor_fit", "Needs two devices."))
    return path


def _leads(session: store.Session) -> list[dict[str, object]]:
    today = session.today()
    jonas = {
        "first_name": "Jonas", "last_name": "Lindqvist", "company": "Granite Freight AB",
        "job_title": "Head of Operations", "email": "jonas@granitefreight.example",
        "phone": "+46 70 174 06 23", "mobile": None, "source": "partner", "campaign": "Spring fair",
        "product": "Route planner", "territory": "Nordics", "rating": "warm", "owner": "mia",
        "city": "Malmö", "country": "Sweden", "fit": True, "interest": True, "need": "should_have",
        "budget_status": "can_buy", "budget_amount": Decimal(38000), "currency": "EUR",
        "purchase_process": "committee", "follow_up": today, "follow_up_note": "Send the offer",
    }  # fmt: skip
    priya = {
        "first_name": "Priya", "last_name": "Natarajan", "company": "Harbour Retail Ltd",
        "job_title": "Buyer", "email": "priya@harbourretail.example", "phone": "+44 1632 960 114",
        "topic": "Handheld scanners for 14 shops", "source": "seminar", "rating": "hot", "owner": "mia",
        "do_not_call": True, "follow_up": today.replace(day=today.day - 2),
    }  # fmt: skip
    wang = {
        "first_name": "小明", "last_name": "王", "company": "Lantern Print 香港", "source": "web",
        "email": "xm@lanternprint.example", "rating": "warm", "owner": "mia", "follow_up": today,
    }  # fmt: skip
    siobhan = {
        "first_name": "Siobhán", "last_name": "O'Neill", "private_person": True, "source": "word_of_mouth",
        "phone": "+353 85 555 01 19", "rating": "cold", "owner": "mia",
    }  # fmt: skip
    lena = {"last_name": "Vogt", "first_name": "Lena", "company": "Juniper Clinics GmbH", "owner": "mia",
            "email": "lena.vogt@juniperclinics.example", "source": "web"}  # fmt: skip
    hostile = {"last_name": "[/foo] Ltd [@click=app.quit]x[/]",
               "company": "[red]Evil[/] \u202eInc\x1b]52;c;eA==\x07",
               "email": "evil@hostile.example", "owner": "ola", "source": "web"}  # fmt: skip
    return [jonas, priya, wang, siobhan, lena, hostile]


def done(result: Result) -> None:
    """It must have gone through."""
    assert isinstance(result, Done), result


JONAS = {"first_name": "Jonas", "last_name": "Lindqvist", "company": "Granite Freight AB",
         "email": "jonas@granitefreight.example", "phone": "+46 70 174 06 23", "city": "Malmö",
         "topic": "40 route planners", "source": "partner", "owner": "mia"}  # fmt: skip
ANA = {"first_name": "Ana", "last_name": "Pereira", "company": "Northwind Lda", "owner": "mia",
       "email": "ana@northwind.example", "phone": "+351 21 555 01 23", "source": "web"}  # fmt: skip
KNOWN = {"first_name": "Jonas", "last_name": "Lindkvist", "company": "Granite Freight",
         "email": "jonas@granitefreight.example", "mobile": "070-174 06 23", "city": "Malmo",
         "job_title": "Head of Operations", "owner": "ola"}  # fmt: skip


def make_alike_book(path: Path, clock: Callable[[], datetime]) -> Path:
    """Lead 1 looks like a contact, a closed lead and an account; leads 3 and 4 like each other."""
    with store.create_store(path, user="mia", login="mia", clock=clock) as session:
        done(store.user_add(session, "ola", "Ola Brekke"))
        done(store.user_add(session, "ned", "Ned Frost", role="rep"))
        done(store.create(session, Kind.ACCOUNT, FABRIKAM))
        done(store.create(session, Kind.CONTACT, KNOWN))
        for age, values in enumerate(_alike_leads()):
            with session.acting("mia", clock() - timedelta(days=20 * age, hours=5)):
                done(store.create(session, Kind.LEAD, values))
        call = Activity(kind="call", outbound=True, outcome="reached", text="Asked for a price by Friday.")
        with session.acting("mia", clock() - timedelta(days=2)):
            done(store.log(session, Kind.LEAD, 1, call))
        with session.acting("mia", clock() - timedelta(days=12)):
            done(store.disqualify(session, 2, "lost", "Went with the cheaper one."))
    return path


def _alike_leads() -> list[dict[str, object]]:
    earlier = {"first_name": "J.", "last_name": "Lindqvist", "company": "Granite Freight AB",
               "phone": "+46 70 174 06 23", "source": "web", "owner": "mia"}  # fmt: skip
    again = ANA | {"last_name": "Perreira", "phone": None, "owner": "ola", "source": "seminar"}
    colleague = {"first_name": "Ulla", "last_name": "Berg", "company": "Granite Freight AB", "owner": "ola",
                 "email": "ulla.berg@granitefreight.example"}  # fmt: skip
    return [JONAS, earlier, ANA, again, colleague]
