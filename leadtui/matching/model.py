"""The score: how much the levels of two records speak for one person, for colleagues, for one household.

Three explanations compete for the agreement of two records, beside chance: the same one (D), two
people of one company (C), two of one household (H). ``p = D / (D + C + H + 1)``. Each is a sum of
bits, log2 of a likelihood ratio, so the same formula works on floats and on arrays of pairs.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from math import log2
from typing import Any, Final, NamedTuple

from leadtui.matching.parameters import EVIDENCE, FIELDS, SHIPPED, Model, Table

__all__ = [
    "EVIDENCE",
    "FIELDS",
    "SHIPPED",
    "UNSAID",
    "Model",
    "Odds",
    "Rarity",
    "Table",
    "Weights",
    "cached_weights",
    "clan",
    "person_odds",
    "posterior",
    "rarity",
    "reach_rarity",
    "same_odds",
    "weights",
]


class _Rows(NamedTuple):
    """Bits by level, field by field."""

    first: Any
    last: Any
    order: Any
    suffix: Any
    middle: Any
    company: Any
    domain: Any
    email: Any
    phone: Any
    city: Any
    street: Any
    postal: Any
    birth: Any
    identifier: Any
    topic: Any
    country: Any


class Weights(NamedTuple):
    """Bits of each field and level (index 0: missing) under each explanation; in the order of `FIELDS`.

    ``anchor``, by the company's level: 1 where the chance that two records are colleagues still has to
    be weighed in; 0 where the company itself says it. Pairs of colleagues grow with the square of
    the firm, just as chance pairs of that firm do: so how frequent the firm is does not matter there.
    ``agreed``, of first name, last name, town, postal code and company by level: 1 where they agree.
    """

    same: _Rows
    colleague: _Rows
    kin: _Rows
    anchor: Any
    agreed: Sequence[Any]


class Rarity(NamedTuple):
    """Bits that an equal value adds because it is rarer than usual (or takes, below 0); 0 where not equal.

    ``shared_email`` and ``shared_phone`` are those among colleagues: a number with few names is a
    person's own, which colleagues do not share. ``clan`` is added to the model's own for those two
    records, see `clan`.
    """

    first: Any = 0.0
    last: Any = 0.0
    company: Any = 0.0
    email: Any = 0.0
    phone: Any = 0.0
    city: Any = 0.0
    postal: Any = 0.0
    shared_email: Any = 0.0
    shared_phone: Any = 0.0
    clan: Any = 0.0


class Odds(NamedTuple):
    """log2 of the odds against chance; floats or arrays."""

    same: Any
    colleague: Any
    kin: Any


def weights(model: Model, evidence: frozenset[str], make: Callable[[Table], Any] = tuple) -> Weights:
    """The model as bits by field and level.

    Args:
        model: the numbers.
        evidence: names of what counts; the fields of others weigh 0.
        make: what to make of a row, such as ``numpy.asarray`` to look arrays of levels up.
    """
    same = [_bits(model, model.same, name, evidence) for name in FIELDS]
    colleague = [_bits(model, model.colleague, name, evidence) for name in FIELDS]
    kin = [_bits(model, model.kin, name, evidence) for name in FIELDS]
    order = FIELDS.index("order")
    if "name" in evidence:
        same[order] = (_NOBODY, *same[order][1:])
    anchor = (1.0,) * 6
    if "company" in evidence:
        colleague[FIELDS.index("company")] = (0.0, *map(log2, _COLLEAGUE_ODDS))
        anchor = (1.0, 0.0, 0.0, 0.0, 1.0, 1.0)
    agreed = [
        make(tuple(map(float, row if EVIDENCE[name] in evidence else (0,) * len(row))))
        for name, row in _AGREED.items()
    ]
    one, two, three = (_Rows(*map(make, each)) for each in (same, colleague, kin))
    return Weights(one, two, three, make(anchor), agreed)


def _bits(model: Model, table: Mapping[str, Table], name: str, evidence: frozenset[str]) -> Table:
    other = model.other[name]
    if EVIDENCE[name] not in evidence:
        return (0.0,) * (len(other) + 1)
    return (0.0, *(log2(m / u) for m, u in zip(table.get(name, other), other, strict=True)))


# The forms of a given name (Jan, John, Giovanni) are of different countries, and often so are two that are
# a slip apart (Marco, Marko).
_AGREED: Final = {
    "first": (0, 1, 0, 0.5, 0, 0, 0),
    "last": (0, 1, 1, 1, 0),
    "city": (0, 1, 1, 1, 0),
    "postal": (0, 1, 1, 1, 0),
    "company": (0, 1, 1, 1, 0, 0),
}


# Share of records of one person between which all of that has changed.
_MOVED: Final = 0.02
# A given name is one of the firm's own country about every second time: firms hire abroad.
_ABROAD: Final = 0.5
# Where either names nobody: it may be from anybody there.
_NOBODY: Final = -2.0
# Odds of being colleagues rather than two people of firms of one name, by the company's level;
# where the companies differ it weighs what the rate of colleagues gives.
_COLLEAGUE_ODDS: Final = (3.0, 2.0, 0.8, 0.5, 0.02)


def larger(a: Any, b: Any) -> Any:
    """The larger of two floats, or of two arrays element by element."""
    return (a + b + abs(a - b)) / 2


def _grouped(a: Any, b: Any, c: Any) -> Any:
    """Street, town and postal code say nearly the same: the best counts whole, the others 40 %."""
    return 0.4 * (a + b + c) + 0.6 * larger(larger(a, b), c)


def person_odds(levels: Sequence[Any], rare: Rarity, bits: Weights, model: Model, total: int) -> Odds:
    """The odds of each explanation for two persons.

    Args:
        levels: a level a field, in the order of `FIELDS`: ints, or arrays of ints.
        rare: what the values' frequencies add.
        bits: `weights` of the model; with arrays made by ``numpy.asarray``.
        model: for its rates.
        total: records in the book.
    """
    first, last, _, _, _, company, _, email, phone, city, street, postal, birth, _, topic, _ = levels
    records = max(total, _LEAST)
    same = same_odds(levels, rare, bits, model, total)
    one = bits.colleague
    colleague = (
        one.company[company] + one.email[email] + rare.shared_email + one.phone[phone] + rare.shared_phone
        + _grouped(one.city[city] + rare.city, one.street[street], one.postal[postal] + rare.postal)
        + one.topic[topic] + bits.anchor[company] * log2(model.colleagues / records)
    )  # fmt: skip
    one = bits.kin
    kin = (
        one.first[first] + one.last[last] + rare.last + one.company[company] + rare.company
        + one.email[email] + rare.email + one.phone[phone] + rare.phone
        + _grouped(one.city[city] + rare.city, one.street[street], one.postal[postal] + rare.postal)
        + one.birth[birth] + log2(model.household / records)
    )  # fmt: skip
    clan, agreed = model.clan + rare.clan, bits.agreed
    given, family, firm = agreed[0][first], agreed[1][last], agreed[4][company]
    chance = _chance(levels, rare, bits, model)
    colleague = colleague + clan * (given + family * (1.0 - firm))
    kin = kin + clan * given
    return Odds(same, colleague - chance, kin - chance)


def same_odds(levels: Sequence[Any], rare: Rarity, bits: Weights, model: Model, total: int) -> Any:
    """The odds that two persons are one; the same as of `person_odds`."""
    first, last, order, suffix, middle, company, _, email, phone, *rest = levels
    city, street, postal, birth, number, topic, country = rest
    records = max(total, _LEAST)
    one = bits.same
    same = (
        one.first[first] + rare.first + one.last[last] + rare.last
        + one.order[order] + one.suffix[suffix] + one.middle[middle]
        + one.birth[birth] + one.identifier[number] + one.topic[topic] + one.country[country]
        + log2(model.rate / records)
    )  # fmt: skip
    # Who has changed jobs has another company, address, phone and place at once: one event, counted once.
    same = same + larger(
        one.company[company] + rare.company + one.email[email] + rare.email + one.phone[phone] + rare.phone
        + _grouped(one.city[city] + rare.city, one.street[street], one.postal[postal] + rare.postal),
        log2(_MOVED),
    )  # fmt: skip
    return same - _chance(levels, rare, bits, model)


def _chance(levels: Sequence[Any], rare: Rarity, bits: Weights, model: Model) -> Any:
    """Bits that two strangers of one country share anyway."""
    first, last, _, _, _, company, _, _, _, city, _, postal, *_ = levels
    # Whoever shares anything is likely of one country, where each name is more frequent. A firm tells
    # that too, but where a family name has told it already.
    clan, agreed = model.clan + rare.clan, bits.agreed
    given, family, firm = agreed[0][first], agreed[1][last], agreed[4][company]
    alone = _ABROAD * firm * given * (1.0 - family)
    shared = given + family + larger(agreed[2][city], agreed[3][postal]) + alone
    return clan * larger(shared - 1.0, 0.0)


def posterior(odds: Odds) -> tuple[Any, Any, Any]:
    """Probabilities of same, colleague and household, of odds in bits; floats or arrays."""
    same, colleague, kin = 2.0**odds.same, 2.0**odds.colleague, 2.0**odds.kin
    whole = same + colleague + kin + 1.0
    return same / whole, colleague / whole, kin / whole


# Frequencies. A value that a book of 200 records would hold once is the prior for values not yet counted.

_USUAL: Final = {
    "first": 0.004, "last": 0.0008, "company": 0.0002, "domain": 0.0002, "city": 0.006, "postal": 0.002
}  # fmt: skip
_PRIOR: Final = 200.0
_UNSEEN: Final = 0.5  # records with a value that nobody else was seen with


def rarity(model: Model, name: str, count: float, total: int, level: int = 1) -> float:
    """Bits that an equal value adds: how much rarer (or more frequent) it is than this field's usual one.

    An equal web domain is weighed as the company, at whatever level that is.
    """
    # The two that are compared, and who else is the same person, say nothing of how many others have it.
    share = (max(count - 1.0 - model.rate, _UNSEEN) + _PRIOR * _USUAL[name]) / (max(total, 1) + _PRIOR)
    return log2(model.other["company" if name == "domain" else name][level - 1] / share)


def clan(model: Model, count: float, total: int) -> float:
    """Bits by which two people of one country share a name more often than `Model.clan` says of any two.

    Names go by country: the fewer of the book live in one, the more of those whose names agree do.

    Args:
        model: the numbers.
        count: records of the country.
        total: records in the book.
    """
    share = (count + _PRIOR * 2.0**-model.clan) / (max(total, 1) + _PRIOR)
    return min(-log2(share), _CLOSEST) - model.clan


_CLOSEST: Final = 6.0  # bits
UNSAID: Final = 0.25
"""So much of `clan` counts where only one of two records says its country."""


def reach_rarity(model: Model, name: str, names: int, total: int, own: bool) -> float:
    """The same for an equal e-mail or phone that so many *further* names use.

    Args:
        model: the numbers.
        name: ``email`` or ``phone``.
        names: distinct names with it beside the two compared ones.
        total: records in the book.
        own: as a person's or household's own one; else as one that colleagues share.
    """
    floor = _FLOOR[name] if own else _SHARED
    return log2(model.other[name][0] * max(total, _LEAST) / (names + floor))


_LEAST: Final = 1000  # records: a small book is part of a larger world
_FLOOR: Final = {"email": 0.001, "phone": 0.1}
_SHARED: Final = 1.0


@lru_cache(maxsize=8)
def cached_weights(model: Model, evidence: frozenset[str]) -> Weights:
    """`weights` for single pairs, kept."""
    return weights(model, evidence)
