"""
Verifying a file in a process of its own, which is ended when it takes more than an honest file can.

Whoever made the file chose every byte of it, and the libraries that read it unpack and draw what
they are given. So the program, with its window and its count, never reads the file itself: a
small copy of it does, with bounds on its time and memory, and answers with the verdict and a
picture of the first page.
"""

import contextlib
import math
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from tallyapp.audit.points import Verification, unchecked
from tallyapp.audit.standing import KnownStatement
from tallyapp.errors import EnvironmentFault
from tallyapp.words.catalogue import say

COMMAND = "verify-apart"
"""The command of this program that answers; it is for the program alone."""
LARGEST_FILE = 16 * 2**20
"""In bytes; the largest audit pack is a twentieth of it."""
MOST_MEMORY = 10**9
"""Bytes of address space, of which loading the libraries takes a third."""
LEAST_TIME = 1.0
MOST_LOADS = 2.0
"""Seconds of computing for one file: at least so many, or so many times what loading the
libraries took, for a slow computer is slow at both. An audit pack takes a quarter of a second
where loading takes one.
"""
PICTURE_LOADS = 0.5
"""So many times what loading took, after the verdict, for the picture of the page."""
TIMEOUT = 20.0 if sys.platform == "win32" else 60.0
"""Seconds after which the answer is no longer waited for, however busy the computer is. Windows has
no other bound, so there it is closer.
"""


class Question(msgspec.Struct):
    """What is to be verified, and how many pixels wide its first page is to be drawn; 0 for not at
    all. `known` are the verification statements of a count that is at hand.
    """

    pdf: bytes
    trusted: list[bytes]
    codes: list[str]
    width: int = 0
    known: list[KnownStatement] | None = None


class Picture(msgspec.Struct):
    """The first page in blue, green, red and nothing, four bytes a pixel."""

    width: int
    height: int
    pixels: bytes


def verify_apart(
    pdf: bytes,
    trusted: Sequence[bytes] = (),
    codes: Sequence[str] = (),
    width: int = 0,
    known: Sequence[KnownStatement] | None = None,
) -> tuple[Verification, Picture | None]:
    """
    What `verify` says of a file, and its first page so many pixels wide if it can be drawn.

    A file that takes too long, or too much memory, is not judged. EnvironmentFault if no process
    can be started.
    """
    if len(pdf) > LARGEST_FILE:
        # Not judged, rather than refused: a file too large to read may still be an honest one.
        return Verification((unchecked("original", "too-much"),)), None
    compared = None if known is None else list(known)
    question = msgspec.msgpack.encode(Question(pdf, list(trusted), list(codes), width, compared))
    answers = list(_frames(_asked(question)))
    if not answers:
        return Verification((unchecked("original", "given-up"),)), None
    found = msgspec.msgpack.decode(answers[0], type=Verification)
    picture = msgspec.msgpack.decode(answers[1], type=Picture) if len(answers) > 1 else None
    return found, picture


def _asked(question: bytes) -> bytes:
    """What the process answered before it ended or was ended."""
    no_console = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        process = subprocess.Popen(  # noqa: S603 # this program itself, without any argument
            _program(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # The first place where Python looks for modules is the folder it starts in: never the
            # user's.
            cwd=Path(__file__).parents[2],
            creationflags=no_console,
        )
    except OSError as error:
        raise EnvironmentFault(say("verify", "no-process", why=error.strerror)) from error
    with process:
        try:
            answered, _ = process.communicate(question, TIMEOUT)
        # Ended, because a file that takes longer than an honest one is asking for something else.
        except subprocess.TimeoutExpired:
            process.kill()
            answered, _ = process.communicate()
    return answered


def _program() -> list[str]:
    """This program again: a frozen one is its own, else Python runs the package."""
    if getattr(sys, "frozen", False):
        return [sys.executable, COMMAND]
    return [sys.executable, "-m", "tallyapp", COMMAND]


def _frames(answered: bytes) -> "list[bytes]":
    """The answers that came whole, each behind its length."""
    found = []
    at = 0
    # Whole ones only: a process that was ended in the middle of a picture still gave its verdict.
    while at + 4 <= len(answered):
        length = int.from_bytes(answered[at : at + 4], "big")
        at += 4
        if at + length > len(answered):
            break
        found.append(answered[at : at + length])
        at += length
    return found


def answer(asked: BinaryIO, answered: BinaryIO) -> None:
    """Answer one question, within bounds; where they are passed, without an answer."""
    started = time.process_time()
    _bound_memory()
    from tallyapp.audit.verify import verify

    loading = time.process_time() - started
    _bound_time(max(LEAST_TIME, MOST_LOADS * loading))
    with contextlib.suppress(MemoryError):
        question = msgspec.msgpack.decode(asked.read(), type=Question)
        found = verify(question.pdf, question.trusted, question.codes, question.known)
        _tell(answered, found)
        # An honest page takes a twentieth of a second: one that takes longer wants to stall.
        _bound_time(PICTURE_LOADS * max(LEAST_TIME, loading))
        if question.width and (picture := _picture(question.pdf, question.width)):
            _tell(answered, picture)


def _tell(answered: BinaryIO, what: Verification | Picture) -> None:
    frame = msgspec.msgpack.encode(what)
    answered.write(len(frame).to_bytes(4, "big") + frame)
    answered.flush()


def _picture(pdf: bytes, width: int) -> Picture | None:
    from tallyapp.documents.reading import NotOurDocument, first_page

    try:
        page = first_page(pdf, width).convert("RGBA")
    except NotOurDocument:
        return None
    return Picture(page.width, page.height, page.tobytes("raw", "BGRA"))


def _bound_memory() -> None:
    if sys.platform != "win32":
        import resource

        # A system may keep a lower bound than ours, or (macOS) know of none.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        # No core file: it would hold the document, and the certificates that were tried.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _bound_time(seconds: float) -> None:
    """End this process after so many seconds of computing, whatever it is at then."""
    if sys.platform != "win32":
        import resource

        # The default, which ends the process, whatever a library may have set.
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, seconds)
        most = math.ceil(time.process_time() + seconds) + 1
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (most, most))
