"""From what a write answered to what the command prints and how it ends."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from leadtui.cli import shapes
from leadtui.cli.call import Call, say
from leadtui.cli.failure import Failure
from leadtui.cli.output import emit, emit_json, emit_text
from leadtui.domain.fields import Kind
from leadtui.domain.match import percent
from leadtui.domain.results import Done, Exit, Refusal, Result
from leadtui.domain.text import clean

if TYPE_CHECKING:
    from leadtui.domain.match import Match
    from leadtui.store import Session

_MOST = 5  # records that look the same, told after a write


def settle(call: Call, session: "Session", result: Result) -> None:
    """Print what a write did; a refusal or a conflict ends the command with its exit code."""
    done = must(result)
    if call.json:
        emit_json(envelope(session, done))
    else:
        emit_text(done.sentence or f"{done.kind.capitalize()} {done.id} is at version {done.version}.")
        for match in done.alike[:_MOST]:
            say(f"Looks like {_called(match)} ({percent(match.probability)}: {clean(match.said)}).")


def _called(match: "Match") -> str:
    title = clean(match.title) if match.readable else f"of {match.owner}"
    return f"{match.kind} {match.id} {title}".strip()


def must(result: Result) -> Done:
    """The result where it is done, else the `Failure` that says why not."""
    if isinstance(result, Done):
        return result
    if isinstance(result, Refusal):
        raise refused(result)
    raise Failure(result.code, result.sentence, result.fix, Exit.CONFLICT)


def refused(no: Refusal) -> Failure:
    """A rule's "no" as what ends the command; it names commands, not keys."""
    return Failure(no.code, no.sentence, no.command or no.fix, no.exit)


def envelope(session: "Session", done: Done) -> shapes.Shape:
    """What a write answers in JSON: the record as it is now, what else was made, the journal's events."""
    from leadtui.store import events, record

    kind = Kind(done.kind)
    now = record(session, kind, done.id)
    shape: shapes.Shape = {
        "lead": None,
        "account": done.account,
        "contact": done.contact,
        "opportunities": list(done.opportunities),
        "events": [shapes.event(each) for each in events(session, operation=done.operation)],
        "operation": done.operation,
        "repeated": done.repeated,
        "alike": [shapes.pair(kind, done.id, each) for each in done.alike],
    }
    shape[str(kind)] = shapes.record(kind, now) if now is not None else None
    return shape


def each_of(
    call: Call, session: "Session", ids: Sequence[int], write: Callable[[int], Result], kind: Kind = Kind.LEAD
) -> int:
    """Write many records, one transaction each; prints one outcome a line.

    Returns:
        0 when all are done, 3 when some are not.
    """
    if len(ids) > 1:
        _many(session)
    failed = 0
    for number in ids:
        shape = _outcome(number, write, kind)
        failed += shape["outcome"] != "done"
        if call.json:
            emit_json(shape)
        else:
            emit(f"{number}\t{shape['outcome']}\t{clean(str(shape['message'] or ''))}")
    say(f"{len(ids) - failed} done, {failed} not.")
    return int(Exit.REFUSED if failed else Exit.DONE)


def _many(session: "Session") -> None:
    """Many at once want a right of their own; the `Failure` names it before anything is written."""
    from leadtui.domain.access import Right
    from leadtui.store import access

    if no := access(session).refusal(Right.BULK):
        raise refused(no)


def _outcome(number: int, write: Callable[[int], Result], kind: Kind) -> shapes.Shape:
    from leadtui.store import NotFound

    try:
        result = write(number)
    except NotFound as error:
        return {"id": number, "outcome": "refused", "code": "not_found", "message": error.sentence}
    if isinstance(result, Done):
        return {"id": number, "outcome": "done", "code": None, "message": result.sentence or None}
    if isinstance(result, Refusal):
        message = f"{result.sentence} {refused(result).fix}".strip()
        return {"id": number, "outcome": "refused", "code": result.code, "message": message}
    return {"id": number, "outcome": "conflict", "code": result.code, "message": str(result)}
