"""The numbers learned from records without labels."""

import numpy as np
import pytest

from benchmarks.accuracy import Shelf, f1, judged
from benchmarks.labelled import Labelled, generated
from leadtui.matching import SHIPPED, Model, facts
from leadtui.matching.fitting import candidates, fit


@pytest.fixture(scope="module")
def book() -> Labelled:
    return generated(3000, 5)


@pytest.fixture(scope="module")
def fitted(book: Labelled) -> Model:
    return fit([facts("lead", row) for row in book.rows])


def test_fitting_is_not_worse_than_what_is_shipped(book: Labelled, fitted: Model) -> None:
    shelf = Shelf(book)
    before, after = (f1(*judged(book, shelf.scored(model)), book.pairs)[2] for model in (SHIPPED, fitted))
    assert after >= before - 0.005
    assert after > 0.9


def test_fitting_the_same_records_gives_the_same_numbers(book: Labelled, fitted: Model) -> None:
    assert fit([facts("lead", row) for row in book.rows]) == fitted


def test_what_is_learned_are_shares(fitted: Model) -> None:
    for table in (fitted.same, fitted.other, fitted.colleague):
        for field, row in table.items():
            # Of spelled addresses and of countries the shares are those among pairs whose names agree.
            assert (
                sum(row) == pytest.approx(1, abs=0.11 if field in ("email", "country") else 0.02)
                and min(row) > 0
            ), field
    assert Model.from_json(fitted.to_json()) == fitted


def test_the_rate_of_duplicates_is_about_what_it_is(book: Labelled, fitted: Model) -> None:
    assert fitted.rate == pytest.approx(2 * book.pairs / len(book.rows), rel=0.25)


def test_records_that_are_one_person_through_a_third_are_learned_from() -> None:
    rows: list[dict[str, str]] = []
    names = [
        one + other for one in ("Har", "Bel", "Mor", "Quil", "Tes") for other in ("ton", "wick", "dale", "by")
    ]
    for number in range(200):
        first, last = names[number % 20], names[number // 10] + names[number % 7].lower()
        married = f"{names[(number + 3) % 20]}{names[number % 9].lower()}" if number % 2 else last
        town, born = names[number % 13], f"19{number % 90 + 10}-03-{number % 28 + 1:02}"
        known = {"first_name": first, "city": town}
        email, phone = f"k{number}x@mail.example", f"+49 30 {5_000_000 + 7919 * number}"
        rows += [
            {**known, "last_name": last, "email": email, "phone": f"+49 40 {6_000_000 + 7907 * number}"},
            {**known, "last_name": last, "email": email, "phone": phone, "birth": born},
            {**known, "last_name": married, "phone": phone, "birth": born},
        ]
    model = fit([facts("lead", row) for row in rows])
    # Of the pairs of one person a third has another last name; half of those show it by a third record alone.
    assert model.same["last"][3] == pytest.approx(1 / 3, abs=0.05)
    assert model.rate == pytest.approx(2.0, rel=0.1)


def test_little_to_learn_from_changes_little() -> None:
    for rows in ([], [{"last_name": "Smith"}], [{"last_name": "Smith"}, {"last_name": "Smith"}]):
        model = fit([facts("lead", row) for row in rows])
        assert all(np.allclose(row, SHIPPED.same[field], atol=0.05) for field, row in model.same.items())


def test_candidates_are_the_pairs_that_share_a_key() -> None:
    records = [facts("lead", {"last_name": name}) for name in ("Quarterstaff", "Quaterstaff", "Jones")]
    assert [divmod(pair, 1 << 32) for pair in candidates(records).tolist()] in ([], [(0, 1)])
    twice = [facts("lead", {"last_name": "Quarterstaff"})] * 3
    assert len(candidates(twice)) == 3
    assert len(candidates([])) == 0
