"""What the merge of two records reads: the plan, and how its values are read by people."""

from dataclasses import replace

from leadtui import store
from leadtui.domain.fields import FIELDS, Kind
from leadtui.domain.merge import Choices, MergePlan
from leadtui.domain.results import Refusal
from leadtui.screens.details import read_setting
from leadtui.store import Session
from leadtui.widgets.showing import Setting

Read = tuple[MergePlan | Refusal, Setting]


def read_merge(
    session: Session, kind: Kind, winner: int, loser: int, choices: Choices | None, propose: bool = False
) -> Read:
    """The plan, and what its values are read with: the clock, owners, names of the records it mentions."""
    at = read_setting(session)
    plan = store.merge_plan(session, kind, winner, loser, choices, propose=propose)
    if isinstance(plan, Refusal):
        return plan, at
    titles: dict[tuple[Kind, int], str] = {}
    for field in FIELDS[kind]:
        for number in (getattr(one, field.name) for one in (plan.winner, plan.loser) if field.target):
            if field.target and number and (found := store.record(session, field.target, number)):
                titles[field.target, number] = found.title
    return plan, replace(at, titles=titles)
