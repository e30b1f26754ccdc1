"""How far a count is: areas' states,
what is missing and how pressing, and the way to the declaration.
"""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tallyapp.domain import acts
from tallyapp.domain.views.missing import Missing, What, missing
from tallyapp.domain.views.progress import AreaProgress, AreaStage, How, Step, area_progress, steps
from tallyapp.domain.vocabulary.units import OfficerNumber, SheetNumber
from tests.halls import (
    BOXES,
    CLERK,
    DEPUTY,
    OTHER_CLERK,
    RULES,
    SUPERVISOR,
    Hall,
    a_hall,
    form,
    sheet,
)

FIRST, SECOND = sheet((60, 30, 8), sent=2), sheet((20, 15, 11), sent=4)
DOUBTFUL = form((1, 0, 1), (0, 1, 0, 3))


def areas(hall: Hall) -> list[AreaProgress]:
    return [area_progress(hall.contest, area) for area in hall.contest.areas.values()]


def area(hall: Hall) -> AreaProgress:
    return areas(hall)[0]


def missed(hall: Hall) -> list[Missing]:
    return missing(hall.contest, (each for a in areas(hall) for each in a.missing))


def pressing(hall: Hall) -> list[tuple[What, str, tuple[str, ...]]]:
    return [(each.what, each.area, each.names) for each in missed(hall)]


def how(hall: Hall) -> dict[Step, tuple[How, int, int]]:
    return {
        each.step: (each.how, each.part, each.whole) for each in steps(hall.contest, areas(hall))
    }


def query(hall: Hall) -> None:
    hall.do(
        acts.SheetQueried(
            **hall.by(CLERK).contest,
            sheet=SheetNumber(1),
            of=hall.of_sheet(1).opened,
            figures=FIRST,
        )
    )


def differ(hall: Hall) -> None:
    hall.key(1, FIRST)
    hall.key(1, sheet((59, 31, 8), sent=2), by=OTHER_CLERK)


def too_many(hall: Hall) -> None:
    hall.agree(1, sheet((120, 30, 8)))


def all_but_the_doubtful(hall: Hall) -> None:
    hall.agree(1, FIRST)
    hall.agree(2, SECOND)


def three_short(hall: Hall) -> None:
    hall.agree(1, sheet((57, 30, 8), sent=2))
    hall.agree(2, SECOND)
    hall.agree_form(1, "A", DOUBTFUL)


def passed_over(hall: Hall) -> None:
    three_short(hall)
    hall.agree(3, sheet((39, 40, 21)))
    for found in hall.standing():
        hall.pass_over(found)


@pytest.mark.parametrize(
    ("stage", "happened"),
    [
        (AreaStage.NOT_YET, lambda hall: None),
        (AreaStage.BEING_KEYED, lambda hall: hall.key(1, FIRST)),
        (AreaStage.DIFFERS, differ),
        (AreaStage.QUERIED, query),
        (AreaStage.DOES_NOT_ADD, too_many),
        (AreaStage.DOUBTFUL_OUT, all_but_the_doubtful),
        (AreaStage.DOES_NOT_ADD, three_short),
        (AreaStage.PASSED_OVER, passed_over),
    ],
)
def test_an_area_is_where_the_worst_in_it_is(
    verified: Hall, stage: AreaStage, happened: Callable[[Hall], None]
) -> None:
    happened(verified)
    assert area(verified).stage is stage


def test_an_area_whose_boxes_are_not_verified_needs_them_before_it_is_keyed(hall: Hall) -> None:
    hall.verify({"a1": 100})
    hall.issue("A", 1)
    assert area(hall).stage is AreaStage.NEEDS_BOXES
    assert (area(hall).boxes, area(hall).boxes_verified) == (2, 1)
    assert pressing(hall)[:2] == [(What.BOXES, "A", ("a2",)), (What.BOXES, "B", ("b1", "b2"))]
    assert pressing(hall)[-2] == (What.SHEETS_NOT_KEYED, "A", ("1",))


