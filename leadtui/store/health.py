"""What `leadtui doctor` tells of a store that opens."""

from leadtui.store import migrations
from leadtui.store.history import verify
from leadtui.store.judging import judging_due
from leadtui.store.policies import readable
from leadtui.store.session import Session
from leadtui.store.sqlite_file import has_wal_race, version

_COUNTED = ("lead", "account", "contact", "opportunity", "activity", "event", "operation", "user", "draft")


def examine(session: Session) -> dict[str, object]:
    """Engine and library, schema, guards, chain and counts; ``ok`` sums them up.

    ``advice`` holds a plain sentence for each thing that should be mended though the store works.
    """
    verdict = verify(session)
    structure = _structure(session)
    return {
        "target": session.target,
        "ok": verdict.ok and structure == "ok",
        "engine": session.engine,
        **_library(session),
        "schema": migrations.schema_version(session),
        "guards": "ok",  # a store whose guards differ does not open
        "structure": structure,
        "chain": "ok" if verdict.ok else verdict.because,
        "head": verdict.head,
        "counts": {name: session.sql(f'SELECT count(*) FROM "{name}"')[0][0] for name in _COUNTED},
        "advice": _advice(session),
    }


def _structure(session: Session) -> str:
    if session.engine != "sqlite":
        return "ok"
    return "; ".join(str(row[0]) for row in session.sql("PRAGMA quick_check")[:5])


def _library(session: Session) -> dict[str, object]:
    if session.engine == "sqlite":
        return {
            "version": ".".join(map(str, version())),
            "safe": not has_wal_race(version()),
            "journal_mode": session.sql("PRAGMA journal_mode")[0][0],
        }
    return {"version": session.sql("SHOW server_version")[0][0], "safe": True}


def _advice(session: Session) -> list[str]:
    found: list[str] = []
    if (rules := readable(session)) is not None and rules.left_out:
        told = " ".join(str(each) for each in rules.left_out)
        found.append(
            f"Version {rules.version} of the policy names what this leadtui does not know and leaves out:"
            f" {told} If a newer leadtui wrote it, update; else take it out and apply the policy again."
        )
    if judging_due(session):
        found.append(
            "Lists show of some open leads what an older policy said: leadtui policy apply with the policy in"
            " force goes on judging them, and so does the app when it is opened."
        )
    if session.engine == "sqlite" and has_wal_race(version()):
        found.append(
            f"This SQLite ({'.'.join(map(str, version()))}) can lose or damage data when several leadtui"
            " write at the same moment. Install pysqlite3 0.6.1 or newer, or SQLite 3.51.3 or newer."
        )
    return found
