"""Many leads at once: asked once, finished behind the screen, the rest one by one, taken back as one."""

import sqlite3
from collections.abc import Callable
from contextlib import closing as ended
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from books import done
from copies import copied

from leadtui import store
from leadtui.actions import bulk
from leadtui.commands import of_scope
from leadtui.domain.bulk import Act, Asked, Run, asked
from leadtui.domain.closing import Fate
from leadtui.domain.fields import Kind
from leadtui.domain.plan import Request
from leadtui.screens.bulk_answers import closing_of, said_of
from leadtui.screens.disqualify_sheet import Closing
from leadtui.screens.needs_you import NeedsYou
from leadtui.screens.runs import RunRows, Runs

SIZES = [(80, 24), (60, 24)]
sizes = pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
PEOPLE = (
    ("Priya", "Natarajan", "Harbour Retail"), ("Olu", "Adeyemi", "Proseware"), ("Yuki", "Tanaka", "Litware"),
    ("Marc", "Blanc", "Contoso"), ("Rosa", "Fuentes", "Humongous"), ("Henrik", "Dahl", "Woodgrove"),
)  # fmt: skip
EVIL = {"last_name": "[/foo] Ltd [@click=app.quit]x[/] \u202egnp.exe", "email": "evil@hostile.example",
        "company": "[red]Evil[/] \x1b]52;c;eA==\x07Inc", "owner": "mia"}  # fmt: skip


@pytest.fixture
def book(tmp_path: Path, clock: Callable[[], datetime]) -> Path:
    return copied(tmp_path / "book.db", "many", lambda path: _make(path, clock))


def _make(path: Path, clock: Callable[[], datetime]) -> None:
    """Four leads that nothing holds back, two with a gap, one hostile with a gap, one like a contact."""
    with store.create_store(path, user="mia", login="mia", clock=clock) as session:
        done(store.user_add(session, "ola", "Ola Brekke"))
        with session.acting("mia", clock() - timedelta(days=2)):
            for place, (first, last, company) in enumerate(PEOPLE):
                values = {"first_name": first, "last_name": last, "company": company, "owner": "mia",
                          "email": f"{last.lower()}@{company.split()[0].lower()}.example", "source": "web",
                          "topic": None if place in (1, 4) else "Label printers"}  # fmt: skip
                done(store.create(session, Kind.LEAD, values))
            done(store.create(session, Kind.LEAD, EVIL))
            jonas = {"first_name": "Jonas", "last_name": "Lindqvist", "email": "jonas@granitefreight.example"}
            done(store.create(session, Kind.CONTACT, {**jonas, "owner": "ola"}))
            more = {"company": "Granite Freight AB", "topic": "40 route planners", "owner": "mia"}
            done(store.create(session, Kind.LEAD, {**jonas, **more}))


def states(book: Path, clock: Callable[[], datetime]) -> dict[int, str]:
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        return dict(session.sql("SELECT id, state FROM lead ORDER BY id"))


@sizes
async def test_many_are_qualified_at_once_and_the_rest_waits_for_a_person(desk, same, book, clock, size):
    async with desk(book, size, view="open") as rep:
        await rep.press("A", "q")
        same(rep, "asked")
        await rep.press("tab")
        await rep.type("Asked for a quote")
        await rep.press("enter")
        same(rep, "finished")
        assert sorted(states(book, clock).values()) == ["open"] * 4 + ["qualified"] * 4

        await rep.press("apostrophe")
        same(rep, "go-to")
        await rep.press("Y")
        same(rep, "needs-you")
        await rep.press("G", "enter")
        assert "Qualify" in rep.text and "Asked for a quote" in rep.text
        await rep.press("escape")
        assert "\u202e" not in rep.text and "\x1b" not in rep.text
        await rep.press("g", "x")
        same(rep, "dropped")
        await rep.press("escape", "apostrophe", "M")
        same(rep, "runs")
        await rep.press("enter")
        same(rep, "rows")

        await rep.press("u")
        same(rep, "undo")
        await rep.press("enter")
        same(rep, "taken-back")
        assert set(states(book, clock).values()) == {"open"}
        await rep.press("escape", "escape", "apostrophe", "Y")
        assert "No lead of your runs needs you." in rep.text


async def test_a_lead_that_waits_is_worked_and_leaves_the_list(desk, book, clock):
    async with desk(book, (80, 24), view="open") as rep:
        await rep.press("A", "q")
        await rep.type("Asked for a quote")
        await rep.press("enter", "apostrophe", "Y")
        assert rep.text.count(" qualify ") == 4
        with store.open_session(book, user="mia", login="mia", clock=clock) as session:
            waits = [one.row.lead for one in store.needs_you(session)]
            done(store.edit(session, Kind.LEAD, 5, {"topic": "Scanners"}))
        await rep.press("g", *"j" * waits.index(5), "enter", "enter")
        assert states(book, clock)[5] == "qualified"
        while "Needs you" not in rep.text:
            await rep.press("escape")
        assert rep.text.count(" qualify ") == 3


