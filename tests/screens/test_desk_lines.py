"""What the duplicate desk says of each field and match, without a screen."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from leadtui.domain.fields import Kind
from leadtui.domain.lead import Lead, State
from leadtui.domain.match import Band, Decision, Desk, Match, Reason, Side, Verdict
from leadtui.domain.records import Account, Brief, Contact
from leadtui.domain.text import width
from leadtui.screens import desk_head, desk_lines, desk_parts, desk_rules
from leadtui.screens.desk_rules import Purpose
from leadtui.screens.desk_sides import compared, decided
from leadtui.widgets.showing import Setting

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
AT = Setting(NOW, {"mia": "Mia Berg", "ola": "Ola Brekke"})
JONAS = Lead(
    id=1, first_name="Jonas", last_name="Lindqvist", company="Granite Freight AB", owner="mia",
    email="jonas@granitefreight.example", phone="+46 70 174 06 23", external_system="zoho", external_id="77",
)  # fmt: skip
KNOWN = Contact(
    id=88, first_name="Jonas", last_name="Lindkvist", account=3, owner="ola",
    email="Jonas@GraniteFreight.example", mobile="070-174 06 23", external_system="odoo", external_id="77",
)  # fmt: skip
WHY = (Reason("email", "same e-mail", 15.0), Reason("name", "name one letter apart", 4.0))
NO = (Reason("phone", "other phone", -2.0),)
DECISION = Decision(Verdict.KEPT, "mia", NOW, "two shops")


def match(kind: Kind = Kind.CONTACT, id: int = 88, **changes: object) -> Match:
    brief = Brief(kind, id, "Jonas Lindkvist", owner="ola")
    return Match(brief, 0.97, Band.BLOCK, WHY, NO)._replace(**changes)


def desk(*others: Side) -> Desk:
    return Desk(Kind.LEAD, Side(JONAS), others or (Side(KNOWN, match()),), colleagues=3)


def signs(of: Desk, at: Setting = AT) -> dict[str, str]:
    return {line.label: line.signs[1] for line in compared(of, at)}


def test_two_forms_of_one_value_are_the_same_and_one_letter_differs() -> None:
    at = replace(AT, titles={(Kind.ACCOUNT, 3): "GRANITE FREIGHT AB"})
    found = signs(desk(), at)
    assert found["E-mail"] == "=" and found["Mobile"] == "="  # the lead has that number as its phone
    assert found["Company"] == "=" and found["Name"] == "≠"
    assert found["Number"] == "≠"  # the same number in another system says nothing


def test_what_only_one_side_has_is_no_difference() -> None:
    found = signs(
        desk(Side(Account(id=4, name="Granite Freight AB", phone="+46 40 1"), match(Kind.ACCOUNT, 4)))
    )
    assert found["Company"] == "=" and found["Phone"] == "≠"
    assert found["Name"] == "" and found["E-mail"] == ""


@pytest.mark.parametrize("cells", [60, 76, 80, 110, 120, 200])
def test_every_width_tells_signs_likelihood_and_reasons_and_fits(cells: int) -> None:
    several = desk(
        Side(KNOWN, match()),
        Side(replace(JONAS, id=2, state=State.DISQUALIFIED, status_reason="lost", closed_at=NOW),
             match(Kind.LEAD, 2, decision=DECISION)),
        Side(None, match(Kind.LEAD, 9, readable=False)),
    )  # fmt: skip
    room = desk_lines.beside(cells, 3)
    text = ""
    for top in range(3 - room + 1):
        lines = desk_lines.drawn(several, AT, cells, 40, 0, top).lines
        assert all(line.cell_length <= cells for line in lines)
        text += "\n".join(line.plain for line in lines)
    words = " ".join(text.split())
    assert "≠" in text and "=" in text and "97% alike" in text
    assert "other phone" in words and "not yours to read" in words
    assert "two shops" in words and "lead 2, closed" in words
    assert "Lindkvist" in text


def test_a_low_screen_leaves_out_what_tells_least() -> None:
    tall = desk_lines.drawn(desk(), AT, 80, 40, 0, 0).lines
    low = desk_lines.drawn(desk(), AT, 80, 14, 0, 0).lines
    assert len(low) < len(tall)
    kept = {line.plain[:11].strip() for line in low}
    assert {"Name", "Company", "E-mail", "Phone", "Owner", "Why"} <= kept and "Number" not in kept


def test_the_letters_that_differ_are_marked_and_the_text_stays() -> None:
    marked = desk_parts.marked("Jonas Lindqvist", "Jonas Lindkvist")
    assert marked.plain == "Jonas Lindkvist"
    assert [(span.start, span.end) for span in marked.spans] == [(10, 11)]
    assert desk_parts.marked("Jonas", "Wang").spans == []
    assert desk_parts.marked("İris", "Iris").plain == "Iris"  # letters whose lower case is longer


def test_a_decision_says_who_when_and_why() -> None:
    assert decided(match(decision=DECISION), AT) == "both kept, Mia Berg, today, “two shops”"
    assert decided(match(), AT) == ""


def test_the_title_says_as_much_as_fits() -> None:
    assert desk_head.title(desk(), 120).plain.endswith("1 looks alike · 3 people of this company are known")
    for cells in range(40, 121):
        assert width(desk_head.title(desk(), cells).plain) <= max(cells, width(desk_head.name_of(desk())))
    assert desk_head.counts(desk()._replace(others=(), colleagues=0)) == ("nothing looks alike",)


def test_nothing_is_written_from_a_form() -> None:
    side = Side(KNOWN, match())
    for command in ("attach", "different", "merge", "keep_both", "reactivate"):
        assert "Nothing is saved yet" in str(desk_rules.why_not(command, desk(), side, Purpose.FORM, AT))
    for command in ("open", "link", "next_match", "back"):
        assert desk_rules.why_not(command, desk(), side, Purpose.FORM, AT) is None


def test_someone_elses_record_can_be_decided_on_but_not_opened() -> None:
    veiled = Side(None, match(readable=False, brief=Brief(Kind.CONTACT, 88, "", owner="ola")))
    for command in ("open", "link"):
        said = desk_rules.why_not(command, desk(veiled), veiled, Purpose.WORK, AT)
        assert said == "Contact 88 is Ola Brekke's and not yours to read: ask the owner."
    assert desk_rules.why_not("different", desk(veiled), veiled, Purpose.WORK, AT) is None


def test_a_closed_lead_is_not_linked_any_more() -> None:
    closed = Desk(
        Kind.LEAD, Side(replace(JONAS, state=State.DISQUALIFIED, status_reason="lost")), desk().others
    )
    said = desk_rules.why_not("link", closed, closed.others[0], Purpose.WORK, AT)
    assert said is not None and "read-only" in said


@pytest.mark.parametrize(
    ("label", "mine", "theirs", "sign"),
    [
        ("Company", {"company": "Northwind Lda"}, {"company": "Northwind"}, "="),
        ("Company", {"company": "Northwind Lda"}, {"company": "Fabrikam Lda"}, "≠"),
        ("E-mail", {"email": "ana+news@northwind.example"}, {"email": "ana@northwind.example"}, "="),
        ("E-mail", {"email": "info@northwind.example"}, {"email": "INFO@northwind.example"}, "="),
        ("E-mail", {"email": "info@northwind.example"}, {"email": "ana@northwind.example"}, "≠"),
        ("Name", {"first_name": "Dr. Ana", "last_name": "Pereira"}, {"last_name": "Pereira"}, "≠"),
        ("Name", {"last_name": "King Jr."}, {"last_name": "King Sr."}, "≠"),
        ("City", {"city": "Porto", "postal_code": "4000"}, {"city": "PORTO"}, "="),
        ("City", {"city": "Porto", "postal_code": "4000"}, {"city": "Porto", "postal_code": "4001"}, "≠"),
        ("Number", {"external_id": "7", "external_system": "zoho"},
         {"external_id": "7", "external_system": "odoo"}, "≠"),
    ],
)  # fmt: skip
def test_what_the_reasons_call_the_same_is_signed_the_same(
    label: str, mine: dict[str, str], theirs: dict[str, str], sign: str
) -> None:
    of = Desk(
        Kind.LEAD,
        Side(Lead(id=1, **mine)),
        (Side(Contact(id=88, **theirs), match()),),
    )
    assert signs(of)[label] == sign
