"""The database as a whole: ``init doctor migrate backup restore``, and ``paths keys``."""

from pathlib import Path
from typing import cast

import click

from leadtui.cli import doctoring
from leadtui.cli.call import Call
from leadtui.cli.failure import Failure
from leadtui.cli.options import BookCommand, BookPath, pass_call
from leadtui.cli.output import emit, emit_json, emit_lines, emit_lines_of, emit_text, pairs, table
from leadtui.cli.progress import line_on_stderr
from leadtui.domain.text import plural


@click.command("init", cls=BookCommand)
@click.option("--sample", type=click.IntRange(1), metavar="N", help="Fill it with so many made-up leads.")
@click.option("--seed", type=int, default=7, show_default=True, help="The same seed makes the same leads.")
@pass_call
def init_(call: Call, sample: int | None, seed: int) -> None:
    """Make a new database; you become its administrator. Never touches one that is there."""
    from leadtui.store import create_store

    _refuse_if_there(call)
    call.make_home()
    with create_store(call.target, user=call.user, login=call.login) as session:
        if sample is not None:
            from leadtui.actions.sample import fill

            fill(session, sample, seed)
    answer = {"database": call.shown_target, "administrator": call.acting, "leads": sample or 0}
    if call.json:
        emit_json(answer)
    else:
        filled = f" with {sample:,} made-up leads" if sample else ""
        emit_text(f"New database {call.shown_target}{filled}; {call.acting} is its administrator.")


def _refuse_if_there(call: Call) -> None:
    from leadtui.store import Missing

    try:
        call.session().close()
    except Missing:
        return
    raise Failure(
        "exists",
        f"{call.shown_target} is a database already.",
        "Name another one with --db.",
    )


@click.command("migrate", cls=BookCommand)
@pass_call
def migrate_(call: Call) -> None:
    """Bring the database to this version's schema and guards; a copy is made beside it before each step."""
    from leadtui.store import migrate, rebuild_matches

    steps, guards = migrate(call.target)
    with call.session() as session, line_on_stderr() as line:
        # Checks are at their best with keys; pairs come by a scan, or while leadtui is open.
        rebuild_matches(session, lambda at, total: line.show(f"Indexing {at:,} of {total:,}"), pairs=False)
    done = f"{call.shown_target} is {f'brought to schema {steps[-1]}' if steps else 'up to date'}."
    if guards:
        written = plural(len(guards), "guard")
        done += f" {written} written again: leadtui audit verify tells whether history holds."
    _told(call, {"database": call.shown_target, "steps": steps, "guards": guards}, done)


@click.command("backup", cls=BookCommand)
@click.argument("file", type=BookPath(path_type=Path))
@pass_call
def backup_(call: Call, file: Path) -> None:
    """Write a copy of the database to a new FILE, while others work on; a damaged one is refused (exit 6).

    On PostgreSQL its own tools do it (here: exit 2): `pg_dump -Fc -f FILE URL`; then `createdb NEW` and
    `pg_restore -d NEW FILE` make a database of it.
    """
    from leadtui.store import backup

    with call.session() as session:
        backup(session, file)
    _told(call, {"backup": str(file), "bytes": file.stat().st_size}, f"Backup written to {file}.")


@click.command("restore", cls=BookCommand)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--to", "to", required=True, metavar="NEW", help="The new database; it must not be there yet.")
@pass_call
def restore_(call: Call, file: Path, to: str) -> None:
    """Make a new database of a backup: verified first, nothing is overwritten. On PostgreSQL: see backup."""
    from leadtui.store import restore

    restore(file, to)
    _told(call, {"database": to, "from": str(file)}, f"Restored to {to}.")


@click.command("doctor", cls=BookCommand)
@pass_call
def doctor_(call: Call) -> int:
    """What leadtui sees here: versions, terminal, database.

    Exit codes: 0 the book can be used, 3 you are no user of it, 6 it is unusable.
    """
    found, exit = doctoring.examine(call)
    if call.json:
        emit_json(found)
    else:
        for heading, facts in found.items():
            if isinstance(facts, dict):
                emit(heading)
                shown = cast("dict[str, object]", facts)
                pairs({f"  {name}": doctoring.words(value) for name, value in shown.items()})
    return exit


@click.command("paths", cls=BookCommand)
@pass_call
def paths_(call: Call) -> None:
    """Where leadtui keeps its settings, its database and what it remembers."""
    from leadtui.paths import all_paths

    places = {name: str(path) for name, path in all_paths().items()}
    places["database"] = call.shown_target
    if call.json:
        emit_json(places)
    else:
        pairs(places)


@click.command("keys", cls=BookCommand)
@click.option("--markdown", is_flag=True, help="The shipped keys as the README's table.")
@pass_call
def keys_(call: Call, markdown: bool) -> None:
    """All keys of the app, from the table that the app itself reads; your own keymap included."""
    from leadtui.commands import COMMANDS, key_table
    from leadtui.config import load
    from leadtui.keymap import checked, textual_keys
    from leadtui.paths import config_file

    if markdown:
        emit_lines_of(key_table())
        return
    own = load(config_file()).keys
    checked(own)
    rows = [(c, textual_keys(own[c.id]) if c.id in own else c.keys) for c in COMMANDS]
    if call.json:
        emit_lines(
            {
                "id": c.id,
                "keys": list(keys),
                "label": c.label,
                "group": c.group,
                "help": c.help,
                "scopes": list(c.scopes),
            }
            for c, keys in rows
        )
    else:
        table(
            ("group", "key", "command", "what it does"),
            [(c.group, ", ".join(keys) if c.id in own else c.key, c.id, c.help) for c, keys in rows],
        )


def _told(call: Call, shape: dict[str, object], sentence: str) -> None:
    if call.json:
        emit_json(shape)
    else:
        emit_text(sentence)
