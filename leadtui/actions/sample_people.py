"""Believable leads from a seed: who they are, what they want, how far the talk has come."""

import random
import unicodedata
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TypeVar

from leadtui.actions import sample_words as words
from leadtui.domain.fields import BUDGET_STATUS, NEED, PROCESS, SOURCE, TIMEFRAME

Values = dict[str, object]
T = TypeVar("T")

# How often a newcomer repeats someone: what a year of web forms and fairs does to a real book.
DUPLICATE_SHARE = 0.06
PRIVATE_SHARE = 0.07


def leads(rng: random.Random, count: int, owners: Sequence[str | None]) -> Iterator[Values]:
    """Yield ``count`` leads; some repeat an earlier one with a slip in it."""
    recent: list[Values] = []
    for _ in range(count):
        if recent and rng.random() < DUPLICATE_SHARE:
            yield _again(rng, rng.choice(recent), owners)
            continue
        values = newcomer(rng, owners)
        recent.append(values)
        del recent[:-50]
        yield values


def newcomer(rng: random.Random, owners: Sequence[str | None], place: words.Place | None = None) -> Values:
    """One lead nobody has seen before."""
    place = place or rng.choices(words.PLACES, weights=(5, 5, 5, 4, 4, 6, 1))[0]
    first, last = rng.choice(place.first), rng.choice(place.last)
    company = None if rng.random() < PRIVATE_SHARE else firm(rng, place)
    domain = f"{ascii_word(company.rsplit(' ', 1)[0] if company else last)}.example"
    product, topic = rng.choice(words.WISHES)
    values: Values = {
        "first_name": first,
        "last_name": last,
        "company": company,
        "private_person": company is None,
        "job_title": rng.choice(words.JOBS) if company else None,
        "email": maybe(rng, 0.86, f"{ascii_word(first)}.{ascii_word(last)}@{domain}"),
        "phone": maybe(rng, 0.7, number(rng, place.phone)),
        "mobile": maybe(rng, 0.4, number(rng, place.mobile)),
        "website": maybe(rng, 0.5, domain) if company else None,
        "city": rng.choice(place.cities),
        "country": place.country,
        "language": place.language,
        "territory": maybe(rng, 0.8, place.territory),
        "source": rng.choices(SOURCE, weights=(4, 2, 3, 9, 1, 6, 7, 20, 4, 2))[0].code,
        "campaign": maybe(rng, 0.45, rng.choice(words.CAMPAIGNS)),
        "rating": rng.choices(("hot", "warm", "cold", None), weights=(3, 6, 4, 2))[0],
        "owner": rng.choice(owners),
        "product": maybe(rng, 0.75, product),
        "topic": maybe(rng, 0.8, topic.format(n=rng.choice((4, 6, 12, 14, 25, 40, 80)))),
        "do_not_call": rng.random() < 0.05,
        "do_not_email": rng.random() < 0.05,
    }
    return values | _need(rng, place)


def colleague(rng: random.Random, other: Values, company: str) -> Values:
    """Somebody of that company, in the place of another person who works there."""
    place = next(each for each in words.PLACES if each.country == other["country"])
    values = newcomer(rng, (None,), place)
    domain = f"{ascii_word(company.rsplit(' ', 1)[0])}.example"
    address = f"{ascii_word(str(values['first_name']))}.{ascii_word(str(values['last_name']))}@{domain}"
    return values | {
        "company": company,
        "private_person": False,
        "job_title": rng.choice(words.JOBS),
        "email": address if values["email"] else None,
        "website": domain,
        "city": other["city"],
        "owner": other["owner"],
    }


def _need(rng: random.Random, place: words.Place) -> Values:
    """What is known of fit, need and budget: much for some, nothing for most."""
    if rng.random() < 0.4:
        return {}
    amount = Decimal(rng.randrange(8, 900) * 100)
    return {
        "fit": rng.random() < 0.6,
        "interest": rng.random() < 0.7,
        "decision_maker": rng.random() < 0.5,
        "need": maybe(rng, 0.7, rng.choice(NEED).code),
        "budget_status": maybe(rng, 0.6, rng.choice(BUDGET_STATUS).code),
        "budget_amount": maybe(rng, 0.7, amount),
        "currency": place.currency,
        "purchase_timeframe": maybe(rng, 0.6, rng.choice(TIMEFRAME).code),
        "purchase_process": maybe(rng, 0.5, rng.choice(PROCESS).code),
    }


def _again(rng: random.Random, seen: Values, owners: Sequence[str | None]) -> Values:
    """The same person once more, through another door and with a slip."""
    values = dict(seen) | {"owner": rng.choice(owners), "source": rng.choice(SOURCE).code}
    slip = rng.randrange(4)
    if slip == 0:
        values["first_name"] = f"{str(seen['first_name'])[:1]}."
    elif slip == 1:
        values["email"] = None
    elif slip == 2:
        values["company"] = str(seen["company"]).rsplit(" ", 1)[0] if seen["company"] else None
    else:
        values["phone"] = None
    return values


def firm(rng: random.Random, place: words.Place) -> str:
    """A firm's name with its legal form."""
    first, second = rng.choice(words.FIRM_FIRST), rng.choice(words.FIRM_SECOND)
    return f"{first} {second} {rng.choice(place.forms)}"


def number(rng: random.Random, shape: str) -> str:
    """A phone number of that shape."""
    return "".join(str(rng.randrange(10)) if sign == "#" else sign for sign in shape)


def maybe(rng: random.Random, share: float, value: T) -> T | None:
    """The value that often, else nothing."""
    return value if rng.random() < share else None


def ascii_word(text: str) -> str:
    """The letters of a text as a mail address or domain spells them."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    word = "".join(c for c in plain if c.isascii() and c.isalnum())
    return word or f"x{sum(map(ord, text)) % 1000}"
