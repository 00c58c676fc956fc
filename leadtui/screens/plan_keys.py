"""The last line of the plan: what Enter does now, and the keys that mean something on the cursor's line."""

from collections.abc import Iterator, Sequence

from leadtui.domain.fields import Kind
from leadtui.domain.plan import Plan, Request
from leadtui.screens.dialog import ESC
from leadtui.screens.plan_asking import SALES, is_typed, line_of
from leadtui.screens.plan_gaps import DUPLICATES
from leadtui.screens.plan_lines import REVIEW
from leadtui.screens.plan_showing import At
from leadtui.widgets.key_line import Key

HELP = Key("?", "help", kept=True)
TYPING = (Key("enter", "take it", kept=True), Key("tab", "and the next"), Key("esc", "as it was", kept=True))
"""While a value is typed."""
WHY = (Key("up", "the plan"), ESC)
"""While the why is typed, behind what Enter does."""


def keys(
    plan: Plan,
    request: Request,
    target: object,
    *,
    blocked: bool,
    several: bool,
    opened: bool,
    attachable: bool,
    override: str,
) -> Sequence[Key]:
    """The keys for the line under the cursor, best first; ``override``: what its key does, if anything."""
    enter = Key("enter", "to first gap" if blocked else "qualify", kept=True)
    # Letters are commands on a line alone: elsewhere the arrow comes first.
    first = "" if target is not None else "↓ "
    skip = (Key(f"{first}n", "next, not this"),) if several else ()
    here = _on_line(plan, request, target, opened=opened, attachable=attachable)
    past = (Key(f"{first}o", override),) if override else ()
    return (enter, *here, *skip, *past, HELP, ESC)


def _on_line(
    plan: Plan, request: Request, target: object, *, opened: bool, attachable: bool
) -> Iterator[Key]:
    if target is None:
        yield Key("1-5" if plan.matches else "1-4", "change")  # line 5 is the duplicates
        yield Key("tab", "why")
        yield Key("down", "lines")
    elif target == REVIEW:
        yield Key("4", "mend")
    elif target == DUPLICATES:
        yield Key("D", "decide")
    elif isinstance(target, At):
        place, name = target
        yield from (
            _on_field(plan, request, (place, name)) if name else _on_head(plan, place, opened, attachable)
        )
    if target is not None:
        yield Key("tab", "why")


def _on_field(plan: Plan, request: Request, spot: tuple[int, str]) -> Iterator[Key]:
    line = line_of(plan, spot)
    if line is None or line.outcome == "create":
        yield Key("e", "edit")
        if is_typed(plan, request, spot):
            yield Key("x", "as the rules say")
        elif line is not None and line.ours not in (None, ""):
            yield Key("x", "leave out")
        return
    yield Key(
        "x", {"keep": "replace", "replace": "keep", "fill": "leave blank", "leave": "fill"}[line.outcome]
    )


def _on_head(plan: Plan, place: int, opened: bool, attachable: bool) -> Iterator[Key]:
    planned = plan.records[place]
    sale = planned.kind is Kind.OPPORTUNITY
    if planned.action == "create":
        yield Key("e", "values")
    elif planned.action == "link" and planned.lines and not opened:
        yield Key("right", "all fields")
    if sale:
        yield Key("+", "another")
        if attachable:
            yield Key("a", "attach")
        if planned.action != "none":
            yield Key("-", "take away")
    yield Key(str(min(place, SALES) + 1), "change")
    yield Key("/", "find")
