"""The package for Debian: the same bytes from the same parts, wherever and whenever it is made."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from installer import debian

pytestmark = pytest.mark.skipif(
    shutil.which("dpkg-deb") is None, reason="packages are made on Debian"
)
MOMENT = 1_795_770_046


def a_bundle(folder: Path, order: list[str], umask: int) -> Path:
    """A folder as `bundle` makes it, its files written in some order by somebody."""
    made = folder / "bundle" / "tallyapp"
    made.mkdir(parents=True)
    before = os.umask(umask)
    try:
        for name in order:
            path = made / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"what {name} holds")
            os.utime(path, (folder.stat().st_ino, 1_000_000_000 + len(name)))
        (made / "_internal" / "libelm.so").symlink_to("libelm.so.1")
    finally:
        os.umask(before)
    return made


NAMES = ["tallyapp", "_internal/libelm.so.1", "_internal/base_library.zip", "LICENSE.txt"]


@pytest.fixture
def twice(tmp_path: Path) -> list[Path]:
    """The same parts, put together twice: elsewhere, in another order, with other rights."""
    made = []
    for name, order, umask in (("here", NAMES, 0o022), ("elsewhere", NAMES[::-1], 0o077)):
        folder = tmp_path / name
        bundle = a_bundle(folder, order, umask)
        made.append(debian.package(bundle, MOMENT, folder))
    return made


def test_the_same_parts_and_time_give_the_same_bytes(twice: list[Path]) -> None:
    first, second = twice
    assert first.read_bytes() == second.read_bytes()


def test_everything_belongs_to_the_system_and_carries_the_time_asked_for(twice: list[Path]) -> None:
    told = subprocess.run(
        ["dpkg-deb", "--contents", str(twice[0])],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "TZ": "UTC"},
    ).stdout.splitlines()
    assert len(told) > len(NAMES)
    for line in told:
        rights, owner, _, day, clock, name, *_ = line.split()
        assert (owner, f"{day} {clock}") == ("root/root", "2026-11-27 09:00")
        runs = rights[0] in "dl" or name == "./usr/lib/tallyapp/tallyapp"
        assert (rights[3] == "x") == runs, line
