"""Who is in the made-up book."""

from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.book_text import latin
from benchmarks.book_words import Locale


@dataclass(slots=True)
class Firm:
    name: str
    form: str
    domain: str
    pattern: int
    town: tuple[str, str]
    street: str
    postal: str
    switchboard: str
    size: int
    locale: Locale
    branches: list[tuple[tuple[str, str], str, str]] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)  # mailboxes


@dataclass(slots=True)
class Home:
    town: tuple[str, str]
    street: str
    postal: str
    phone: str


@dataclass(slots=True)
class Person:
    entity: int
    locale: Locale
    woman: bool
    first: str
    last: str
    suffix: str
    private: str
    mobile: str
    direct: str
    middle: str
    nick: str
    firm: Firm | None
    home: Home
    usual: float  # which of the numbers
    mailbox: str = ""  # at the firm


def mailbox(person: Person) -> str:
    """The person's mailbox at the firm; two of one name get two."""
    firm = person.firm
    if firm and not person.mailbox:
        box = pattern(person)
        for other in (f"{latin(person.first)}.{latin(person.last)}", f"{box}{person.middle.lower()}"):
            box = other if box in firm.taken else box
        number = 2
        while box in firm.taken:
            box, number = f"{pattern(person)}{number}", number + 1
        firm.taken.add(box)
        person.mailbox = box
    return person.mailbox


def pattern(person: Person) -> str:
    given, family = latin(person.first), latin(person.last)
    patterns: tuple[Callable[[], str], ...] = (
        lambda: f"{given}.{family}",
        lambda: f"{given[:1]}{family}",
        lambda: f"{given[:1]}.{family}",
        lambda: given,
        lambda: f"{family}",
        lambda: f"{family}.{given}",
    )
    return patterns[person.firm.pattern if person.firm else 0]()
