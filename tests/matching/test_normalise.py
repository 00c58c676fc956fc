"""What makes two records the same."""

from collections.abc import Collection

import pytest

from leadtui.matching import firms, fold, naming, nicknames, wordlists
from leadtui.matching.countries import country
from leadtui.matching.normalise import (
    LEGAL_FORMS,
    domain_key,
    email_key,
    name_key,
    phone_key,
)

SAME_PHONE = [
    ("+46 70 555 01 23", "070-555 01 23"),
    ("+46 70 555 01 23", "0046705550123"),
    ("+46 70 555 01 23", "011 46 70 555 01 23"),
    ("+46 (0)70 555 01 23", "'+46705550123"),
    ("001-672-799-2170x5610", "(672) 799-2170"),
    ("+1-672-799-2170 ext. 5", "16727992170"),
    ("6727992170.0", "672.799.2170"),
    ("886-2-25474189", "+886 2 2547 4189"),
    ("+49 (0)40 123456", "040 / 123456"),
    ("+39 02 1234567", "02 1234567"),
    ("+86 138 0013 8000", "13800138000"),
    ("+55 11 91234-5678", "11 91234-5678"),
    ("tel:+41446681800", "044 668 18 00"),
    ("+1 672 799 2170", "６７２ ７９９ ２１７０"),
]
OTHER_PHONE = [
    ("(212) 555-0123", "(312) 555-0123"),
    ("+46 70 555 01 23", "+46 70 555 01 24"),
    ("040 123456", "041 123456"),
]


@pytest.mark.parametrize(
    ("text", "code"), [("U.S.A.", "us"), ("U.K.", "gb"), ("Großbritannien", "gb"), ("Oz", "")]
)
def test_a_country_is_known_by_its_names(text: str, code: str) -> None:
    assert country(text) == code


@pytest.mark.parametrize(("one", "other"), SAME_PHONE)
def test_one_phone_in_two_spellings_is_one(one: str, other: str) -> None:
    assert phone_key(one) == phone_key(other) is not None


@pytest.mark.parametrize(("one", "other"), OTHER_PHONE)
def test_two_phones_stay_two(one: str, other: str) -> None:
    assert phone_key(one) != phone_key(other)


@pytest.mark.parametrize(
    "damaged",
    [
        "-2237",
        "9.87654E+09",
        "9,87654E+09",
        "0000000000",
        "1111111",
        "12345",
        "",
        None,
        "n/a",
        "call 070 5550123",
        "+",
    ],
)
def test_a_damaged_phone_makes_no_key(damaged: str | None) -> None:
    assert phone_key(damaged) is None


@pytest.mark.parametrize(
    ("email", "key"),
    [
        ("Jonas@Fabrikam.Example", "jonas@fabrikam.example"),
        (" <jonas@fabrikam.example> ", "jonas@fabrikam.example"),
        ("mailto:jonas@fabrikam.example", "jonas@fabrikam.example"),
        ("No.Such.Box+list@googlemail.com", "nosuchbox@gmail.com"),
        ("j.onas+list@fabrikam.example", "j.onas+list@fabrikam.example"),
        ("jonas", None),
        ("jonas@fabrikam", None),
        ("@fabrikam.example", None),
        ("", None),
        (None, None),
        ("+@gmail.com", None),
    ],
)
def test_an_email_is_compared_without_case(email: str | None, key: str | None) -> None:
    assert email_key(email) == key


@pytest.mark.parametrize(
    ("parts", "key"),
    [
        (("José", "O’Neill-Ñandú"), "jose oneill nandu"),
        (("Jose", "O'Neill Nandu"), "jose oneill nandu"),
        (("Łukasz", "Sørensen"), "lukasz sorensen"),
        (("Lindqvist", "Jonas"), "lindqvist jonas"),
        (("王", "小明"), "王 小明"),
        (("राम", None), "राम"),
        ((None, None), ""),
        (("...", "!"), ""),
    ],
)
def test_a_name_is_compared_without_accents_and_signs(parts: tuple[str | None, ...], key: str) -> None:
    assert name_key(*parts) == key


def test_vowel_signs_of_other_scripts_make_another_name() -> None:
    assert name_key("कि") != name_key("का")
    assert name_key("ガ") != name_key("カ")


@pytest.mark.parametrize(
    ("company", "key"),
    [
        ("Müller & Söhne GmbH", "muller sohne"),
        ("MULLER AND SOHNE", "muller sohne"),
        ("Fabrikam AB", "fabrikam"),
        ("S.A.R.L. Dupont", "dupont"),
        ("Dupont S. A. R. L.", "dupont"),
        ("Acme Co., Ltd.", "acme"),
        ("Bosch GmbH & Co. KG", "bosch"),
        ("The Phone Company", "phone"),
        ("ООО Ромашка", "romashka"),
        ("OOO Romashka", "romashka"),
        ("A.B.C. Ltd", "abc"),
        ("Adatum Sp. z o.o.", "adatum"),
        ("Coca-Cola Co", "coca cola"),
        ("Inc.", "inc"),
        ("Pty Ltd", "pty"),
        ("株式会社テスト", "zhushihuishetesuto"),
        ("Fabrikam Group", "fabrikam group"),
        ("", ""),
        ("--", ""),
    ],
)
def test_a_company_is_compared_without_its_legal_form(company: str, key: str) -> None:
    assert firms.company(company) == key


@pytest.mark.parametrize(
    ("website", "email", "key"),
    [
        ("https://www.fabrikam.example/about?x", None, "fabrikam.example"),
        ("WWW.Fabrikam.example.", None, "fabrikam.example"),
        ("http://user@shop.fabrikam.example:8080", None, "fabrikam.example"),
        ("shop.acme.co.uk", None, "acme.co.uk"),
        (None, "jonas@mail.fabrikam.example", "fabrikam.example"),
        ("", "jonas@fabrikam.example", "fabrikam.example"),
        (None, "no.such.box@gmail.com", None),
        (None, "no.such.box@yahoo.co.uk", None),
        ("https://www.linkedin.com/in/jonas", None, None),
        ("https://facebook.com/acme", "jonas@fabrikam.example", "fabrikam.example"),
        ("http://10.0.0.1/", None, None),
        ("n/a", None, None),
        ("none", "none", None),
    ],
)
def test_a_domain_is_the_companys_own(website: str | None, email: str | None, key: str | None) -> None:
    assert domain_key(website, email) == key


@pytest.mark.parametrize(
    "words",
    [
        wordlists.TITLES, wordlists.SUFFIXES, wordlists.PARTICLES, wordlists.ROLES, wordlists.WEAK,
        wordlists.PLACES, wordlists.LONG_FORMS, wordlists.NUMERALS, wordlists.STREETS, LEGAL_FORMS,
    ],
)  # fmt: skip
def test_listed_words_are_written_as_text_is_compared(words: Collection[str]) -> None:
    assert words
    assert [word for word in words if fold.plain(word) != word] == []


def test_listed_names_are_found_in_any_spelling() -> None:
    assert nicknames.related(fold.name("Rafaël"), fold.name("Raphael"))
    assert firms.street("Via Doña Ana") == firms.street("via dona ana")
    assert naming.names("Señora Ana", "Peña").first == "ana"
