"""What is said of users: refused in words, and what they have already stays theirs."""

import pytest
from making import done, refused

from leadtui import store as desk
from leadtui.store import Session


@pytest.fixture
def book(store: Session) -> Session:
    done(desk.user_add(store, "bea"))
    return store


def test_nothing_to_set_is_said(book: Session) -> None:
    assert "name, email" in refused(desk.user_set(book, "bea", {}), "field").fix


def test_a_territory_that_no_list_knows_stays_with_who_has_it(book: Session) -> None:
    book.sql("INSERT INTO user_territory (login, territory) VALUES (?, ?)", ["bea", "Old North"])
    done(desk.user_role(book, "bea", "manager", territories=["Old North"]))
    assert book.sql("SELECT territory FROM user_territory WHERE login = 'bea'") == [("Old North",)]
    refused(desk.user_role(book, "bea", "manager", territories=["Old North", "Nowhere"]), "unknown")
    refused(desk.user_add(book, "cid", territories=["Old North"]), "unknown")


def test_a_command_is_called_what_it_answered(book: Session) -> None:
    for answer in (
        desk.user_add(book, "cid"),
        desk.team_add(book, "east"),
        desk.user_set(book, "bea", {"name": "Beate"}),
        desk.user_role(book, "bea", "manager"),
        desk.user_remove(book, "bea"),
    ):
        told = done(answer)
        assert book.sql("SELECT title FROM operation WHERE id = ?", [told.operation]) == [(told.sentence,)]
