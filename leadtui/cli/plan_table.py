"""A plan as lines: what is made, linked, filled, kept, replaced and left, field by field."""

from collections.abc import Iterator

from leadtui.cli.output import emit, emit_text, table
from leadtui.domain.fields import BY_NAME, Kind, label_of
from leadtui.domain.plan import Line, Plan, Planned
from leadtui.domain.plan_items import path, refusals
from leadtui.domain.text import money

_HEADINGS = ("record", "what", "field", "value", "there now, or why")


def show_plan(plan: Plan) -> None:
    """Print the plan: a line for each record and each field, then what to know and what is missing."""
    emit(f"Qualify {plan.lead.id}: nothing is written yet.")
    table(_HEADINGS, _rows(plan))
    for warning in plan.warnings:
        emit_text(warning)
    for each in plan.overridden:
        emit_text(f"Past {each.label.lower()}: {plan.request.override}")
    for no in refusals(plan):
        emit_text(f"{no.sentence} {no.command or no.fix}")


def _rows(plan: Plan) -> Iterator[tuple[str, ...]]:
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
                _shown(planned, line.field, line.ours),
                _beside(planned, line),
            )


def _beside(planned: Planned, line: Line) -> str:
    if line.problem:
        return f"cannot be kept: {line.problem}"
    theirs = _shown(planned, line.field, line.theirs)
    return f"{theirs} ({line.because})" if theirs and line.because else theirs or line.because


def _shown(planned: Planned, name: str, value: object) -> str:
    if value is None or value == "":
        return ""
    field = BY_NAME[planned.kind][name]
    if field.options and isinstance(value, str):
        return label_of(field, value)
    if value is True:
        return "yes"
    if name == "amount" and planned.kind is Kind.OPPORTUNITY and not isinstance(value, str):
        return money(value, None)  # pyright: ignore[reportArgumentType]
    return str(value)
