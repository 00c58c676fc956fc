"""The digit of a checklist item that is not filled: ticked by hand, or something has to be logged."""

from leadtui import store
from leadtui.domain.checklist import ACTIVITY, MANUAL, NOT_NEEDED, Item
from leadtui.domain.lead import Lead
from leadtui.domain.rows import owner_title
from leadtui.domain.text import clean
from leadtui.screens.answering import new_op, tell, written
from leadtui.screens.shell import Shell


async def by_hand(app: Shell, lead: Lead, item: Item) -> bool | None:
    """Tick a manual item, or say what settles an item that is not filled.

    Returns:
        Whether something was written; None where the item is one to be filled, and nothing was said.
    """
    if item.state == NOT_NEEDED or (item.kind == MANUAL and item.state == "done"):
        app.say(_said(app, item))
        return False
    if item.kind == MANUAL:
        result = await written(app, store.tick, lead.id, item.id, version=lead.version, op_id=new_op())
        return tell(app, result)
    if item.kind == ACTIVITY:
        app.say(
            f"{clean(item.label)} is done by what was logged."
            if item.state == "done"
            else f"{clean(item.label)}: c logs what was said."
        )
        return False
    return None


def _said(app: Shell, item: Item) -> str:
    tick = item.tick
    if tick is None:
        return f"{clean(item.label)} is done."
    who = clean(owner_title(app.people, tick.by))
    when = f"{tick.at.astimezone():%Y-%m-%d}"
    if tick.state == NOT_NEEDED:
        return f"{clean(item.label)} is not needed: {clean(tick.reason)}  {who}, {when}."
    return f"{clean(item.label)} was ticked by {who}, {when}."
