"""Which sheet is next."""

import msgspec

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.units import OfficerNumber, Papers, SheetNumber
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens.key_sheet.which.batch import batch_of, is_second, next_sheet
from tallyapp.ui.screens.key_sheet.which.batch_model import BatchModel

A, B = OfficerNumber(11), OfficerNumber(12)
Counted = tuple[Desk, Rehearsal]


def key(counted: Counted, by: OfficerNumber, *numbers: int) -> ContestState:
    desk, played = counted
    figures = {sheet.number: sheet.figures for sheet in played.plan.sheets}
    for number in numbers:
        desk.do(
            played.stream,
            acts.SheetKeyed(
                **desk.by(by).contest,
                sheet=SheetNumber(number),
                of=desk.contest(played.stream).sheets[SheetNumber(number)].opened,
                figures=figures[SheetNumber(number)],
            ),
        )
    return desk.contest(played.stream)


def after(
    contest: ContestState, by: OfficerNumber, number: int, second: bool = False
) -> int | None:
    return next_sheet(contest, by, contest.sheets[SheetNumber(number)], second)


def sheets_of_a(contest: ContestState) -> list[int]:
    return sorted(sheet.number for sheet in contest.areas["A"].sheets)


def test_a_batch_is_keyed_once_in_order_by_one_officer(oxford: Counted) -> None:
    contest = key(oxford, A)
    assert next_sheet(contest, A) == 1
    contest = key(oxford, A, 1)
    assert after(contest, A, 1) == 2
    contest = key(oxford, A, 3)
    assert after(contest, A, 3) == 4


def test_what_was_left_out_comes_before_the_next_area(oxford: Counted) -> None:
    contest = key(oxford, A)
    numbers = sheets_of_a(contest)
    contest = key(oxford, A, *numbers[1:])
    assert after(contest, A, numbers[-1]) == numbers[0]
    contest = key(oxford, A, numbers[0])
    assert after(contest, A, numbers[0]) == numbers[-1] + 1


def test_another_officer_keys_the_same_batch_a_second_time(oxford: Counted) -> None:
    contest = key(oxford, A)
    numbers = sheets_of_a(contest)
    contest = key(oxford, A, *numbers)
    first = contest.sheets[SheetNumber(1)]
    assert is_second(first, B, small=False)
    assert not is_second(first, A, small=False)
    contest = key(oxford, B, 1)
    assert after(contest, B, 1, second=True) == 2


def test_nobody_is_offered_what_they_keyed_themselves(oxford: Counted) -> None:
    contest = key(oxford, A)
    contest = key(oxford, A, *sorted(contest.sheets))
    assert next_sheet(contest, A) is None
    assert next_sheet(contest, B) == 1


def test_progress_counts_each_keying_for_itself(oxford: Counted) -> None:
    contest = key(oxford, A, 1, 2, 3)
    contest = key(oxford, B, 1)
    assert batch_of(contest, contest.sheets[SheetNumber(4)], A).done == 3
    second = batch_of(contest, contest.sheets[SheetNumber(2)], B)
    assert second.second
    assert second.done == 1


def test_a_queried_sheet_waits_for_its_table_and_is_not_offered(oxford: Counted) -> None:
    desk, played = oxford
    figures = played.plan.sheets[0].figures
    desk.do(
        played.stream,
        acts.SheetQueried(
            **desk.by(A).contest,
            sheet=SheetNumber(1),
            of=desk.contest(played.stream).sheets[SheetNumber(1)].opened,
            figures=figures,
        ),
    )
    assert next_sheet(desk.contest(played.stream), A) == 2


def test_a_sheet_that_differs_is_not_called_keyed_by_you(oxford: Counted) -> None:
    desk, played = oxford
    contest = key(oxford, A, 1, 2)
    planned = played.plan.sheets[0].figures
    more = Papers((planned.sent or 0) + 1)
    other = msgspec.structs.replace(planned, sent=more, papers=Papers((planned.papers or 0) + 1))
    desk.do(
        played.stream,
        acts.SheetKeyed(
            **desk.by(B).contest,
            sheet=SheetNumber(1),
            of=desk.contest(played.stream).sheets[SheetNumber(1)].opened,
            figures=other,
        ),
    )
    model = BatchModel(A, small=False)
    model.show_sheets((contest.sheets[SheetNumber(1)], contest.sheets[SheetNumber(2)]), 0)
    assert [model.index(row, 2).data() for row in range(2)] == [
        "differs; keyed again where it differs, on F6",
        "keyed by you; another officer keys it next",
    ]
