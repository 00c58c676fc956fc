"""Reading the tables of a rule book strictly: every complaint with its line, and with what would be right."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, cast

from leadtui.domain.policy_lines import Lines

MOST_LABEL: Final = 60  # characters; labels stand in lists and panels
_ID_SIGNS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_")
_LONGEST_ID: Final = 40
Values = Mapping[str, object]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something that a rule book must not say.

    Attributes:
        line: where, from 1.
        sentence: what was found there.
        fix: what would be right.
    """

    line: int
    sentence: str
    fix: str = ""

    def __str__(self) -> str:
        return f"line {self.line}: {self.sentence} {self.fix}".strip()


class Book:
    """A parsed document with its lines, and the problems found so far.

    A key, right or kind in a stored one that this program does not know is left out and told (`left_out`).
    """

    def __init__(self, values: Values, text: str, *, stored: bool = False) -> None:
        self.values, self.stored = values, stored
        self._text = text
        self.problems: list[Problem] = []
        self.left_out: list[Problem] = []

    @cached_property
    def lines(self) -> Lines:
        """Where everything stands; a document without faults never asks."""
        return Lines(self._text)

    def say(self, line: int, sentence: str, fix: str = "") -> None:
        """Add a problem."""
        self.problems.append(Problem(line, sentence, fix))

    def unknown(self, line: int, sentence: str, fix: str = "") -> None:
        """A problem with a name that is not known; whoever says it goes on without what is named so."""
        (self.left_out if self.stored else self.problems).append(Problem(line, sentence, fix))

    def one(self, name: str, keys: Sequence[str]) -> "Table":
        """The table of that name, which has to be there; an empty one where it is not."""
        found = self.values.get(name)
        if isinstance(found, dict):
            return Table(self, name, 0, cast(Values, found), keys)
        if found is None:
            self.say(1, f"The table [{name}] is missing.", f"Add [{name}] with {', '.join(keys)}.")
        else:
            self.say(self.lines.of(name), f"{name} is {shown(found)}, no table.", f"Write it as [{name}].")
        return Table(self, name, 0, {}, keys, missing=True)

    def several(self, name: str, keys: Sequence[str]) -> "list[Table]":
        """The tables of an array; those whose id is there already are a problem and left out."""
        found = self.values.get(name, [])
        if not isinstance(found, list) or not all(
            isinstance(each, dict) for each in cast("list[object]", found)
        ):
            line = self.lines.of(name)
            self.say(line, f"{name} is no array of tables.", f"Write each as [[{name}]] with an id.")
            return []
        tables = [
            Table(self, name, place, each, keys) for place, each in enumerate(cast("list[Values]", found))
        ]
        seen: dict[str, Table] = {}
        kept: list[Table] = []
        for table in tables:
            if table.id and table.id in seen:
                said = f"{name} {table.id!r} is there twice, first in line {seen[table.id].line('id')}."
                table.say("id", said, "Give one of them another id, or take it out.")
                continue
            seen[table.id] = table
            kept.append(table)
        return kept


