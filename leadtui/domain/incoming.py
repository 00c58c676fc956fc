"""What becomes of an imported row that looks like something known: pure rules, no store.

A row may look like records of the book and like earlier rows of its own file. It is *new*, *similar* (a
person should look), a *duplicate*, or a *returning* enquiry: of someone whose lead was closed.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

from leadtui.domain.fields import Kind
from leadtui.domain.match import MatchPolicy, Ref
from leadtui.domain.states import State


class OnDuplicate(StrEnum):
    """What to do with duplicates, for all rows."""

    CREATE = "create"  # all the same; lists then show them as alike
    SKIP = "skip"
    UPDATE = "update"  # bring what the row says into the one open record that is surely meant
    ASK = "ask"  # a person says so, row by row


class Returning(StrEnum):
    """What to do with enquiries of those whose lead was closed, for all rows."""

    NEW = "new"  # a new lead, linked to what the closed one became
    REACTIVATE = "reactivate"  # the closed lead opens again
    ACTIVITY = "activity"  # a note on the customer that it became; no lead


class Mark(StrEnum):
    """What a row is."""

    NEW = "new"
    SIMILAR = "similar"
    DUPLICATE = "duplicate"
    RETURNING = "returning"


class Act(StrEnum):
    """What is done with a row."""

    CREATE = "create"
    SKIP = "skip"
    UPDATE = "update"
    RETURN = "new"  # as a new lead that is linked to what its closed one became
    REACTIVATE = "reactivate"
    ACTIVITY = "activity"


class Likeness(NamedTuple):
    """Something known that a row looks like.

    Attributes:
        ref: the record; None for an earlier row of the file that has none yet.
        probability: that both are the same.
        row: place in the file of the earlier row that it is, -1 for what the book had before.
        sure: an e-mail, phone or number is equal, and the names fit.
        same_id: it has the row's own id in the system that the file came from.
        state: of a lead; None for what is none.
        became: of a closed lead the account and contact that it became or was linked to.
    """

    ref: Ref | None
    probability: float
    row: int = -1
    sure: bool = False
    same_id: bool = False
    state: State | None = None
    became: tuple[Ref, ...] = ()

    @property
    def closed(self) -> bool:
        """Whether it is a lead that was closed."""
        return self.state is not None and self.state is not State.OPEN


class Fate(NamedTuple):
    """What a row is and what is done with it.

    Attributes:
        target: what it looks like most; the record to change, skip for or link to.
        unsure: its record was to be updated, but only a person can say which one it is.
        veiled: a record was to be changed that the acting user may not read; the row is stored instead.
    """

    mark: Mark
    act: Act
    target: Likeness | None = None
    unsure: bool = False
    veiled: bool = False


class Rules(NamedTuple):
    """What was asked for, with the organisation's numbers."""

    policy: MatchPolicy
    on_duplicate: OnDuplicate = OnDuplicate.CREATE
    returning: Returning = Returning.NEW


def decide(kind: Kind, closed: bool, found: Sequence[Likeness], rules: Rules) -> Fate:
    """What becomes of a row.

    Args:
        kind: of the file's records.
        closed: the row is a lead that was closed elsewhere: history, no enquiry.
        found: all that it looks like, each thing once.
        rules: what was asked for. Where a person is to be asked this is what Enter would do.
    """
    ranked = sorted(found, key=_rank)
    strong = [one for one in ranked if one.same_id or one.probability >= rules.policy.block]
    if not strong:
        if ranked and ranked[0].probability >= rules.policy.warn:
            return Fate(Mark.SIMILAR, Act.CREATE, ranked[0])
        return Fate(Mark.NEW, Act.CREATE)
    if (back := _closed_one(strong)) and kind is Kind.LEAD and not closed:
        return Fate(Mark.RETURNING, returning_act(back, rules.returning), back)
    if rules.on_duplicate is OnDuplicate.SKIP:
        return Fate(Mark.DUPLICATE, Act.SKIP, strong[0])
    if rules.on_duplicate is OnDuplicate.UPDATE:
        return _updating(kind, strong)
    return Fate(Mark.DUPLICATE, Act.CREATE, strong[0])


def chosen(fate: Fate, act: Act) -> Fate:
    """The fate that a person chose, where `acts` offers it; else it stays."""
    return fate._replace(act=act, unsure=False) if act in acts(fate) else fate


def withheld(fate: Fate) -> Fate:
    """The fate of a row whose record is not the acting user's to read, so not to change: it is stored."""
    instead = Act.RETURN if fate.mark is Mark.RETURNING else Act.CREATE
    return fate._replace(act=instead, unsure=False, veiled=True)


def acts(fate: Fate) -> tuple[Act, ...]:
    """What a person may choose for such a row, the harmless first."""
    target = fate.target
    if target is None:
        return (Act.CREATE, Act.SKIP)
    if fate.mark is Mark.RETURNING:
        logged = (Act.ACTIVITY,) if target.became else ()
        return (Act.RETURN, Act.REACTIVATE, *logged, Act.SKIP)
    return (Act.CREATE, Act.SKIP) if target.closed else (Act.CREATE, Act.SKIP, Act.UPDATE)


def returning_act(target: Likeness, asked: Returning) -> Act:
    """What is done with an enquiry that comes back; who became no customer gets a new lead."""
    if asked is Returning.REACTIVATE:
        return Act.REACTIVATE
    return Act.ACTIVITY if asked is Returning.ACTIVITY and target.became else Act.RETURN


def _rank(one: Likeness) -> tuple[bool, float, bool, Ref | tuple[str, int]]:
    """The very record first, then the likeliest; of equals what is still open."""
    return not one.same_id, -one.probability, one.closed, one.ref or ("", one.row)


def _closed_one(strong: Sequence[Likeness]) -> Likeness | None:
    """The closed lead that a row comes back to: nothing else is as likely but what it became.

    What the file itself brought closed is history that came along.
    """
    closed = [one for one in strong if one.closed and not one.same_id and one.row < 0]
    known = {ref for one in closed for ref in one.became}
    if closed and all(one in closed or one.ref in known for one in strong):
        return closed[0]
    return None


def _updating(kind: Kind, strong: Sequence[Likeness]) -> Fate:
    best = strong[0]
    if best.same_id:
        # The record itself came again: it is changed, or closed and then only its history.
        return Fate(Mark.DUPLICATE, Act.SKIP if best.closed else Act.UPDATE, best)
    same_kind = best.ref is None or best.ref[0] is kind
    if len(strong) == 1 and same_kind and best.sure and not best.closed:
        return Fate(Mark.DUPLICATE, Act.UPDATE, best)
    return Fate(Mark.DUPLICATE, Act.CREATE, best, unsure=True)
