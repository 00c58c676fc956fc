"""What an imported row changes on a record that is here already."""

from decimal import Decimal

import pytest

from leadtui.domain.bringing import brought
from leadtui.domain.fields import Kind

HERE = {
    "last_name": "Holm",
    "email": "holm@adatum.example",
    "phone": None,
    "do_not_call": True,
    "owner": "mia",
    "account": 4,
    "other_values": "Shoe size: 39",
    "currency": "EUR",
    "budget_amount": Decimal("10.00"),
}
CASES = [
    ({}, {}),
    ({"last_name": "Holm", "city": None, "company": ""}, {}),
    (
        {"phone": "+46 70 555 01 23", "last_name": "Holme"},
        {"phone": "+46 70 555 01 23", "last_name": "Holme"},
    ),
    ({"email": "sara@adatum.example"}, {"email": "sara@adatum.example"}),
    ({"email": "sara at adatum"}, {}),
    ({"do_not_call": False, "do_not_email": True}, {"do_not_email": True}),
    ({"account": 5, "contact": 6}, {"contact": 6}),
    ({"owner": "Somebody Else"}, {}),
    ({"other_values": "Shoe size: 39\nHat: 7"}, {"other_values": "Shoe size: 39\nHat: 7"}),
    ({"external_system": "zoho", "external_id": "z1"}, {"external_system": "zoho", "external_id": "z1"}),
    ({"currency": "SEK"}, {}),
    (
        {"currency": "SEK", "budget_amount": Decimal("5.00")},
        {"currency": "SEK", "budget_amount": Decimal("5.00")},
    ),
    ({"status_reason": "contacted", "created_at": "2026"}, {}),
]


@pytest.mark.parametrize(("row", "changes"), CASES)
def test_blanks_are_filled_and_differences_brought(
    row: dict[str, object], changes: dict[str, object]
) -> None:
    assert brought(Kind.LEAD, HERE, row) == changes


def test_an_owner_who_is_someone_here_is_brought() -> None:
    assert brought(Kind.LEAD, HERE, {"owner": "Ola"}, owner="ola") == {"owner": "ola"}


def test_an_id_of_another_system_stays_whole() -> None:
    here = {**HERE, "external_system": "odoo", "external_id": None}
    assert brought(Kind.LEAD, here, {"external_system": "zoho", "external_id": "z1"}) == {}


def test_what_does_not_fit_any_more_stays_away() -> None:
    here = {"other_values": "x" * 19_990}
    assert brought(Kind.LEAD, here, {"other_values": "much too long\nfits"}) == {
        "other_values": f"{here['other_values']}\nfits"
    }
