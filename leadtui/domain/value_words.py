"""What the values of lists are called and stand for: records hold codes, people read labels.

A record keeps the code that it was given. A list says how the code is read today (renamed), which other one
it counts as (merged), and whether it is still offered (retired): so no record and no history is rewritten,
and what a closed lead holds stays what it was closed with.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final, NamedTuple

from leadtui.domain.fields import BY_NAME, FIELDS, Field, Kind, Type, code_of, label_of

TEAM: Final = "team"
FIELD_LISTS: Final = ("source", "campaign", "product", "territory")
"""Fields of records whose values are a list; each list is called as its field."""
HELD_BY: Final[Mapping[str, tuple[Kind, ...]]] = {
    name: tuple(kind for kind, fields in FIELDS.items() if any(each.name == name for each in fields))
    for name in FIELD_LISTS
}
"""List -> the kinds of records that have such a field."""


class Told(NamedTuple):
    """What a list says of one code."""

    label: str
    retired: bool = False
    merged_into: str | None = None


class Words:
    """All that the lists say, by list and code; what they say nothing of is called as it is.

    Attributes:
        told: list -> code -> what it says; not to be written to.
    """

    def __init__(self, told: Mapping[str, Mapping[str, Told]]) -> None:
        self.told = told  # no dataclass: a list of leads waits for none

    @cached_property
    def merged(self) -> Mapping[str, Mapping[str, str]]:
        """List -> code -> the code that it counts as, where that is another one."""
        return {
            name: {code: root for code in codes if (root := _root(codes, code)) != code}
            for name, codes in self.told.items()
            if any(each.merged_into for each in codes.values())
        }

    def root(self, name: str, code: str) -> str:
        """The code that this one counts as."""
        return self.merged.get(name, {}).get(code, code)

    def family(self, name: str, code: str) -> tuple[str, ...]:
        """Every code that counts as the same as this one, the one that they count as first."""
        root = self.root(name, code)
        return (root, *(each for each, its in self.merged.get(name, {}).items() if its == root))

    def label(self, name: str, code: str) -> str:
        """How people read a code."""
        root = self.root(name, code)
        told = self.told.get(name, {}).get(root)
        return told.label if told else _plain(name, root)

    def retired(self, name: str, code: str) -> bool:
        """Whether it is not offered any more."""
        told = self.told.get(name, {}).get(self.root(name, code))
        return told is not None and told.retired

    def meant(self, name: str, text: str) -> str:
        """The code that a text means in that list: by code, then by label; else the text itself."""
        told = self.told.get(name, {})
        if text in told:
            return self.root(name, text)
        wanted = folded(name, text)
        by_label = (code for code, each in told.items() if not each.merged_into)
        for code in (*(code for code in told if folded(name, code) == wanted), *by_label):
            if wanted in (folded(name, code), folded(name, told[code].label)):
                return self.root(name, code)
        return wanted if name == "source" and wanted in shipped(name) else text

    def begun(self, name: str, text: str) -> Iterator[str]:
        """Codes whose label has that text in it, with all that count as the same."""
        wanted = text.casefold()
        for code, each in self.told.get(name, {}).items():
            if not each.merged_into and wanted in each.label.casefold():
                yield from self.family(name, code)

    def offered(self, name: str, codes: Iterable[str]) -> tuple[str, ...]:
        """The labels of what a list offers, of its own and of those codes: nothing retired, each once."""
        known = (*(code for code, each in self.told.get(name, {}).items() if not each.merged_into), *codes)
        return tuple(dict.fromkeys(self.label(name, code) for code in known if not self.retired(name, code)))

    def resolved(self, values: Mapping[str, object]) -> dict[str, object]:
        """Of these values by field name, those that count as another one, as that one."""
        if not self.merged:
            return {}
        return {
            name: merged[code]
            for name, merged in self.merged.items()
            if isinstance(code := values.get(name), str) and code in merged
        }


NO_WORDS: Final = Words({})


def folded(name: str, text: str) -> str:
    """A text as those of one list are compared: a source's as its code, the others by their letters."""
    return code_of(text) if name == "source" else " ".join(text.split()).casefold()


def shipped(name: str) -> Collection[str]:
    """The codes that leadtui itself brings for a list."""
    return [option.code for option in field_of(name).options] if name in FIELD_LISTS else []


def field_of(name: str) -> Field:
    """A field that holds values of that list; of a team, the owner."""
    return BY_NAME[Kind.LEAD]["owner" if name == TEAM else name]


def _plain(name: str, code: str) -> str:
    known = field_of(name)
    return label_of(known, code) if known.type is Type.OPEN_CHOICE else code


def _root(codes: Mapping[str, Told], code: str) -> str:
    seen = {code}
    while (told := codes.get(code)) and told.merged_into and told.merged_into not in seen:
        code = told.merged_into
        seen.add(code)
    return code


__all__ = ["FIELD_LISTS", "HELD_BY", "NO_WORDS", "TEAM", "Told", "Words", "field_of", "folded", "shipped"]
