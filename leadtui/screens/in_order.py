"""Keys in the order in which they were pressed: one is looked at when the one before it is dealt with.

Textual sends a key to the widget that has the focus when the key arrives. Over a slow connection, by
type-ahead or by a plain paste a dozen arrive in one piece: all of them would go to where the focus was
before the first one moved it, and come back from there among those that are sent to the new one.

A key that opens a screen is dealt with when that screen is there: until then those behind it wait, for
they were typed for it.
"""

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import Any, Final, Protocol, runtime_checkable

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen

_PATIENCE: Final = 1.0  # seconds after which a key no longer waits for the one before it
_AT_ONCE: Final = "ctrl+q"  # whatever is on its way, one can leave


@runtime_checkable
class Opens(Protocol):
    """A screen whose commands open others."""

    @property
    def opening(self) -> bool:
        """Whether one was begun that is not in front yet, and not at its end either."""
        ...


class InOrder(App[int]):
    """An app whose keys and pastes wait for each other."""

    _waiting: "deque[events.Key | events.Paste] | None" = None
    _busy_since: float | None = None
    _turn = 0
    _there: "Screen[Any] | None" = None  # the screen that keys went to last

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

    def go_on(self, keep: "Callable[[events.Key | events.Paste], bool] | None" = None) -> None:
        """What the keys waited for is there, or will not come: then those to ``keep`` are left of them."""
        if keep is not None:
            self._waiting = deque(event for event in self._waiting or () if keep(event))
        if self._waiting:
            self.call_later(self._resume)

    async def _resume(self) -> None:
        if self._busy_since is None:
            await self._take_next()

    @property
    def _held(self) -> bool:
        """Whether the screen that the next key is for is still on its way."""
        front = self.screen
        if front is not self._there and front.call_later(self._arrived, front):
            return True  # its own queue comes after all that makes it, and gives it its focus
        return isinstance(front, Opens) and front.opening

    def _arrived(self, front: Screen[Any]) -> None:
        self._there = front
        self.go_on()

    def _next(self) -> "events.Key | events.Paste | None":
        """The first of those that wait; while they are held, the one that leaves."""
        waiting = self._waiting
        if not waiting or not self._held:
            return waiting.popleft() if waiting else None
        leaving = next((one for one in waiting if isinstance(one, events.Key) and one.key == _AT_ONCE), None)
        if leaving is not None:
            waiting.clear()
        return leaving

    async def _take_next(self) -> None:
        if (event := self._next()) is None:
            self._busy_since = None
            return
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
