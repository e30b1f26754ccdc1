"""The computers that the program is made for: those for which every locked package is published.

It is asked before anything else is loaded, by the program and by `dev.py`, so any Python 3 can read
it and it stands on the standard library alone.
"""

from __future__ import annotations

import os
import platform
import sys
from typing import NamedTuple

OLDEST_PYTHON = (3, 11)
NEWEST_PYTHON = (3, 14)
OLDEST_MACOS = (15, 0)
OLDEST_GLIBC = {"x86_64": (2, 34), "aarch64": (2, 39)}
"""By the processor: on others Qt's wheels do not run."""


class Computer(NamedTuple):
    """What a computer says of itself."""

    system: str  # as sys.platform names it
    processor: str
    python: tuple[int, ...]
    release: tuple[int, ...]  # of macOS, or of the C library on Linux; () where that is not glibc


class Lack(NamedTuple):
    """Why the program cannot run on a computer: what it has, and what is needed."""

    what: str  # the key of its sentence in the catalogue, beneath "computer"
    has: str
    needs: str

    def __str__(self) -> str:
        """Where no sentence of the catalogue can be had."""
        return f"tallyapp needs {self.needs}; this is {self.has}."


def this_computer() -> Computer:
    """The computer that this runs on."""
    if sys.platform == "darwin":
        release = _numbers(platform.mac_ver()[0])
    elif sys.platform.startswith("linux"):
        release = _numbers(_c_library())
    else:
        release = ()
    return Computer(sys.platform, platform.machine(), tuple(sys.version_info[:2]), release)


def lacking(computer: Computer) -> Lack | None:
    """What stands in the way on this computer; None on one that the program is made for."""
    oldest = _dotted(OLDEST_PYTHON)
    range_ = f"Python {oldest} to {_dotted(NEWEST_PYTHON)}"
    has = f"Python {_dotted(computer.python)}"
    if computer.python < OLDEST_PYTHON:
        return Lack("old-python", has, range_)
    if computer.python > NEWEST_PYTHON:
        return Lack("new-python", has, range_)
    if computer.system.startswith("linux"):
        return _lacking_on_linux(computer)
    if computer.system == "darwin":
        return _lacking_on_mac(computer)
    if computer.system == "win32" and computer.processor.lower() in {"amd64", "x86_64"}:
        return None
    system = "Windows" if computer.system == "win32" else computer.system
    needs = "Windows on an x64 processor, Linux, or macOS"
    return Lack("system", f"{system} on {computer.processor}", needs)


def _lacking_on_linux(computer: Computer) -> Lack | None:
    oldest = OLDEST_GLIBC.get(computer.processor)
    if oldest is None:
        needs = " or ".join(sorted(OLDEST_GLIBC, reverse=True))
        return Lack("processor", f"Linux on {computer.processor}", f"Linux on {needs}")
    if computer.release >= oldest:
        return None
    has = f"glibc {_dotted(computer.release)}" if computer.release else "another C library"
    return Lack("old-system", f"Linux with {has}", f"Linux with glibc {_dotted(oldest)} or newer")


def _lacking_on_mac(computer: Computer) -> Lack | None:
    if computer.processor != "arm64":
        return Lack("processor", "a Mac on Intel", "a Mac with Apple's own processor")
    if computer.release >= OLDEST_MACOS:
        return None
    oldest = f"macOS {OLDEST_MACOS[0]} or newer"
    return Lack("old-system", f"macOS {_dotted(computer.release)}", oldest)


def _c_library() -> str:
    """What the C library of a Linux says it is, such as glibc 2.36; empty where it is another."""
    try:
        told = os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (ValueError, OSError):
        return ""
    return told[len("glibc ") :] if told.startswith("glibc ") else ""


def _numbers(release: str) -> tuple[int, ...]:
    return tuple(int(part) for part in release.split(".")[:2] if part.isdigit())


def _dotted(release: tuple[int, ...]) -> str:
    return ".".join(map(str, release))
