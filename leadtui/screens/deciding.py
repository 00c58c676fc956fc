"""Qualify, disqualify and reactivate, for one lead and for several."""

from collections.abc import Mapping, Sequence

from textual.content import Content

from leadtui import store
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Command, may
from leadtui.domain.plan import Plan, Request
from leadtui.domain.records import Brief, LeadDetail
from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.domain.rows import LeadRow
from leadtui.domain.text import clean, listed, plural
from leadtui.screens import reactivate as dialog
from leadtui.screens.answering import new_op, praise, seen, written
from leadtui.screens.details import read_setting
from leadtui.screens.disqualify import Closing, Disqualify
from leadtui.screens.each import Each
from leadtui.screens.qualify import Qualify
from leadtui.screens.shell import Shell
from leadtui.screens.unmerge import apart_or_new, unmerge


async def rows_of(app: Shell, ids: Sequence[int]) -> Mapping[int, LeadRow]:
    """The leads of those numbers, as they stand now."""
    return await seen(app, store.lead_rows, ids) or {}


def named(rows: Mapping[int, LeadRow], most: int = 4) -> str:
    """The first names of several leads, and how many more."""
    names = [clean(row.name or row.company or f"lead {row.id}") for row in rows.values()]
    more = [plural(len(names) - most, "other")] if len(names) > most else []
    return listed([*names[:most], *more])


# -- qualify


async def qualify(app: Shell, ids: Sequence[int], request: Request = Request()) -> bool:  # noqa: B008 -- frozen
    """The plan of each lead in turn; what is done stays done when a later one is left."""
    outcomes: list[str] = []
    for place, number in enumerate(ids, 1):
        screen = await _plan_one(app, number, f"{place} of {len(ids)}" if len(ids) > 1 else "", request)
        if screen is None:
            outcomes.append("refused")
            continue
        outcomes.append("qualified" if screen.done is not None else "left")
        if screen.done is not None:
            praise(app, screen.done)
        elif not screen.skipped:
            break
    if len(ids) > 1:
        app.say(_tally(outcomes, len(ids)))
    return "qualified" in outcomes


async def _plan_one(app: Shell, number: int, aside: str, request: Request) -> Qualify | None:
    """The plan of one lead, as it was left; where the lead is merged away, that of the one that stays."""
    why = ""
    while True:
        plan = await seen(app, store.plan, number, request)
        at = await seen(app, read_setting)
        if not isinstance(plan, Plan) or at is None:
            if plan is not None:
                app.say(str(plan), "warning")
            return None
        screen = Qualify(plan, at, aside, why, request)
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


# -- disqualify


async def disqualify(app: Shell, ids: Sequence[int]) -> bool:
    """One question for all; each lead is its own transaction."""
    reasons = await seen(app, store.reasons)
    rows = await rows_of(app, ids)
    if not rows or reasons is None:
        return False
    if refused := _closed(rows):
        app.say(str(refused), "warning")
        return False

    async def one(row: LeadRow, closing: Closing, op: str) -> Result:
        said = closing.reason, closing.note, closing.record
        return await written(
            app,
            store.disqualify,
            row.id,
            *said,
            opportunity=closing.opportunity,
            version=row.version,
            op_id=op,
        )

    each = Each[Closing](app, "Disqualified", list(rows.values()), one)
    detail = await seen(app, store.lead_detail, next(iter(rows))) if len(rows) == 1 else None
    screen = Disqualify(
        _title("Disqualify", rows),
        reasons,
        each.commit,
        names=named(rows) if len(rows) > 1 else "",
        alike=[one.brief for one in detail.duplicates if one.readable] if detail else (),
        opportunities=_still_open(detail) if detail else (),
        own=list(rows),
    )
    if len(rows) > 1:
        screen.stops(each.halt)
    else:
        screen.keeps("disqualify lead", next(iter(rows)))
    await app.push_screen_wait(screen)
    if screen.parks:
        from leadtui.screens import working

        return await working.park(app, ids)
    return each.tell()


def _title(verb: str, rows: Mapping[int, LeadRow]) -> str:
    if len(rows) > 1:
        return f"{verb} {len(rows)} marked leads"
    row = next(iter(rows.values()))
    return f"{verb} {row.id} {clean(row.name or row.company)}"


def _closed(rows: Mapping[int, LeadRow]) -> Refusal | None:
    """Why one lead cannot be disqualified; with several each answers for itself."""
    return may(Command.DISQUALIFY, next(iter(rows.values()))) if len(rows) == 1 else None


def _still_open(detail: LeadDetail) -> Sequence[Brief]:
    """Opportunities of its earlier lives that nobody has closed: they are not left behind unsaid."""
    return [one for life in detail.qualifications for one in life.opportunities if one.state == "open"]


# -- reactivate


async def reactivate(app: Shell, ids: Sequence[int]) -> bool:
    """Each lead in turn: what it became, then Enter opens it again."""
    changed = False
    for place, number in enumerate(ids, 1):
        went = await _reactivate_one(app, number, f"{place} of {len(ids)}  " if len(ids) > 1 else "")
        changed = changed or bool(went)
        if went is None:
            break
    return changed


async def _reactivate_one(app: Shell, number: int, aside: str) -> bool | None:
    """Whether it was reactivated; None when the person left."""
    detail = await seen(app, store.lead_detail, number)
    at = await seen(app, read_setting)
    alike = await seen(app, store.duplicates_of, Kind.LEAD, number)
    if detail is None or at is None or alike is None:
        return False
    if refusal := may(Command.REACTIVATE, detail.lead):
        app.say(str(refusal), "warning")
        return False
    if detail.merged_into is not None:
        wanted = await apart_or_new(app, detail)
        if wanted != "new":
            return await unmerge(app, Kind.LEAD, number, detail.lead.title) if wanted else None
    op = new_op()
    done: list[Done] = []

    async def commit(note: str) -> Refusal | Conflict | None:
        result = await written(app, store.reactivate, number, note, version=detail.lead.version, op_id=op)
        if isinstance(result, Done):
            done.append(result)
            return None
        return result

    title = f"Reactivate {number} {clean(detail.lead.title)}"
    said = dialog.story(detail, alike.matches, at)

    async def look() -> Sequence[Content] | None:
        from leadtui.screens import looking

        await looking.duplicates(app, Kind.LEAD, number)
        now = await seen(app, store.duplicates_of, Kind.LEAD, number)
        return dialog.story(detail, now.matches, at) if now is not None else None

    ended = f"{aside}{dialog.ended(detail, at)}"
    screen = dialog.Reactivate(title, ended, said, commit, look, alike=bool(alike.open))
    screen.keeps("reactivate lead", number)
    if not await app.push_screen_wait(screen):
        return None
    praise(app, done[0])
    return True
