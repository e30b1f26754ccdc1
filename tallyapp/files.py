"""Writing a file so that there is always a whole one: the old or the new."""

import contextlib
import errno
import os
import secrets
from pathlib import Path

from tallyapp.errors import EnvironmentFault

_NO_RIGHT = (
    "This place may not be written to. Choose another folder, or ask for the right to write there."
)
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
    errno.EISDIR: "There is a folder of this name. Choose another name.",
    errno.ENAMETOOLONG: "The name is too long. Choose a shorter one.",
    errno.EIO: (
        "The disk does not answer as it should. Choose another disk, and have this one looked at."
    ),
}


def write_atomically(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Put `data` on disk under this name, whole; what was there before is replaced in one step.

    When it returns, the file outlasts a loss of power. A symbolic link is followed. `mode` is the
    new file's rights, as far as the system's mask lets them through. Raises EnvironmentFault, and
    leaves what was there before as it was.
    """
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        try:
            _write_through(temporary, data, mode)
            temporary.replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
            raise
        _sync_folder(target.parent)
    except OSError as error:
        advice = _WHAT_TO_DO.get(error.errno or 0, "Try again, or choose another folder.")
        raise EnvironmentFault(
            f"{path} could not be written ({error.strerror}). {advice}"
        ) from error


def _write_through(path: Path, data: bytes, mode: int) -> None:
    def opener(name: str, flags: int) -> int:
        return os.open(name, flags, mode)

    with open(path, "xb", opener=opener) as file:  # Path.open takes no opener
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    """Make the new name itself last; Windows has no such call, and some network disks refuse it."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)
