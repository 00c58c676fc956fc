"""Words of an account: contacts and opportunities are found by them, the accounts looked through but once."""

import re
from typing import Any

import pytest
from making import done

from leadtui import store as desk
from leadtui.domain.fields import Kind
from leadtui.domain.query import Word, parse
from leadtui.domain.views import View
from leadtui.store import Session
from leadtui.store.filters import where

KINDS = (Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY)
Asked = list[str]


@pytest.fixture
def book(store: Session) -> Session:
    """Twelve accounts with a contact and an opportunity each, and a contact without."""
    for number in range(12):
        account = done(desk.create(store, Kind.ACCOUNT, {"name": f"Northwind {number} AB"})).id
        done(desk.create(store, Kind.CONTACT, {"last_name": f"Berg {number}", "account": account}))
        done(desk.create(store, Kind.OPPORTUNITY, {"topic": f"Pumps {number}", "account": account}))
    done(desk.create(store, Kind.CONTACT, {"last_name": "Wind"}))
    return store


@pytest.fixture
def asked(book: Session, monkeypatch: pytest.MonkeyPatch) -> Asked:
    """What the book is asked, statement by statement."""
    seen: Asked = []
    ask = Session.sql
    monkeypatch.setattr(Session, "sql", lambda s, text, *given: seen.append(text) or ask(s, text, *given))
    return seen


def found(session: Session, text: str) -> list[tuple[str, int]]:
    return [(brief.kind.value, brief.id) for brief in desk.find(session, text, KINDS, 100)]


@pytest.mark.parametrize("few", [100, 3], ids=["few", "many"])
@pytest.mark.parametrize(
    ("text", "numbers"), [("northwind", range(1, 13)), ("northwind 7", [8]), ("nobody", []), ("ab 100%", [])]
)
def test_all_kinds_are_found_by_the_account(
    book: Session, monkeypatch: pytest.MonkeyPatch, few: int, text: str, numbers: Any
) -> None:
    monkeypatch.setattr("leadtui.store.searching._ACCOUNTS", few)
    expected = [(kind.value, number) for kind in KINDS for number in sorted(numbers, reverse=True)]
    assert found(book, text) == expected
    assert {one.brief.id for one in desk.linkable(book, text, KINDS, 100)} == set(numbers)


def test_what_is_not_of_the_account_is_told_by_a_minus(book: Session) -> None:
    query = parse("-northwind", Kind.CONTACT)
    assert list(desk.view_ids(book, View(query=query, kind=Kind.CONTACT))) == [13]


@pytest.mark.parametrize("look", [desk.find, desk.linkable])
def test_the_accounts_are_looked_through_once(book: Session, asked: Asked, look: Any) -> None:
    assert look(book, "nobody", KINDS, 8) == []
    through = [text for text in asked if re.search(r"FROM account( a)?\s+WHERE[^()]*search_key LIKE", text)]
    assert len(through) == 1, through


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["nobody", "northwind"])
def test_no_record_asks_for_its_account_by_itself(book: Session, kind: Kind, text: str) -> None:
    picked = where(book, kind, Word(text))
    explain = "EXPLAIN " if book.engine == "postgresql" else "EXPLAIN QUERY PLAN "
    sql = f"{explain}SELECT id FROM {kind} WHERE {picked.sql} ORDER BY id DESC LIMIT 40"
    plan = "\n".join(str(row[-1]) for row in book.sql(sql, list(picked.params)))
    assert "CORRELATED" not in plan and "EXISTS" not in plan, plan
    assert plan.count("search_key") <= 1, plan  # its own