async def test_what_was_dropped_is_taken_back_as_any_last_deed(desk, book, clock):
    async with desk(book, (80, 24), view="open") as rep:
        await rep.press("A", "q")
        await rep.type("Asked for a quote")
        await rep.press("enter", "apostrophe", "Y")
        with store.open_session(book, user="mia", login="mia", clock=clock) as session:
            first, second, *rest = (one.row.lead for one in store.needs_you(session))
        await rep.press("x", "x")
        assert f"Lead {second} is off this list, else as it was.  u takes it back" in rep.text
        await rep.press("escape", "u")  # on any screen
        assert f"Dropped lead {second} from what needs you." in rep.text
        await rep.press("enter", "u", "enter")
        assert f"Lead {first} is on the list again." in rep.text
        await rep.press("apostrophe", "Y", "x", "escape", "f", "tab")
        with store.open_session(book, user="mia", login="mia", clock=clock) as session:
            assert [one.row.lead for one in store.needs_you(session)] == [second, *rest]
        await rep.press("escape", "f", "1", "2", "space", "D", "e", "c", "enter", "u")
        assert "Dropped" not in rep.text  # a later deed is the last one


async def test_a_run_says_who_is_left_and_is_taken_back_once(desk, book, clock):
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        for leads in ([1, 2], [5, 7]):
            run = store.begin_run(session, Asked(Act.QUALIFY, {"why": "Asked for a quote"}), leads, "marked")
            assert isinstance(run, Run)
            bulk.carry_on(session, run.id)
    async with desk(book, (80, 24), view="open") as rep:
        await rep.press("apostrophe", "M")
        assert "  1 needs you" in rep.text and "  2 need you" in rep.text
        await rep.press("j")
        assert "u take back" in rep.text
        await rep.press("u", "enter")
        assert "Took back 1 of 1" in rep.text and "u take back" not in rep.text
        assert "needs you" not in rep.text
        await rep.press("k")
        assert "u take back" not in rep.text  # it wrote nothing


@sizes
async def test_a_field_of_many_is_set_and_a_day_and_an_owner(desk, same, book, clock, size):
    async with desk(book, size, view="open") as rep:
        await rep.press("space", "space", "e")
        same(rep, "which-field")
        await rep.type("rat")
        await rep.press("enter")
        same(rep, "which-value")
        await rep.press("h", "enter")
        assert "Set 2 of 2." in rep.text
        await rep.press("A", "d")
        same(rep, "disqualify")
        await rep.press("1", "enter")
        assert "Disqualified 8 of 8.  u takes all back" in rep.text
        await rep.press("u")
        assert "Disqualified 8 leads: lost." in rep.text
        await rep.press("enter")
        assert "Took back 8 of 8" in rep.text
        assert set(states(book, clock).values()) == {"open"}


@sizes
async def test_a_run_that_was_stopped_is_told_at_the_start_and_goes_on(desk, same, book, clock, size):
    def stop(step: bulk.Step) -> None:
        if step.tally.done == 3:
            raise bulk.Stopped

    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        asked = Asked(Act.DISQUALIFY, {"reason": "lost", "label": "lost"})
        run = store.begin_run(session, asked, range(1, 9), "marked")
        assert isinstance(run, Run)
        bulk.carry_on(session, run.id, stop)
    async with desk(book, size, view="open") as rep:
        assert "Run 1 is unfinished, 5 of 8 to go" in rep.text
        await rep.press("apostrophe", "M")
        same(rep, "stopped")
        await rep.press("x")
        same(rep, "gone-on")
        assert set(states(book, clock).values()) == {"disqualified"}


async def test_one_by_one_goes_through_the_marks_and_a_no_keeps_the_dialog_open(desk, book, clock):
    async with desk(book, (80, 24), view="open") as rep:
        await rep.press("space", "space", "q", "1")
        assert "1 of 2" in rep.text
        await rep.press("escape", "escape", "A", "a")
        await rep.type("ola")
        await rep.press("enter")
        assert "Assigned 8 of 8." in rep.text


async def test_many_want_their_own_right(desk: Any, book: Path, clock: Any) -> None:
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        text = store.policy(session).text
        head, tail = text.split('id = "rep"\nlabel', 1)
        section, rest = tail.split("]\n", 1)
        section = section.replace('"bulk",', "").replace('"bulk" ,', "")
        done(store.apply_policy(session, f'{head}id = "rep"\nlabel{section}]\n{rest}'))
        done(store.user_add(session, "ned", "Ned Frost", role="rep"))
    async with desk(book, (80, 24), view="open", user="ned") as rep:
        await rep.press("A")
        for key in "qdae":
            await rep.press(key)
            assert "act on many records at once" in rep.text.replace("\n", " ")


