"""From what a write answered to what the command prints and how it ends."""

from typing import TYPE_CHECKING

from leadtui.cli import shapes
from leadtui.cli.call import Call, say
from leadtui.cli.failure import Failure
from leadtui.cli.output import emit_json, emit_text
from leadtui.domain.fields import Kind
from leadtui.domain.match import percent
from leadtui.domain.results import Conflict, Done, Exit, Refusal, Result
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
    raise _failed(result)


def failure_of(result: Result) -> Failure | None:
    """What would end the command with that answer: for a dry run, which shows more before it ends so."""
    return None if isinstance(result, Done) else _failed(result)


def _failed(result: Refusal | Conflict) -> Failure:
    if isinstance(result, Refusal):
        return refused(result)
    return Failure(result.code, result.sentence, result.fix, Exit.CONFLICT)


def refused(no: Refusal) -> Failure:
    """A rule's "no" as what ends the command; it names commands, not keys."""
    return Failure(no.code, no.sentence, no.command or no.fix, no.exit)


def envelope(session: "Session", done: Done) -> shapes.Shape:
    """What a write answers in JSON: the record as it is now, what else was made, the journal's events."""
    from leadtui.store import events, record, value

    kind = Kind(done.kind)
    now = record(session, kind, done.id) if kind is not Kind.VALUE else None
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
    if kind is Kind.VALUE and (listed := value(session, done.id)) is not None:
        shape["value"] = shapes.value(listed)
    return shape
