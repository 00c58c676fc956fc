"""Every "no" there is: each can be met, says what is the matter, and what mends it."""

import ast
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from making import a_lead, another, done
from staffed import staffed

import leadtui
from leadtui import store as desk
from leadtui.domain.bulk import Act, Asked, Run
from leadtui.domain.fields import Kind
from leadtui.domain.match import Verdict
from leadtui.domain.qualification import NEW, Request
from leadtui.domain.results import Refusal, Result
from leadtui.store import Session, edit, qualify

Met = Callable[[Session], object]
ONE, TWO = (Kind.LEAD, 1), (Kind.LEAD, 5)


def undone_twice(s: Session) -> Result:
    done(edit(s, Kind.LEAD, 1, {"city": "Graz"}))
    operation = s.sql("SELECT max(id) FROM operation")[0][0]
    done(desk.undo(s, operation))
    return desk.undo(s, operation)


def last_of(s: Session, kind: str) -> int:
    return s.sql("SELECT max(id) FROM operation WHERE kind = ?", [kind])[0][0]


def touched(s: Session) -> Result:
    done(edit(s, Kind.LEAD, 1, {"city": "Graz"}))
    mine = last_of(s, "edit")
    done(edit(s, Kind.LEAD, 1, {"city": "Wien"}))
    return desk.undo(s, mine)


def late(s: Session) -> Result:
    done(edit(s, Kind.LEAD, 1, {"city": "Graz"}))
    with s.acting("ada", s.now() + timedelta(days=2)):
        return desk.undo(s, last_of(s, "edit"))


def named_twice(s: Session) -> Result:
    done(edit(s, Kind.LEAD, 1, {"city": "Graz"}, op_id="x"))
    return edit(s, Kind.LEAD, 5, {"city": "Graz"}, op_id="x")


def ring(s: Session) -> Result:
    return edit(s, Kind.ACCOUNT, 1, {"parent": 1})


def twins(s: Session) -> Result:
    first = a_lead(s)
    a_lead(s)
    return qualify(s, first, Request(why="Yes."))


def as_auditor(s: Session) -> Result:
    with s.acting("auditor", s.now()):
        return edit(s, Kind.LEAD, 1, {"city": "Graz"})


def alone(s: Session) -> Result:
    done(desk.user_role(s, "boss", "rep"))
    return desk.user_role(s, "ada", "rep")


def imported_twice(s: Session) -> Refusal | None:
    """An import's second process is told within; nobody sees more than that nothing was written."""
    begun = desk.start_import(s, "x.csv", "d", Kind.LEAD, {})
    row = [desk.ImportRow(2, {"last_name": "Wang"})]
    assert not desk.import_batch(s, begun.id, row, 1).repeated
    return (
        Refusal("repeated", "Said.", "Mended.") if desk.import_batch(s, begun.id, row, 1).repeated else None
    )


def ruled_value(s: Session) -> Result:
    text = desk.policy(s).text
    item = '[[item]]\nid = "deal"\nlabel = "Deal"\nrequired = "advise"\nall = ["product"]'
    done(desk.apply_policy(s, f'{text}\n{item}\nwhen = "source:partner"'))
    return desk.merge_values(s, "source", "partner", "web")


def never_listed(s: Session) -> object:
    run = desk.begin_run(s, Asked(Act.ASSIGN, {"owner": "rep"}), [1, 5], "marked")
    s.sql("UPDATE bulk_run SET phase = 'filling'")
    assert isinstance(run, Run)
    return desk.resume_run(s, run.id)


MET: dict[str, Met] = {
    "administrator": alone,
    "checklist": lambda s: qualify(s, another(s, 9, topic=None), Request(why="Yes.")),
    "claimed": lambda s: desk.claim(s, a_lead(s, owner="rep")),
    "closed": lambda s: edit(s, Kind.LEAD, 2, {"city": "Graz"}),
    "command": lambda s: edit(s, Kind.OPPORTUNITY, 1, {"outcome": "won"}),
    "customer": lambda s: qualify(s, another(s, 9, company=None), Request(account=NEW, why="Yes.")),
    "duplicates": twins,
    "field": lambda s: edit(s, Kind.LEAD, 1, {"ctiy": "Graz"}),
    "fixed": lambda s: desk.merge_plan(s, Kind.LEAD, 1, 5, {"id": "loser"}),
    "identity": lambda s: desk.create(s, Kind.LEAD, {"city": "Graz"}),
    "item": lambda s: desk.tick(s, 1, "nmae"),
    "kind": lambda s: desk.merge_plan(s, Kind.OPPORTUNITY, 1, 2),
    "late": late,
    "login": lambda s: desk.user_add(s, "a b"),
    "merged": lambda s: desk.merge_plan(s, Kind.LEAD, 3, 5),
    "not_found": lambda s: qualify(s, 1, Request(account=999, why="Yes.")),
    "not_merged": lambda s: desk.unmerge(s, Kind.LEAD, 1),
    "not_yours": lambda s: desk.undo(s, s.sql("SELECT max(id) FROM operation WHERE actor = 'auditor'")[0][0]),
    "note": lambda s: desk.disqualify(s, 1, "other"),
    "nothing": lambda s: desk.decide(s, ONE, TWO, None),
    "op_id": named_twice,
    "open": lambda s: desk.reactivate(s, 1),
    "opportunity": lambda s: (done(desk.reactivate(s, 2)), desk.disqualify(s, 2, "lost"))[1],
    "no_rule": lambda s: desk.assign_by_rules(s, 6),
    "owned": lambda s: desk.assign_by_rules(s, 1),
    "owner": lambda s: desk.assign(s, 1, "nobody at all"),
    "owns": lambda s: desk.user_remove(s, "rep"),
    "parent": ring,
    "policy": lambda s: desk.apply_policy(s, "rules = 1"),
    "reason": lambda s: desk.disqualify(s, 1, "lots"),
    "record": lambda s: desk.disqualify(s, 1, "duplicate", record=(Kind.LEAD, 1)),
    "repeated": imported_twice,
    "retired": lambda s: (
        desk.retire_value(s, "source", "web"),
        desk.merge_values(s, "source", "other", "web"),
    )[1],
    "right": as_auditor,
    "role": lambda s: desk.user_add(s, "new", role="king"),
    "ruled": ruled_value,
    "same": lambda s: desk.decide(s, ONE, ONE, Verdict.DIFFERENT),
    "stage": lambda s: desk.move(s, 1, "propsoe"),
    "stopped": never_listed,
    "system": lambda s: edit(s, Kind.LEAD, 1, {"state": "qualified"}),
    "taken": lambda s: desk.define_value(s, "source", {"label": "Web"}),
    "email": lambda s: desk.user_set(s, "rep", {"email": "no address"}),
    "name": lambda s: desk.adopt_owner_name(s, "Nobody", "rep"),
    "touched": touched,
    "undone": undone_twice,
    "unknown": lambda s: desk.retire_value(s, "campaign", "Nowhere"),
    "value": lambda s: edit(s, Kind.LEAD, 1, {"follow_up": "soonish"}),
    "version": lambda s: edit(s, Kind.LEAD, 1, {"city": "Graz"}, version=999),
    "why": lambda s: qualify(s, 1, Request()),
    "yours": lambda s: desk.claim(s, a_lead(s)),
}


