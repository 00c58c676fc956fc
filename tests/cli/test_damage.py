"""A book that somebody damaged or altered: what each command says of it, and which mend leads out."""

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from leadtui.store import open_session

from .conftest import Desk


def altered(desk: Desk, *statements: str) -> None:
    """Take the guards down and do that, as somebody with the file in hand can."""
    with open_session(desk.target, user="mia") as session:
        for name in session.dialect.guards(session.db):
            session.sql(f'DROP TRIGGER "{name}"')
        for statement in statements:
            session.sql(statement)


def test_altered_guards_are_told_with_the_journal_and_the_mend_puts_them_back(desk: Desk) -> None:
    desk.new()
    altered(desk)
    assert "leadtui migrate" in desk.error("lead", "list", code=6)["fix"]
    assert desk.one("doctor", code=6)["error"]["code"] == "damaged"
    found = desk.one("audit", "verify", code=6)
    assert (found["ok"], found["events"], found["first_bad"], found["because"]) == (False, 1, None, None)
    out, err = desk.run("audit", "verify", code=6)
    assert "journal is whole: 1 event" in out and f"{len(found['guards'])} guards changed" in out
    assert "leadtui migrate" in err
    assert desk.one("migrate")["guards"] == found["guards"]
    altered(desk)
    assert "guards written again" in desk.run("migrate")[0]
    assert desk.one("audit", "verify")["guards"] == []
    assert desk.one("doctor")["error"] is None
    assert "up to date." in desk.run("migrate")[0]


def test_an_altered_event_is_told_whatever_the_guards_are(desk: Desk, tmp_path: Path) -> None:
    for name in "ABCDE":
        desk.new(f"last_name={name}")
    altered(desk, "UPDATE event SET actor = 'eve' WHERE id = 3")
    for _ in range(2):
        found = desk.one("audit", "verify", code=1)
        assert (found["events"], found["first_bad"], found["because"]) == (5, 3, "Event 3 was altered.")
        out, err = desk.run("audit", "verify", code=1)
        assert "Event 3 was altered. It holds 5 events." in out and "leadtui restore" in err
        fault = desk.one("doctor", code=6)["error"]
        assert "Event 3 was altered." in fault["message"] and "leadtui restore" in fault["fix"]
        desk.run("migrate")
    assert desk.error("backup", str(tmp_path / "copy"), code=6)["code"] == "damaged"
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("words", [("lead", "list"), ("doctor",), ("backup", "x.db"), ("init",)])
def test_a_url_of_another_kind_of_database_is_exit_2(words: tuple[str, ...]) -> None:
    error = Desk("mysql://eve:s3cret@h/x").one(*words, code=2)["error"]
    assert error["code"] == "engine" and "postgresql://" in error["fix"] and "s3cret" not in str(error)


def limited(size: int, *words: str) -> subprocess.CompletedProcess[str]:
    """leadtui where no file may grow beyond so many bytes: as a full disk to whoever writes."""
    return subprocess.run(
        [sys.executable, "-m", "leadtui", *words],
        capture_output=True, text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
    )  # fmt: skip


@pytest.fixture
def long(desk: Desk, file) -> Desk:
    """A desk whose leads fill more than a hundred thousand bytes."""
    rows = "".join(f"Lead {number},{'x' * 1000}\n" for number in range(150))
    desk.run("import", file("many.csv", f"Last Name,Description\n{rows}"))
    return desk


@pytest.mark.parametrize("name", ["leads.csv", "leads.jsonl"])
def test_an_export_that_found_no_room_leaves_nothing_and_the_next_goes_through(
    long: Desk, tmp_path: Path, name: str
) -> None:
    goal, base = tmp_path / name, ("--db", long.target, "--as", long.user)
    ended = limited(100_000, *base, "export", "-o", str(goal))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert str(goal) in ended.stderr and "Make room" in ended.stderr and "\n" not in ended.stderr.strip()
    assert not [path.name for path in tmp_path.iterdir() if "leads" in path.name]
    assert long.one("export", "-o", str(goal))["records"] == 150


def test_a_backup_without_room_names_the_copy_and_leaves_nothing(long: Desk, tmp_path: Path) -> None:
    goal = tmp_path / "copy.db"
    ended = limited(100_000, "--db", long.target, "--as", long.user, "backup", str(goal))
    assert ended.returncode == 6
    assert str(goal) in ended.stderr and long.target not in ended.stderr
    assert not [path.name for path in tmp_path.iterdir() if "copy" in path.name]


def test_a_picture_that_found_no_room_leaves_the_one_before(desk: Desk, tmp_path: Path) -> None:
    goal = tmp_path / "app.txt"
    goal.write_text("before")
    ended = limited(100, "--as", desk.user, "snap", "--demo", "-o", str(goal))
    assert ended.returncode != 0
    assert [goal.read_text(), *(path.name for path in tmp_path.iterdir() if "app" in path.name)] == [
        "before",
        "app.txt",
    ]


def test_a_run_whose_reader_goes_away_is_left_in_order(desk: Desk) -> None:
    for name in "ABCDE":
        desk.new(f"last_name={name}", "source=web")
    words = ("lead", "set", "rating=hot", "--filter", "src:web")
    run = subprocess.Popen(
        [sys.executable, "-u", "-m", "leadtui", "--db", desk.target, "--as", desk.user, *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert run.stdout and run.stderr
    run.stdout.close()
    assert (run.stderr.read(), run.wait()) == (b"", 141)
    run.stderr.close()
    (left,) = desk.lines("lead", "runs")
    hot = len(desk.lines("lead", "list", "--filter", "rating:hot"))
    assert (left["done"], left["done"] + left["waiting"]) == (hot, 5)
    assert left["state"] == ("unfinished" if left["waiting"] else "finished")
    assert len(desk.lines("lead", "run", str(left["run"]), "--resume")) == 5
    (ended,) = desk.lines("lead", "runs")
    assert (ended["state"], ended["done"]) == ("finished", 5)


def test_who_may_not_import_is_told_that_first(desk: Desk, file) -> None:
    source = file("l.csv", "Last Name\nBerg\n")
    desk.run("import", source)
    desk.run("user", "add", "sam", "--role", "auditor")
    error = Desk(desk.target, "sam").error("import", source, code=3)
    assert "--again" not in str(error) and error["code"] == "right"


def test_what_strict_rejects_is_a_note_of_the_ordinary_import(desk: Desk, file) -> None:
    source = file("l.csv", "Last Name,Email\nZed,nope\nBerg,b@x.example\n")
    for words in (("--dry-run",), ()):
        (note,) = desk.one("import", source, *words)["notes"]
        assert note.startswith("1 lead with a value that is not what its column holds")
    assert (
        desk.one("import", file("2.csv", "Last Name,Email\nZed,nope\n"), "--strict", code=1)["rejected"] == 1
    )
