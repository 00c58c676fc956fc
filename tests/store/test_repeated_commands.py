"""Every command of the surface is done once, however often it is asked for under one name."""

from dataclasses import replace
from functools import partial
from inspect import signature
from typing import Any

import pytest
from making import done, refused
from rule_books import ruled, with_item
from staffed import staffed
from test_rights import CALLS, NOTE, TOMORROW, shipped

from leadtui import store as desk
from leadtui.domain.fields import Kind
from leadtui.domain.match import Verdict
from leadtui.domain.qualification import NONE, Request
from leadtui.domain.results import Result
from leadtui.store import NotFound, Session

COMMANDS = [name for name in CALLS if signature(getattr(desk, name)).return_annotation == Result]
OF_TEAMS = {  # a value of the list of teams is written by functions of its own
    "define_value": lambda s: desk.define_value(s, "team", {"label": "North"}),
    "change_value": lambda s: desk.change_value(s, "team", "south", {"label": "Sud"}),
    "merge_values": lambda s: desk.merge_values(s, "team", "south", "west"),
    "retire_value": lambda s: desk.retire_value(s, "team", "south"),
}


@pytest.fixture
def book(store: Session) -> Session:
    staffed(store)
    rule = '[[assign]]\nid = "all"\nlabel = "All to the rep"\nto = "manager"\n'
    ruled(store, more=with_item('kind = "manual"', id="budget", label="Budget", required="advise") + rule)
    begun = desk.start_import(store, "x.csv", "digest", Kind.LEAD, {})
    row = desk.ImportRow(2, {"last_name": "Wang", "owner": "Outsider"})
    assert desk.import_batch(store, begun.id, [row], 1).stored == 1
    for team in ("south", "west"):
        done(desk.team_add(store, team))
    done(desk.create(store, Kind.ACCOUNT, {"name": "Zed"}))  # the last one, which may be taken back
    return store


OTHERS = {  # each command of the surface, told something else than in `CALLS`
    "adopt_owner_name": lambda s: desk.adopt_owner_name(s, "Outsider", "manager"),
    "apply_policy": lambda s: desk.apply_policy(s, f"{shipped(s)}# Another remark.\n"),
    "assign": lambda s: desk.assign(s, 1, None),
    "assign_by_rules": lambda s: desk.assign_by_rules(s, 1),
    "change_value": lambda s: desk.change_value(s, "source", "web", {"label": "Site"}),
    "claim": lambda s: desk.claim(s, 5),
    "create": lambda s: desk.create(s, Kind.LEAD, {"last_name": "Ober"}),
    "decide": lambda s: desk.decide(s, (Kind.LEAD, 1), (Kind.LEAD, 6), Verdict.DIFFERENT),
    "define_value": lambda s: desk.define_value(s, "campaign", {"label": "Autumn"}),
    "disqualify": lambda s: desk.disqualify(s, 1, "canceled"),
    "edit": lambda s: desk.edit(s, Kind.LEAD, 1, {"city": "Linz"}),
    "finish": lambda s: desk.finish(s, 999),
    "follow_up": lambda s: desk.follow_up(s, 1, None),
    "log": lambda s: desk.log(s, Kind.LEAD, 1, replace(NOTE, text="Wrote.")),
    "lose": lambda s: desk.lose(s, 1, "no_budget"),
    "merge": lambda s: desk.merge(s, Kind.LEAD, 5, 1),
    "merge_values": lambda s: desk.merge_values(s, "source", "web", "event"),
    "move": lambda s: desk.move(s, 1, "develop"),
    "park": lambda s: desk.park(s, 1, s.today() + 2 * TOMORROW),
    "qualify": lambda s: desk.qualify(s, 1, Request(why="Yes.", contact=NONE)),
    "reactivate": lambda s: desk.reactivate(s, 2, "They called."),
    "reinstate_value": lambda s: desk.reinstate_value(s, "source", "partner"),
    "reopen": lambda s: desk.reopen(s, 2, "They called."),
    "retire_value": lambda s: desk.retire_value(s, "source", "partner"),
    "set_match_policy": lambda s: desk.set_match_policy(s, {"warn": 0.45}),
    "team_add": lambda s: desk.team_add(s, "east"),
    "tick": lambda s: desk.tick(s, 1, "budget", "not_needed"),
    "undo": lambda s: desk.undo(s, 1),
    "unmerge": lambda s: desk.unmerge(s, Kind.LEAD, 4),
    "user_add": lambda s: desk.user_add(s, "new", role="manager"),
    "user_remove": lambda s: desk.user_remove(s, "support", "rep"),
    "user_set": lambda s: desk.user_set(s, "rep", {"name": "Rina"}),
    "user_role": lambda s: desk.user_role(s, "rep", "support"),
    "win": lambda s: desk.win(s, 1, "At last."),
}


def test_each_is_told_something_else_here() -> None:
    assert OTHERS.keys() == set(COMMANDS)


@pytest.mark.parametrize("name", OTHERS)
def test_other_content_under_the_same_name_is_refused(
    book: Session, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, name, partial(getattr(desk, name), op_id="k"))
    done(CALLS[name](book))
    before = written(book)
    refused(OTHERS[name](book), "op_id")
    assert written(book) == before


def test_the_same_in_other_signs_is_the_same(book: Session) -> None:
    done(desk.edit(book, Kind.LEAD, 6, {"city": "Linz", "topic": None}, op_id="k"))
    assert done(desk.edit(book, Kind.LEAD, 6, {"topic": "", "city": " Linz\u200b "}, op_id="k")).repeated


def test_what_was_seen_is_not_what_was_asked(book: Session) -> None:
    asked = Request(why="Yes.", version=1, policy=desk.policy(book).version)
    done(desk.qualify(book, 1, asked, op_id="k"))
    again = replace(asked, version=2, policy=None, reviewed=frozenset({(Kind.LEAD, 5)}))
    assert done(desk.qualify(book, 1, again, op_id="k")).repeated


@pytest.mark.parametrize(
    "call",
    [
        lambda s: desk.user_set(s, "support", {"name": "Sue"}, op_id="k"),
        lambda s: desk.user_role(s, "support", "rep", op_id="k"),
    ],
)
def test_a_retry_is_answered_though_the_user_left(book: Session, call: Any) -> None:
    first = done(call(book))
    with book.acting("auditor", book.now()):
        refused(desk.user_set(book, "nobody", {"name": "N"}), "right")
    done(desk.user_remove(book, "support", "rep"))
    assert done(call(book)) == first._replace(repeated=True)
    with pytest.raises(NotFound):
        desk.user_set(book, "support", {"name": "Sue"})


def written(session: Session) -> list[list[tuple[Any, ...]]]:
    tables = ("operation", "event", '"user"', "team", "value", "lead")
    return [session.sql(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]


def test_they_are_most_of_what_writes() -> None:
    assert set(CALLS) - set(COMMANDS) == {"begin_run", "start_import", "import_batch", "finish_import"}


@pytest.mark.parametrize(("name", "call"), [*((each, CALLS[each]) for each in COMMANDS), *OF_TEAMS.items()])
def test_a_retry_under_the_same_name_answers_what_was_done(
    book: Session, name: str, call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, name, partial(getattr(desk, name), op_id="k"))
    first = done(call(book))
    before = written(book)
    again = done(call(book))
    assert (first.repeated, again.repeated) == (False, True)
    assert (again.operation, again.sentence) == (first.operation, first.sentence)
    assert written(book) == before
