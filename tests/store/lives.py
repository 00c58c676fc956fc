"""The small model of a book that `test_life` holds against the store: what it says must come of a command.

Of each lead and opportunity it knows the little that decides on answers; of each command what it wrote.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from invariants import Ref, Rows
from rule_books import CREDIT

from leadtui.domain.fields import Kind

_POOR_FIT = """[[reason]]
id = "poor_fit"
label = "Does not fit"
state = "disqualified"
offered = true
"""
_TALK = """[[item]]
id = "talk"
label = "Talk"
required = "block"
kind = "activity"
"""
RULES: dict[str, tuple[tuple[tuple[str, str], ...], str]] = {  # pieces of the shipped rule book put otherwise
    "shipped": ((), ""),
    "credit": ((), CREDIT),
    "talk": ((), _TALK),
    "keep": ((('ticks = "clear"', 'ticks = "keep"'), ('note = "optional"', 'note = "required"')), CREDIT),
    "one": ((("opportunities = 5", "opportunities = 1"), (_POOR_FIT, "")), ""),
}


@dataclass(frozen=True, slots=True)
class LeadModel:
    """A lead.

    Attributes:
        joined: the opportunities that its qualifications made or joined; ``detached``: those let go since.
        past: it was qualified past its checklist.
        account: the one that it became last, and by which operation; 0 for none.
        gone: its creation was taken back.
    """

    state: str = "open"
    reason: str = "new"
    cycle: int = 1
    topic: str | None = None
    parked: date | None = None
    ticked: bool = False
    past: bool = False
    joined: frozenset[int] = frozenset()
    detached: frozenset[int] = frozenset()
    account: tuple[int, int] = (0, 0)
    gone: bool = False

    @property
    def is_open(self) -> bool:
        return self.state == "open"


@dataclass(frozen=True, slots=True)
class SaleModel:
    """An opportunity, and the lead that it says it came of."""

    lead: int
    outcome: str = "open"


@dataclass(slots=True)
class Deed:
    """One command that was carried out.

    Attributes:
        wrote: the records of which its events tell, with the fields that they say differ.
        made: the new ones.
        before: what the model knew before it; `rows`: what stood before it.
        pair: winner and loser of a merge.
    """

    number: int
    kind: str
    by: str
    at: datetime
    wrote: dict[Ref, set[str]]
    made: set[Ref]
    before: "Book"
    rows: Rows
    pair: tuple[Ref, Ref] | None = None
    ruled: bool = False  # it put another rule book in force
    undone: bool = False

    @property
    def lasting(self) -> bool:
        """Whether it stays: nothing takes it back."""
        return self.kind in ("policy", "unmerge")

    @property
    def changed(self) -> set[Ref]:
        return {ref for ref, fields in self.wrote.items() if fields}

    @property
    def undoing(self) -> bool:
        """Whether it takes another one back: it is no news then, and stays."""
        return self.kind in ("undo", "unmerge")


class Book:
    """Leads and opportunities as the model has them; a copy costs nothing."""

    def __init__(self, leads: dict[int, LeadModel], sales: dict[int, SaleModel]) -> None:
        self.leads = leads
        self.sales = sales

    def copy(self) -> "Book":
        return Book(dict(self.leads), dict(self.sales))

    def lead(self, id: int, **after: Any) -> None:
        self.leads[id] = replace(self.leads[id], **after)

    def came_of(self, leads: list[int]) -> list[int]:
        """Opportunities that stand and came of these leads, in any of their lives, the newest first."""
        joined = frozenset[int]().union(*(self.leads[id].joined for id in leads))
        found = (id for id, sale in self.sales.items() if sale.lead in leads or id in joined)
        return sorted(found, reverse=True)

    def open_of(self, leads: list[int]) -> list[int]:
        """The open ones of them that do not go on without these leads."""
        gone = frozenset[int]().union(*(self.leads[id].detached for id in leads))
        return [id for id in self.came_of(leads) if self.sales[id].outcome == "open" and id not in gone]

    def back(self, deed: Deed) -> None:
        """As before that deed, as far as it changed anything."""
        for kind, id in deed.changed:
            if kind is Kind.LEAD:
                was = deed.before.leads.get(id)
                self.leads[id] = replace(self.leads[id], gone=True) if was is None else was
            elif kind is Kind.OPPORTUNITY and id in deed.before.sales:
                self.sales[id] = deed.before.sales[id]
            elif kind is Kind.OPPORTUNITY:
                del self.sales[id]


class Deeds:
    """All commands so far, and what may be taken back of them."""

    def __init__(self) -> None:
        self.all: list[Deed] = []

    def last_of(self, user: str, since: datetime) -> Deed | None:
        """The one that undo would name."""
        own = (deed for deed in reversed(self.all) if deed.by == user and deed.at >= since)
        return next((d for d in own if (d.wrote or d.ruled) and not d.undone and d.kind != "undo"), None)

    def in_the_way(self, deed: Deed, now: Rows) -> bool:
        """Whether something happened since to what it wrote, or hangs on what it made."""
        return any(self._later(deed)) or any(_hanging(deed, now))

    def _later(self, deed: Deed) -> Iterator[Deed]:
        for later in self.all:
            counts = later.number > deed.number and not later.undone and not later.undoing
            if counts and (later.changed & deed.wrote.keys() or later.wrote.keys() & deed.made):
                yield later

    def losers(self, book: Book, lead: int) -> list[int]:
        """A lead and those that were merged into it and stay so."""
        found = [lead]
        for id in found:
            for loser, other in book.leads.items():
                deed = self.merge_of((Kind.LEAD, loser)) if other.reason == "merged" else None
                if deed and deed.pair and deed.pair[0][1] == id and loser not in found:
                    found.append(loser)
        return found

    def survivor(self, ref: Ref, now: Rows) -> Ref:
        """The account that stands for one that was merged away."""
        while now[ref]["withdrawn"] and (deed := self.merge_of(ref)) and deed.pair:
            ref = deed.pair[0]
        return ref

    def merge_of(self, loser: Ref) -> Deed | None:
        """The last merge that gave a record up and was not taken back."""
        merges = (deed for deed in reversed(self.all) if deed.pair and deed.pair[1] == loser)
        return next((deed for deed in merges if not deed.undone), None)


def _hanging(deed: Deed, now: Rows) -> Iterator[Ref]:
    for ref, row in now.items():
        counts = ref[0] is Kind.ACTIVITY and not row["withdrawn"] and ref not in deed.wrote
        if counts and (Kind(row["about_kind"]), row["about_id"]) in deed.made:
            yield ref
