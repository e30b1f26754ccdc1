"""Three seats: votes and papers apart,
what a re-count changed, warnings, and postal votes rejected.
"""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.sheets import sheet_kind
from tallyapp.domain.views.warnings import unanswered
from tallyapp.domain.vocabulary.places import FieldValue
from tallyapp.domain.vocabulary.slates import slate_field
from tallyapp.domain.vocabulary.units import FormNumber, OfficerNumber, Papers, SheetNumber, Votes
from tallyapp.ui.screens.reconciliation.lines import Line
from tallyapp.ui.screens.reconciliation.screen import Reconciliation
from tallyapp.ui.screens.tallies.model import LINE_ROLE
from tallyapp.ui.screens.tallies.screen import Tallies
from tallyapp.ui.shell.window import MainWindow
from tests import wards
from tests.ui.keys import Fingers, shown

Key = Qt.Key
ASHTON = wards.ASHTON
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture(autouse=True)
def counted(desk: Desk) -> None:
    wards.key(desk, ASHTON)


def opened(window: MainWindow, fingers: Fingers, officer: int = 1) -> Reconciliation:
    fingers.sign_in(officer)
    fingers.press(Key.Key_F8)
    assert isinstance(window.screen_shown, Reconciliation)
    return window.screen_shown


def column(screen: Reconciliation, number: int) -> dict[tuple[Line, int], object]:
    rows = enumerate(screen.model.rows)
    return {(row.line, row.of): screen.model.index(i, number).data() for i, row in rows}


def numbers(screen: Reconciliation, at: int, *lines: tuple[Line, int]) -> list[int]:
    told = column(screen, at)
    return [int(str(told[line])) for line in lines]


def test_votes_and_papers_are_summed_apart_and_the_identity_holds_in_every_column(
    fingers: Fingers, window: MainWindow
) -> None:
    screen = opened(window, fingers)
    votes = [(Line.VOTES, i) for i in range(7)]
    for at in range(1, screen.model.last + 1):
        summed = sum(numbers(screen, at, *votes, (Line.UNUSED, 0), (Line.UNCERTAIN, 0)))
        (of_rejected, together, counted) = numbers(
            screen, at, (Line.SEATS_REJECTED, 0), (Line.SEATS_COUNTED, 0), (Line.COUNTED, 0)
        )
        assert summed + of_rejected == together == 3 * counted
        valid, rejected = numbers(screen, at, (Line.VALID, 0), (Line.REJECTED, 0))
        assert valid + rejected == counted
    (in_part,) = numbers(screen, screen.model.last, (Line.IN_PART, 4))
    assert in_part == 8
    words = screen.model.name_of(screen.model.row_with(Line.IN_PART))
    assert words == "of these, rejected in part", "beneath the valid papers"


def test_supervisors_see_papers_and_no_votes(fingers: Fingers, window: MainWindow) -> None:
    screen = opened(window, fingers, wards.SUPERVISOR)
    lines = {row.line for row in screen.model.rows}
    assert not lines & {Line.VOTES, Line.UNUSED, Line.UNCERTAIN, Line.SEATS_COUNTED}
    assert {Line.VALID, Line.IN_PART, Line.COUNTED} <= lines


