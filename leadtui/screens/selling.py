"""An opportunity through its life on the screens: moved at once, won, lost and reopened in a dialog."""

from collections.abc import Callable, Sequence

from textual.content import Content

from leadtui import store
from leadtui.domain import sales
from leadtui.domain.customers import Opportunity
from leadtui.domain.fields import BY_NAME, LOST_REASON, Kind
from leadtui.domain.results import Refusal, Result
from leadtui.domain.text import clean, money
from leadtui.screens.answering import Once, new_op, seen, tell, written
from leadtui.screens.details import read_setting
from leadtui.screens.ending import Ending, EndSale
from leadtui.screens.shell import Shell
from leadtui.widgets.showing import LABEL, Setting, shown

_VERBS = {sales.Step.WIN: "Win", sales.Step.LOSE: "Lose", sales.Step.REOPEN: "Reopen"}
_KEYS = {sales.Step.WIN: "it is won", sales.Step.LOSE: "it is lost", sales.Step.REOPEN: "reopen"}
_HINTS = {
    sales.Step.WIN: "what won it, in a line",
    sales.Step.LOSE: "what happened, in a line",
    sales.Step.REOPEN: "why it is open again",
}


async def _found(app: Shell, id: int) -> Opportunity | None:
    """The opportunity as it stands; one that is gone is said."""
    sale = await seen(app, store.record, Kind.OPPORTUNITY, id)
    if not isinstance(sale, Opportunity):
        app.say(f"There is no opportunity {id} any more.", "warning")
        return None
    return sale


def _refused(app: Shell, no: Refusal | None) -> bool:
    if no is not None:
        app.say(str(no), "warning")
    return no is not None


async def move(app: Shell, id: int, by: int) -> bool:
    """One stage on or back, written at once: `u` takes it back."""
    sale = await _found(app, id)
    if sale is None or _refused(app, sales.may(sales.Step.MOVE, sale)):
        return False
    stage = sales.stage_beside(sale, by)
    if isinstance(stage, Refusal):
        app.say(str(stage), "warning")
        return False
    return tell(app, await written(app, store.move, id, stage, version=sale.version, op_id=new_op()))


async def end(app: Shell, id: int, step: sales.Step) -> bool:
    """Win, lose or reopen: what it is and a note; of a lost one the reason."""
    sale, at = await _found(app, id), await seen(app, read_setting)
    if sale is None or at is None or _refused(app, sales.may(step, sale)):
        return False

    async def write(ending: Ending, op: str) -> Result:
        return await _written(app, sale, step, ending, op)

    one = Once[Ending](app, write)
    screen = EndSale(
        f"{_VERBS[step]} {id} {clean(sale.title)}",
        await _told(app, sale, at),
        LOST_REASON if step is sales.Step.LOSE else (),
        one.commit,
        verb=_KEYS[step],
        hint=_HINTS[step],
    )
    screen.keeps(f"{step} {Kind.OPPORTUNITY}", id)
    await app.push_screen_wait(screen)
    return one.tell()


async def _written(app: Shell, sale: Opportunity, step: sales.Step, ending: Ending, op: str) -> Result:
    if step is sales.Step.LOSE:
        reason, note = ending
        return await written(app, store.lose, sale.id, reason, note, version=sale.version, op_id=op)
    job: Callable[..., Result] = store.win if step is sales.Step.WIN else store.reopen
    return await written(app, job, sale.id, ending.note, version=sale.version, op_id=op)


async def _told(app: Shell, sale: Opportunity, at: Setting) -> Sequence[Content]:
    """What the dialog is about: the customer, how much, how far."""
    customer = ""
    for kind, number in ((Kind.ACCOUNT, sale.account), (Kind.CONTACT, sale.contact)):
        if number is not None and not customer:
            found = await seen(app, store.record, kind, number)
            customer = clean(found.title) if found else ""
    fields = BY_NAME[Kind.OPPORTUNITY]
    worth = clean(money(sale.amount, sale.currency)) or "no amount"
    stands = shown(fields["stage"], sale.stage, at).lower()
    if not sales.is_open(sale):
        reason = shown(fields["lost_reason"], sale.lost_reason, at).lower()
        ended = shown(fields["closed_on"], sale.closed_on, at)
        stands = ", ".join(part for part in (f"{sale.outcome} {ended}".strip(), reason) if part)
    line = Content.styled("   ", LABEL).join([Content(worth), Content.styled(stands, LABEL)])
    return [Content(customer or clean(sale.company or "") or "no customer yet"), line]