def test_a_counted_area_has_reconciled(counted: Hall) -> None:
    assert [each.stage for each in areas(counted)] == [AreaStage.RECONCILED] * 2
    assert (area(counted).sheets, area(counted).keyed, area(counted).agreed) == (2, 2, 2)
    assert (area(counted).difference, area(counted).to_come) == (0, 0)


def test_papers_are_still_to_come_until_the_difference_is_final(verified: Hall) -> None:
    verified.agree(1, FIRST)
    assert (area(verified).difference, area(verified).final, area(verified).to_come) == (
        -52,
        False,
        52,
    )
    verified.agree(2, sheet((17, 15, 11), sent=4))
    verified.agree_form(1, "A", DOUBTFUL)
    assert (area(verified).difference, area(verified).final, area(verified).to_come) == (
        -3,
        True,
        0,
    )


def test_withdrawn_sheets_are_not_waited_for(verified: Hall) -> None:
    verified.do(
        acts.SheetWithdrawn(
            **verified.by(SUPERVISOR).contest,
            sheet=SheetNumber(2),
            of=verified.of_sheet(2).made,
            reason="never used",
            second=OfficerNumber(DEPUTY),
        )
    )
    assert (area(verified).sheets, area(verified).keyed) == (1, 0)


def test_what_is_wrong_is_more_pressing_than_what_is_not_done_yet(verified: Hall) -> None:
    differ(verified)
    verified.issue("A", 4, 6)
    verified.key(4, sheet((1, 0, 0)))
    verified.do(
        acts.SheetQueried(
            **verified.by(CLERK).contest,
            sheet=SheetNumber(5),
            of=verified.of_sheet(5).opened,
            figures=SECOND,
        )
    )
    verified.key_form(1, "A", DOUBTFUL)
    assert pressing(verified) == [
        (What.SHEETS_DIFFER, "A", ("1",)),
        (What.SHEETS_QUERIED, "A", ("5",)),
        (What.SHEETS_NOT_KEYED, "A", ("2", "6")),
        (What.SHEETS_NOT_KEYED, "B", ("3",)),
        (What.SHEETS_KEYED_ONCE, "A", ("4",)),
        (What.FORMS_KEYED_ONCE, "A", ("1",)),
    ]


def test_a_difference_is_missing_papers_only_once_nothing_else_is_missing(verified: Hall) -> None:
    verified.agree(1, sheet((57, 30, 8), sent=2))
    assert not any(each.what is What.DOES_NOT_ADD for each in missed(verified))
    verified.agree(2, SECOND)
    verified.agree_form(1, "A", DOUBTFUL)
    (first, *_) = missed(verified)
    assert (first.what, first.area) == (What.DOES_NOT_ADD, "A")
    assert first.numbers == {"counted": 147, "verified": 150, "difference": -3}


def test_more_papers_adjudicated_than_sent_is_wrong_once_everything_is_keyed(
    verified: Hall,
) -> None:
    all_but_the_doubtful(verified)
    verified.agree_form(1, "A", form((1, 0, 1), (0, 1, 0, 5)))
    assert area(verified).stage is AreaStage.DOES_NOT_ADD
    assert missed(verified)[0].what in (What.DOES_NOT_ADD, What.ADJUDICATED_OTHERWISE)


def test_every_open_finding_is_behind_something_missing_or_merely_to_come(verified: Hall) -> None:
    """Nothing that stands in the way of the result can be absent from the list."""
    differ(verified)
    named = {found for each in missed(verified) for found in each.findings}
    left_out = [found for found in verified.standing() if found not in named]
    assert {found.code for found in left_out} <= {"E301", "E302", "E303"}
    assert all(found.place.kind in ("area", "contest") for found in left_out)


def test_a_finding_passed_over_is_missing_no_longer_and_the_area_says_so(verified: Hall) -> None:
    passed_over(verified)
    assert pressing(verified) == [(What.PROVISIONAL, "", ())]
    assert how(verified)[Step.COUNTING] == (How.DONE, 2, 2)


