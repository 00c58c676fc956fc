"""What looks the same as a record: found by keys, weighed, with who may read it and what was decided."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from leadtui.domain.access import Reader, may_read
from leadtui.domain.brief import Brief
from leadtui.domain.fields import Kind
from leadtui.domain.match import Alike, Decision, Match, MatchPolicy, Reason
from leadtui.domain.states import State as LeadState
from leadtui.store.errors import NotFound
from leadtui.store.match_lookup import Found, look_up
from leadtui.store.match_relations import related
from leadtui.store.match_state import State, code, ref, state
from leadtui.store.match_values import completed, read
from leadtui.store.rights import reader
from leadtui.store.session import Session

if TYPE_CHECKING:
    from leadtui.matching import Facts

_MOST = 50  # of one record: nobody decides more in one go
_COLLEAGUE = 0.5  # the least probability of one


class Asked(NamedTuple):
    """The record asked about.

    Attributes:
        id: its number, None of one that is only being typed.
        text: its facts, packed.
    """

    kind: Kind
    id: int | None
    values: Mapping[str, Any]
    facts: "Facts"
    text: str

    @property
    def code(self) -> int:
        """Its number in the index; of one without a number one that no record has."""
        return -1 if self.id is None else code(self.kind, self.id)


def duplicates_of(session: Session, kind: Kind, record: int | Mapping[str, object]) -> Alike:
    """What looks the same as a record, and how many colleagues are known.

    The record itself, withdrawn and merged ones, and what it is linked to or became are left out.

    Args:
        session: the store.
        kind: what the record is.
        record: the number of a stored one, or the values of one that is only being typed; with an
            ``id`` among them it is that record as it would be with these values.

    Raises:
        NotFound: no such record.
    """
    with session.reading():
        return alike(session, asked(session, kind, record))


def asked(session: Session, kind: Kind, record: int | Mapping[str, object]) -> Asked:
    """The record in question, with its facts; raises `NotFound`."""
    from leadtui.matching import facts, pack

    if isinstance(record, int):
        number, values = record, _stored(session, kind, record)
    else:
        given = record.get("id")
        number = given if isinstance(given, int) and given > 0 else None
        values = record if number is None else {**_stored(session, kind, number), **record}
    (whole,) = completed(session, kind, [values])
    its = facts(kind.value, whole)
    return Asked(kind, number, whole, its, pack(its))


def _stored(session: Session, kind: Kind, number: int) -> Mapping[str, Any]:
    rows = read(session, kind, "id = ? AND withdrawn = 0", [number])
    if not rows:
        raise NotFound(f"There is no {kind} {number}.")
    return rows[0]


def alike(session: Session, about: Asked, *, own: bool = False) -> Alike:
    """The same of a record that was read already; with ``own`` also what it is linked to or became."""
    now = state(session)
    found = look_up(session, about.facts, now, (about.code,), about.values)
    colleagues = {
        (one.facts.first, one.facts.last)
        for one in found
        if one.score.colleague >= _COLLEAGUE and one.facts.person
    }
    near = [one for one in found if one.score.probability >= now.policy.similar]
    near.sort(key=lambda one: (-one.score.probability, one.code))
    near = near[:_MOST]
    if near and not own:
        belonging = _belonging(session, about, [one.code for one in near])
        near = [one for one in near if one.code not in belonging]
    matches = _matches(session, about, near, now)
    matches.sort(key=lambda match: match.decision is not None)
    return Alike(tuple(matches), len(colleagues))


def _belonging(session: Session, about: Asked, codes: list[int]) -> set[int]:
    """Which of those the record is linked to or became, also by a link that is only being typed."""
    typed = {
        code(kind, number)
        for kind in (Kind.ACCOUNT, Kind.CONTACT)
        if kind is not about.kind and isinstance(number := about.values.get(kind.value), int)
    }
    return typed if about.id is None else typed | related(session, about.kind, about.id, codes)


def _matches(session: Session, about: Asked, near: list[Found], now: State) -> list[Match]:
    if not near:
        return []
    from leadtui.store.briefs import briefs  # most that is typed looks like nobody

    known = briefs(session, (ref(one.code) for one in near), veil=False)
    decided = _decided(session, about, near)
    looking = reader(session)
    return [
        _match(about, one, known[ref(one.code)], now.policy, looking, decided.get(one.code))
        for one in near
        # Asked of the record itself: of one that may not be read, the state is not told.
        if ref(one.code) in known and takes_part(now.policy, known[ref(one.code)])
    ]


def _decided(session: Session, about: Asked, near: list[Found]) -> dict[int, Decision]:
    """What stands between the record and those; nobody decides on one that is only being typed."""
    if about.id is None:
        return {}
    from leadtui.store.match_verdicts import decisions

    return decisions(session, about.code, about.text, {one.code: one.text for one in near})


def takes_part(policy: MatchPolicy, brief: Brief) -> bool:
    """Whether the policy has leads of that state take part; other records always do."""
    return brief.kind is not Kind.LEAD or brief.state in policy.states


def _match(
    about: Asked, one: Found, brief: Brief, policy: MatchPolicy, looking: Reader, decision: Decision | None
) -> Match:
    from leadtui.matching import explain

    readable = may_read(looking, brief.owner, brief.territory)
    speaks_for, against = explain(about.facts, one.facts, one.score)
    return Match(
        brief=brief if readable else veiled(brief),
        probability=one.score.probability,
        band=policy.band(one.score.probability),
        reasons=reasons(speaks_for),
        against=reasons(against),
        decision=decision,
        readable=readable,
        closed=brief.kind is Kind.LEAD and brief.state != LeadState.OPEN,
    )


def reasons(said: Iterable[Any]) -> tuple[Reason, ...]:
    """What the matching says, as screens and command line have it."""
    return tuple(Reason(each.field, each.words, each.bits) for each in said)


def veiled(brief: Brief) -> Brief:
    """What is told of a record that may not be read: that it exists, and whose it is."""
    return Brief(brief.kind, brief.id, "", owner=brief.owner)
