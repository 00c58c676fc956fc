"""What the duplicate desk writes, one act each, and how it is opened. All are awaited in a worker."""

from leadtui import store
from leadtui.domain.match import Desk, Ref, Side, Verdict
from leadtui.domain.results import Done, Result
from leadtui.screens import doing
from leadtui.screens.answering import Once, new_op, tell, written
from leadtui.screens.because import Because
from leadtui.screens.shell import Shell
from leadtui.widgets.likeness import called


async def open_it(app: Shell, ref: Ref) -> bool:
    """The detail of a match."""
    return await doing.open_record(app, *ref)


async def link(app: Shell, desk: Desk, ref: Ref) -> bool:
    """Link the record to that account or contact."""
    kind, number = ref
    return await _edit(app, desk, {kind.value: number})


async def attach(app: Shell, desk: Desk, side: Side) -> bool:
    """The lead's plan, in which it joins that opportunity; Enter there writes."""
    lead, sale = desk.here.record, side.record
    if lead is None or sale is None:
        return False
    return await doing.attach(app, lead.id, sale.id)


async def _edit(app: Shell, desk: Desk, values: dict[str, int]) -> bool:
    record = desk.here.record
    if record is None:
        return False
    result = await written(
        app, store.edit, desk.kind, record.id, values, version=record.version, op_id=new_op()
    )
    return tell(app, result)


async def decide(app: Shell, desk: Desk, ref: Ref, verdict: Verdict | None, reason: str = "") -> bool:
    """Store a verdict on the pair, or take the one that stands back."""
    result = await _decided(app, desk, ref, verdict, reason, new_op())
    return tell(app, _shortly(result, _SAID[verdict], _called(desk, ref)))


_SAID = {
    Verdict.DIFFERENT: "Not a duplicate",
    Verdict.KEPT: "Both stay",
    None: "Undecided again",
}


def _shortly(result: Result, said: str, who: str) -> Result:
    """A short sentence for the status line; the journal has the whole one."""
    return result._replace(sentence=f"{said}: {who}.") if isinstance(result, Done) else result


def _called(desk: Desk, ref: Ref) -> str:
    match = next((one.match for one in desk.others if one.match is not None and one.match.ref == ref), None)
    return called(match.brief, readable=match.readable) if match is not None else f"{ref[0]} {ref[1]}"


async def _decided(app: Shell, desk: Desk, ref: Ref, verdict: Verdict | None, reason: str, op: str) -> Result:
    record = desk.here.record
    here = desk.kind, record.id if record is not None else 0
    other = next((one.record for one in desk.others if one.match is not None and one.match.ref == ref), None)
    seen = record and record.version, other and other.version
    return await written(app, store.decide, here, ref, verdict, reason, versions=seen, op_id=op)


async def keep_both(app: Shell, desk: Desk, ref: Ref) -> bool:
    """Both stay; the reason is asked for."""
    told = _called(desk, ref)

    async def write(reason: str, op: str) -> Result:
        return _shortly(await _decided(app, desk, ref, Verdict.KEPT, reason, op), _SAID[Verdict.KEPT], told)

    one = Once[str](app, write)
    asked = Because(
        f"Keep both: this {desk.kind} and {told}",
        "keep both",
        "two branches, husband and wife, a test …",
        "Say in a few words why both stay.",
        one.commit,
    )
    await app.push_screen_wait(asked)
    return one.tell()


async def merge(app: Shell, desk: Desk, ref: Ref) -> bool:
    """Make one of the two; the dialog says which survives."""
    from leadtui.screens.merge import merge as merged

    here = desk.here.record
    return here is not None and await merged(app, desk.kind, here.id, ref[1])
