"""Putting a rule book in force, what that would do to the book, and which ones there were."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from leadtui.domain.access import Right
from leadtui.domain.assignment import TERRITORY
from leadtui.domain.fields import Kind
from leadtui.domain.match import MatchPolicy
from leadtui.domain.match_policy import policy_values
from leadtui.domain.policy import Policy, read
from leadtui.domain.policy_diff import differences, sections
from leadtui.domain.policy_effects import Effects
from leadtui.domain.policy_lines import Lines
from leadtui.domain.policy_tables import Problem, near
from leadtui.domain.results import Conflict, Done, Exit, Refusal, Result
from leadtui.domain.states import State
from leadtui.domain.text import clean, plural
from leadtui.store import journal, judging, policies, rebuilding
from leadtui.store.columns import moment
from leadtui.store.conflicts import never_written
from leadtui.store.journal import read_body
from leadtui.store.operation import Op
from leadtui.store.people import teams, users
from leadtui.store.policies import PolicyVersion, digest_of, policy
from leadtui.store.session import Session
from leadtui.store.writing import command

_SHOWN: Final = 3  # problems in one sentence; all of them are listed by `policy check`
_MOST_NOTE: Final = 500


def apply_policy(
    session: Session, text: str, *, note: str = "", version: int | None = None, op_id: str | None = None
) -> Result:
    """Put a document in force as the next version; open leads are judged anew by `judge`.

    Args:
        session: the store.
        text: the document.
        note: why, for the history.
        version: the version that the caller saw in force.
        op_id: the caller's name for this very command.

    Returns:
        `Done` whose ``id`` is the version in force; a `Conflict` where another one was applied meanwhile; a
        `Refusal`: ``policy`` says what is wrong with the document, ``right`` who may not, ``version`` that
        there never was such a version.
    """
    text = _plain(text)
    return _apply(session, text, note, version, op_id, text)


def _apply(
    session: Session, text: str, note: str, version: int | None, op_id: str | None, said: object
) -> Result:
    """The same of a plain document; ``said`` is what a retry says again."""

    def work(op: Op) -> Result:
        number, standing = policies.in_force(session)
        if version is not None and version != number:
            return conflict(session, version, number)
        made = policy_check(session, text)
        if not isinstance(made, Policy):
            return refusal_of(made)
        if made.text == standing:
            op.title = f"Version {number} of the policy says just that: nothing changed."
            return Done(op.id, str(Kind.POLICY), number, 1, sentence=op.title)
        return _put(op, standing, made, clean(note)[:_MOST_NOTE])

    return command(session, "policy", work, op_id=op_id, said=said)


def policy_check(session: Session, text: str) -> Policy | tuple[Problem, ...]:
    """The policy that a document would be here, as the next version, or all that is wrong with it."""
    made = read(_plain(text), policies.in_force(session)[0] + 1)
    if not isinstance(made, Policy):
        return made
    return tuple(sorted(_here(session, made))) or made


def refusal_of(problems: Sequence[Problem]) -> Refusal:
    """What is wrong with a document as a rule's "no"."""
    told = "; ".join(f"line {one.line}: {one.sentence}" for one in problems[:_SHOWN])
    more = f" There are {len(problems) - _SHOWN} more." if len(problems) > _SHOWN else ""
    fix = problems[0].fix if len(problems) == 1 else "`leadtui policy check FILE` says how to mend each."
    return Refusal("policy", f"{told}{more}", fix, (), Exit.USAGE)


def _plain(text: str) -> str:
    return f"{text.removeprefix(chr(0xFEFF)).replace(chr(13) + chr(10), chr(10)).rstrip()}\n"


def conflict(session: Session, seen: int, now: int) -> Conflict | Refusal:
    """Who put another policy in force since the caller saw that version, and what differs."""
    if not 0 < seen < now:
        return never_written(Kind.POLICY, now, seen, now)
    latest = next(iter(policy_history(session, 1)))
    changes: dict[str, tuple[object, object]] = dict.fromkeys(latest.changed, (seen, now))
    return Conflict(str(Kind.POLICY), now, latest.by, latest.at, changes, now)


def _put(op: Op, standing: str, made: Policy, note: str) -> Done:
    session = op.session
    now = policies.readable(session)
    policies.put(session, made, op.id, op.now)
    if now is None or _pairs_by(now) != _pairs_by(made):
        rebuilding.start_pairs(session)
    judging.start(session)
    changes = {"digest": (digest_of(standing), digest_of(made.text))}
    entry = journal.Entry(Kind.POLICY, made.version, 1, changes, note)
    events = journal.append(session, op.id, op.now, "apply", [entry])
    op.title = f"Version {made.version} of the policy is in force."
    return Done(op.id, str(Kind.POLICY), made.version, 1, tuple(events), sentence=op.title)


def _pairs_by(of: Policy) -> tuple[float, frozenset[str]]:
    """What of the numbers for duplicates makes a pair; by others all pairs are to be found anew."""
    return of.duplicates.warn, of.duplicates.evidence


def _here(session: Session, made: Policy) -> Iterator[Problem]:
    """What the document leaves out or changes that this book uses."""
    lines = Lines(made.text)
    yield from _reasons_here(session, made, lines)
    yield from _roles_here(session, made, lines)
    yield from _assign_here(session, made, lines)


