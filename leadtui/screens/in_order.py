"""Keys in the order in which they were pressed: one is looked at when the one before it is dealt with.

Textual sends a key to the widget that has the focus when the key arrives. Over a slow connection, by
type-ahead or by a plain paste a dozen arrive in one piece: all of them would go to where the focus was
before the first one moved it, and come back from there among those that are sent to the new one.
"""

from collections import deque
from time import monotonic
from typing import Final

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

_PATIENCE: Final = 1.0  # seconds after which a key no longer waits for the one before it


class InOrder(App[int]):
    """An app whose keys and pastes wait for each other."""

    _waiting: "deque[events.Key | events.Paste] | None" = None
    _busy_since: float | None = None
    _turn = 0

    async def on_event(self, event: events.Event) -> None:
        """Let a new key take its turn; all else, and a key that bubbled up, as ever."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
            return
        if self._waiting is None:
            self._waiting = deque()
        self._waiting.append(event)
        if self._busy_since is None or monotonic() - self._busy_since > _PATIENCE:
            await self._take_next()

    async def _take_next(self) -> None:
        if not self._waiting:
            self._busy_since = None
            return
        event = self._waiting.popleft()
        self._busy_since = monotonic()
        self._turn += 1
        aimed = self.focused or self.screen  # a priority binding may take the focus elsewhere
        await super().on_event(event)
        target = (self.focused or self.screen) if event.is_forwarded else aimed
        self._follow(target, self._turn, event, target)

    def _follow(
        self, node: MessagePump, turn: int, event: events.Key | events.Paste | None, start: MessagePump
    ) -> None:
        """Go the way of the key, behind it, then once more: what it set off goes the same way.

        Each widget reads its own queue, so whoever queues up there behind a message knows that it was
        read. Where a widget is gone there is nothing left to wait for.
        """
        if not node.call_later(self._passed, node, turn, event, start):
            self.call_later(self._done, turn)

    def _passed(
        self, node: MessagePump, turn: int, event: events.Key | events.Paste | None, start: MessagePump
    ) -> None:
        parent = None if node is self else node._parent  # pyright: ignore[reportPrivateUsage]
        stopped = event is not None and event._stop_propagation  # pyright: ignore[reportPrivateUsage]
        if parent is not None and not stopped:
            self._follow(parent, turn, event, start)
        elif event is not None:
            self._follow(start, turn, None, start)
        else:
            self.call_later(self._done, turn)

    async def _done(self, turn: int) -> None:
        if turn == self._turn:  # else a later key lost patience and went on
            await self._take_next()
