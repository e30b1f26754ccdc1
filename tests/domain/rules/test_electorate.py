"""The electorate is keyed by two; papers are compared with it at the box and for the whole."""

from pathlib import Path
from typing import Any

from tallyapp.domain import acts
from tallyapp.domain.reports.pack_result import turnouts
from tallyapp.domain.rules.whole_contest import more_than_electors
from tallyapp.domain.vocabulary.on_paper import Area, BallotBox
from tests.halls import (
    CLERK,
    DEPUTY,
    RETURNING_OFFICER,
    SUPERVISOR,
    Hall,
    a_hall,
    another_desk,
    contest_fields,
    told,
)


def keyed(hall: Hall, electorate: int, by: int = CLERK) -> acts.ElectorateConfirmed:
    return acts.ElectorateConfirmed(**hall.by(by).contest, electorate=electorate)


def test_another_officer_keys_the_electorate_once(tmp_path: Path) -> None:
    hall = a_hall(tmp_path)
    found = told(hall.refused(keyed(hall, 1_000, RETURNING_OFFICER)))
    officer = {"officer": RETURNING_OFFICER}
    assert found == [("E201", "contest", "Elm Valley", "electorate", officer)]
    both = {"stated": 1_010, "derived": 1_000}
    differs = told(hall.refused(keyed(hall, 1_010)))
    assert differs == [("A109", "contest", "Elm Valley", "electors", both)]
    hall.do(keyed(hall, 1_000))
    assert another_desk(hall).contest.electorate_confirmed
    again = told(hall.refused(keyed(hall, 1_000)))
    assert again == [("A112", "contest", "Elm Valley", "confirmed", {})]


def test_an_electorate_that_was_put_right_is_keyed_once_more_by_another(tmp_path: Path) -> None:
    hall = a_hall(tmp_path)
    hall.do(keyed(hall, 1_000))
    hall.put_right(electorate=1_010, by=DEPUTY)
    hall.put_right(electorate=1_000, by=DEPUTY)
    assert not another_desk(hall).contest.electorate_confirmed
    # Both who put it right looked at that figure, and neither is a second look.
    for officer in (DEPUTY, SUPERVISOR):
        found = told(hall.refused(keyed(hall, 1_000, officer)))
        assert found == [("E201", "contest", "Elm Valley", "electorate", {"officer": officer})]
    hall.do(keyed(hall, 1_000, RETURNING_OFFICER))
    assert another_desk(hall).contest.electorate_confirmed


def test_an_electorate_that_nobody_knows_is_not_confirmed(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, electorate=None)
    found = told(hall.refused(keyed(hall, 0)))
    assert found == [("A112", "contest", "Elm Valley", "electorate", {})]


def test_a_box_with_more_papers_than_its_electors_is_named(tmp_path: Path) -> None:
    box = BallotBox(id="a1", name="School", kind="polling", area="A", electorate=90)
    boxes = {"areas": (Area(id="A", name="A"),), "boxes": (box,)}
    hall = a_hall(tmp_path)
    desk = hall.desk
    fields = {**_fields(), **boxes}
    desk.do("oak", acts.ContestSetUp(**desk.by(RETURNING_OFFICER).fixed, **fields))
    oak = Hall(desk, "oak")
    oak.do(oak.account("a1", 100))
    oak.do(oak.count_of("a1", 100))
    numbers = {"papers": 100, "electors": 90, "difference": 10}
    assert told(more_than_electors(oak.contest)) == [("E306", "box", "a1", "", numbers)]


def _fields() -> dict[str, Any]:
    return contest_fields() | {"contest": "oak", "name": "Oak"}


def test_an_electorate_of_0_is_refused_with_what_to_do(tmp_path: Path) -> None:
    hall = a_hall(tmp_path)
    act = acts.ContestSetUp(**hall.by(RETURNING_OFFICER).fixed, **(_fields() | {"electorate": 0}))
    found = told(hall.desk.check("oak", act))
    assert found == [("A110", "contest", "oak", "no-electors", {})]


def test_a_pack_says_while_no_second_officer_keyed_the_electorate(counted: Hall) -> None:
    assert turnouts(counted.contest).unconfirmed
    counted.do(keyed(counted, 1_000))
    assert not turnouts(counted.contest).unconfirmed
    counted.put_right(electorate=1_010)
    assert turnouts(counted.contest).unconfirmed
    counted.put_right(electorate=None)
    assert not turnouts(counted.contest).unconfirmed
