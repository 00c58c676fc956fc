"""Why a command cannot run on a lead: the first of state, right, checklist, duplicate and opportunity."""

from collections.abc import Sequence
from typing import Final

from leadtui.domain.fields import Kind
from leadtui.domain.lead import Command, Lead, may
from leadtui.domain.plan import Request
from leadtui.domain.plan_items import refusals
from leadtui.domain.reopening import may_reopen
from leadtui.domain.results import Refusal
from leadtui.store import rights
from leadtui.store.assigning import claimed
from leadtui.store.disqualifying import sales_unsaid
from leadtui.store.errors import NotFound
from leadtui.store.merge_plans import given_up
from leadtui.store.merged import merged_into
from leadtui.store.plans import plan
from leadtui.store.reads import any_record
from leadtui.store.session import Session

STEPS: Final[dict[str, Command | None]] = {
    "qualify": Command.QUALIFY,
    "disqualify": Command.DISQUALIFY,
    "reactivate": Command.REACTIVATE,
    "edit": Command.EDIT,
    "tick": Command.EDIT,
    "assign": Command.ASSIGN,
    "claim": Command.CLAIM,
    "follow_up": Command.FOLLOW_UP,
    "park": Command.PARK,
    "log": Command.NOTE,
    "merge": None,
}
"""The commands that can be asked about, and what each is in the life of a lead."""

BLOCKERS: Final = {
    "closed": "state", "open": "state", "merged": "state", "right": "right", "checklist": "checklist",
    "customer": "checklist", "why": "checklist", "duplicates": "duplicate", "opportunity": "opportunity",
    "claimed": "claim", "yours": "claim",
}  # fmt: skip
"""Code of a refusal -> which of the things that block it is."""


def why_not(session: Session, lead: int, command: str) -> Refusal | None:
    """Why the acting user cannot do that to a lead now; None when they can.

    Of a qualification all that its plan lacks is named at once, the why-line too. What only a dialog asks for
    (a note, a reason) does not block: it is asked.

    Args:
        session: the store.
        lead: its number.
        command: one of `STEPS`.

    Raises:
        NotFound: there is no such lead.
        KeyError: there is no such command.
    """
    with session.reading():
        return _obstacle(session, lead, command, STEPS[command])


def _obstacle(session: Session, lead: int, command: str, step: Command | None) -> Refusal | None:
    found = any_record(session, Kind.LEAD, lead)
    if not isinstance(found, Lead):
        raise NotFound(f"There is no lead {lead}.", "Look at the number again.")
    state = given_up(session, Kind.LEAD, lead) if step is None else may(step, found)
    if step is Command.REACTIVATE:
        state = may_reopen(found, merged_into(session, Kind.LEAD, lead), as_new=False)
    no = state or rights.touching(session, Kind.LEAD, lead, found.owner) or rights.needed(session, command)
    if command == "claim":
        return no or claimed(session, lead, found.owner)
    if no or command not in ("qualify", "disqualify"):
        return no
    return sales_unsaid(session, lead) if command == "disqualify" else _plan(session, lead)


def _plan(session: Session, lead: int) -> Refusal | None:
    made = plan(session, lead, Request())
    if isinstance(made, Refusal):
        return made
    return rights.of_plan(session, made) or _all(list(refusals(made)))


def _all(several: Sequence[Refusal]) -> Refusal | None:
    """All of them as one, which goes by the code of the first."""
    if len(several) < 2:
        return next(iter(several), None)
    return several[0]._replace(
        sentence=" ".join(each.sentence for each in several),
        fix=" ".join(each.fix for each in several),
        command=" ".join(each.command or each.fix for each in several),
        fields=tuple(dict.fromkeys(name for each in several for name in each.fields)),
    )


__all__ = ["BLOCKERS", "STEPS", "why_not"]
