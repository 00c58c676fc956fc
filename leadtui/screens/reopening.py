"""Reactivate closed leads, each in turn: what it meets, then Enter opens it again."""

from collections.abc import Sequence
from functools import partial

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Command, may
from leadtui.domain.reopening import Reopening
from leadtui.domain.results import Conflict, Done, Refusal
from leadtui.domain.text import clean
from leadtui.screens.answering import new_op, praise, seen, written
from leadtui.screens.details import read_setting
from leadtui.screens.reactivate import Reactivate, Story
from leadtui.screens.reopening_lines import ended, story
from leadtui.screens.shell import Shell
from leadtui.screens.unmerge import apart_or_new, unmerge


async def reactivate(app: Shell, ids: Sequence[int], note: str = "") -> bool:
    """Each lead in turn; the person may leave before any of them. ``note`` is one that was typed before."""
    changed = False
    for place, number in enumerate(ids, 1):
        went = await _one(app, number, f"{place} of {len(ids)}  " if len(ids) > 1 else "", note)
        changed = changed or bool(went)
        if went is None:
            break
    return changed


async def _one(app: Shell, number: int, aside: str, note: str) -> bool | None:
    """Whether it was reactivated; None when the person left."""
    detail = await seen(app, store.lead_detail, number)
    if detail is None:
        return False
    if refusal := may(Command.REACTIVATE, detail.lead):
        app.say(str(refusal), "warning")
        return False
    as_new = detail.merged_into is not None
    if as_new:
        wanted = await apart_or_new(app, detail)
        if wanted != "new":
            return await unmerge(app, Kind.LEAD, number, detail.lead.title) if wanted else None
    met = await seen(app, store.reopening, number, as_new=as_new)
    if isinstance(met, Refusal):
        app.say(str(met), "warning")
    return await _asked(app, met, (aside, note), as_new) if isinstance(met, Reopening) else False


async def _asked(app: Shell, met: Reopening, words: tuple[str, str], as_new: bool) -> bool | None:
    at = await seen(app, read_setting)
    if at is None:
        return False
    lead, op, done = met.lead, new_op(), list[Done]()

    async def commit(note: str) -> Refusal | Conflict | None:
        result = await written(
            app, store.reactivate, lead.id, note, as_new=as_new, version=lead.version, op_id=op
        )
        if isinstance(result, Done):
            done.append(result)
            return None
        return result

    async def look() -> Story | None:
        from leadtui.screens import looking

        await looking.duplicates(app, Kind.LEAD, lead.id)
        now = await seen(app, store.reopening, lead.id, as_new=as_new)
        return partial(story, now, at) if isinstance(now, Reopening) else None

    screen = Reactivate(
        f"Reactivate {lead.id} {clean(lead.title)}",
        f"{words[0]}{ended(met, at)}",
        partial(story, met, at),
        commit,
        look,
        alike=bool(met.alike),
        asks=met.asks_note,
        note=words[1],
    )
    screen.keeps("reactivate lead", lead.id)
    if not await app.push_screen_wait(screen):
        return None
    praise(app, done[0])
    return True
