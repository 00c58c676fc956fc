"""Making and changing records: what the field table and the rules let in."""

from datetime import date
from decimal import Decimal

import pytest
from colleagues import joined
from making import READY, a_lead, conflict, done, refused, standing

from leadtui.domain.fields import Kind
from leadtui.domain.results import Exit
from leadtui.store import NotFound, Session, create, disqualify, edit, team_add, user_add


def test_a_new_lead_is_open_new_and_clean(store: Session) -> None:
    id = a_lead(store, last_name="Perei\u202era\x00", description="two\r\nlines", budget_amount="38,000")
    lead = standing(store, id)
    assert (lead.state, lead.status_reason, lead.cycle, lead.version) == ("open", "new", 1, 1)
    assert (lead.last_name, lead.description) == ("Pereira", "two\nlines")
    assert str(lead.budget_amount) == "38000.00"  # always two places


def test_created_says_its_number_and_name(store: Session) -> None:
    answer = done(create(store, Kind.LEAD, READY))
    assert answer.sentence == f"Created lead {answer.id}, Ana Pereira."


def test_a_retry_with_the_same_op_id_makes_one_record(store: Session) -> None:
    first = done(create(store, Kind.ACCOUNT, {"name": "Adatum"}, op_id="x"))
    again = done(create(store, Kind.ACCOUNT, {"name": "Adatum"}, op_id="x"))
    assert again.repeated
    assert again.id == first.id


@pytest.mark.parametrize(
    ("values", "code", "field"),
    [
        ({"last_name": "x" * 51}, "value", "last_name"),
        ({"rating": "boiling"}, "value", "rating"),
        ({"budget_amount": "lots"}, "value", "budget_amount"),
        ({"budget_amount": Decimal(10) ** 16}, "value", "budget_amount"),
        ({"follow_up": "31/02/2026"}, "value", "follow_up"),
        ({"follow_up": 5}, "value", "follow_up"),
        ({"email": "no at sign"}, "value", "email"),
        ({"account": 77}, "value", "account"),
        ({"state": "qualified"}, "system", "state"),
        ({"owner": "nobody"}, "owner", "owner"),
        ({"compny": "x"}, "field", "compny"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_by_name(
    store: Session, values: dict[str, object], code: str, field: str
) -> None:
    refusal = refused(create(store, Kind.LEAD, {**READY, **values}), code)
    assert refusal.fields == (field,)
    assert refusal.fix
    assert store.sql("SELECT count(*) FROM lead") == [(0,)]


def test_an_unknown_field_is_a_usage_error_that_names_the_nearest(store: Session) -> None:
    refusal = refused(create(store, Kind.LEAD, {"compny": "x"}), "field")
    assert refusal.exit is Exit.USAGE
    assert "company" in refusal.fix


def test_nothing_to_know_it_by_is_refused(store: Session) -> None:
    refused(create(store, Kind.LEAD, {"city": "Porto"}), "identity")
    refused(create(store, Kind.ACCOUNT, {"city": "Porto"}), "identity")
    refused(edit(store, Kind.LEAD, a_lead(store), dict.fromkeys(READY)), "identity")


def test_an_owner_may_be_named_by_name_or_address(store: Session) -> None:
    done(user_add(store, "mia", "Mia Berg", "mia@leadtui.example"))
    done(team_add(store, "north", "North team"))
    for said, key in (
        ("Mia Berg", "mia"),
        ("MIA@leadtui.example", "mia"),
        ("north TEAM", "north"),
        ("me", "ada"),
    ):
        assert standing(store, a_lead(store, owner=said)).owner == key
    assert "mia" in refused(create(store, Kind.LEAD, {**READY, "owner": "miaa"}), "owner").fix


def test_an_edit_changes_only_what_differs(store: Session) -> None:
    id = a_lead(store)
    answer = done(
        edit(store, Kind.LEAD, id, {"topic": "Labels", "city": "Porto", "follow_up": date(2026, 12, 1)})
    )
    assert answer.sentence == "Changed topic, follow-up of Ana Pereira."
    assert standing(store, id).version == 2
    nothing = done(edit(store, Kind.LEAD, id, {"topic": "Labels"}))
    assert (nothing.version, nothing.events) == (2, ())


def test_an_owner_nobody_has_may_stay_when_other_fields_change(store: Session) -> None:
    from leadtui.store import ImportRow, import_batch, start_import

    begun = start_import(store, "x.csv", "d", Kind.LEAD, {})
    id = import_batch(store, begun.id, [ImportRow(1, {"last_name": "Ek", "owner": "Gone Person"})], 1).ids[0]
    done(edit(store, Kind.LEAD, id, {"owner": "Gone Person", "city": "Lund"}))
    assert standing(store, id).owner == "Gone Person"


def test_a_stale_edit_names_who_changed_what(store: Session, target: str) -> None:
    id = a_lead(store)
    with joined(target, "mia") as other:
        done(edit(other, Kind.LEAD, id, {"topic": "Labels"}))
    answer = conflict(edit(store, Kind.LEAD, id, {"topic": "Ink"}, version=1))
    assert (answer.by, answer.version) == ("mia", 2)
    assert answer.changes == {"topic": (READY["topic"], "Labels")}
    assert standing(store, id).topic == "Labels"


def test_a_closed_lead_is_read_only(store: Session) -> None:
    id = a_lead(store)
    done(disqualify(store, id, "lost"))
    refused(edit(store, Kind.LEAD, id, {"topic": "x"}), "closed")


def test_an_unknown_number_is_not_found(store: Session) -> None:
    with pytest.raises(NotFound):
        edit(store, Kind.LEAD, 99, {"topic": "x"})
