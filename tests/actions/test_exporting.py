"""Export, and what was exported back into another store."""

import csv
import json
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path

import pytest

from leadtui import store
from leadtui.actions.exporting import run_export
from leadtui.actions.importing import run_import
from leadtui.domain.fields import Kind
from leadtui.domain.records import Record
from leadtui.domain.results import Done, Result
from leadtui.domain.views import View
from leadtui.store import Session, create_store, view_ids
from leadtui.store.valuing import change_value, define_value
from leadtui.transfer.errors import FileExists, TransferError

# What another store gives anew, and numbers that mean nothing there.
ITS_OWN = {"id", "changed_at", "version", "account", "contact", "lead", "cycle"}


@pytest.fixture
def session(store: Session) -> Session:
    return store


def records(session: Session, kind: Kind) -> list[Record]:
    ids = view_ids(session, View(kind))
    found = store.record_rows(session, kind, ids)
    return [found[number] for number in sorted(ids)]


def comparable(session: Session, kind: Kind) -> list[dict[str, object]]:
    kept = [{k: v for k, v in asdict(r).items() if k not in ITS_OWN} for r in records(session, kind)]
    return sorted(kept, key=str)  # the other store numbers them in the order of the view


@pytest.fixture
def book(session: Session) -> Session:
    """A book with hostile text, closed and open leads and linked records."""
    must(
        store.create(
            session, Kind.ACCOUNT, {"name": "=Acme Ltd", "phone": "+49 30 901820", "industry": "None"}
        )
    )
    account = records(session, Kind.ACCOUNT)[0].id
    must(
        store.create(
            session, Kind.CONTACT, {"last_name": "'=Lee", "first_name": "[/foo]", "account": account}
        )
    )
    values = {
        "topic": 'Pumps, 3; "big"',
        "account": account,
        "amount": "12.50",
        "currency": "EUR",
        "stage": "close",
    }
    must(store.create(session, Kind.OPPORTUNITY, values))
    first = {
        "last_name": "O'Neil",
        "company": "-5 Ltd",
        "email": "o@x.example",
        "description": "two\nlines",
        "source": "website",
    }
    must(
        store.create(
            session, Kind.LEAD, first | {"budget_amount": "-1200.00", "do_not_call": True, "rating": "hot"}
        )
    )
    must(store.create(session, Kind.LEAD, {"company": "N/A", "phone": "+1 555 0100"}))
    ids = view_ids(session, View(Kind.LEAD))
    must(store.disqualify(session, ids[1], "lost", "gone"))
    return session


def must(result: Result) -> None:
    assert isinstance(result, Done), result


@pytest.mark.parametrize("kind", [Kind.ACCOUNT, Kind.LEAD, Kind.CONTACT, Kind.OPPORTUNITY])
@pytest.mark.parametrize(("form", "labels"), [("csv", False), ("csv", True), ("jsonl", False)])
def test_an_export_comes_back_whole_in_another_store(
    book: Session, tmp_path: Path, kind: Kind, form: str, labels: bool
) -> None:
    with create_store(str(tmp_path / "other.db"), user="bob", login="bob") as other:
        for part in (Kind.ACCOUNT, kind):
            path = tmp_path / f"{part}-{part is kind}.{form}"
            done = run_export(book, part, view_ids(book, View(part)), path=path, format=form, labels=labels)
            assert done.records == len(records(book, part))
            summary = run_import(other, path)
            assert (summary.system, summary.rejected) == ("leadtui", 0)
            if kind is Kind.ACCOUNT:
                break
        assert comparable(other, kind) == comparable(book, kind)
        if kind in (Kind.CONTACT, Kind.OPPORTUNITY):
            account = records(other, Kind.ACCOUNT)[0].id
            assert getattr(records(other, kind)[0], "account", None) == account


def test_a_file_is_new_private_and_never_overwritten(book: Session, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    run_export(book, Kind.LEAD, view_ids(book, View(Kind.LEAD)), path=path)
    assert path.stat().st_mode & 0o777 == 0o600
    with pytest.raises(FileExists, match="there already"):
        run_export(book, Kind.LEAD, [], path=path)
    with pytest.raises(TransferError, match="No such file or directory"):
        run_export(book, Kind.LEAD, [], path=tmp_path / "no" / "folder.csv")


def test_without_a_file_it_goes_to_stdout(book: Session, capsys: pytest.CaptureFixture[str]) -> None:
    run_export(book, Kind.OPPORTUNITY, view_ids(book, View(Kind.OPPORTUNITY)), format="jsonl")
    told = json.loads(capsys.readouterr().out)
    assert (told["topic"], told["account_name"]) == ('Pumps, 3; "big"', "=Acme Ltd")
    assert Decimal(told["amount"]) == Decimal("12.50")


def test_a_format_that_is_not_there_is_said(book: Session) -> None:
    with pytest.raises(TransferError, match="csv, jsonl"):
        run_export(book, Kind.LEAD, [], format="xml")


def test_labels_stand_where_they_are_read_back_as_the_same(book: Session, tmp_path: Path) -> None:
    """Of reasons, choices, values of lists and people; what two share keeps its code."""
    must(store.user_add(book, "grace", "Grace Hopper"))
    must(store.user_add(book, "twin1", "Same Name"))
    must(store.user_add(book, "twin2", "Same Name"))
    must(define_value(book, "campaign", {"label": "spring"}))
    must(change_value(book, "campaign", "spring", {"label": "Spring fair 2026"}))
    values = {"campaign": "spring", "source": "word_of_mouth", "need": "no_need", "decision_maker": True}
    for owner in ("grace", "twin1"):
        must(store.create(book, Kind.LEAD, {"last_name": "Owned", "owner": owner, **values}))
    must(store.disqualify(book, records(book, Kind.LEAD)[-1].id, "no_longer_interested"))
    path = tmp_path / "people.csv"
    ids = sorted(view_ids(book, View(Kind.LEAD)))
    run_export(book, Kind.LEAD, ids, path=path, labels=True)
    with path.open(encoding="utf-8", newline="") as file:
        *_, open_one, closed = csv.DictReader(file)
    asked = ("State", "Status reason", "Owner", "Campaign", "Source", "Need", "Decision maker", "Fit")
    of_list = ("Spring fair 2026", "Word of Mouth", "No need", "yes", "no")
    assert [open_one[name] for name in asked] == ["Open", "New", "Grace Hopper", *of_list]
    assert [closed[name] for name in asked] == ["Disqualified", "No longer interested", "twin1", *of_list]
    before = comparable(book, Kind.LEAD)
    assert run_import(book, path).rejected == 0
    twice = comparable(book, Kind.LEAD)
    assert len(twice) == 2 * len(before)
    assert all(twice.count(one) == 2 * before.count(one) for one in before)


def test_programs_get_no_labels(book: Session) -> None:
    with pytest.raises(TransferError, match="codes"):
        run_export(book, Kind.LEAD, [], format="jsonl", labels=True)
