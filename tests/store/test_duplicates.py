"""What looks the same, by exact keys, and why."""

import pytest
from making import READY, a_lead, another, done, qualified

from leadtui.domain.fields import Kind
from leadtui.store import NotFound, Session, create, duplicates_of, edit, undo


def told(store: Session, kind: Kind, record: int | dict[str, object]) -> list[tuple[str, int, str]]:
    return [(str(b.kind), b.id, b.detail) for b in duplicates_of(store, kind, record)]


def test_the_same_address_phone_or_name_and_company_is_found_and_says_why(store: Session) -> None:
    id = a_lead(store)
    by_mail = another(store, 1, email="ANA@northwind.example")
    by_phone = another(store, 2, phone="00351 215550123")
    by_name = another(store, 3, first_name="ana", last_name="Pereira", company="Northwind", email=None)
    assert told(store, Kind.LEAD, id) == [
        ("lead", by_mail, "same e-mail"),
        ("lead", by_phone, "same phone"),
        ("lead", by_name, "same name and company"),
    ]


def test_leads_contacts_and_accounts_are_looked_through(store: Session) -> None:
    id = a_lead(store, website="https://www.northwind.example/shop")
    contact = done(
        create(store, Kind.CONTACT, {"last_name": "P", "email": READY["email"], "mobile": READY["phone"]})
    ).id
    account = done(create(store, Kind.ACCOUNT, {"name": "NORTHWIND Lda.", "website": "northwind.example"})).id
    assert told(store, Kind.LEAD, id) == [
        ("account", account, "same company, same web domain"),
        ("contact", contact, "same e-mail, same phone"),
    ]
    assert ("lead", id, "same e-mail, same phone") in told(store, Kind.CONTACT, contact)


def test_values_being_typed_are_compared_before_they_are_stored(store: Session) -> None:
    id = a_lead(store)
    assert told(store, Kind.LEAD, {"email": READY["email"]}) == [("lead", id, "same e-mail")]
    assert told(store, Kind.LEAD, {"email": "", "last_name": "Pereira"}) == []


def test_what_was_withdrawn_or_changed_is_no_duplicate(store: Session) -> None:
    first, second, third = a_lead(store), a_lead(store), a_lead(store)
    done(undo(store))
    assert [b.id for b in duplicates_of(store, Kind.LEAD, first)] == [second]
    done(edit(store, Kind.LEAD, second, {"email": None, "phone": None, "company": "Other"}))
    assert duplicates_of(store, Kind.LEAD, first) == []
    with pytest.raises(NotFound):
        duplicates_of(store, Kind.LEAD, third)


def test_what_a_lead_became_is_no_duplicate_of_it(store: Session) -> None:
    id = a_lead(store)
    qualified(store, id)
    assert duplicates_of(store, Kind.LEAD, id) == []
    assert {str(b.kind) for b in duplicates_of(store, Kind.LEAD, a_lead(store))} == {
        "account",
        "contact",
        "lead",
    }
