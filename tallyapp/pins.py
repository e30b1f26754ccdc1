"""Officers' PINs on this machine: hashed, slow to guess, and never part of a count's file.

A PIN of a few digits keeps honest people at their own work, and is claimed as no more: whoever may
change files on this computer can take PINs away. There is one file for each count, so that no two
programs ever write to the same one; where there is none, the count is used without PINs.

A PIN belongs to the person as they are enrolled (`Enrolled.named`), not to their number: of two
copies of one file that went different ways, officer 12 of the one is not let in as 12 of the other.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from tallyapp.domain.vocabulary.on_paper import Enrolled, Role
from tallyapp.domain.vocabulary.units import Hex64
from tallyapp.errors import EnvironmentFault
from tallyapp.files import write_atomically

SHORTEST = 4
LONGEST = 12
"""Digits of a PIN."""
FREE_TRIES = 2
"""Wrong PINs that cost nothing: slips of the finger."""
# A short PIN falls to guessing, so a guess is made to cost time and a look from a supervisor.
_WAITS = tuple(timedelta(seconds=s) for s in (5, 30, 120, 600, 1_800))
"""How long nobody is let in after each further wrong PIN; the last holds from then on."""

_RETURNING: frozenset[Role] = frozenset({"deputy", "returning-officer"})
_SUPERVISING: frozenset[Role] = _RETURNING | {"supervisor"}


class Weak(StrEnum):
    """Why digits are no PIN: they would be among the first that anybody tries."""

    LENGTH = "length"
    NUMBER = "number"
    SAME = "same"
    RUN = "run"


def weakness(pin: str, number: int) -> Weak | None:
    """What is wrong with an officer's new PIN; None if it will do."""
    # isascii, because isdigit takes the digits of other scripts, which no keypad here types.
    if not (SHORTEST <= len(pin) <= LONGEST and pin.isascii() and pin.isdigit()):
        return Weak.LENGTH
    # Their own number is on the paper that they were given: it keeps nobody out.
    if int(pin) == number:
        return Weak.NUMBER
    # Round the corner too: 8901 is a run to whoever looks over a shoulder.
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    if steps == {0}:
        return Weak.SAME
    return Weak.RUN if steps in ({1}, {9}) else None


def may_release(helper: Role, *, oneself: bool) -> bool:
    """Whether an officer of this role may let a locked officer try
    again at once; never themself.
    """
    return helper in _SUPERVISING and not oneself


def may_stand_by(helper: Role, officer: Role, *, oneself: bool) -> bool:
    """Whether an officer of one role may stand by while
    one of the other sets a PIN without an old one.
    """
    return helper in (_SUPERVISING if officer == "clerk" else _RETURNING) and not oneself


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether a PIN was right; and if not, for how many seconds no other is looked at."""

    right: bool
    wait: int = 0


class _Kept(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What is kept of one officer: the hash, and the wrong PINs since the last right one."""

    hash: str
    failures: int = 0
    failed_at: datetime | None = None

    @property
    def wait(self) -> timedelta:
        """How long nobody is let in after the last failure."""
        over = self.failures - FREE_TRIES
        return _WAITS[min(over, len(_WAITS)) - 1] if over > 0 else timedelta()

    def left(self, now: datetime) -> int:
        """Seconds before the next PIN is looked at; a clock that was put back shortens nothing."""
        if self.failed_at is None:
            return 0
        return max(0, ceil(min(self.wait, self.failed_at + self.wait - now) / timedelta(seconds=1)))


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    version: Literal[1]
    officers: dict[Hex64, _Kept]


