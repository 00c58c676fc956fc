"""The guards as each engine has them: one trigger a guard, its text as it is found in the database."""

from leadtui.store.guards import GUARDS, Guard


def for_sqlite() -> dict[str, str]:
    """Name and text of each trigger; the text stands verbatim in ``sqlite_master``."""
    return {
        f"guard_{g.name}": f'CREATE TRIGGER guard_{g.name} BEFORE {g.moment} ON "{g.table}" WHEN {g.when}'
        f" BEGIN SELECT RAISE(ABORT, '{g.code} {g.sentence}'); END"
        for g in GUARDS
        if g.moment != "TRUNCATE"
    }


def for_postgres(schema: str) -> dict[str, tuple[str, str, str]]:
    """Name of each trigger -> its function, the trigger, and what `Dialect.guards` answers for it.

    The functions read the tables of that schema (its name as SQL quotes it) and no temporary table that
    somebody put before them.
    There is no REPLACE on PostgreSQL, and ON CONFLICT DO UPDATE meets the guards of updates.
    """
    return {f"guard_{g.name}": _postgres(g, schema) for g in GUARDS if not g.name.endswith("_replace")}


_TYPES = {
    "INSERT": 7,
    "DELETE": 11,
    "UPDATE": 19,
    "TRUNCATE": 34,
}  # pg_trigger.tgtype: BEFORE, row or statement


def _postgres(guard: Guard, schema: str) -> tuple[str, str, str]:
    name = f"guard_{guard.name}"
    each = "STATEMENT" if guard.moment == "TRUNCATE" else "ROW"
    back = {"DELETE": "OLD", "TRUNCATE": "NULL"}.get(guard.moment, "NEW")
    body = (
        f"BEGIN IF {guard.when} THEN RAISE EXCEPTION '{guard.code} {guard.sentence}'"
        f" USING ERRCODE = '{guard.code}'; END IF; RETURN {back}; END"
    )
    path = f"{schema}, pg_temp"
    function = (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
        f" SET search_path = {path} AS $guard${body}$guard$"
    )
    trigger = (
        f'CREATE TRIGGER {name} BEFORE {guard.moment} ON "{guard.table}"'
        f" FOR EACH {each} EXECUTE FUNCTION {name}()"
    )
    return function, trigger, f"{guard.table} {_TYPES[guard.moment]} O search_path={path} {body}"
