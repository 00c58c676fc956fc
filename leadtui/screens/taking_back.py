"""Taking back the last deed: a command, all of a run, or what was dropped from a list."""

from functools import partial

from leadtui import store
from leadtui.domain.records import Operation
from leadtui.domain.results import Refusal, Result
from leadtui.screens.answering import Once, seen, written
from leadtui.screens.details import read_setting
from leadtui.screens.shell import Shell
from leadtui.screens.undo import COMMAND, Undo
from leadtui.store import StoreError


async def undo(app: Shell) -> bool:
    """Take back the last command, named first; a refusal lists what was touched since."""
    if app.dropped:
        return await _undrop(app)
    operation = await seen(app, store.undoable)
    at = await seen(app, read_setting)
    if operation is None or at is None:
        return False
    passed = ""
    if isinstance(operation, Refusal):
        before = await seen(app, partial(store.undoable, before=True))
        if not isinstance(before, Operation) or before.run is not None:
            app.say(str(operation), "warning" if operation.code == "kind" else "information")
            return False
        operation, passed = before, f"{operation.sentence} This is the one before it. "
    if operation.run is not None:
        from leadtui.screens import bulk_running

        return await bulk_running.take_back(app, operation.run)

    async def write(what: Operation, op: str) -> Result:
        return await written(app, store.undo, what.id, op_id=op)

    one = Once[Operation](app, write)
    await app.push_screen_wait(Undo(operation, at, one.commit, f"{passed}{COMMAND}"))
    if one.done is not None:
        app.say(one.done.sentence)
    return one.done is not None


async def _undrop(app: Shell) -> bool:
    """Put the lead that was dropped last back on the list of what needs the user, named first."""
    (lead, runs), before = app.dropped[-1], app.dropped[:-1]

    async def commit(_: Operation) -> Refusal | None:
        try:
            back = await app.worker.write(store.undrop_rows, lead, runs)
        except StoreError as fault:
            return Refusal(fault.code, fault.sentence, fault.fix, exit=fault.exit)
        app.dropped = before
        said = f"Lead {lead} is on the list again." if back else f"Lead {lead} needs you no more."
        sentences.append(said)
        return None

    sentences = list[str]()
    at = await seen(app, read_setting)
    if at is None:
        return False
    named = Operation(0, "", "drop", app.user, at.now, f"Dropped lead {lead} from what needs you.")
    if not await app.push_screen_wait(Undo(named, at, commit, "It is on the list again.")):
        return False
    app.say(sentences[-1])
    return True
