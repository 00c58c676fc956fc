"""What can go wrong with the store itself. A rule's "no" is not among these: that is a value.

StoreError
├── NotFound            no record of that number                              exit 4
├── Stranger            the acting user is none of the book's                 exit 3
├── NoRight             the acting user lacks the right to it                 exit 3
├── NotEmpty            a sample book is asked for where something is already  exit 3
├── Guarded             a guard inside the database refused the statement     exit 3
├── Interrupted         a read was called off                                 exit 1
├── OtherEngine         not for the database that is named                    exit 2
└── Unavailable         the store cannot be used                              exit 6
    ├── Missing         no file, no database, or the file went away
    ├── NotOurs         something else than a leadtui store
    ├── NewerSchema     written by a newer leadtui
    ├── OlderSchema     written by an older leadtui, `migrate` has not run yet
    ├── Damaged         truncated, overwritten, or its guards were tampered with
    ├── ReadOnly        it may be read and not written
    ├── Locked          others keep it busy
    ├── Full            no room left on the disk
    ├── Exists          a file is in the way that must not be overwritten
    └── NoConnection    the server does not answer
"""

from typing import ClassVar

from leadtui.domain.results import Exit


class StoreError(Exception):
    """A fault of the store.

    Attributes:
        sentence: what is the matter, in one sentence, without any password.
        fix: what to do about it.
        code: stable word for scripts.
        exit: exit code of the command line.
    """

    code: ClassVar[str] = "store"
    exit: ClassVar[Exit] = Exit.FAILED

    def __init__(self, sentence: str, fix: str = "") -> None:
        self.sentence = sentence
        self.fix = fix
        super().__init__(f"{sentence} {fix}".strip())


class NotFound(StoreError):
    """There is no record of that number."""

    code = "not_found"
    exit = Exit.NOT_FOUND


class Stranger(StoreError):
    """The book has users, and the acting one is none of them."""

    code = "user"
    exit = Exit.REFUSED


class NoRight(StoreError):
    """The acting user lacks a right, or may not read the record; where no `Refusal` can be answered."""

    code = "right"
    exit = Exit.REFUSED


class NotEmpty(StoreError):
    """There is something already where only a new book is filled."""

    code = "not_empty"
    exit = Exit.REFUSED


class Guarded(StoreError):
    """A guard inside the database refused what no command may do."""

    code = "guarded"
    exit = Exit.REFUSED


class Interrupted(StoreError):
    """The statement was called off; nothing was written."""

    code = "interrupted"


class OtherEngine(StoreError):
    """What was asked is not for the kind of database that was named, or there is no such kind."""

    code = "engine"
    exit = Exit.USAGE


class Unavailable(StoreError):
    """The store cannot be used as it is now."""

    code = "unavailable"
    exit = Exit.UNAVAILABLE


class Missing(Unavailable):
    """There is no store there, or it went away."""

    code = "missing"


class NotOurs(Unavailable):
    """What is there is not a leadtui store."""

    code = "not_ours"


class NewerSchema(Unavailable):
    """A newer leadtui wrote it."""

    code = "newer_schema"


class OlderSchema(Unavailable):
    """An older leadtui wrote it and no migration has run."""

    code = "older_schema"


class Damaged(Unavailable):
    """Truncated, overwritten or tampered with."""

    code = "damaged"


class ReadOnly(Unavailable):
    """It may be read but not written."""

    code = "read_only"


class Locked(Unavailable):
    """Others keep it busy for longer than one waits."""

    code = "locked"


class Full(Unavailable):
    """No room left on the disk; nothing was saved."""

    code = "full"


class Exists(Unavailable):
    """A file is in the way that must not be overwritten."""

    code = "exists"


class NoConnection(Unavailable):
    """The database server does not answer, or refused the connection."""

    code = "no_connection"
