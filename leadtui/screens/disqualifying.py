"""Disqualify one lead: what the dialog needs, and what its answer writes. Of several see `bulk_asking`."""

from collections.abc import Sequence

from leadtui import store
from leadtui.domain.lead import Command, may
from leadtui.domain.records import LeadDetail
from leadtui.domain.results import Result
from leadtui.domain.text import clean
from leadtui.screens.answering import Once, seen, written
from leadtui.screens.disqualify import Closing, Disqualify
from leadtui.screens.shell import Shell


async def disqualify(app: Shell, ids: Sequence[int], said: Closing | None = None) -> bool:
    """Ask for the reason, and close the lead; whether anything was written.

    ``said`` is what was answered for many leads before.
    """
    number = ids[0]
    detail = await seen(app, store.lead_detail, number)
    reasons = await seen(app, store.reasons)
    sales = await seen(app, store.lead_sales, number)
    if detail is None or reasons is None or sales is None:
        return False
    if no := may(Command.DISQUALIFY, detail.lead):
        app.say(str(no), "warning")
        return False

    async def write(closing: Closing, op: str) -> Result:
        return await _write(app, detail, closing, op)

    async def park(note: str) -> bool:
        from leadtui.screens import working

        one.done = await working.hide(app, number, note)
        return one.done is not None

    one = Once[Closing](app, write)

    screen = Disqualify(
        f"Disqualify {number} {clean(detail.lead.title)}",
        reasons,
        one.commit,
        park,
        alike=[one.brief for one in detail.duplicates if one.readable],
        sales=sales,
        own=[number],
        said=said,
    )
    screen.keeps("disqualify lead", number)
    await app.push_screen_wait(screen)
    return one.tell()


async def _write(app: Shell, detail: LeadDetail, closing: Closing, op: str) -> Result:
    return await written(
        app,
        store.disqualify,
        detail.lead.id,
        closing.reason,
        closing.note,
        closing.record,
        opportunity=closing.fate,
        because=closing.because,
        people=closing.people,
        version=detail.lead.version,
        op_id=op,
    )
