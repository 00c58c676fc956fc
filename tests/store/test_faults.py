"""Whatever statement of a command fails: nothing is half-written, and the same command then succeeds."""

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from breaking import Tables, dump, fail_everywhere
from clocks import FakeClock
from copies import copied
from engines import Server
from invariants import hold, rows
from making import another, done
from rule_books import CREDIT, amended, ruled, with_item
from staffed import staffed
from test_merging import accounts, contacts
from test_rights import CALLS, UPKEEP, Call

from leadtui import store as desk
from leadtui.domain.bulk import Act, Asked, Run
from leadtui.domain.fields import Kind
from leadtui.domain.qualification import Request, Sale
from leadtui.domain.results import Done, Refusal
from leadtui.store import Session, create_store, open_session
from leadtui.store.bulk_parts import OfRun

# Each is several transactions, and goes on where it stopped; what they write:
STEPS = {"begin_run", "judge", "judge_step", "rebuild_matches", "rebuild_step", "refit"}
BY_STEPS = {
    "meta", "match_key", "match_record", "match_count", "match_pair", "bulk_run", "bulk_row", "counter",
}  # fmt: skip
NUMBERS = count(1)


def _other_policy(session: Session) -> object:
    """Another text at each try: what a failed one said is in force nowhere, nor remembered."""
    changes = (('label = "Lost"', 'label = "Gone"'), ("warn = 0.5", "warn = 0.4"))
    return desk.apply_policy(session, amended(session, *changes, more=f"{CREDIT}# {next(NUMBERS)}\n"))


def _qualify_several(session: Session) -> object:
    sales = (Sale(1), Sale(), Sale())
    return desk.qualify(
        session, 4, Request(account=1, opportunities=sales, why="Yes.", duplicates_reviewed=True)
    )


def _disqualify_wholly(session: Session) -> object:
    kept = Request(duplicates_reviewed=True)
    return desk.disqualify(session, 2, "lost", opportunity="lost", because="price", people=kept)


def _run(session: Session) -> object:
    """A run of two, of which one is written."""
    run = desk.begin_run(session, Asked(Act.ASSIGN, {"owner": "rep"}), [1, 5], "marked", op_id="R")
    assert isinstance(run, Run)
    with session.part_of(OfRun(run.id, 5, 2)):
        return done(desk.assign(session, 5, "rep"))


MORE: dict[str, Call] = {
    "begin_run": lambda s: desk.begin_run(
        s, Asked(Act.ASSIGN, {"owner": "rep"}), [1, 5], "marked", op_id="R"
    ),
    "disqualify_keeping_people_losing_sales": _disqualify_wholly,
    "merge_accounts": lambda s: desk.merge(s, Kind.ACCOUNT, 2, 3),
    "merge_contacts": lambda s: desk.merge(s, Kind.CONTACT, 2, 3),
    "other_policy": _other_policy,
    "qualify_several_and_join": _qualify_several,
    "undo_of_a_merge": lambda s: desk.undo(s),
    "undo_of_a_qualification": lambda s: desk.undo(s),
    "unmerge_accounts": lambda s: desk.unmerge(s, Kind.ACCOUNT, 3),
}
EVERY = {**CALLS, **MORE}
ON_BOTH = (
    "apply_policy", "create", "disqualify_keeping_people_losing_sales", "import_batch", "merge",
    "merge_accounts", "qualify_several_and_join", "reactivate", "undo_of_a_qualification",
)  # fmt: skip


def _rule(session: Session) -> object:
    return ruled(session, more='[[assign]]\nid = "turns"\namong = ["rep"]\n')


def _merged(session: Session) -> object:
    return done(desk.merge(session, Kind.ACCOUNT, *accounts(session)))


def _outsiders_lead(session: Session) -> object:
    begun = desk.start_import(session, "x.csv", "digest", Kind.LEAD, {})
    row = desk.ImportRow(2, {"last_name": "Wang", "owner": "Outsider"})
    return desk.import_batch(session, begun.id, [row], 1)


FIRST: dict[str, Callable[[Session], object]] = {  # what has to be there before
    "adopt_owner_name": _outsiders_lead,
    "assign_by_rules": _rule,
    "begin_taking_back": _run,
    "disqualify_keeping_people_losing_sales": lambda s: done(desk.reactivate(s, 2)),
    "end_run": _run,
    "finish_import": lambda s: desk.start_import(s, "x.csv", "d", Kind.LEAD, {}),
    "import_batch": lambda s: desk.start_import(s, "x.csv", "d", Kind.LEAD, {}),
    "merge_accounts": accounts,
    "merge_contacts": contacts,
    "note_kept": _run,
    "note_rows": _run,
    "drop_rows": _run,
    "undrop_rows": _run,
    "tick": lambda s: ruled(s, more=with_item('kind = "manual"', id="budget")),
    "undo_of_a_merge": _merged,
    "undo_of_a_qualification": lambda s: done(desk.qualify(s, 1, Request(account=1, why="Yes."))),
    "unmerge_accounts": _merged,
}


def _make(path: Path) -> None:
    create_store(path, user="ada", login="ada").close()
    with open_session(path, user="ada", login="ada", clock=FakeClock()) as session:
        staffed(session)


@pytest.fixture
def book(tmp_path: Path, clock: FakeClock) -> Iterator[Session]:
    path = copied(tmp_path / "staffed.db", "staffed", _make)
    with open_session(path, user="ada", login="ada", clock=clock) as session:
        yield session


@pytest.fixture(scope="module")
def template(postgres: Server) -> str:
    """Name of such a book on PostgreSQL."""
    url = postgres.fresh()
    with open_session(url, user="ada", login="ada", clock=FakeClock()) as session:
        staffed(session)
    return urlsplit(url).path[1:]


@pytest.mark.parametrize("name", EVERY)
def test_a_command_that_fails_at_any_statement_leaves_nothing(book: Session, name: str) -> None:
    fails(book, name)


@pytest.mark.parametrize("name", ON_BOTH)
def test_so_it_is_on_postgresql(postgres: Server, template: str, clock: FakeClock, name: str) -> None:
    url = postgres.fresh(template)
    with open_session(url, user="ada", login="ada", clock=clock) as session:
        fails(session, name)
    postgres.drop(url)


def fails(book: Session, name: str) -> None:
    if name in FIRST:
        FIRST[name](book)
    before = dump(book)
    answer, statements = fail_everywhere(book, lambda: EVERY[name](book), look_for(name))
    assert not isinstance(answer, Refusal), answer
    assert not (isinstance(answer, Done) and answer.repeated)
    assert statements > 4 and dump(book) != before
    desk.judge(book)
    assert desk.policy(book).text == book.sql("SELECT body FROM policy ORDER BY id DESC")[0][0]
    hold(book, rows(book))


@pytest.mark.parametrize("name", UPKEEP)
def test_upkeep_that_fails_at_any_statement_is_done_the_next_time(book: Session, name: str) -> None:
    if name in FIRST:
        FIRST[name](book)
    elif name in STEPS:
        ruled(book, ("warn = 0.5", "warn = 0.4"), more=CREDIT)
        another(book, 8)
    answer, _ = fail_everywhere(book, lambda: UPKEEP[name](book), look_for(name))
    assert not isinstance(answer, Refusal), answer
    assert name != "judge" or not desk.judging_due(book)
    assert name != "rebuild_matches" or not desk.matches_due(book)
    hold(book, rows(book))


def look_for(name: str) -> Callable[[Session], Tables]:
    """What has to be as it was after a failure."""
    if name not in STEPS:
        return dump
    return lambda session: {table: rows for table, rows in dump(session).items() if table not in BY_STEPS}
