"""``leadtui policy``: the organisation's rule book shown, checked, put in force; its versions."""

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from leadtui.cli.call import Call, say
from leadtui.cli.failure import usage
from leadtui.cli.options import BookGroup, pass_call
from leadtui.cli.outcome import must
from leadtui.cli.output import emit_json, emit_lines, emit_lines_of, emit_text, table
from leadtui.cli.progress import line_on_stderr
from leadtui.cli.shapes import plain
from leadtui.domain.policy_effects import Effects
from leadtui.domain.results import Exit
from leadtui.domain.text import plural

if TYPE_CHECKING:
    from leadtui.domain.policy import Policy
    from leadtui.domain.policy_tables import Problem
    from leadtui.store import Session

_FILE = click.argument("file", type=click.Path(path_type=Path))


@click.group("policy", cls=BookGroup)
def policy_() -> None:
    """The rule book: checklist, reasons, what becomes of a lead, duplicates, roles."""


@policy_.command("show")
@click.option("--version", "number", type=click.IntRange(1), metavar="N", help="That version of it.")
@pass_call
def show_(call: Call, number: int | None) -> None:
    """Print the rule book in force, as the TOML that ``check`` and ``apply`` take.

    Exit codes: 0 done, 4 there is no such version.
    """
    from leadtui.store.policies import in_force

    with call.session() as session:
        version, text = in_force(session, number)
    if call.json:
        emit_json({"version": version, "text": text})
    else:
        emit_lines_of(text.rstrip("\n"))


@policy_.command("check")
@_FILE
@pass_call
def check_(call: Call, file: Path) -> int:
    """Say what is wrong with a rule book, by line, or what putting it in force would do to the book.

    Then what to look at again: rules of assignment that are never asked, that name a value which nothing has,
    a retired team or one without members.

    Nothing is written. Exit codes: 0 it could be applied, 1 the file cannot be read, 2 it could not.
    """
    from leadtui.store import policy_advice

    text = _text(file)
    with call.session() as session:
        made = _checked(session, text)
        effects = None if isinstance(made, tuple) else _effects(session, made)
        advice = () if isinstance(made, tuple) else policy_advice(session, made)
    if isinstance(made, tuple):
        _tell_problems(call, file, made)
        return Exit.USAGE
    if call.json:
        shape = None if effects is None else _effects_shape(effects)
        told = [asdict(each) for each in advice]
        emit_json({"ok": True, "problems": [], "advice": told, "effects": shape})
        return Exit.DONE
    emit_text(f"{file} can be applied.")
    for line in () if effects is None else (*effects.changes, *effects.sentences):
        emit_text(line)
    for each in advice:
        emit_text(_at(file, each))
    return Exit.DONE


@policy_.command("apply")
@_FILE
@click.option("--yes", is_flag=True, help="Do not ask; needed without a terminal.")
@click.option("--note", default="", metavar="TEXT", help="Why, for the history.")
@click.option("--version", "seen", type=click.IntRange(1), metavar="N", help="The version you started from.")
@click.option("--op-id", metavar="ID", help="A name for this very command: a retry with it happens once.")
@pass_call
def apply_(call: Call, file: Path, yes: bool, note: str, seen: int | None, op_id: str | None) -> int:
    """Put a rule book in force: shows what changes, asks, and judges the open leads anew.

    Others go on working meanwhile; a stopped one goes on with the same command. Exit codes: 0 done, also
    where the book says just that already, 1 the file cannot be read, 2 it has faults, or nobody could be
    asked, 3 you may not, 5 another one was applied meanwhile.
    """
    from leadtui.store import apply_policy, policy_advice
    from leadtui.store.policies import in_force

    text = _text(file)
    with call.session() as session:
        now, standing = in_force(session)
        made = _checked(session, text)
        if isinstance(made, tuple):
            _tell_problems(call, file, made)
            return Exit.USAGE
        if made.text != standing:
            _tell_effects(_effects(session, made))
            for each in policy_advice(session, made):
                say(_at(file, each))
            if not yes:
                _ask(file)
        done = must(apply_policy(session, text, note=note, version=seen or now, op_id=op_id))
        leads = _judge(session)
    if call.json:
        emit_json(
            {"version": done.id, "operation": done.operation, "changed": bool(done.events), "judged": leads}
        )
        return Exit.DONE
    emit_text(done.sentence)
    if leads:
        emit_text(f"{plural(leads, 'open lead')} judged anew.")
    return Exit.DONE


@policy_.command("history")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many.")
@pass_call
def history_(call: Call, limit: int | None) -> None:
    """List the versions of the rule book, the newest first: who, when, what differs, why."""
    from leadtui.store import policy_history

    with call.session() as session:
        found = policy_history(session, limit)
    if call.json:
        emit_lines(plain({**each._asdict(), "changed": list(each.changed)}) for each in found)
        return
    rows = [
        (f"{each.version}", f"{each.at:%Y-%m-%d %H:%M}", each.by, ", ".join(each.changed) or "-", each.note)
        for each in found
    ]
    table(("version", "at (UTC)", "by", "changed", "note"), rows)


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise usage(
            "policy",
            f"{file}, line {line}: this is no UTF-8 text.",
            "Save it as UTF-8; `leadtui policy show` is.",
        ) from error


def _checked(session: "Session", text: str) -> "Policy | tuple[Problem, ...]":
    from leadtui.store import policy_check

    return policy_check(session, text)


def _effects(session: "Session", made: "Policy") -> Effects | None:
    """What it would do to the book; None, told, where the policy in force cannot be read."""
    from leadtui.store import policy_effects
    from leadtui.store.policies import readable

    now = readable(session)
    if now is None:
        say("The policy in force cannot be read: what would change is not known.")
        return None
    for each in now.left_out:
        say(f"Left out of version {now.version}, which is in force, {each}")
    with line_on_stderr() as line:
        found = policy_effects(session, made, lambda seen: line.show(f"{seen:,} open leads looked at"))
        line.end()
    return found


def _judge(session: "Session") -> int:
    from leadtui.store import judge

    with line_on_stderr() as line:
        leads = judge(session, lambda gone: line.show(f"{gone:,} open leads judged"))
        line.end()
    return leads


def _tell_effects(effects: Effects | None) -> None:
    for line in () if effects is None else (*effects.changes, *effects.sentences):
        say(line)


def _ask(file: Path) -> None:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise usage("ask", f"Putting {file} in force was not confirmed.", "Without a terminal say --yes.")
    click.confirm("Put it in force?", abort=True, err=True)


def _tell_problems(call: Call, file: Path, problems: "tuple[Problem, ...]") -> None:
    if call.json:
        told = [asdict(each) for each in problems]
        emit_json({"ok": False, "problems": told, "advice": [], "effects": None})
        return
    for each in problems:
        emit_text(_at(file, each))
    say(f"{plural(len(problems), 'fault')}; nothing was changed.")


def _at(file: Path, of: "Problem") -> str:
    return f"{file}:{of.line}: {of.sentence} {of.fix}".strip()


def _effects_shape(of: Effects) -> dict[str, object]:
    return {
        "changes": list(of.changes),
        "open": of.open,
        "ready": {"before": of.ready[0], "after": of.ready[1]},
        "blocked": dict(of.blocked),
        "freed": dict(of.freed),
        "relabelled": list(of.relabelled),
        "closed": list(of.closed),
        "sentences": list(of.sentences),
    }


__all__ = ["policy_"]
