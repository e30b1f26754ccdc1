"""What the hall sees of a night: papers and places, and never how votes fell."""

from pathlib import Path

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.board import (
    BoardStage,
    InTheWay,
    area_stage,
    boxes_arrived,
    contest_stage,
    in_the_way,
)
from tallyapp.domain.views.missing import What
from tallyapp.domain.views.progress import AreaProgress, area_progress
from tallyapp.domain.views.tables import TableProgress, table_progress
from tests.halls import (
    BOXES,
    CLERK,
    DEPUTY,
    ELM,
    SUPERVISOR,
    Hall,
    a_hall,
    a_ward,
    form,
    made,
    sheet,
    slate,
    ward_sheet,
)

_STAGE = BoardStage


def areas(contest: ContestState) -> list[AreaProgress]:
    return [area_progress(contest, area) for area in contest.areas.values()]


def stages(hall: Hall) -> tuple[BoardStage, ...]:
    """Where each area is, and then the contest."""
    contest = hall.contest
    every = areas(contest)
    found = [area_stage(contest, each, boxes_arrived(contest, each)) for each in every]
    return (*found, contest_stage(contest, found))


def waiting(hall: Hall) -> InTheWay:
    return in_the_way(hall.contest, areas(hall.contest))


def test_boxes_come_in_one_by_one_and_are_verified(tmp_path: Path) -> None:
    hall = a_hall(tmp_path, seen=False)
    assert stages(hall) == (_STAGE.BOXES_COMING, _STAGE.BOXES_COMING, _STAGE.BOXES_COMING)
    hall.see("arrived", f"{ELM}/a1")
    assert [boxes_arrived(hall.contest, each) for each in areas(hall.contest)] == [1, 0]
    assert stages(hall)[0] is _STAGE.BOXES_COMING
    hall.see("arrived", f"{ELM}/a2", f"{ELM}/b1", f"{ELM}/b2")
    assert stages(hall) == (_STAGE.BOXES_HERE, _STAGE.BOXES_HERE, _STAGE.BOXES_HERE)
    hall.do(hall.account("a1", 100))
    assert stages(hall) == (_STAGE.VERIFYING, _STAGE.BOXES_HERE, _STAGE.VERIFYING)
    hall.do(hall.count_of("a1", 100))
    hall.verify({box: papers for box, papers in BOXES.items() if box != "a1"})
    assert stages(hall) == (_STAGE.VERIFIED, _STAGE.VERIFIED, _STAGE.VERIFIED)
    hall.desk.close()


def test_areas_are_counted_one_after_the_other_up_to_the_declaration(verified: Hall) -> None:
    verified.key(1, sheet((60, 30, 8), sent=2))
    assert stages(verified) == (_STAGE.COUNTING, _STAGE.VERIFIED, _STAGE.COUNTING)
    verified.agree(3, sheet((39, 40, 21)))
    assert stages(verified) == (_STAGE.COUNTING, _STAGE.RECONCILED, _STAGE.COUNTING)
    verified.key(1, sheet((60, 30, 8), sent=2), by=DEPUTY)
    verified.agree(2, sheet((20, 15, 11), sent=4))
    assert stages(verified) == (_STAGE.DOUBTFUL_OUT, _STAGE.RECONCILED, _STAGE.DOUBTFUL_OUT)
    verified.agree_form(1, "A", form((1, 0, 1), (0, 1, 0, 3)))
    assert stages(verified)[2] is _STAGE.RECONCILED
    verified.provisional()
    assert stages(verified)[2] is _STAGE.GIVEN
    verified.opportunity()
    verified.read_back(85, 120, 41)
    assert stages(verified)[2] is _STAGE.GIVEN, "what differs is no matter of the hall"
    verified.read_back()
    assert stages(verified)[2] is _STAGE.READ_BACK
    verified.declare()
    assert stages(verified)[2] is _STAGE.DECLARED
    verified.do(verified.signing())
    assert stages(verified)[2] is _STAGE.SIGNED


