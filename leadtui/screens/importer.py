"""Import a file: its path, what its columns mean, which rows are not new; Enter stores it batch by batch."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Input

from leadtui.actions.import_summary import ImportSummary
from leadtui.actions.importing import Options, Preview, Progress, imported_before, preview, run_import
from leadtui.domain.fields import Kind
from leadtui.domain.incoming import Mark
from leadtui.domain.text import clean
from leadtui.screens import import_lines
from leadtui.screens.choices import Choose, Option
from leadtui.screens.dialog import ESC
from leadtui.screens.import_choosing import Choosing
from leadtui.screens.import_marks import Choices
from leadtui.store import StoreError
from leadtui.transfer.errors import TransferError
from leadtui.widgets.key_line import Key
from leadtui.widgets.lines import Lines
from leadtui.widgets.path_entry import PathEntry

EVERY = 0.25
"""Seconds between two progress numbers."""


class Stopped(Exception):
    """The person pressed Esc: the batches so far stay, the next run of the file goes on after them."""


class Importer(Choosing):
    """Path, preview, rows that are not new, import, summary; Enter goes on, Esc goes out.

    Where all rows are new the import goes on by itself.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "go_on", show=False),
        Binding("t", "kind", show=False),
        Binding("e", "path", show=False),
    ]
    DEFAULT_CSS = "Importer Lines { height: 14; margin-top: 1; }"

    def __init__(self, path: str = "") -> None:
        super().__init__("Import a file", "CSV, TSV, XLSX")
        self._path = path
        self._options = Options()
        self._preview: Preview | None = None
        self._before = False  # the very file is here already, and that was said
        self._summary: ImportSummary | None = None
        self._importing = False
        self._halt = False
        self._stored = 0
        self._last = 0.0

    def body(self) -> ComposeResult:
        """The path, then what is known."""
        yield PathEntry(self._path, placeholder="path of the file; Tab completes", id="path")
        yield Lines(lambda cells: import_lines.explained())

    def keys(self) -> Sequence[Key]:
        """What Enter does now."""
        if self._importing:
            return (Key("esc", "stop after this batch", kept=True),)
        if self._summary is not None:
            return (Key("enter", "done", kept=True), ESC)
        if self.tried is not None:
            return (
                Key("enter", "import once more" if self._before else "import", kept=True),
                Key("c", "this row"),
                Key("d", "all duplicates", self.choices.has(Mark.DUPLICATE)),
                Key("r", "all returning", self.choices.has(Mark.RETURNING)),
                Key("e", "another file"),
                ESC,
            )
        if self._preview is not None:
            kind = self._preview.opened.columns.kind
            return (
                Key("enter", "import once more" if self._before else "import", kept=True),
                Key("t", f"not {import_lines.many(kind)}?"),
                Key("e", "another file"),
                ESC,
            )
        return (Key("tab", "complete"), Key("enter", "look at it", kept=True), ESC)

    def on_mount(self) -> None:
        """The path is typed at once."""
        self.query_one(PathEntry).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.run_worker(self._look(), group="look", exclusive=True, exit_on_error=True)

    def action_go_on(self) -> None:
        """Enter: import what is shown, or leave what is done."""
        if self._summary is not None:
            sentence = import_lines.where(self._summary)
            self.dismiss(self._stored > 0)
            self.shell.say(sentence)
        elif self._preview is not None and not self._importing:
            self._importing = True
            # Its warning was on the screen, and the last line says "once more".
            self._options = replace(self._options, again=self._before)
            self.refresh_keys()
            step = self._try() if self.tried is None else self._import()
            self.run_worker(step, group="import", exit_on_error=True)

    @on(Lines.Chosen)
    def _chosen(self, event: Lines.Chosen) -> None:
        """Enter on a row goes on too: what is done with it is another key."""
        event.stop()
        self.action_go_on()

    @property
    def choosing(self) -> bool:
        """Whether the rows are on show, and nothing is stored yet."""
        return super().choosing and self._summary is None and not self._importing

    def action_path(self) -> None:
        """Another file."""
        if not self._importing and self._summary is None:
            self._preview = self.tried = None
            path = self.query_one(PathEntry)
            path.display = True
            path.focus()
            self.refresh_keys()

    def action_kind(self) -> None:
        """Say what the rows are, where the headings misled."""
        if self._preview is not None and self.tried is None and not self._importing:
            self.run_worker(self._ask_kind(), group="kind", exclusive=True, exit_on_error=True)

    def action_leave(self) -> None:
        """Esc: stop after the batch under way, else leave."""
        if self._importing:
            self._halt = True
            self.say("Stopping after this batch …")
        else:
            self.dismiss(self._stored > 0)

    async def _ask_kind(self) -> None:
        kinds = (Kind.LEAD, Kind.ACCOUNT, Kind.CONTACT, Kind.OPPORTUNITY)
        options = [
            Option("", "Find out from the headings"),
            *(Option(kind, import_lines.many(kind).capitalize()) for kind in kinds),
        ]
        code = await self.shell.push_screen_wait(Choose("What are the rows?", options))
        if code is not None:
            self._options = Options(kind=Kind(code) if code else None)
            await self._look()

    async def _try(self) -> None:
        """Compare each row; go on where none is like anything."""
        choices = Choices()
        options = replace(self._options, dry_run=True, list_rejects=False)
        self.say("Comparing each row with the book …")
        try:
            summary = await self.shell.worker.apart(
                run_import, self._file(), options, self._compared, choices.rows.extend
            )
        except Stopped:
            self._ended("Nothing is stored.")
        except (TransferError, StoreError) as fault:
            self._ended(f"{fault} Nothing is stored.")
        else:
            self.tried, self.choices = summary, choices
            if not choices.rows:
                await self._import()
                return
            self._importing = False
            self.show_rows()
            self.say(clean(summary.marked), "warning")
            self.refresh_keys()

    async def _look(self) -> None:
        path = self._file()
        self._options = replace(self._options, again=False)
        try:
            found = await asyncio.to_thread(preview, path, self._options)
            before = await self.shell.worker.read(imported_before, path, self._options)
        except StoreError as fault:
            self.say(str(fault), "warning")
            return
        except TransferError as fault:
            self.say(str(fault), "warning")
            return
        except OSError as fault:
            self.say(f"{path} cannot be read: {fault.strerror}.", "warning")
            return
        self._preview, self.tried = found, None
        self._before = before is not None
        self.query_one(PathEntry).display = False  # the first line shows where the file is
        lines = self.query_one(Lines)
        lines.show(lambda cells: import_lines.previewed(found, cells))
        lines.focus()
        if before is None:
            self.say("Nothing is stored yet.")
        else:
            self.say(import_lines.here_already(before, self.shell.people), "warning")
        self.refresh_keys()

    async def _import(self) -> None:
        options = self.choices.options(self._options)
        try:
            summary = await self.shell.worker.write(run_import, self._file(), options, self._progress)
        except Stopped:
            self._ended(
                f"Stopped after {self._stored:,} rows; they are stored. The same file goes on after them."
            )
        except (TransferError, StoreError) as fault:
            self._ended(f"{fault} {self._stored:,} rows are stored; the same file goes on after them.")
        except OSError as fault:
            self._ended(
                f"The rejects file cannot be written: {fault.strerror}. {self._stored:,} rows are stored."
            )
        else:
            self._summary = summary
            self._stored = summary.stored
            self._ended(summary.sentence)
            self.query_one(Lines).show(lambda cells: import_lines.summed_up(summary, cells))

    def _ended(self, sentence: str) -> None:
        self._importing = self._halt = False
        if self._stored:
            self.shell.touch()
        self.say(clean(sentence), "information" if self._summary else "warning")
        self.refresh_keys()

    def _progress(self, progress: Progress) -> None:
        """Runs on the writer's thread, after each batch; an exception here ends the import there."""
        self._stored = progress.stored
        if self._halt:
            raise Stopped
        now = time.monotonic()
        if now - self._last >= EVERY:
            self._last = now
            self.shell.call_from_thread(self.say, import_lines.progressed(progress))

    def _compared(self, progress: Progress) -> None:
        """The same while rows are only compared."""
        if self._halt:
            raise Stopped
        now = time.monotonic()
        if now - self._last >= EVERY:
            self._last = now
            said = f"Comparing each row with the book … {progress.fraction:.0%}"
            self.shell.call_from_thread(self.say, said)

    def _file(self) -> Path:
        return Path(self.query_one(PathEntry).value.strip()).expanduser()