def test_what_a_re_count_changed_stands_beside_the_area(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    screen = opened(window, fingers)
    before = screen.areas
    desk.do(
        "ashton", acts.RecountBegun(**desk.by(1).contest, round=2, areas=("B",), reason="unasked")
    )
    assert screen.areas is not before
    tester = QAbstractItemModelTester(screen.model, FATAL, screen)
    assert "round 1" in shown(window)
    desk.hand_out(
        "ashton",
        acts.SheetsIssued(
            **desk.by(3).contest, area="B", first=SheetNumber(51), last=SheetNumber(52)
        ),
    )
    for number, old in zip((51, 52), ASHTON.numbers("B"), strict=True):
        sheet = ASHTON.sheet(old)
        assert sheet.mixed is not None
        votes = list(sheet.mixed.votes)
        if number == 51:
            votes[0], votes[1] = Votes((votes[0] or 0) - 3), Votes((votes[1] or 0) + 3)
        mixed = msgspec.structs.replace(sheet.mixed, votes=tuple(votes))
        again = msgspec.structs.replace(sheet, mixed=mixed)
        for clerk in wards.CLERKS:
            desk.do(
                "ashton",
                acts.SheetKeyed(
                    **desk.by(clerk).contest,
                    sheet=SheetNumber(number),
                    of=desk.contest("ashton").sheets[SheetNumber(number)].opened,
                    figures=again,
                ),
            )
    now, earlier = column(screen, 2), column(screen, 3)
    assert earlier[Line.VOTES, 0] == f"{int(str(now[Line.VOTES, 0])) + 3} (−3)"
    assert str(earlier[Line.VOTES, 1]).endswith("(+3)")
    assert earlier[Line.VOTES, 2] == now[Line.VOTES, 2]
    assert earlier[Line.COUNTED, 0] == now[Line.COUNTED, 0]
    assert tester.model() is screen.model
    fingers.press(Key.Key_Right, Key.Key_Right, Key.Key_Return)
    assert screen.area.isVisible()
    assert screen.area.model.index(0, 3).data() == wards.SENT, "papers sent, and no block"


def test_a_supervisor_looks_into_a_warning_and_says_what_was_found(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    warnings = unanswered(desk.contest("ashton"))
    screen = opened(window, fingers, wards.SUPERVISOR)
    moved = (FieldValue("1.rejected", 2), FieldValue("2.rejected", 2))
    desk.do(
        "ashton",
        acts.FormCorrected(
            **desk.by(3).contest,
            fields=moved,
            form=FormNumber(1),
            round=1,
            of=desk.contest("ashton").forms[FormNumber(1)].made,
            reason="a pile was mislaid",
            second=OfficerNumber(4),
        ),
    )
    assert len(unanswered(desk.contest("ashton"))) == len(warnings) + 1
    assert "1 warning open" in shown(window)
    fingers.press(Key.Key_W)
    tester = QAbstractItemModelTester(screen.warnings.model, FATAL, screen)
    assert "2 papers rejected for want of an official mark" in shown(window)
    fingers.press(Key.Key_Return, Key.Key_Return)
    fingers.settle()
    assert screen.warnings.answering, "nothing was written"
    fingers.write("The punch was blunt")
    fingers.press(Key.Key_Return)
    fingers.settle()
    assert "The punch was blunt" in shown(window)
    assert list(desk.contest("ashton").warned.values()) == ["The punch was blunt"]
    fingers.press(Key.Key_Escape)
    assert "No warnings open" in shown(window)
    assert tester.model() is screen.warnings.model


def test_how_small_the_margin_is_is_not_for_those_who_see_no_votes(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    bring_level(desk)
    screen = opened(window, fingers)
    assert [each.record.code for each in screen.warnings.model.warned] == ["W405"]
    screen = opened(window, fingers, wards.SUPERVISOR)
    assert not screen.warnings.model.warned


def test_a_contest_of_few_areas_says_that_it_cannot_be_compared(
    fingers: Fingers, window: MainWindow
) -> None:
    screen = opened(window, fingers)
    fingers.press(Key.Key_W)
    assert "cannot be compared" not in shown(window)
    fingers.press(Key.Key_Escape)
    assert window.session is not None
    window.session.choose_contest("birchley")
    fingers.press(Key.Key_F8, Key.Key_W)
    assert "cannot be compared: that needs at least 4 areas, and this contest has 2 areas" in shown(
        window
    )
    assert screen is not window.screen_shown


def test_postal_votes_rejected_before_the_count_are_keyed_and_make_the_total_turnout(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    opened(window, fingers, wards.SUPERVISOR)
    assert "Postal votes rejected: not keyed" in shown(window)
    fingers.press(Key.Key_P)
    fingers.type("17\n")
    fingers.settle()
    assert desk.contest("ashton").postal_rejected is None
    assert "Postal votes rejected: another officer keys them" in shown(window)
    opened(window, fingers, wards.CLERKS[0])
    fingers.press(Key.Key_P)
    fingers.type("17\n")
    fingers.settle()
    assert desk.contest("ashton").postal_rejected == 17
    assert "Postal votes rejected: 17" in shown(window)
    fingers.press(Key.Key_P, Key.Key_Escape)
    assert "Postal votes rejected: 17" in shown(window)
    fingers.sign_in(1)
    fingers.press(Key.Key_F9)
    assert "Total (+ postal rejected)" in shown(window)
    assert "not keyed" not in shown(window)


def test_a_variance_leads_to_where_the_returning_officer_explains_it(
    fingers: Fingers, window: MainWindow, desk: Desk
) -> None:
    desk.do(
        "ashton", acts.BoxCounted(**desk.by(11).contest, box="A1", attempt=2, papers=Papers(400))
    )
    screen = opened(window, fingers)
    fingers.press(Key.Key_Return)
    assert not screen.area.explain.isVisible(), "its box is to be verified first"
    desk.do(
        "ashton",
        acts.VarianceExplained(
            **desk.by(3).contest,
            box="A1",
            of=desk.contest("ashton").boxes["A1"].variance_id,
            papers=Papers(400),
            explanation="stuck",
            second=OfficerNumber(4),
        ),
    )
    assert screen.area.explain.isVisible()
    assert "with a second officer" in shown(window)


def test_the_line_after_the_last_seat_is_drawn_and_said(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(1)
    fingers.press(Key.Key_F9)
    screen = window.screen_shown
    assert isinstance(screen, Tallies)
    lines = [screen.model.index(at, 0).data(LINE_ROLE) for at in range(7)]
    assert lines == [None, None, True, None, None, None, None]
    assert screen.model.name_of(2).endswith("the last for whom there is a seat")
    assert "after the last of 3 seats" in shown(window).replace("\n", " ")
    assert "Papers rejected in part" in shown(window)


def bring_level(desk: Desk) -> None:
    """On every sheet as many papers for the second slate as for the first."""
    contest = desk.contest("ashton")
    kind = sheet_kind(contest)
    for number, sheet in contest.sheets.items():
        values = dict(zip(kind.fields, sheet.values or (), strict=True))
        of_two = contest.slates[:2]
        lines = [(slate_field(each, "full"), slate_field(each, "part")) for each in of_two]
        both = sum(values[full] * wards.BUNDLE + values[part] for full, part in lines)
        halves = zip(lines, (both // 2, both - both // 2), strict=True)
        fields = [
            FieldValue(name, figure)
            for names, papers in halves
            for name, figure in zip(names, divmod(papers, wards.BUNDLE), strict=True)
        ]
        desk.do(
            "ashton",
            acts.SheetCorrected(
                **desk.by(3).contest,
                sheet=number,
                of=desk.contest("ashton").sheets[number].made,
                fields=tuple(fields),
                reason="read anew",
                second=OfficerNumber(4),
            ),
        )
