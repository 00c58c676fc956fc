"""The first two lines of the duplicate desk: what it is about, how many look alike, which are on show."""

from textual.content import Content

from leadtui.domain.match import Desk
from leadtui.domain.text import clean, fit, plural, width
from leadtui.screens.desk_lines import STACKED
from leadtui.widgets.showing import HEAD, LABEL, ends


def title(desk: Desk, cells: int) -> Content:
    """The record, and at the right as much about its matches as there is room for."""
    left = Content.styled(name_of(desk), HEAD)
    for said in counts(desk):
        if _fits(desk, said, cells):
            return ends(left, Content.styled(said, LABEL), cells)
    return left


def _fits(desk: Desk, said: str, cells: int) -> bool:
    return width(name_of(desk)) + len(said) + 4 <= cells


def name_of(desk: Desk) -> str:
    """``4211 Jonas Lindqvist, Fabrikam AB``; of what is only being typed what it will be."""
    record = desk.here.record
    if record is None:
        return ""
    company = getattr(record, "company", None)
    named = [clean(record.title)] if record.id or record.title != f"{desk.kind} 0" else [f"New {desk.kind}"]
    if company and company != record.title:
        named.append(clean(company))
    return (f"{record.id} " if record.id else "") + ", ".join(named)


def counts(desk: Desk) -> tuple[str, ...]:
    """``3 look alike · 3 people of this company are known``, then the same in fewer words."""
    waiting = sum(one.match is not None and one.match.decision is None for one in desk.others)
    decided = len(desk.others) - waiting
    settled = "all decided" if desk.others else "nothing looks alike"
    alike = f"{waiting} {'looks' if waiting == 1 else 'look'} alike" if waiting else settled
    alike = f"{alike} · {decided} decided" if decided and waiting else alike
    people = desk.colleagues
    if not people:
        return (alike,)
    verb = "is" if people == 1 else "are"
    known = f"{plural(people, 'person', 'people')} of this company {verb} known"
    return f"{alike} · {known}", f"{alike} · {people} of its people known", alike


def part(desk: Desk, cells: int, top: int, room: int) -> Content:
    """Which matches are on show, where not all are; on a narrow screen how many there are."""
    count = len(desk.others)
    if cells < STACKED:
        if any(_fits(desk, said, cells + 1) for said in counts(desk)):
            return Content("")  # the title has it
        return Content.styled(fit(counts(desk)[min(1, len(counts(desk)) - 1)], cells), LABEL)
    if room >= count:
        return Content("")
    where = f"{top + 1} to {top + room} of {count}" if room > 1 else f"{top + 1} of {count}"
    line = Content.styled(f"matches {where}", LABEL)
    return line.pad_left(max(0, cells - 1 - line.cell_length))
