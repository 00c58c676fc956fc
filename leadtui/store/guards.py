"""Guards inside the database: what no statement may do, whoever sends it, on both engines.

Each guard is one condition under which a change is refused. One text serves both engines; `guard_triggers`
makes their triggers of it, which are compared with what stands in the database at each start.
"""

from typing import NamedTuple

from leadtui.domain.fields import Kind
from leadtui.store.columns import COLUMNS, VERDICT
from leadtui.store.schema import GENESIS

_NEWEST = "(SELECT max(id) FROM operation)"
_RECORDS = ("lead", "account", "contact", "opportunity", "activity")
_VERSIONED = (*_RECORDS, "value")
_KEEP = (
    *_VERSIONED,
    "event",
    "event_value",
    "operation",
    "qualification",
    "closing",
    "detachment",
    "origin",
    "hand_over",
    "merge",
    "match_verdict",
    "policy",
    "reason",
    "user",
    "team",
    "meta",
    "counter",
)
_KEYS = {
    "reason": "code = NEW.code",
    "event_value": "event = NEW.event",
    "qualification": "lead = NEW.lead AND cycle = NEW.cycle AND op = NEW.op",
    "closing": "lead = NEW.lead AND cycle = NEW.cycle AND op = NEW.op",
    "origin": "op = NEW.op AND opportunity = NEW.opportunity",
    "detachment": "lead = NEW.lead AND opportunity = NEW.opportunity AND op = NEW.op",
    "hand_over": "lead = NEW.lead AND op = NEW.op AND owner = NEW.owner",
    "merge": "kind = NEW.kind AND loser = NEW.loser AND op = NEW.op",
    "match_verdict": "low = NEW.low AND high = NEW.high AND op = NEW.op AND digest = NEW.digest",
    "operation": "id = NEW.id OR op_id = NEW.op_id",
    "user": "login = NEW.login",
    "team": "code = NEW.code",
    "meta": "key = NEW.key",
    "counter": "name = NEW.name",
}
_REOPENS = "('reactivate', 'undo', 'merge', 'unmerge', 'erase')"
_IMPORTS = "('import')"
_SALE_REOPENS = "('reopen', 'undo', 'merge', 'unmerge', 'erase')"
_SALE_CLOSES = "('win', 'lose', 'disqualify', 'undo', 'unmerge', 'import')"
_CLOSES = "('qualify', 'disqualify', 'merge', 'unmerge', 'undo', 'import')"


class Guard(NamedTuple):
    """One condition under which a change is refused.

    Attributes:
        when: SQL over OLD and NEW; true refuses.
        code: ``LTnnn``, on PostgreSQL also the SQLSTATE.
    """

    name: str
    table: str
    moment: str  # INSERT, UPDATE, DELETE or TRUNCATE
    when: str
    code: str
    sentence: str


def _of_kind(kinds: str) -> str:
    return f"NEW.op = {_NEWEST} AND (SELECT kind FROM operation WHERE id = NEW.op) IN {kinds}"


def _differ(*names: str) -> str:
    return " OR ".join(f"NEW.{name} <> OLD.{name}" for name in names)


def _guards() -> list[Guard]:
    made = [
        Guard(
            "lead_closed", "lead", "UPDATE",
            f"OLD.state <> 'open' AND NOT (NEW.op > OLD.op AND {_of_kind(_REOPENS)})",
            "LT001", "a closed lead is read-only until it is reactivated",
        ),
        Guard(
            "lead_closing", "lead", "UPDATE",
            f"OLD.state = 'open' AND NEW.state <> 'open' AND NOT (NEW.op > OLD.op AND {_of_kind(_CLOSES)})",
            "LT002", "only qualifying, disqualifying or an undo closes a lead",
        ),
        Guard(
            "lead_born", "lead", "INSERT",
            f"NEW.state <> 'open' AND NOT ({_of_kind(_IMPORTS)})",
            "LT002", "a new lead is open unless it is imported",
        ),
    ]  # fmt: skip
    made += _sales()
    for moment in ("INSERT", "UPDATE"):
        made.append(
            Guard(
                f"lead_reason_{moment.lower()}", "lead", moment,
                "NOT EXISTS (SELECT 1 FROM reason WHERE code = NEW.status_reason AND state = NEW.state)",
                "LT003", "the status reason does not belong to the state",
            )
        )  # fmt: skip
    for table in _VERSIONED:
        made += _steps(table)
    made += _journal()
    for table in _KEEP:
        made += _kept(table)
    return made


def _sales() -> list[Guard]:
    """A won or lost opportunity is read-only; what an import left without an outcome is open."""
    before, after = "coalesce(OLD.outcome, 'open')", "coalesce(NEW.outcome, 'open')"
    return [
        Guard(
            "opportunity_closed", "opportunity", "UPDATE",
            f"{before} <> 'open' AND NOT (NEW.op > OLD.op AND {_of_kind(_SALE_REOPENS)})",
            "LT001", "a closed opportunity is read-only until it is reopened",
        ),
        Guard(
            "opportunity_closing", "opportunity", "UPDATE",
            f"{before} = 'open' AND {after} <> 'open' AND NOT (NEW.op > OLD.op AND {_of_kind(_SALE_CLOSES)})",
            "LT002", "only winning, losing or an undo closes an opportunity",
        ),
        Guard(
            "opportunity_born", "opportunity", "INSERT",
            f"{after} <> 'open' AND NOT ({_of_kind(_IMPORTS)})",
            "LT002", "a new opportunity is open unless it is imported",
        ),
    ]  # fmt: skip


