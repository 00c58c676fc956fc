from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from sheets import converted, one, refused, written

from leadtui.domain.fields import Kind
from leadtui.domain.lead import State


def test_a_currency_that_there_is_not_is_kept_as_it_was_written(tmp_path: Path) -> None:
    path = written(tmp_path, "Name,Budget amount,Currency\nAnn,1500,ZZZ\nBob,1500 ZZZ,\nCyd,1500,EUR\n")
    _, ready, _ = converted(path)
    assert [row.values.get("currency") for row in ready] == [None, None, "EUR"]
    assert [row.values.get("other_values") for row in ready] == [
        "Currency: ZZZ",
        "Budget amount: 1500 ZZZ",
        None,
    ]
    assert [row.values.get("budget_amount") for row in ready] == [Decimal(1500), None, Decimal(1500)]


def test_placeholders_are_empty(tmp_path: Path) -> None:
    ready = one(tmp_path, "Name,Company,Phone,Rating,Email\nAnn Lee,None,0,Select,a@x.example\n")
    assert {"company", "phone", "rating"}.isdisjoint(ready.values)


def test_what_has_no_field_is_kept_as_other_values(tmp_path: Path) -> None:
    ready = one(tmp_path, "Name,Email,Shoe size,Empty\nAnn Lee,a@x.example,39,\n")
    assert ready.values["other_values"] == "Shoe size: 39"


def test_a_second_address_is_kept_and_stands_in_for_an_empty_first(tmp_path: Path) -> None:
    path = written(tmp_path, "Name,Email 1,Email 2\nAnn,a@x.example,b@x.example\nBob,,c@x.example\n")
    _, ready, _ = converted(path)
    assert ready[0].values["email"] == "a@x.example"
    assert ready[0].values["other_values"] == "Email 2: b@x.example"
    assert ready[1].values["email"] == "c@x.example"
    assert "other_values" not in ready[1].values


def test_several_addresses_in_one_cell_are_parted(tmp_path: Path) -> None:
    ready = one(tmp_path, 'Name,Email\nAnn,"a@x.example, b@x.example"\n')
    assert ready.values["email"] == "a@x.example"
    assert "b@x.example" in str(ready.values["other_values"])


def test_an_option_nobody_knows_is_kept_as_text_and_refused_when_strict(tmp_path: Path) -> None:
    text = "Name,Email,Rating\nAnn,a@x.example,Lukewarm\n"
    ready = one(tmp_path, text)
    assert "rating" not in ready.values
    assert ready.values["other_values"] == "Rating: Lukewarm"
    reject = refused(tmp_path, text, strict=True)
    assert (reject.field, reject.value) == ("Rating", "Lukewarm")
    assert "Hot" in reject.reason


def test_a_source_nobody_knows_gets_a_code_of_its_own(tmp_path: Path) -> None:
    assert (
        one(tmp_path, "Name,Lead Source\nAnn,Organic Search (SEO)\n").values["source"] == "organic_search_seo"
    )


@pytest.mark.parametrize(
    ("row", "field", "value", "reason"),
    [
        ("Ann,{company},a@x.example,".format(company="x" * 101), "Company", "x" * 59 + "…", "100"),
        ("Ann,Acme,a@x.example,31/02/2026", "Created On", "31/02/2026", "no such day"),
        ("Ann,Acme,a@x.example,1/2/2026,surplus", "", "surplus", "5 cells"),
        (",,,1/2/2026", "", "", "know it by"),
    ],
)
def test_rejects_name_line_field_value_and_reason(
    tmp_path: Path, row: str, field: str, value: str, reason: str
) -> None:
    reject = refused(tmp_path, f"Name,Company,Email,Created On\n{row}\n")
    assert (reject.line, reject.field, reject.value) == (2, field, value)
    assert reason in reject.reason


def test_short_rows_and_empty_surplus_cells_enter(tmp_path: Path) -> None:
    _, ready, rejects = converted(written(tmp_path, "Name,Email,Phone\nAnn\nBob,b@x.example,,,\n"))
    assert [row.values.get("email") for row in ready] == [None, "b@x.example"]
    assert not rejects


