"""In what two rule books differ, in words: table by table, key by key."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

Values = Mapping[str, Any]


def differences(before: str, after: str) -> tuple[str, ...]:
    """One line for each table that differs, such as ``item company: required "advise" → "block"``.

    Args:
        before: a document that can be read.
        after: another one.
    """
    import tomllib  # as where documents are read

    old, new = tomllib.loads(before), tomllib.loads(after)
    return tuple(line for name in dict.fromkeys((*old, *new)) for line in _section(name, old, new))


def sections(before: str, after: str) -> tuple[str, ...]:
    """The names of the sections that differ."""
    return tuple(dict.fromkeys(line.partition(" ")[0].rstrip(":") for line in differences(before, after)))


def _section(name: str, old: Values, new: Values) -> Iterator[str]:
    if isinstance(old.get(name, new.get(name)), list):
        yield from _array(name, old.get(name, []), new.get(name, []))
    elif changes := list(_keys(old.get(name, {}), new.get(name, {}))):
        yield f"{name}: {', '.join(changes)}"


def _array(name: str, old: Sequence[Values], new: Sequence[Values]) -> Iterator[str]:
    was, now = ({str(table["id"]): table for table in tables} for tables in (old, new))
    for id in dict.fromkeys((*was, *now)):
        if id not in now:
            yield f"{name} {id}: taken out"
        elif id not in was:
            yield f"{name} {id}: new"
        elif changes := list(_keys(was[id], now[id])):
            yield f"{name} {id}: {', '.join(changes)}"
    kept = [id for id in was if id in now]
    if kept != [id for id in now if id in was]:
        yield f"{name}: in another order"


def _keys(old: Values, new: Values) -> Iterator[str]:
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) == new.get(key):
            continue
        if key not in new:
            yield f"no {key} any more"
        elif key not in old:
            yield f"{key} {_shown(new[key])}"
        else:
            yield f"{key} {_shown(old[key])} → {_shown(new[key])}"


def _shown(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(str(each) for each in cast('list[object]', value))}]"
    return f'"{value}"' if isinstance(value, str) else str(value).lower()
