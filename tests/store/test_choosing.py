"""What a plan may link: found by typing, ranked, counted; of what is not one's to read only whose it is."""

import pytest
from shelf import make

from leadtui.domain.access import Scope
from leadtui.domain.fields import Kind
from leadtui.domain.policy import shipped
from leadtui.store import Session, linkable, open_sales, set_match_policy, user_add

EVERY = (Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY)


@pytest.fixture
def book(store: Session) -> Session:
    """Two accounts with the word in their name, a contact and three opportunities of the first."""
    user_add(store, "bob", "Bob", None, "rep", ())
    first = make(
        store, Kind.ACCOUNT, name="Northwind Lda", city="Porto", owner="bob", phone="+351 21 555 0123"
    )
    make(store, Kind.ACCOUNT, name="Great Northwind", owner="ada")
    make(store, Kind.CONTACT, last_name="Costa", account=first, owner="ada")
    for topic, outcome in (("Scanners", "open"), ("Racks", "open"), ("Belts", "lost")):
        make(store, Kind.OPPORTUNITY, topic=topic, account=first, owner="ada", outcome=outcome)
    return store


def test_the_name_that_begins_so_comes_first_with_its_people_and_what_is_open(book: Session) -> None:
    found = linkable(book, "north", (Kind.ACCOUNT,))
    assert [one.brief.title for one in found] == ["Northwind Lda", "Great Northwind"]
    assert [(one.people, one.sales) for one in found] == [(1, 2), (0, 0)]


def test_a_contact_and_an_open_opportunity_say_of_which_account(book: Session) -> None:
    found = linkable(book, "northwind", (Kind.CONTACT, Kind.OPPORTUNITY))
    assert [one.brief.title for one in found] == ["Costa", "Racks", "Scanners"]  # no lost one
    assert all("Northwind Lda" in one.brief.detail for one in found)


def test_a_number_finds_the_record_of_that_number_and_is_bounded(book: Session) -> None:
    assert linkable(book, "2", (Kind.ACCOUNT,))[0].brief.id == 2
    assert len(linkable(book, "north", (Kind.ACCOUNT,), limit=1)) == 1
    assert linkable(book, "  ", EVERY) == []


def test_of_what_is_not_ones_own_only_whose_it_is_and_only_by_its_name(book: Session) -> None:
    set_match_policy(book, shipped().duplicates._replace(scopes={"rep": Scope.OWN}))
    with book.acting("bob", book.now()):
        found = {one.brief.id: one for one in linkable(book, "northwind", (Kind.ACCOUNT,))}
        assert found[1].readable and found[1].brief.title == "Northwind Lda"
        hidden = found[2]
        assert not hidden.readable and hidden.brief.owner == "ada"
        assert "Great" not in str(hidden.brief)
        assert hidden.refusal is not None and "Ask ada." in str(hidden.refusal)
        assert linkable(book, "gr", (Kind.ACCOUNT,)) == []  # two letters would tell by trying
        assert [one.brief.owner for one in linkable(book, "costa", (Kind.CONTACT,))] == ["ada"]
        # Whom a word of its address or account belongs to is not told.
        assert linkable(book, "northwind", (Kind.CONTACT,)) == []
        assert linkable(book, "northwind", (Kind.ACCOUNT,))[0].people == 0


def test_the_open_opportunities_of_an_account_or_of_a_contact_without_one(book: Session) -> None:
    alone = make(book, Kind.CONTACT, last_name="Alone")
    make(book, Kind.OPPORTUNITY, topic="Hers", contact=alone)
    assert [one.title for one in open_sales(book, 1, None)] == ["Racks", "Scanners"]
    assert [one.title for one in open_sales(book, None, alone)] == ["Hers"]
    assert open_sales(book, 2, None) == []
