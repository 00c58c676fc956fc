"""What of a record counts, in any spelling and script."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadtui.matching import Facts, counted, facts, keys, pack, unpack
from tests.matching.drawing import ODD, records, values


@given(records())
def test_a_record_comes_back_from_its_text(record: Facts) -> None:
    assert unpack(pack(record)) == record


@given(st.sampled_from(("lead", "contact", "account", "opportunity")), values())
def test_facts_are_plain_text(kind: str, found: Mapping[str, object]) -> None:
    record = facts(kind, found)
    assert all(isinstance(text, str) and "\x1f" not in text for text in record)
    for text in (record.first, record.last, record.company, record.city, record.street, record.topic):
        assert text.isascii() and text == text.casefold() and text == " ".join(text.split())


@pytest.mark.parametrize("text", ODD)
def test_no_script_is_too_odd(text: str) -> None:
    found = facts(
        "lead", dict.fromkeys(("first_name", "last_name", "company", "city", "street", "topic"), text)
    )
    assert unpack(pack(found)) == found
    assert len({key for key, _ in keys(found)}) == len(keys(found))


@given(records())
def test_keys_are_stable_and_short(record: Facts) -> None:
    found = keys(record)
    assert found == keys(unpack(pack(record)))
    assert all(0 <= key < 1 << 48 and votes > 0 for key, votes in found)
    assert [votes for _, votes in found] == sorted((votes for _, votes in found), reverse=True)
    assert all(0 <= key < 1 << 48 for key in counted(record))


def test_keys_are_the_same_in_every_process() -> None:
    record = facts("lead", {"first_name": "Anna", "last_name": "Smith", "email": "sunny4711@gmail.com"})
    assert (keys(record)[0], len(keys(record))) == ((122971119337034, 9), 4)


def test_a_record_that_says_nothing_has_no_key() -> None:
    assert keys(facts("lead", {"first_name": " ", "company": "", "birth": None})) == []


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({"first_name": "Anna", "last_name": "Smith"}, ("anna", "", "smith", "")),
        ({"last_name": "Anna Smith"}, ("anna", "", "smith", "")),
        ({"first_name": "Anna Smith"}, ("anna", "", "smith", "")),
        ({"last_name": "Smith, Anna"}, ("anna", "", "smith", "")),
        ({"first_name": "Anna", "last_name": "Anna Smith"}, ("anna", "", "smith", "")),
        ({"first_name": "Anna Smith", "last_name": "Smith"}, ("anna", "", "smith", "")),
        ({"first_name": "John Q.", "last_name": "Smith Jr."}, ("john", "q", "smith", "2")),
        ({"first_name": "J. P.", "last_name": "Morell"}, ("j p", "", "morell", "")),
        ({"last_name": "Jan van der Berg"}, ("jan", "", "van der berg", "")),
        ({"first_name": "Dr. Jürgen", "last_name": "Müller"}, ("jurgen", "", "muller", "")),
        ({"last_name": "Smith", "email": "anna.smith@acme.example"}, ("anna", "", "smith", "")),
        (
            {"first_name": "A", "last_name": "Smith", "email": "anna.smith@acme.example"},
            ("anna", "", "smith", ""),
        ),
    ],
)
def test_names_stand_where_they_belong(values: dict[str, object], wanted: tuple[str, ...]) -> None:
    found = facts("lead", values)
    assert (found.first, found.middle, found.last, found.suffix) == wanted


@pytest.mark.parametrize(
    ("first", "last", "email", "spelled"),
    [
        ("Anna", "Smith", "anna.smith@acme.example", "1"),
        ("Anna", "Smith", "a.smith77@acme.example", "1"),
        ("Anna", "Smith", "smith.anna@acme.example", "1"),
        ("Bob", "Smith", "robert.smith@acme.example", "2"),
        ("Bob", "Smith", "rsmith@acme.example", "2"),
        ("Anna", "Smiht", "anna.smith@acme.example", "2"),
        ("Anna", "Smith", "sunny4711@acme.example", ""),
        ("Anna", "Smith", "info@acme.example", ""),
    ],
)
def test_an_address_may_only_spell_the_name(first: str, last: str, email: str, spelled: str) -> None:
    assert facts("lead", {"first_name": first, "last_name": last, "email": email}).spelled == spelled


@pytest.mark.parametrize(
    ("email", "domain", "brand"),
    [
        ("anna@acme.example", "acme.example", "acme"),
        ("anna@mail.acme.example", "acme.example", "acme"),
        ("anna@mueller-bau-de.example", "mueller-bau-de.example", "muller bau"),
        ("anna@gmail.com", "", ""),
    ],
)
def test_a_web_domain_tells_the_company(email: str, domain: str, brand: str) -> None:
    found = facts("lead", {"email": email})
    assert (found.domain, found.brand) == (domain, brand)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller & Söhne GmbH", "Mueller und Soehne"),
        ("OAO Romashka", "Romashka Open Joint Stock Company"),
        ("Acme S.A.", "ACME"),
        ("Second Street Bakers Ltd.", "2 Street Bakers"),
        ("Makridilas OE", "Makridilas"),
    ],
)
def test_a_company_is_its_name(one: str, other: str) -> None:
    assert facts("lead", {"company": one}).company == facts("lead", {"company": other}).company != ""


def test_a_name_of_signs_alone_is_no_name() -> None:
    assert not facts("lead", {"last_name": "- -"}).person
    assert facts("lead", {"last_name": "- -", "first_name": "Ana"}).first == "ana"
