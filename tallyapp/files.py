"""Writing a file so that there is always a whole one: the old or the new."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tallyapp.errors import EnvironmentFault

_AT_ONCE = 1 << 20
"""Bytes that are written over at once."""
_NO_RIGHT = (
    "This place may not be written to. Choose another folder, or ask for the right to write there."
)
# What to do about it is ours; what the system calls it is in the machine's language.
_WHAT_TO_DO = {
    errno.EACCES: _NO_RIGHT,
    errno.EPERM: _NO_RIGHT,
    errno.EROFS: "This disk can only be read. Choose a folder on another disk.",
    errno.ENOSPC: (
        "The disk is full. Free some space, or choose a folder on another disk, and try again."
    ),
    errno.EDQUOT: (
        "Your share of the disk is full. Free some space, or choose another disk, and try again."
    ),
    errno.ENOENT: "The folder does not exist. Make it, or choose another.",
    errno.ENOTDIR: "The folder does not exist. Make it, or choose another.",
    errno.EEXIST: "It is there already and was left as it is. Choose another name.",
    errno.EISDIR: "There is a folder of this name. Choose another name.",
    errno.ENAMETOOLONG: "The name is too long. Choose a shorter one.",
    errno.EIO: (
        "The disk does not answer as it should. Choose another disk, and have this one looked at."
    ),
}


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """A file name in this folder that is not taken: with the lowest number from 2 where it is.

    Raises EnvironmentFault where none can be looked for.
    """
    path = folder / f"{stem}{suffix}"
    number = 1
    with faults_named(path):
        while path.exists():
            number += 1
            path = folder / f"{stem}-{number}{suffix}"
    return path


def is_file(path: Path) -> bool:
    """Whether there is a file of this name, as far as this machine may look."""
    # Path.is_file raises where a folder may not be looked into, or a name is too long for the disk.
    with contextlib.suppress(OSError, ValueError):
        return path.is_file()
    return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder of this name, as far as this machine may look."""
    with contextlib.suppress(OSError, ValueError):
        return path.is_dir()
    return False


def on_one_disk(one: Path, other: Path) -> bool:
    """Whether both lie on the same disk, as far as this machine tells: what breaks one breaks both.

    Two parts of one disk are two to it.
    """
    with contextlib.suppress(OSError, ValueError):
        return one.stat().st_dev == other.stat().st_dev
    return False


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where it is not there; raises EnvironmentFault."""
    with faults_named(path):
        path.mkdir(parents=True, exist_ok=True)


def write_atomically(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Put `data` on disk under this name, whole; what was there before is replaced in one step.

    When it returns, the file outlasts a loss of power. A symbolic link is followed. `mode` is the
    new file's rights, as far as the system's mask lets them through. Raises EnvironmentFault, and
    leaves what was there before as it was.
    """
    # A link is kept and what it leads to is replaced, not the other way about.
    target = Path(os.path.realpath(path))
    with faults_named(path), _temporary_beside(target) as temporary:
        # Synced before the name is taken: a rename of bytes still in memory is a file of none.
        _write_through(temporary, data, mode)
        replace_with(target, temporary)


def write_new(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Put `data` on disk under a name that nothing has yet, whole or not at all.

    Raises EnvironmentFault, also where something of this name is there; that is left as it is.
    """
    with faults_named(path), _temporary_beside(path) as temporary:
        # The name is claimed first, so that nothing can ever be replaced but this empty claim.
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode))
        try:
            _write_through(temporary, data, mode)
            replace_with(path, temporary)
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def copy_to_new(source: Path, target: Path) -> None:
    """A copy of a file, its owner's alone, under a name that nothing has yet; whole or not at all.

    Raises EnvironmentFault, also where something of this name is there; that is left as it is.
    """
    try:
        from_ = source.open("rb")
    except OSError as error:
        raise EnvironmentFault(
            f"{source} cannot be read ({error.strerror}). Check the disk, then try again."
        ) from error
    with from_, faults_named(target), _temporary_beside(target) as temporary:
        with open(temporary, "xb", opener=partial(os.open, mode=0o600)) as file:
            shutil.copyfileobj(from_, file, _AT_ONCE)
            file.flush()
            os.fsync(file.fileno())
        take_new_name(target, temporary)


def replace_with(target: Path, temporary: Path) -> None:
    """Let a whole and synced file in the same folder take this name, to outlast a loss of power.

    Raises OSError.
    """
    temporary.replace(target)
    _sync_folder(target.parent)


def take_new_name(target: Path, temporary: Path) -> None:
    """Let a whole and synced file in the same folder take a name that nothing has yet.

    It outlasts a loss of power. Raises EnvironmentFault, also where something of this name is
    there; that is left as it is.
    """
    with faults_named(target):
        if os.name == "nt":
            # There a rename never replaces.
            temporary.rename(target)
        else:
            _link(target, temporary)
            _sync_folder(target.parent)


def _link(target: Path, temporary: Path) -> None:
    try:
        # Unlike a rename it never replaces.
        os.link(temporary, target)
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.ENOSYS, errno.EMLINK):
            raise
        # A disk without links, such as a memory stick: the name is claimed and then replaced.
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        temporary.replace(target)
    else:
        temporary.unlink()


@contextlib.contextmanager
def faults_named(path: Path) -> Iterator[None]:
    """What the system refuses in here is raised as an EnvironmentFault, with what to do about it:
    this file could not be written.
    """
    try:
        yield
    except OSError as error:
        advice = _WHAT_TO_DO.get(error.errno or 0, "Try again, or choose another folder.")
        raise EnvironmentFault(
            f"{path} could not be written ({error.strerror}). {advice}"
        ) from error


@contextlib.contextmanager
def _temporary_beside(target: Path) -> Iterator[Path]:
    """A name beside the target for what is not yet whole; nothing is left of it afterwards."""
    # Beside it, on the same disk: a rename from another disk would be a copy, and can be cut short.
    temporary = target.with_name(f".{os.urandom(8).hex()}.tmp")
    try:
        yield temporary
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _write_through(path: Path, data: bytes, mode: int) -> None:
    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, mode)

    # The rights are the file's from its first byte: a secret is never readable for a moment.
    with open(path, "xb", opener=opener) as file:  # Path.open takes no opener
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last; Windows has no such call, and some network disks refuse it."""
    if os.name == "nt":
        return
    # A rename alone can be lost at a power cut: the name is in the folder's own bytes.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def destroy(path: Path) -> int:
    """Write over a file what nobody can read, and take its name away; gives its size in bytes.

    What a drive keeps of old blocks (an SSD, a memory stick, a network share) is out of a program's
    reach. Raises EnvironmentFault.
    """
    with faults_named(path):
        size = path.stat().st_size
        with path.open("r+b") as file:
            left = size
            while left:
                left -= file.write(os.urandom(min(left, _AT_ONCE)))
            file.flush()
            os.fsync(file.fileno())
            file.truncate(0)
        path.unlink()
        _sync_folder(path.parent)
    return size
