from datetime import UTC, datetime
from decimal import Decimal

import pytest

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.transfer.amounts import currency_code, read_amount
from leadtui.transfer.dates import ImpossibleDate, Order, read_time
from leadtui.transfer.names import split_name
from leadtui.transfer.words import read_bool, read_option, read_state, read_status


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-22T20:36:47.000+0000", datetime(2024, 1, 22, 20, 36, 47)),
        ("2025-07-22T09:00:00.000Z", datetime(2025, 7, 22, 9)),
        ("2024-01-22T20:36:47+02:00", datetime(2024, 1, 22, 18, 36, 47)),
        ("5/2/2019 4:19:48 PM", datetime(2019, 5, 2, 16, 19, 48)),
        ("5/2/2019 12:05 AM", datetime(2019, 5, 2, 0, 5)),
        ("2/26/2018 19:58", datetime(2018, 2, 26, 19, 58)),
        ("26-08-2020", datetime(2020, 8, 26)),
        ("26.08.2020 09:30", datetime(2020, 8, 26, 9, 30)),
        ("06.08.2020", datetime(2020, 8, 6)),
        ("15 Apr, 2021 00:03:00", datetime(2021, 4, 15, 0, 3)),
        ("15-Apr-2021", datetime(2021, 4, 15)),
        ("April 15, 2021", datetime(2021, 4, 15)),
        ("15. März 2021", datetime(2021, 3, 15)),
        ("2021-03-15 09:30:00", datetime(2021, 3, 15, 9, 30)),
        ("45631", datetime(2024, 12, 5)),
        ("1/2/26", datetime(2026, 1, 2)),
        ("1700000000000", datetime(2023, 11, 14, 22, 13, 20)),
    ],
)
def test_dates_of_every_system_are_read(text: str, expected: datetime) -> None:
    assert read_time(text) == expected.replace(tzinfo=UTC)


def test_words_and_numbers_that_are_no_dates_are_none() -> None:
    assert [read_time(text) for text in ("soon", "Q3 2026", "12", "3 months")] == [None] * 4


@pytest.mark.parametrize(
    "text", ["31/02/2026", "13/13/2026", "2026-02-30", "31 Feb 2026", "2026-05-02 25:00"]
)
def test_days_that_do_not_exist_are_impossible(text: str) -> None:
    with pytest.raises(ImpossibleDate):
        read_time(text)


def test_the_column_decides_whether_the_day_comes_first() -> None:
    order = Order()
    for text in ("03/04/2026", "26/08/2020", "4/20/2021", "27/08/2020"):
        order.look(text)
    assert order.day_comes_first
    assert not order.is_guess
    assert read_time("03/04/2026", day_first=True) == datetime(2026, 4, 3, tzinfo=UTC)
    assert read_time("4/20/2021", day_first=True) == datetime(2021, 4, 20, tzinfo=UTC)  # only fits so


def test_a_column_that_does_not_say_is_read_month_first_and_told() -> None:
    order = Order()
    order.look("03/04/2026")
    assert order.is_guess
    assert not order.day_comes_first


@pytest.mark.parametrize(
    ("text", "comma", "expected"),
    [
        ("25000.0000", False, ("25000.00", "")),
        ("$342.09K", False, ("342090.00", "USD")),
        ("$1,117.10K", False, ("1117100.00", "USD")),
        ("1.234,56", False, ("1234.56", "")),
        ("1 234,56 €", False, ("1234.56", "EUR")),
        ("40.000,00", False, ("40000.00", "")),
        ("2.000", True, ("2000.00", "")),
        ("2.000", False, ("2.00", "")),
        ("1,234", False, ("1234.00", "")),
        ("12,5", False, ("12.50", "")),
        ("EUR 1'200", False, ("1200.00", "EUR")),
        ("-12.50", False, ("-12.50", "")),
        ("(12.50)", False, ("-12.50", "")),
    ],
)
def test_amounts_are_read(text: str, comma: bool, expected: tuple[str, str]) -> None:
    assert read_amount(text, comma) == (Decimal(expected[0]), expected[1])


@pytest.mark.parametrize("text", ["lots", "12 monkeys", "", "--", "1-2"])
def test_what_is_no_amount_is_none(text: str) -> None:
    assert read_amount(text) is None


def test_currencies_are_known_by_name_and_sign() -> None:
    assert [currency_code(text) for text in ("US Dollar", "€", "gbp", "doubloons")] == [
        "USD",
        "EUR",
        "GBP",
        "",
    ]


@pytest.mark.parametrize(
    ("full", "first", "last"),
    [
        ("Ann Lee", "Ann", "Lee"),
        ("Lee, Ann", "Ann", "Lee"),
        ("Ludwig van Beethoven", "Ludwig", "van Beethoven"),
        ("Santa Cruz Clara", "Santa Cruz", "Clara"),
        ("Lee", "", "Lee"),
        ("John M. Brown", "John M.", "Brown"),
        ("Mr. John Brown", "John", "Brown"),
        ("Martin Luther King Jr.", "Martin Luther", "King Jr."),
    ],
)
def test_full_names_are_split(full: str, first: str, last: str) -> None:
    assert split_name(full) == (first, last)


def test_two_option_fields_are_not_yes_and_no() -> None:
    words = ("completed", "mark complete", "Do Not Allow", "Allow", "Yes", "0", "FALSCH", "maybe")
    assert [read_bool(word) for word in words] == [True, False, True, False, True, False, False, None]


def test_options_are_read_by_label_number_and_synonym() -> None:
    fields = BY_NAME[Kind.LEAD]
    assert read_option(fields["rating"], "Hot", "") == "hot"
    assert read_option(fields["rating"], "2", "dynamics") == "warm"
    assert read_option(fields["rating"], "2", "odoo") == "hot"
    assert read_option(fields["source"], "8", "dynamics") == "web"
    assert read_option(fields["source"], "Web Site", "suitecrm") == "web"
    assert read_option(fields["source"], "website", "leadtui") is None
    assert read_option(fields["budget_status"], "May Buy", "") == "may_buy"
    assert read_option(fields["need"], "Luxury", "") is None


@pytest.mark.parametrize(
    ("word", "system", "state", "reason"),
    [
        ("Open - Not Contacted", "salesforce", "open", "new"),
        ("Working - Contacted", "salesforce", "open", "contacted"),
        ("Closed - Converted", "salesforce", "qualified", "qualified"),
        ("Closed - Not Converted", "salesforce", "disqualified", "lost"),
        ("Unqualified", "salesforce", "disqualified", "no_longer_interested"),
        ("Junk Lead", "zoho", "disqualified", "cannot_contact"),
        ("Lost Lead", "zoho", "disqualified", "lost"),
        ("Pre Qualified", "zoho", "open", "contacted"),
        ("Recycled", "suitecrm", "open", "contacted"),
        ("Dead", "espocrm", "disqualified", "lost"),
        ("Closed Won", "datablist", "qualified", "qualified"),
        ("6", "dynamics", "disqualified", "no_longer_interested"),
        ("Cannot Contact", "dynamics", "disqualified", "cannot_contact"),
        ("SALE_DONE", "", "qualified", "qualified"),
    ],
)
def test_status_words_of_every_system_mean_a_state_and_reason(
    word: str, system: str, state: str, reason: str
) -> None:
    standing = read_status(word, system)
    assert standing
    assert (standing.state, standing.reason) == (state, reason)


def test_states_and_converted_flags_are_read() -> None:
    assert read_state("2", "dynamics") == "disqualified"
    assert read_state("Yes", "zoho") == "qualified"
    assert read_state("No", "zoho") is None
