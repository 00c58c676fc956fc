"""Every command that asks something: runs its dialog, writes, says what was done. Screens call these.

All are awaited in a worker (`Screen.run_worker`), because they wait for a dialog. Each answers whether
something changed, so that the screen reads again.
"""

from collections.abc import Collection, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from leadtui.domain.fields import Kind
from leadtui.screens.shell import Shell

if TYPE_CHECKING:
    from array import array

    from leadtui.domain.match import Ref
    from leadtui.domain.records import Record
    from leadtui.domain.sales import Step

Doing = Coroutine[Any, Any, bool]


async def open_record(app: Shell, kind: Kind, id: int, around: Sequence[int] = ()) -> bool:
    """Open the detail of a record; ``around`` are the ids of its list, for next and previous."""
    from leadtui.screens.lead_detail import LeadDetailScreen
    from leadtui.screens.record_detail import RecordDetailScreen, SaleDetailScreen

    if kind is Kind.ACTIVITY:
        return False
    if kind is Kind.LEAD:
        screen = LeadDetailScreen(id, around)
    elif kind is Kind.OPPORTUNITY:
        screen = SaleDetailScreen(id, around)
    else:
        screen = RecordDetailScreen(kind, id, around)
    if await screen.read_it():  # before it opens: nothing of it stands there that is not known yet
        await app.push_screen(screen)
    return False


async def open_result(app: Shell) -> bool:
    """Open what the last qualification made."""
    from leadtui.screens import qualified

    return await qualified.open_made(app)


async def qualify(app: Shell, ids: Sequence[int]) -> bool:
    """The plan of each lead in turn; what a single one became is opened."""
    from leadtui.screens import deciding

    return await deciding.qualify(app, ids, opens=app.opens_result and len(ids) == 1)


async def many(app: Shell, command_id: str, ids: "array[int]", marks: set[int], source: str) -> bool | None:
    """One question for all that is marked, then a run; None where each shall be asked for by itself."""
    from leadtui.screens import bulk_asking

    return await bulk_asking.ASKS[command_id](app, bulk_asking.Marked(ids, marks, source))


async def attach(app: Shell, lead: int, opportunity: int) -> bool:
    """The plan of a lead in which it joins an opportunity that goes on."""
    from leadtui.domain.plan import Request, Sale
    from leadtui.screens import deciding

    return await deciding.qualify(app, [lead], Request(opportunities=(Sale(opportunity),)))


async def disqualify(app: Shell, ids: Sequence[int]) -> bool:
    """One question for all of them: the reason."""
    from leadtui.screens import disqualifying

    return await disqualifying.disqualify(app, ids)


async def reactivate(app: Shell, ids: Sequence[int]) -> bool:
    """What a lead became, then open it again; each in turn."""
    from leadtui.screens import reopening

    return await reopening.reactivate(app, ids)


async def edit(app: Shell, kind: Kind, id: int, field: str | None = None) -> bool:
    """The form of a record; with ``field`` only what belongs to its checklist item, the cursor there."""
    from leadtui.screens import typing_in

    return await typing_in.edit(app, kind, id, field)


async def new(app: Shell, kind: Kind, start: "Record | None" = None) -> bool:
    """The form of a new record, begun from another one."""
    from leadtui.screens import typing_in

    return await typing_in.new(app, kind, start)


async def new_beside(app: Shell, start: "Record") -> bool:
    """The form of a new record that hangs on another one, its kind asked first."""
    from leadtui.screens import typing_in

    return await typing_in.new_beside(app, start)


async def move_sale(app: Shell, id: int, by: int) -> bool:
    """An opportunity one stage on, or back."""
    from leadtui.screens import selling

    return await selling.move(app, id, by)


async def end_sale(app: Shell, id: int, step: "Step") -> bool:
    """Win, lose or reopen an opportunity."""
    from leadtui.screens import selling

    return await selling.end(app, id, step)


async def fill(app: Shell, id: int, names: Sequence[str], asked: frozenset[str] = frozenset()) -> bool:
    """A short form with those fields of a lead; ``asked`` are the missing ones."""
    from leadtui.screens import typing_in

    return await typing_in.fill(app, id, names, asked)


async def fill_item(app: Shell, id: int, number: int) -> bool:
    """A short form for the checklist item of that number."""
    from leadtui.screens import typing_in

    return await typing_in.fill_item(app, id, number)


async def offer_drafts(app: Shell) -> bool:
    """At the start: what was left half typed, to go on with or to throw away."""
    from leadtui.screens import typing_in

    return await typing_in.offer_drafts(app)


async def tell_waiting(app: Shell) -> None:
    """At the start: what was handed over since, what waits in the teams' queues and of one's runs."""
    from leadtui.screens import bulk_left, owning

    await bulk_left.tell_needing(app)
    await owning.tell_waiting(app)
    await bulk_left.tell_unfinished(app)


async def log(app: Shell, kind: Kind, id: int) -> bool:
    """Log a call, an e-mail, a meeting or a note."""
    from leadtui.screens import working

    return await working.log(app, kind, id)


async def follow_up(app: Shell, ids: Sequence[int]) -> bool:
    """The next date of the leads, and what to do then."""
    from leadtui.screens import working

    return await working.follow_up(app, ids)


async def park(app: Shell, ids: Sequence[int]) -> bool:
    """Hide the leads until a date."""
    from leadtui.screens import working

    return await working.park(app, ids)


async def assign(app: Shell, ids: Sequence[int]) -> bool:
    """Give the leads to a user or a team."""
    from leadtui.screens import working

    return await working.assign(app, ids)


async def claim(app: Shell, ids: Sequence[int]) -> bool:
    """Take the leads for oneself, at once."""
    from leadtui.screens import owning

    return await owning.claim(app, ids)


async def assign_by_rules(app: Shell, ids: Sequence[int]) -> bool:
    """Give the leads to whom the policy's rules say; shown first."""
    from leadtui.screens import owning

    return await owning.assign_by_rules(app, ids)


async def duplicates(app: Shell, kind: Kind, id: int, first: "Collection[Ref]" = ()) -> bool:
    """What looks the same, side by side, to decide on; the cursor on one of ``first``."""
    from leadtui.screens import looking

    return await looking.duplicates(app, kind, id, first)


async def copy(app: Shell, record: "Record") -> bool:
    """Copy e-mail, phone, number or the whole line; changes nothing."""
    from leadtui.screens import working

    return await working.copy(app, record)


async def undo(app: Shell) -> bool:
    """Take back the last command, named first."""
    from leadtui.screens import taking_back

    return await taking_back.undo(app)


async def import_file(app: Shell) -> bool:
    """The import screen."""
    from leadtui.screens.importer import Importer

    return bool(await app.push_screen_wait(Importer()))
