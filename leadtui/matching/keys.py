"""Keys under which a record's likely partners are found: many weak ones and a few trusted."""

from collections.abc import Iterator, Mapping
from operator import itemgetter
from typing import Final

from leadtui.matching.facts import Facts
from leadtui.matching.fold import hash48, sound
from leadtui.matching.nicknames import families
from leadtui.matching.wordlists import PLACES, WEAK

VERSION = 3
"""Of normaliser and keys: an index that was built with another one has to be built again."""


def keys(record: Facts) -> list[tuple[int, int]]:
    """The keys with their votes, the most trusted first.

    Two records that share a key are worth a comparison; how alike they are the key does not say.

    Returns:
        (48-bit key, votes); empty for a record that says nothing.
    """
    texts: dict[str, int] = {}
    for text, votes in sorted(_texts(record), key=itemgetter(1), reverse=True):
        texts.setdefault(text, votes)
    return [(hash48(text), votes) for text, votes in texts.items()]


COUNTED: Final[Mapping[str, str]] = {
    "first": "f", "last": "l", "company": "c", "domain": "w", "city": "t", "postal": "z", "country": "k"
}  # fmt: skip
"""The facts whose values are counted in the book, with the letter that stands for each."""


def counted(record: Facts) -> tuple[int, ...]:
    """Keys of the values whose frequency in the book counts."""
    return tuple(count_key(field, value) for field, value in counted_values(record))


def counted_values(record: Facts) -> Iterator[tuple[str, str]]:
    """These values with what they are of, see `COUNTED`; empty ones are left out."""
    for field in COUNTED:
        if value := getattr(record, field):
            yield field, value


def count_key(field: str, value: str) -> int:
    """The key under which a value is counted."""
    return hash48(f"{COUNTED[field]}={value}")


def company_code(company: str) -> str:
    """The strong words of a company's name by sound, sorted."""
    words = company.split()
    strong = [word for word in words if word not in WEAK and word not in PLACES] or words
    return " ".join(sorted({sound(word) for word in strong}))


def name_code(word: str) -> str:
    """A given name's sound, the same for the forms of one name."""
    family = families(word)
    return f"#{min(family)}" if family else sound(word)


def _texts(record: Facts) -> list[tuple[str, int]]:
    found: list[tuple[str, int]] = []
    add = found.append
    email = record.email
    if email:
        add((f"E{email}", 9))
    if number := record.identifier:
        add((f"I{number}", 9))
        if len(number) > 5 and ":" not in number and record.last:
            found += [(f"i{number[:4]}|{record.last[:1]}", 2), (f"j{number[-4:]}|{record.last[:1]}", 2)]
    for phone in record.phones.split():
        add((f"P{phone[-8:]}", 7))
    if email and len(local := email[: email.index("@")]) > 2:
        add((f"L{local}", 5))
    first = record.first.split(" ")[0]
    last = record.last.replace(" ", "")
    given = name_code(first) if first else ""
    family = sound(last) if last else ""
    if given and family:
        # Sorted, so that first and last name may have changed places.
        add((f"N{'|'.join(sorted((given, family)))}", 6))
        add((f"H{last[:4]}{first[:1]}", 2))
        if len(first) > 1 and not given.startswith("#"):
            add((f"H{first[:4]}{last[:1]}", 1))
    elif family or given:
        add((f"N{family or given}", 3))
    if record.birth:
        _birth_texts(record.birth, (given, family), found)
        if record.street:
            add((f"S{record.street}", 2))
    _company_texts(record, given, last, found)
    _place_texts(record, given, family, found)
    if record.topic:
        words = " ".join(sorted(set(record.topic.split()))[:8])
        add((f"T{words}", 2))
    return found


def _birth_texts(birth: str, names: tuple[str, str], found: list[tuple[str, int]]) -> None:
    """The date, and two of its three parts together with a name."""
    found.append((f"B{birth}", 4))
    year, month, day = birth[:4], birth[4:6], birth[6:]
    for name in filter(None, names):
        found += [(f"{part}|{name}", 2) for part in (f"y{month}{day}", f"m{year}{day}", f"d{year}{month}")]


def _company_texts(record: Facts, given: str, last: str, found: list[tuple[str, int]]) -> None:
    known = record.company or record.brand
    code = company_code(known) if known else ""
    if code or record.domain:
        place = code or record.domain
        if last:
            found.append((f"D{place}|{last[:1]}", 3))
        if given:
            found.append((f"F{place}|{given}", 4))
    if code:
        found.append((f"C{code}", 3))
        words = known.split()
        if len(words) > 2:
            found.append((f"C{sound(''.join(word[0] for word in words))}", 1))
    if record.domain:
        found.append((f"W{record.domain}", 3))


def _place_texts(record: Facts, given: str, family: str, found: list[tuple[str, int]]) -> None:
    for sign, place in (("Y", record.city), ("V", record.postal)):
        if place:
            if family:
                found.append((f"{sign}{place}|{family}", 3))
            if given:
                found.append((f"{sign}{place}+{given}", 2))
    if record.street and not (given or family):
        found.append((f"S{record.street}", 2))
