"""How alike the ways to reach two people are, and their numbers."""

from typing import Final

from rapidfuzz.distance import OSA

from leadtui.matching.levelling import levelled

_edits = OSA.distance
_LONG_HOST: Final = 7


def email(a: str, b: str, spelled: int = 0) -> int:
    """Level of two addresses.

    Args:
        a: an address.
        b: another one.
        spelled: 1 where the names agree and both addresses only spell them, 2 where they do so to the letter.
    """
    if not a or not b:
        return 0
    if a == b:
        return 1
    local_a, _, host_a = a.partition("@")
    local_b, _, host_b = b.partition("@")
    if host_a == host_b:
        # Two mailboxes at one host that each spell a name to the letter are of two people.
        return 5 if spelled == 2 else _slip(local_a, local_b, 5)
    if len(host_a) > _LONG_HOST and _near(host_a, host_b):
        return 2 if local_a == local_b else _slip(local_a, local_b, 4 if spelled else 6)
    if spelled:
        return 3 if local_a == local_b and len(_digits(local_a)) > 1 else 4
    return 3 if local_a == local_b and len(local_a) > 2 else 6


def _near(a: str, b: str) -> bool:
    """Two hosts that are a slip apart."""
    most = 2 if min(len(a), len(b)) > 2 * _LONG_HOST else 1
    return _edits(a, b, score_cutoff=most) <= most and _digits(a) == _digits(b)


def _slip(a: str, b: str, otherwise: int) -> int:
    """2 for two local parts that are a slip apart.

    Other digits, another first letter or a sign more at the end are how colleagues are told apart.
    """
    short = min(len(a), len(b))
    most = 2 if short > 8 else 1
    if short < 5 or a[0] != b[0] or a.startswith(b) or b.startswith(a) or _digits(a) != _digits(b):
        return otherwise
    return 2 if _edits(a, b, score_cutoff=most) <= most else otherwise


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())


@levelled()
def phones(a: str, b: str) -> int:
    """Best level among the numbers of both."""
    return min(_phone(one, other) for one in a.split() for other in b.split())


ONE_FIRM: Final = (1, 2, 3)  # levels of a company that is the same


def within_firm(phone: int, firm: int) -> int:
    """The level of two phones, by their companies: elsewhere the same beginning is only the same town."""
    return 4 if phone == 3 and firm not in ONE_FIRM else phone


def _phone(a: str, b: str) -> int:
    if a.endswith(b) or b.endswith(a):
        return 1
    if a[: max(6, len(a) - 3, len(b) - 3)] == b[: max(6, len(a) - 3, len(b) - 3)]:
        return 3
    return 2 if abs(len(a) - len(b)) < 2 and _edits(a, b, score_cutoff=1) <= 1 else 4


@levelled()
def birth(a: str, b: str) -> int:
    """Level of two dates of birth, as eight digits."""
    if _edits(a, b, score_cutoff=1) <= 1 or a[:4] + a[6:] + a[4:6] == b:
        return 2
    same = (a[:4] == b[:4]) + (a[4:6] == b[4:6]) + (a[6:] == b[6:])
    return 3 if same > 1 or _edits(a, b, score_cutoff=2) <= 2 else 4


@levelled()
def identifier(a: str, b: str) -> int:
    """Level of two numbers; those of two other systems say nothing of each other."""
    if ":" in a or ":" in b:
        return 0
    return 2 if _edits(a, b, score_cutoff=2) <= (2 if len(a) > 5 else 1) else 3
