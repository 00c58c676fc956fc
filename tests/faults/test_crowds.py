"""Many processes at one store: killed, racing, starting at the same moment. Figures are printed with -s."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from repeats import LONG, long, times

CROWD = Path(__file__).with_name("crowd.py")


def crowd(what: str, target: str, *numbers: int) -> dict[str, Any]:
    """What such a crowd reports."""
    run = subprocess.run(
        [sys.executable, CROWD, what, target, *map(str, numbers)],
        capture_output=True,
        text=True,
        timeout=3600 if LONG else 250,
    )
    assert run.returncode == 0, run.stderr[-4000:]
    print(f"\n{what}: {run.stdout.strip()}")
    assert not run.stderr
    return json.loads(run.stdout)


@long
def test_kills_lose_nothing_that_was_acknowledged_and_leave_nothing_by_half(target: str) -> None:
    count = times(40, 300) if not target.startswith("postgresql") else times(20, 300)
    found = crowd("kills", target, count, 7)
    assert found["kills"] >= count
    assert found["acknowledged"] >= count
    assert (found["lost"], found["half"], found["open operations"]) == (0, 0, 0)
    assert 0 <= found["unacknowledged"] <= found["kills"]
    assert found["verified"]


@long
def test_of_two_who_qualify_one_lead_exactly_one_wins_and_the_other_is_told(target: str) -> None:
    count = times(200, 2_000) if not target.startswith("postgresql") else times(100, 2_000)
    found = crowd("races", target, count)
    assert found["one winner"] == count
    assert sum(found["losers"].values()) == count
    assert set(found["losers"]) <= {"closed", "conflict"}  # exit 3 or 5, both with a sentence
    assert (found["half"], found["verified"]) == (0, True)


def test_sixteen_who_start_at_once_make_one_store(tmp_path: Path) -> None:
    found = crowd("starts", str(tmp_path / "x.db"), 16)
    assert (found["failed"], found["leads"], found["administrators"]) == (0, 16, 1)
    assert found["verified"]


def test_sixteen_who_start_at_once_make_one_store_on_postgresql(postgres) -> None:
    found = crowd("starts", postgres.fresh("template0"), 16)
    assert (found["failed"], found["leads"], found["administrators"]) == (0, 16, 1)


def test_sixteen_who_migrate_at_once_run_each_step_once(tmp_path: Path, postgres) -> None:
    for target in (str(tmp_path / "x.db"), postgres.fresh("template0")):
        found = crowd("migrations", target, 16)
        assert found["ran"] == [[], [found["new"]]]
    assert len(list(tmp_path.glob("*.backup"))) == 1
