"""Effectiveness: what came of the leads of each source, campaign, owner, team and the like."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Final

from leadtui.domain.details import By, ReportRow
from leadtui.domain.fields import Kind
from leadtui.domain.query import Compare, Has, Node, Not, unparse
from leadtui.domain.value_words import TEAM, Words
from leadtui.domain.views import EVERYTHING, View
from leadtui.store.clauses import ALWAYS, Clause
from leadtui.store.filters import where
from leadtui.store.rights import reach
from leadtui.store.session import Session
from leadtui.store.wording import words

COLUMNS: Final[dict[By, str]] = {
    "source": "source",
    "campaign": "campaign",
    "reason": "status_reason",
    "owner": "owner",
    "team": "owner",
    "territory": "territory",
    "product": "product",
}
"""What makes a row of a report -> the column that says it; the team is that of the owner."""
_CONFIDENT: Final = 1.959963984540054  # the 97.5% point of the normal distribution
_HOUR: Final = 3_600_000_000  # microseconds; days to close are counted to the hour


@dataclass(slots=True)
class _Tally:
    """What was counted for one key.

    Attributes:
        merged: how many of the disqualified were merged: they say nothing about the source.
        days: from created to closed, of each closed lead that was not merged.
        values: hundredths by currency, and of how many opportunities.
    """

    states: Counter[str] = field(default_factory=Counter[str])
    merged: int = 0
    reactivated: int = 0
    overridden: int = 0
    days: "array[float]" = field(default_factory=lambda: array("d"))
    values: dict[str, tuple[int, int]] = field(default_factory=dict[str, tuple[int, int]])


class _Tallies:
    """A tally a key; what counts as another value of its list is counted there.

    Attributes:
        found: key -> what was counted.
        held: key -> what the column holds that counts under it.
    """

    def __init__(self, by: By, known: Words, teams: Mapping[str, str]) -> None:
        self._by, self._column, self._known, self._teams = by, COLUMNS[by], known, teams
        self.found: defaultdict[str, _Tally] = defaultdict(_Tally)
        self.held: defaultdict[str, set[str]] = defaultdict(set)

    def of(self, key: str | None) -> _Tally:
        """That of a key as the column holds it."""
        if key:
            self.held[self.key(key)].add(key)
        return self.found[self.key(key)]

    def key(self, key: str | None) -> str:
        """The key that it counts under."""
        if self._by == "team":
            return self._teams.get(key or "", "")
        return self._known.root(self._column, key) if key else ""


def report(session: Session, by: By, query: Node | None = None) -> list[ReportRow]:
    """One row a source, campaign, status reason, owner ..., the one with the most leads first.

    A lead counts once, as it stands now; leads and opportunities do not count that were withdrawn or
    that the acting user may not read.

    Args:
        session: where to read.
        by: what makes a row.
        query: only the leads that this filter shows.

    Raises:
        KeyError: there is no such report.
        QueryError: a day of the filter does not exist, seen from today.
    """
    column = COLUMNS[by]
    with session.reading():
        picked = where(session, Kind.LEAD, query or EVERYTHING)
        tallies = _Tallies(by, words(session), _teams(session) if by == "team" else {})
        _count(session, column, picked, tallies)
        _days(session, column, picked, tallies)
        _values(session, column, picked, tallies)
        costs = _costs(session, tallies) if by == "campaign" else {}
        whole = query in (None, EVERYTHING) and reach(session, Kind.LEAD) is ALWAYS
    behind = _teams_behind(tallies) if by == "team" else {}
    rows = [
        _row(key, tally, behind.get(key) or _only(column, key), query) for key, tally in tallies.found.items()
    ]
    rows = [_with_cost(row, *costs[row.key], whole) if row.key in costs else row for row in rows]
    return sorted(rows, key=lambda row: (-row.leads, row.key == "", row.key))


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """The 95% interval of a share.

    Source: E. B. Wilson, Probable inference, 1927: it holds for few tries and for shares near 0 and 1.
    """
    share, square = hits / tries, _CONFIDENT**2
    middle = share + square / (2 * tries)
    width = _CONFIDENT * math.sqrt(share * (1 - share) / tries + square / (4 * tries**2))
    return max(0.0, (middle - width) / (1 + square / tries)), min(
        1.0, (middle + width) / (1 + square / tries)
    )


def quantile(ordered: Sequence[float], share: float) -> float | None:
    """The value below which that share of the ordered values lies, between two of them by proportion."""
    if not ordered:
        return None
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def _count(session: Session, column: str, picked: Clause, tallies: "_Tallies") -> None:
    rows = session.sql(
        f"SELECT {column}, state, status_reason = 'merged', count(*),"
        " sum(CASE WHEN cycle > 1 THEN 1 ELSE 0 END), count(overridden)"
        f" FROM lead WHERE {picked.sql} GROUP BY {column}, state, status_reason = 'merged'",
        picked.params,
    )
    for key, state, merged, leads, reactivated, overridden in rows:
        tally = tallies.of(key)
        tally.states[state] += leads
        tally.merged += leads if merged else 0
        tally.reactivated += int(reactivated)
        tally.overridden += int(overridden)


def _days(session: Session, column: str, picked: Clause, tallies: "_Tallies") -> None:
    rows = session.sql(
        f"SELECT {column}, (closed_at - created_at) / {_HOUR} AS hours, count(*) FROM lead"
        f" WHERE state <> 'open' AND status_reason <> 'merged' AND ({picked.sql}) GROUP BY {column}, hours",
        picked.params,
    )
    for key, passed, leads in rows:
        # A lead from elsewhere may say that it was closed before it was created: that is no time.
        tallies.of(key).days.extend([max(0, passed) / 24] * leads)


def _values(session: Session, column: str, picked: Clause, tallies: "_Tallies") -> None:
    mine = reach(session, Kind.OPPORTUNITY, "o")
    rows: list[tuple[Any, ...]] = session.sql(
        f"SELECT lead.{column}, coalesce(o.currency, ''), sum(o.amount), count(*)"
        " FROM opportunity o JOIN lead ON lead.id = o.lead"
        f" WHERE o.withdrawn = 0 AND o.amount IS NOT NULL AND ({picked.sql}) AND ({mine.sql})"
        f" GROUP BY lead.{column}, coalesce(o.currency, '')",
        [*picked.params, *mine.params],
    )
    for key, currency, cents, opportunities in rows:
        tallies.of(key).values[currency] = int(cents), int(opportunities)


def _costs(session: Session, tallies: "_Tallies") -> dict[str, tuple[Decimal, str | None]]:
    """What each campaign cost with those that were merged into it; none of several currencies."""
    found: defaultdict[str, list[tuple[int, str | None]]] = defaultdict(list)
    for code, cents, currency in session.sql(
        "SELECT code, cost, currency FROM value"
        " WHERE list = 'campaign' AND cost IS NOT NULL AND withdrawn = 0"
    ):
        found[tallies.key(code)].append((cents, currency))
    return {
        key: (Decimal(sum(cents for cents, _ in told)) / 100, told[0][1])
        for key, told in found.items()
        if len({currency for _, currency in told}) == 1
    }


def _with_cost(row: ReportRow, cost: Decimal, currency: str | None, whole: bool) -> ReportRow:
    each = (cost / row.qualified).quantize(Decimal("0.01")) if whole and row.qualified else None
    return replace(row, cost=cost, cost_currency=currency, cost_each=each)


def _row(key: str, tally: _Tally, only: Node, query: Node | None) -> ReportRow:
    qualified, disqualified = tally.states["qualified"], tally.states["disqualified"]
    decided = qualified + disqualified - tally.merged
    low, high = wilson(qualified, decided) if decided else (None, None)
    ordered = sorted(tally.days)
    sums = sorted(tally.values.items(), key=lambda item: (-item[1][1], item[0]))
    amounts = [(currency, Decimal(cents) / 100) for currency, (cents, _) in sums]
    return ReportRow(
        key=key,
        leads=tally.states.total(),
        open=tally.states["open"],
        qualified=qualified,
        disqualified=disqualified,
        reactivated=tally.reactivated,
        overridden=tally.overridden,
        rate=qualified / decided if decided else None,
        rate_low=low,
        rate_high=high,
        days_median=quantile(ordered, 0.5),
        days_p90=quantile(ordered, 0.9),
        value=amounts[0][1] if amounts else Decimal(0),
        currency=(amounts[0][0] or None) if amounts else None,
        others=tuple(amounts[1:]),
        filter=unparse(View(query=query or EVERYTHING).narrowed(only).query),
    )


def _only(column: str, key: str) -> Node:
    """The leads of a row."""
    # Texts are compared whole here: "Spring" alone, not "Spring fair" too.
    op = "=" if column in ("source", "status_reason") else "=="
    return Compare(column, op, (key,)) if key else Not(Has(column))


def _teams(session: Session) -> dict[str, str]:
    """Owner -> the team of that owner; of several their codes, with a comma between: a lead counts once."""
    merged = words(session).merged.get(TEAM, {})
    found: defaultdict[str, set[str]] = defaultdict(set)
    for owner, team in session.sql("SELECT login, team FROM membership UNION SELECT code, code FROM team"):
        found[owner].add(merged.get(team, team))
    return {owner: ",".join(sorted(several)) for owner, several in found.items()}


def _teams_behind(tallies: _Tallies) -> dict[str, Node]:
    """Key -> the leads of its owners; of no team are those of all others, and of nobody."""
    named = {key: held for key, held in tallies.held.items() if key}
    found: dict[str, Node] = {key: Compare("owner", "==", tuple(sorted(held))) for key, held in named.items()}
    everyone = tuple(sorted(set[str]().union(*named.values())))
    return {**found, "": Not(Compare("owner", "==", everyone)) if everyone else EVERYTHING}
