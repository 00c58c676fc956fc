"""Whether a store is whole, and what `leadtui doctor` tells of one."""

from pathlib import Path

from leadtui.store import migrations
from leadtui.store.database import open_to_check
from leadtui.store.errors import Damaged, StoreError
from leadtui.store.history import Verdict, verify
from leadtui.store.judging import judging_due
from leadtui.store.policies import readable
from leadtui.store.session import Session
from leadtui.store.sqlite_file import has_wal_race, version

_COUNTED = ("lead", "account", "contact", "opportunity", "activity", "event", "operation", "user", "draft")
BACK = {  # the mend of what is not whole, by engine
    "sqlite": "Stop using it; leadtui restore FILE --to NEW brings back the last backup.",
    "postgresql": "Stop using it; pg_restore brings back the last dump.",
}


def describe(target: str | Path) -> tuple[dict[str, object], StoreError | None]:
    """What `leadtui doctor` tells of a store, and what makes it unusable, if anything does."""
    try:
        with open_to_check(target) as session:
            return examine(session)
    except StoreError as error:
        return {"ok": False}, error


def examine(session: Session) -> tuple[dict[str, object], Damaged | None]:
    """Engine and library, schema, guards, chain and counts, and the damage; ``ok`` sums them up.

    ``advice`` holds a plain sentence for each thing that should be mended though the store works. Of a file
    whose structure is broken nothing else is read.
    """
    structure = structure_of(session)
    verdict = verify(session) if structure == "ok" else None
    whole = verdict is not None
    facts: dict[str, object] = {
        "target": session.target,
        "ok": whole and verdict.ok,
        "engine": session.engine,
        **_library(session),
        "schema": migrations.schema_version(session),
        "guards": migrations.wrong_guards(session) or "ok",
        "structure": structure,
        "chain": (verdict.because or "ok") if whole else None,
        "head": verdict.head if whole else None,
        "counts": _counts(session) if whole else {},
        "advice": _advice(session) if whole else [],
    }
    return facts, _damage(session, structure, verdict)


def refuse_damaged(session: Session) -> None:
    """Raise `Damaged` where the store is not whole: pages and indexes, journal, guards."""
    structure = structure_of(session)
    if fault := _damage(session, structure, verify(session) if structure == "ok" else None):
        raise fault


def structure_of(session: Session) -> str:
    """``ok``, or what of the file's pages and indexes is broken; a server looks after its own."""
    if session.engine != "sqlite":
        return "ok"
    try:
        return "; ".join(str(row[0]) for row in session.sql("PRAGMA integrity_check(5)"))
    except Damaged as error:
        return error.sentence


def _damage(session: Session, structure: str, verdict: Verdict | None) -> Damaged | None:
    """The first thing that makes a store one to use no more, with the mend; None where it is whole."""
    if structure != "ok":
        first = next(filter(None, structure.removeprefix("*** in database main ***").splitlines()), structure)
        return Damaged(f"{session.target} is damaged: {first}.", BACK[session.engine])
    if verdict is not None and verdict.because:
        return Damaged(
            f"The journal of {session.target} does not hold: {verdict.because}", BACK[session.engine]
        )
    return migrations.guard_fault(session, list(verdict.guards) if verdict is not None else [])


def _counts(session: Session) -> dict[str, int]:
    return {name: session.sql(f'SELECT count(*) FROM "{name}"')[0][0] for name in _COUNTED}


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
