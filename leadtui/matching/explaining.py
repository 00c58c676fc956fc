"""A score in words: the three strongest reasons, and what speaks against."""

from typing import Final, NamedTuple

from leadtui.matching.compare_firms import company
from leadtui.matching.compare_reach import ONE_FIRM
from leadtui.matching.facts import Facts
from leadtui.matching.looking import Score
from leadtui.matching.model import EVIDENCE


class Said(NamedTuple):
    """What one field says.

    Attributes:
        field: the evidence, such as ``name`` or ``email``.
        words: in words, such as ``same e-mail``.
        bits: its weight; below 0 it speaks against.
    """

    field: str
    words: str
    bits: float


_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "first": ("", "same first name", "same first name in another form", "first name one slip apart",
              "initial fits", "similar first name", "other first name"),
    "last": ("", "same last name", "last name one slip apart", "last name in part the same",
             "other last name"),
    "order": ("", "", "first and last name changed places"),
    "middle": ("", "same middle initial", "other middle initial"),
    "suffix": ("", "same suffix", "other suffix (Jr, Sr)"),
    "company": ("", "same company", "same company in other words", "close company name",
                "similar company name", "other company"),
    "domain": ("", "same web domain", "other web domain"),
    "email": ("", "same e-mail", "e-mail one slip apart", "same mailbox at another host",
              "both e-mails spell the name", "other mailbox at the same host", "other e-mail"),
    "phone": ("", "same phone", "phone one digit apart", "same phone but for the last digits", "other phone"),
    "city": ("", "same town", "town one slip apart", "similar town", "other town"),
    "street": ("", "same street", "street one slip apart", "similar street", "other street"),
    "postal": ("", "same postal code", "postal code one sign apart", "postal code begins the same",
               "other postal code"),
    "birth": ("", "same date of birth", "date of birth one digit apart", "date of birth in part the same",
              "other date of birth"),
    "identifier": ("", "same external number", "external number one slip apart", "other external number"),
    "topic": ("", "same topic", "similar topic", "other topic"),
    "country": ("", "", "other country"),
}  # fmt: skip


def explain(probe: Facts, other: Facts, score: Score) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
    """The three strongest reasons for, and what speaks against, the strongest first.

    Only scores above a few percent carry reasons.
    """
    found = [
        Said(EVIDENCE[field], words, bits) for field, words, bits in _joined(probe, other, score) if words
    ]
    found.sort(key=lambda said: -abs(said.bits))
    reasons = tuple(said for said in found if said.bits > 0)[:3]
    return reasons, tuple(said for said in found if said.bits < 0)


def _joined(probe: Facts, other: Facts, score: Score) -> list[tuple[str, str, float]]:
    """First and last name that are both the same are one reason; so is a whole address, and an e-mail."""
    levels = {field: (level, bits) for field, level, bits in score.bits}
    found: list[tuple[str, str, float]] = []
    if levels.get("first", (0, 0.0))[0] == 1 == levels.get("last", (0, 0.0))[0]:
        bits = levels.pop("first")[1] + levels.pop("last")[1]
        found.append(("first", "same name", bits))
    same = [name for name in ("city", "street", "postal") if levels.get(name, (0, 0.0))[0] == 1]
    if "street" in same and len(same) > 1:
        found.append(("street", "same address", sum(levels.pop(name)[1] for name in same)))
    # "In other words" would be said of names that may have nothing in common.
    if levels.get("company", (0, 0.0))[0] == 2 and "domain" in levels and _by_domain(probe, other):
        levels["domain"] = 1, levels["domain"][1] + levels.pop("company")[1]
    if levels.get("email", (0, 0.0))[0] == 1 and "domain" in levels:  # who reads the e-mail sees its domain
        levels["email"] = 1, levels["email"][1] + levels.pop("domain")[1]
    return found + [(field, _WORDS[field][level], bits) for field, (level, bits) in levels.items()]


def _by_domain(probe: Facts, other: Facts) -> bool:
    """Whether an equal web domain alone makes one of two companies, whatever they are called."""
    if not probe.domain or probe.domain != other.domain:
        return False
    return not (probe.company and other.company) or company(probe.company, other.company) not in ONE_FIRM