class Table:
    """One table, read key by key; what it holds beyond its keys is a problem from the start."""

    def __init__(
        self, book: Book, name: str, place: int, values: Values, keys: Sequence[str], *, missing: bool = False
    ) -> None:
        self._book, self._name, self._place, self._values = book, name, place, values
        self._missing = missing  # said once already: its keys need not be missed one by one
        repeated = "id" in keys
        self.id = self._id() if repeated else ""
        for key in values:
            if key not in keys:
                fix = f"{near(key, keys)}{name} has: {', '.join(keys)}."
                self._book.unknown(self.line(key), f"{self.called} has no key {key[:40]!r}.", fix)

    @property
    def called(self) -> str:
        """The table in a sentence."""
        return f"{self._name} {self.id!r}" if self.id else f"[{self._name}]"

    def has(self, key: str) -> bool:
        """Whether the document says that key."""
        return key in self._values

    def line(self, key: str = "") -> int:
        """Where the key stands, or the table."""
        return self._book.lines.of(self._name, self._place, key)

    def say(self, key: str, sentence: str, fix: str = "") -> None:
        """A problem at that key."""
        self._book.say(self.line(key), sentence, fix)

    def text(self, key: str, default: str | None = None, most: int = MOST_LABEL) -> str:
        """A text of one line; without a default the key has to be there."""
        value = self._get(key, default)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._wrong(key, value, 'a text in "quotes"')
            return ""
        if len(value) > most:
            self.say(key, f"{key} of {self.called} is longer than {most} characters.", "Shorten it.")
        elif not value.isprintable():
            sign = next(sign for sign in value if not sign.isprintable())
            self.say(
                key,
                f"{key} of {self.called} holds a character that no line shows: {sign!a}.",
                "Take it out.",
            )
        elif not value.strip() and default is None:
            self.say(key, f"{key} of {self.called} is empty.", "Write what people read.")
        return value.strip()

    def word(self, key: str, known: Iterable[str], default: str | None = None) -> str:
        """One of the known words."""
        value, words = self._get(key, default), list(known)
        if value is None:
            return words[0]
        if isinstance(value, str) and value in words:
            return value
        fix = f"{near(value, words)}It is one of: {', '.join(filter(None, words))}."
        self.say(key, f"{key} of {self.called} is {shown(value)}.", fix)
        return words[0]

    def flag(self, key: str, default: bool = False) -> bool:
        """Yes or no; the default where it is not said."""
        value = self._values.get(key, default)
        if not isinstance(value, bool):
            self._wrong(key, value, "true or false")
        return value is True

    def whole(self, key: str, least: int, most: int, *, optional: bool = False) -> int | None:
        """A whole number between those two."""
        value = self._values.get(key) if optional else self._get(key, None)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            self._wrong(key, value, f"a whole number from {least} to {most}")
            return None
        return value

    def share(self, key: str) -> float | None:
        """A probability above 0, at most 1."""
        value = self._get(key, None)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= 1:
            return float(value)
        self._wrong(key, value, "a number above 0, at most 1")
        return None

    def words(self, key: str, known: Sequence[str], what: str, *, optional: bool = False) -> tuple[str, ...]:
        """A list of known words, each once; ``what`` is one of them in a sentence."""
        value = self._values.get(key) if optional else self._get(key, None)
        if value is None:
            return ()
        several = cast("list[object]", value) if isinstance(value, list) else [None]
        found = [each for each in several if isinstance(each, str)]
        if len(found) != len(several):
            self._wrong(key, cast(object, value), 'a list such as ["one", "two"]')
            return ()
        if not found:
            said = f"{key} of {self.called} is an empty list."
            self.say(key, said, "Name one at least, or take the key out.")
        for place, each in enumerate(found):
            if each in known and each not in found[:place]:
                continue
            line = self._book.lines.of_value(self._name, self._place, key, each)
            if each not in known:
                fix = near(each, known) or f"There are: {', '.join(known)}."
                said = f"{key} of {self.called}: there is no {what} {each[:40]!r}."
                self._book.say(line, said, fix.strip())
            else:
                self._book.say(line, f"{key} of {self.called} has {each!r} twice.", "Take one out.")
        return tuple(dict.fromkeys(found))

    def names(self, key: str, most: int) -> tuple[str, ...]:
        """A list of names, each once; none where it is not said."""
        value = self._values.get(key)
        if value is None:
            return ()
        several = cast("list[object]", value) if isinstance(value, list) else [None]
        found = [each.strip() for each in several if isinstance(each, str)]
        if len(found) != len(several) or any(not each or len(each) > most for each in found):
            self._wrong(key, cast(object, value), 'a list of names such as ["one", "two"]')
        elif not found:
            self.say(key, f"{key} of {self.called} is an empty list.", "Name one at least.")
        for place, each in enumerate(found):
            if each in found[:place]:
                line = self._book.lines.of_value(self._name, self._place, key, each)
                self._book.say(line, f"{key} of {self.called} has {each[:40]!r} twice.", "Take one out.")
        return tuple(dict.fromkeys(found))

    def plain(self) -> Values:
        """The values as they were written."""
        return self._values

    def _get(self, key: str, default: object) -> object:
        """The value, which has to be there where no default is."""
        if key in self._values:
            return self._values[key]
        if default is None and not self._missing:
            self.say("", f"{self.called} has no {key}.", f"Add {key} = ... to it.")
        return default

    def _wrong(self, key: str, value: object, wanted: str) -> None:
        self.say(key, f"{key} of {self.called} is {shown(value)}.", f"Write {wanted}.")

    def _id(self) -> str:
        value = self._values.get("id")
        if isinstance(value, str) and value and len(value) <= _LONGEST_ID and value[0].isalpha():
            dots = {"."} if self._name == "map" else set[str]()
            if set(value) <= _ID_SIGNS | dots:
                return value
        if value is None:
            said, key = f"A [[{self._name}]] has no id.", ""
        else:
            said, key = f"The id of a [[{self._name}]] is {shown(value)}.", "id"
        self.say(key, said, 'Write small letters, digits and _, such as id = "credit_review".')
        return ""


def near(word: object, known: Iterable[str]) -> str:
    """``Did you mean ...? `` with the nearest of the known words; empty where none is near."""
    from difflib import get_close_matches  # only when something was mistyped

    found = get_close_matches(str(word)[:60].casefold(), list(known), 1)
    return f"Did you mean {found[0]}? " if found else ""


def shown(value: object) -> str:
    """A value in a sentence."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and value.bit_length() > 256:  # hexadecimal ones may be too long for `str`
        return "a number of many digits"
    return repr(value[:40]) if isinstance(value, str) else str(value)[:40]
