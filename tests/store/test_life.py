"""A lead's life against a small model: whatever the order of commands, the store and the rules agree."""

from pathlib import Path
from tempfile import TemporaryDirectory

from clocks import FakeClock
from colleagues import joined
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
)
from making import another, conflict, done, refused, standing
from repeats import times

from leadtui.domain.fields import Kind
from leadtui.domain.qualification import Request
from leadtui.domain.records import Activity
from leadtui.domain.results import Conflict, Done
from leadtui.store import (
    Session,
    create_store,
    disqualify,
    edit,
    log,
    open_session,
    qualify,
    reactivate,
    undo,
    undoable,
    verify,
)


class Life(RuleBasedStateMachine):
    """The model: state, cycle, topic and open opportunities of each lead, and the ways back."""

    leads = Bundle("leads")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        path = str(Path(self.folder.name) / "life.db")
        create_store(path, user="ada", login="ada").close()
        self.clock = FakeClock()
        self.store: Session = open_session(path, user="ada", login="ada", clock=self.clock)
        self.other: Session = joined(path, "mia", clock=self.clock)
        self.model: dict[int, dict[str, object]] = {}
        self.version: dict[int, int] = {}
        self.back: list[tuple[int, int, dict[str, object]]] = []

    @initialize(target=leads)
    def two_leads(self):
        return multiple(self._made(1), self._made(2))

    def _made(self, number: int) -> int:
        id = another(self.store, number)
        self.model[id] = {"state": "open", "reason": "new", "cycle": 1, "topic": "Scanners for three shops"}
        self.version[id] = 1
        return id

    def _did(self, id: int, answer: object, **after: object) -> None:
        assert isinstance(answer, Done), answer
        if answer.version != self.version[id]:
            self.back.append((answer.operation, id, self.model[id]))
        self.model[id] = {**self.model[id], **after}
        self.version[id] = answer.version

    @rule(id=leads, reviewed=st.booleans())
    def qualify_it(self, id: int, reviewed: bool) -> None:
        answer = qualify(self.store, id, Request(why="Yes.", duplicates_reviewed=reviewed))
        if self.model[id]["state"] != "open":
            refused(answer, "closed")
        else:
            self._did(id, answer, state="qualified", reason="qualified")

    @rule(id=leads, reason=st.sampled_from(["lost", "poor_fit", "merged", "nonsense"]))
    def disqualify_it(self, id: int, reason: str) -> None:
        answer = disqualify(self.store, id, reason, opportunity="keep")
        if self.model[id]["state"] != "open":
            refused(answer, "closed")
        elif reason in ("merged", "nonsense"):
            refused(answer, "reason")
        else:
            self._did(id, answer, state="disqualified", reason=reason)

    @rule(id=leads)
    def reactivate_it(self, id: int) -> None:
        answer = reactivate(self.store, id)
        if self.model[id]["state"] == "open":
            refused(answer, "open")
        else:
            self._did(id, answer, state="open", reason="new", cycle=int(str(self.model[id]["cycle"])) + 1)

    @rule(id=leads, topic=st.sampled_from(["Ink", "Labels", "Scanners"]))
    def edit_it(self, id: int, topic: str) -> None:
        answer = edit(self.store, Kind.LEAD, id, {"topic": topic})
        if self.model[id]["state"] != "open":
            refused(answer, "closed")
        else:
            self._did(id, answer, topic=topic)

    @rule(id=leads)
    def call_them(self, id: int) -> None:
        answer = log(self.store, Kind.LEAD, id, Activity(kind="call", outbound=True))
        first = self.model[id]["state"] == "open" and self.model[id]["reason"] == "new"
        if first:
            self._did(id, answer, reason="contacted")
        else:
            assert isinstance(answer, Done)
            assert answer.version == self.version[id]
            self.back.append((answer.operation, id, self.model[id]))

    @rule(id=leads)
    def come_late(self, id: int) -> None:
        if self.version[id] > 1 and self.model[id]["state"] == "open":
            conflict(edit(self.other, Kind.LEAD, id, {"topic": "Late"}, version=self.version[id] - 1))

    @precondition(lambda self: self.back)
    @rule()
    def take_back(self) -> None:
        operation, id, before = self.back.pop()
        last = undoable(self.store)
        assert last is not None
        assert last.id == operation
        answer = done(undo(self.store))
        assert answer.id == id
        self.model[id] = before
        self.version[id] = answer.version

    @rule(id=leads)
    def not_mine(self, id: int) -> None:
        assert undoable(self.other) is None
        refused(undo(self.other), "nothing")

    @invariant()
    def the_store_agrees(self) -> None:
        for id, model in self.model.items():
            lead = standing(self.store, id)
            seen = {
                "state": str(lead.state),
                "reason": lead.status_reason,
                "cycle": lead.cycle,
                "topic": lead.topic,
            }
            assert seen == model
            assert (lead.closed_at is None) == lead.is_open
            assert lead.version == self.version[id]

    def teardown(self) -> None:
        assert verify(self.store).ok
        self.store.close()
        self.other.close()
        self.folder.cleanup()


TestLife = Life.TestCase
TestLife.settings = settings(
    max_examples=times(15, 500),
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
__all__ = ["Conflict", "TestLife"]
