"""A copy of a count's file that was read again from the disk and agrees with it."""

import os
import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from tallyapp.errors import EnvironmentFault
from tallyapp.files import is_folder, replace_with

from . import database
from .replay import Replay, replay


def back_up(
    connection: sqlite3.Connection,
    path: Path,
    heads: Mapping[str, tuple[int, bytes]],
    destination: Path,
) -> Replay:
    """Copy the file at `path`, whose streams end in `heads`; drafts stay behind.

    Raises EnvironmentFault if it exists, cannot be written, or does not agree.
    """
    # Never over an older one: a backup is taken because something is feared.
    part = _part(destination)
    try:
        read = _copy(connection, part)
        # Read again from the disk: a copy nobody read is hope, and no backup.
        if read.disagreements or read.heads != heads:
            raise EnvironmentFault(
                f"The copy at {destination} does not agree with {path}: back up elsewhere."
            )
        _sync(part)
        replace_with(destination, part)
    except database.FAULTS as error:
        raise database.fault(error, destination) from error
    except OSError as error:
        raise EnvironmentFault(f"{destination} cannot be written ({error.strerror}).") from error
    finally:
        part.unlink(missing_ok=True)
        # A disk that fails half-way leaves SQLite's journal, and what was half keyed is in it.
        part.with_name(f"{part.name}-journal").unlink(missing_ok=True)
    return read


def _part(destination: Path) -> Path:
    """An empty file beside the destination, for what is not yet whole."""
    try:
        if os.path.lexists(destination):
            raise EnvironmentFault(
                f"{destination} exists already. Choose another name: no backup is overwritten."
            )
        # In the same folder, so that the rename that ends it cannot run from disk to disk.
        handle, name = tempfile.mkstemp(
            dir=_folder(destination), prefix=destination.name, suffix=".part"
        )
    except OSError as error:
        raise EnvironmentFault(f"{destination} cannot be written ({error.strerror}).") from error
    os.close(handle)
    return Path(name)


def _copy(connection: sqlite3.Connection, part: Path) -> Replay:
    with closing(sqlite3.connect(part, isolation_level=None)) as copy:
        connection.backup(copy)
        # Half-keyed figures are nobody's business, and a backup leaves the building.
        copy.execute("DELETE FROM draft")
        # Pages that are free still hold what was kept in them, such as drafts dropped long ago.
        copy.execute("VACUUM")
        return replay(database.rows(copy), whole=True)


def _folder(destination: Path) -> Path:
    folder = destination.absolute().parent
    if not is_folder(folder):
        raise EnvironmentFault(
            f"There is no folder {folder}. Make it, or choose another place for the backup."
        )
    return folder


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
