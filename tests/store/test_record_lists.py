"""The lines of the record lists, and what is told of an opportunity from all sides."""

from decimal import Decimal

import pytest
from making import done
from shelf import make, qualify

from leadtui.domain.fields import Kind
from leadtui.domain.record_rows import AccountRow, ContactRow, OpportunityRow
from leadtui.domain.records import Activity
from leadtui.domain.views import view
from leadtui.store import Session, lead_detail, log, record_detail, record_lines, view_ids


def test_an_account_line_counts_people_and_what_is_open(store: Session) -> None:
    top = make(store, Kind.ACCOUNT, name="Adatum Group")
    low = make(store, Kind.ACCOUNT, name="Adatum", parent=top, city="Oslo", owner="ada")
    for name in ("Ek", "Berg"):
        make(store, Kind.CONTACT, last_name=name, account=low)
    for amount, currency, outcome in (
        (100, "EUR", "open"),
        (50, "EUR", "open"),
        (7, "USD", "open"),
        (900, "EUR", "won"),
    ):
        make(
            store,
            Kind.OPPORTUNITY,
            topic="x",
            account=low,
            amount=Decimal(amount),
            currency=currency,
            outcome=outcome,
        )
    lines = record_lines(store, Kind.ACCOUNT, [low, top, 99])
    row, upper = lines[low], lines[top]
    assert isinstance(row, AccountRow) and isinstance(upper, AccountRow)
    assert set(lines) == {low, top}
    assert (row.title, row.parent, row.city, row.contacts, row.sales) == (
        "Adatum",
        "Adatum Group",
        "Oslo",
        2,
        3,
    )
    assert (row.worth, row.currency, row.others) == (Decimal(150), "EUR", True)
    assert (upper.contacts, upper.sales, upper.worth, upper.parent) == (0, 0, None, "")


def test_contacts_and_opportunities_name_their_account(store: Session) -> None:
    account = make(store, Kind.ACCOUNT, name="Adatum")
    both = make(
        store, Kind.CONTACT, last_name="Ek", account=account, company="old text", mobile="+46701740623"
    )
    alone = make(store, Kind.CONTACT, last_name="Berg", company="as text")
    lines = record_lines(store, Kind.CONTACT, [both, alone])
    people = [lines[id] for id in (both, alone)]
    assert [(row.title, row.company, row.phone) for row in people if isinstance(row, ContactRow)] == [
        ("Ek", "Adatum", "+46701740623"), ("Berg", "as text", None),
    ]  # fmt: skip
    sales = [
        make(store, Kind.OPPORTUNITY, topic="a", account=account, contact=alone),
        make(store, Kind.OPPORTUNITY, topic="b", contact=alone, company="text"),
        make(store, Kind.OPPORTUNITY, topic="c", company="text"),
    ]
    found = record_lines(store, Kind.OPPORTUNITY, sales)
    sold = [found[id] for id in sales]
    assert [row.customer for row in sold if isinstance(row, OpportunityRow)] == ["Adatum", "Berg", "text"]


@pytest.mark.parametrize("kind", [Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY])
def test_no_lines_of_no_records(store: Session, kind: Kind) -> None:
    assert record_lines(store, kind, []) == record_lines(store, kind, [7]) == {}


def test_the_open_ones_come_by_their_day(store: Session) -> None:
    from datetime import date

    days = {"late": date(2026, 1, 1), "soon": date(2026, 12, 1), "never": None}
    ids = {name: make(store, Kind.OPPORTUNITY, topic=name, close_on=day) for name, day in days.items()}
    make(store, Kind.OPPORTUNITY, topic="won", outcome="won")
    assert list(view_ids(store, view("open-opportunities"))) == [ids["late"], ids["soon"], ids["never"]]


def test_an_opportunity_that_several_leads_fed_names_them_all_and_so_do_they(store: Session) -> None:
    account = make(store, Kind.ACCOUNT, name="Adatum")
    first, second = (make(store, Kind.CONTACT, last_name=name, account=account) for name in ("Ek", "Berg"))
    sale = make(store, Kind.OPPORTUNITY, topic="Pumps", account=account, contact=first)
    leads = [make(store, last_name="Ek"), make(store, last_name="Berg")]
    for lead, contact in zip(leads, (first, second), strict=True):
        qualify(store, lead, account=account, contact=contact, opportunity=sale)
        done(log(store, Kind.LEAD, lead, Activity(kind="note", text=f"said by {lead}")))
    done(log(store, Kind.OPPORTUNITY, sale, Activity(kind="call", text="on the opportunity")))
    found = record_detail(store, Kind.OPPORTUNITY, sale)
    assert found is not None
    assert [(one.kind, one.id) for one in found.related] == [
        (Kind.ACCOUNT, account), (Kind.CONTACT, first), (Kind.CONTACT, second),
        (Kind.LEAD, leads[1]), (Kind.LEAD, leads[0]),
    ]  # fmt: skip
    texts = {entry.text: entry.about for entry in found.timeline if isinstance(entry, Activity)}
    assert texts == {
        f"said by {leads[0]}": (Kind.LEAD, leads[0]),
        f"said by {leads[1]}": (Kind.LEAD, leads[1]),
        "on the opportunity": (Kind.OPPORTUNITY, sale),
    }
    whole = lead_detail(store, leads[0])
    assert whole is not None
    told = [entry.text for entry in whole.timeline if isinstance(entry, Activity)]
    assert set(told) == {f"said by {leads[0]}", "on the opportunity"}
    for contact in (first, second):
        other = record_detail(store, Kind.CONTACT, contact)
        assert other is not None
        assert [one.detail.split(",")[0] for one in other.related if one.kind is Kind.OPPORTUNITY] == [
            "stakeholder"
        ]


def test_a_contact_without_an_account_is_the_customer(store: Session) -> None:
    contact = make(store, Kind.CONTACT, last_name="Ek")
    make(store, Kind.OPPORTUNITY, topic="Pumps", contact=contact)
    found = record_detail(store, Kind.CONTACT, contact)
    assert found is not None
    assert [one.detail for one in found.related] == ["customer, develop"]


def test_accounts_show_who_stands_above_and_below(store: Session) -> None:
    top = make(store, Kind.ACCOUNT, name="Top")
    middle = make(store, Kind.ACCOUNT, name="Middle", parent=top)
    low = make(store, Kind.ACCOUNT, name="Low", parent=middle)
    found = record_detail(store, Kind.ACCOUNT, middle)
    assert found is not None
    assert [one.id for one in found.related] == [top, low]
