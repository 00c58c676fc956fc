"""What a person says of a checklist item: ticked, not needed, or open again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from leadtui.domain.checklist import MANUAL, NOT_NEEDED, Rule, Tick
from leadtui.domain.fields import Kind
from leadtui.domain.lead import Command, Lead, may
from leadtui.domain.policy import Policy
from leadtui.domain.results import Exit, Refusal, Result
from leadtui.domain.sales import NOTE
from leadtui.domain.text import listed
from leadtui.store import rights
from leadtui.store.entries import text_of
from leadtui.store.operation import Op
from leadtui.store.policies import policy
from leadtui.store.records import standing_lead
from leadtui.store.session import Session
from leadtui.store.ticks import read_ticks, ticks_text
from leadtui.store.writing import command

DONE, OPEN = "done", "open"
_REASON: Final = NOTE._replace(name="reason", label="Reason")


def tick(
    session: Session,
    id: int,
    item: str,
    state: str = DONE,
    reason: str = "",
    *,
    version: int | None = None,
    op_id: str | None = None,
) -> Result:
    """Say of an item of an open lead's checklist that it is done, not needed, or open again.

    Args:
        session: the store.
        id: the lead's number.
        item: the item's id.
        state: ``done`` (of an item that is ticked by hand), ``not_needed`` (with a reason, where the policy
            allows it), or ``open``, which takes back what was said.
        reason: why it is not needed.
        version: the lead's version that the caller saw.
        op_id: the caller's name for this very command.

    Returns:
        `Done`, a `Conflict`, or a `Refusal`: ``closed``, ``item`` (no such item of this lead, or none that
        a person may say that of), ``role``, ``reason``, ``value``.

    Raises:
        NotFound: there is no such lead.
    """

    def work(op: Op) -> Result:
        lead = standing_lead(op, id)
        if stop := may(Command.EDIT, lead):
            return stop
        if version is not None and version != lead.version:
            return op.conflict(Kind.LEAD, id, version)
        rules = policy(session)
        rule = _item(rules, lead, item)
        if isinstance(rule, Refusal):
            return rule
        why = text_of(_REASON, reason, session.today())
        if isinstance(why, Refusal):
            return why
        tick = Tick(state, session.user, op.at, why)
        if no := no_role(session, rules, rule) or _no_state(rule, tick):
            return no
        before = read_ticks(op.columns(Kind.LEAD, id)["ticks"])
        return _write(op, lead, rule, tick, before)

    said = [item, state, reason]
    return command(session, "tick", work, op_id=op_id, about=(Kind.LEAD, id), said=said)


def _write(op: Op, lead: Lead, rule: Rule, said: Tick, before: Mapping[str, Tick]) -> Result:
    after = {**before, rule.id: said}
    if said.state == OPEN:
        del after[rule.id]
    same = rule.id in before and replace(before[rule.id], by=said.by, at=said.at) == said
    told = {
        DONE: f"Ticked {rule.label.lower()} of {lead.title}.",
        NOT_NEEDED: f"{rule.label} of {lead.title} is not needed: {said.reason}",
        OPEN: f"{rule.label} of {lead.title} is open again.",
    }[said.state]
    op.title = told
    if not same:  # who said it first stays on record
        op.update(Kind.LEAD, lead.id, {"ticks": ticks_text(after)}, "tick", note=told)
    return op.done(Kind.LEAD, lead.id, told)


def _item(rules: Policy, lead: Lead, id: str) -> Rule | Refusal:
    """The item of that id, where this lead is asked for it."""
    asked = {rule.id: rule for rule in rules.items if rule.applies(lead)}
    if id in asked:
        return asked[id]
    if rule := rules.item(id):
        sentence = f"{rule.label} is not asked of lead {lead.id}: its condition does not hold."
        return Refusal("item", sentence, "The policy says of which leads it is.", ("item",))
    from difflib import get_close_matches  # only when something was mistyped

    near = get_close_matches(id.casefold(), asked, 1)
    there_are = f"There are: {', '.join(asked)}."
    fix = f"Did you mean {near[0]}? {there_are}" if near else there_are
    return Refusal("item", f"There is no item {id[:40]!r}.", fix, ("item",), Exit.USAGE)


def no_role(session: Session, rules: Policy, rule: Rule) -> Refusal | None:
    """The "no" to one who is not of the role that alone says this; a book without users has no roles."""
    if not rule.role or not session.sql('SELECT 1 FROM "user" WHERE active = 1 LIMIT 1'):
        return None
    mine = rights.access(session).named
    if mine == rule.role:
        return None
    role = rules.role(rule.role)
    able = session.sql(
        'SELECT name FROM "user" WHERE active = 1 AND role = ? ORDER BY name LIMIT 3', [rule.role]
    )
    sentence = f"Only a {role.label.lower() if role else rule.role} ticks {rule.label.lower()}."
    fix = f"Ask {listed([name for (name,) in able], 'or')}." if able else "Nobody has that role yet."
    return Refusal("role", sentence, fix, ("item",))


def _no_state(rule: Rule, said: Tick) -> Refusal | None:
    if said.state == DONE and rule.kind != MANUAL:
        looked = f"it looks at {listed(list(rule.fields))}" if rule.fields else "something has to be logged"
        return Refusal(
            "item",
            f"{rule.label} is not ticked by hand: {looked}.",
            "Its digit goes to what is missing." if rule.fields else "c logs what was said.",
            ("item",),
        )
    if said.state == NOT_NEEDED and not rule.may_skip:
        fix = "Where the policy says not_needed = true an item may be left out."
        return Refusal("item", f"{rule.label} is always needed.", fix, ("item",))
    if said.state == NOT_NEEDED and not said.reason:
        fix = "Say it with `--not-needed REASON`."
        return Refusal("reason", f"Why is {rule.label.lower()} not needed?", fix, ("reason",))
    if said.state not in (DONE, NOT_NEEDED, OPEN):
        return Refusal("value", f"An item is not {said.state[:40]!r}.", "It is done, not_needed or open.")
    return None
