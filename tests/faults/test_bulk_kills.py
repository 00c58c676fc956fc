"""Many leads at once, the process killed at random moments: each lead is written exactly once."""

import json
import subprocess
import sys
from pathlib import Path

from repeats import LONG, long, times

CROWD = Path(__file__).with_name("bulk_crowd.py")


@long
def test_500_leads_killed_and_resumed_are_each_done_once_and_reported_exactly(target: str) -> None:
    kills = times(4, 50)
    ran = subprocess.run(
        [sys.executable, CROWD, target, str(kills), "7"],
        capture_output=True,
        text=True,
        timeout=3600 if LONG else 250,
    )
    assert ran.returncode == 0, ran.stderr[-4000:]
    found = json.loads(ran.stdout)
    print(f"\n{found}")
    assert found["kills"] == kills
    assert found["phase"] == "ended"
    assert found["tally"] == {"done": 400, "queued": 100, "refused": 0, "conflict": 0, "waiting": 0}
    assert found["codes"] == {"": 400, "checklist": 60, "duplicates": 40}
    assert (found["leads"], found["needs you"]) == (500, 100)
    assert found["exact"] and found["verified"]
    assert found["made"] == {"account": 400, "contact": 400, "opportunity": 400}
    assert found["operations"]["qualify"] == 400
