"""Differences are settled from the paper alone, and a correction
takes nothing out of the record.
"""

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.state.keyed_paper import Life
from tallyapp.domain.vocabulary.on_paper import Bundles, SheetFigures
from tallyapp.domain.vocabulary.units import Papers, SheetNumber
from tallyapp.practice.rehearsal import DEPUTY, SECOND_SUPERVISOR, SUPERVISOR, Rehearsal
from tallyapp.ui.screens.differences.screen import Differences
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.widgets.refusal import Action
from tests.ui.keys import Fingers, shown
from tests.ui.practice import CLERK, OTHER_CLERK

THIRD = 13
AGREED, DIFFERING = SheetNumber(1), SheetNumber(3)


def misread(figures: SheetFigures) -> SheetFigures:
    """A paper of the first candidate's part bundle read on the second's line: it still adds up."""
    first, second, *others = figures.lines
    assert first.part
    assert second.part is not None
    lines = (
        Bundles(first.full, Papers(first.part - 1)),
        Bundles(second.full, Papers(second.part + 1)),
        *others,
    )
    return SheetFigures(papers=figures.papers, lines=lines, sent=figures.sent)


@pytest.fixture(autouse=True)
def keyed(oxford: tuple[Desk, Rehearsal]) -> Rehearsal:
    """Sheet 1 agreed, sheet 3 keyed differently by two clerks."""
    desk, played = oxford
    for number in (AGREED, DIFFERING):
        right = played.plan.sheets[number - 1].figures
        second = right if number == AGREED else misread(right)
        desk.do(
            played.stream,
            acts.SheetKeyed(
                **desk.by(CLERK).contest,
                sheet=number,
                of=desk.contest(played.stream).sheets[number].opened,
                figures=right,
            ),
        )
        desk.do(
            played.stream,
            acts.SheetKeyed(
                **desk.by(OTHER_CLERK).contest,
                sheet=number,
                of=desk.contest(played.stream).sheets[number].opened,
                figures=second,
            ),
        )
    return played


def screen(window: MainWindow) -> Differences:
    shown_now = window.screen_shown
    assert isinstance(shown_now, Differences)
    return shown_now


def life(session: Session, number: SheetNumber) -> Life:
    contest = session.contest
    assert contest is not None
    return contest.sheets[number].life


def parts(played: Rehearsal, number: SheetNumber) -> tuple[int, int]:
    first, second = played.plan.sheets[number - 1].figures.lines[:2]
    assert first.part is not None
    assert second.part is not None
    return first.part, second.part


def test_the_third_look_shows_nothing_of_the_first_two_and_settles_it(
    fingers: Fingers, window: MainWindow, session: Session, keyed: Rehearsal
) -> None:
    first, second = parts(keyed, DIFFERING)
    fingers.sign_in(THIRD)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    before = shown(window)
    assert "ADAMS Benjamin" in before
    rows = [line.split("\t") for line in before.splitlines() if "part bundle" in line]
    assert [row[-1] for row in rows] == ["", ""]
    fingers.type(f"{first}\n{second}\n")
    fingers.settle()
    assert life(session, DIFFERING) is Life.AGREED
    after = [line.split("\t") for line in shown(window).splitlines() if "part bundle" in line]
    assert [row[3:] for row in after] == [
        [str(first), str(first - 1), str(first), str(first)],
        [str(second), str(second + 1), str(second), str(second)],
    ]
    fingers.press(Qt.Key.Key_Escape)
    assert "No keyings differ" in shown(window)


def test_a_third_look_that_agrees_with_nobody_is_asked_again(
    fingers: Fingers, window: MainWindow, session: Session, keyed: Rehearsal
) -> None:
    fingers.sign_in(THIRD)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    fingers.type("49\n49\n")
    fingers.settle()
    assert life(session, DIFFERING) is Life.DIFFERS
    assert "No two keyings agree yet" in shown(window)


