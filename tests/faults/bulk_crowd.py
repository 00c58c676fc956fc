"""A run over 500 leads, killed at random moments: `python bulk_crowd.py TARGET KILLS SEED`.

Of the leads 60 have gaps and 40 look like a contact that is there. Each child begins the run of that name, or
goes on with it, until it is killed; the last one is left alone. The outcome is one JSON object.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from crowd import fork

from leadtui.actions import bulk
from leadtui.domain.bulk import Act, Asked, Run
from leadtui.domain.fields import Kind
from leadtui.domain.results import Result
from leadtui.store import Session, begin_run, needs_you, open_session, run_of, run_rows, verify
from leadtui.store.operation import Op
from leadtui.store.writing import command

READY, GAPS, ALIKE = 400, 60, 40
ASKED = Asked(Act.QUALIFY, {"why": "Asked for a quote."})


def leads(session: Session) -> None:
    """So many of each kind, shuffled; those that look like a contact have its name, address and phone."""
    chance = random.Random(3)
    people = [_person(chance, number) for number in range(READY + GAPS + ALIKE)]
    known = people[:ALIKE]
    gaps = [{**each, "topic": None} for each in people[ALIKE : ALIKE + GAPS]]
    rows = [*known, *gaps, *people[ALIKE + GAPS :]]
    chance.shuffle(rows)
    contacts = [
        {name: each[name] for name in ("first_name", "last_name", "email", "phone")} for each in known
    ]

    def work(op: Op) -> Result:
        op.insert_many(Kind.CONTACT, contacts, "import")
        return op.done(Kind.LEAD, op.insert_many(Kind.LEAD, rows, "import")[0])

    command(session, "import", work)


def _person(chance: random.Random, number: int) -> dict[str, Any]:
    first, last, company = (_word(chance) for _ in range(3))
    return {
        "first_name": first, "last_name": last, "company": f"{company} {_word(chance)}",
        "topic": _word(chance),
        "email": f"{last.lower()}@{company.lower()}{number}.example", "owner": "ada",
        "phone": f"+49 30 {chance.randrange(10**6, 10**7)}",
    }  # fmt: skip


def _word(chance: random.Random) -> str:
    syllables = (chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(4))
    return "".join(syllables).capitalize()


def child(target: str, told: Path) -> None:
    """Begin the run, or go on with it; says each lead whose turn it was."""
    out = os.open(told, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with open_session(target, user="ada") as session:
        ids = [number for (number,) in session.sql("SELECT id FROM lead ORDER BY id")]
        run = begin_run(session, ASKED, ids, "all", op_id="sweep")
        assert isinstance(run, Run), run

        def say(step: bulk.Step) -> None:
            os.write(out, f"{step.row.lead}\n".encode())

        ended = bulk.carry_on(session, run.id, say)
        assert isinstance(ended, Run), ended


def killed(target: str, kills: int, seed: int) -> dict[str, Any]:
    """What became of the run after so many kills."""
    chance = random.Random(seed)
    with open_session(target, user="ada") as session:
        leads(session)
    landed = 0
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        told.touch()
        for left in range(kills, 0, -1):
            process = fork(lambda: child(target, told))
            most = 2 * (READY + GAPS + ALIKE) // (kills + 2)
            _until_told(process, told, chance.randrange(most) if left < kills else 0)
            time.sleep(chance.uniform(0, 0.02))  # not always right after a commit
            os.kill(process, signal.SIGKILL)
            landed += os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == -signal.SIGKILL
        last = fork(lambda: child(target, told))
        assert os.waitpid(last, 0)[1] == 0
    return {"kills": landed, **_account(target)}


def _until_told(process: int, told: Path, more: int) -> None:
    """Wait until so many more leads had their turn, or the run is over."""
    enough = told.read_bytes().count(b"\n") + more
    while told.read_bytes().count(b"\n") < enough and _lives(process):
        time.sleep(0.002)


def _lives(process: int) -> bool:
    return os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


def _account(target: str) -> dict[str, Any]:
    with open_session(target, user="ada") as session:
        rows = list(run_rows(session, 1))
        done = {row.lead: row.operation for row in rows if row.outcome == "done"}
        became = session.sql("SELECT lead, op FROM qualification")
        made = {kind: session.sql(f"SELECT count(*) FROM {kind} WHERE lead IS NOT NULL")[0][0]
                for kind in ("account", "contact", "opportunity")}  # fmt: skip
        run = run_of(session, 1)
        return {
            "phase": run.phase.value,
            "tally": run.tally._asdict(),
            "codes": Counter(row.code for row in rows),
            "needs you": len(needs_you(session, 1_000)),
            "leads": len({row.lead for row in rows}),
            "exact": dict(became) == done and len(became) == len(done),
            "made": made,
            "operations": dict(session.sql("SELECT kind, count(*) FROM operation GROUP BY kind")),
            "verified": verify(session).ok,
        }


if __name__ == "__main__":
    print(json.dumps(killed(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))
