"""The fields of a record that a plan makes, as lines: several on one, or each on its own with its rule."""

from collections.abc import Iterator, Sequence

from textual.content import Content

from leadtui.domain.fields import BY_NAME, Kind, Type, editable
from leadtui.domain.plan import Line, Planned
from leadtui.domain.text import clean, fit, pad, width
from leadtui.screens.plan_showing import FIELD_AT, At, Showing, label_at, packed_at, value_at
from leadtui.widgets.lines import Row
from leadtui.widgets.showing import BAD, LABEL, Setting, shown
from leadtui.widgets.signs import NOT_NEEDED

_NAMES = frozenset({"name", "first_name", "last_name", "topic"})
_SYSTEM = frozenset({"outcome", "why"})  # what leadtui itself writes
_QUIET = _SYSTEM | {
    "owner",
    "territory",
    "source",
    "campaign",
    "language",
    "currency",
    "description",
    "stage",
}
_QUIET_COLUMN = 24  # cells of a value below which there is no room for the rule that set it
_FIRST = ("email", "phone", "mobile", "amount", "close_on")
_USUAL = {
    Kind.ACCOUNT: "name website phone email street city region postal_code country",
    Kind.CONTACT: "first_name last_name job_title email phone mobile",
    Kind.OPPORTUNITY: "topic amount currency close_on next_step",
}
"""What an opened new record shows first, empty or not."""


def made(showing: Showing, place: int, cells: int, most: int) -> Iterator[Row]:
    """The lines below the head of a new record; ``most``: of the packed ones."""
    planned = showing.plan.records[place]
    lines = fields_of(planned)
    if place not in showing.opened:
        yield from (Row(line) for line in _packed_lines(planned, showing.at, cells, most))
        lines = [line for line in lines if showing.stands_out(place, line)]
    for line in lines:
        yield from with_problem(place, line, _value(showing, place, line, cells), cells)


def fields_of(planned: Planned) -> list[Line]:
    """A line for each field of a record to be made that can be typed: the usual ones first, empty or not."""
    if planned.action != "create":
        return []
    there = {line.field: line for line in planned.lines}
    able = {one.name for one in editable(planned.kind) if one.type is not Type.REF}
    usual = _USUAL[planned.kind].split()
    names = [*usual, *(name for name in there if name not in usual)]
    return [
        there.get(name) or Line(name, "create", None)
        for name in names
        if name in able and name not in _SYSTEM
    ]


def with_problem(place: int, line: Line, said: Content, cells: int) -> Iterator[Row]:
    """The line of a field, and below it why what was typed cannot be kept."""
    yield Row(said, At(place, line.field))
    if line.problem is not None:
        text = fit(clean(str(line.problem)), cells - FIELD_AT - 1)
        yield Row(Content.styled(f"{' ' * FIELD_AT}{text}", BAD))


def _value(showing: Showing, place: int, line: Line, cells: int) -> Content:
    """``Amount  38,000   typed here``: the value of a new record, and which rule set it."""
    what = BY_NAME[showing.plan.records[place].kind][line.field]
    gap = " " * (label_at(cells) - 2)
    label = pad(what.label, value_at(cells) - label_at(cells) - 1)
    room = max(cells - value_at(cells) - 1, 8)
    value = shown(what, line.ours, showing.at)
    because = clean(line.because)
    said = value or NOT_NEEDED
    aside = fit(because, max(room // 2, room - width(said) - 2)) if room >= _QUIET_COLUMN else ""
    text = pad(said, room - width(aside) - 2 * bool(aside))
    return Content.assemble(
        " ",
        showing.sign(place, line),
        gap,
        (f"{label} ", LABEL),
        (text, "" if value else LABEL),
        (f"  {aside}" if aside else "", LABEL),
    )


def _packed_lines(planned: Planned, at: Setting, cells: int, most: int) -> list[Content]:
    """The values of a folded record, several on a line."""
    values = planned.values
    names = [name for name in values if name not in _NAMES | _QUIET and name in BY_NAME[planned.kind]]
    first = [name for name in _FIRST if name in names]
    parts = [
        _part(planned.kind, name, values, at)
        for name in (*first, *(name for name in names if name not in _FIRST))
    ]
    if planned.kind is Kind.OPPORTUNITY and values.get("owner"):
        parts.append(f"owner {at.owner(values['owner'])}")
    left = packed_at(cells)
    said = _packed([part for part in parts if part], cells - left - 1, most)
    return [Content.styled(f"{' ' * left}{fit(line, cells - left - 1)}", LABEL) for line in said]


def _packed(parts: Sequence[str], cells: int, most: int) -> list[str]:
    """The parts on as many lines as they need; the last one allowed takes all the rest."""
    lines: list[str] = []
    for part in parts:
        longer = f"{lines[-1]}  {part}" if lines else part
        if lines and (len(lines) == most or Content(longer).cell_length <= cells):
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _part(kind: Kind, name: str, values: dict[str, object], at: Setting) -> str:
    value = values[name]
    if value is True:
        return BY_NAME[kind][name].label.lower()
    text = shown(BY_NAME[kind][name], value, at)
    if name == "amount":
        return f"{text} {clean(str(values.get('currency') or ''))}".strip()
    return text
