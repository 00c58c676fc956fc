"""From the headings of a table to the fields of a record."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Final

from leadtui.domain.fields import BY_NAME, FIELDS, Kind
from leadtui.transfer.aliases import BY_KIND, BY_SYSTEM, IGNORE, IGNORED, IGNORED_ENDS, IGNORED_STARTS
from leadtui.transfer.errors import NotATable, UnknownName
from leadtui.transfer.systems import kind_of, other_table, system_of
from leadtui.transfer.table import Table

_ENTITY: Final = re.compile(
    r"^(leads?|contacts?|accounts?|opportunit(?:y|ies)|persons?|deals?|organizations?)(?=.)"
)
# Fields that leadtui itself writes and its own export brings back. `id` and the like stay behind.
_OWN_SYSTEM: Final[dict[str, str]] = {
    "state": "(state)",
    "status_reason": "(status)",
    "closed_at": "(closed)",
    "closed_by": "closed_by",
    "created_at": "created_at",
    "parked_until": "parked_until",
}
AN: Final = {
    Kind.LEAD: "a lead",
    Kind.ACCOUNT: "an account",
    Kind.CONTACT: "a contact",
    Kind.OPPORTUNITY: "an opportunity",
}
_OWN_LEFT: Final = frozenset(("id", "changed_at", "version", "cycle", "lead"))


@lru_cache(maxsize=4096)
def normal(heading: str) -> str:
    """The heading without case, blanks, punctuation and a custom field's ``__c``.

    Source: data-formats 1.1.
    """
    text = heading.casefold().removesuffix("__c")
    return "".join(sign for sign in text if sign.isalnum())


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column feeds which field.

    Attributes:
        kind: what the rows are.
        system: which system wrote them; empty where none was recognised.
        fields: field, or a name in brackets that `convert` turns into fields -> columns, the first
            that holds something wins.
        kept: columns without a field; their values go to the other values.
    """

    kind: Kind
    system: str
    headings: tuple[str, ...]
    fields: Mapping[str, tuple[int, ...]]
    kept: tuple[int, ...]

    @property
    def mapping(self) -> dict[str, str]:
        """Field -> heading, as shown and as the JSON of an import has it."""
        return {
            field.strip("()"): ", ".join(self.headings[column] for column in columns)
            for field, columns in self.fields.items()
        }

    @property
    def unmapped(self) -> tuple[str, ...]:
        """Headings that mean no field."""
        return tuple(self.headings[column] for column in self.kept)


def heading_row(rows: Sequence[Sequence[object]]) -> int | None:
    """Which of the first rows holds the headings: the one with most known ones, else the first full one.

    Titles and dates above the table (preambles) are passed over that way.
    """
    filled = [sum(bool(str(cell).strip()) for cell in row if cell is not None) for row in rows]
    known = [_known(row) for row in rows]
    sure = [count if count * 3 >= cells else 0 for count, cells in zip(known, filled, strict=True)]
    if sure and max(sure) >= 2:
        return sure.index(max(sure))
    if not filled:
        return None
    usual = max(set(filled), key=filled.count)
    return next((at for at, count in enumerate(filled) if count >= min(2, usual) and count >= usual - 1), 0)


def _known(row: Sequence[object]) -> int:
    names = {normal(cell) for cell in row if isinstance(cell, str) and len(cell) < 80}
    return len(names & _all_aliases())


@lru_cache(maxsize=1)
def _all_aliases() -> frozenset[str]:
    words = {alias for fields in BY_KIND.values() for aliases in fields.values() for alias in aliases}
    own = {
        normal(name) for fields in FIELDS.values() for field in fields for name in (field.name, field.label)
    }
    return frozenset(words | own)


def match(table: Table, kind: Kind | None = None, given: Mapping[str, str] | None = None) -> Columns:
    """Find out what the rows are and which column feeds which field.

    Args:
        table: the file.
        kind: what the rows are, where the caller knows.
        given: field -> heading, stronger than what would be found.

    Raises:
        NotATable: the rows are campaigns, users, activities or nothing known.
        UnknownName: ``given`` names a field or heading that is not there.
    """
    headings = _without_common_start(table.headings)
    normals = [normal(heading) for heading in headings]
    system = table.system or system_of(normals)
    own = _own_kind(normals) if system == "leadtui" else None
    sure = kind or table.kind or own or _kind(table, normals, given)
    wanted = _given(table, sure, given or {})
    fields, kept = _assign(sure, system, normals, wanted)
    if not fields:
        raise NotATable(
            f"No column of {table.name} is a field of {AN[sure]}.",
            "Name them with --map FIELD=HEADING; its headings are: " + ", ".join(table.headings[:12]) + ".",
        )
    return Columns(sure, system, table.headings, fields, kept)


def _kind(table: Table, normals: Sequence[str], given: Mapping[str, str] | None) -> Kind:
    other = table.refused or other_table(normals)
    if other:
        raise NotATable(
            f"{table.name} holds {other}, not leads, accounts, contacts or opportunities.",
            "If it does hold some, say which with --kind.",
        )
    kind = kind_of(normals, table.name)
    if kind is None and given:
        return Kind.LEAD
    if kind is None:
        raise NotATable(
            f"Nothing in the headings of {table.name} says what its rows are: "
            + ", ".join(table.headings[:8])
            + ".",
            "Say it with --kind lead (or account, contact, opportunity) and --map FIELD=HEADING.",
        )
    return kind


