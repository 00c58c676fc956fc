"""Reading, showing and storing one value of one field."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadtui.domain.currencies import CURRENCIES
from leadtui.domain.fields import BY_NAME, FIELDS, Field, Kind, Type, code_of
from leadtui.domain.text import clean
from leadtui.domain.values import Invalid, from_json, is_email, is_phone, is_reachable, read, show, to_json

LEAD = BY_NAME[Kind.LEAD]
TODAY = date(2026, 11, 23)  # a Monday

GOOD: list[tuple[str, str, object]] = [
    ("last_name", "  Lind\tqvist ", "Lind qvist"),
    ("last_name", "", None),
    ("last_name", "\u200b", None),
    ("fit", "", False),
    ("description", "a\r\nb", "a\nb"),
    ("currency", "eur", "EUR"),
    ("currency", "€", "EUR"),
    ("currency", "US Dollar", "USD"),
    ("email", "jonas@fabrikam.example", "jonas@fabrikam.example"),
    ("email", "mailto:a+b@x.example", "a+b@x.example"),
    ("email", "jö@bücher.example", "jö@bücher.example"),
    ("phone", "001-672-799-2170x5610", "001-672-799-2170x5610"),
    ("phone", "1-800-55-FLOWER", "1-800-55-FLOWER"),
    ("phone", "٠٧٠٥٥٥", "٠٧٠٥٥٥"),
    ("mobile", "112 12", "112 12"),
    ("rating", "hot", "hot"),
    ("rating", "HOT", "hot"),
    ("rating", "3", "cold"),
    ("rating", "3.0", "cold"),
    ("rating", "w", "warm"),
    ("budget_status", "0", "no_committed_budget"),
    ("budget_status", "Can Buy", "can_buy"),
    ("source", "9", "word_of_mouth"),
    ("source", "Trade Show", "trade_show"),
    ("source", "Web Research", "web_research"),
    ("source", "Messe/Köln", "messe_köln"),
    ("budget_amount", "1,234.56", Decimal("1234.56")),
    ("budget_amount", "1.234,56", Decimal("1234.56")),
    ("budget_amount", "1 234,56", Decimal("1234.56")),
    ("budget_amount", "1'234.50", Decimal("1234.50")),
    ("budget_amount", "1234,56", Decimal("1234.56")),
    ("budget_amount", "$342.09K", Decimal("342090.00")),
    ("budget_amount", "$1,117.10K", Decimal("1117100.00")),
    ("budget_amount", "25000.0000", Decimal("25000.00")),
    ("budget_amount", "900750000", Decimal("900750000.00")),
    ("budget_amount", "38,000", Decimal("38000.00")),
    ("budget_amount", "1.234.567", Decimal("1234567.00")),
    ("budget_amount", "EUR 500", Decimal("500.00")),
    ("budget_amount", "500 EUR", Decimal("500.00")),
    ("budget_amount", "38k", Decimal("38000.00")),
    ("budget_amount", "0.005", Decimal("0.01")),
    *(("decision_maker", word, True) for word in ("yes", "True", "1", "completed", "WAHR", "Y", "x")),
    *(("decision_maker", word, False) for word in ("no", "FALSE", "0", "mark complete", "falsch", "N")),
    ("do_not_call", "Allow", False),
    ("do_not_call", "Do Not Allow", True),
    ("do_not_call", "yes", True),
    ("follow_up", "2026-12-31", date(2026, 12, 31)),
    ("follow_up", "2026-12-31T10:00:00Z", date(2026, 12, 31)),
    ("follow_up", "31/12/2026", date(2026, 12, 31)),
    ("follow_up", "12/31/2026", date(2026, 12, 31)),
    ("follow_up", "05/05/26", date(2026, 5, 5)),
    ("follow_up", "03.04.2026", date(2026, 4, 3)),
    ("follow_up", "26.08.2020 09:30", date(2020, 8, 26)),
    ("follow_up", "today", date(2026, 11, 23)),
    ("follow_up", "Tomorrow", date(2026, 11, 24)),
    ("follow_up", "+3d", date(2026, 11, 26)),
    ("follow_up", "2w", date(2026, 12, 7)),
    ("follow_up", "fri", date(2026, 11, 27)),
    ("follow_up", "mon", date(2026, 11, 30)),
    ("follow_up", "next month", date(2026, 12, 1)),
    ("follow_up", "15 Apr, 2021", date(2021, 4, 15)),
    ("follow_up", "Aug 12", date(2027, 8, 12)),
    ("created_at", "2024-01-22T20:36:47.000+0000", datetime(2024, 1, 22, 20, 36, 47, tzinfo=UTC)),
    ("created_at", "2024-01-22T21:36:47+01:00", datetime(2024, 1, 22, 20, 36, 47, tzinfo=UTC)),
    ("created_at", "2021-03-15 09:30:00", datetime(2021, 3, 15, 9, 30, tzinfo=UTC)),
    ("created_at", "2/26/2018 7:58:01 PM", datetime(2018, 2, 26, 19, 58, 1, tzinfo=UTC)),
    ("created_at", "2/26/2018 12:05 AM", datetime(2018, 2, 26, 0, 5, tzinfo=UTC)),
    ("created_at", "26-08-2020", datetime(2020, 8, 26, tzinfo=UTC)),
    ("created_at", "15 Apr, 2021 00:03:00", datetime(2021, 4, 15, 0, 3, tzinfo=UTC)),
    ("account", "#4211", 4211),
    ("account", "17", 17),
]


@pytest.mark.parametrize(("name", "text", "value"), GOOD)
def test_a_text_is_read_as_the_value_it_means(name: str, text: str, value: object) -> None:
    found = read(LEAD[name], text, today=TODAY)
    assert found == value
    assert type(found) is type(value)


BAD = [
    ("topic", "x" * 312, "Topic is 312 characters, 300 fit.", "Shorten"),
    ("phone", "1" * 51, "Phone is 51 characters, 50 fit.", "Shorten"),
    ("phone", "abc", "“abc” is not a phone number", "+46"),
    ("mobile", "12 34", "not a phone number", "+46"),
    ("source", "x" * 101, "Source is 101 characters, 100 fit.", "Shorten"),
    ("email", "ana at fabrikam", "not an e-mail address", "name@"),
    ("email", "a@b.example; c@d.example", "not an e-mail address", "name@"),
    ("email", "Ana <a@b.example>", "not an e-mail address", "name@"),
    ("email", "a..b@c.example", "not an e-mail address", "name@"),
    ("rating", "hott", "“hott” is not one of its values", "Hot?"),
    ("rating", "9", "not one of its values", "Hot, Warm or Cold"),
    ("budget_status", "buy", "not one of its values", "Buy"),
    ("source", "???", "no letter or digit", "word"),
    ("fit", "maybe", "neither yes nor no", "yes or no"),
    ("fit", "Allow", "neither yes nor no", "yes or no"),
    ("budget_amount", "a lot", "not an amount", "38,000"),
    ("budget_amount", "12,34,5", "not an amount", "38,000"),
    ("budget_amount", "1.2.3", "not an amount", "38,000"),
    ("budget_amount", "1e5", "not an amount", "38,000"),
    ("budget_amount", "9" * 40, "more than can be kept", "below"),
    ("follow_up", "31/02/2026", "not a day of the calendar", "2026-12-31"),
    ("follow_up", "2026-02-30", "not a day of the calendar", "2026-12-31"),
    ("follow_up", "03/04/2026", "could be two days", "2026-04-03 or 2026-03-04"),
    ("follow_up", "someday", "not a date", "2026-12-31"),
    ("created_at", "2026-11-23 25:61", "no such time", "14:30"),
    ("created_at", "noon", "not a date", "2026-12-31"),
    ("account", "Fabrikam", "not a number", "4211"),
    ("account", "0", "not a number", "4211"),
]


@pytest.mark.parametrize(("name", "text", "says", "fix"), BAD)
def test_a_text_that_does_not_fit_says_why_and_what_would(name: str, text: str, says: str, fix: str) -> None:
    found = read(LEAD[name], text, today=TODAY)
    assert isinstance(found, Invalid)
    assert says in found.sentence
    assert LEAD[name].label in found.sentence
    assert fix in found.fix


def test_a_file_settles_which_part_of_a_date_is_the_day() -> None:
    read_as = [read(LEAD["follow_up"], "03/04/2026", today=TODAY, day_first=first) for first in (True, False)]
    assert read_as == [date(2026, 4, 3), date(2026, 3, 4)]


ALL_FIELDS = st.sampled_from([field for fields in FIELDS.values() for field in fields])


@given(ALL_FIELDS, st.text(st.characters(codec=None)) | st.from_regex(r"[-+$€ \d.,/:kKTZ]{0,30}"))
def test_no_text_breaks_the_reading(field: Field, text: str) -> None:
    value = read(field, text, today=TODAY)
    if not isinstance(value, Invalid):
        assert from_json(field, to_json(field, value)) == value
        if isinstance(value, str) and field.max:
            assert len(value) <= field.max


def values_of(field: Field) -> st.SearchStrategy[object]:
    match field.type:
        case Type.MONEY:
            return st.decimals(-(10**12), 10**12, places=2)
        case Type.BOOL:
            return st.booleans()
        case Type.DATE:
            return st.dates(date(1900, 1, 1))
        case Type.TIME:
            minutes = st.integers(0, 10**7)
            return minutes.map(lambda n: datetime.fromtimestamp(1_500_000_000 // 60 * 60 + n * 60, UTC))
        case Type.CHOICE | Type.OPEN_CHOICE:
            return st.sampled_from([option.code for option in field.options] or ["some_code"])
        case Type.REF | Type.NUMBER:
            return st.integers(1, 10**12)
        case Type.EMAIL:
            return st.just("ana@fabrikam.example")
        case Type.PHONE:
            return st.just("+46 70 555 01 23")
        case _:
            if field.name == "currency":
                return st.sampled_from(["EUR", "USD"])
            text = st.text(max_size=field.max or 20).map(lambda s: clean(s, multiline=field.multiline))
            return text.filter(lambda s: 0 < len(s) <= (field.max or 20))


@given(st.data(), ALL_FIELDS)
def test_what_is_shown_reads_back(data: st.DataObject, field: Field) -> None:
    value = data.draw(values_of(field))
    assert read(field, show(field, value), today=TODAY) == value
    assert from_json(field, to_json(field, value)) == value


def test_json_speaks_in_decimal_strings_and_utc() -> None:
    assert to_json(LEAD["budget_amount"], Decimal("38000.00")) == "38000.00"
    at = datetime(2026, 11, 23, 9, 30, 0, 1, tzinfo=UTC)
    assert to_json(LEAD["created_at"], at) == "2026-11-23T09:30:00.000001Z"
    assert to_json(LEAD["follow_up"], TODAY) == "2026-11-23"
    assert to_json(LEAD["topic"], None) is None
    with pytest.raises(ValueError):
        from_json(LEAD["budget_amount"], "much")


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("ana@fabrikam.example", True),
        ("o'neill+web@sub.fabrikam.example", True),
        ("jö@bücher.example", True),
        ("ana@xn--bcher-kva.example", True),
        ("ana", False),
        ("ana@", False),
        ("@fabrikam.example", False),
        ("ana@fabrikam", False),
        (".ana@fabrikam.example", False),
        ("ana@-fabrikam.example", False),
        ("ana@fab rikam.example", False),
        ("x" * 65 + "@fabrikam.example", False),
        ("x@" + "y" * 300 + ".example", False),
        ("a@b@c.example", False),
        ("n/a", False),
    ],
)
def test_an_email_is_judged_by_its_syntax(text: str, good: bool) -> None:
    assert is_email(text) is good


@pytest.mark.parametrize(
    ("text", "region", "good"),
    [
        ("+46 70 555 01 23", None, True),
        ("070-555 01 23", None, True),
        ("070-555 01 23", "SE", True),
        ("001-672-799-2170x5610", None, True),
        ("+1-887-577-1205x5686", None, True),
        ("(850) 644-4200", None, True),
        ("886-2-25474189", None, True),
        ("555-0123", None, True),
        ("12345", "US", False),
        ("+1 23", None, False),
        ("+999 1234567", None, False),
        ("-2237", None, False),
        ("9.87654E+09", None, False),
        ("0000000000", None, False),
        ("call me", None, False),
        ("", None, False),
        ("n/a", None, False),
    ],
)
def test_a_phone_is_possible_or_not(text: str, region: str | None, good: bool) -> None:
    assert is_phone(text, region) is good


@pytest.mark.parametrize(
    ("values", "good"),
    [
        ({}, False),
        ({"email": None, "phone": None, "mobile": None}, False),
        ({"email": "ana@fabrikam.example"}, True),
        ({"email": "ana"}, False),
        ({"email": "ana", "mobile": "+46705550123"}, True),
        ({"phone": "070-555 01 23"}, True),
        ({"website": "www.fabrikam.example"}, False),
    ],
)
def test_one_good_way_to_reach_is_enough(values: dict[str, object], good: bool) -> None:
    assert is_reachable(values) is good


def test_a_code_is_the_same_however_its_letters_are_composed() -> None:
    assert code_of("\uf900") == code_of("\u8c48") == "\u8c48"
    assert code_of("Cafe\u0301 visit") == code_of("Caf\u00e9 visit")


@pytest.mark.parametrize(
    ("field", "text"), [("currency", "ZZZ"), ("currency", "xx"), ("budget_amount", "1200 ZZZ")]
)
def test_only_codes_of_currencies_are_codes_of_currencies(field: str, text: str) -> None:
    got = read(LEAD[field], text, today=TODAY)
    assert isinstance(got, Invalid) and "is no code of a currency" in got.sentence


def test_the_currencies_are_those_of_iso_4217() -> None:
    assert {"EUR", "USD", "SEK", "JPY", "XOF"} <= CURRENCIES and not {"ZZZ", "XXX", "XTS"} & CURRENCIES
    assert all(len(code) == 3 and code.isupper() and code.isascii() for code in CURRENCIES)
