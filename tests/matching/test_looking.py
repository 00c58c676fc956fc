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


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ("Lakeview University", ["same web domain"]),
        ("", ["same web domain"]),
        ("Cedar Hollow Print Group", ["same web domain", "same company in other words"]),
    ],
)
def test_companies_that_only_share_a_domain_are_not_said_to_be_named_alike(
    other: str, said: list[str]
) -> None:
    both = [
        lead("Theo", "Dalton", "Cedar Hollow Print", email="theo.dalton@cedarhollow.example"),
        lead("Theo", "Dalton", other, email="td@cedarhollow.example"),
    ]
    (score,) = look(both[0], both[1:], SHIPPED, counts(both), 100_000, ALL)
    reasons, against = explain(both[0], both[1], score)
    assert [each.words for each in reasons if each.field == "company"] == said
    # However it is told, nothing of what was weighed is lost.
    assert sum(each.bits for each in (*reasons, *against)) == pytest.approx(sum(b for _, _, b in score.bits))


def test_who_reads_the_same_e_mail_is_told_of_its_domain_once() -> None:
    both = [
        lead("Theo", "Dalton", name, email="theo.dalton@cedarhollow.example")
        for name in ("Cedar Hollow Print", "Juniper Ridge Furniture")
    ]
    (score,) = look(both[0], both[1:], SHIPPED, counts(both), 100_000, ALL)
    assert [each.words for each in explain(both[0], both[1], score)[0]] == ["same e-mail", "same name"]


def test_numbers_of_one_block_are_not_said_to_be_extensions() -> None:
    both = [
        lead("Nico", "Zane", "Granite Finch Labs", phone="+1-202-555-0142"),
        lead("Nico", "Zane", "Granite Finch Labs", phone="+1-202-555-0111"),
    ]
    (score,) = look(both[0], both[1:], SHIPPED, counts(both), 100_000, ALL)
    reasons, _ = explain(both[0], both[1], score)
    assert [each.words for each in reasons if each.field == "phone"] == ["same phone but for the last digits"]


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
