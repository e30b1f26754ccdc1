"""Nights under way, as a manager meets them: a constituency of many areas, wards of a council."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tallyapp.desk import Desk
from tests import wards
from tests.halls import Hall, a_hall, form, sheet

CLOSE_OF_POLL = datetime(2024, 7, 4, 21, 30, tzinfo=UTC)
SHEETS = 3
SENT = 5


class HallsClock:
    """A clock that is put on between the acts of a night, and a second later at every look."""

    def __init__(self, at: datetime = CLOSE_OF_POLL) -> None:
        self.now = at

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def put_on(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)


def votes(number: int, turned: int = 0) -> tuple[int, int, int]:
    """What a sheet has for each candidate; `turned` moves votes between them, and no paper."""
    return (400 + number % 37 - turned, 250 - number % 37 + turned, 100 + number % 11)


def constituency(
    folder: Path, areas: int = 120, done: int = 60, under_way: int = 6, turned: int = 0
) -> Hall:
    """Of these areas so many are done, and others being counted: every second sheet is keyed once,
    and in the last the doubtful papers are out.
    """
    clock = HallsClock()
    names = [str(n) for n in range(1, areas + 1)]
    hall = a_hall(
        folder,
        areas={name: (f"b{name}", f"p{name}") for name in names},
        electorate=areas * 4000,
        clock=clock,
    )
    hall.desk.clock = clock
    for name in names[: done + under_way + 10]:
        clock.put_on(40)
        papers = sum(sum(votes(n, turned)) + SENT for n in sheets_of(name))
        hall.do(hall.account(f"b{name}", papers - 300))
        hall.do(hall.account(f"p{name}", 300))
        hall.do(hall.count_of(f"b{name}", papers - 300))
        hall.do(hall.count_of(f"p{name}", 300))
    for name in names[done + under_way + 10 :]:
        hall.do(hall.account(f"b{name}", 2000))
        hall.do(hall.account(f"p{name}", 300))
    for at, name in enumerate(names[: done + under_way]):
        count_area(hall, clock, name, turned=turned, only_begun=at >= done)
    return hall


def sheets_of(area: str) -> Sequence[int]:
    """The numbers of an area's sheets."""
    first = (int(area) - 1) * SHEETS + 1
    return range(first, first + SHEETS)


def count_area(
    hall: Hall, clock: HallsClock, name: str, *, turned: int = 0, only_begun: bool = False
) -> None:
    """An area of the constituency is counted: wholly, or its first sheet and another keyed once."""
    numbers = sheets_of(name)
    hall.issue(name, numbers[0], numbers[-1])
    for number in numbers[:2] if only_begun else numbers:
        clock.put_on(60 + 7 * (int(name) % 9))
        written = sheet(votes(number, turned), sent=SENT)
        hall.key(number, written)
        if not only_begun or number == numbers[0]:
            hall.key(number, written, by=12)
    if not only_begun:
        clock.put_on(90)
        doubtful = SENT * SHEETS
        hall.agree_form(int(name), name, form((4, 3, 1), (0, 3, 0, doubtful - 11)))


NAMES = [
    "Ashton",
    "Birchley",
    "Cedarwood",
    "Dunmore",
    "Eastfield",
    "Fernhill",
    "Grangemoor",
    "Hollybush",
    "Ivybridge",
    "Jesmond",
    "Kingsmead",
    "Larkhall",
    "Marston",
    "Northgate",
    "Oakwell",
    "Priory",
    "Queensway",
    "Rosehill",
    "Summertown",
    "Thornbury",
    "Underhill",
    "Valley",
    "Westbrook",
    "Yewtree",
]


def council(path: Path, areas: str = "AB") -> Desk:
    """Twenty-four wards, of two areas each unless told: seven declared, the others on their way,
    of the last four only the accounts keyed.
    """
    every = [
        wards.Ward(name.lower(), name, (3, 1, 2)[n % 3], (7, 4, 5)[n % 3], areas, first=100 * n + 1)
        for n, name in enumerate(NAMES)
    ]
    desk = wards.begin(path, every)
    clock = HallsClock(max(each.at for each in desk.count.contests.values() if each.at))
    desk.clock = clock
    for at, ward in enumerate(every[:20]):
        clock.put_on(150 + 40 * (at % 5))
        wards.verify(desk, ward)
    for ward in every[20:]:
        hall = Hall(desk, ward.id)
        for area in areas:
            hall.do(hall.account(f"{area}1", ward.papers(area) - 40))
            hall.do(hall.account(f"{area}2", 40))
    for at, ward in enumerate(every[:15]):
        for area in areas[: 1 if at > 12 else None]:
            clock.put_on(300 + 60 * (at % 4))
            key_slowly(desk, clock, ward, area)
        if at < 7:
            wards.declare(desk, ward)
    for ward in every[15:17]:
        wards.key(desk, ward, areas[:1], forms=False)
    return desk


def key_slowly(desk: Desk, clock: HallsClock, ward: wards.Ward, area: str) -> None:
    """An area of a ward is counted, a while from sheet to sheet."""
    hall = Hall(desk, ward.id)
    for number in ward.numbers(area):
        clock.put_on(120 + 10 * (number % 7))
        hall.agree(number, ward.sheet(number))
    clock.put_on(150)
    hall.agree_form(ward.areas.index(area) + 1, area, ward.form(area))