def _steps(table: str) -> list[Guard]:
    step = f"NEW.id <> OLD.id OR NEW.version <> OLD.version + 1 OR NEW.op < OLD.op OR NEW.op <> {_NEWEST}"
    if table == "lead":
        step = f"({step}) AND NOT ({_judged_anew()})"
    return [
        Guard(
            f"{table}_version", table, "UPDATE", step,
            "LT004", "each change is one version of the newest operation",
        ),
        Guard(
            f"{table}_first", table, "INSERT",
            f"NEW.version <> 1 OR NEW.op <> coalesce({_NEWEST}, 0)",
            "LT004", "a new record is version 1 of the newest operation",
        ),
    ]  # fmt: skip


def _judged_anew() -> str:
    """An open lead of which nothing differs but what the checklist's verdict on it is: a new policy came."""
    kept = [name for name in COLUMNS[Kind.LEAD] if name not in VERDICT]
    new, old = (", ".join(f"{row}.{name}" for name in kept) for row in ("NEW", "OLD"))
    return f"OLD.state = 'open' AND ({new}) IS NOT DISTINCT FROM ({old})"


def _journal() -> list[Guard]:
    now = " ".join(
        f"WHEN '{table}' THEN (SELECT version FROM {table} WHERE id = NEW.record)" for table in _RECORDS
    )
    # Each version of the policy is a record of its own that is never changed; `verify` looks for its row.
    now = f"{now} WHEN 'policy' THEN 1"
    # The same of a value: books of schema 3 have events and no such table.
    now = f"{now} WHEN 'value' THEN NEW.version"
    return [
        Guard(
            "event_chain", "event", "INSERT",
            "NEW.id <> coalesce((SELECT max(id) FROM event), 0) + 1 OR NEW.prev_hash <>"
            f" coalesce((SELECT hash FROM event ORDER BY id DESC LIMIT 1), '{GENESIS}')"
            f" OR NEW.op <> coalesce({_NEWEST}, 0)",
            "LT005", "an event follows the one before it",
        ),
        Guard(
            "event_true", "event", "INSERT",
            f"coalesce(CASE NEW.kind {now} END, -1) <> NEW.version",
            "LT005", "an event tells of a version that happened",
        ),
        *_written_once(),
    ]  # fmt: skip


def _written_once() -> list[Guard]:
    """What is appended or set once and stays."""
    return [
        Guard("event_update", "event", "UPDATE", "1 = 1", "LT006", "history is append-only"),
        Guard(
            "event_value_update", "event_value", "UPDATE",
            "NEW.body IS NOT NULL OR NEW.event <> OLD.event OR NEW.salt <> OLD.salt"
            " OR (SELECT kind FROM operation ORDER BY id DESC LIMIT 1) <> 'erase'",
            "LT006", "history is append-only",
        ),
        Guard(
            "qualification_update", "qualification", "UPDATE", "1 = 1",
            "LT006", "history is append-only",
        ),
        Guard("closing_update", "closing", "UPDATE", "1 = 1", "LT006", "history is append-only"),
        Guard("origin_update", "origin", "UPDATE", "1 = 1", "LT006", "history is append-only"),
        Guard("detachment_update", "detachment", "UPDATE", "1 = 1", "LT006", "history is append-only"),
        Guard(
            "hand_over_update", "hand_over", "UPDATE",
            f"OLD.read_at IS NOT NULL OR NEW.read_at IS NULL OR {_differ('lead', 'op', 'owner')}"
            " OR NEW.rule IS DISTINCT FROM OLD.rule",
            "LT006", "history is append-only",
        ),
        Guard("match_verdict_update", "match_verdict", "UPDATE", "1 = 1", "LT006", "history is append-only"),
        Guard("policy_update", "policy", "UPDATE", "1 = 1", "LT006", "history is append-only"),
        Guard("merge_update", "merge", "UPDATE", "1 = 1", "LT006", "history is append-only"),
        Guard(
            "operation_update", "operation", "UPDATE",
            "OLD.result IS NOT NULL OR NEW.result IS NULL"
            f" OR {_differ('id', 'op_id', 'kind', 'actor', 'login', 'at')}"
            " OR coalesce(NEW.undoes, 0) <> coalesce(OLD.undoes, 0)",
            "LT006", "an operation is written once",
        ),
        Guard(
            "operation_next", "operation", "INSERT",
            f"NEW.id <= coalesce({_NEWEST}, 0) OR NEW.result IS NOT NULL",
            "LT006", "an operation is the newest when it begins",
        ),
        Guard(
            "reason_update", "reason", "UPDATE", _differ("code", "state"),
            "LT003", "a reason keeps its code and state",
        ),
        Guard(
            "value_update", "value", "UPDATE", _differ("list", "code"),
            "LT003", "a value keeps its list and code",
        ),
        Guard(
            "counter_update", "counter", "UPDATE", "NEW.name <> OLD.name OR NEW.next < OLD.next",
            "LT007", "numbers are given out once",
        ),
    ]  # fmt: skip


def _kept(table: str) -> list[Guard]:
    where = _KEYS.get(table, "id = NEW.id")
    return [
        Guard(f"{table}_delete", table, "DELETE", "1 = 1", "LT008", "nothing is deleted"),
        Guard(
            f"{table}_replace", table, "INSERT", f'EXISTS (SELECT 1 FROM "{table}" WHERE {where})',
            "LT008", "nothing is replaced",
        ),
        Guard(f"{table}_truncate", table, "TRUNCATE", "1 = 1", "LT008", "nothing is deleted"),
    ]  # fmt: skip


GUARDS: tuple[Guard, ...] = tuple(_guards())
