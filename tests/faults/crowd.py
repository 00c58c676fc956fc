"""What the fault tests start as processes of their own: `python crowd.py WHAT TARGET NUMBER ...`.

Children are forked before any store is open, so that each has connections of its own. The outcome is
one JSON object on standard output.
"""

import json
import os
import random
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from leadtui.domain.fields import Kind
from leadtui.domain.qualification import NEW, Request, Sale
from leadtui.domain.results import Conflict, Done, Refusal, Result
from leadtui.store import Session, create_store, migrations, open_session, qualify, user_add, verify
from leadtui.store.migrations import Migration
from leadtui.store.operation import Op
from leadtui.store.writing import command

WRITERS = 3
REQUEST = Request(NEW, NEW, (Sale(),), duplicates_reviewed=True, why="asked for a quote")


def leads(session: Session, count: int) -> None:
    """So many leads that nothing holds back, each of a company of its own."""
    rows = [
        {
            "first_name": "Ida", "last_name": f"Meier {n}", "company": f"Company {n}", "topic": "Pumps",
            "email": f"ida@company{n}.example", "owner": "ada",
        }
        for n in range(count)
    ]  # fmt: skip

    def work(op: Op) -> Result:
        return op.done(Kind.LEAD, op.insert_many(Kind.LEAD, rows, "import")[0])

    command(session, "import", work)


def fork(work: Callable[[], object]) -> int:
    """The number of a child that does the work and ends."""
    child = os.fork()
    if child:
        return child
    try:
        work()
        os._exit(0)
    finally:  # an error ends the child too, told on standard error
        sys.excepthook(*sys.exc_info())
        os._exit(1)


def kills(target: str, count: int, seed: int) -> dict[str, Any]:
    """Three writers qualify lead after lead; one after the other is killed in the midst of it."""
    chance = random.Random(seed)
    with open_session(target, user="ada") as session:
        leads(session, count * 60)
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told"
        told.touch()
        began = time.monotonic()
        children = {fork(lambda n=n: _writer(target, n, told)): n for n in range(WRITERS)}
        for _ in range(count):
            _until_told(told, chance.randrange(1, 20))
            time.sleep(chance.uniform(0, 0.01))  # not always right after an answer
            child = chance.choice(list(children))
            number = children.pop(child)
            os.kill(child, signal.SIGKILL)
            ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            assert ended == -signal.SIGKILL, f"a writer ended by itself: {ended}"
            children[fork(lambda n=number: _writer(target, n, told))] = number
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        seconds = time.monotonic() - began
        acknowledged = [json.loads(line) for line in told.read_text().splitlines()]
    return {"kills": count + WRITERS, "seconds": round(seconds, 1), **_account(target, acknowledged)}