def test_a_lead_without_name_is_called_by_its_topic_or_id_and_that_is_noted(tmp_path: Path) -> None:
    path = written(tmp_path, "mql_id,first_contact_date,origin\nabc,2/1/2018,social\n")
    _, ready, _ = converted(path)
    assert ready[0].values["last_name"] == "abc"
    assert ready[0].values["created_at"] == datetime(2018, 2, 1, tzinfo=UTC)
    assert ready[0].notes == ("named_after_external_id",)


def test_an_apostrophe_before_a_formula_sign_is_taken_away_once(tmp_path: Path) -> None:
    ready = one(tmp_path, "Name,Phone,Company\nAnn,'+32 10 00 00 00,'quoted' Ltd\n")
    assert ready.values["phone"] == "+32 10 00 00 00"
    assert ready.values["company"] == "'quoted' Ltd"


def test_country_code_and_number_make_one_mobile(tmp_path: Path) -> None:
    ready = one(tmp_path, "name,country_code,mobile_without_country_code\nAnn,+91,9876543210\n")
    assert ready.values["mobile"] == "+91 9876543210"


def test_money_brings_its_currency_and_its_column_decides_the_comma(tmp_path: Path) -> None:
    path = written(tmp_path, "Name;Budget Amount\nAnn;1.500\nBob;2.250,50 €\n")
    _, ready, _ = converted(path)
    assert [row.values.get("budget_amount") for row in ready] == [Decimal("1500.00"), Decimal("2250.50")]
    assert [row.values.get("currency") for row in ready] == [None, "EUR"]


def test_hidden_signs_are_cleaned_from_every_cell(tmp_path: Path) -> None:
    ready = one(tmp_path, "Name,Company,Email\nAn\u202en\x1b]52;c;x\x07 Lee,[/foo] L\x00td,a@x.example\n")
    assert ready.values["first_name"] == "Ann]52;c;x"
    assert ready.values["company"] == "[/foo] Ltd"


@pytest.mark.parametrize(
    ("headings", "row", "state", "reason", "at"),
    [
        (
            "Topic,Status Reason,Status,Email",
            "Pumps,Cannot Contact,Disqualified,a@x.example",
            "disqualified",
            "cannot_contact",
            None,
        ),
        ("LEADID,Last Name,Lead Status,CONVERTED", "1,Lee,Junk Lead,Yes", "qualified", "qualified", None),
        (
            "Id,LastName,LeadSource,Status,IsConverted,ConvertedDate",
            "00Q1,Lee,Web,Closed - Converted,true,2026-03-04",
            "qualified",
            "qualified",
            datetime(2026, 3, 4, tzinfo=UTC),
        ),
        (
            "name,partner_name,email_from,active,lost_reason_id",
            "Pumps,Acme,a@x.example,False,Too expensive",
            "disqualified",
            "lost",
            None,
        ),
    ],
)
def test_leads_closed_elsewhere_arrive_closed(
    tmp_path: Path, headings: str, row: str, state: str, reason: str, at: datetime | None
) -> None:
    assert one(tmp_path, f"{headings}\n{row}\n").closed == (State(state), reason, at)


def test_a_status_word_that_says_more_than_the_reason_is_kept(tmp_path: Path) -> None:
    path = written(
        tmp_path, "Name,Lead Status,Lead Source\nAnn,Negotiation,Web\nBob,New,Web\nCy,Parked,Web\n"
    )
    _, ready, _ = converted(path)
    assert ready[0].values["status_reason"] == "contacted"
    assert [row.values.get("other_values") for row in ready] == [
        "Lead Status: Negotiation",
        None,
        "Lead Status: Parked",
    ]
    assert all(row.closed is None for row in ready)


def test_opportunities_get_stage_outcome_and_a_topic(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
        "A1,Moses Frase,GTX,Cancity,Won,2016-10-20,2017-03-01,1054\n"
        "A2,Moses Frase,GTX,,Prospecting,,,\n",
    )
    columns, ready, _ = converted(path)
    assert columns.kind is Kind.OPPORTUNITY
    won, early = (row.values for row in ready)
    assert (won["topic"], won["company"], won["outcome"]) == ("GTX for Cancity", "Cancity", "won")
    assert (won["closed_on"], won["amount"]) == (date(2017, 3, 1), Decimal("1054.00"))
    assert early["stage"] == "qualify"
    assert "outcome" not in early