class Pins:
    """The PINs of one count's officers on this machine.

    What is asked (`on`, `has`, `left`) comes from memory. `check`, and what
    changes anything, writes the file before it returns and takes a tenth of
    a second: off the window's thread, one after the other. It raises
    EnvironmentFault if the file cannot be written; then nothing has changed.
    """

    def __init__(self, folder: Path, origin: str, clock: Callable[[], datetime]) -> None:
        self._path = folder / f"{origin}.json"
        self._clock = clock
        self.damaged: Path | None = None
        """The file, if there is one that cannot be read: then this count is used without PINs."""
        self._kept: Mapping[str, _Kept] = self._read()

    def _read(self) -> Mapping[str, _Kept]:
        try:
            file = msgspec.json.decode(self._path.read_bytes(), type=_File)
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, RecursionError):
            # Whoever can damage this file could as well remove it: it must never stop a count.
            self.damaged = self._path
            return {}
        return file.officers

    # ---- what holds now

    @property
    def on(self) -> bool:
        """Whether officers of this count sign in with a PIN on this machine."""
        return bool(self._kept)

    def has(self, officer: Enrolled) -> bool:
        """Whether this officer has set a PIN."""
        return officer.named in self._kept

    def left(self, officer: Enrolled) -> int:
        """Seconds before this officer's next PIN is looked at; 0 if they may try now."""
        kept = self._kept.get(officer.named)
        return kept.left(self._clock()) if kept else 0

    # ---- what takes a moment

    def check(self, officer: Enrolled, pin: str) -> Answer:
        """Whether this is the officer's PIN;
        while they must wait no PIN is looked at, not even theirs.

        A failure is on the disk before the hash is worked out:
        to pull the plug gives no free guess. Where an officer has none, no PIN is right.
        """
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        kept = self._kept.get(officer.named)
        now = self._clock()
        if kept is None:
            return Answer(False)
        if wait := kept.left(now):
            # The clock was put back, perhaps to wait less.
            if kept.failed_at and now < kept.failed_at:
                self._put(officer, _Kept(kept.hash, kept.failures, now))  # the wait begins anew
            return Answer(False, wait)
        # Counted before the hash is worked out: to pull the plug gives no free try.
        failed = _Kept(kept.hash, kept.failures + 1, now)
        self._put(officer, failed)
        try:
            PasswordHasher().verify(kept.hash, pin)
        except (VerificationError, InvalidHashError):
            return Answer(False, failed.left(now))
        self._put(officer, _Kept(kept.hash))
        return Answer(True)

    def set(self, officer: Enrolled, pin: str) -> None:
        """Give an officer this PIN; the first one turns PINs on. ValueError if it is weak."""
        from argon2 import PasswordHasher

        if weak := weakness(pin, officer.number):
            raise ValueError(weak)
        self._put(officer, _Kept(PasswordHasher().hash(pin)))

    def release(self, officer: Enrolled) -> None:
        """Let an officer try again at once; their PIN stays."""
        if kept := self._kept.get(officer.named):
            self._put(officer, _Kept(kept.hash))

    def forget(self, officer: Enrolled) -> None:
        """This officer is on the staff no more: their PIN is gone."""
        if officer.named in self._kept:
            self._write({who: kept for who, kept in self._kept.items() if who != officer.named})

    def turn_off(self) -> None:
        """Forget every PIN: from now on officers sign in by number alone."""
        try:
            self._path.unlink(missing_ok=True)
        except OSError as error:
            raise EnvironmentFault(
                f"{self._path} could not be removed ({error.strerror}). "
                "See that its folder can be written to."
            ) from error
        self._kept = {}

    def _put(self, officer: Enrolled, kept: _Kept) -> None:
        self._write({**self._kept, officer.named: kept})

    def _write(self, officers: dict[str, _Kept]) -> None:
        data = msgspec.json.encode(_File(1, officers))
        try:
            # Only this user: a hash that others can read can be guessed at without our waiting.
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise EnvironmentFault(
                f"The folder {self._path.parent} for the PINs cannot be made ({error.strerror}). "
                "See that the folder above it can be written to."
            ) from error
        write_atomically(self._path, data, mode=0o600)
        self._kept = officers
