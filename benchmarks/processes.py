"""The processes of `benchmarks.matching`: started, talked to, ended."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.children import home
from benchmarks.kept import Book


def run(book: Book, target: str, count: int) -> tuple[float, Any]:
    """Checks in a new process: seconds until its first answer, and what it says."""
    began = time.perf_counter()
    child = begin("check", target, str(book.probes), str(count))
    next_line(child)
    first = time.perf_counter() - began
    assert child.stdout is not None
    out = child.stdout.read()
    if child.wait():
        raise RuntimeError(f"checks ended with {child.returncode}")
    return first, json.loads(out)


def bare() -> float:
    """Seconds that Python takes to start and end: what else the machine does is in it too."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - began


def lines_of(*words: str) -> list[str]:
    """What a program of `benchmarks.checking` says."""
    out = subprocess.run(
        [sys.executable, "-m", "benchmarks.checking", *words], capture_output=True, check=True
    )
    return out.stdout.decode().splitlines()


def begin(*words: str) -> subprocess.Popen[bytes]:
    """Start a program of `benchmarks.checking` to talk to."""
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.checking", *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, **home(Path(tempfile.gettempdir()))},
    )


def next_line(child: subprocess.Popen[bytes]) -> bytes:
    """Its next line, waited for; raises where it ended."""
    assert child.stdout is not None
    line = child.stdout.readline()
    if not line:
        raise RuntimeError(f"{child.args} ended with {child.wait()}")
    return line


@contextmanager
def beside(book: Book, target: str) -> Generator[None]:
    """Another process writes without pause meanwhile, to the same book."""
    child = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.checking", "write", target, str(book.others)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        time.sleep(1)
        yield
        assert child.poll() is None, "the writer ended"
    finally:
        child.kill()
        child.wait()


def drop_pages(path: Path) -> None:
    """Have the system forget what it holds of the file."""
    for each in path.parent.glob(f"{path.name}*"):
        file = os.open(each, os.O_RDONLY)
        try:
            os.fsync(file)
            os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        finally:
            os.close(file)


@contextmanager
def postgres() -> Generator[Callable[[], str]]:
    """Empty databases of a PostgreSQL of our own, by the wheel that the tests use."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
    from engines import Server  # pyright: ignore[reportMissingImports]

    server = Server()
    try:
        yield lambda: server.fresh("template0")
    finally:
        server.stop()
