"""Qualify: the plan of one lead, or of several in turn."""

from collections.abc import Sequence

from leadtui.domain.plan import Request
from leadtui.domain.results import Refusal
from leadtui.domain.text import listed
from leadtui.screens import qualified
from leadtui.screens.answering import seen
from leadtui.screens.details import read_setting
from leadtui.screens.plan_reading import read_plan
from leadtui.screens.qualify import Qualify
from leadtui.screens.shell import Shell


async def qualify(
    app: Shell,
    ids: Sequence[int],
    request: Request = Request(),  # noqa: B008 -- frozen
    *,
    opens: bool = False,
) -> bool:
    """The plan of each lead in turn; what is done stays done when a later one is left.

    ``opens``: what a lead became is opened.
    """
    outcomes: list[str] = []
    for place, number in enumerate(ids, 1):
        screen = await _plan_one(app, number, f"{place} of {len(ids)}" if len(ids) > 1 else "", request)
        if screen is None:
            outcomes.append("refused")
            continue
        outcomes.append("qualified" if screen.done is not None else "left")
        if screen.done is not None:
            await qualified.tell(app, screen.plan, screen.done, opens=opens)
        elif not screen.skipped:
            break
    if len(ids) > 1:
        app.say(_tally(outcomes, len(ids)))
    return "qualified" in outcomes


async def _plan_one(app: Shell, number: int, aside: str, request: Request) -> Qualify | None:
    """The plan of one lead, as it was left; where the lead is merged away, that of the one that stays."""
    why = request.why
    while True:
        found = await seen(app, read_plan, number, request)
        at = await seen(app, read_setting)
        if found is None or isinstance(found, Refusal) or at is None:
            if isinstance(found, Refusal):
                app.say(str(found), "warning")
            return None
        screen = Qualify(*found, at, aside, why, request)
        await app.push_screen_wait(screen)
        if screen.instead is None:
            return screen
        number, why = screen.instead, screen.why


def _tally(outcomes: Sequence[str], total: int) -> str:
    parts = [
        f"{outcomes.count(word)} {word}" for word in ("qualified", "left", "refused") if word in outcomes
    ]
    rest = total - len(outcomes)
    return f"Of {total}: {listed(parts)}" + (f", {rest} not looked at." if rest else ".")
