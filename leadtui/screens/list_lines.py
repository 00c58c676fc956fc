"""One line a value of a list: what it is called, how many records have it, whether it is offered. Pure."""

from typing import Final, NamedTuple

from textual.content import Content

from leadtui.domain.text import clean, fit, listed, money, pad, plural
from leadtui.domain.value_lists import PLURALS, Value
from leadtui.widgets.showing import LABEL, Setting

_COUNT: Final = 8
_KINDS: Final = ("account", "contact", "opportunity")
_NARROW: Final = 70  # below it what else has a value stands in the last line alone


class _Room(NamedTuple):
    """Cells of the name, of what stands beside, and of what is said of it; how many counts there are."""

    name: int
    beside: int
    said: int
    counts: int


def _room(name: str, cells: int) -> _Room:
    counts = 2 if cells < _NARROW else 3
    beside = 14 if name in ("campaign", "territory") else 0
    spare = cells - 1 - counts * _COUNT - 2 - beside
    called = max(16, min(40, spare - 16))
    return _Room(called, beside, max(spare - called, 0), counts)


def head(name: str, cells: int) -> str:
    """The columns' titles."""
    room = _room(name, cells)
    beside = {"campaign": "Cost", "territory": "Owner"}.get(name, "")
    counts = "".join(f"{title:>{_COUNT}}" for title in ("Open", "Closed", "Others")[: room.counts])
    return f" {pad('Name', room.name)}{counts}  {beside}"


def line(one: Value, at: Setting, cells: int) -> Content:
    """What it is called, the leads that have it, what else has it, what the list says beside."""
    room = _room(one.list, cells)
    held = (one.held("open"), one.held("closed"), one.held(*_KINDS))[: room.counts]
    none = "…" if one.used is None else "–"
    counts = "".join(f"{f'{count:,}' if count else none:>{_COUNT}}" for count in held)
    quiet = bool(one.retired or one.merged_into)
    return Content.assemble(
        " ",
        (pad(fit(clean(one.label), room.name), room.name), LABEL if quiet else "bold"),
        (f"{counts}  ", LABEL if quiet else ""),
        pad(fit(_beside(one, at), room.beside - 1), room.beside) if room.beside else "",
        (fit(standing(one, at), room.said) if room.said else "", "$warning"),
    )


def _beside(one: Value, at: Setting) -> str:
    if one.list == "campaign":
        return money(one.cost, one.currency)
    return at.owner(one.owner) if one.list == "territory" else ""


def standing(one: Value, at: Setting) -> str:
    """Whether it is offered; empty where nothing is to be said of it."""
    if one.merged_into is not None:
        return f"counts as {clean(at.words.label(one.list, one.merged_into))}"
    return "retired" if one.retired else ""


def foot(one: Value, at: Setting) -> str:
    """All that there is to say of it: its code, and who has it."""
    held = [
        plural(count, kind, f"{kind[:-1]}ies" if kind.endswith("y") else f"{kind}s")
        for kind in ("lead", *_KINDS)
        if (count := one.held(kind))
    ]
    code = f" In rules, files and JSON it is {clean(one.code)}." if one.code != one.label else ""
    if one.merged_into is not None:
        return f"{clean(one.label)} {standing(one, at)}: x makes it a value of its own again.{code}"
    none = "Who has it is being counted." if one.used is None else "On no record."
    told = f"On {listed(held)}.{code}" if held else f"{none}{code}"
    return f"{told} It is not offered any more: x offers it again." if one.retired else told


def title(name: str, cells: int) -> Content:
    """The lists with their digits, the one on screen in bold."""
    parts = [
        Content.assemble((f"{number} ", "$accent"), (plural_.capitalize(), "bold" if each == name else LABEL))
        for number, (each, plural_) in enumerate(PLURALS.items(), 1)
    ]
    return Content("  " if cells >= _NARROW else " ").join(parts)
