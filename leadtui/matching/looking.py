"""One record against its candidates: a probability each."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from leadtui.matching import companies, compare
from leadtui.matching.compare import Levels
from leadtui.matching.facts import Facts
from leadtui.matching.fold import hash48
from leadtui.matching.model import (
    EVIDENCE,
    FIELDS,
    Model,
    Odds,
    Rarity,
    Weights,
    cached_weights,
    person_odds,
    posterior,
    rarity,
    reach_rarity,
)


class Score(NamedTuple):
    """What two records are to each other.

    Attributes:
        probability: that they are the same.
        colleague, household: that they are two people of one company, of one household.
        levels: how alike they are, field by field; None where they were too unlike to look closer.
        bits: (field, level, bits) for what speaks for (above 0) or against; the strongest first.
    """

    probability: float
    colleague: float = 0.0
    household: float = 0.0
    levels: Levels | None = None
    bits: tuple[tuple[str, int, float], ...] = ()


_SAID_FROM: Final = 0.02  # below that nobody is shown the reasons


def look(
    probe: Facts,
    others: Sequence[Facts],
    model: Model,
    counts: Mapping[int, int],
    total: int,
    evidence: frozenset[str],
) -> list[Score]:
    """One score for each other record, in their order.

    Args:
        probe: the record asked about.
        others: its candidates; how many names use an e-mail or phone is counted among them.
        model: the numbers.
        counts: of `counted` hashes, how many records have the value; those of the probe suffice.
        total: records in the book.
        evidence: names of what counts; empty counts nothing.
    """
    bits = cached_weights(model, evidence)
    rare = _Rare(probe, others, model, counts, total, evidence)
    return [_score(probe, other, model, bits, rare, total, evidence) for other in others]


def _score(
    probe: Facts,
    other: Facts,
    model: Model,
    bits: Weights,
    rare: "_Rare",
    total: int,
    evidence: frozenset[str],
) -> Score:
    if companies.applies(probe, other):
        return _company_score(probe, other, total, evidence)
    first, last, order = compare.names(probe.first, probe.last, other.first, other.last)
    if total >= _LARGE and _apart(probe, other, first, last):
        return _ANYBODY
    if _hopeless(probe, other, first, last):
        same_firm = compare.employer(probe, other) in (1, 2)
        return Score(0.0, 0.75 if same_firm and "company" in evidence else 0.0)
    levels = compare.rest(probe, other, first, last, order)
    rareness = rare.of(levels, probe, other)
    odds = person_odds(levels, rareness, bits, model, total)
    same, colleague, kin = posterior(odds)
    said = _said(levels, rareness, bits, odds) if same >= _SAID_FROM else ()
    return Score(same, colleague, kin, levels, said)


def _company_score(probe: Facts, other: Facts, total: int, evidence: frozenset[str]) -> Score:
    probability, said = companies.score(probe, other, total, evidence)
    return Score(probability, bits=said if probability >= _SAID_FROM else ())


_LARGE: Final = 50_000  # records
_ANYBODY: Final = Score(0.0)


def _apart(a: Facts, b: Facts, first: int, last: int) -> bool:
    """One of the names is another and nothing else but a place is the same: in a large book, anybody.

    Two thirds of all pairs that are not hopeless. Weighed to the end none of them comes near a warning
    (of 24,000 pairs four were .05 or more, none .3), and a check spent most of its time on them.
    """
    if not first or not last or (first < 6 and last < 4):
        return False
    if a.email and b.email and a.email.partition("@")[0] == b.email.partition("@")[0]:
        return False
    for one, other in ((a.company, b.company), (a.domain, b.domain), (a.street, b.street)):
        if one and one == other:
            return False
    return not _one_person(a, b)


def _hopeless(a: Facts, b: Facts, first: int, last: int) -> bool:
    """Names that disagree without anything else that points at one person."""
    if last != 4 or first in (1, 2, 3):
        return False
    return not _one_person(a, b)


def _one_person(a: Facts, b: Facts) -> bool:
    """Something that is one person's own is the same."""
    if (a.email and a.email == b.email) or (a.birth and a.birth == b.birth):
        return True
    if a.identifier and a.identifier == b.identifier:
        return True
    return bool(a.phones and b.phones and not set(a.phones.split()).isdisjoint(b.phones.split()))