def _own_kind(normals: Sequence[str]) -> Kind:
    """Whose fields an export of leadtui itself has."""

    def fits(kind: Kind) -> tuple[int, int]:
        names = {normal(name) for field in FIELDS[kind] for name in (field.name, field.label)}
        return len(names & set(normals)), -len(names)

    return max(FIELDS, key=fits)


def _without_common_start(headings: Sequence[str]) -> list[str]:
    """``src_name, src_city`` are ``name, city``: a start up to ``_`` that all share says nothing."""
    start = headings[0].split("_", 1)[0] + "_" if headings and "_" in headings[0] else ""
    if start and len(headings) > 1 and all(heading.startswith(start) for heading in headings):
        return [heading[len(start) :] for heading in headings]
    return list(headings)


def _given(table: Table, kind: Kind, given: Mapping[str, str]) -> dict[int, str]:
    wanted: dict[int, str] = {}
    for field, heading in given.items():
        known = {name: name for name in aliases_of(kind, "")} | {
            name.strip("()"): name for name in aliases_of(kind, "") if name.startswith("(")
        }
        known |= {name: name for name, found in BY_NAME[kind].items() if not found.system}
        if field not in known:
            raise UnknownName(
                f"There is no field {field!r} of {AN[kind]}.",
                _nearest(field, [name for name in known if name[0] != "("]),
            )
        column = _column(table.headings, heading)
        if column is None:
            raise UnknownName(f"{table.name} has no column {heading!r}.", _nearest(heading, table.headings))
        wanted[column] = known[field]
    return wanted


def _column(headings: Sequence[str], wanted: str) -> int | None:
    if wanted in headings:
        return headings.index(wanted)
    normals = [normal(heading) for heading in headings]
    return normals.index(normal(wanted)) if normal(wanted) in normals else None


def _nearest(word: str, words: Sequence[str]) -> str:
    near = get_close_matches(word, words, 1, 0.5)
    return f"Did you mean {near[0]!r}?" if near else "There are: " + ", ".join(words[:40]) + "."


def aliases_of(kind: Kind, system: str) -> dict[str, tuple[str, ...]]:
    """Field -> normalised headings, in order of priority."""
    if system == "leadtui":
        return _own_names(kind)
    return BY_KIND[kind]


def _own_names(kind: Kind) -> dict[str, tuple[str, ...]]:
    names: dict[str, tuple[str, ...]] = {}
    for field in FIELDS[kind]:
        if field.system and field.name not in _OWN_SYSTEM:
            continue
        name = _OWN_SYSTEM.get(field.name, field.name) if kind is Kind.LEAD else field.name
        if field.target:
            names[f"({field.name}_name)"] = (normal(field.name + "_name"), normal(field.label + " name"))
            continue
        names[name] = (normal(field.name), normal(field.label))
    return names


def _assign(
    kind: Kind, system: str, normals: Sequence[str], wanted: Mapping[int, str]
) -> tuple[dict[str, tuple[int, ...]], tuple[int, ...]]:
    overlay = BY_SYSTEM.get(system, {})
    found: dict[str, list[tuple[int, int]]] = {}
    kept: list[int] = []
    for column, name in enumerate(normals):
        if column in wanted:
            found.setdefault(wanted[column], []).append((-1, column))
        elif (hit := _look_up(name, kind, system)) is not None:
            found.setdefault(hit[0], []).append((hit[1], column))
        elif overlay.get(name) != IGNORE and not _is_ignored(name, kind, system):
            kept.append(column)
    named = {field: tuple(column for _, column in sorted(columns)) for field, columns in found.items()}
    order = {field: rank for rank, field in enumerate((*wanted.values(), *aliases_of(kind, system)))}
    return dict(sorted(named.items(), key=lambda item: order.get(item[0], 99))), tuple(kept)


def field_of(kind: Kind, system: str, heading: str) -> str:
    """The field that a heading means, or a name in brackets; empty where it means none."""
    hit = _look_up(normal(heading), kind, system)
    return hit[0] if hit else ""


@lru_cache(maxsize=8)
def _meanings(kind: Kind, system: str) -> Mapping[str, tuple[str, int]]:
    """Normalised heading -> its field and its rank among those of the field."""
    found: dict[str, tuple[str, int]] = {}
    for field, words in aliases_of(kind, system).items():
        for rank, word in enumerate(words):
            found.setdefault(word, (field, rank))
    fields = {field for field, _ in found.values()}
    own = BY_SYSTEM.get(system, {})
    return found | {word: (field, 0) if field in fields else ("", 0) for word, field in own.items()}


def _look_up(name: str, kind: Kind, system: str) -> tuple[str, int] | None:
    lookup = _meanings(kind, system)
    if name in lookup:
        return lookup[name] if lookup[name][0] else None
    for shorter in (name.rstrip("0123456789"), _ENTITY.sub("", name)):
        if shorter != name and shorter in lookup:
            field, rank = lookup[shorter]
            return (field, rank + 100) if field else None
    return lookup.get("decisionmaker") if name.endswith("decisionmaker") else None


def _is_ignored(name: str, kind: Kind, system: str) -> bool:
    if system == "leadtui" and name in _own_left(kind):
        return True
    return name in IGNORED or name.startswith(IGNORED_STARTS) or name.endswith(IGNORED_ENDS)


def _own_left(kind: Kind) -> frozenset[str]:
    left = {field for field in FIELDS[kind] if field.name in _OWN_LEFT or field.target}
    return frozenset(normal(name) for field in left for name in (field.name, field.label))
