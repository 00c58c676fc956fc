"""How many open leads owners have, for rules that give a lead to the least loaded.

Counted once, and kept in ``meta`` with the last event that the counts are true of: what was written since is
told by the events after it. So a new lead costs what happened since the last one, however many leads there
are, and nothing that writes leads has to keep the counts.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from leadtui.domain.states import State
from leadtui.store import journal
from leadtui.store.clauses import places
from leadtui.store.session import Session

CAUGHT_UP: Final = 2_000
"""Events since; after more of them (an import) the leads are counted anew."""
_KEY: Final = "assign_loads"
SINCE: Final = (
    "SELECT e.record, e.version, v.body FROM event e JOIN event_value v ON v.event = e.id"
    f" WHERE e.id > ? AND e.kind = 'lead' AND e.action NOT IN ({journal.TELLING}) ORDER BY e.id"
)


class Loads:
    """The counts as they stand where they are asked for first."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._counts: dict[str, int] | None = None
        self._event = 0

    def of(self, owners: Sequence[str]) -> Mapping[str, int]:
        """How many open leads each of these owners has."""
        if self._counts is None:
            self._event = self._session.sql("SELECT coalesce(max(id), 0) FROM event")[0][0]
            self._counts = self._caught_up()
        if missing := [key for key in owners if key not in self._counts]:
            self._counts.update({**dict.fromkeys(missing, 0), **self._counted(missing)})
        return self._counts

    def keep(self) -> None:
        """Write down what was counted, in a transaction."""
        if self._counts is None:
            return
        told = json.dumps({"event": self._event, "counts": self._counts})
        # The guards let no row of meta be put in the place of another, so no ON CONFLICT.
        if not self._session.sql("UPDATE meta SET value = ? WHERE key = ? RETURNING key", [told, _KEY]):
            self._session.sql("INSERT INTO meta (key, value) VALUES (?, ?)", [_KEY, told])

    def _counted(self, owners: Sequence[str]) -> dict[str, int]:
        rows = self._session.sql(
            "SELECT owner, count(*) FROM lead WHERE state = 'open' AND withdrawn = 0"
            f" AND owner IN ({places(len(owners))}) GROUP BY owner",
            owners,
        )
        return dict(rows)

    def _caught_up(self) -> dict[str, int]:
        """The counts that were kept, with what changed since; none where that is not to be told."""
        rows = self._session.sql("SELECT value FROM meta WHERE key = ?", [_KEY])
        if not rows:
            return {}
        kept = json.loads(rows[0][0])
        if not 0 <= self._event - kept["event"] <= CAUGHT_UP:
            return {}
        before = _before(self._session.sql(SINCE, [kept["event"]]))
        if before is None:
            return {}
        counts: dict[str, int] = kept["counts"]
        for id, owner, state, withdrawn in self._now(before):
            now = {"owner": owner, "state": state, "withdrawn": withdrawn}
            _add(counts, now, 1)
            if (was := before[id]) is not None:
                _add(counts, {**now, **was}, -1)
        return counts

    def _now(self, leads: Iterable[int]) -> list[Any]:
        found = list(leads)
        return self._session.sql(
            f"SELECT id, owner, state, withdrawn FROM lead WHERE id IN ({places(len(found))})", found
        )


def _before(events: Iterable[tuple[int, int, str | None]]) -> dict[int, dict[str, Any] | None] | None:
    """By lead what stood in the fields that changed; None of a new one.

    None at all where values are erased: then nobody can tell.
    """
    found: dict[int, dict[str, Any] | None] = {}
    for lead, version, body in events:
        if version == 1:
            found[lead] = None
        elif body is None:
            return None
        elif (stood := found.setdefault(lead, {})) is not None:
            for name, (value, _) in journal.read_body(body)[0].items():
                stood.setdefault(name, value)
    return found


def _add(counts: dict[str, int], lead: Mapping[str, Any], more: int) -> None:
    if lead["state"] == State.OPEN and not lead["withdrawn"] and lead["owner"] in counts:
        counts[lead["owner"]] += more
