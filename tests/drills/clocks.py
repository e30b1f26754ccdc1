"""The clock of the machine is wrong, is put right, or is put back for the winter, in mid-count."""

import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from msgspec.structs import replace

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.units import SheetNumber
from tests.halls import ELM, OTHER_CLERK, SUPERVISOR, Hall, sheet
from tests.workstations import workstation

from .night import NAME, Found, being_counted, without_waiting
from .reports import Plan, Report
from .storage import storage

_SHORT = 2
_LONG = 50
_BEGAN = datetime(2024, 7, 5, 1, tzinfo=UTC)
_SUMMER = timezone(timedelta(hours=1))
_CLOCKS_GO_BACK = datetime(2024, 10, 27, 1, tzinfo=UTC)

Told = Callable[[int], datetime]
"""What the clock says when it is looked at for the nth time."""


def _summer_time_ends(nth: int) -> datetime:
    """A minute a look, from half past one: at two it is one again, by another offset."""
    now = _CLOCKS_GO_BACK + timedelta(minutes=nth - 30)
    return now.astimezone(UTC if now >= _CLOCKS_GO_BACK else _SUMMER)


def _from(nth: int, at: int, by: timedelta) -> datetime:
    return _BEGAN + timedelta(seconds=nth) + (by if nth >= at else timedelta())


def _ways(at: int) -> dict[str, Told]:
    return {
        "back by an hour": lambda nth: _from(nth, at, -timedelta(hours=1)),
        "back by ten years": lambda nth: _from(nth, at, -timedelta(days=3652)),
        "forward by a day": lambda nth: _from(nth, at, timedelta(days=1)),
        "forward by a year, and back": lambda nth: _from(
            nth, at, timedelta(days=365) if nth < at + 5 else -timedelta(hours=2)
        ),
        "standing": lambda _: _BEGAN,
        "end of summer time": _summer_time_ends,
    }


class _Clock:
    def __init__(self, told: Told) -> None:
        self._told = told
        self._looks = 0

    def __call__(self) -> datetime:
        self._looks += 1
        return self._told(self._looks)


def clock(plan: Plan) -> Report:
    """Whatever the clock says, acts are kept in the order they were done, and counting goes on."""
    report = Report("clock")
    random = plan.random()
    for _ in range(_LONG if plan.long else _SHORT):
        for what, told in _ways(random.randrange(1, 20)).items():
            report.note(what, _lost(told))
    report.controls["an act is dated before the one before it"] = int(_backdated() != "")
    return report


def _lost(told: Told) -> str:
    with tempfile.TemporaryDirectory() as folder, storage(without_waiting):
        path = Path(folder, NAME)
        path.write_bytes(being_counted())
        desk = Desk.open(path, _Clock(told), workstation("desk-1"))
        try:
            _count(Hall(desk))
        except Exception as error:
            return f"counting ends in {error!r}"
        finally:
            desk.close()
        times = [act.at for _, act in _acts_in(path)]
        found = Found.at(path)
        if found.wrong:
            return found.wrong
        return "" if times == sorted(times) else "acts are not in the order in which they were done"


def _acts_in(path: Path) -> list[tuple[int, acts.AnyAct]]:
    """The acts of the contest, in their order."""
    desk = Desk.open(path, _Clock(lambda _: _BEGAN), workstation("desk-1"))
    read = desk.ledger.read_from(ELM)
    desk.close()
    return read


def _count(hall: Hall) -> None:
    for number in range(11, 15):
        hall.issue("A", number)
        hall.key(number, sheet((6, 3, 1)))
        hall.key(number, sheet((6, 3, 1)), by=OTHER_CLERK)
    hall.desk.issue_code(ELM, "request", "an agent", 1)


def _backdated() -> str:
    """What is found in a file into which an act was put with the time of a year before."""
    with tempfile.TemporaryDirectory() as folder, storage(without_waiting):
        path = Path(folder, NAME)
        path.write_bytes(being_counted())
        desk = Desk.open(path, _Clock(lambda _: _BEGAN), workstation("desk-1"))
        hall = Hall(desk)
        hall.allot(11, 11)
        keyed = acts.SheetsIssued(
            **desk.by(SUPERVISOR).contest,
            area="A",
            first=SheetNumber(11),
            last=SheetNumber(11),
        )
        seq, _ = desk.ledger.heads[COUNT_STREAM]
        at = _BEGAN - timedelta(days=365)
        wrong = replace(keyed, id="ab" * 16, at=at, seen=seq)
        after, _ = desk.ledger.heads[ELM]
        desk.ledger.append([desk.ledger.signed(ELM, after, wrong, desk.machine.sign)])
        desk.close()
        return Found.at(path).wrong