def test_an_agreed_whole_that_does_not_add_up_is_set_out_and_can_be_queried(
    fingers: Fingers, window: MainWindow, session: Session, keyed: Rehearsal
) -> None:
    first, second = parts(keyed, DIFFERING)
    fingers.sign_in(THIRD)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    fingers.type(f"{first}\n{second + 1}+")
    fingers.settle()
    said = shown(window)
    papers = keyed.plan.sheets[DIFFERING - 1].figures.papers
    assert papers is not None
    for words in ("E101", "The lines do not add", f"{papers + 1:,}", f"{papers:,}", "1 paper"):
        assert words in said
    assert life(session, DIFFERING) is Life.DIFFERS
    fingers.type("*")
    fingers.settle()
    assert life(session, DIFFERING) is Life.QUERIED
    assert "give it back to its table" in shown(window)


def test_elsewhere_a_sheet_is_queried_by_the_key_twice_and_esc_takes_it_back(
    fingers: Fingers, session: Session
) -> None:
    fingers.sign_in(THIRD)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    fingers.type("*")
    fingers.press(Qt.Key.Key_Escape)
    fingers.type("*")
    fingers.settle()
    assert life(session, DIFFERING) is Life.DIFFERS
    fingers.type("*")
    fingers.settle()
    assert life(session, DIFFERING) is Life.QUERIED


def test_a_form_is_queried_with_the_area_that_it_came_from(
    fingers: Fingers, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    planned = played.plan.forms[0]
    misread_form = replace(planned.figures, objections=(planned.figures.objections or 0) + 1)
    for clerk, figures in ((CLERK, planned.figures), (OTHER_CLERK, misread_form)):
        desk.do(
            played.stream,
            acts.FormKeyed(
                **desk.by(clerk).contest,
                form=planned.number,
                round=1,
                of="",
                area=planned.area,
                figures=figures,
            ),
        )
    assert desk.contest(played.stream).forms[planned.number].life is Life.DIFFERS
    fingers.sign_in(THIRD)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    fingers.type("**")
    fingers.settle()
    assert session.contest is not None
    assert session.contest.forms[planned.number].life is Life.QUERIED


def test_esc_keeps_the_third_look_as_a_draft(
    fingers: Fingers, window: MainWindow, keyed: Rehearsal
) -> None:
    first, _ = parts(keyed, DIFFERING)
    fingers.sign_in(THIRD)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    fingers.type(f"{first}\n")
    fingers.press(Qt.Key.Key_Escape, Qt.Key.Key_Return)
    rows = [line.split("\t") for line in shown(window).splitlines() if "part bundle" in line]
    assert [row[-1] for row in rows] == [str(first), ""]


def test_a_blank_is_not_submitted(fingers: Fingers, window: MainWindow, session: Session) -> None:
    fingers.sign_in(THIRD)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    fingers.type("+")
    assert "A blank is not zero" in shown(window)
    assert life(session, DIFFERING) is Life.DIFFERS


def test_a_supervisor_who_saw_both_keyings_does_not_key_the_third(
    fingers: Fingers, window: MainWindow, session: Session, keyed: Rehearsal
) -> None:
    first, _ = parts(keyed, DIFFERING)
    fingers.sign_in(SUPERVISOR)
    fingers.press(Qt.Key.Key_F6, Qt.Key.Key_Return)
    (both,) = [a for a in screen(window).findChildren(Action) if a.text() == "Show both keyings"]
    both.setFocus()
    fingers.press(Qt.Key.Key_Return)
    assert f"\t{first}\t{first - 1}" in shown(window)
    fingers.press(Qt.Key.Key_Escape, Qt.Key.Key_Return)
    assert "Another officer keys the third look" in shown(window)


def test_a_clerk_does_not_open_an_agreed_sheet(fingers: Fingers, window: MainWindow) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F6)
    fingers.type("1\n")
    assert "Sheet 1: its keyings do not differ" in shown(window)
    fingers.type("999\n")
    assert "Sheet 999 is not registered here" in shown(window)


def corrected(fingers: Fingers, first: int, second: int) -> None:
    """From the list: sheet 1, its first two part bundles exchanged by as many papers."""
    fingers.sign_in(SUPERVISOR)
    fingers.press(Qt.Key.Key_F6)
    fingers.type("1\n")
    fingers.settle()
    fingers.press(Qt.Key.Key_Return)  # correct sheet 1
    fingers.type(f"\n\n{first}\n\n{second}\n")