def test_the_way_begins_at_the_set_up_and_ends_at_the_declaration(hall: Hall) -> None:
    assert how(hall)[Step.SET_UP] == (How.DONE, 3, 0)
    assert how(hall)[Step.VERIFICATION] == (How.NOT_YET, 0, 4)
    hall.verify(BOXES)
    assert how(hall)[Step.VERIFICATION] == (How.UNDER_WAY, 4, 4)
    assert missed(hall)[-1].what is not What.BOXES
    hall.state_verification()
    assert how(hall)[Step.VERIFICATION] == (How.DONE, 4, 4)
    assert how(hall)[Step.COUNTING] == (How.NOT_YET, 0, 2)


def test_doubtful_papers_are_on_the_way_until_all_areas_reconcile(verified: Hall) -> None:
    all_but_the_doubtful(verified)
    assert how(verified)[Step.DOUBTFUL] == (How.UNDER_WAY, 0, 6)
    assert missed(verified)[-1].numbers["difference"] == -6
    verified.agree_form(1, "A", DOUBTFUL)
    assert how(verified)[Step.DOUBTFUL] == (How.UNDER_WAY, 6, 6)
    verified.agree(3, sheet((39, 40, 21)))
    assert how(verified)[Step.DOUBTFUL] == (How.DONE, 6, 6)


def test_when_all_is_counted_the_next_step_is_named_until_it_is_signed(counted: Hall) -> None:
    named = []
    for do in (
        counted.provisional,
        counted.opportunity,
        counted.read_back,
        counted.declare,
        lambda: counted.do(counted.signing()),
    ):
        named.append(missed(counted)[0].what)
        do()
    assert named == [What.PROVISIONAL, What.OPPORTUNITY, What.READ_BACK, What.DECLARE, What.SIGN]
    assert missed(counted) == []
    assert how(counted)[Step.DECLARATION][0] is How.DONE


def test_a_read_back_that_differs_is_named_by_its_candidates(counted: Hall) -> None:
    counted.provisional()
    counted.opportunity()
    counted.read_back(85, 120, 41)
    assert how(counted)[Step.READ_BACK][0] is How.DIFFERS
    assert pressing(counted) == [(What.READ_BACK_DIFFERS, "", ("1", "2"))]


def test_a_read_back_that_differs_is_named_by_its_heads(counted: Hall) -> None:
    counted.provisional()
    counted.opportunity()
    ours = counted.figures.rejected
    counted.read_back(rejected=(ours[0] + 1, *ours[1:]))
    assert how(counted)[Step.READ_BACK][0] is How.DIFFERS
    assert pressing(counted) == [(What.READ_BACK_DIFFERS, "", (RULES.heads[0].label,))]


@given(
    keyed=st.lists(st.tuples(st.integers(1, 9), st.sampled_from([CLERK, OTHER_CLERK])), max_size=14)
)
def test_sheets_agreed_are_never_more_than_keyed_nor_keyed_more_than_there_are(
    tmp_path_factory: pytest.TempPathFactory, keyed: list[tuple[int, int]]
) -> None:
    hall = a_hall(tmp_path_factory.mktemp("hall"))
    hall.issue("A", 1, 9)
    for number, clerk in keyed:
        paper = hall.sheet(number)
        if paper.values is None and clerk not in paper.looks:
            hall.key(number, sheet((number, 0, 0)), by=clerk)
    now = area(hall)
    hall.desk.close()
    assert 0 <= now.agreed <= now.keyed <= now.sheets == 9
    assert now.keyed == len({number for number, _ in keyed})


def test_names_put_right_once_all_is_counted_are_missed_by_name(counted: Hall) -> None:
    first, *others = counted.contest.set_up.candidates
    counted.put_right(candidates=(replace(first, other_names="Alexandra"), *others))
    assert [each.what for each in missed(counted)] == [What.NAMES]
