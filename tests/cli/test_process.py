"""What only a real process shows: what it imports, and how it ends when nobody reads."""

import os
import subprocess
import sys

import pytest

from .conftest import Desk

_LOADED = """
import sys
from leadtui.cli import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
heavy = [name for name in {forbidden!r} if sys.modules.get(name)]
assert not heavy, heavy
"""


def _loads_none(forbidden: list[str], *words: str) -> None:
    script = _LOADED.format(forbidden=forbidden)
    subprocess.run([sys.executable, "-c", script, *words], check=True, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize("words", [["--help"], ["--version"], ["paths"], ["keys"]])
def test_help_and_the_like_import_neither_textual_nor_the_store(words: list[str]) -> None:
    _loads_none(["textual", "rich", "peewee", "phonenumbers", "email_validator", "rapidfuzz"], *words)


def test_a_list_imports_no_textual(desk: Desk) -> None:
    desk.new()
    _loads_none(
        ["textual", "rich", "phonenumbers", "email_validator", "rapidfuzz", "python_calamine", "psycopg"],
        *("--db", desk.target, "--as", desk.user, "lead", "list"),
    )


def test_a_reader_that_goes_away_ends_it_quietly(desk: Desk) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    run = subprocess.run(
        [sys.executable, "-m", "leadtui", "--db", desk.target, "--as", desk.user, "audit", "verify"],
        stdout=writer,
        stderr=subprocess.PIPE,
    )
    os.close(writer)
    assert run.stderr == b""
    assert run.returncode == 141


def test_the_app_says_that_it_needs_a_terminal(desk: Desk) -> None:
    assert desk.error(code=2)["code"] == "no_terminal"


def test_the_acting_user_is_the_login_of_the_process_not_what_the_environment_says(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    import pwd

    from leadtui.cli.call import Call

    for name in ("USER", "LOGNAME", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")
    assert Call().acting == pwd.getpwuid(os.getuid()).pw_name
    assert Call(user="ola").acting == "ola"


def test_the_environment_names_the_database_and_the_user_and_an_option_wins(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from click.testing import CliRunner

    from leadtui.cli.root import root

    monkeypatch.setenv("LEADTUI_DB", desk.target)
    monkeypatch.setenv("LEADTUI_USER", "ola")
    made = CliRunner().invoke(root, ["lead", "new", "last_name=x", "--as", "mia", "--json"])
    assert made.exit_code == 0
    assert '"actor": "mia"' in made.stdout
    elsewhere = CliRunner().invoke(root, ["lead", "list", "--db", f"{desk.target}.not"])
    assert elsewhere.exit_code == 6


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("leadtui le", "lead"),
        ("leadtui lead qual", "qualify"),
        ("leadtui lead list --view my", "my-open"),
        ("leadtui lead disqualify 1 --reason poo", "poor_fit"),
        ("leadtui lead set 1 rating=h", "rating=hot"),
        ("leadtui lead new last", "last_name="),
    ],
)
def test_the_shell_completes_commands_views_reasons_and_fields(words: str, offered: str) -> None:
    from click.shell_completion import BashComplete

    from leadtui.cli.root import root

    *begun, last = words.split()[1:]
    completions = BashComplete(root, {}, "leadtui", "_LEADTUI_COMPLETE").get_completions(begun, last)
    assert offered in [each.value for each in completions]


def test_options_of_the_app_do_not_go_with_a_command(desk: Desk) -> None:
    desk.error("--demo", "lead", "list", code=2)


def test_the_short_way_understands_the_options_of_the_app_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from leadtui.cli.quick import Asked, asked

    assert asked([]) == Asked()
    assert asked(["--db", "x.db", "--view", "open", "--ascii"]) == Asked(
        "x.db", None, "open", None, True, False
    )
    assert asked(["--demo", "--theme", "light", "--as", "mia"]) == Asked(
        None, "mia", None, "light", False, True
    )
    for words in (["lead", "list"], ["--help"], ["--db"], ["--db=x.db"], ["--db", "--view"], ["--json"]):
        assert asked(words) is None, words
    monkeypatch.setenv("LEADTUI_DB", "y.db")
    monkeypatch.setenv("LEADTUI_USER", "ola")
    assert asked(["--as", "mia"]) == Asked(db="y.db", user="mia")


def test_a_real_process_without_a_terminal_says_so_and_ends_with_2(desk: Desk) -> None:
    words = [sys.executable, "-m", "leadtui", "--db", desk.target]
    run = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("The app needs a terminal.")


def test_no_password_of_a_target_is_ever_printed() -> None:
    from leadtui.cli.call import Call

    for url in ("postgresql://mia:s3cret@db/x", "postgresql://db/x?user=mia&password=s3cret&sslmode=require"):
        shown = Call(url).shown_target
        assert "s3cret" not in shown
        assert shown.startswith("postgresql://") and "/x" in shown
    assert Call("/tmp/a@b.db").shown_target == "/tmp/a@b.db"


def test_the_table_of_keys_is_a_table(desk: Desk) -> None:
    from leadtui.commands import key_table

    out, _ = desk.run("keys", "--markdown")
    assert out.rstrip("\n") == key_table().rstrip("\n")
    assert out.count("\n") > 20
