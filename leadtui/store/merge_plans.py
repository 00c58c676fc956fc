"""The plan of a merge: what the store knows around two records, handed to the rules."""

from leadtui.domain.fields import Kind
from leadtui.domain.merge import Choices, Hanging, MergePlan, may_merge, plan_merge, survivor
from leadtui.domain.records import Account, Record
from leadtui.domain.results import Refusal
from leadtui.store import rights
from leadtui.store.errors import NotFound
from leadtui.store.merged import merge_of
from leadtui.store.parents import NAMING, above, ring
from leadtui.store.reads import any_record as record_of
from leadtui.store.records import identity, values_of
from leadtui.store.session import Session


def merge_plan(
    session: Session,
    kind: Kind,
    winner: int,
    loser: int,
    choices: Choices | None = None,
    *,
    propose: bool = False,
) -> MergePlan | Refusal:
    """What merging would write; nothing is written.

    Args:
        session: the store.
        kind: of both.
        winner: the record that stays.
        loser: the record that is given up.
        choices: field -> ``winner``, ``loser`` or ``both``; the rules decide the others.
        propose: let the rules say which of the two stays (`domain.merge.survivor`).

    Returns:
        The plan, or a `Refusal`: ``merged`` (one of them was given up before), ``right`` (the role does
        not show both), ``identity`` (nothing would be left to know it by), or as `plan_merge` of the
        rules has it.

    Raises:
        NotFound: there is no such record.
    """
    if no := given_up(session, kind, winner) or given_up(session, kind, loser):
        return no
    pair = (_found(session, kind, winner), _found(session, kind, loser))
    if propose:
        counts = (_activities(session, kind, winner), _activities(session, kind, loser))
        pair = survivor(*pair, counts)
    return build(session, kind, pair, choices)


def _found(session: Session, kind: Kind, id: int) -> Record:
    found = record_of(session, kind, id)
    if found is None:
        raise NotFound(f"There is no {kind} {id}.", "Look at the number again.")
    return found


def given_up(session: Session, kind: Kind, id: int) -> Refusal | None:
    """The "no" to a record that was merged into another one before."""
    found = merge_of(session, kind, id)
    if found is None:
        return None
    return Refusal(
        "merged",
        f"{kind.capitalize()} {id} was merged into {kind} {found.winner} by {found.actor}.",
        f"Go on with {found.winner}.",
        command=f"Go on with {found.winner}, or `leadtui {kind} unmerge {id}` takes them apart again.",
    )


def build(
    session: Session, kind: Kind, pair: tuple[Record, Record], choices: Choices | None
) -> MergePlan | Refusal:
    """The plan of two records as they stand, winner first; `merge` asks it again inside its transaction."""
    winner, loser = pair
    if no := may_merge(kind, winner, loser) or veiled(session, kind, pair):
        return no
    has = (_hanging(session, kind, winner.id), _hanging(session, kind, loser.id))
    if isinstance(loser, Account) and winner.id in above(session, loser.id):
        # What stands between the two would come to stand under itself: the winner keeps its place.
        choices = {"parent": "winner", **(choices or {})}
        if choices["parent"] == "loser" and (no := ring(session, winner.id, loser.parent)):
            return no
    plan = plan_merge(kind, winner, loser, choices, has)
    if isinstance(plan, Refusal):
        return plan
    # What was chosen away may be all there is to know it by.
    return identity(kind, {**values_of(winner), **plan.values}, plan.values) or plan


def veiled(session: Session, kind: Kind, pair: tuple[Record, Record]) -> Refusal | None:
    """The "no" to one who may not see the fields of both."""
    found = (rights.touching(session, kind, one.id, one.owner) for one in pair)
    return next((no for no in found if no), None)


def _hanging(session: Session, kind: Kind, id: int) -> Hanging:
    naming = {each: len(naming_of(session, each, column, id)) for each, column in NAMING[kind]}
    return Hanging(_activities(session, kind, id), naming)


def _activities(session: Session, kind: Kind, id: int) -> int:
    return session.sql(
        "SELECT count(*) FROM activity WHERE about_kind = ? AND about_id = ? AND withdrawn = 0",
        [kind.value, id],
    )[0][0]


def naming_of(session: Session, other: Kind, column: str, id: int) -> list[int]:
    """Numbers of the records whose field names that one; those that were given up themselves too.

    A record that was merged before comes back with `unmerge`, and must name one that stands.
    """
    given_up = "EXISTS (SELECT 1 FROM merge m WHERE m.kind = ? AND m.loser = r.id)"
    rows = session.sql(
        f"SELECT r.id FROM {other} r WHERE r.{column} = ? AND (r.withdrawn = 0 OR {given_up}) ORDER BY r.id",
        [id, other.value],
    )
    return [number for (number,) in rows]
