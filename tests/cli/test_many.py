"""Many leads at once: one outcome a line, exit 3 where some are not done."""

from pathlib import Path

from .conftest import Desk


def _three(desk: Desk) -> list[int]:
    return [desk.new(f"last_name={name}", "source=web") for name in "ABC"]


def test_a_filter_names_them_and_all_done_is_exit_0(desk: Desk) -> None:
    ids = _three(desk)
    outcomes = desk.lines("lead", "assign", "mia", "--filter", "src:web")
    assert sorted(each["id"] for each in outcomes) == ids
    assert all(list(each) == ["id", "outcome", "code", "message"] for each in outcomes)
    assert {each["outcome"] for each in outcomes} == {"done"}
    assert {lead["owner"] for lead in desk.lines("lead", "list")} == {"mia"}


def test_some_refused_is_exit_3_and_the_others_are_done(desk: Desk, tmp_path: Path) -> None:
    one, two, three = _three(desk)
    desk.one("lead", "disqualify", str(two), "--reason", "lost")
    (tmp_path / "ids").write_text(f'{one}\n\n{two}\n{{"id": {three}}}\n999\n')
    outcomes = desk.lines(
        "lead", "disqualify", "--ids", str(tmp_path / "ids"), "--reason", "poor_fit", code=3
    )
    assert [(each["id"], each["outcome"], each["code"]) for each in outcomes] == [
        (one, "done", None),
        (two, "refused", "closed"),
        (three, "done", None),
        (999, "refused", "not_found"),
    ]
    assert desk.lines("lead", "list") == []


def test_numbers_come_from_stdin_too(desk: Desk) -> None:
    one, two, _ = _three(desk)
    out, err = desk.run("lead", "set", "rating=hot", "--ids", "-", input=f"{one}\n{two}\n")
    assert [line.split("\t")[:2] for line in out.splitlines()] == [[str(one), "done"], [str(two), "done"]]
    assert "2 done" in err


def test_qualify_and_reactivate_work_on_many(desk: Desk) -> None:
    ids = [
        desk.ready(f"last_name={name}", f"email={name}@{name}.example", f"company={name} AB")
        for name in "ABC"
    ]
    plans = desk.lines("lead", "qualify", "--filter", "is:open", "--why", "fair", "--dry-run")
    assert len(plans) == 3
    outcomes = desk.lines("lead", "qualify", "--filter", "is:ready", "--why", "fair")
    assert sorted(each["id"] for each in outcomes) == ids
    assert len(desk.lines("opportunity", "list")) == 3
    desk.lines("lead", "reactivate", "--filter", "is:qualified", "--note", "by mistake")
    assert len(desk.lines("lead", "list")) == 3


def test_one_and_many_exclude_each_other_and_a_version_belongs_to_one(desk: Desk) -> None:
    _three(desk)
    desk.error("lead", "qualify", "1", "--filter", "src:web", code=2)
    desk.error("lead", "qualify", code=2)
    desk.error("lead", "qualify", "--filter", "a", "--ids", "-", code=2)
    desk.error("lead", "reactivate", "--filter", "src:web", "--version", "1", code=2)
    desk.error("lead", "set", "rating=hot", "--ids", "/nonexistent/ids", code=1)


def test_many_with_an_op_id_happen_once_each(desk: Desk) -> None:
    _three(desk)
    for _ in range(2):
        desk.lines("lead", "disqualify", "--filter", "src:web", "--reason", "lost", "--op-id", "sweep")
    assert len([e for e in desk.lines("audit", "log") if e["action"] == "disqualify"]) == 3


def _gaps_and_twins(desk: Desk) -> tuple[int, int, int]:
    """A lead that nothing holds back, one with a gap, one that looks like another."""
    ready = desk.ready("last_name=Adeyemi", "email=olu@proseware.example", "company=Proseware")
    gap = desk.new("last_name=Novak", "email=tomas@wingtip.example", "company=Wingtip", "owner=mia")
    twin = desk.ready()
    desk.ready()
    return ready, gap, twin


def test_what_needs_a_person_is_queued_and_listed_until_it_is_done_or_dropped(desk: Desk) -> None:
    ready, gap, twin = _gaps_and_twins(desk)
    ids = desk.lines("lead", "qualify", "--filter", "is:open", "--why", "fair", code=3)
    assert {each["id"]: (each["outcome"], each["code"]) for each in ids} == {
        ready: ("done", None),
        gap: ("queued", "checklist"),
        twin: ("queued", "duplicates"),
        twin + 1: ("queued", "duplicates"),
    }
    waiting = desk.lines("lead", "needs")
    assert {each["id"] for each in waiting} == {gap, twin, twin + 1}
    assert {each["command"] for each in waiting} == {"qualify"} and waiting[0]["name"]
    desk.one("lead", "disqualify", str(gap), "--reason", "lost")
    _, err = desk.run("lead", "needs", "--drop", str(twin), "--drop", "999", code=4)
    assert f"Lead {twin} dropped." in err and "Lead 999 is not on the list." in err
    assert [each["id"] for each in desk.lines("lead", "needs")] == [twin + 1]
    out, _ = desk.run("lead", "needs")
    assert out.splitlines()[1].split("\t")[:4] == [str(twin + 1), "Jonas Lindqvist", "qualify", "duplicates"]


