"""What is half typed is kept in the store: after a dropped line or a crash it is offered again."""

from collections.abc import Callable, Mapping
from typing import Any

from textual.screen import Screen
from textual.timer import Timer

from leadtui import store
from leadtui.screens.shell import Shell
from leadtui.store.errors import StoreError

PAUSE = 0.4
"""Seconds after the last key until a draft is written."""


class Keeping:
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
        self._draft: int | None = None

    async def open(self) -> Mapping[str, str]:
        """What was left half typed in this form, empty for nothing."""
        try:
            found = await self._app.worker.read(store.drafts)
        except StoreError:
            return {}  # saving will say that the store is gone
        mine = [d for d in found if (d.form, d.record) == (self._form, self._record)]
        if not mine:
            return {}
        self._draft = mine[0].id
        return mine[0].values

    def typed(self) -> None:
        """Something changed: write it when the typing pauses."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self._screen.set_timer(PAUSE, self._later)

    async def close(self, *, keep: bool) -> bool:
        """The form goes: keep what is typed or drop it. Whether something was kept."""
        if self._timer is not None:
            self._timer.stop()
        return await self._write(self._texts() if keep else {})

    async def keep(self) -> None:
        """Write what is typed now: the line may be gone in a moment."""
        await self._write(self._texts())

    def _later(self) -> None:
        self._screen.run_worker(self._write(self._texts()), group="draft", exit_on_error=True)

    async def _write(self, texts: Mapping[str, str]) -> bool:
        try:
            if texts:
                draft = await self._app.worker.write(store.save_draft, self._form, self._record, texts)
                self._draft = draft.id
            elif self._draft is not None:
                await self._app.worker.write(store.drop_draft, self._draft)
                self._draft = None
        except StoreError as fault:
            self._app.say(f"What you type is not kept as a draft: {fault.sentence}", "warning")
            return False
        return bool(texts)