def codes() -> set[str]:
    """The code of every refusal that the source makes."""
    found: set[str] = set()
    for file in Path(leadtui.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Refusal":
                found |= {str(arg.value) for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return found


BY_COMMAND_ONLY = {"administrator", "owns", "policy"}
"""The codes that no screen can meet, so their mend may name a command."""


def test_every_code_is_met_here() -> None:
    assert codes() == MET.keys()


@pytest.fixture
def book(store: Session) -> Session:
    return staffed(store)


@pytest.mark.parametrize("code", MET)
def test_each_is_reachable_worded_and_says_what_mends_it(book: Session, code: str) -> None:
    no = MET[code](book)
    assert isinstance(no, Refusal) and no.code == code, no
    for said in (no.sentence, no.fix, no.command or no.fix):
        assert said and said.rstrip("`)")[-1] in ".?", said
        assert "None" not in said and "Kind." not in said
    assert "`" not in no.fix or code in BY_COMMAND_ONLY, "a command on a screen: it belongs into `command`"
    assert no.exit


@pytest.mark.parametrize(
    ("user", "lead", "command", "code"),
    [
        ("rep", 1, "qualify", "why"),
        ("rep", 2, "qualify", "closed"),
        ("rep", 2, "edit", "closed"),
        ("rep", 2, "log", None),
        ("rep", 1, "reactivate", "open"),
        ("rep", 2, "reactivate", None),
        ("rep", 3, "merge", "merged"),
        ("rep", 1, "merge", None),
        ("rep", 6, "qualify", "checklist"),
        ("support", 1, "qualify", "right"),
        ("support", 1, "disqualify", None),
        *(("auditor", 1, each, "right") for each in ("qualify", "disqualify", "edit", "assign", "merge")),
        *(("auditor", 1, each, "right") for each in ("log", "park", "follow_up", "tick")),
        ("auditor", 2, "reactivate", "right"),
        ("manager", 1, "assign", None),
        ("manager", 1, "claim", "claimed"),
        ("rep", 1, "claim", "yours"),
        ("rep", 2, "claim", "closed"),
        ("rep", 6, "claim", None),
        ("auditor", 6, "claim", "right"),
    ],
)  # fmt: skip
def test_why_not_names_what_blocks(
    book: Session, user: str, lead: int, command: str, code: str | None
) -> None:
    with book.acting(user, book.now()):
        no = desk.why_not(book, lead, command)
    assert (no and no.code) == code, no


def test_why_not_of_an_open_sale_and_of_a_twin(book: Session) -> None:
    done(desk.reactivate(book, 2))
    no = desk.why_not(book, 2, "disqualify")
    assert no and no.code == "opportunity"
    first = a_lead(book)
    a_lead(book)
    no = desk.why_not(book, first, "qualify")
    assert no and no.code == "duplicates"


def test_why_not_names_all_that_a_qualification_lacks_as_qualify_refuses_it(book: Session) -> None:
    first = a_lead(book)
    a_lead(book)
    no = desk.why_not(book, first, "qualify")
    assert no and no.code == "duplicates"
    assert "look the same" in no.sentence or "looks the same" in no.sentence
    assert f"why lead {first} qualifies" in no.sentence
    assert all(way in no.command for way in ("--account ID", "--duplicates-reviewed", "--why"))
    assert "5 decides" in no.fix and "--" not in no.fix
    assert {"duplicates_reviewed", "why"} <= set(no.fields)
    done(edit(book, Kind.LEAD, first, {"topic": ""}))
    gaps = desk.why_not(book, first, "qualify")
    assert gaps and gaps.code == "checklist" and "--why" in gaps.command and "topic" in gaps.fields
    # What is answered, each as the answer said, lets the qualification through.
    done(edit(book, Kind.LEAD, first, {"topic": "Shelves"}))
    done(qualify(book, first, Request(duplicates_reviewed=True, why="Yes.")))
