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
