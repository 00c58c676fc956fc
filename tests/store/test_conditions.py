"""A condition asked of one lead says what the store's filter finds, on both engines."""

from datetime import date
from decimal import Decimal

import pytest
from shelf import ids, make

from leadtui.domain.conditions import holds, unfit
from leadtui.domain.fields import Kind
from leadtui.domain.query import parse
from leadtui.store import Session
from leadtui.store.reads import lead

LEADS: tuple[dict[str, object], ...] = (
    {},
    {"source": "web", "rating": "hot", "budget_amount": Decimal("50000"), "fit": True, "owner": "ada"},
    {"source": "partner", "rating": "cold", "budget_amount": Decimal("49999.99"), "territory": "Nordics"},
    {"source": "trade_show", "territory": "nordics and baltics", "country": "Österreich", "owner": "mia"},
    {"budget_amount": Decimal("0.01"), "follow_up": date(2026, 11, 23), "do_not_call": True, "city": "PORTO"},
    {"budget_amount": Decimal("-5"), "follow_up": date(2026, 11, 30), "company": "100% Wolle_GmbH"},
    {"description": "one\ntwo", "status_reason": "contacted", "cycle": 2, "city": "Malmö"},
    {"email": "Ana@Northwind.example", "private_person": True, "need": "must_have", "currency": "EUR"},
)
_EACH = """
source:web source:web,partner -source:web has:source -has:source rating:hot !rating:hot,cold
amount>50000 amount>=50000 amount<50000 amount<=49999.99 amount:50000 amount==0.01 amount:0..50000
-amount>50000 amount>=-5 has:amount fit:yes fit:no -fit:yes has:fit do_not_call:yes private_person:no
territory:nordics territory==Nordics territory==nordics -territory:nordics territory:NORD,balt
country:österreich country:ÖSTERREICH country:Österreich city:porto city:malmö city:MALMÖ city:Malm
company:% company:_ company:100% company:wolle_ email:northwind email==ana@northwind.example owner==ada
owner==ada,mia -owner==ada has:owner due:2026-11-23 due>2026-11-23 due>=2026-11 due<2026-11-30
due<=2026-11-23 due:2026-11-20..2026-11-25 due:2026-11 -due:2026-11 status_reason:contacted
reason:new,contacted cycle:2 cycle>1 cycle<=1 need:must_have currency:eur description:two
description:one
"""
CONDITIONS = [
    *_EACH.split(),
    "source:web amount>=50000",
    "source:web or territory:nordics",
    "-(source:web or territory:nordics)",
    "(has:owner or fit:yes) -rating:cold",
    "-(has:owner amount>1)",
    "-(-has:owner or -amount>1)",
    "",
]


@pytest.fixture
def book(store: Session) -> Session:
    for values in LEADS:
        make(store, Kind.LEAD, **values)
    return store


def test_a_condition_is_true_of_just_the_leads_that_the_filter_shows(book: Session) -> None:
    leads = [lead(book, number) for number in range(1, len(LEADS) + 1)]
    shown: set[int] = set()
    for text in CONDITIONS:
        node = parse(text)
        assert unfit(node) is None, text
        found = [one.id for one in leads if one is not None and holds(node, one)]
        assert found == ids(book, text), text
        shown.add(len(found))
    assert len(shown) > 5  # they do tell leads apart


@pytest.mark.parametrize(
    "text", ["pereira", "is:ready", "age>7d", "created>2026-11-01", "due<today", "due>-2w", "owner:ada",
             "id:5", "source:web or is:mine", "-closed>2026-01-01", "has:closed_at", "version:3", "owner:me"]
)  # fmt: skip
def test_what_changes_by_itself_is_no_condition(text: str) -> None:
    wrong = unfit(parse(text))
    assert wrong is not None
    assert wrong.fix.startswith("Write ")
