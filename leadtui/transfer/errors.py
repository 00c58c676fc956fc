"""What can be wrong with a file as a whole; a single bad row is a `Reject`, not an error."""

from leadtui.domain.results import Exit


class TransferError(Exception):
    """A file cannot be read or written, or the request names what it has not.

    Attributes:
        sentence: what is the matter, with the file's name.
        fix: what to do about it.
        code: stable word for scripts.
        exit: exit code of the command line.
    """

    code = "file"
    exit = Exit.FAILED

    def __init__(self, sentence: str, fix: str = "") -> None:
        super().__init__(f"{sentence} {fix}".strip())
        self.sentence = sentence
        self.fix = fix


class NotATable(TransferError):
    """The file holds no rows with headings, or rows of something leadtui does not import."""

    code = "not_a_table"


class UnknownName(TransferError):
    """A field, heading or kind was asked for that does not exist."""

    code = "unknown_name"
    exit = Exit.USAGE


class AlreadyImported(TransferError):
    """The file was imported before: once more would make its records twice."""

    code = "imported"
    exit = Exit.REFUSED


class FileExists(TransferError):
    """The file to write is there already; nothing is ever overwritten."""

    code = "exists"