def _writer(target: str, number: int, told: Path) -> None:
    out = os.open(told, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with open_session(target, user="ada", login=f"writer {number}") as session:
        query = "SELECT id FROM lead WHERE state = 'open' AND id % ? = ? ORDER BY id LIMIT 200"
        while True:
            for (id,) in session.sql(query, (WRITERS, number)):
                answer = qualify(session, id, REQUEST, op_id=f"q{id}")
                assert isinstance(answer, Done), answer
                line = [id, answer.operation, answer.account, answer.contact, *answer.opportunities]
                os.write(out, json.dumps(line).encode() + b"\n")


def _until_told(told: Path, more: int) -> None:
    """Wait for so many more acknowledged writes, however long a busy machine takes over them."""
    enough = told.read_bytes().count(b"\n") + more
    while told.read_bytes().count(b"\n") < enough:
        time.sleep(0.002)


def _account(target: str, acknowledged: list[list[int]]) -> dict[str, Any]:
    """What was lost, and what is there by half."""
    with open_session(target, user="ada") as session:
        rows = session.sql(
            "SELECT q.lead, q.op, q.account, q.contact, s.opportunity FROM qualification q"
            " JOIN origin s ON s.op = q.op AND s.lead = q.lead AND s.created = 1"
            " JOIN lead ON lead.id = q.lead AND lead.state = 'qualified' AND lead.op = q.op"
            " JOIN account ON account.id = q.account AND account.lead = lead.id"
            " JOIN contact ON contact.id = q.contact AND contact.lead = lead.id"
            " AND contact.account = account.id"
            " JOIN opportunity ON opportunity.id = s.opportunity AND opportunity.lead = lead.id"
            " JOIN operation ON operation.id = q.op AND operation.result IS NOT NULL"
        )
        there = {row[0]: list(row) for row in rows}
        qualified = session.sql("SELECT count(*) FROM lead WHERE state = 'qualified'")[0][0]
        made = [session.sql(f"SELECT count(*) FROM {t}")[0][0] for t in ("account", "contact", "opportunity")]
        verdict = verify(session)
        return {
            "acknowledged": len(acknowledged),
            "lost": sum(there.get(line[0]) != line for line in acknowledged),
            "unacknowledged": len(there) - len(acknowledged),
            "half": abs(qualified - len(there)) + sum(abs(n - len(there)) for n in made),
            "open operations": session.sql("SELECT count(*) FROM operation WHERE result IS NULL")[0][0],
            "verified": verdict.ok,
            "events": verdict.events,
        }


def races(target: str, count: int, _: int) -> dict[str, Any]:
    """Two processes qualify each lead at the same moment; every other time naming the version they saw."""
    with open_session(target, user="ada") as session:
        leads(session, count)
        for number in range(2):
            user_add(session, f"rep{number}")
    start = get_context("fork").Barrier(2)
    results = _answers([lambda n=n: _racer(target, n, count, start) for n in range(2)])
    outcomes = [sorted(pair) for pair in zip(results[0]["outcomes"], results[1]["outcomes"], strict=True)]
    slow = sorted(results[0]["losses"] + results[1]["losses"])
    return {
        "races": count,
        "one winner": sum(pair.count("done") == 1 for pair in outcomes),
        "losers": {word: sum(word in pair for pair in outcomes) for word in ("closed", "conflict")},
        "wins": [results[n]["outcomes"].count("done") for n in range(2)],
        "told_ms_p50": slow[len(slow) // 2],
        "told_ms_p99": slow[len(slow) * 99 // 100],
        **{name: value for name, value in _account(target, []).items() if name in ("half", "verified")},
    }


def _answers(jobs: Sequence[Callable[[], Any]]) -> list[Any]:
    """What each job answers, run in a child of its own; one that fails fails us instead of holding us up."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / str(number) for number in range(len(jobs))]
        children = [
            fork(lambda job=job, file=file: file.write_text(json.dumps(job())))
            for job, file in zip(jobs, files, strict=True)
        ]
        ended = [os.waitpid(child, 0)[1] for child in children]
        assert not any(ended), f"children ended with {ended}"
        return [json.loads(file.read_text()) for file in files]


def _racer(target: str, number: int, count: int, start: Any) -> dict[str, Any]:
    outcomes: list[str] = []
    losses: list[float] = []
    with open_session(target, user=f"rep{number}") as session:
        for id in range(1, count + 1):
            version = 1 if id % 2 else None
            request = Request(NEW, NEW, (Sale(),), duplicates_reviewed=True, why="x", version=version)
            start.wait(30)
            began = time.perf_counter()
            answer = qualify(session, id, request)
            if not isinstance(answer, Done):
                assert answer.sentence and answer.fix
                losses.append(round((time.perf_counter() - began) * 1000, 2))
            outcomes.append(_word(answer))
    return {"outcomes": outcomes, "losses": losses}


def _word(answer: Result) -> str:
    match answer:
        case Done():
            return "done"
        case Refusal(code=code):
            return code
        case Conflict():
            return "conflict"


def starts(target: str, count: int, _: int) -> dict[str, Any]:
    """So many processes make or open the same store at the same moment, and each writes a lead."""
    start = get_context("fork").Barrier(count)

    def work() -> None:
        start.wait(30)
        with create_store(target, user="ada") as session:
            leads(session, 1)

    began = time.monotonic()
    ended = [os.waitpid(child, 0)[1] for child in [fork(work) for _ in range(count)]]
    seconds = round(time.monotonic() - began, 1)
    with open_session(target, user="ada") as session:
        return {
            "failed": sum(map(bool, ended)),
            "leads": session.sql("SELECT count(*) FROM lead")[0][0],
            "administrators": session.sql('SELECT count(*) FROM "user"')[0][0],
            "verified": verify(session).ok,
            "seconds": seconds,
        }


def migrations_at_once(target: str, count: int, _: int) -> dict[str, Any]:
    """So many processes migrate the same store at the same moment."""
    from leadtui.store import migrate

    create_store(target, user="ada").close()

    def shoes(session: Session) -> None:
        session.sql(session.dialect.ddl("ALTER TABLE lead ADD COLUMN shoe_size {int}"))
        time.sleep(0.05)

    new = migrations.CURRENT + 1
    migrations.MIGRATIONS = (*migrations.MIGRATIONS, Migration(new, "shoes", shoes))
    migrations.CURRENT = new
    start = get_context("fork").Barrier(count)

    def work() -> list[int]:
        start.wait(30)
        steps = migrate(target).steps
        open_session(target, user="ada").close()
        return steps

    ran = _answers([work] * count)
    return {"new": new, "ran": sorted(ran)[-2:]}


if __name__ == "__main__":
    _, what, place, number, *more = sys.argv
    report = {"kills": kills, "races": races, "starts": starts, "migrations": migrations_at_once}[what]
    print(json.dumps(report(place, int(number), int(more[0]) if more else 0)))
