"""Stores that are made once a test process and copied: a copy costs a hundredth of making one."""

import shutil
from collections.abc import Callable
from pathlib import Path


def copied(path: Path, name: str, make: Callable[[Path], object]) -> Path:
    """Put a copy of a store there.

    Args:
        path: in a test's own folder; the original is kept beside those folders.
        name: of the original: one name, one content.
        make: writes the original to a path, the first time, and closes it.
    """
    original = path.parent.parent / f"{name}.original.db"
    if not original.exists():
        half = original.with_suffix(".half")
        half.unlink(missing_ok=True)
        make(half)
        assert not half.with_name(f"{half.name}-wal").exists(), "somebody still has it open"
        half.rename(original)
    return Path(shutil.copy(original, path))
