"""Programs run on their own, so that time and memory are theirs alone."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Run:
    """How one program did.

    Attributes:
        seconds: wall time.
        processor: seconds of processor time, user and system.
        peak: highest resident memory in MB.
        out: its standard output.
    """

    seconds: float
    processor: float
    peak: float
    out: str


def run(words: Sequence[str], environment: Mapping[str, str] | None = None) -> Run:
    """Run Python with these words and wait; raises where it fails."""
    began = time.perf_counter()
    child = subprocess.Popen(
        [sys.executable, *words], stdout=subprocess.PIPE, env={**os.environ, **(environment or {})}
    )
    assert child.stdout is not None
    out = child.stdout.read().decode()
    # wait4 instead of wait: it gives the usage of this very child, not of all there ever were.
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - began
    if child.returncode:
        raise RuntimeError(f"{' '.join(words)} ended with {child.returncode}: {out[-2000:]}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out)


def home(folder: Path) -> dict[str, str]:
    """An environment in which nothing of the user's own settings counts.

    Bytecode is kept beside, as an installed program has it: where `PYTHONDONTWRITEBYTECODE` is set, a
    program run from its sources would compile them at each start, and a library it is held against not.
    """
    return {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "LEADTUI_CONFIG": str(folder / "config.toml"),
        "LEADTUI_STATE": str(folder / "state"),
        "TERM": "xterm-256color",
        "COLORTERM": "truecolor",
    }
