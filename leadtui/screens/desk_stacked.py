"""The duplicate desk on a narrow screen: the matches one below the other. Pure."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from leadtui.domain.match import Desk, Side
from leadtui.domain.text import clean, fit, width
from leadtui.screens import desk_parts as parts
from leadtui.screens.desk_parts import Drawn
from leadtui.screens.desk_sides import Told, compared, decided, standing
from leadtui.widgets.showing import HEAD, LABEL, LOOK, Setting
from leadtui.widgets.signs import CURSOR, DIFFERS, SAME


def stacked(desk: Desk, at: Setting, cells: int, here: int) -> Drawn:
    """All matches, the one under the cursor marked in its head."""
    lines: list[Content] = []
    first = end = 0
    for place, side in enumerate(desk.others):
        start = len(lines)
        lines += _below(Desk(desk.kind, desk.here, (side,)), at, cells, place, place == here)
        if place == here:
            first, end = start, len(lines)
        lines.append(Content(""))
    return Drawn(lines[:-1], first, end)


def _below(desk: Desk, at: Setting, cells: int, place: int, current: bool) -> Iterator[Content]:
    side = desk.others[0]
    said, style = parts.how(side.match)
    which = fit(_named(side), cells - width(said) - 6)
    head = Content.assemble(
        (CURSOR if current else " ", "$accent"),
        (f"{parts.number(place)} ", "bold $accent"),
        (which, "bold $accent" if current else HEAD),
    )
    whole = Content.assemble(head.pad_right(cells - 1 - head.cell_length - width(said)), (said, style))
    yield whole.pad_right(cells - whole.cell_length).stylize(parts.TINT.strip()) if current else whole
    against = parts.against(side.match)
    for text, look in (
        (parts.why(side.match), ""),
        (against and f"against it: {against}", LOOK),
        (_decision(side, at), LABEL),
    ):
        yield from (Content.styled(f"   {line}", look) for line in parts.wrapped(text, cells - 4))
    if side.record is None:
        yield Content.styled(f"   {parts.NOT_YOURS}", LABEL)
    yield from _differing(compared(desk, at), cells)
    told = [_told(line) for line in standing(desk, at) if line.texts[1]]
    yield Content.styled(f"   {fit(', '.join(told), cells - 4)}", LABEL)


def _told(line: Told) -> str:
    text = line.texts[1]
    return f"{text}'s" if line.label == "Owner" and not text.endswith("'s") else text


def _named(side: Side) -> str:
    """Which it is, and what it is called: here no line of its own says that where it is the same."""
    title = clean(side.match.title) if side.match is not None and side.match.readable else ""
    return f"{parts.which(side)}  {title}" if title else parts.which(side)


def _decision(side: Side, at: Setting) -> str:
    return decided(side.match, at) if side.match is not None else ""


def _differing(lines: Sequence[Told], cells: int) -> Iterator[Content]:
    """What is the same in one line, what differs in a line each: here first, then there."""
    same = [line.label.lower() for line in lines if line.signs[1] == SAME]
    if same:
        yield Content.assemble(f"   {SAME} ", (fit("same " + ", ".join(same), cells - 6), LABEL))
    half = (cells - 4 - parts.LABEL_CELLS) // 2
    for line in lines:
        if line.signs[1] != DIFFERS:
            continue
        ours, theirs = (fit(text, half - 1, middle=line.middle) for text in line.texts[:2])
        head = Content.assemble("   ", (DIFFERS, parts.sign_style(DIFFERS)), " ")
        label = parts.filled((line.label, LABEL), parts.LABEL_CELLS)
        yield Content.assemble(head, label, parts.filled((ours, ""), half), parts.marked(ours, theirs))
