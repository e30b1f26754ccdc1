"""Counts with the largest figures and the longest names that are lawful,
for whoever asks whether all of it can be read.
"""

from pathlib import Path

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.forms import form_kind
from tallyapp.domain.vocabulary.on_paper import (
    Area,
    BallotBox,
    Candidate,
    FormFigures,
    SheetFigures,
)
from tallyapp.domain.vocabulary.units import MAX_FIGURE, OfficerNumber, SheetNumber
from tests import halls
from tests.halls import CLERK, OTHER_CLERK, RETURNING_OFFICER, Hall
from tests.workstations import workstation

STANDING = 40
BUNDLE = 100
ONE, FIFTEEN = "vast", "vast-parish"
SENT = 100_000
FIRST_SHEET = 9_999_901
AREAS = tuple(f"Zone-{letter}" for letter in "ABCDEF")
LONG = "Featherstonehaugh-Cholmondeley"
PARTY = "Labour and Co-operative Party candidate for a Better Upper Featherstonehaugh"
ELECTION = "Election of members to the Combined Authority of the Northern Uplands"


def names(many: int) -> tuple[Candidate, ...]:
    """Candidates with long names; the first two have the same surname."""
    others = ("Hephzibah", "Bartholomew Maximilian", "Wilhelmina Persephone", "Ŵyn")
    return tuple(
        Candidate(
            surname=LONG if n < 2 else f"{LONG[: 30 - n % 19]}",
            other_names=others[n % 4],
            description=PARTY if n % 3 else "Independent",
        )
        for n in range(many)
    )


def areas() -> tuple[Area, ...]:
    """Areas with long names."""
    return tuple(
        Area(id=area, name=f"Upper Featherstonehaugh-in-the-Marsh and Little {area}")
        for area in AREAS
    )


def boxes(prefix: str = "") -> tuple[BallotBox, ...]:
    """Two boxes for each area, one of them postal."""
    return tuple(
        BallotBox(
            id=f"{prefix}{area[-1]}{n}",
            name=f"St Bartholomew-the-Great Community and Leisure Centre, room {n}",
            kind="postal" if n == 2 else "polling",
            area=area,
        )
        for area in AREAS
        for n in (1, 2)
    )


def begin(path: Path) -> Desk:
    """A practice count with a long name and its staff."""
    envelope = acts.Envelope(OfficerNumber(RETURNING_OFFICER), "desk-1")
    set_up = acts.CountSetUp(
        **envelope.count,
        name="Upper Featherstonehaugh Borough Council and Northern Uplands",
        polling_day=halls.POLLING_DAY,
        practice=True,
        note="",
        authority="Upper Featherstonehaugh Borough Council",
        imprint="Printed by the council",
        officer_title="Acting Returning Officer",
        returning_officer=halls.officer(
            RETURNING_OFFICER, "returning-officer", f"Hephzibah {LONG}"
        ),
        certificate=workstation().certificate,
    )
    name = halls.staff_name(RETURNING_OFFICER, f"Hephzibah {LONG}")
    desk = Desk.begin(path, halls.NightClock(), set_up, name, workstation())
    for number, role in halls.STAFF.items():
        if number != RETURNING_OFFICER:
            halls.enrol(desk, halls.officer(number, role, f"Bartholomew {LONG}"))
    return desk


def one_seat(desk: Desk) -> Hall:
    """A contest of forty candidates and 9,999,999 papers, verified and stated."""
    desk.do(
        ONE,
        acts.ContestSetUp(
            **desk.by(RETURNING_OFFICER).fixed,
            contest=ONE,
            election=ELECTION,
            name="Upper Featherstonehaugh and Little Cholmondeley",
            seats=1,
            electorate=MAX_FIGURE,
            bundle=BUNDLE,
            candidates=names(STANDING),
            rules=halls.RULES,
            areas=areas(),
            boxes=boxes(),
        ),
    )
    hall = Hall(desk, ONE)
    hall.do(hall.names_confirmed())
    hall.see_containers()
    for at, area in enumerate(AREAS):
        number = FIRST_SHEET + 2 * at
        hall.issue(area, number, number + 1)
    return hall


def papers(area: str) -> int:
    """Papers of an area: together they are as many as can be counted."""
    share = MAX_FIGURE // len(AREAS)
    return share + (MAX_FIGURE % len(AREAS) if area == AREAS[0] else 0)


def verify(hall: Hall, prefix: str = "") -> None:
    """Every box, and the statement."""
    counted = {}
    for area in AREAS:
        half = papers(area) // 2
        counted[f"{prefix}{area[-1]}1"] = papers(area) - half
        counted[f"{prefix}{area[-1]}2"] = half
    hall.verify(counted)
    hall.state_verification()


