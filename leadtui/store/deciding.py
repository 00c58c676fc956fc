"""Decisions on pairs that look the same, and the policy by which they are weighed."""

from collections.abc import Mapping

from leadtui.domain.access import may_read
from leadtui.domain.fields import Kind
from leadtui.domain.match import MatchPolicy, Ref, Verdict
from leadtui.domain.match_policy import policy_values, read_policy
from leadtui.domain.records import Record
from leadtui.domain.results import Done, Refusal, Result
from leadtui.domain.text import clean
from leadtui.store import match_heirs, match_pairs, match_verdicts
from leadtui.store.duplicates import Asked, asked
from leadtui.store.match_state import code, policy
from leadtui.store.operation import Op, Stop
from leadtui.store.records import standing
from leadtui.store.rights import reader, territory
from leadtui.store.session import Session
from leadtui.store.writing import command

_LONGEST = 2000  # characters of a reason
_WORDS = {Verdict.DIFFERENT: "not the same as", Verdict.KEPT: "kept beside"}


def decide(
    session: Session,
    a: Ref,
    b: Ref,
    verdict: Verdict | None,
    reason: str = "",
    *,
    versions: tuple[int | None, int | None] | None = None,
    op_id: str | None = None,
) -> Result:
    """Say once and for all what a pair is; it holds until something compared of either changes.

    Args:
        session: the store.
        a: kind and number of a record; the answer is about it.
        b: of the other one.
        verdict: what they are to each other; None takes a decision back.
        reason: why, in the person's words.
        versions: the versions of both that the caller saw.
        op_id: the caller's name for this very command, so that a retry happens once.

    Returns:
        `Done`, a `Conflict` where one of them is newer than what the caller saw, or a `Refusal`: ``same``
        (a record and itself), ``value`` (a reason that is too long), ``nothing`` (there is no decision to
        take back).

    Raises:
        NotFound: one of them is not there.
    """
    text = clean(reason, multiline=True)

    def work(op: Op) -> Result:
        if a == b:
            return Refusal("same", f"{a[0]} {a[1]} is no duplicate of itself.", "Name two records.")
        if len(text) > _LONGEST:
            return Refusal(
                "value", f"The reason is {len(text):,} characters, {_LONGEST:,} fit.", "Shorten it."
            )
        one, other = _sides(op, (a, b), versions or (None, None))
        before = _standing(session, one, other)
        if verdict is None and before is None:
            return Refusal(
                "nothing",
                f"Nothing is decided on {_named(a)} and {_named(b)}.",
                "There is nothing to take back.",
            )
        low, high = sorted(((one.code, one.text), (other.code, other.text)))
        word = "" if verdict is None else str(verdict)
        digest = match_verdicts.digest(low[1], high[1])
        row = match_verdicts.Row(low[0], high[0], word, text, session.user, op.now, op.id, digest)
        match_verdicts.write(session, [row])
        match_pairs.set_decided(session, low[0], high[0], verdict is not None)
        op.title = _told(op, a, b, verdict)
        _journal(op, a, b, verdict, text)
        return op.done(*a, op.title)

    return command(session, "decide", work, op_id=op_id, about=a, said=[b, verdict, reason])


def _sides(op: Op, pair: tuple[Ref, Ref], versions: tuple[int | None, int | None]) -> tuple[Asked, Asked]:
    for (kind, id), seen in zip(pair, versions, strict=True):
        version = standing(op, kind, id, veiled=True).version
        # A verdict is on what somebody looked at, not on what it became meanwhile.
        if seen is not None and seen != version:
            raise Stop(op.conflict(kind, id, seen))
    return asked(op.session, *pair[0]), asked(op.session, *pair[1])


def _standing(session: Session, one: Asked, other: Asked) -> object:
    return match_verdicts.decisions(session, one.code, one.text, {other.code: other.text}).get(other.code)


def _told(op: Op, a: Ref, b: Ref, verdict: Verdict | None) -> str:
    first, second = (_called(op.session, each, standing(op, *each, veiled=True)) for each in (a, b))
    if verdict is None:
        return f"Took back what was decided on {first} and {second}."
    return f"Decided: {first} is {_WORDS[verdict]} {second}."


def _called(session: Session, one: Ref, record: Record) -> str:
    """A record with its name, or with whose it is where the acting user may not read it."""
    looking = reader(session)
    seen = may_read(looking, record.owner, territory(session, looking, *one))
    return f"{_named(one)} {record.title if seen else f'(of {record.owner})'}"


def _named(one: Ref) -> str:
    return f"{one[0]} {one[1]}"


def _journal(op: Op, a: Ref, b: Ref, verdict: Verdict | None, reason: str) -> None:
    """An event on either record: they stay as they are, at the version that they have."""
    word = "Undecided again with" if verdict is None else f"{_WORDS[verdict].capitalize()}"
    op.tell(
        "decide", [(a, f"{word} {_named(b)}. {reason}".strip()), (b, f"{word} {_named(a)}. {reason}".strip())]
    )


def undecide(op: Op, operation: int) -> Refusal | Done:
    """Undo a decision: what was decided before it on the pair is true again, or nothing.

    It is taken back from the heirs of the two, too.

    Also where one of the two is gone meanwhile: should it come back, it finds the decision from before.
    """
    session = op.session
    told = session.sql("SELECT kind, record FROM event WHERE op = ? ORDER BY id", [operation])
    a, b = ((Kind(kind), int(id)) for kind, id in told)
    pair = sorted((code(*a), code(*b)))
    if any(row.op > operation for row in match_verdicts.about(session, pair) if list(row.pair) == pair):
        return Refusal("touched", "Something else was decided on these two since.", "Decide on them again.")
    heirs = match_heirs.of_decision(session, pair, operation)
    taken = [row._replace(verdict="", reason="", actor=session.user, at=op.now, op=op.id) for row in heirs]
    match_verdicts.write(session, taken)
    match_pairs.decide_again(session, sorted({*pair, *(number for row in heirs for number in row.pair)}))
    op.tell("undecide", [(a, f"On {_named(b)}."), (b, f"On {_named(a)}.")])
    return op.done(*a, op.title)


def match_policy(session: Session) -> MatchPolicy:
    """The organisation's numbers for duplicates."""
    return policy(session)


def set_match_policy(
    session: Session, values: MatchPolicy | Mapping[str, object], *, op_id: str | None = None
) -> Result:
    """Give the book other numbers: a new version of the policy that differs in just these.

    Every record is checked anew by `rebuilding` where they ask for it.

    Args:
        session: the store.
        values: the policy, or its plain values; what these leave out is as shipped,
            but a role that their scopes do not name reads what it read.
        op_id: the caller's name for this very command.

    Returns:
        `Done`, a `Conflict` with another change of the policy, or a `Refusal`: ``policy`` names the
        setting at fault; ``right`` where the acting user may not change the policy.
    """
    plain = policy_values(values) if isinstance(values, MatchPolicy) else values
    wanted = read_policy({"scopes": {}, **plain})
    if isinstance(wanted, Refusal):
        return wanted

    from leadtui.store.applying import numbers_applied  # not for those who only decide

    return numbers_applied(session, wanted, op_id)


__all__ = ["decide", "match_policy", "set_match_policy", "undecide"]
