"""Imports: batches whole or not at all, going on after a crash, rows closed elsewhere."""

import sys
from datetime import UTC, datetime
from typing import Any

import pytest
from making import READY, refused, standing

from leadtui.domain.fields import Kind
from leadtui.domain.lead import State
from leadtui.store import (
    ImportRow,
    NotFound,
    Session,
    create,
    disqualify,
    events,
    finish_import,
    import_batch,
    imports,
    start_import,
    user_add,
    verify,
)
from leadtui.store.reads import record


def rows(*several: dict[str, Any]) -> list[ImportRow]:
    return [ImportRow(line, values) for line, values in enumerate(several, 2)]


def test_rows_become_leads_with_keys_events_and_checklist(store: Session) -> None:
    begun = start_import(store, "web.csv", "d1", Kind.LEAD, {"email": "Mail"})
    outcome = import_batch(store, begun.id, rows(READY, {"last_name": "Ek", "email": "no address"}), 2)
    assert (outcome.stored, outcome.rejected, outcome.repeated) == (2, (), False)
    first, second = outcome.ids
    assert standing(store, first).email == READY["email"]
    assert standing(store, second).email == "no address"
    assert store.sql("SELECT ready, reachable FROM lead ORDER BY id") == [(1, 1), (0, 0)]
    event = events(store, kind=Kind.LEAD, record=first)[0]
    assert (event.action, event.note) == ("import", f"Import {begun.id}: web.csv")
    assert store.sql("SELECT count(*) > 5 FROM match_key WHERE record = ?", [first * 4]) == [(True,)]
    assert store.sql("SELECT record FROM match_record ORDER BY record") == [(first * 4,), (second * 4,)]
    assert verify(store).ok


def test_a_row_that_no_record_can_hold_is_rejected_and_the_others_enter(store: Session) -> None:
    begun = start_import(store, "web.csv", "d1", Kind.LEAD, {})
    batch = rows(
        {"last_name": "x" * 51},
        {"city": "Porto"},
        {"last_name": "A", "rating": "boiling"},
        {"last_name": "B", "account": 7},
        {"last_name": "C", "colour": "red"},
        {"last_name": "D", "status_reason": "lost"},
        {"last_name": "Good"},
    )
    outcome = import_batch(store, begun.id, batch, 7)
    assert outcome.stored == 1
    assert [(r.line, r.field) for r in outcome.rejected] == [
        (2, "last_name"),
        (3, "last_name"),
        (4, "rating"),
        (5, "account"),
        (6, "colour"),
        (7, "status_reason"),
    ]
    assert all(r.reason for r in outcome.rejected)
    assert (imports(store)[0].stored, imports(store)[0].rejected) == (1, 6)


def test_a_row_closed_elsewhere_arrives_closed_and_read_only(store: Session) -> None:
    at = datetime(2026, 8, 12, 10, tzinfo=UTC)
    begun = start_import(store, "web.csv", "d1", Kind.LEAD, {})
    batch = [
        ImportRow(2, {"last_name": "Ek"}, (State.DISQUALIFIED, "lost", at)),
        ImportRow(
            3, {"last_name": "Holm", "closed_by": "Sara", "created_at": at}, ("qualified", "qualified", at)
        ),
        ImportRow(4, {"last_name": "Odd"}, ("disqualified", "qualified", at)),
        ImportRow(5, {"last_name": "Open", "status_reason": "contacted", "closed_by": "Sara"}),
    ]
    outcome = import_batch(store, begun.id, batch, 4)
    lost, won, opened = (standing(store, id) for id in outcome.ids)
    assert (lost.state, lost.status_reason, lost.closed_at, lost.closed_by) == (
        "disqualified",
        "lost",
        at,
        None,
    )
    assert (won.state, won.closed_by, won.created_at) == ("qualified", "Sara", at)
    assert (opened.status_reason, opened.closed_by) == ("contacted", None)
    assert [r.line for r in outcome.rejected] == [4]
    refused(disqualify(store, lost.id, "lost"), "closed")
    assert store.sql("SELECT count(*) FROM account") == [(0,)]


