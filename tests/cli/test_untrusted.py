"""What strangers write never acts on a terminal and never breaks a line of JSON."""

import json

from .conftest import Desk

HOSTILE = (
    "[/foo] Ltd",
    "[@click=app.quit]x[/]",
    "a\x1b]52;c;aGk=\x07b",
    "\u202egnirts\u202c",
    "nul\x00nul",
    "two\nlines\r\nand\u2028more",
    "=cmd|' /C calc'!A0",
    "-- option",
    "100%s {0}",
)
ACTS = {"\x1b", "\x07", "\x00", "\u202e", "\u2028", "\r", "\x9b"}


def test_hostile_names_go_in_and_come_out_harmless(desk: Desk) -> None:
    for name in HOSTILE:
        desk.new(f"company={name}", "last_name=x")
    for words in (
        ("lead", "list"),
        ("lead", "show", "3"),
        ("audit", "log"),
        ("export",),
        ("lead", "history", "6"),
    ):
        out, _ = desk.run(*words)
        assert not ACTS & set(out.replace("\r\n", "\n")), words
    out, _ = desk.run("lead", "list", "--json")
    assert len(out.splitlines()) == len(HOSTILE)
    companies = {json.loads(line)["company"] for line in out.split("\n") if line}
    assert {"[/foo] Ltd", "[@click=app.quit]x[/]", "gnirts", "nulnul", "two lines and more"} <= companies


def test_hostile_words_on_the_command_line_are_cleaned_in_the_answer(desk: Desk) -> None:
    for word in HOSTILE:
        for words in (
            ("lead", "show", word),
            ("lead", "new", word),
            ("lead", "list", "--filter", f"x:{word}"),
        ):
            _, err = desk.run(*words, code=2)
            assert not ACTS & set(err), words
            out, _ = desk.run(*words, "--json", code=2)
            assert not ACTS & set(out), words


def test_ten_megabytes_in_a_field_are_refused_by_name(desk: Desk) -> None:
    error = desk.error("lead", "new", f"last_name={'x' * 10_000_000}", code=2)
    assert "Last name" in error["message"] and len(error["message"]) < 300


def test_json_escapes_what_would_act_on_a_terminal() -> None:
    from leadtui.cli.output import to_line

    line = to_line({"a": "\u202ex\x9b2J\u2028é"})
    assert not ACTS & set(line) and "é" in line
    assert json.loads(line) == {"a": "\u202ex\x9b2J\u2028é"}
