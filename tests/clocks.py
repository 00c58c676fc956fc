"""A clock that stands still until a test moves it."""

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


class FakeClock:
    """Stands at `NOW` until it is moved."""

    def __init__(self) -> None:
        self.time = NOW

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **much: float) -> None:
        """Let time pass, in the words of `timedelta`."""
        self.time += timedelta(**much)
