"""What a person at a terminal would feel: the first rows, the bytes of a key, an idle screen."""

import statistics
import sys
from pathlib import Path

from benchmarks.children import home
from benchmarks.figures import Figure
from benchmarks.leads import MARK
from benchmarks.terminal import Terminal

LABEL = """
from textual.app import App
from textual.widgets import Label

class One(App):
    def compose(self):
        yield Label("READY-LABEL")

One().run()
"""
ROUNDS = 7
Start = tuple[float, float]  # seconds on the wall, seconds of processor


def _ours(folder: Path, target: Path) -> Terminal:
    words = [sys.executable, "-m", "leadtui", "--db", str(target), "--view", "all"]
    return Terminal(words, environment=home(folder))


def first_rows(folder: Path, target: Path, count: int) -> list[Figure]:
    """Start both in turn, so that whatever else the machine does falls on both."""
    label: list[Start] = []
    ours: list[Start] = []
    for _ in range(ROUNDS + 1):
        label.append(_start(Terminal([sys.executable, "-c", LABEL], environment=home(folder)), "READY-LABEL"))
        ours.append(_start(_ours(folder, target), MARK + "[0-9]"))
    # The first round warms the disk.
    base, base_work = map(statistics.median, zip(*label[1:], strict=True))
    time, work = map(statistics.median, zip(*ours[1:], strict=True))
    return [
        Figure(
            "first rows on screen",
            f"{time * 1000:.0f} ms",
            f"{count:,} leads, 120x40, process start to the first company on a pty, median of {ROUNDS}; "
            f"{work * 1000:.0f} ms of processor",
        ),
        Figure(
            "one-label Textual app",
            f"{base * 1000:.0f} ms",
            f"the same way, started in turn with the other, median of {ROUNDS}; "
            f"{base_work * 1000:.0f} ms of processor",
        ),
        Figure(
            "ratio of the two",
            f"{time / base:.2f}",
            f"the medians above; by processor time {work / base_work:.2f}, distorted less by others",
            "at most 1.5",
            time / base <= 1.5,
        ),
    ]


def _start(terminal: Terminal, sought: str) -> Start:
    with terminal:
        seconds = terminal.until(sought)
    return seconds, terminal.processor


def keys(folder: Path, target: Path) -> list[Figure]:
    """Bytes of keys while scrolling, of a page, and of nothing at all."""
    with _ours(folder, target) as terminal:
        terminal.until(MARK + "[0-9]")
        terminal.settle()
        first = terminal.press("j", 0.1)  # the panel beside the list empties at the first key
        steps = [terminal.press("j", 0.1) for _ in range(20)]
        panel = terminal.idle(1.0)
        terminal.settle()
        terminal.press("j", 0.1)  # the panel has filled again: empty it before a page is measured
        pages = [terminal.press("\x1b[6~", 0.15) for _ in range(5)]
        terminal.settle()
        idle = terminal.idle(5)
        memory = terminal.memory()
    step, page = statistics.median(steps), statistics.median(pages)
    return [
        Figure(
            "a cursor key",
            f"{step:.0f} bytes",
            f"bytes on the pty within 100 ms of each `j`, median of 20 after a first that empties the panel, "
            f"120x40; most: {max(steps)}; that first: {first}; the panel when it fills again: {panel}",
            "at most 350",
            step <= 350,
        ),
        Figure(
            "page down",
            f"{page:,.0f} bytes",
            f"bytes on the pty within 150 ms of each key, median of 5 after a `j` that empties the panel, "
            f"120x40; most: {max(pages):,}",
            "at most 7 KB",
            page <= 7168,
        ),
        Figure(
            "idle",
            f"{idle} bytes",
            "bytes on the pty in 5 s without a key, after all has settled",
            "0",
            idle == 0,
        ),
        Figure(
            "resident memory",
            f"{memory:.0f} MB",
            "VmRSS of the app after these keys, whole list open",
            "at most 70",
            memory <= 70,
        ),
    ]
