"""The score of two companies, of a person's record and its account, and of opportunities."""

from math import log2
from typing import Final

from leadtui.matching import compare
from leadtui.matching.facts import Facts
from leadtui.matching.wordlists import PLACES, WEAK

# Odds that two records with such names, and nothing else known, are one company (index: level).
_NAME_ODDS: Final = (0.0, 30.0, 8.0, 1.0, 0.03, 0.0005)
_WEAK_NAME_ODDS: Final = 2.0  # a name of common words alone: Central Bakery
_DOMAIN_ODDS: Final = 20.0  # the same web domain, no name on one side
_CITY_BITS: Final = (0.0, 1.5, 1.0, -0.5, -2.5)
_POSTAL_BITS: Final = (0.0, 1.0, 0.6, 0.3, -0.7)
_STREET_BITS: Final = (0.0, 2.0, 1.5, 0.5, -0.8)
_PHONE_BITS: Final = (0.0, 4.0, 1.5, 3.0, -0.4)
_DOMAIN_BITS: Final = (0.0, 4.0, -3.0)
_EMAIL_BITS: Final = (0.0, 5.0, 2.0, 1.0, 0.0, 0.0, -0.3)
_IDENTIFIER_BITS: Final = (0.0, 10.0, 3.0, -3.0)
_TOPIC_BITS: Final = (-6.0, 4.0, -5.0, -9.5)
_ONE_CUSTOMER: Final = 4.0  # bits at most: a customer buys more than once

NO_PERSONS: Final = ("account", "opportunity")
"""Kinds of records that are of nobody."""

Said = tuple[tuple[str, int, float], ...]


def applies(a: Facts, b: Facts) -> bool:
    """Whether the pair is not about two persons: an account or opportunity, or nobody is named."""
    if a.kind in NO_PERSONS or b.kind in NO_PERSONS:
        return True
    if a.birth and b.birth:
        return False
    return not a.person and not b.person and not (a.email and a.email == b.email)


def score(a: Facts, b: Facts, total: int, evidence: frozenset[str]) -> tuple[float, Said]:
    """Probability that both are one company (or one sale), and the bits field by field."""
    same = _company_bits(a, b, total, evidence)
    whole = sum(bits for _, _, bits in same)
    if "opportunity" in (a.kind, b.kind):
        level = compare.topic(a.topic, b.topic) if "topic" in evidence else 0
        same.append(("topic", level, _TOPIC_BITS[level]))
        whole = min(whole, _ONE_CUSTOMER) + _TOPIC_BITS[level]
    said = tuple(sorted((one for one in same if one[1] and abs(one[2]) > 0.05), key=lambda one: -abs(one[2])))
    return 1.0 / (1.0 + 2.0**-whole), said


def _company_bits(a: Facts, b: Facts, total: int, evidence: frozenset[str]) -> list[tuple[str, int, float]]:
    """Bits with the prior in them: in the name's, where names are known."""
    chance = log2(0.3 / max(total, 30))
    counts = "company" in evidence
    name = compare.company(a.company, b.company) if counts else 0
    domain = compare.equal(a.domain, b.domain) if counts else 0
    found: list[tuple[str, int, float]] = []
    if name:
        odds = _WEAK_NAME_ODDS if name == 1 and _is_weak(a.company) else _NAME_ODDS[name]
        found.append(("company", name, max(log2(odds), chance)))
        found.append(("domain", domain, 8.0 if domain == 1 and name > 3 else _DOMAIN_BITS[domain]))
    elif domain == 1:
        found.append(("domain", 1, log2(_DOMAIN_ODDS)))
    else:
        found.append(("company", 0, chance))
        found.append(("domain", domain, 0.0))
    if "phone" in evidence:
        level = compare.phones(a.phones, b.phones)
        found.append(("phone", level, _PHONE_BITS[level] if name or domain else _reach(level, total)))
    if "email" in evidence:
        level = compare.email(a.email, b.email)
        found.append(
            ("email", level, _EMAIL_BITS[level] if name or domain else _reach(level, total) * (level == 1))
        )
    if "address" in evidence:
        found += [
            ("city", level := compare.city(a.city, b.city), _CITY_BITS[level]),
            ("postal", level := compare.postal(a.postal, b.postal), _POSTAL_BITS[level]),
            ("street", level := compare.street(a.street, b.street), _STREET_BITS[level]),
        ]
    if "identifier" in evidence:
        level = compare.identifier(a.identifier, b.identifier)
        found.append(("identifier", level, _IDENTIFIER_BITS[level]))
    return found


def _reach(level: int, total: int) -> float:
    """An equal number where nothing is known of the companies."""
    return log2(max(total, 30)) if level == 1 else 0.0


def _is_weak(name: str) -> bool:
    words = name.split()
    return all(word in WEAK or word in PLACES for word in words) or len(name) < 4
