"""A new file is whole or not there, private, and never laid over another unless that is asked for."""

import errno
import os
import stat
from pathlib import Path

import pytest

from leadtui.files import said, whole


@pytest.fixture(params=["with links", "without links"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder; once on a disk that knows no hard links, such as a stick."""
    if request.param == "without links":

        def no_link(*_: object) -> None:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

        monkeypatch.setattr(os, "link", no_link)
    return tmp_path


def test_it_gets_its_name_at_the_end_and_is_private(folder: Path) -> None:
    with whole(folder / "x") as new:
        new.write_text("all of it")
        assert not (folder / "x").exists()
    assert (folder / "x").read_text() == "all of it"
    assert (folder / "x").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir()] == ["x"]


def test_one_that_came_meanwhile_is_kept_unless_it_may_be_replaced(folder: Path) -> None:
    (folder / "x").write_text("mine")
    with pytest.raises(FileExistsError) as caught, whole(folder / "x"):
        raise AssertionError("nothing is begun")
    assert said(caught.value)[0] == f"{folder / 'x'} is there already."
    with pytest.raises(FileExistsError), whole(folder / "y") as new:
        new.write_text("yours")
        (folder / "y").write_text("mine")
    assert (folder / "y").read_text() == "mine"
    with whole(folder / "x", over=True) as new:
        new.write_text("yours")
    assert (folder / "x").read_text() == "yours"
    assert sorted(path.name for path in folder.iterdir()) == ["x", "y"]


@pytest.mark.parametrize("over", [False, True])
def test_a_folder_that_takes_no_fsync_is_no_fault_of_the_file(
    folder: Path, over: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = os.fsync

    def of_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        plain(handle)

    monkeypatch.setattr(os, "fsync", of_files)
    with whole(folder / "x", over=over) as new:
        new.write_text("all of it")
    assert (folder / "x").read_text() == "all of it"


@pytest.mark.parametrize("over", [False, True])
def test_what_fails_midway_leaves_nothing_and_is_said_of_the_file(folder: Path, over: bool) -> None:
    with pytest.raises(OSError) as caught, whole(folder / "x", over=over) as new:
        new.write_text("half")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(new))
    sentence, mend = said(caught.value)
    assert str(folder / "x") in sentence and "Make room" in mend
    assert list(folder.iterdir()) == []


def test_output_that_is_cut_off_is_not_called_gone() -> None:
    assert "cut off" in said(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))[0]
