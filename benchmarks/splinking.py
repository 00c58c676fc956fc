"""splink 5 on the same records, by its documented recipes where it has them.

FEBRL3 and FEBRL4: the examples of its own documentation. Elsewhere what a user who has read it would write:
names, e-mail and phone with term frequencies, a dozen blocking rules, u by sampling, EM over three blocks.
"""

import logging
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.labelled import INSTALL, Labelled, MissingError, Values

LEAST = 0.05
Found = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]
_NO_WORDS = re.compile(r"[\W_]+")


def predicted(book: Labelled) -> Found:
    """Positions of both records and the probability, of every pair of at least `LEAST`."""
    try:
        import splink  # pyright: ignore[reportMissingImports]
    except ImportError as error:
        raise MissingError(f"splink is not installed: {INSTALL}") from error
    recipe = {"FEBRL3": _febrl3, "FEBRL4": _febrl4, "fake_1000": _fake}.get(book.name, _leads)
    return recipe(splink, book)


def _linker(
    splink: Any, tables: Sequence[list[dict[str, Any]]], link: str, rules: Any, comparisons: Any
) -> Any:
    import pandas  # pyright: ignore[reportMissingImports, reportMissingModuleSource]

    settings = splink.SettingsCreator(
        link_type=link, blocking_rules_to_generate_predictions=rules, comparisons=comparisons
    )
    engine = splink.DuckDBAPI()
    frames = [engine.register(pandas.DataFrame(table)) for table in tables]
    linker = splink.Linker(frames[0] if len(frames) == 1 else frames, settings)
    for name in logging.root.manager.loggerDict:
        if name.startswith("splink"):
            logging.getLogger(name).setLevel(logging.ERROR)  # each step of training is told otherwise
    return linker


def _found(linker: Any) -> Found:
    frame = linker.inference.predict(threshold_match_probability=LEAST).as_pandas_dataframe()
    one, other = frame["unique_id_l"].to_numpy(), frame["unique_id_r"].to_numpy()
    return np.minimum(one, other), np.maximum(one, other), frame["match_probability"].to_numpy()


def _trained(linker: Any, exact: Any, recall: float, pairs: float, blocks: Sequence[Any]) -> Found:
    training = linker.training
    training.estimate_probability_two_random_records_match(exact, recall=recall)
    training.estimate_u_using_random_sampling(max_pairs=pairs, seed=1)
    for block in blocks:
        training.estimate_parameters_using_expectation_maximisation(block)
    return _found(linker)


def _table(book: Labelled, columns: dict[str, Callable[[Values], str]]) -> list[dict[str, Any]]:
    return [
        {"unique_id": at, **{name: make(row) or None for name, make in columns.items()}}
        for at, row in enumerate(book.rows)
    ]


def _field(name: str) -> Callable[[Values], str]:
    return lambda row: row.get(name, "")


def _febrl_table(book: Labelled) -> list[dict[str, Any]]:
    number, street = re.compile(r"^\d+"), re.compile(r"^\d+\s*")
    return _table(
        book,
        {
            "given_name": _field("first_name"),
            "surname": _field("last_name"),
            "date_of_birth": _field("birth"),
            "soc_sec_id": _field("identifier"),
            "postcode": _field("postal_code"),
            "street_number": lambda row: (number.findall(row.get("street", "")) or [""])[0],
            "address_1": lambda row: street.sub("", row.get("street", "")),
        },
    )


def _febrl3(splink: Any, book: Labelled) -> Found:
    import splink.comparison_library as cl  # pyright: ignore[reportMissingImports]

    on = splink.block_on
    linker = _linker(
        splink,
        [_febrl_table(book)],
        "dedupe_only",
        [on(name) for name in ("soc_sec_id", "given_name", "surname", "date_of_birth", "postcode")],
        [
            cl.NameComparison("given_name"),
            cl.NameComparison("surname"),
            cl.DateOfBirthComparison("date_of_birth", input_is_string=True, datetime_format="%Y%m%d"),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.ExactMatch("postcode").configure(term_frequency_adjustments=True),
        ],
    )
    exact = [
        on("soc_sec_id"),
        on("given_name", "surname", "date_of_birth"),
        "l.given_name = r.surname and l.surname = r.given_name and l.date_of_birth = r.date_of_birth",
    ]
    return _trained(linker, exact, 0.9, 1e6, [on("date_of_birth"), on("postcode")])


