"""A record as it is compared: plain folded values, packed into one text."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from leadtui.matching import countries, firms, fold, naming
from leadtui.matching.naming import Named
from leadtui.matching.normalise import domain_key, email_key, is_free_mail, phone_key
from leadtui.matching.wordlists import ROLES


class Facts(NamedTuple):
    """What of a record counts when it is compared; empty where nothing is known.

    Attributes:
        kind: ``lead``, ``contact``, ``account`` or ``opportunity``.
        first, last: given names and family name; of an account both are empty.
        suffix: ``1`` senior, ``2`` junior or II, ``3`` III, ``4`` IV.
        company: the company's name without its legal form.
        domain: its web domain, by the website or a business e-mail.
        email: the personal address; a role mailbox (info@) gives a `domain` alone.
        spelled: ``1`` where the address only spells the name, ``2`` where it nearly does.
        phones: up to three, separated by a blank.
        street, city, postal: the address.
        birth, identifier: date of birth as digits; a number that others gave the person.
        topic: what it is about.
        middle: initial of a further given name.
        brand: what the company is called by its web domain.
        country: its code, where it is one of `countries`.
    """

    kind: str
    first: str = ""
    last: str = ""
    suffix: str = ""
    company: str = ""
    domain: str = ""
    email: str = ""
    spelled: str = ""
    phones: str = ""
    street: str = ""
    city: str = ""
    postal: str = ""
    birth: str = ""
    identifier: str = ""
    topic: str = ""
    middle: str = ""
    brand: str = ""
    country: str = ""

    @property
    def person(self) -> bool:
        """Whether a person's name is known."""
        return bool(self.first or self.last)


_KINDS: Final = {"l": "lead", "c": "contact", "a": "account", "o": "opportunity"}
_LETTERS: Final = {kind: letter for letter, kind in _KINDS.items()}
_SEPARATOR: Final = "\x1f"
_TOPIC: Final = Facts._fields.index("topic")


def facts(kind: str, values: Mapping[str, object]) -> Facts:
    """The record's facts.

    Args:
        kind: ``lead``, ``contact``, ``account`` or ``opportunity``.
        values: its fields by name; others than the known ones are ignored.
    """
    get = values.get
    email = _email(_text(get("email")))
    local, _, host = email.partition("@")
    role = bool(local) and not is_free_mail(host) and _is_role(local)
    named = Named()
    if kind in ("lead", "contact"):
        named = naming.names(_text(get("first_name")), _text(get("last_name")))
    first, last = named.first, named.last
    if kind in ("lead", "contact") and local and not role and (len(first) < 2 or not last):
        first, last = naming.completed(first, last, local)
    company = _text(get("name")) if kind == "account" else _text(get("company"))
    phones = dict.fromkeys(
        key for field in ("phone", "mobile") if (key := phone_key(_text(get(field)))) is not None
    )
    domain = domain_key(_text(get("website")), email or None) or ""
    return Facts(
        kind,
        first,
        last,
        named.suffix,
        firms.company(company),
        domain,
        "" if role else email,
        naming.spells(local, first, last) if local and not role else "",
        " ".join(phones),
        firms.street(_text(get("street"))),
        fold.name(_text(get("city"))),
        fold.plain(_text(get("postal_code"))).replace(" ", ""),
        _digits(get("birth")),
        _identifier(values),
        fold.name(_text(get("topic"))),
        named.middle,
        firms.brand(domain) if domain else "",
        countries.country(_text(get("country"))),
    )


def pack(record: Facts) -> str:
    """The facts as one text."""
    return _LETTERS[record.kind] + _SEPARATOR + _SEPARATOR.join(record[1:])


def unpack(text: str) -> Facts:
    """The facts of a text that `pack` made."""
    letter, *rest = text.split(_SEPARATOR)
    return Facts(_KINDS[letter], *rest)


def lasting(text: str) -> str:
    """Packed facts without the topic: what a person or firm wants changes while they stay who they are."""
    letter, *rest = text.split(_SEPARATOR)
    # By its place: the text may be of another program's normaliser, which knows more or fewer fields.
    if letter != _LETTERS["opportunity"] and len(rest) >= _TOPIC:
        rest[_TOPIC - 1] = ""
    return _SEPARATOR.join((letter, *rest))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _email(text: str) -> str:
    """The address in one spelling, without a ``+tag``: a tag is for sorting mail, not another person."""
    email = email_key(text) or ""
    if not email.isprintable():
        return ""
    local, _, host = email.partition("@")
    start = local.split("+")[0]
    return f"{start}@{host}" if start else email


def _digits(value: object) -> str:
    return (
        "" if value is None else "".join(sign for sign in str(value) if sign.isdecimal() and sign.isascii())
    )


def _identifier(values: Mapping[str, object]) -> str:
    if own := fold.plain(_text(values.get("identifier"))).replace(" ", ""):
        return own
    number = fold.plain(_text(values.get("external_id")))
    system = fold.plain(_text(values.get("external_system")))
    return f"{system}:{number}" if number and system else ""


@lru_cache(maxsize=1 << 14)
def _is_role(local: str) -> bool:
    words = fold.name(local).split()
    return fold.name(local.replace("-", "")) in ROLES or any(
        word.rstrip("0123456789") in ROLES for word in words[:2]
    )
