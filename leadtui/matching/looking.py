"""One record against its candidates: a probability each."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from leadtui.matching import companies, compare
from leadtui.matching.compare import Levels
from leadtui.matching.facts import Facts
from leadtui.matching.keys import count_key, counted_values
from leadtui.matching.model import (
    EVIDENCE,
    FIELDS,
    UNSAID,
    Model,
    Odds,
    Rarity,
    Weights,
    cached_weights,
    clan,
    person_odds,
    posterior,
    rarity,
    reach_rarity,
)
from leadtui.matching.owning import BUSY, LARGE, Own


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
    large = total >= LARGE
    rare = _Rare(probe, others, model, counts, total, evidence)
    weigh = _Weighing(model, cached_weights(model, evidence), rare, total, evidence)
    own = Own(probe, rare.busy if large else frozenset())
    named = probe.kind not in companies.NO_PERSONS and probe.person
    firms = "company" in evidence
    found: list[Score] = []
    for other in others:
        if (not named or other.kind in companies.NO_PERSONS) and companies.applies(probe, other):
            found.append(_company_score(probe, other, total, evidence))
            continue
        first, last, order = compare.names(probe.first, probe.last, other.first, other.last)
        disagree = last == 4 and not 0 < first < 4
        apart = large and first > 0 and last > 0 and (first > 5 or last > 3)
        if disagree or apart:
            same = own.same(other)
            if apart and not same and own.elsewhere(other):
                found.append(_ANYBODY)
                continue
            if disagree and not (same and own.alone(other)):
                same_firm = firms and compare.employer(probe, other) in (1, 2)
                if same_firm or not same:
                    found.append(_COLLEAGUE if same_firm else _ANYBODY)
                    continue
        found.append(weigh(probe, other, first, last, order))
    return found


class _Weighing(NamedTuple):
    """All that a pair is weighed by."""

    model: Model
    bits: Weights
    rare: "_Rare"
    total: int
    evidence: frozenset[str]

    def __call__(self, probe: Facts, other: Facts, first: int, last: int, order: int) -> Score:
        levels = compare.rest(probe, other, first, last, order)
        rareness = self.rare.of(levels, probe, other)
        odds = person_odds(levels, rareness, self.bits, self.model, self.total)
        same, colleague, kin = posterior(odds)
        said = _said(levels, rareness, self.bits, odds) if same >= _SAID_FROM else ()
        return Score(same, colleague, kin, levels, said)


def _company_score(probe: Facts, other: Facts, total: int, evidence: frozenset[str]) -> Score:
    probability, said = companies.score(probe, other, total, evidence)
    return Score(probability, bits=said if probability >= _SAID_FROM else ())


_ANYBODY: Final = Score(0.0)
_COLLEAGUE: Final = Score(0.0, 0.75)


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
        known = {
            field: counts.get(count_key(field, value), 0)
            for field, value in counted_values(probe)
            if field != "country" and EVIDENCE[field] in evidence
        }
        self._values = defaultdict(
            float, {field: rarity(model, field, count, total) for field, count in known.items()}
        )
        self._by_domain = rarity(model, "domain", known["domain"], total, 2) if "domain" in known else 0.0
        self._clans = {
            country: clan(model, counts.get(count_key("country", country), 0), total)
            for country in {probe.country, *(other.country for other in others)}
            if country and EVIDENCE["country"] in evidence
        }
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
        pair = {_called(probe), ""}
        self.busy = frozenset(number for number, names in self._phones.items() if len(names - pair) > BUSY)

    def of(self, levels: Levels, probe: Facts, other: Facts) -> Rarity:
        """What the frequencies add for that pair."""
        values = self._values
        email = phone = shared_email = shared_phone = 0.0
        pair = {_called(probe), _called(other), ""} if 1 in (levels.email, levels.phone) else set[str]()
        if levels.email == 1 and "email" in self._evidence:
            names = _further(self._emails.get(probe.email), pair)
            email = reach_rarity(self._model, "email", names, self._total, own=True)
            shared_email = reach_rarity(self._model, "email", names, self._total, own=False)
        if levels.phone == 1 and "phone" in self._evidence:
            theirs = set(other.phones.split())
            shared = [names for number, names in self._phones.items() if number in theirs]
            names = min((_further(each, pair) for each in shared), default=0)
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
            self._clan(levels, probe, other),
        )

    def _clan(self, levels: Levels, probe: Facts, other: Facts) -> float:
        """Of one country; where one says none it may be of the other's."""
        if levels.country == 2:
            return 0.0
        bits = self._clans.get(probe.country or other.country, 0.0)
        return bits if levels.country else UNSAID * bits

    def _company(self, levels: Levels) -> float:
        """Of a name that several firms have the web domain tells which one it is."""
        if levels.company == 1:
            name, domain = self._values["company"], self._values["domain"]
            return max(name, domain) if levels.domain == 1 else name
        return self._by_domain if levels.company == 2 and levels.domain == 1 else 0.0


def _further(names: set[str] | None, but: set[str]) -> int:
    """How many others there are; those of a firm's number are many."""
    return len(names) - sum(name in names for name in but) if names else 0


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