def _febrl4(splink: Any, book: Labelled) -> Found:
    import splink.comparison_library as cl  # pyright: ignore[reportMissingImports]

    on = splink.block_on
    table = _febrl_table(book)
    linker = _linker(
        splink,
        [[row for row in table if book.sides[row["unique_id"]] == side] for side in (0, 1)],
        "link_only",
        [
            on("given_name", "surname"),
            "l.given_name = r.surname and l.surname = r.given_name",
            on("date_of_birth"),
            on("soc_sec_id"),
            on("street_number", "address_1"),
            on("postcode"),
        ],
        [
            cl.NameComparison("given_name").configure(term_frequency_adjustments=True),
            cl.NameComparison("surname").configure(term_frequency_adjustments=True),
            cl.DateOfBirthComparison(
                "date_of_birth", input_is_string=True, datetime_format="%Y%m%d", invalid_dates_as_null=True
            ),
            cl.DamerauLevenshteinAtThresholds("soc_sec_id", [1, 2]),
            cl.ExactMatch("street_number").configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1, 2]).configure(term_frequency_adjustments=True),
        ],
    )
    exact = [on("soc_sec_id"), on("given_name", "surname", "date_of_birth")]
    return _trained(linker, exact, 0.8, 1e6, [on("date_of_birth"), on("postcode")])


def _fake(splink: Any, book: Labelled) -> Found:
    import splink.comparison_library as cl  # pyright: ignore[reportMissingImports]

    on = splink.block_on
    table = _table(
        book,
        {
            "first_name": _field("first_name"),
            "surname": _field("last_name"),
            "dob": _field("birth"),
            "city": _field("city"),
            "email": _field("email"),
        },
    )
    linker = _linker(
        splink,
        [table],
        "dedupe_only",
        [
            on("email"), on("first_name", "surname"), on("first_name", "dob"), on("surname", "dob"),
            on("first_name", "city"), on("surname", "city"), on("dob", "city"),
            on("substr(email, 1, 6)"), on("surname"), on("first_name"), on("dob"),
            "l.first_name = r.surname and l.surname = r.first_name",
        ],
        [
            cl.ForenameSurnameComparison("first_name", "surname"),
            cl.DateOfBirthComparison("dob", input_is_string=True),
            cl.DamerauLevenshteinAtThresholds("city", [1, 2]).configure(term_frequency_adjustments=True),
            cl.EmailComparison("email"),
        ],
    )  # fmt: skip
    exact = [on("first_name", "dob"), on("email"), on("first_name", "surname")]
    return _trained(linker, exact, 0.7, 1e6, [on("first_name", "surname"), on("dob"), on("email")])


def _plain(name: str) -> Callable[[Values], str]:
    return lambda row: _NO_WORDS.sub(" ", row.get(name, "").casefold()).strip()


def _leads(splink: Any, book: Labelled) -> Found:
    import splink.comparison_library as cl  # pyright: ignore[reportMissingImports]

    on = splink.block_on
    digits = re.compile(r"\D+")
    table = _table(
        book,
        {
            "first_name": _plain("first_name"),
            "surname": _plain("last_name"),
            "company": _plain("company"),
            "email": lambda row: row.get("email", "").casefold(),
            "phone": lambda row: digits.sub("", row.get("phone") or row.get("mobile", ""))[-8:],
            "city": _plain("city"),
            "postcode": _plain("postal_code"),
            "street": _plain("street"),
        },
    )
    linker = _linker(
        splink,
        [table],
        "dedupe_only",
        [
            on("email"), on("phone"), on("first_name", "surname"), on("surname", "company"),
            on("first_name", "company"), on("surname", "city"), on("first_name", "city", "company"),
            on("surname", "postcode"), on("first_name", "postcode"), on("substr(surname, 1, 4)", "company"),
            on("split_part(email, '@', 1)", "surname"),
            "l.first_name = r.surname and l.surname = r.first_name",
        ],
        [
            cl.ForenameSurnameComparison("first_name", "surname"),
            cl.EmailComparison("email"),
            cl.DamerauLevenshteinAtThresholds("phone", [1]).configure(term_frequency_adjustments=True),
            cl.JaroWinklerAtThresholds("company", [0.92, 0.8]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("city", [1]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("postcode", [1]).configure(term_frequency_adjustments=True),
        ],
    )  # fmt: skip
    exact = [on("email", "surname"), on("first_name", "surname", "company")]
    blocks = [on("first_name", "surname"), on("email"), on("phone")]
    return _trained(linker, exact, 0.6, 1e7, blocks)
