"""``import --on-duplicate ask``: each row that is not new, and what a person says to it."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from leadtui.cli.call import say
from leadtui.cli.failure import Failure, usage
from leadtui.domain.incoming import Act, Mark

if TYPE_CHECKING:
    from leadtui.actions.import_marks import Marked

_WORDS = {
    Act.CREATE: ("c", "create"),
    Act.SKIP: ("s", "skip"),
    Act.UPDATE: ("u", "update"),
    Act.RETURN: ("n", "new lead"),
    Act.REACTIVATE: ("r", "reactivate"),
    Act.ACTIVITY: ("a", "activity of the customer"),
}
_SAID = {
    Mark.SIMILAR: "similar to",
    Mark.DUPLICATE: "duplicate of",
    Mark.RETURNING: "comes back:",
}


def must_be_asked() -> None:
    """Refuse where nobody could answer."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise usage(
            "on_duplicate",
            "There is no terminal on which to ask.",
            "Say --on-duplicate create, skip or update; --dry-run --marks FILE lists the rows.",
        )


def asked(rows: "Sequence[Marked]") -> dict[int, Act]:
    """What a person chose, by the rows' lines.

    Raises:
        Failure: they want no import at all.
    """
    choices: dict[int, Act] = {}
    for_all: dict[Mark, Act] = {}
    for number, row in enumerate(rows, 1):
        act = for_all.get(row.mark)
        if act is None or act not in row.choices:
            act, rest = _ask(row, f"{number} of {len(rows)}")
            if rest:
                for_all[row.mark] = act
        choices[row.line] = act
    return choices


def _ask(row: "Marked", where: str) -> tuple[Act, bool]:
    """What becomes of that row, and whether of all further ones of its sort."""
    default = row.act if row.act in row.choices else row.choices[0]
    keys = {_WORDS[act][0]: act for act in row.choices}
    say(f"{where}  line {row.line}: {row.title}")
    say(f"    {_SAID[row.mark]} {row.said}")
    listed = ", ".join(f"{key} {_WORDS[act][1]}" for key, act in keys.items())
    say(f"    {listed}; capital: all such rows; q: no import; Enter: {_WORDS[default][1]}")
    while True:
        said = click.prompt("    ", default="", show_default=False, prompt_suffix="> ", err=True).strip()
        if said.lower() == "q":
            raise Failure("stopped", "Nothing is imported.", "The same command asks again.")
        if not said:
            return default, False
        if (act := keys.get(said.lower())) is not None:
            return act, said.isupper()
        say(f"    Say one of {', '.join(keys)}.")