def _reasons_here(session: Session, made: Policy, lines: Lines) -> Iterator[Problem]:
    kept = {reason.code: place for place, reason in enumerate(made.reasons)}
    known = session.sql("SELECT code, state, gone FROM reason ORDER BY place, code")
    for code, state, gone in known:
        if code in kept:
            reason = made.reasons[kept[code]]
            if reason.state is not State(state):
                said = f"The reason {code!r} is {reason.state}, and was {state}: a reason keeps its state."
                fix = f'Write state = "{state}", or give the new reason another id.'
                yield Problem(lines.of("reason", kept[code], "state"), said, fix)
        elif not gone and (used := _used(session, code)):  # else an undo brought back what is gone
            yield Problem(
                lines.of("reason"),
                f"The reason {code!r} is gone, and {plural(used, 'lead has', 'leads have')} it.",
                "Keep it; without offered = true nobody chooses it any more.",
            )


def _used(session: Session, code: str) -> int:
    return session.sql("SELECT count(*) FROM lead WHERE status_reason = ?", [code])[0][0]


def _roles_here(session: Session, made: Policy, lines: Lines) -> Iterator[Problem]:
    held = session.sql('SELECT role, count(*) FROM "user" WHERE active = 1 GROUP BY role ORDER BY role')
    for id, count in held:
        if made.role(id) is None:
            said = f"The role {id!r} is gone, and {plural(count, 'user has', 'users have')} it."
            yield Problem(lines.of("role"), said, "Keep it, or give them another role first.")
    able = [id for id, _ in held if (role := made.role(id)) and {Right.POLICY, Right.USERS} <= role.rights]
    if held and not able:
        said = "Nobody would have a role with both of the rights policy and users."
        yield Problem(lines.of("role"), said, "Leave them with a role that somebody has.")


def _assign_here(session: Session, made: Policy, lines: Lines) -> Iterator[Problem]:
    """Rules of assignment that name nobody who works here, and no team."""
    people = {each.login for each in users(session) if each.active}
    known = sorted(people | {each.code for each in teams(session)})
    for place, rule in enumerate(made.assign):
        for key in (*((rule.to,) if rule.to not in ("", TERRITORY) else ()), *rule.among):
            if key in known:
                continue
            line = lines.of_value("assign", place, "to" if rule.to else "among", key)
            said = f"assign {rule.id!r}: there is no user or team {key[:40]!r}."
            yield Problem(line, said, near(key, known).strip() or f"There are: {', '.join(known)}.")


def policy_history(session: Session, limit: int | None = None) -> list[PolicyVersion]:
    """The versions of the rule book, the newest first."""
    rows = session.sql(
        "SELECT p.id, p.actor, p.at, p.op, p.body, v.body, o.body FROM policy p"
        " LEFT JOIN event e ON e.kind = 'policy' AND e.record = p.id"
        " LEFT JOIN event_value v ON v.event = e.id LEFT JOIN policy o ON o.id = p.id - 1"
        f" ORDER BY p.id DESC{'' if limit is None else ' LIMIT ?'}",
        [] if limit is None else [limit],
    )
    return [
        PolicyVersion(
            id, by, moment(at), read_body(told)[1], op, () if before is None else sections(before, text)
        )
        for id, by, at, op, text, told, before in rows
    ]


def policy_effects(session: Session, made: Policy, progress: Callable[[int], None] | None = None) -> Effects:
    """What putting a policy in force would do to the book; nothing is written.

    Every open lead is judged by the policy in force and by the other one, some hundred at a time.
    """
    now = policy(session)
    last, seen = 0, 0
    blocked, freed = Counter[str](), Counter[str]()
    ready = [0, 0]
    while rows := judging.open_leads(session, last):
        with session.reading():  # owners and lists are read once for all of these
            theirs = judging.leads_with(session, rows, now)
            ours = judging.leads_with(session, rows, made)
            for old, new in zip(theirs, ours, strict=True):
                before, after = judging.holding(session, old, now), judging.holding(session, new, made)
                blocked.update(after - before)
                freed.update(before - after)
                ready[0] += not before
                ready[1] += not after
        last, seen = rows[-1][0], seen + len(rows)
        if progress:
            progress(seen)
    return Effects(
        seen, tuple(ready), _by_label(made, now, blocked), _by_label(now, made, freed),
        *_labels(session, now, made),
        differences(now.text, made.text),
        pairs=_pairs_by(now) != _pairs_by(made),
    )  # fmt: skip


def _by_label(rules: Policy, others: Policy, counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    labels = {rule.id: rule.label for rule in (*others.items, *rules.items)}
    return tuple((labels[id], count) for id, count in counts.most_common())


def _labels(session: Session, now: Policy, made: Policy) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Labels of used reasons that change, and of reasons that nobody could choose any more."""
    after = {reason.code: reason for reason in made.reasons}
    changed = [one for one in now.reasons if one.code in after and after[one.code].label != one.label]
    used = tuple(one.label for one in changed if _used(session, one.code))
    offered = {code for code, reason in after.items() if reason.offered}
    return used, tuple(one.label for one in now.reasons if one.offered and one.code not in offered)


def numbers_applied(session: Session, made: MatchPolicy, op_id: str | None) -> Result:
    """The document in force with other numbers for duplicates, put in force."""
    from leadtui.domain.policy_edit import with_numbers

    now = policy(session)
    if strange := sorted(made.scopes.keys() - {role.id for role in now.roles}):
        there = ", ".join(role.id for role in now.roles)
        return Refusal("policy", f"Matching: there is no role {strange[0][:40]!r}.", f"Roles: {there}.")
    text = with_numbers(now.text, made)
    if isinstance(text, Refusal):
        return text
    said = policy_values(made)
    return _apply(session, _plain(text), "Numbers for duplicates.", now.version, op_id, said)


__all__ = [
    "apply_policy", "numbers_applied", "policy_check", "policy_effects", "policy_history",
    "refusal_of",
]  # fmt: skip
