"""The book's pairs as lists to work through: pair by pair, or as groups that are likely one and the same."""

from collections.abc import Collection, Iterable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Final

from leadtui.domain.match import Cluster, MatchPolicy, Pair, Reason
from leadtui.domain.records import Brief
from leadtui.store.briefs import briefs, seen_by
from leadtui.store.duplicates import reasons, takes_part, veiled
from leadtui.store.match_lookup import counts_of, known
from leadtui.store.match_pairs import MILLION, millionths, of
from leadtui.store.match_state import State, code, ref, state
from leadtui.store.rights import reader
from leadtui.store.session import Session

_PORTION: Final = 200  # records looked at a time
_LARGEST: Final = 300  # members of what hangs together; more is not followed

Edge = tuple[int, int, float]
Groups = dict[int, tuple[tuple[int, ...], float]]


def clusters(session: Session, limit: int, after: Cluster | None = None) -> list[Cluster]:
    """Groups of records that are likely one and the same, by their oldest member, at most so many.

    They are made of pairs at least as likely as what blocks a qualification, and none holds two records
    that somebody decided on. Members come oldest first.

    Args:
        session: the store.
        limit: at most so many.
        after: the last one that was seen: what comes behind it.
    """
    now = state(session)
    least, start = millionths(now.policy.block), 0 if after is None else after.first
    found: list[Cluster] = []
    grouped: Groups = {}
    while len(found) < limit:
        rows = session.sql(
            "SELECT DISTINCT record FROM match_pair WHERE record > ? AND other > record AND decided = 0"
            " AND probability >= ? ORDER BY record LIMIT ?",
            [start, least, _PORTION],
        )
        if not rows:
            break
        for (record,) in rows:
            if record not in grouped:
                grouped |= _groups(session, record, least)
        lowest = [
            grouped[record] for (record,) in rows if record in grouped and grouped[record][0][0] == record
        ]
        found += _told(session, lowest, now.policy)
        start = rows[-1][0]
    return found[:limit]


def _groups(session: Session, record: int, least: int) -> Groups:
    """What hangs together with a record, as groups, each by all of its members."""
    from leadtui.matching.clusters import clusters as grouped

    edges: set[Edge] = set()
    apart: set[tuple[int, int]] = set()
    members, border = {record}, {record}
    while border and len(members) <= _LARGEST:
        further: set[int] = set()
        for one, others in of(session, border).items():
            for other, probability, decided in others:
                pair = (min(one, other), max(one, other))
                if decided:
                    apart.add(pair)
                elif probability >= least:
                    edges.add((*pair, probability / MILLION))
                    further.add(other)
        border = further - members
        members |= border
    found = grouped(_kept_apart(edges, apart), least / MILLION)
    return {member: (group.members, group.weakest) for group in found for member in group.members}


def _kept_apart(edges: Iterable[Edge], apart: Collection[tuple[int, int]]) -> list[Edge]:
    """The links without those that would bring together what was decided to be two, the weakest first."""
    if not apart:
        return list(edges)
    own: dict[int, set[int]] = {}
    kept: list[Edge] = []
    for edge in sorted(edges, key=lambda edge: (-edge[2], edge[0], edge[1])):
        one, other = (own.setdefault(end, {end}) for end in edge[:2])
        if one is not other and any((min(a, b), max(a, b)) in apart for a in one for b in other):
            continue
        kept.append(edge)
        both = one | other
        own.update(dict.fromkeys(both, both))
    return kept


def _told(
    session: Session, groups: Sequence[tuple[tuple[int, ...], float]], policy: MatchPolicy
) -> list[Cluster]:
    known = _briefs(session, policy, (member for members, _ in groups for member in members))
    told = (
        Cluster(tuple(known[each] for each in members if each in known), weakest, members[0])
        for members, weakest in groups
    )
    return [cluster for cluster in told if len(cluster.members) > 1]


def _briefs(session: Session, policy: MatchPolicy, codes: Iterable[int]) -> dict[int, Brief]:
    """Records in one line by number, those that may not be read without their fields."""
    looking = reader(session)
    found = briefs(session, (ref(each) for each in set(codes)), veil=False)
    return {
        code(*each): brief if seen_by(looking, brief) else veiled(brief)
        for each, brief in found.items()
        if takes_part(policy, brief)
    }


def pairs(
    session: Session, limit: int | None = None, after: Pair | None = None, least: float | None = None
) -> list[Pair]:
    """Pairs that look the same and that nobody decided on, by their older record, with reasons.

    Args:
        session: the store.
        limit: at most so many.
        after: the last one that was seen: what comes behind it.
        least: the least probability; None takes what the policy warns of.
    """
    now = state(session)
    lowest = millionths(now.policy.warn if least is None else least)
    last = (0, 0) if after is None else tuple(sorted(code(each.kind, each.id) for each in (after.a, after.b)))
    found: list[Pair] = []
    # Who takes no part is only known once the records are read: a portion may have fewer pairs to tell.
    while limit is None or len(found) < limit:
        rows = session.sql(
            "SELECT record, other, probability FROM match_pair WHERE decided = 0 AND probability >= ?"
            " AND other > record AND record >= ? AND (record > ? OR other > ?)"
            " ORDER BY record, other LIMIT ?",
            [lowest, last[0], *last, _PORTION],
        )
        found += _pairs(session, rows, now, None if limit is None else limit - len(found))
        if len(rows) < _PORTION:
            break
        last = rows[-1][:2]
    return found


def _pairs(
    session: Session, rows: Sequence[tuple[int, int, int]], now: State, limit: int | None
) -> list[Pair]:
    told = _briefs(session, now.policy, (each for row in rows for each in row[:2]))
    some = [row for row in rows if row[0] in told and row[1] in told][:limit]
    why = _reasons(session, some, sorted({each for row in some for each in row[:2]}), now)
    return [
        Pair(told[one], told[other], probability / MILLION, why[one, other])
        for one, other, probability in some
    ]


def _reasons(
    session: Session, rows: Sequence[tuple[int, int, int]], codes: Sequence[int], now: State
) -> dict[tuple[int, int], tuple[Reason, ...]]:
    from leadtui.matching import explain, look

    facts = {number: each for number, (each, _) in known(session, codes).items()}
    counts, total = counts_of(session, facts.values())
    found: dict[tuple[int, int], tuple[Reason, ...]] = {}
    for one, its in groupby(rows, key=itemgetter(0)):
        others = [row[1] for row in its if row[1] in facts] if one in facts else []
        scores = (
            look(facts[one], [facts[each] for each in others], now.model, counts, total, now.policy.evidence)
            if others
            else []
        )
        for other, score in zip(others, scores, strict=True):
            found[one, other] = reasons(explain(facts[one], facts[other], score)[0])
    return {(one, other): found.get((one, other), ()) for one, other, _ in rows}