def test_while_one_area_is_done_and_another_waits_a_contest_is_being_counted(hall: Hall) -> None:
    contest = hall.contest
    some = [_STAGE.RECONCILED, _STAGE.VERIFIED]
    assert contest_stage(contest, some) is _STAGE.COUNTING
    assert contest_stage(contest, [_STAGE.PASSED_OVER, _STAGE.VERIFYING]) is _STAGE.COUNTING
    assert contest_stage(contest, [_STAGE.RECONCILED] * 2) is _STAGE.RECONCILED
    assert contest_stage(contest, [_STAGE.RECONCILED, _STAGE.PASSED_OVER]) is _STAGE.PASSED_OVER
    assert contest_stage(contest, [_STAGE.DOUBTFUL_OUT, _STAGE.DIFFERS]) is _STAGE.DIFFERS
    assert contest_stage(contest, []) is _STAGE.BOXES_COMING


def test_nobody_waits_for_a_contest_that_was_given_up(verified: Hall) -> None:
    verified.abandon()
    assert stages(verified)[2] is _STAGE.ABANDONED
    assert waiting(verified) == InTheWay((), slates=False, returning_officer=False)


# ---- what is in the way


def test_what_the_hall_may_see_is_named_and_the_rest_is_with_the_returning_officer(
    tmp_path: Path,
) -> None:
    hall = a_hall(tmp_path, seen=False)
    found = waiting(hall)
    assert {each.what for each in found.named} == {
        What.NOT_ARRIVED,
        What.NOT_EMPTY,
        What.STATEMENT,
    }
    assert (found.slates, found.returning_officer) == (False, False)
    assert all(not each.area for each in found.named), "areas tell of themselves"
    hall.desk.close()


def test_what_comes_of_the_votes_is_with_the_returning_officer(counted: Hall) -> None:
    assert waiting(counted) == InTheWay((), slates=False, returning_officer=True), "to be given"
    counted.provisional()
    assert waiting(counted).returning_officer


def test_slates_that_wait_are_told_without_a_name(tmp_path: Path) -> None:
    hall = a_ward(tmp_path)
    hall.issue("A", 1)
    hall.do(acts.SlateNamed(**hall.by(CLERK).contest, candidates=slate(1, 2)))
    assert not waiting(hall).slates, "nobody has papers for it yet"
    hall.agree(1, ward_sheet(blocks={(1, 2): 30}))
    found = waiting(hall)
    assert found.slates
    assert What.SLATES not in {each.what for each in found.named}
    assert not found.returning_officer
    hall.desk.close()


# ---- tables


def test_each_table_is_told_with_its_sheets_over_every_contest(verified: Hall) -> None:
    for table in ("t1", "t2"):
        named = {"table": table, "name": f"Table {table}", "team": ""}
        verified.do(acts.TableNamed(**verified.by(SUPERVISOR).count, **named))
    verified.allot(11, 16)
    issued = {"area": "A", "first": 11, "last": 16, "table": "t1"}
    verified.do(made(acts.SheetsIssued, verified.by(SUPERVISOR), **issued))
    verified.key(11, sheet((1, 2, 3)))
    verified.agree(12, sheet((3, 2, 1)))
    verified.key(13, sheet((4, 2, 1)))
    verified.key(13, sheet((4, 1, 2)), by=DEPUTY)
    fields = {"sheet": 14, "of": verified.of_sheet(14).opened, "figures": sheet((1, 1, 1))}
    verified.do(made(acts.SheetQueried, verified.by(CLERK), **fields))
    why = {"of": verified.of_sheet(15).made, "reason": "torn", "second": DEPUTY}
    verified.do(made(acts.SheetWithdrawn, verified.by(SUPERVISOR), sheet=15, **why))
    assert table_progress([verified.contest], ["t2", "t1"]) == [
        TableProgress("t2"),
        TableProgress("t1", handed_out=5, keyed=3, queried=1, agreed=1),
    ]


def test_a_contest_without_a_register_of_containers_has_no_box_that_came_in(hall: Hall) -> None:
    contest = hall.contest
    contest.containers = None
    assert [boxes_arrived(contest, each) for each in areas(contest)] == [0, 0]
