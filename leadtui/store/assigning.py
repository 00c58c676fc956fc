"""Giving a lead to a user or a team: by name, by the policy's rules, or to oneself."""

from collections.abc import Sequence
from typing import NamedTuple

from leadtui.domain.assignment import may_claim
from leadtui.domain.fields import BY_NAME, Kind
from leadtui.domain.lead import Command, Lead, may
from leadtui.domain.results import Done, Refusal, Result
from leadtui.domain.text import clean, stamp
from leadtui.store import handing, rights
from leadtui.store.by_rules import Choice, Rules
from leadtui.store.columns import moment
from leadtui.store.entries import note_of
from leadtui.store.operation import Op
from leadtui.store.owners import owner_key, unknown_owner
from leadtui.store.people import owner_titles
from leadtui.store.policies import policy
from leadtui.store.reads import record_rows
from leadtui.store.records import standing_lead
from leadtui.store.session import Session
from leadtui.store.writing import command

_CLAIMED = (
    "SELECT o.at, o.kind FROM hand_over h JOIN operation o ON o.id = h.op WHERE h.lead = ? AND h.owner = ?"
    " ORDER BY h.op DESC LIMIT 1"
)


def assign(
    session: Session,
    id: int,
    owner: str | None,
    note: str = "",
    *,
    version: int | None = None,
    op_id: str | None = None,
) -> Result:
    """Give an open lead to a user or a team, by key, name or e-mail; None takes its owner away.

    For its new owner it is unread; ``note`` is what they are told with it.

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``closed``, ``owner`` (nobody here is called that), ``value``.

    Raises:
        NotFound: there is no such lead.
    """

    def work(op: Op) -> Result:
        lead = standing_lead(op, id)
        if stop := may(Command.ASSIGN, lead):
            return stop
        wanted = clean(owner or "")[: BY_NAME[Kind.LEAD]["owner"].max]
        key = owner_key(session, wanted) if wanted else None
        if wanted and key is None:
            return unknown_owner(session, wanted)
        text = note_of(note, session.today())
        if isinstance(text, Refusal):
            return text
        return _give(op, lead, key, text, version)

    return command(session, "assign", work, op_id=op_id, about=(Kind.LEAD, id), said=[owner, note])


def _give(op: Op, lead: Lead, owner: str | None, note: str, version: int | None, how: str = "") -> Done:
    op.update(Kind.LEAD, lead.id, {"owner": owner}, "assign", version=version, note=note)
    to = f"to {owner_titles(op.session).get(owner, owner)}" if owner else "to nobody"
    op.title = f"Assigned {lead.title} {to}{how}."
    return op.done(Kind.LEAD, lead.id, op.title)


def claim(session: Session, id: int, *, op_id: str | None = None) -> Result:
    """Take an open lead for oneself: one that is nobody's, or that waits in the queue of one's team.

    Of two who claim it at once one gets it, and the other is told who.

    Returns:
        `Done`, or a `Refusal`: ``closed``, ``claimed`` (somebody has it), ``yours``.

    Raises:
        NotFound: there is no such lead.
    """

    def work(op: Op) -> Result:
        lead = standing_lead(op, id)
        if no := may(Command.CLAIM, lead) or claimed(session, id, lead.owner):
            return no
        op.update(Kind.LEAD, id, {"owner": session.user}, "claim")
        op.title = f"Claimed {lead.title}: yours now."
        return op.done(Kind.LEAD, id, op.title)

    return command(session, "claim", work, op_id=op_id, about=(Kind.LEAD, id))


def claimed(session: Session, lead: int, owner: str | None) -> Refusal | None:
    """The "no" to claiming a lead that has an owner; it says who, and when they claimed it."""
    rows = session.sql(_CLAIMED, [lead, owner]) if owner else []
    since = ""
    if rows and rows[0][1] == "claim":
        since = f"claimed lead {lead} {stamp(moment(rows[0][0]), session.now().astimezone())}"
    return may_claim(lead, owner, session.user, rights.own_teams(session), owner_titles(session), since)


