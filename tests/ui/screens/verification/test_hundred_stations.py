"""A count of a hundred polling stations, twelve postal boxes and eight areas, as the window shows
it; and two contests that are counted from the same boxes.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tallyapp.domain import acts
from tallyapp.domain.vocabulary.boxes import BoxOfContest
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers
from tallyapp.ui.screens.verification.models import AreasModel, BoxesModel, box_state
from tests.halls import (
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Hall,
    a_hall,
    contest_fields,
    told,
)

STATIONS, POSTAL, AREAS = 100, 12, "ABCDEFGH"
OAK = "oak"


def hundred() -> tuple[BallotBox, ...]:
    """A hundred stations and twelve postal boxes, dealt out over eight areas."""
    stations = [
        BallotBox(
            id=f"s{n}",
            name=f"Polling station {n}",
            kind="polling",
            area=AREAS[n % len(AREAS)],
            place=f"Place {(n + 1) // 2}",
        )
        for n in range(1, STATIONS + 1)
    ]
    postal = [
        BallotBox(id=f"p{n}", name=f"Postal box {n}", kind="postal", area=AREAS[n % len(AREAS)])
        for n in range(1, POSTAL + 1)
    ]
    return (*stations, *postal)


@pytest.fixture
def many(tmp_path: Path) -> Iterator[Hall]:
    """Every box counted: 500 papers in a station, 1,000 in a postal box, three in the wrong one."""
    hall = a_hall(
        tmp_path,
        areas=dict.fromkeys(AREAS, ()),
        boxes=hundred(),
        electorate=70_000,
    )
    expected = {box: 1_000 if box.startswith("p") else 500 for box in hall.contest.boxes}
    hall.verify(expected | {"s1": 503, "s2": 497}, expected)
    yield hall
    hall.desk.close()


def test_a_hundred_stations_are_verified_through_what_the_window_shows(many: Hall) -> None:
    boxes = BoxesModel(many.contest)
    areas = AreasModel(many.contest)
    assert (boxes.rowCount(), areas.rowCount()) == (STATIONS + POSTAL, len(AREAS) + 1)
    off = [name for name, box in many.contest.boxes.items() if not box.accurate]
    assert off == ["s1", "s2"]
    done = many.move("box", "s1", "s2", 3)
    for name in done.changed.boxes:
        boxes.box_changed(name)
    for name in done.changed.areas:
        areas.area_changed(name)
    states = {box_state(box)[1] for box in many.contest.boxes.values()}
    assert states == {"Verified"}
    total = STATIONS * 500 + POSTAL * 1_000
    shown = [areas.index(len(AREAS), column).data() for column in range(areas.columnCount())]
    assert str(shown[1]) == "112 of 112"
    many.state_verification()
    assert many.contest.statement == total
    assert many.desk.ledger.totals(many.stream).verified == total


def test_two_contests_of_one_poll_follow_the_papers_that_were_in_each_others_boxes(
    tmp_path: Path,
) -> None:
    elm = a_hall(tmp_path)
    fields = contest_fields() | {"contest": OAK, "name": "Oak"}
    elm.desk.do(OAK, acts.ContestSetUp(**elm.by(RETURNING_OFFICER).fixed, **fields))
    oak = Hall(elm.desk, OAK)
    oak.see_containers()
    as_accounted = {"a1": 100, "a2": 50, "b1": 80, "b2": 20}
    elm.verify(as_accounted | {"a1": 102}, as_accounted)
    oak.verify(as_accounted | {"a1": 98}, as_accounted)
    found = acts.PapersOfAnotherContest(
        **elm.by(SUPERVISOR).count,
        of="",
        found=BoxOfContest(contest=elm.stream, box="a1"),
        belongs=BoxOfContest(contest=OAK, box="a1"),
        papers=Papers(2),
        reason="papers of the other colour",
        second=OfficerNumber(SECOND_SUPERVISOR),
    )
    elm.desk.move_between(found)
    for hall in (elm, oak):
        assert "E317" not in {each[0] for each in told(hall.standing())}
        hall.state_verification()
        assert hall.contest.statement == 250
    elm.desk.close()
