"""The folder that the files go into: what is there and is not ours stays as it is."""

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from tallyapp.errors import EnvironmentFault
from tallyapp.files import make_folder, write_atomically
from tallyapp.words.catalogue import say

_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")
_MOST_NAMED = 5


def put(folder: Path, files: Mapping[str, bytes], sums: str) -> None:
    """Write these files into the folder, made where it is not there, and their SHA-256 in the file
    `sums`, the last of all.

    What an earlier writing put there is replaced, each file whole. Raises EnvironmentFault, with
    nothing written, where a name is taken by another's file or by one that was changed since; and
    where a file cannot be written.
    """
    make_folder(folder)
    known = _known(folder / sums)
    taken = [name for name, data in files.items() if _is_anothers(folder / name, data, known)]
    if _is_there(folder / sums) and not known:
        taken.append(sums)
    if taken:
        named = ", ".join(taken[:_MOST_NAMED]) + (", …" if len(taken) > _MOST_NAMED else "")
        raise EnvironmentFault(say("press", "taken", folder=folder, names=named))
    for name, data in files.items():
        if _content(folder / name) != data:
            write_atomically(folder / name, data)
    kept = {name: digest for name, digest in known.items() if _is_there(folder / name)}
    kept |= {name: sha256(data).hexdigest() for name, data in files.items()}
    lines = "".join(f"{digest}  {name}\n" for name, digest in sorted(kept.items()))
    write_atomically(folder / sums, lines.encode())


def _known(path: Path) -> dict[str, str]:
    """The SHA-256 of each file that was written there before, by name; empty where none was."""
    lines = (_content(path) or b"").decode("utf-8", "replace").splitlines()
    found = [_LINE.fullmatch(line) for line in lines]
    if not all(found):
        return {}
    return {each[2]: each[1] for each in found if each}


def _is_anothers(path: Path, data: bytes, known: Mapping[str, str]) -> bool:
    """Whether a name is taken by what this program did not write, or somebody changed since."""
    if not _is_there(path):
        return False
    there = _content(path)
    if there is None:
        return True
    return there != data and sha256(there).hexdigest() != known.get(path.name)


def _is_there(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _content(path: Path) -> bytes | None:
    """What is in a file; None where there is no such file, or one that is not a plain one."""
    if path.is_symlink() or not path.is_file():
        return None
    try:
        return path.read_bytes()
    except OSError:
        return None
