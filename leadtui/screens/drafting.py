"""What is half typed is kept in the store: after a dropped line or a crash it is offered again."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.screen import Screen
from textual.timer import Timer

from leadtui import store
from leadtui.screens.shell import Shell
from leadtui.store import Session
from leadtui.store.errors import StoreError

PAUSE = 0.4
"""Seconds after the last key until a draft is written."""


class DraftKeeper:
    """Keeps one form's text while it is open.

    Args:
        screen: the form's screen; its timer is used.
        app: where the store is.
        form: stable name of the form, such as ``new lead``.
        record: id of the record it edits, None for a new one.
        texts: what is typed now, field by field; empty when there is nothing to keep.
    """

    def __init__(
        self,
        screen: Screen[Any],
        app: Shell,
        form: str,
        record: int | None,
        texts: Callable[[], Mapping[str, str]],
    ) -> None:
        self._screen, self._app = screen, app
        self._form, self._record, self._texts = form, record, texts
        self._timer: Timer | None = None
        self._held = False  # no more drafts: it is being saved, or closed
        self._any = False  # one was found or begun: there may be something to drop

    async def open(self) -> Mapping[str, str]:
        """What was left half typed in this form, empty for nothing."""
        try:
            found = await self._app.worker.read(store.drafts)
        except StoreError:
            return {}  # saving will say that the store is gone
        mine = [d for d in found if (d.form, d.record) == (self._form, self._record)]
        self._any = self._any or bool(mine)
        return mine[0].values if mine else {}

    def typed(self) -> None:
        """Something changed: write it when the typing pauses."""
        self._stop()
        if not self._held:
            self._timer = self._screen.set_timer(PAUSE, self._later)

    def hold(self) -> None:
        """Saving starts: no draft may come after it."""
        self._held = True
        self._stop()

    def go_on(self) -> None:
        """Saving was refused: what is typed is kept again."""
        self._held = False
        self.typed()

    async def close(self, *, keep: bool) -> bool:
        """The form goes: keep what is typed or drop it. Whether something was kept."""
        self.hold()
        return await self._write(self._texts() if keep else {})

    async def keep(self) -> None:
        """Write what is typed now: the line may be gone in a moment."""
        if not self._held:
            await self._write(self._texts())

    def _stop(self) -> None:
        if self._timer is not None:
            self._timer.stop()

    def _later(self) -> None:
        if not self._held:
            self._screen.run_worker(self._write(self._texts()), group="draft", exit_on_error=True)

    async def _write(self, texts: Mapping[str, str]) -> bool:
        try:
            if texts:
                self._any = True
                await self._app.worker.write(store.save_draft, self._form, self._record, texts)
            elif self._any:
                # By its name, not its number: one that is on its way may not have told its number yet.
                await self._app.worker.write(drop_draft_of, self._form, self._record)
                self._any = False
        except StoreError as fault:
            self._app.say(f"What you type is not kept as a draft: {fault.sentence}", "warning")
            return False
        return bool(texts)


def drop_draft_of(session: Session, form: str, record: int | None) -> None:
    """Let the acting user's draft of that form and record go, if there is one."""
    for one in store.drafts(session):
        if (one.form, one.record) == (form, record):
            store.drop_draft(session, one.id)
