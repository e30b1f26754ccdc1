"""Writing a file: the old one or the new one, never half of either."""

import errno
import os
import stat
from pathlib import Path

import pytest

from tallyapp.errors import EnvironmentFault
from tallyapp.files import write_atomically, write_new


def test_a_file_is_written_and_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    path = tmp_path / "declaration.pdf"
    write_atomically(path, b"first")
    write_atomically(path, b"second")
    assert path.read_bytes() == b"second"
    assert list(tmp_path.iterdir()) == [path]


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.pdf", tmp_path / "a.pdf"
    target.write_bytes(b"old")
    link.symlink_to(target)
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_others_may_read_what_the_system_lets_them(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        write_atomically(tmp_path / "a.pdf", b"")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o644


def test_a_missing_folder_and_a_folder_of_that_name_are_explained(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match="The folder does not exist"):
        write_atomically(tmp_path / "none" / "a.pdf", b"x")
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(EnvironmentFault, match="Choose another name"):
        write_atomically(tmp_path / "b.pdf", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_when_the_disk_is_full_the_old_file_stands_and_no_remains(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    path = tmp_path / "a.pdf"
    write_atomically(path, b"old")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, failing, full)
    with pytest.raises(EnvironmentFault, match="The disk is full"):
        write_atomically(path, b"new")
    monkeypatch.undo()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_never_takes_the_place_of_another(tmp_path: Path) -> None:
    path = tmp_path / "officer.p12"
    write_new(path, b"key", 0o600)
    with pytest.raises(EnvironmentFault, match="is there already and was left as it is"):
        write_new(path, b"another key", 0o600)
    assert path.read_bytes() == b"key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_new_file_that_cannot_be_written_leaves_its_name_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, failing, full)
    with pytest.raises(EnvironmentFault, match="The disk is full"):
        write_new(tmp_path / "officer.p12", b"key")
    assert list(tmp_path.iterdir()) == []
