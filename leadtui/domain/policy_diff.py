"""In what two rule books differ, in words: table by table, key by key."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from leadtui.domain.policy import parse

Values = Mapping[str, Any]


def differences(before: str, after: str) -> tuple[str, ...]:
    """One line for each table that differs, such as ``item company: required "advise" → "block"``.

    Args:
        before: a document; of one that is no TOML nothing is known, so that all of the other is new.
        after: another one.
    """
    old, new = _tables(before), _tables(after)
    return tuple(line for name in dict.fromkeys((*old, *new)) for line in _section(name, old, new))


def sections(before: str, after: str) -> tuple[str, ...]:
    """The names of the sections that differ."""
    return tuple(dict.fromkeys(line.partition(" ")[0].rstrip(":") for line in differences(before, after)))


def _tables(text: str) -> Values:
    parsed = parse(text)
    return {} if isinstance(parsed, tuple) else parsed


def _section(name: str, old: Values, new: Values) -> Iterator[str]:
    was, now = old.get(name), new.get(name)
    if _is_array(was) and _is_array(now):
        yield from _array(name, was or [], now or [])
    elif not isinstance(was or {}, dict) or not isinstance(now or {}, dict):  # a stored one may say anything
        if was != now:
            yield f"{name}: {'new' if was is None else 'taken out' if now is None else 'written anew'}"
    elif changes := list(_keys(was or {}, now or {})):
        yield f"{name}: {', '.join(changes)}"


def _is_array(of: object) -> bool:
    """Whether it is an array of tables with ids, or not there."""
    return of is None or (
        isinstance(of, list)
        and all(isinstance(each, dict) and "id" in each for each in cast("list[object]", of))
    )


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
