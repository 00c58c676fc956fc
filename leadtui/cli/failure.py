"""What ends a command early: one exception, shown the same on a terminal and in JSON."""

from collections.abc import Iterable

from leadtui.domain.results import Exit


class Failure(Exception):
    """A command cannot go on.

    Attributes:
        code: stable word for scripts.
        sentence: what is the matter.
        fix: what to do about it.
        exit: the exit code.
    """

    def __init__(self, code: str, sentence: str, fix: str = "", exit: int = Exit.FAILED) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.fix = fix
        self.exit = exit


def usage(code: str, sentence: str, fix: str = "") -> Failure:
    """A word on the command line that leadtui does not know, or that does not fit."""
    return Failure(code, sentence, fix, Exit.USAGE)


def unknown(what: str, word: str, known: Iterable[str]) -> Failure:
    """An unknown field, reason, view or the like; the fix names the nearest known ones, else all."""
    from difflib import get_close_matches  # only when something was mistyped

    names = list(known)
    near = get_close_matches(word, names, n=3, cutoff=0.6)
    fix = f"Did you mean {' or '.join(near)}?" if near else f"There are: {', '.join(names)}."
    return usage(f"unknown_{what.replace(' ', '_')}", f"There is no {what} {word!r}.", fix)


def not_found(kind: str, number: int) -> Failure:
    """No record of that kind has that number."""
    return Failure(
        "not_found",
        f"There is no {kind} {number}.",
        f"leadtui {kind} list shows what there is.",
        Exit.NOT_FOUND,
    )