def test_an_owner_becomes_a_key_where_someone_here_is_meant(store: Session) -> None:
    user_add(store, "mia", "Mia Berg", "mia@leadtui.example")
    begun = start_import(store, "web.csv", "d1", Kind.LEAD, {})
    said = ("MIA", "mia berg", "Mia@leadtui.example", "Someone Else", "me")
    batch = rows(*({"last_name": "Ek", "owner": owner} for owner in said))
    outcome = import_batch(store, begun.id, batch, 5)
    assert [standing(store, id).owner for id in outcome.ids] == ["mia", "mia", "mia", "Someone Else", "me"]
    assert store.sql('SELECT count(*) FROM "user"') == [(2,)]


def test_every_text_is_cleaned_whatever_field_it_is_for(store: Session) -> None:
    begun = start_import(store, "web.csv", "d1", Kind.LEAD, {})
    bad, at = "A\x1b[2J\u202en\u0303a ", datetime(2026, 3, 1, tzinfo=UTC)
    names = ("first_name", "last_name", "company", "owner", "campaign", "source", "closed_by")
    row = ImportRow(
        2, dict.fromkeys(names, bad) | {"description": "a\x07\r\nb"}, ("disqualified", "lost", at)
    )
    outcome = import_batch(store, begun.id, [row], 1)
    lead = standing(store, outcome.ids[0])
    assert [getattr(lead, name) for name in names] == [*["A[2Jña"] * 5, "a_2jña", "A[2Jña"]
    assert lead.description == "a\nb"


def test_an_import_goes_on_where_it_stopped(store: Session) -> None:
    begun = start_import(store, "web.csv", "d1", Kind.LEAD, {"email": "Mail"})
    import_batch(store, begun.id, rows(READY), 1000)
    again = start_import(store, "renamed.csv", "d1", Kind.LEAD, {"email": "Mail"})
    assert (again.id, again.next_row, again.mapping) == (begun.id, 1000, {"email": "Mail"})
    assert finish_import(store, begun.id, rejected=3).rejected == 3
    fresh = start_import(store, "web.csv", "d1", Kind.LEAD, {})
    assert (fresh.id, fresh.next_row) == (begun.id + 1, 0)
    assert [(i.id, i.done, i.stored) for i in imports(store)] == [(fresh.id, False, 0), (begun.id, True, 1)]


def test_the_same_batch_enters_once(store: Session) -> None:
    begun = start_import(store, "web.csv", "d1", Kind.LEAD, {})
    assert import_batch(store, begun.id, rows(READY), 1).stored == 1
    again = import_batch(store, begun.id, rows(READY), 1)
    assert (again.stored, again.repeated) == (0, True)
    assert store.sql("SELECT count(*) FROM lead") == [(1,)]


def test_a_batch_that_fails_leaves_nothing(store: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("pulled the plug")

    begun = start_import(store, "web.csv", "d1", Kind.LEAD, {})
    with monkeypatch.context() as patched:
        patched.setattr(sys.modules["leadtui.store.import_runs"], "_advance", fail)
        with pytest.raises(RuntimeError):
            import_batch(store, begun.id, rows(READY), 1)
    assert store.sql("SELECT count(*) FROM lead") == [(0,)]
    assert import_batch(store, begun.id, rows(READY), 1).stored == 1


def test_other_kinds_are_imported_with_their_links(store: Session) -> None:
    account = create(store, Kind.ACCOUNT, {"name": "Adatum"}).id
    for kind, values in (
        (Kind.ACCOUNT, {"name": "Fabrikam"}),
        (Kind.CONTACT, {"last_name": "Ek", "account": account}),
        (Kind.OPPORTUNITY, {"topic": "Ink", "account": account, "outcome": "won", "amount": "1200"}),
    ):
        begun = start_import(store, "x.csv", str(kind), kind, {})
        outcome = import_batch(store, begun.id, rows(values), 1)
        assert outcome.rejected == ()
        assert record(store, kind, outcome.ids[0]) is not None


def test_an_unknown_import_is_not_found(store: Session) -> None:
    with pytest.raises(NotFound):
        import_batch(store, 99, [], 1)
    with pytest.raises(NotFound):
        finish_import(store, 99)
