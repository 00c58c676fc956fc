"""Whose a lead is: claims, hand-overs that are opened, the policy's rules, and what waits at the start."""

from collections.abc import Mapping, Sequence
from typing import Final

from leadtui import store
from leadtui.domain.assignment import Waiting
from leadtui.domain.bulk import Act, Asked
from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.domain.text import day, plural, width
from leadtui.screens.answering import new_op, remark, seen, tell, written
from leadtui.screens.shell import Shell
from leadtui.store.errors import StoreError

_MOST: Final = 2_000  # leads that one proposal shows; the run has them all


async def claim(app: Shell, ids: Sequence[int]) -> bool:
    """Take the leads at once: of two people who do so one gets it, and the other is told who."""
    if len(ids) > 1:
        return await _run(app, Asked(Act.CLAIM, {}), ids)
    result = await written(app, store.claim, ids[0], op_id=new_op())
    if isinstance(result, Done):
        return tell(app, result)
    app.say(str(result), "warning")
    return True  # somebody was faster: the list as it is now tells more


async def _run(app: Shell, asked: Asked, ids: Sequence[int]) -> bool:
    """Begin a run over several leads that goes on behind the screen; whether it was begun."""
    no = await _begin(app, asked, ids)
    if no is not None:
        app.say(str(no), "warning")
    return no is None


async def _begin(
    app: Shell, asked: Asked, ids: Sequence[int], versions: Mapping[int, int] | None = None
) -> Refusal | None:
    from leadtui.screens import bulk_running

    try:
        begun = await app.worker.apart(store.begin_run, asked, list(ids), "marked", seen=versions)
    except StoreError as fault:
        return Refusal(fault.code, fault.sentence, fault.fix, exit=fault.exit)
    if isinstance(begun, Refusal):
        return begun
    bulk_running.start(app, begun)
    return None


async def read(app: Shell, id: int) -> None:
    """A lead was opened: unread no more, if it was handed to who opened it."""
    try:
        unread = await app.worker.write(store.read_lead, id)
    except StoreError as fault:
        remark(app, f"It stays unread: {fault.sentence}", "warning")
        return
    if unread:
        app.touch()


async def tell_waiting(app: Shell) -> None:
    """At the start: how many leads were handed over since, and what waits in the queues of one's teams."""
    waiting = await seen(app, store.waiting)
    if waiting is not None and (said := waiting_said(waiting, app, app.size.width - 2)):
        remark(app, said)


def waiting_said(waiting: Waiting, app: Shell, room: int) -> str:
    """The same in a sentence that fits; empty where nothing waits."""
    handed, queued = _handed(waiting, app), ""
    if waiting.queued:
        queued = f"{plural(waiting.queued, 'lead waits', 'leads wait')} in your teams' queues: ' t"
    both = f"{handed}. {queued}" if handed and queued else handed or queued
    said = both if width(both) <= room else handed or queued
    longer = f"{said} shows them."
    return longer if said and width(longer) <= room else said


def _handed(waiting: Waiting, app: Shell) -> str:
    if not waiting.handed or waiting.since is None:
        return ""
    since = (app.today - waiting.since.astimezone().date()).days
    when = "today" if since == 0 else f"since {'yesterday' if since == 1 else day_of(waiting, app)}"
    were = plural(waiting.handed, "lead was", "leads were")
    return f"{were} handed to you {when}: ' h"


def day_of(waiting: Waiting, app: Shell) -> str:
    """The day of the first of them."""
    assert waiting.since is not None
    return day(waiting.since.astimezone().date(), app.today)


async def assign_by_rules(app: Shell, ids: Sequence[int]) -> bool:
    """Show whom the policy's rules would give the leads, then do it; what has an owner stays."""
    from leadtui.screens.by_rules import ByRules

    found = await seen(app, store.propose, list(ids[:_MOST]))
    if found is None:
        return False
    people = await seen(app, store.owner_titles) or {}
    able, rest = [each for each in found if each.refusal is None], ids[_MOST:]
    if not able and not rest:
        no = next((each.refusal for each in found if each.refusal), None)
        app.say(str(no) if no else "There is nothing to assign.", "warning")
        return False
    done = list[Result]()

    async def commit(_: bool) -> Refusal | Conflict | None:
        if rest or len(able) > 1:
            versions = {each.lead: each.version for each in able}
            asked = Asked(Act.ASSIGN, {"rules": True, "policy": found[0].policy if found else None})
            return await _begin(app, asked, [*versions, *rest], versions)
        only = able[0]
        result = await written(
            app, store.assign_by_rules, only.lead, rules=only.policy, version=only.version, op_id=op
        )
        done.append(result)
        return None if isinstance(result, Done) else result

    op = new_op()
    went = bool(await app.push_screen_wait(ByRules(found, people, commit, len(rest))))
    return tell(app, done[-1]) if went and done else went


__all__ = ["assign_by_rules", "claim", "read", "tell_waiting", "waiting_said"]
