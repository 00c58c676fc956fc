"""The plan's line on duplicates: what holds it back, what only looks alike, what is decided."""

from collections.abc import Sequence

from textual.content import Content

from leadtui.domain.match import Match
from leadtui.domain.plan import Plan
from leadtui.domain.plan_items import undecided
from leadtui.domain.text import fit, pad, plural
from leadtui.widgets.likeness import quietly, strongest, waiting
from leadtui.widgets.showing import BAD, GOOD, LABEL, LOOK
from leadtui.widgets.signs import ALIKE, BLOCKED, DONE

_HEAD = 18  # cells of the cursor, the sign, the digit and the label


def line(plan: Plan, cells: int) -> list[Content]:
    """Line 5; nothing where nothing is even similar."""
    if not plan.matches:
        return []
    if blocking := undecided(plan.matches, plan.records, plan.request):
        return [_line((BLOCKED, BAD), strongest(blocking, _room(cells, "5 decides")), "5 decides", cells)]
    if reviewed(plan):
        said = f"{plural(len(plan.matches), 'match', 'matches')} looked at: the plan stands"
        return [_line((DONE, GOOD), said, "", cells)]
    if likely := waiting(plan.matches):
        return [_line((ALIKE, LOOK), strongest(likely, _room(cells, "5 shows")), "5 shows", cells)]
    sign = (DONE, GOOD) if _all_decided(plan.matches) else (" ", "")
    return [_line(sign, quietly(plan.matches), "5 shows", cells)]


def reviewed(plan: Plan) -> bool:
    """Whether somebody said that all of them were looked at."""
    request = plan.request
    return request.duplicates_reviewed or all(one.ref in request.reviewed for one in plan.matches)


def _all_decided(matches: Sequence[Match]) -> bool:
    return all(one.decision is not None for one in matches)


def _room(cells: int, key: str) -> int:
    return max(cells - _HEAD - len(key) - 3, 8)


def _line(sign: tuple[str, str], said: str, key: str, cells: int) -> Content:
    head = Content.assemble(" ", sign, ("5", "bold $accent"), f" {pad('Duplicates', 13)} ")
    room = _room(cells, key)
    return Content.assemble(head, pad(fit(said, room), room), (f"  {key}", LABEL))
