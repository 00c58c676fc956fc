"""A made-up B2B book with its truth: colleagues, switchboards, households, namesakes, and true duplicates.

What makes real books hard is in it: a few large firms and many small ones, whose people share company,
web domain, address pattern, switchboard and town; couples and parents at one address and number; common
names; people who change jobs or names; records that come from a web form, a card, a bought list or
somebody's memory, each with its own gaps, formats and slips. Firms and families come one after the
other, so that a million rows need no memory; the same number and seed give the same book.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import NamedTuple
from zlib import crc32

from benchmarks.book_people import Firm, Home, Person
from benchmarks.book_text import BRANDS, ENDINGS, HOBBIES, NICKS, board, latin
from benchmarks.book_words import LOCALES, Locale
from benchmarks.book_writing import Values, Writer

SEED = 20261


class Row(NamedTuple):
    """A lead of the book and whom it is about: rows of one ``entity`` are duplicates."""

    entity: int
    values: Values


def book(count: int, seed: int = SEED) -> Iterator[Row]:
    """So many leads, neighbours of a firm or family after each other."""
    world = _World(random.Random(seed))
    made = 0
    while made < count:
        for row in world.group():
            yield row
            made += 1
            if made == count:
                return


def shuffled(count: int, seed: int = SEED) -> list[Row]:
    """The same leads in the order in which they might have been entered."""
    rows = list(book(count, seed))
    random.Random(seed + 1).shuffle(rows)
    return rows


class _World(Writer):
    def __init__(self, dice: random.Random) -> None:
        super().__init__(dice)
        self._entity = 0
        self._shares = list(accumulate(locale.share for locale in LOCALES))
        self._zipf: dict[int, list[float]] = {}
        self._domains: set[str] = set()
        self._private_taken: set[int] = set()

    # Groups

    def group(self) -> Iterator[Row]:
        """The rows of a firm with its people, or of a family."""
        if self._dice.random() < 0.80:
            yield from self._firm_rows(self._firm())
        else:
            yield from self._family_rows()

    def _firm_rows(self, firm: Firm) -> Iterator[Row]:
        dice = self._dice
        people: list[Person] = []
        kin = firm.size > 1 and firm.size < 8 and dice.random() < 0.10
        for number in range(firm.size):
            last = people[0].last if kin and number and dice.random() < 0.5 else None
            people.append(self._person(firm.locale, firm, self._home(firm.locale, firm.town), last))
        if dice.random() < 0.02 + 0.03 * min(firm.size, 4) / 4:
            entity = self._next()
            for _ in range(self._copies()):
                yield Row(entity, self._nobody(firm))
        for person in people:
            yield from self._person_rows(person)

    def _family_rows(self) -> Iterator[Row]:
        dice = self._dice
        locale = self._locale()
        home = self._home(locale, self._town(locale))
        head = self._person(locale, self._own_firm(locale), home, None)
        yield from self._person_rows(head)
        chance = dice.random()
        if chance < 0.16:  # a couple
            other = self._person(locale, self._own_firm(locale), home, head.last, woman=not head.woman)
            if dice.random() < 0.12:
                other.private = head.private
            yield from self._person_rows(other)
        if chance < 0.05 or chance > 0.97:  # a child, now and then of the same name
            child = self._person(locale, self._own_firm(locale), home, head.last)
            if dice.random() < 0.2 and not head.woman:
                child.first, child.nick, child.woman, child.suffix, head.suffix = (
                    head.first,
                    head.nick,
                    False,
                    "Jr.",
                    "Sr.",
                )
            yield from self._person_rows(child)

    def _own_firm(self, locale: Locale) -> Firm | None:
        return self._firm(locale, 1) if self._dice.random() < 0.25 else None

    # Who and where

    def _next(self) -> int:
        self._entity += 1
        return self._entity

    def _locale(self) -> Locale:
        return self._dice.choices(LOCALES, cum_weights=self._shares)[0]

    def _ranked(self, words: Sequence[str] | Sequence[tuple[str, str]], slope: float = 12.0):
        """One of them; those in front far more often."""
        weights = self._zipf.get(len(words))
        if weights is None:
            weights = self._zipf[len(words)] = list(
                accumulate(1 / (rank + slope) for rank in range(len(words)))
            )
        return self._dice.choices(words, cum_weights=weights)[0]

    def _town(self, locale: Locale) -> tuple[str, str]:
        return self._ranked(locale.towns, 3.0)

    def _last(self, locale: Locale) -> str:
        dice = self._dice
        if dice.random() < locale.common:
            return self._ranked(locale.last)
        middle = dice.choice(locale.tails)[:3] if dice.random() < 0.6 else ""
        name = dice.choice(locale.heads) + middle + dice.choice(locale.tails)
        if dice.random() < 0.04:
            joint = "-" if locale.code != "es_ES" else " "
            name += joint + self._ranked(locale.last)
        return name

    def _street(self, locale: Locale) -> str:
        pattern = self._dice.choice(locale.street.split("|"))
        return pattern.replace("@", self._dice.choice(locale.streets)).replace(
            "#", str(1 + int(self._dice.random() ** 2 * 180))
        )

    def _postal(self, locale: Locale, town: tuple[str, str]) -> str:
        return self._digits(locale.zip.replace("*", town[1]), 5 if locale.zip == "*###" else 99)

    def _digits(self, pattern: str, most: int = 99) -> str:
        dice = self._dice
        made = "".join(
            str(dice.randrange(10))
            if sign == "#"
            else dice.choice("ABDEFGHJLNPQRSTUWXYZ")
            if sign == "?"
            else sign
            for sign in pattern
        )
        return made[:most]

    def _home(self, locale: Locale, town: tuple[str, str]) -> Home:
        if self._dice.random() < 0.3:
            town = self._town(locale)
        return Home(town, self._street(locale), self._postal(locale, town), self._number(locale.phone))

    def _number(self, pattern: tuple[str, str]) -> str:
        number = self._digits(pattern[1])
        while not number.replace(" ", "").strip("0"):
            number = self._digits(pattern[1])
        if pattern[1].startswith("#") and number[0] in "01":
            number = str(self._dice.randrange(2, 10)) + number[1:]
        return f"+{pattern[0]} {number}"

    def _person(
        self, locale: Locale, firm: Firm | None, home: Home, last: str | None, woman: bool | None = None
    ) -> Person:
        dice = self._dice
        if firm and dice.random() < 0.04:
            locale = self._locale()  # people come from elsewhere too
        woman = dice.random() < 0.42 if woman is None else woman
        given = locale if dice.random() < 0.93 else self._locale()  # names travel
        first = self._ranked(given.women if woman else given.men)
        last = last or self._last(locale)
        private = f"{self._private(first, last)}@{self._ranked(locale.hosts, 2.0)}"
        while crc32(private.encode()) in self._private_taken:
            private = private.replace("@", f"{dice.randrange(10)}@")
        self._private_taken.add(crc32(private.encode()))
        direct = self._direct(firm) if firm else home.phone
        return Person(
            self._next(),
            locale,
            woman,
            first,
            last,
            "",
            private,
            self._number(locale.mobile),
            direct,
            dice.choice("ABCDEFGHJKLMPRST"),
            NICKS.get(first, ""),
            firm,
            home,
            dice.random(),
        )

    def _direct(self, firm: Firm) -> str:
        """An extension of the firm's number: two, three or four digits by its size."""
        digits = 2 if firm.size < 15 else 3 if firm.size < 120 else 4
        number = list(firm.switchboard)
        places = [at for at, sign in enumerate(number) if sign.isdigit()][-digits:]
        for at in places:
            number[at] = str(self._dice.randrange(10))
        return "".join(number)

    def _private(self, first: str, last: str) -> str:
        dice = self._dice
        given, family = latin(first), latin(last)
        year = f"{dice.randrange(50, 100):02}"
        return dice.choices(
            (
                f"{given}.{family}",
                f"{given}{family}",
                f"{given}.{family}{year}",
                f"{given[:1]}{family}{year}",
                f"{given}{dice.randrange(10, 9999)}",
                f"{family}.{given}",
                f"{family}{dice.randrange(1, 99)}",
                f"{dice.choice(HOBBIES)}{dice.randrange(1, 999)}",
                f"{given[:1]}.{family}",
            ),
            (22, 10, 18, 12, 8, 6, 8, 10, 6),
        )[0]

    def _firm(self, locale: Locale | None = None, size: int | None = None) -> Firm:
        dice = self._dice
        locale = locale or self._locale()
        town = self._town(locale)
        # Skewed: most are known by one person, a few by hundreds.
        size = size or min(400, int(dice.paretovariate(1.02)))
        name = self._firm_name(locale, town)
        ending = locale.code[-2:].lower() if dice.random() < 0.7 else "com"
        label = (
            "-".join(latin(word) for word in name.split()[: dice.choice((1, 2, 2, 3))] if latin(word))
            or "firm"
        )
        domain = (
            f"{label}-{ending}.example"
            if dice.random() < 0.5
            else f"{label}{dice.choice(('', '', '-group', '24'))}.example"
        )
        while domain in self._domains:
            domain = domain.replace(".example", f"{dice.randrange(10)}.example")
        self._domains.add(domain)
        pattern = dice.choices(range(6), (45, 20, 12, 8, 8, 7) if size < 12 else (60, 20, 12, 0, 0, 8))[0]
        firm = Firm(
            name,
            dice.choice(locale.forms),
            domain,
            pattern,
            town,
            self._street(locale),
            self._postal(locale, town),
            board(self._number(locale.phone)),
            size,
            locale,
        )
        for _ in range(min(4, size // 12)):
            place = self._town(locale)
            firm.branches.append((place, self._street(locale), self._postal(locale, place)))
        return firm

    def _firm_name(self, locale: Locale, town: tuple[str, str]) -> str:
        dice = self._dice
        trade, last = dice.choice(locale.trades), self._last(locale)
        return dice.choices(
            (
                f"{last} {trade}",
                f"{last} & {self._last(locale)}",
                f"{dice.choice(BRANDS)}{dice.choice(ENDINGS)} {trade}",
                f"{dice.choice(BRANDS)}{dice.choice(ENDINGS)}",
                f"{trade} {town[0]}",
                f"{last}",
                f"{last} & Co",
                f"{dice.choice(BRANDS).upper()[:3]} {trade}",
            ),
            (28, 9, 22, 14, 6, 12, 4, 5),
        )[0]

    # Records

    def _copies(self) -> int:
        return self._dice.choices((1, 2, 3, 4, 6), (86, 10.3, 2.6, 0.8, 0.3))[0]

    def _person_rows(self, person: Person) -> Iterator[Row]:
        dice = self._dice
        yield Row(person.entity, self._record(person))
        for _ in range(self._copies() - 1):
            if person.firm and dice.random() < 0.018:  # another job
                person.firm, person.mailbox = self._firm(person.firm.locale, 1), ""
                person.direct = self._direct(person.firm)
            if person.woman and dice.random() < 0.012:  # another name
                new = self._last(person.locale)
                person.last = new if dice.random() < 0.6 else f"{person.last}-{new}"
            if dice.random() < 0.04:
                person.home = self._home(person.locale, self._town(person.locale))
            yield Row(person.entity, self._record(person))