def test_a_correction_keeps_the_old_figure_beside_the_new_one(
    fingers: Fingers, window: MainWindow, session: Session, keyed: Rehearsal
) -> None:
    first, second = parts(keyed, AGREED)
    corrected(fingers, first - 2, second + 2)
    assert "It adds up" in shown(window)
    fingers.type("+")
    assert "Reason" in window.focusWidget().accessibleName()
    fingers.write("Lines 1 and 2 were exchanged.")
    fingers.type(f"\n{SECOND_SUPERVISOR}+")
    fingers.settle()
    assert life(session, AGREED) is Life.CORRECTED
    said = shown(window)
    for value in (first, first - 2, second, second + 2):
        assert f"\t{value}" in said
    assert "Lines 1 and 2 were exchanged." in said
    assert f"officer {SECOND_SUPERVISOR} looking on" in said


def test_a_correction_that_does_not_add_up_is_refused_in_place(
    fingers: Fingers, window: MainWindow, session: Session, keyed: Rehearsal
) -> None:
    first, second = parts(keyed, AGREED)
    corrected(fingers, first, second + 3)
    assert "Too many" in shown(window)
    fingers.type("+")
    fingers.write("Misread.")
    fingers.type(f"\n{SECOND_SUPERVISOR}+")
    fingers.settle()
    assert "The lines do not add" in shown(window)
    assert life(session, AGREED) is Life.AGREED


@pytest.mark.parametrize("second", [SUPERVISOR, 99], ids=["oneself", "nobody"])
def test_the_second_officer_is_another_person_on_the_staff(
    fingers: Fingers, window: MainWindow, session: Session, keyed: Rehearsal, second: int
) -> None:
    first, other = parts(keyed, AGREED)
    corrected(fingers, first - 1, other + 1)
    fingers.type("+")
    fingers.write("Misread.")
    fingers.type(f"\n{second}+")
    fingers.settle()
    assert "cannot be the second officer" in shown(window)
    assert "Second officer" in window.focusWidget().accessibleName()
    assert life(session, AGREED) is Life.AGREED


def test_a_correction_begun_is_there_again_after_esc(
    fingers: Fingers, window: MainWindow, keyed: Rehearsal
) -> None:
    first, second = parts(keyed, AGREED)
    corrected(fingers, first - 2, second + 2)
    fingers.press(Qt.Key.Key_Escape)
    fingers.type("1\n")
    fingers.settle()
    fingers.press(Qt.Key.Key_Return)
    row = next(line for line in shown(window).splitlines() if "ADAMS" in line)
    assert f"\t{first}\t{first - 2}\t" in row


def test_a_sheet_is_withdrawn_by_two_officers(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    contest = session.contest
    assert contest is not None
    counted = contest.areas["A"].counted
    fingers.sign_in(DEPUTY)
    fingers.press(Qt.Key.Key_F6)
    fingers.type("1\n")
    fingers.settle()
    fingers.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)
    assert "no longer count" in shown(window)
    fingers.write("Written twice.")
    fingers.type(f"\n{SUPERVISOR}+")
    fingers.settle()
    assert life(session, AGREED) is Life.WITHDRAWN
    assert contest.areas["A"].counted < counted
    assert "Written twice." in shown(window)


def test_the_list_follows_what_others_do(
    fingers: Fingers, window: MainWindow, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F6)
    model = screen(window).list.model
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    four = played.plan.sheets[3].figures
    desk.do(
        played.stream,
        acts.SheetKeyed(
            **desk.by(CLERK).contest,
            sheet=SheetNumber(4),
            of=desk.contest(played.stream).sheets[SheetNumber(4)].opened,
            figures=four,
        ),
    )
    assert model.rowCount() == 1
    desk.do(
        played.stream,
        acts.SheetKeyed(
            **desk.by(OTHER_CLERK).contest,
            sheet=SheetNumber(4),
            of=desk.contest(played.stream).sheets[SheetNumber(4)].opened,
            figures=misread(four),
        ),
    )
    assert [model.index(row, 0).data() for row in range(2)] == ["Sheet 3", "Sheet 4"]
    desk.do(
        played.stream,
        acts.SheetQueried(
            **desk.by(CLERK).contest,
            sheet=SheetNumber(3),
            of=desk.contest(played.stream).sheets[SheetNumber(3)].opened,
            figures=four,
        ),
    )
    assert [model.index(row, 0).data() for row in range(2)] == ["Sheet 4", "Sheet 3"]
    assert tester.model() is model
