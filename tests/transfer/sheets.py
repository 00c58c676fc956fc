"""What the tests of this folder share: files written in a line, read whole."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from leadtui.domain.fields import Kind
from leadtui.transfer.convert import Converter, Ready, Reject
from leadtui.transfer.headings import Columns, match
from leadtui.transfer.readers import read_table
from leadtui.transfer.survey import survey

REPO = Path(__file__).parents[2]
DATA = REPO / "tests" / "data"
SHARED = REPO.parent / "shared" / "data"


def written(folder: Path, text: str | bytes, name: str = "leads.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def converted(
    path: Path,
    kind: Kind | None = None,
    given: Mapping[str, str] | None = None,
    *,
    strict: bool = False,
) -> tuple[Columns, list[Ready], list[Reject]]:
    table = read_table(path, kind)
    columns = match(table, kind, given)
    converter = Converter(columns, survey(table, columns), strict=strict, apostrophes=table.has_cells)
    return columns, *parted(map(converter.convert, table.read()))


def parted(found: Iterable[Ready | Reject]) -> tuple[list[Ready], list[Reject]]:
    ready: list[Ready] = []
    rejects: list[Reject] = []
    for one in found:
        if isinstance(one, Reject):
            rejects.append(one)
        else:
            ready.append(one)
    return ready, rejects


def one(folder: Path, text: str | bytes, **how: object) -> Ready:
    """The only record of a file."""
    _, ready, rejects = converted(written(folder, text), **how)
    assert not rejects, rejects
    assert len(ready) == 1
    return ready[0]


def refused(folder: Path, text: str | bytes, **how: object) -> Reject:
    """The only reject of a file."""
    _, ready, rejects = converted(written(folder, text), **how)
    assert len(rejects) == 1, (ready, rejects)
    return rejects[0]