def sheets(area: str) -> list[tuple[int, SheetFigures]]:
    """The two sheets of an area."""
    number = FIRST_SHEET + 2 * AREAS.index(area)
    half = papers(area) // 2
    found = []
    for n, whole in enumerate((papers(area) - half, half)):
        small = 1_111 + n
        rest = whole - SENT - small * (STANDING - 2)
        votes = [rest - rest // 2 + 40_000, rest // 2 - 40_000, *[small] * (STANDING - 2)]
        found.append((number + n, halls.sheet(votes, SENT, bundle=BUNDLE)))
    return found


def signed_form(hall: Hall) -> FormFigures:
    """The form of an area: most of what was sent is allowed."""
    heads = len(form_kind(hall.contest).fields) - STANDING - 3
    rejected = [20_000, 30_000, 10_000, *[5_000] * (heads - 3)]
    left = 2 * SENT - sum(rejected)
    allowed = [left - left // 2, left // 2, *[0] * (STANDING - 2)]
    return halls.form(allowed, rejected, objections=MAX_FIGURE // 10)


def key(hall: Hall, over: tuple[str, ...] = AREAS) -> None:
    """Sheets and forms of these areas, twice."""
    for at, area in enumerate(AREAS, 1):
        if area in over:
            for number, figures in sheets(area):
                hall.agree(number, figures)
            hall.agree_form(at, area, signed_form(hall))


def begun(path: Path) -> Desk:
    """One seat, under way: agreed, differing by a million, queried, keyed once, and to be keyed."""
    desk = begin(path)
    hall = one_seat(desk)
    verify(hall)
    key(hall, AREAS[:2])
    (differs, figures), (queried, _) = sheets(AREAS[2])
    hall.key(differs, figures)
    votes = [(line.full or 0) * BUNDLE + (line.part or 0) for line in figures.lines]
    votes[0] += 99_900
    votes[1] -= 99_900
    hall.key(differs, halls.sheet(votes, SENT, bundle=BUNDLE), by=OTHER_CLERK)
    wrong = halls.sheet(votes, SENT, papers=MAX_FIGURE, bundle=BUNDLE)
    hall.do(
        acts.SheetQueried(
            **hall.by(CLERK).contest,
            sheet=SheetNumber(queried),
            of=hall.of_sheet(queried).opened,
            figures=wrong,
            note="x" * 60,
        )
    )
    for number, once in sheets(AREAS[3]):
        hall.key(number, once)
    return desk


def counted(path: Path) -> Desk:
    """One seat, every figure agreed."""
    desk = begin(path)
    hall = one_seat(desk)
    verify(hall)
    key(hall)
    return desk


# ---- fifteen seats


def fifteen_seats(desk: Desk) -> Hall:
    """A parish of fifteen seats, most papers of which vote for one slate."""
    desk.do(
        FIFTEEN,
        acts.ContestSetUp(
            **desk.by(RETURNING_OFFICER).fixed,
            contest=FIFTEEN,
            election=ELECTION,
            name="Great Featherstonehaugh with Cholmondeley Parish",
            seats=15,
            electorate=MAX_FIGURE,
            bundle=BUNDLE,
            candidates=names(STANDING),
            rules=halls.WARD_RULES.for_seats(15),
            areas=areas(),
            boxes=boxes("p"),
        ),
    )
    hall = Hall(desk, FIFTEEN)
    hall.do(hall.names_confirmed())
    hall.see_containers()
    for at, area in enumerate(AREAS):
        number = FIRST_SHEET + 50 + at
        hall.issue(area, number)
    hall.name_slate(*range(1, 16))
    hall.name_slate(*range(16, 31))
    verify(hall, "p")
    return hall


def ward_sheet(area: str) -> tuple[int, SheetFigures]:
    """The one sheet of an area."""
    whole = papers(area)
    mixed = 150_001
    second = 200_002
    votes = [100_000 - n for n in range(STANDING // 2)] + [1_000] * (STANDING // 2)
    blocks = {
        tuple(range(1, 16)): whole - mixed - second - SENT,
        tuple(range(16, 31)): second,
    }
    figures = halls.ward_sheet(
        votes, mixed, blocks=blocks, sent=SENT, papers=whole, seats=15, bundle=BUNDLE
    )
    return FIRST_SHEET + 50 + AREAS.index(area), figures


def ward_form(hall: Hall) -> FormFigures:
    """The form of an area: half of what was sent is good."""
    good = SENT // 2
    heads = len(hall.contest.set_up.rules.heads)
    rejected = [SENT - good, *[0] * (heads - 1)]
    allowed = [good - n for n in range(STANDING // 4)] + [0] * (STANDING - STANDING // 4)
    return halls.ward_form(allowed, good, rejected, seats=15)


def parish(path: Path, over: tuple[str, ...] = AREAS) -> Desk:
    """Fifteen seats, these areas counted."""
    desk = begin(path)
    hall = fifteen_seats(desk)
    for at, area in enumerate(AREAS, 1):
        if area in over:
            hall.agree(*ward_sheet(area))
            hall.agree_form(at, area, ward_form(hall))
    return desk