class _Rare:
    """Frequencies of the probe's values, counted once for all candidates."""

    def __init__(
        self,
        probe: Facts,
        others: Sequence[Facts],
        model: Model,
        counts: Mapping[int, int],
        total: int,
        evidence: frozenset[str],
    ) -> None:
        self._model, self._total = model, total
        values = (
            ("first", "f", probe.first),
            ("last", "l", probe.last),
            ("company", "c", probe.company),
            ("domain", "w", probe.domain),
            ("city", "t", probe.city),
            ("postal", "z", probe.postal),
        )
        self._values = {
            field: rarity(model, field, counts.get(hash48(f"{sign}={value}"), 0), total)
            if value and EVIDENCE[field] in evidence
            else 0.0
            for field, sign, value in values
        }
        self._by_domain = 0.0
        if probe.domain and "company" in evidence:
            count = counts.get(hash48(f"w={probe.domain}"), 0)
            self._by_domain = rarity(model, "domain", count, total, 2)
        self._evidence = evidence
        self._emails: dict[str, set[str]] = {}
        self._phones: dict[str, set[str]] = {}
        own = set(probe.phones.split())
        for other in others:
            if other.email and other.email == probe.email:
                self._emails.setdefault(other.email, set()).add(_called(other))
            if own and other.phones:
                for phone in other.phones.split():
                    if phone in own:
                        self._phones.setdefault(phone, set()).add(_called(other))

    def of(self, levels: Levels, probe: Facts, other: Facts) -> Rarity:
        """What the frequencies add for that pair."""
        values = self._values
        email = phone = shared_email = shared_phone = 0.0
        pair = {_called(probe), _called(other)} if 1 in (levels.email, levels.phone) else set[str]()
        if levels.email == 1 and "email" in self._evidence:
            names = len(self._emails.get(probe.email, set()) - pair - {""})
            email = reach_rarity(self._model, "email", names, self._total, own=True)
            shared_email = reach_rarity(self._model, "email", names, self._total, own=False)
        if levels.phone == 1 and "phone" in self._evidence:
            shared = set(probe.phones.split()) & set(other.phones.split())
            names = min((len(self._phones.get(number, set()) - pair - {""}) for number in shared), default=0)
            phone = reach_rarity(self._model, "phone", names, self._total, own=True)
            shared_phone = reach_rarity(self._model, "phone", names, self._total, own=False)
        return Rarity(
            values["first"] if levels.first == 1 and levels.order == 1 else 0.0,
            values["last"] if levels.last == 1 and levels.order == 1 else 0.0,
            self._company(levels),
            email,
            phone,
            values["city"] if levels.city == 1 else 0.0,
            values["postal"] if levels.postal == 1 else 0.0,
            shared_email,
            shared_phone,
        )

    def _company(self, levels: Levels) -> float:
        """Of a name that several firms have the web domain tells which one it is."""
        if levels.company == 1:
            name, domain = self._values["company"], self._values["domain"]
            return max(name, domain) if levels.domain == 1 else name
        return self._by_domain if levels.company == 2 and levels.domain == 1 else 0.0


def _called(record: Facts) -> str:
    """The name under which a record counts as one user of an address or number: initial and last name."""
    return f"{record.first[:1]} {record.last}" if record.person else record.company


def _said(levels: Levels, rare: Rarity, bits: Weights, odds: Odds) -> tuple[tuple[str, int, float], ...]:
    """The bits of each field: for the same one, against whatever else explains the pair best."""
    _, colleague, kin = posterior(Odds(-60.0, odds.colleague, odds.kin))
    found: list[tuple[str, int, float]] = []
    for at, field in enumerate(FIELDS):
        level = levels[at]
        if not level:
            continue
        adds: float = getattr(rare, field, 0.0)
        shared: float = getattr(rare, f"shared_{field}", adds if field in ("city", "postal") else 0.0)
        as_kin = adds if field != "first" else 0.0
        weight = (
            bits.same[at][level]
            + adds
            - (colleague * (bits.colleague[at][level] + shared) + kin * (bits.kin[at][level] + as_kin))
        )
        if abs(weight) >= 0.05:
            found.append((field, level, weight))
    return tuple(sorted(found, key=lambda one: -abs(one[2])))
