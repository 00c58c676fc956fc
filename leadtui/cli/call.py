"""What one call of ``leadtui`` was told: which store, as whom, and whether to answer in JSON."""

import os
import pwd
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadtui.store import Session


@dataclass(slots=True)
class Call:
    """The options that every command shares.

    Attributes:
        db: path or URL of the store, None for the default.
        user: key of the acting user, None for the one of this login.
        json: answer in JSON on stdout, failures too.
    """

    db: str | None = None
    user: str | None = None
    json: bool = False

    @property
    def target(self) -> str:
        """Path or URL of the store."""
        from leadtui.paths import database_file

        return self.db or str(database_file())

    @property
    def login(self) -> str:
        """Login name of the process's user id; never ``$USER``, which anyone can set."""
        try:
            return pwd.getpwuid(os.getuid()).pw_name
        except KeyError:  # a container with a bare uid
            return f"uid{os.getuid()}"

    @property
    def acting(self) -> str:
        """Key of who acts: ``--as`` or the login name."""
        return self.user or self.login

    def session(self, *, guarded: bool = True) -> "Session":
        """Open the store; a missing one is an error that names ``leadtui init``.

        ``guarded``: as `store.open_session` has it.
        """
        from leadtui.store import open_session

        return open_session(self.target, user=self.user, login=self.login, guarded=guarded)

    def session_or_new(self) -> "Session":
        """Open the store, or make it where there is none, and say so on stderr."""
        from leadtui.store import Missing, create_store

        try:
            return self.session()
        except Missing:
            self.make_home()
            session = create_store(self.target, user=self.user, login=self.login)
            say(f"New database {self.shown_target}; {self.acting} is its administrator.")
            return session

    def make_home(self) -> None:
        """Make the folder of the default database; a folder named by hand has to be there."""
        if self.db is None:
            Path(self.target).parent.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def shown_target(self) -> str:
        """The target without a password, safe to print."""
        if "://" not in self.target:
            return self.target
        from leadtui.store.redacting import redacted

        return redacted(self.target)


def say(text: str) -> None:
    """Write one line for people to stderr; data alone goes to stdout."""
    from leadtui.domain.text import clean

    sys.stderr.write(f"{clean(text)}\n")
