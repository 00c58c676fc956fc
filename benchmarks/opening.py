"""Opening a plan beside opening the page of the same lead, which has a long past and looks like many."""

import statistics
import sys
from pathlib import Path

from benchmarks.children import home
from benchmarks.figures import Figure
from benchmarks.terminal import Terminal
from leadtui.domain.fields import Kind
from leadtui.domain.records import Activity
from leadtui.domain.results import Done
from leadtui.store import Session, create, duplicates_of, log, open_session

ROUNDS = 9
_TOPIC = "Quillwork looms"  # no other lead has it: the filter line finds this one alone
_FIRM = {"website": "quillwork.example", "phone": "+46 31 555 20 00", "city": "Malmö", "country": "Sweden"}
_PERSON = {
    "first_name": "Ingeborg",
    "last_name": "Quillwork",
    "company": "Quillwork Weavers AB",
    "email": "ingeborg@quillwork.example",
    "mobile": "+46 70 555 01 23",
}
_ALIKE = {Kind.LEAD: 20, Kind.CONTACT: 12, Kind.ACCOUNT: 8}
MATCHES = sum(_ALIKE.values())
ACTIVITIES = 300


def measure(folder: Path, target: Path, count: int) -> list[Figure]:
    """Open page and plan of one lead in turn, in one app, so that whatever else is done falls on both."""
    with open_session(target) as session:
        _fill(session)
    words = [sys.executable, "-m", "leadtui", "--db", str(target), "--view", "all"]
    pages: list[float] = []
    plans: list[float] = []
    with Terminal(words, environment=home(folder)) as terminal:
        terminal.settle()
        for keys in ("/", _TOPIC, "\r"):
            terminal.answer(keys)
        for _ in range(ROUNDS + 1):
            pages.append(_opened(terminal, "\r", "Ingeborg"))
            plans.append(_opened(terminal, "q", "Why"))
    # The first round loads what neither had needed before.
    page, plan = (statistics.median(each[1:]) for each in (pages, plans))
    return [
        Figure(
            "opening a lead",
            f"{page * 1000:.0f} ms",
            f"{MATCHES} matches, {ACTIVITIES} activities, {count:,} leads, 120x40: from Enter on the list to"
            f" the last byte on the pty, median of {ROUNDS}; the first time {pages[0] * 1000:.0f} ms",
        ),
        Figure(
            "opening its plan",
            f"{plan * 1000:.0f} ms",
            f"the same by q, in turn with it; the first time {plans[0] * 1000:.0f} ms",
        ),
        Figure(
            "ratio of plan and lead",
            f"{plan / page:.2f}",
            "the medians above",
            "at most 2",
            plan <= 2 * page,
        ),
    ]


def _opened(terminal: Terminal, key: str, sought: str) -> float:
    """Seconds until all of it is there; then back to the list."""
    before = len(terminal.seen)
    seconds = terminal.answer(key)
    if sought.encode() not in terminal.seen[before:]:
        raise RuntimeError(f"{sought!r} did not come: {bytes(terminal.seen[before:])!r}")
    terminal.answer("\x1b")
    return seconds


def _fill(session: Session) -> None:
    """The lead, what looks like it, and its activities: each written as the product writes it."""
    number = _made(create(session, Kind.LEAD, {**_PERSON, **_FIRM, "topic": _TOPIC})).id
    for kind, many in _ALIKE.items():
        for _ in range(many):
            _made(create(session, kind, _values(kind)))
    for place in range(ACTIVITIES):
        note = Activity(kind="note", text=f"Call {place}: asks for prices of {place + 2} looms.", done=True)
        _made(log(session, Kind.LEAD, number, note))
    found = len(duplicates_of(session, Kind.LEAD, number).matches)
    if found != MATCHES:
        raise RuntimeError(f"{found} matches instead of {MATCHES}")


def _values(kind: Kind) -> dict[str, object]:
    if kind is Kind.ACCOUNT:
        return {"name": _PERSON["company"], **_FIRM}
    return {**_PERSON, **_FIRM}


def _made(result: object) -> Done:
    if not isinstance(result, Done):
        raise TypeError(str(result))
    return result
