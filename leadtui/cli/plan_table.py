"""A plan as lines: what is made, linked, filled, kept, replaced and left, field by field."""

from collections.abc import Iterator

from leadtui.cli.output import emit, emit_text, table
from leadtui.domain.fields import BY_NAME, Kind, label_of
from leadtui.domain.plan import Line, Plan, Planned
from leadtui.domain.plan_items import path, refusals
from leadtui.domain.text import money
from leadtui.domain.value_words import FIELD_LISTS, Words

_HEADINGS = ("record", "what", "field", "value", "there now, or why")


def show_plan(plan: Plan, known: Words) -> None:
    """Print the plan: a line for each record and each field, then what to know and what is missing.

    Fields are named as ``--set`` takes them, values by their labels; ``known`` are those of lists.
    """
    emit(f"Qualify {plan.lead.id}: nothing is written yet.")
    table(_HEADINGS, _rows(plan, known))
    for warning in plan.warnings:
        emit_text(warning)
    for each in plan.overridden:
        emit_text(f"Past {each.label.lower()}: {plan.request.override}")
    for no in refusals(plan):
        emit_text(f"{no.sentence} {no.command or no.fix}")


def _rows(plan: Plan, known: Words) -> Iterator[tuple[str, ...]]:
    for place, planned in enumerate(plan.records):
        record = path(place, planned.kind)
        named = planned.title if planned.id is None else f"{planned.id} {planned.title}"
        because = planned.because if planned.decided else f"not decided: {planned.because or 'say which'}"
        yield record, planned.action, "", named, because
        for line in planned.lines:
            yield (
                record,
                line.outcome,
                line.field,
                _shown(planned, line.field, line.ours, known),
                _beside(planned, line, known),
            )


def _beside(planned: Planned, line: Line, known: Words) -> str:
    if line.problem:
        return f"cannot be kept: {line.problem}"
    theirs = _shown(planned, line.field, line.theirs, known)
    return f"{theirs} ({line.because})" if theirs and line.because else theirs or line.because


def _shown(planned: Planned, name: str, value: object, known: Words) -> str:
    if value is None or value == "":
        return ""
    field = BY_NAME[planned.kind][name]
    if name in FIELD_LISTS:
        return known.label(name, str(value))
    if field.options and isinstance(value, str):
        return label_of(field, value)
    if value is True:
        return "yes"
    if name == "amount" and planned.kind is Kind.OPPORTUNITY and not isinstance(value, str):
        return money(value, None)  # pyright: ignore[reportArgumentType]
    return str(value)
