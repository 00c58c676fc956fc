"""The duplicate desk, opened: on a stored record, within a plan, or on what is only being typed."""

from collections.abc import Collection, Mapping

from leadtui.domain.fields import Kind
from leadtui.domain.match import Desk, Ref
from leadtui.domain.text import clean, plural
from leadtui.screens.answering import seen
from leadtui.screens.desk import DuplicateDesk
from leadtui.screens.desk_reading import About, read_desk
from leadtui.screens.desk_rules import Purpose
from leadtui.screens.shell import Shell


async def duplicates(app: Shell, kind: Kind, id: int, first: Collection[Ref] = ()) -> bool:
    """What looks like a stored record, to decide on; whether something was written.

    The cursor begins on one of ``first``, where any of them is there.
    """
    before = app.writes
    await _opened(app, kind, id, Purpose.WORK, first=first)
    return app.writes != before


async def in_plan(app: Shell, id: int, used: Collection[Ref]) -> Ref | None:
    """What looks like the lead of a plan, which uses some already; the match to use, None for none."""
    return await _opened(app, Kind.LEAD, id, Purpose.PLAN, used)


async def look_alike(app: Shell, kind: Kind, values: Mapping[str, object]) -> Ref | None:
    """What looks like values that are not stored; the record to go to instead, None to go on."""
    return await _opened(app, kind, values, Purpose.FORM)


async def _opened(
    app: Shell,
    kind: Kind,
    about: About,
    purpose: Purpose,
    used: Collection[Ref] = (),
    first: Collection[Ref] = (),
) -> Ref | None:
    found = await seen(app, read_desk, kind, about)
    if found is None:
        return None
    if not found.desk.others:
        app.say(nothing(found.desk))
        return None
    if first:
        used = {one.match.ref for one in found.desk.others if one.match is not None} - set(first)
    screen = DuplicateDesk(kind, about, found, purpose, used)
    await app.push_screen_wait(screen)
    return screen.chosen


def nothing(desk: Desk) -> str:
    """That nothing looks the same, and who else of the company is known."""
    record = desk.here.record
    title = clean(record.title) if record is not None else f"this {desk.kind}"
    known = plural(desk.colleagues, "person", "people")
    more = (
        f" {known} of this company {'is' if desk.colleagues == 1 else 'are'} known."
        if desk.colleagues
        else ""
    )
    return f"Nothing looks like {title}.{more}"