def test_a_run_is_reported_as_lines_csv_and_json(desk: Desk) -> None:
    ready, gap, twin = _gaps_and_twins(desk)
    desk.run("lead", "qualify", "--filter", "is:open", "--why", "fair", code=3)
    (run,) = desk.lines("lead", "runs")
    assert (run["run"], run["command"], run["state"], run["source"]) == (
        1,
        "qualify",
        "finished",
        "filter is:open",
    )
    assert [run[name] for name in ("total", "done", "queued", "refused", "conflict", "waiting")] == [
        4,
        1,
        3,
        0,
        0,
        0,
    ]
    assert run["asked"] == {"why": "fair"}
    rows = {each["id"]: each for each in desk.lines("lead", "run", "1", code=3)}
    assert rows[ready]["operation"] and rows[gap]["operation"] is None
    assert rows[ready]["taken_back"] is None and rows[twin]["settled"] is None
    out, _ = desk.run("lead", "run", "1", "--format", "csv", code=3)
    head, *lines = out.splitlines()
    assert head == "id,outcome,code,message,operation,settled,taken_back" and len(lines) == 4
    assert any(line.startswith(f"{gap},queued,checklist,") for line in lines)
    out, _ = desk.run("lead", "runs")
    assert "Qualify 4 leads" in out and "finished" in out
    assert desk.error("lead", "run", "9", code=4)["code"] == "not_found"


def test_one_undo_takes_all_of_a_run_back_and_names_what_stays(desk: Desk) -> None:
    one, two, three = _three(desk)
    desk.run("lead", "disqualify", "--filter", "src:web", "--reason", "lost")
    desk.one("lead", "reactivate", str(two))
    back = desk.lines("undo", "--run", "1", code=3)
    assert {each["id"]: (each["outcome"], each["code"]) for each in back} == {
        one: ("done", None),
        two: ("refused", "touched"),
        three: ("done", None),
    }
    assert {lead["id"] for lead in desk.lines("lead", "list")} == {one, two, three}
    assert desk.lines("lead", "runs")[0]["state"] == "taken back"
    desk.run("lead", "set", "rating=hot", "--filter", "src:web")
    assert {each["outcome"] for each in desk.lines("undo")} == {"done"}
    assert {lead["rating"] for lead in desk.lines("lead", "list")} == {None}
    desk.error("undo", "--run", "2", code=3)
    desk.error("undo", "5", "--run", "2", code=2)


def test_a_dry_run_of_many_says_each_outcome_and_writes_nothing(desk: Desk) -> None:
    ready, gap, _ = _gaps_and_twins(desk)
    before = len(desk.lines("audit", "log"))
    said = desk.lines("lead", "qualify", "--filter", "is:open", "--why", "fair", "--dry-run", code=3)
    assert {each["id"]: each["outcome"] for each in said} == {
        ready: "done",
        gap: "queued",
        gap + 1: "queued",
        gap + 2: "queued",
    }
    for words in (
        ("set", "rating=hot"),
        ("assign", "me"),
        ("disqualify", "--reason", "lost"),
    ):
        outcomes = desk.lines("lead", *words, "--filter", "is:open", "--dry-run")
        assert {each["outcome"] for each in outcomes} == {"done"}
        outcomes = desk.lines("lead", words[0], str(ready), *words[1:], "--dry-run")
        assert [each["outcome"] for each in outcomes] == ["done"]
    desk.lines("lead", "reactivate", "--filter", "is:open", "--dry-run", code=3)
    assert len(desk.lines("audit", "log")) == before and desk.lines("lead", "runs") == []


def test_no_switch_skips_the_duplicates_of_many(desk: Desk) -> None:
    _three(desk)
    for words in (
        ("qualify", "--duplicates-reviewed"),
        ("qualify", "--set", "account.industry=Retail"),
        ("disqualify", "--reason", "lost", "--keep-people", "--duplicates-reviewed"),
        ("reactivate", "--as-new"),
    ):
        desk.error("lead", *words, "--filter", "src:web", code=2)
    assert desk.lines("lead", "runs") == []


def test_a_stopped_run_is_gone_on_with(desk: Desk) -> None:
    from leadtui.actions import bulk
    from leadtui.domain.bulk import Act, Asked, Run
    from leadtui.store import begin_run, open_session

    ids = _three(desk)

    def stop(step: bulk.Step) -> None:
        raise bulk.Stopped

    with open_session(desk.target, user="mia") as session:
        begun = begin_run(session, Asked(Act.ASSIGN, {"owner": "mia"}), ids, "marked")
        assert isinstance(begun, Run)
        bulk.carry_on(session, begun.id, stop)
    (run,) = desk.lines("lead", "runs")
    assert (run["state"], run["done"], run["waiting"]) == ("unfinished", 1, 2)
    assert {each["outcome"] for each in desk.lines("lead", "run", "1", code=3)} == {"done", "waiting"}
    assert {each["outcome"] for each in desk.lines("lead", "run", "1", "--resume")} == {"done"}
    assert len([e for e in desk.lines("audit", "log") if e["action"] == "assign"]) == 3
