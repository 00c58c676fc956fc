"""Every way in which a command ends without having done its work."""

import sqlite3
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from .conftest import Desk


def test_an_unknown_number_is_exit_4(desk: Desk) -> None:
    for words in (
        ("lead", "show", "999"),
        ("lead", "set", "999", "topic=x"),
        ("lead", "qualify", "999"),
        ("lead", "disqualify", "999", "--reason", "lost"),
        ("lead", "reactivate", "999"),
        ("lead", "assign", "999", "mia"),
        ("lead", "note", "999", "x"),
        ("lead", "followup", "999", "tomorrow"),
        ("lead", "park", "999", "tomorrow"),
        ("lead", "finish", "999"),
        ("lead", "history", "999"),
        ("lead", "why", "999"),
        ("lead", "duplicates", "999"),
        ("account", "show", "999"),
        ("contact", "set", "999", "last_name=x"),
        ("opportunity", "show", "999"),
    ):
        assert desk.error(*words, code=4)["code"] == "not_found", words


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("lead", "new", "surname=x"), "last_name"),
        (("lead", "new", "last_nam=x"), "last_name"),
        (("lead", "new", "last_name"), "field=value"),
        (("lead", "new", "last_name=x", "rating=lukewarm"), "Warm"),
        (("lead", "new", "last_name=x", "state=qualified"), "itself"),
        (("lead", "new", "last_name=x", "follow_up=31/02/2026"), "calendar"),
        (("lead", "list", "--view", "opne"), "open"),
        (("lead", "list", "--filter", "colour:red"), "colour"),
        (("lead", "list", "--filter", 'a "b'), "quote"),
        (("lead", "list", "--sort", "colour"), "colour"),
        (("lead", "list", "--frobnicate"), "frobnicate"),
        (("lead", "disqualify", "1", "--reason", "lots"), "lost"),
        (("lead", "disqualify", "1"), "--reason"),
        (("lead", "show", "x"), "x"),
        (("lead", "followup", "1", "someday"), "someday"),
        (("report", "colours"), "colours"),
        (("frobnicate",), "frobnicate"),
        (("lead", "set", "1", "topic=x", "--version", "0"), "0"),
        (("snap", "--size", "wide"), "wide"),
    ],
)
def test_an_unknown_word_is_exit_2_and_the_sentence_helps(
    desk: Desk, words: tuple[str, ...], hint: str
) -> None:
    error = desk.error(*words, code=2)
    assert hint in f"{error['message']} {error['fix']}"
    out, err = desk.run(*words, code=2)
    assert out == "" and hint in err


def test_without_json_a_failure_is_one_line_on_stderr(desk: Desk) -> None:
    out, err = desk.run("lead", "show", "999", code=4)
    assert out == ""
    assert err.count("\n") == 1 and "999" in err


def test_a_lead_needs_something_to_know_it_by(desk: Desk) -> None:
    assert desk.error("lead", "new", "topic=x", code=3)["code"] == "identity"


def test_a_missing_database_is_exit_6_and_names_init(tmp_path: Path) -> None:
    nowhere = Desk(str(tmp_path / "no.db"))
    for words in (("lead", "list"), ("lead", "new", "last_name=x"), ("audit", "verify"), ("due",)):
        error = nowhere.error(*words, code=6)
        assert "leadtui init" in error["fix"], words
    assert not (tmp_path / "no.db").exists()


def test_init_and_import_make_the_database_for_the_user_alone(tmp_path: Path) -> None:
    made = Desk(str(tmp_path / "new.db"))
    (tmp_path / "l.csv").write_text("Last Name,Email\nBerg,berg@fabrikam.example\n")
    _, said = made.run("import", str(tmp_path / "l.csv"))
    assert "mia is its administrator" in said
    assert stat.S_IMODE(Path(made.target).stat().st_mode) == 0o600
    assert made.error("init", code=1)["code"] == "exists"
    assert len(made.lines("lead", "list")) == 1


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE lead (id)")
    db.close()


def _text(path: Path) -> None:
    path.write_text("not a database, " * 100)


def _truncated(path: Path) -> None:
    Desk(str(path)).run("init", "--sample", "20")
    path.write_bytes(path.read_bytes()[:9000])


def _empty(path: Path) -> None:
    path.touch()


