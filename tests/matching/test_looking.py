"""One record against its candidates, in numbers and in words."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadtui.matching import SHIPPED, Facts, counted, explain, facts, look
from leadtui.matching.model import EVIDENCE
from tests.matching.drawing import records

ALL = frozenset(EVIDENCE.values())


def lead(first: str = "", last: str = "", company: str = "", **more: str) -> Facts:
    return facts("lead", {"first_name": first, "last_name": last, "company": company, **more})


def counts(book: list[Facts]) -> Counter[int]:
    return Counter(key for record in book for key in counted(record))


@settings(max_examples=60)
@given(records(), st.lists(records(), max_size=4), st.integers(0, 10**6))
def test_there_is_a_score_for_each_candidate(probe: Facts, others: list[Facts], total: int) -> None:
    found = look(probe, others, SHIPPED, counts([probe, *others]), total, ALL)
    assert len(found) == len(others)
    for other, score in zip(others, found, strict=True):
        assert 0.0 <= score.probability <= 1.0
        for said in (*explain(probe, other, score)[0], *explain(probe, other, score)[1]):
            assert said.words and said.field in ALL


@settings(max_examples=60)
@given(records(), records())
def test_it_does_not_matter_who_asks(one: Facts, other: Facts) -> None:
    book = counts([one, other])
    (there,) = look(one, [other], SHIPPED, book, 1000, ALL)
    (back,) = look(other, [one], SHIPPED, book, 1000, ALL)
    assert there.probability == pytest.approx(back.probability, abs=1e-9)


def test_three_strongest_reasons_in_words_and_what_speaks_against() -> None:
    one = lead(
        "Robert", "Quarterstaff", "Acme", phone="040 5551234", email="sunny4711@gmail.com", birth="1970-02-11"
    )
    other = lead(
        "Bob", "Quarterstaff", "Acme", phone="040 5551234", email="sunny4711@gmail.com", birth="1991-08-30"
    )
    (score,) = look(one, [other], SHIPPED, counts([one, other]), 100_000, ALL)
    reasons, against = explain(one, other, score)
    assert [said.words for said in reasons] == [
        "same e-mail",
        "same first name in another form",
        "same company",
    ]
    assert [said.bits for said in reasons] == sorted((said.bits for said in reasons), reverse=True)
    assert [said.words for said in against] == ["other date of birth"] and against[0].bits < 0


def test_what_does_not_count_is_not_said() -> None:
    one = lead("Anna", "Quarterstaff", phone="040 5551234", city="Porto")
    other = lead("Anna", "Quarterstaff", phone="040 5551234", city="Lyon")
    (score,) = look(one, [other], SHIPPED, counts([one, other]), 100_000, frozenset({"name", "phone"}))
    reasons, against = explain(one, other, score)
    assert {said.field for said in reasons} == {"name", "phone"} and not against


def strangers() -> list[Facts]:
    """Sixty people of one firm whose mailboxes are short and numbered, as a seed or a test makes them."""
    first = ("Mia", "Noa", "Ola", "Pia", "Rune", "Siv", "Tor", "Ulf", "Vera", "Ylva")
    last = ("Berg", "Dahl", "Eng", "Falk", "Holm", "Lind")
    return [
        lead(
            one,
            other,
            "Acme AB",
            email=f"p{number}@acme.example",
            city="Malmö",
            phone=f"+46 40 55501{number:02}",
        )
        for number, (one, other) in enumerate((one, other) for one in first for other in last)
    ]


def test_strangers_of_one_firm_in_a_small_book_are_nobodys_duplicates() -> None:
    book = strangers()
    for at, probe in enumerate(book):
        others = [*book[:at], *book[at + 1 :]]
        assert max(s.probability for s in look(probe, others, SHIPPED, counts(book), len(book), ALL)) < 0.05


def test_a_duplicate_in_a_small_book_is_found() -> None:
    book = strangers()
    again = lead("Ylva", "Lind", "Acme", email="p59@acme.example")
    found = look(again, book, SHIPPED, counts(book), len(book), ALL)
    assert found[59].probability > 0.9
    assert max(score.probability for score in found[:59]) < 0.05
