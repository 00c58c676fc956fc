"""``leadtui import``: a file of leads or other records, whatever system wrote it."""

import os
from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from shlex import quote
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from leadtui.cli.call import Call, say
from leadtui.cli.failure import usage
from leadtui.cli.import_asking import asked, must_be_asked
from leadtui.cli.options import BookCommand, pass_call
from leadtui.cli.output import emit_json, emit_lines, emit_text, table
from leadtui.cli.progress import line_on_stderr
from leadtui.cli.shapes import plain
from leadtui.domain.fields import Kind
from leadtui.domain.incoming import OnDuplicate, Returning
from leadtui.domain.text import clean, plural

if TYPE_CHECKING:
    from leadtui.actions.import_marks import Marked
    from leadtui.actions.import_summary import ImportSummary
    from leadtui.actions.importing import Options, Progress
    from leadtui.store import Session
    from leadtui.store.import_runs import Import

Marks = Callable[[Sequence["Marked"]], None] | None

_KINDS = ("auto", "lead", "account", "contact", "opportunity")


@click.command("import", cls=BookCommand)
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--kind", type=click.Choice(_KINDS), default="auto", help="What its rows are.")
@click.option("--map", "maps", multiple=True, metavar="FIELD=HEADING", help="Where a field stands.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, store nothing.")
@click.option(
    "--strict",
    is_flag=True,
    help="Any reject stores nothing, exit 1. A value that is not what its column holds (an e-mail without @,"
    " a day that cannot be read) rejects its row then; else it is kept as text in the other values, and a"
    " note says of how many rows.",
)
@click.option(
    "--on-duplicate",
    type=click.Choice([each.value for each in OnDuplicate]),
    default=str(OnDuplicate.CREATE),
    help="What to do with rows that the book has already; ask: row by row, on a terminal.",
)
@click.option(
    "--returning",
    type=click.Choice([each.value for each in Returning]),
    default=str(Returning.NEW),
    help="Enquiries of those whose lead was closed: a new lead linked to what it became, the closed one"
    " again, or a note on the customer.",
)
@click.option(
    "--marks", type=click.Path(path_type=Path), metavar="FILE", help="List the rows that are not new there."
)
@click.option("--again", is_flag=True, help="Import a file that was imported before.")
@click.option("--list", "listed", is_flag=True, help="List the imports there were.")
@pass_call
def import_(
    call: Call,
    file: Path | None,
    kind: str,
    maps: Sequence[str],
    dry_run: bool,
    strict: bool,
    on_duplicate: str,
    returning: str,
    marks: Path | None,
    again: bool,
    listed: bool,
) -> int | None:
    """Import a file: CSV, TSV, XLSX and more; encoding, delimiter and headings are found by themselves.

    Each row is compared with the book and with the rows before it: new, similar, a duplicate, or
    returning. Rows that do not enter are in a rejects file beside it, with line, field, value and reason.
    A lead that was qualified elsewhere is linked to the account, contact and opportunity that it became, by
    their ids there or by a name that only one has, whichever file comes first.
    An import that was stopped goes on where it was when the same file is imported again; one that came to
    its end is refused the second time (exit 3) without --again.
    """
    # Numeric libraries start threads for what is not used here.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from leadtui.actions.importing import Options

    if listed:
        _list(call)
        return None
    if file is None:
        raise click.UsageError("Missing the file to import.")
    options = Options(
        kind=None if kind == "auto" else Kind(kind),
        map=_mapping(maps),
        dry_run=dry_run,
        strict=strict,
        on_duplicate=on_duplicate,
        returning=returning,
        again=again,
    )
    if on_duplicate == OnDuplicate.ASK:
        must_be_asked()
    with _store(call, dry_run) as session, _listed(marks) as listing:
        summary = _run(session, file, options, listing)
    if call.json:
        emit_json(summary.to_json())
    else:
        _tell(summary)
    return summary.exit


def _mapping(words: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for word in words:
        field, equals, heading = word.partition("=")
        if not (equals and field and heading):
            raise usage("map", f"{word!r} is not FIELD=HEADING.", "For example --map topic='Deal name'.")
        found[field] = heading
    return found


def _run(session: "Session", file: Path, options: "Options", marks: Marks) -> "ImportSummary":
    from leadtui.actions.importing import run_import

    if options.on_duplicate == OnDuplicate.ASK:
        rows: list[Marked] = []
        with _progress() as progress:
            run_import(
                session, file, replace(options, dry_run=True, list_rejects=False), progress, rows.extend
            )
        options = replace(options, choices=asked(rows))
    with _progress() as progress:
        return run_import(session, file, options, progress, marks)


@contextmanager
def _listed(path: Path | None) -> Generator[Marks]:
    """Where the rows that are not new are listed, if anywhere."""
    from leadtui.actions.import_marks import MarksFile

    if path is None:
        yield None
        return
    try:
        listing = MarksFile(path)
    except FileExistsError:
        raise usage("marks", f"{path} is there already.", "Name a new file.") from None
    with listing:
        yield listing.write


@contextmanager
def _store(call: Call, dry_run: bool) -> "Generator[Session]":
    """The store to import into; a dry run makes none where there is none."""
    from leadtui.store import Missing, create_store

    try:
        session = call.session() if dry_run else call.session_or_new()
    except Missing:
        with (
            TemporaryDirectory(prefix="leadtui-dry-") as folder,
            create_store(f"{folder}/dry.db", user=call.user, login=call.login) as passing,
        ):
            yield passing
        return
    with session:
        yield session


@contextmanager
def _progress() -> "Generator[Callable[[Progress], None]]":
    """Rows and rows a second."""
    with line_on_stderr() as line:
        yield lambda progress: line.show(_said(progress))


def _said(progress: "Progress") -> str:
    rejected = f", {progress.rejected:,} rejected" if progress.rejected else ""
    return f"{progress.fraction:4.0%}  {progress.rows:,} rows, {progress.rate:,.0f} a second{rejected}"


def _tell(summary: "ImportSummary") -> None:
    emit_text(summary.sentence)
    if summary.marked:
        say(summary.marked)
    for note in summary.notes:
        say(note)
    say("Mapping: " + ", ".join(f"{field} = {heading}" for field, heading in summary.mapping.items()))
    if summary.unmapped:
        say("Kept as other values: " + ", ".join(summary.unmapped))
    for name, count in summary.unknown_owners:
        say(
            f"Nobody here is called {clean(name)!r}, owner of {plural(count, 'open lead')}: "
            f"leadtui user map {quote(name)} LOGIN"
        )
    say(f"{summary.rate:,.0f} rows a second.")


def _list(call: Call) -> None:
    from leadtui.store import imports

    with call.session() as session:
        found = imports(session)
    if call.json:
        emit_lines(
            {
                "import": each.id,
                "file": each.name,
                "kind": str(each.kind),
                "at": plain(each.at),
                "by": each.by,
                "stored": each.stored,
                "rejected": each.rejected,
                "updated": each.tally.updated,
                "skipped": each.tally.skipped,
                "similar": each.tally.similar,
                "duplicates": each.tally.duplicates,
                "returning": each.tally.returning,
                "done": each.done,
            }
            for each in found
        )
        return
    rows = [_line(each) for each in found]
    table(("import", "file", "kind", "at", "by", "stored", "rejected", "done"), rows)


def _line(of: "Import") -> tuple[str, ...]:
    done = "yes" if of.done else "stopped midway"
    counts = (str(of.stored), str(of.rejected))
    return (str(of.id), of.name, str(of.kind), f"{of.at:%Y-%m-%d %H:%M}", of.by, *counts, done)
