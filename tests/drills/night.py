"""The count that the drills are done to, and how it is looked at afterwards."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.domain.state.count import Count
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.database import Connect, plain_connect
from tallyapp.ledger.entries import Heads
from tests.drills.storage import Touch, storage
from tests.halls import (
    CLERK,
    ELM,
    OTHER_CLERK,
    RETURNING_OFFICER,
    Hall,
    NightClock,
    a_hall,
    a_verified_hall,
    sheet,
)
from tests.halls import a_counted_hall as _counted
from tests.workstations import workstation

NAME = "elm.tally"


def without_waiting(touch: Touch) -> int:
    """A disk for what is only made or looked at here: nobody waits for it."""
    return 0 if touch.kind == "sync" else touch.go()


def _bytes_of(begun: Callable[[Path], Hall]) -> bytes:
    with tempfile.TemporaryDirectory() as folder, storage(without_waiting):
        begun(Path(folder)).desk.close()
        return Path(folder, NAME).read_bytes()


@cache
def being_counted() -> bytes:
    """A count of which the boxes are verified and no sheet is keyed."""
    return _bytes_of(a_verified_hall)


@cache
def being_set_up() -> bytes:
    """A count that has only its staff and its contest."""
    return _bytes_of(a_hall)


@cache
def declared() -> bytes:
    """A count that was declared; nothing is signed yet."""

    def begun(folder: Path) -> Hall:
        hall = _counted(folder)
        hall.finish()
        return hall

    return _bytes_of(begun)


def opened(path: Path, connect: Connect = plain_connect) -> Desk:
    """A count, at the desk at which it was begun."""
    return Desk.open(path, NightClock(), workstation("desk-1"), connect=connect)


def keyed_twice(desk: Desk, numbers: Iterable[int]) -> Iterator[None]:
    """Sheets of the count that is being counted, each handed out and keyed by both clerks: it goes
    on after every act.
    """
    hall = Hall(desk)
    for number in numbers:
        hall.issue("A", number)
        yield
        hall.key(number, sheet((6, 3, 1)))
        yield
        hall.key(number, sheet((6, 3, 1)), by=OTHER_CLERK)
        yield


def one_more_act(desk: Desk) -> None:
    """What can be done in any count, whatever it has come to."""
    desk.issue_code(ELM, "request", "an agent", RETURNING_OFFICER)


@dataclass(frozen=True)
class Kept:
    """What a file holds that was acknowledged: how far each stream is, and what is half keyed."""

    heads: Heads
    drafts: Mapping[str, str]

    @classmethod
    def of(cls, desk: Desk) -> "Kept":
        """As the desk has it now."""
        return cls(dict(desk.ledger.heads), desk.ledger.drafts(CLERK))


@dataclass(frozen=True)
class Found:
    """What the program finds in a file: what is kept in it and what it means; or what is wrong."""

    kept: Kept | None
    count: Count | None
    wrong: str

    @classmethod
    def at(cls, path: Path, then: Callable[[Desk], None] = one_more_act) -> "Found":
        """Open a file with the real program, check every signature, and count on in it."""
        try:
            desk = opened(path)
        except EnvironmentFault as fault:
            return cls(None, None, f"cannot be opened: {fault}")
        except Exception as error:
            return cls(None, None, f"opening ends in {error!r}")
        try:
            desk.ledger.signatures.wait()
            if desk.disagreements:
                return cls(None, None, f"does not agree: {desk.disagreements[0]}")
            found = cls(Kept.of(desk), desk.count, "")
            return found if (wrong := _goes_on(desk, then)) == "" else cls(None, None, wrong)
        finally:
            desk.close()


def _goes_on(desk: Desk, then: Callable[[Desk], None]) -> str:
    try:
        then(desk)
    except Exception as error:
        return f"counting does not go on: {error!r}"
    return ""


def left_alone(desk: Desk) -> None:
    """For a look at a file that is not to be counted on in."""