def _newer(path: Path) -> None:
    Desk(str(path)).run("init")
    with sqlite3.connect(path) as db:
        db.execute("UPDATE meta SET value = '999' WHERE key = 'schema'")
    db.close()


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (_foreign, "not_ours"),
        (_text, "not_ours"),
        (_truncated, "damaged"),
        (_empty, "damaged"),
        (_newer, "newer_schema"),
    ],
)
def test_a_file_that_cannot_be_used_is_exit_6_with_one_sentence(
    tmp_path: Path, make: Callable[[Path], object], code: str
) -> None:
    path = tmp_path / "bad.db"
    make(path)
    before = path.read_bytes()
    error = Desk(str(path)).error("lead", "list", code=6)
    assert error["code"] == code
    assert str(path) in error["message"] and "\n" not in error["message"]
    assert Desk(str(path)).one("doctor", code=6)["error"]["code"] == code
    assert path.read_bytes() == before


def test_a_locked_database_is_exit_6(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    from leadtui.store import sqlite_file, writing

    monkeypatch.setitem(sqlite_file.PRAGMAS, "busy_timeout", 50)
    monkeypatch.setattr(writing, "PATIENCE", 0.2)
    # By the store's own SQLite: two libraries in one process do not see each other's locks.
    holder = sqlite_file.open_file(Path(desk.target))
    holder.execute_sql("BEGIN IMMEDIATE")
    try:
        assert desk.error("lead", "new", "last_name=x", code=6)["code"] == "locked"
    finally:
        holder.close()


def test_a_server_that_does_not_answer_is_exit_6_and_its_password_stays_secret() -> None:
    error = Desk("postgresql://mia:hunter2@127.0.0.1:9/none").error("lead", "list", code=6)
    assert error["code"] == "no_connection"
    assert "hunter2" not in str(error)


def test_restore_never_overwrites(desk: Desk, tmp_path: Path) -> None:
    desk.new()
    copy = str(tmp_path / "copy.db")
    desk.one("backup", copy)
    desk.error("backup", copy, code=6)
    desk.error("restore", copy, "--to", desk.target, code=6)
    desk.one("restore", copy, "--to", str(tmp_path / "again.db"))
    assert len(Desk(str(tmp_path / "again.db")).lines("lead", "list")) == 1


def test_a_read_only_database_can_be_read_and_a_write_is_exit_6(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import os

    desk.new()
    # The tests may run as root, whom no file right stops.
    monkeypatch.setattr(os, "access", lambda path, mode: mode != os.W_OK)
    assert len(desk.lines("lead", "list")) == 1
    assert desk.error("lead", "set", "1", "topic=x", code=6)["code"] == "read_only"


@pytest.mark.parametrize("phone", ["abc", "12", "call me"])
def test_a_phone_that_can_be_none_is_refused_by_hand_and_kept_by_an_import(
    desk: Desk, tmp_path: Path, phone: str
) -> None:
    assert desk.error("lead", "new", f"phone={phone}", code=2)["code"] == "value"
    (tmp_path / "l.csv").write_text(f"Last Name,Phone\nBerg,{phone}\n")
    desk.one("import", str(tmp_path / "l.csv"))
    lead = desk.one("lead", "list")
    assert lead["phone"] == phone
    assert desk.error("lead", "set", str(lead["id"]), f"mobile={phone}", code=2)["code"] == "value"
    desk.one("lead", "set", str(lead["id"]), "topic=mended, with the odd phone left")


def test_a_reason_that_is_none_to_disqualify_stops_before_the_first_of_many(desk: Desk) -> None:
    number = desk.new()
    for words in ((str(number),), ("--filter", "is:open")):
        assert desk.error("lead", "disqualify", *words, "--reason", "lsot", code=2)["code"] == "reason"
    assert desk.one("lead", "show", str(number))["state"] == "open"


def test_a_no_on_the_command_line_names_commands_not_keys(desk: Desk) -> None:
    number = str(desk.new())
    assert "`leadtui lead qualify`" in desk.error("lead", "reactivate", number, code=3)["fix"]
    desk.one("lead", "disqualify", number, "--reason", "lost")
    named = f"`leadtui lead reactivate {number}`"
    assert named in desk.error("lead", "set", number, "topic=x", code=3)["fix"]
    (line,) = desk.lines("lead", "assign", "me", "--filter", f"id:{number}", code=3)
    assert named in line["message"]
