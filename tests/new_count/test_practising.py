"""A practice count of the very count that is set up: what stands around the figures comes with
it, and no figure does.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from msgspec.structs import replace

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.containers import Part
from tallyapp.domain.vocabulary.on_paper import BallotBox
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tallyapp.errors import EnvironmentFault
from tallyapp.new_count.practising import practise
from tests.halls import DEPUTY, ELM, RETURNING_OFFICER, TRAY, Hall, contest_fields


@contextmanager
def practised(hall: Hall, path: Path) -> Iterator[Desk]:
    made = practise(hall.desk, path, hall.desk.clock, hall.desk.machine)
    try:
        yield made
    finally:
        made.close()


def test_containers_and_tables_come_with_it_and_nothing_was_sighted(
    hall: Hall, tmp_path: Path
) -> None:
    by = hall.by(RETURNING_OFFICER).count
    hall.do(acts.ContainersRegistered(**by, containers=(TRAY,)))
    hall.do(acts.TableNamed(**by, table="t1", name="Table 1", team="Blue"))
    at = hall.by(RETURNING_OFFICER).contest
    area = next(iter(hall.contest.areas))
    hall.do(
        acts.SheetsIssued(**at, area=area, first=SheetNumber(7), last=SheetNumber(8), table="t1")
    )
    hall.do(acts.SheetsIssued(**at, area=area, first=SheetNumber(9), last=SheetNumber(9)))
    with practised(hall, tmp_path / "practice.tally") as made:
        count = made.count.count
        sheets = made.count.contests[ELM].areas[area].sheets
        assert [(sheet.number, sheet.table) for sheet in sheets] == [(7, "t1"), (8, "t1"), (9, "")]
        assert count.containers.known(TRAY.id) == TRAY
        assert not any(count.containers.sightings.values())
        assert [(table.name, table.team) for table in count.tables.now()] == [("Table 1", "Blue")]


def test_a_box_that_was_added_and_an_officer_who_stood_down_are_as_they_are_now(
    hall: Hall, tmp_path: Path
) -> None:
    by = hall.by(RETURNING_OFFICER)
    area = next(iter(hall.contest.areas))
    late = BallotBox(id="late", name="Late", kind="postal", area=area)
    hall.do(acts.BoxAdded(**by.contest, box=late, reason="late papers"))
    gone = max(hall.desk.count.count.officers)
    hall.do(acts.OfficerStoodDown(**by.count, number=gone))
    with practised(hall, tmp_path / "practice.tally") as made:
        assert made.count.contests[ELM].set_up.boxes[-1] == late
        assert gone not in made.count.count.officers
        others = set(hall.desk.count.count.officers) - {gone}
        assert set(made.count.count.officers) == others
        assert [made.staff.name(each) for each in sorted(others)] == [
            hall.desk.staff.name(each) for each in sorted(others)
        ]


def test_a_file_that_is_there_is_left_as_it_is(hall: Hall, tmp_path: Path) -> None:
    path = tmp_path / "practice.tally"
    with practised(hall, path):
        pass
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault, match="no count is overwritten"), practised(hall, path):
        pass
    assert path.read_bytes() == before


def test_what_was_given_up_is_not_practised(hall: Hall, tmp_path: Path) -> None:
    by = hall.by(RETURNING_OFFICER)
    fields = contest_fields() | {"contest": "oak", "name": "Oak"}
    hall.desk.do("oak", acts.ContestSetUp(**by.fixed, **fields))
    both = replace(TRAY, id="both", holds=(Part(ELM), Part("oak")))
    alone = replace(TRAY, id="alone", holds=(Part("oak"),))
    hall.do(acts.ContainersRegistered(**by.count, containers=(both, alone)))
    hall.desk.do(
        "oak",
        acts.ContestAbandoned(
            **by.contest, because="set-up-in-error", reason="twice", second=OfficerNumber(DEPUTY)
        ),
    )
    with practised(hall, tmp_path / "practice.tally") as made:
        assert list(made.count.contests) == [ELM]
        register = made.count.count.containers
        assert register.known("both") == replace(both, holds=(Part(ELM),))
        assert register.known("alone") is None
