"""One line a cluster: how sure, who they are, what they are, whose. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from textual.content import Content

from leadtui.domain.match import Cluster, percent
from leadtui.domain.records import Brief
from leadtui.domain.text import clean, fit, pad, plural, width
from leadtui.widgets.lines import Row
from leadtui.widgets.showing import LABEL, Setting

_SURE = 7  # cells of the likelihood with the blanks around it
_LEAST = 14  # cells that more than the names is worth


class _Room(NamedTuple):
    """Cells of the three texts of a line; 0 leaves one out."""

    names: int
    kinds: int
    owners: int


def _room(cells: int) -> _Room:
    """Names get what is left; whose they are goes first, then what they are."""
    kinds, owners = (24, 22) if cells >= 110 else (20, 12) if cells >= 76 else (18, 0)
    gaps = 2 * sum(1 for width in (kinds, owners) if width)
    return _Room(max(12, cells - _SURE - kinds - owners - gaps - 1), kinds, owners)


def head(cells: int) -> Content:
    """The columns' titles."""
    return Content.styled(_line("", "Records", "What", "Whose", _room(cells)), LABEL)


def rows(found: Sequence[Cluster], at: Setting, cells: int, start: int) -> list[Row]:
    """A line for each cluster from that place on; its target is its place."""
    room = _room(cells)
    return [Row(_row(found[place], at, room), place) for place in range(start, len(found))]


def _row(cluster: Cluster, at: Setting, room: _Room) -> Content:
    sure = percent(cluster.weakest).rjust(4)
    called = fit(names(cluster), room.names)
    text = _line(sure, called + _beside(cluster, room.names - width(called)), kinds(cluster),
                 owners(cluster, at), room)  # fmt: skip
    there = _SURE + len(called)
    return Content(text).stylize("bold", _SURE, there).stylize(LABEL, there, len(text))


def _beside(cluster: Cluster, cells: int) -> str:
    """What else is known of the first that says anything, where there is room for it."""
    detail = next((clean(one.detail) for one in cluster.members if one.detail), "")
    return f"  {fit(detail, cells - 2)}" if detail and cells >= _LEAST else ""


def _line(sure: str, first: str, second: str, third: str, room: _Room) -> str:
    parts = [pad(fit(first, room.names), room.names)]
    parts += [
        pad(fit(text, cells), cells) for text, cells in ((second, room.kinds), (third, room.owners)) if cells
    ]
    return pad(f" {sure}", _SURE) + "  ".join(parts)


def names(cluster: Cluster) -> str:
    """What the records are called, each name once."""
    return " · ".join(dict.fromkeys(clean(one.title) or f"{one.kind} {one.id}" for one in cluster.members))


def kinds(cluster: Cluster) -> str:
    """``lead 12, contact 7`` of two, ``3 leads, 1 contact`` of more."""
    members = cluster.members
    if len(members) == 2:
        first, second = members
        if first.kind is second.kind:
            return f"{first.kind}s {first.id}, {second.id}" if first.kind != "opportunity" else _each(members)
        return _each(members)
    counted = {
        kind: sum(one.kind is kind for one in members) for kind in dict.fromkeys(m.kind for m in members)
    }
    return ", ".join(
        plural(count, kind.value, "opportunities" if kind == "opportunity" else "")
        for kind, count in counted.items()
    )


def _each(members: Sequence[Brief]) -> str:
    return ", ".join(f"{one.kind} {one.id}" for one in members)


def owners(cluster: Cluster, at: Setting) -> str:
    """Whose they are, each once; nothing where nobody owns any."""
    return ", ".join(dict.fromkeys(at.owner(one.owner) for one in cluster.members if one.owner))
