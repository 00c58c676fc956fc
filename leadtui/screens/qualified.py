"""What is said once a lead is qualified: what it became, and the keys that open it or take it back."""

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.match import Ref
from leadtui.domain.plan import Plan
from leadtui.domain.results import Done
from leadtui.domain.text import clean, listed, width
from leadtui.screens.answering import TAKES_BACK, seen
from leadtui.screens.base import LeadScreen
from leadtui.screens.doing import open_record
from leadtui.screens.shell import Shell

_WORDS = {"create": "made", "link": "linked"}


async def tell(app: Shell, plan: Plan, done: Done, *, opens: bool) -> None:
    """Say what the lead became by number, as many of them as there is room for, and which key opens it.

    ``opens``: it is opened, and said there.
    """
    app.made = made_by(done)
    if opens:
        await open_made(app)
    on_list = isinstance(app.screen, LeadScreen) and app.screen.SCOPE == "list"
    keys = f"o opens it, {TAKES_BACK}" if on_list else TAKES_BACK
    said = [f"Qualified {clean(plan.lead.title)}: {one}.  {keys}" for one in _became(plan, done)]
    room = app.size.width - 2
    app.say(next((one for one in said if width(one) <= room), said[-1]))


def made_by(done: Done) -> Ref:
    """What to open: the one opportunity; of several, or none, the lead with all that it became."""
    if len(done.opportunities) == 1:
        return Kind.OPPORTUNITY, done.opportunities[0]
    return Kind.LEAD, done.id


async def open_made(app: Shell) -> bool:
    """Open what the last qualification made, if it still stands."""
    if app.made is None:
        return False
    kind, number = app.made
    if await seen(app, store.record, kind, number) is None:
        app.made = None
        app.say("What it made was taken back.")
        return False
    return await open_record(app, kind, number)


def _became(plan: Plan, done: Done) -> list[str]:
    """All that was made and linked, then the opportunities alone, then how many."""
    numbers = [done.account, done.contact, *done.opportunities]
    parts = [
        f"{each.kind} {number} {_WORDS[each.action]}"
        for each, number in zip(plan.records, numbers, strict=False)
        if each.action in _WORDS
    ]
    sales = [
        f"{one} {_WORDS[each.action]}" for one, each in zip(done.opportunities, plan.sales, strict=False)
    ]
    short = [f"opportunity {sales[0]}" if len(sales) == 1 else f"{len(sales)} opportunities"] if sales else []
    return [listed(parts) or "nothing made or linked", *short]