def assign_by_rules(
    session: Session,
    id: int,
    *,
    anew: bool = False,
    rules: int | None = None,
    version: int | None = None,
    op_id: str | None = None,
) -> Result:
    """Give an open lead to whom the first rule of the policy that fits names.

    Args:
        session: the store.
        id: number of the lead.
        anew: also where somebody has it already.
        rules: version of the policy whose rules the caller saw; by others nothing is assigned.
        version: the version of the lead that the caller saw.
        op_id: the caller's name for this very command.

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``closed``, ``owned`` (somebody has it), ``no_rule`` (none
        fits, or none that does has anybody to give it to), ``policy`` (the rules are others than those seen).

    Raises:
        NotFound: there is no such lead.
    """

    def work(op: Op) -> Result:
        lead = standing_lead(op, id)
        if no := others_than(session, rules):
            return no
        now = Rules(session)
        choice = _choice(now, owner_titles(session), lead, anew=anew)
        if isinstance(choice, Refusal):
            return choice
        now.keep_turns([choice])
        if choice.owner != lead.owner:
            handing.put(op, id, choice.owner, choice.rule.id)
        return _give(op, lead, choice.owner, choice.rule.said, version, f", {choice.rule.said}")

    return command(session, "assign", work, op_id=op_id, about=(Kind.LEAD, id), said=["by rules", anew])


def others_than(session: Session, seen: int | None) -> Refusal | None:
    """The "no" to assigning by other rules than those of the policy that was seen; None where none was."""
    if seen is None or (now := policy(session)).version == seen or policy(session, seen).assign == now.assign:
        return None
    return Refusal(
        "policy",
        f"The rules changed since: version {now.version} of the policy is in force now.",
        "Look again at whom they give it to.",
        command="Look again with --dry-run.",
    )


class Proposal(NamedTuple):
    """Whom the rules would give a lead.

    Attributes:
        title: of the lead.
        version: of the lead; ``policy``: of the policy whose rules these are.
        owner: key of the user or team; empty where there is a ``refusal``.
        rule: id of the rule; ``label``: how it is read.
    """

    lead: int
    title: str
    version: int
    policy: int
    owner: str = ""
    rule: str = ""
    label: str = ""
    refusal: Refusal | None = None


def propose(session: Session, ids: Sequence[int], *, anew: bool = False) -> list[Proposal]:
    """Whom `assign_by_rules` would give those leads, one after the other, as all stands now.

    Nothing is written. What is gone or not the acting user's to read is left out.
    """
    with session.reading():
        rules, people = Rules(session), owner_titles(session)
        found = record_rows(session, Kind.LEAD, ids)
        leads = [lead for id in ids if isinstance(lead := found.get(id), Lead)]
        return [_proposal(rules, people, lead, anew=anew) for lead in leads]


def _proposal(rules: Rules, people: dict[str, str], lead: Lead, *, anew: bool) -> Proposal:
    choice = _choice(rules, people, lead, anew=anew)
    if isinstance(choice, Refusal):
        return Proposal(lead.id, lead.title, lead.version, rules.version, refusal=choice)
    by = choice.rule
    return Proposal(lead.id, lead.title, lead.version, rules.version, choice.owner, by.id, by.label)


def _choice(rules: Rules, people: dict[str, str], lead: Lead, *, anew: bool) -> Choice | Refusal:
    if no := may(Command.ASSIGN, lead):
        return no
    if lead.owner in people and not anew:
        return Refusal(
            "owned",
            f"Lead {lead.id} is {people[lead.owner]}'s.",
            "a assigns it by hand.",
            ("owner",),
            command="`--anew` gives leads that have an owner too.",
        )
    return rules.choose(lead) or Refusal(
        "no_rule",
        f"No rule of the policy has anybody for lead {lead.id}.",
        "a assigns it by hand.",
        command=f"The rules: `leadtui policy show`. By hand: `leadtui lead assign {lead.id} OWNER`.",
    )


__all__ = ["Proposal", "assign", "assign_by_rules", "claim", "claimed", "propose"]
