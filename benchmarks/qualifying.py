"""Leads qualified a second, each a transaction of its own that is on disk when it is acknowledged."""

import json
from pathlib import Path

from benchmarks.children import home, run
from benchmarks.figures import Figure


def measure(folder: Path, target: Path, count: int) -> list[Figure]:
    """Qualify many by one command; each makes account, contact and opportunity."""
    base = ["-m", "leadtui", "--db", str(target)]
    wanted = ["lead", "list", "--view", "open", "--limit", str(count), "--json"]
    ids = [json.loads(line)["id"] for line in run([*base, *wanted], home(folder)).out.splitlines()]
    numbers = folder / "ids"
    numbers.write_text("".join(f"{number}\n" for number in ids))
    run([*base, "lead", "assign", "me", "--ids", str(numbers), "--json"], home(folder))
    decide = ["--account", "new", "--contact", "new", "--opportunity", "new", "--why", "fair"]
    done = run([*base, "lead", "qualify", "--ids", str(numbers), *decide, "--json"], home(folder))
    start = run([*base, "lead", "list", "--limit", "0"], home(folder)).seconds
    seconds = done.seconds - start
    return [
        Figure(
            "qualify",
            f"{len(ids) / seconds:,.0f} leads/s",
            f"{len(ids)} by `leadtui lead qualify --ids`, one transaction each, synchronous FULL, "
            f"start-up of {start * 1000:.0f} ms taken off",
        )
    ]
