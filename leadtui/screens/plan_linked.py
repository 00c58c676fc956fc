"""The fields of a record that a plan links, as lines: what is filled, what it keeps, what is turned."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.plan import Line
from leadtui.domain.text import fit, pad, width
from leadtui.screens.plan_showing import FIELD_AT, Showing, is_narrow
from leadtui.screens.plan_values import with_problem
from leadtui.widgets.lines import Row
from leadtui.widgets.showing import LABEL, shown
from leadtui.widgets.signs import NOT_NEEDED

_TURNED = ("replace", "leave")


def linked(showing: Showing, place: int, cells: int, most: tuple[int, int]) -> Iterator[Row]:
    """The lines below the head of a linked record; ``most``: of fills and of keeps in full."""
    planned, opened = showing.plan.records[place], place in showing.opened
    fills = [line for line in planned.lines if line.outcome in ("fill", "leave")]
    keeps = [line for line in planned.lines if line.outcome in ("keep", "replace")]
    if not opened:  # that another one owns it is said in its head
        keeps = [line for line in keeps if line.field != "owner" or line.outcome == "replace"]
    first, rest = _shared(showing, place, fills, 99 if opened else most[0])
    second, more = _shared(showing, place, keeps, 99 if opened else most[1])
    for line in (*first, *second):
        yield from with_problem(place, line, _compared(showing, place, line, cells), cells)
    kind = planned.kind
    if said := [part for part in (_names(rest, kind, "fill"), _names(more, kind, "keep")) if part]:
        text = f"{' ' * FIELD_AT}and {', '.join(said)}"
        yield Row(Content.styled(fit(text, cells), LABEL))


def _shared(showing: Showing, place: int, lines: Sequence[Line], most: int) -> tuple[list[Line], list[Line]]:
    """Those with a line of their own, and the rest; what was turned or changed is never among the rest."""
    own = [
        line
        for number, line in enumerate(lines)
        if number < most or line.outcome in _TURNED or showing.stands_out(place, line)
    ]
    return own, [line for line in lines if line not in own]


def _names(lines: Sequence[Line], kind: Kind, verb: str) -> str:
    names = ", ".join(
        BY_NAME[kind][line.field].label.lower() for line in lines if line.field in BY_NAME[kind]
    )
    return f"{verb} {names}" if names else ""


def _compared(showing: Showing, place: int, line: Line, cells: int) -> Content:
    """``keep  phone  +46 40 …   lead: +46 70 …``: what will stand there, and the other value."""
    what = BY_NAME[showing.plan.records[place].kind][line.field]
    ours, theirs = shown(what, line.ours, showing.at), shown(what, line.theirs, showing.at)
    gap = " " * (FIELD_AT - 2)
    head = f"{pad(line.outcome, 7)} {pad(what.label.lower(), 10 if is_narrow(cells) else 15)} "
    room = max(cells - FIELD_AT - len(head) - 1, 10)
    stays, other = {
        "fill": (ours, "was empty"),
        "leave": (NOT_NEEDED, f"lead: {ours}"),
        "keep": (theirs, f"lead: {ours}"),
        "replace": (ours, f"was {theirs}"),
    }[line.outcome]
    aside = fit(other, max(room // 2, room - width(stays) - 2))
    text = fit(stays, room - Content(aside).cell_length - 2)
    style = "bold" if line.outcome in _TURNED else ""
    return Content.assemble(" ", showing.sign(place, line), gap, (head, style), text, (f"  {aside}", LABEL))
