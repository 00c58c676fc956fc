"""The digit of a checklist item: which one it is, and what it does where nothing is to be filled."""

from collections.abc import Sequence

from leadtui import store
from leadtui.domain.checklist import ACTIVITY, MANUAL, NOT_NEEDED, Item
from leadtui.domain.lead import Lead
from leadtui.domain.rows import owner_title
from leadtui.domain.text import clean
from leadtui.screens.answering import new_op, remark, tell, written
from leadtui.screens.choices import Choose, Option
from leadtui.screens.shell import Shell
from leadtui.widgets.checklist_panel import ticked_by

_DIGITS = 9  # items that have one of their own


async def numbered(app: Shell, items: Sequence[Item], digit: int) -> tuple[int, Item] | None:
    """The item of a digit with its number; 0 stands for those from 10 on, and asks where there are several.

    Returns:
        None where there is none, which is said, or where nobody chose.
    """
    number = digit or _DIGITS + 1
    if number > len(items):
        remark(app, f"The checklist has {len(items)} items.", "warning")
        return None
    if not digit and len(items) > number:
        further = [(n, item) for n, item in enumerate(items, 1) if n > _DIGITS]
        options = [Option(str(n), f"{n} {item.label}", _stands(item)) for n, item in further]
        chosen = await app.push_screen_wait(Choose("Checklist items from 10 on", options))
        if chosen is None:
            return None
        number = int(chosen)
    return number, items[number - 1]


def _stands(item: Item) -> str:
    return ticked_by(item) if item.role and item.state == "missing" else item.state.replace("_", " ")


async def by_hand(app: Shell, lead: Lead, item: Item) -> bool | None:
    """Tick a manual item, or say what settles an item that is not filled.

    Returns:
        Whether something was written; None where the item is one to be filled, and nothing was said.
    """
    if item.state == NOT_NEEDED or (item.kind == MANUAL and item.state == "done"):
        remark(app, _said(app, item))
        return False
    if item.kind == MANUAL:
        result = await written(app, store.tick, lead.id, item.id, version=lead.version, op_id=new_op())
        return tell(app, result)
    if item.kind == ACTIVITY:
        remark(
            app,
            f"{clean(item.label)} is done by what was logged."
            if item.state == "done"
            else f"{clean(item.label)}: c logs what was said.",
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