async def test_what_waits_opens_with_what_was_said_for_all(desk, book, clock):
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        for lead in (1, 3):
            done(store.qualify(session, lead, Request(why="Yes.")))
            done(store.reactivate(session, lead))
        asked = Asked(Act.DISQUALIFY, {"reason": "poor_fit", "label": "does not fit", "note": "Too small"})
        run = store.begin_run(session, asked, [1, 2, 3], "marked")
        assert isinstance(run, Run)
        bulk.carry_on(session, run.id)
    async with desk(book, (80, 24), view="open") as rep:
        assert "2 leads of your runs need you: ' Y shows them." in rep.text
        await rep.press("apostrophe", "Y", "enter")
        assert "●6 Does not fit" in rep.text and "Too small" in rep.text
        await rep.press("enter")
        assert states(book, clock)[1] == "open"  # nothing is said of its opportunity yet
        await rep.press("1", "enter")
        assert states(book, clock)[1] == "disqualified"
        assert "Needs you" in rep.text and " 1 " not in rep.text.splitlines()[3][:8]


@pytest.mark.parametrize("screen", [NeedsYou, Runs, RunRows])
def test_every_command_of_these_screens_has_an_action_and_no_key_means_two_things(screen: type) -> None:
    commands = [one for one in of_scope(screen.SCOPE) if one.id != "quit"]
    assert not [one.id for one in commands if not hasattr(screen, f"action_{one.id}")]
    keys = [key for one in commands for key in one.keys]
    assert len(keys) == len(set(keys))


OPENS = (
    (Act.ASSIGN, {"owner": "ola", "note": "Knows them"}, ("ola", "Knows them")),
    (Act.SET, {"fields": {"rating": "hot", "budget_amount": "1200.50"}}, ("Hot", "1200.50")),
    (Act.FOLLOW_UP, {"on": "2027-01-15", "note": "Ring twice"}, ("2027-01-15", "Ring twice")),
    (Act.PARK, {"on": "2027-02-01", "note": "Budget in spring"}, ("2027-02-01", "Budget in spring")),
)


@pytest.mark.parametrize("of", OPENS, ids=lambda of: of[0])
async def test_a_lead_that_changed_meanwhile_opens_with_all_that_was_said(desk, book, clock, of):
    act, values, shown = of
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        run = store.begin_run(session, Asked(act, values), [1, 2], "marked")
        assert isinstance(run, Run)
        done(store.edit(session, Kind.LEAD, 1, {"job_title": "Buyer"}))  # meanwhile
        bulk.carry_on(session, run.id)
        assert [one.row.lead for one in store.needs_you(session)] == [1]
    async with desk(book, (80, 24), view="open") as rep:
        await rep.press("apostrophe", "Y", "enter")
        for word in shown:
            assert word in rep.text
        await rep.press("ctrl+s" if act is Act.SET else "enter")
        assert "No lead of your runs needs you." in rep.text


async def test_who_was_to_be_kept_of_many_is_kept_of_the_one_that_waits(desk, book, clock):
    said = {"reason": "lost", "opportunity": "detach", "because": "Olu goes on", "people": {}}
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        run = store.begin_run(session, Asked(Act.DISQUALIFY, said), [8], "marked")
        assert isinstance(run, Run)
        bulk.carry_on(session, run.id)
        assert [(one.row.lead, one.row.code) for one in store.needs_you(session)] == [(8, "duplicates")]
    async with desk(book, (80, 24), view="open") as rep:
        await rep.press("apostrophe", "Y", "enter")
        assert "nobody is kept" not in rep.text and "Enter decides" in rep.text
        await rep.press("enter")
        assert states(book, clock)[8] == "open"  # the people were asked for, so somebody decides who they are


def test_all_that_the_dialog_answers_comes_back_from_a_run() -> None:
    people = Request(account="new", contact=3)
    whole = Closing("duplicate", "Twice", (Kind.LEAD, 7), Fate.LOST, "price", people)
    for closing in (whole, Closing("lost")):
        assert closing_of(asked("disqualify", Asked(Act.DISQUALIFY, said_of(closing)).text)) == closing


async def test_what_fails_as_it_is_dropped_is_said_and_the_lead_stays_listed(desk, book, clock):
    with store.open_session(book, user="mia", login="mia", clock=clock) as session:
        run = store.begin_run(session, Asked(Act.QUALIFY, {"why": "Fair."}), [2], "marked")
        assert isinstance(run, Run)
        bulk.carry_on(session, run.id)
    async with desk(book, (80, 24), view="open") as rep:
        await rep.press("apostrophe", "Y")
        with ended(sqlite3.connect(book)) as other:
            other.execute(
                "CREATE TRIGGER no_more BEFORE UPDATE ON bulk_row BEGIN SELECT RAISE(ABORT, 'full'); END"
            )
        await rep.press("x")
        assert "is off this list" not in rep.text and " qualify " in rep.text
        assert "The guards of" in rep.text  # the fault, in its own sentence
