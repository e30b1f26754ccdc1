"""Every box is accounted for and counted; the returning officer states what came of it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit

from tallyapp.audit.verify import verify
from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.statement import stated_now
from tallyapp.domain.state.area import BoxState
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.past.past_results import read_past_results
from tallyapp.practice import rehearsal
from tallyapp.practice.at_the_door import see_all
from tallyapp.practice.hall_clock import HallClock
from tallyapp.practice.rehearsal import (
    RETURNING_OFFICER,
    SECOND_SUPERVISOR,
    SUPERVISOR,
    Rehearsal,
)
from tallyapp.resources import resource
from tallyapp.ui.screens.verification.screen import Verification
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers, disk_busy, shown
from tests.ui.practice import CLERK, Clock


@pytest.fixture
def oxford(tmp_path: Path) -> tuple[Desk, Rehearsal]:
    """The practice count of Oxford East before its first box is opened; all were seen to arrive."""
    (result,) = read_past_results([resource("samples", "oxford-east-2024.json")])
    desk = rehearsal.begin(
        tmp_path / "oxford.tally", "Practice", [result], HallClock(result.polling_day)
    )
    played = rehearsal.set_up(desk, result, seed=1)
    see_all(desk, played.stream, rehearsal.SUPERVISOR, rehearsal.SECOND_SUPERVISOR)
    desk.clock = Clock()
    return desk, played


def contest(session: Session) -> ContestState:
    assert session.contest is not None
    return session.contest


def box(session: Session, name: str = "1") -> BoxState:
    return contest(session).boxes[name]


def open_box(fingers: Fingers, name: str = "1") -> None:
    fingers.press(Qt.Key.Key_F4)
    fingers.write(name)
    fingers.press(Qt.Key.Key_Return)


def account(fingers: Fingers, figures: str = "587\n113\n0\n0\n700\n") -> None:
    fingers.type(figures)
    fingers.settle()


def verify_all_but(desk: Desk, played: Rehearsal, *left: str) -> None:
    for planned in played.plan.boxes:
        name = planned.box.id
        if name not in left:
            papers = planned.account.issued
            desk.do(
                played.stream,
                acts.BoxAccountKeyed(
                    **desk.by(CLERK).contest, box=name, account=planned.account, of=""
                ),
            )
            count_elsewhere(desk, played, name, papers)


def count_elsewhere(desk: Desk, played: Rehearsal, box: str, papers: int) -> None:
    """A box is counted once more, at another place than this window."""
    attempt = len(desk.contest(played.stream).boxes[box].attempts) + 1
    by = desk.by(CLERK).contest
    desk.do(played.stream, acts.BoxCounted(**by, box=box, attempt=attempt, papers=Papers(papers)))


def test_a_box_is_accounted_for_counted_and_verified(
    fingers: Fingers, window: MainWindow, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    fingers.sign_in(CLERK)
    open_box(fingers)
    account(fingers, "587\n113\n0\n0\n")
    assert "Issued, unused, spoilt and tendered: 700 papers" in shown(window)
    account(fingers, "700\n")
    assert box(session).account == oxford[1].plan.boxes[0].account
    fingers.type("587")
    assert "As expected: 587" in shown(window)
    fingers.type("\n")
    fingers.settle()
    assert box(session).accurate
    said = shown(window)
    assert "Box 1: Verified." in said
    assert "1 of 60 boxes verified" in said
    assert window.focusWidget().accessibleName() == "Box number"


def test_entrusted_papers_need_not_be_written(fingers: Fingers, session: Session) -> None:
    fingers.sign_in(CLERK)
    open_box(fingers, "p1")
    account(fingers, "1412\n0\n0\n0\n\n")
    keyed = box(session, "P1").account
    assert keyed is not None
    assert keyed.entrusted is None


def test_an_account_that_does_not_add_up_is_recorded_and_said(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(CLERK)
    open_box(fingers)
    account(fingers, "587\n113\n0\n0\n690\n")
    assert "Adds to 700, 10 more than entrusted" in shown(window)
    assert box(session).account is not None


def test_a_blank_in_the_account_is_not_zero(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(CLERK)
    open_box(fingers)
    fingers.type("587\n+")
    assert "A blank is not zero" in shown(window)
    assert box(session).account is None
    fingers.press(Qt.Key.Key_Escape)
    open_box(fingers)
    assert "Issued: expected in the box\t587" in shown(window)  # kept as a draft


def test_the_variance_is_told_while_the_count_is_keyed_and_the_box_is_counted_again(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(CLERK)
    open_box(fingers)
    account(fingers)
    fingers.type("585")
    assert "2 fewer than the 587 expected" in shown(window)
    fingers.type("\n")
    fingers.settle()
    assert "Papers counted, count 2" in shown(window)
    for papers in ("586\n", "586\n"):
        fingers.type(papers)
        fingers.settle()
    assert box(session).accurate  # two counts running agree, after three
    assert "Box 1: Counted twice." in shown(window)


def test_a_supervisor_explains_a_variance_another_officer_looking_on(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(CLERK)
    open_box(fingers)
    account(fingers)
    fingers.type("586\n")
    fingers.settle()
    assert "a supervisor explains the variance" in shown(window)
    fingers.sign_in(SUPERVISOR)
    open_box(fingers)
    # What to look for first, and then the words: the last of the causes is one's own.
    fingers.press(Qt.Key.Key_Tab)
    assert window.focusWidget().accessibleName() == "What to look for"
    fingers.press(*[Qt.Key.Key_Down] * 6, Qt.Key.Key_Return)
    assert "Explanation" in window.focusWidget().accessibleName()
    fingers.write("One paper was taken away.")
    fingers.type(f"\n{SUPERVISOR}+")
    fingers.settle()
    assert "cannot be the second officer" in shown(window)
    fingers.press(Qt.Key.Key_Backspace)
    fingers.type(f"{SECOND_SUPERVISOR}+")
    fingers.settle()
    assert box(session).explanation == "One paper was taken away."
    assert box(session).cause == "other"
    assert "Box 1: Explained." in shown(window)


def test_keying_an_account_again_asks_for_the_reason(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(CLERK)
    open_box(fingers)
    account(fingers)
    fingers.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)  # key the account again
    fingers.type("588+")
    fingers.settle()
    assert "say why" in shown(window)
    fingers.write("Misread.")
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    keyed = box(session).account
    assert keyed is not None
    assert keyed.issued == 588


def test_a_box_that_is_not_registered_is_said(fingers: Fingers, window: MainWindow) -> None:
    fingers.sign_in(CLERK)
    open_box(fingers, "77")
    assert "Box 77 is not registered here" in shown(window)


def test_boxes_that_are_missing_are_named_and_the_statement_waits(
    fingers: Fingers, window: MainWindow, oxford: tuple[Desk, Rehearsal]
) -> None:
    verify_all_but(*oxford, "12", "P3")
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F4)
    said = shown(window)
    assert "58 of 60 boxes verified" in said
    assert "Not verified: 12, P3." in said
    assert "Make the statement" not in said


def test_the_returning_officer_states_and_the_code_is_shown(
    fingers: Fingers, window: MainWindow, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    verify_all_but(*oxford)
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F4)
    assert "The returning officer makes the statement" in shown(window)
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F4)
    screen = window.screen_shown
    assert isinstance(screen, Verification)
    screen.statement.make.setFocus()
    fingers.press(Qt.Key.Key_Return)
    assert contest(session).statement is None  # asked once more, with the papers
    counted = sum(state.papers for state in contest(session).boxes.values())
    assert f"State {counted:,} papers" in shown(window)
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert contest(session).statement == counted
    code = session.desk.ledger.checkpoint(session.stream).code
    assert code in shown(window).replace("\n", "")
    assert session.desk.count.count.codes_issued == 1


def stated(fingers: Fingers, window: MainWindow) -> Verification:
    """The screen after the returning officer made the statement."""
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F4)
    screen = window.screen_shown
    assert isinstance(screen, Verification)
    screen.statement.make.setFocus()
    fingers.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    fingers.settle()
    return screen


def test_a_box_counted_anew_takes_the_statement_back(
    fingers: Fingers, window: MainWindow, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    verify_all_but(desk, played)
    stated(fingers, window)
    assert "Version 1 stands" in shown(window)
    count_elsewhere(desk, played, "1", 588)
    said = shown(window)
    assert "Version 1 stands" not in said
    assert "Not verified: 1." in said


def test_a_box_that_was_counted_elsewhere_meanwhile_takes_no_second_count_of_one_slip(
    fingers: Fingers, window: MainWindow, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    fingers.sign_in(CLERK)
    open_box(fingers)
    account(fingers)
    fingers.type("585")
    count_elsewhere(desk, played, "1", 585)
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert box(session).attempts == [585]
    said = shown(window)
    assert "this was keyed as count 1, and the next is count 2" in said
    assert "Papers counted, count 2" in said
    fingers.type("586\n")
    fingers.settle()
    assert box(session).attempts == [585, 586]


def test_an_enter_that_comes_twice_counts_a_box_once(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(CLERK)
    open_box(fingers)
    account(fingers)
    fingers.type("585\n\n")
    fingers.settle()
    assert box(session).attempts == [585]
    assert "this was keyed as" not in shown(window)


def test_an_explanation_of_a_count_that_was_made_again_elsewhere_is_asked_for_anew(
    fingers: Fingers, window: MainWindow, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    fingers.sign_in(CLERK)
    open_box(fingers)
    account(fingers)
    fingers.type("585\n")
    fingers.settle()
    fingers.sign_in(SUPERVISOR)
    open_box(fingers)
    fingers.press(Qt.Key.Key_Tab, *[Qt.Key.Key_Down] * 6, Qt.Key.Key_Return)
    fingers.write("one was taken away")
    fingers.press(Qt.Key.Key_Return)
    count_elsewhere(desk, played, "1", 585)
    fingers.type(f"{SECOND_SUPERVISOR}\n")
    fingers.settle()
    assert box(session).attempts == [585, 585]
    assert not box(session).explanation
    assert "this explains an earlier variance" in shown(window)


def test_only_the_rows_of_the_box_and_its_area_are_refreshed(
    fingers: Fingers, window: MainWindow, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F4)
    screen = window.screen_shown
    assert isinstance(screen, Verification)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(m, fatal) for m in (screen.model, screen.statement.areas)]
    boxes: list[int] = []
    areas: list[int] = []
    screen.model.dataChanged.connect(lambda first, last: boxes.extend((first.row(), last.row())))
    screen.statement.areas.dataChanged.connect(lambda first, last: areas.append(first.row()))
    planned = played.plan.boxes[11]
    desk.do(
        played.stream,
        acts.BoxAccountKeyed(
            **desk.by(CLERK).contest, box=planned.box.id, account=planned.account, of=""
        ),
    )
    assert set(boxes) == {11}
    assert set(areas) == {1, 6}
    assert len(testers) == 2


# ---- a box that is not in the list


def fill_in(fingers: Fingers, *words: str) -> None:
    for each in words:
        if each:
            fingers.write(each)
        fingers.press(Qt.Key.Key_Return)


def ctrl_n(window: MainWindow) -> None:
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)


def test_a_late_box_is_added_by_keys_and_the_statement_waits_for_it(
    fingers: Fingers, window: MainWindow, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    verify_all_but(desk, played)
    stated = stated_now(desk.contest(played.stream))
    desk.do(played.stream, acts.VerificationStated(**desk.by(RETURNING_OFFICER).fixed, **stated))
    fingers.sign_in(SUPERVISOR)
    fingers.press(Qt.Key.Key_F4)
    ctrl_n(window)
    fill_in(fingers, "P99", "Late postal papers", "a", "", "Handed in at 10 pm")
    fingers.settle()
    late = box(session, "P99")
    assert late.box.kind == "postal"
    assert late.box.area == "A"
    assert contest(session).statement is None
    said = shown(window)
    assert "Box P99 is added" in said
    assert "P99\tLate postal papers" in said
    account(fingers, "40\n0\n0\n0\n40\n")
    fingers.type("40\n")
    fingers.settle()
    assert box(session, "P99").accurate
    assert "61 of 61 boxes verified" in shown(window)


def test_a_late_box_is_asked_for_what_is_missing_in_place(
    fingers: Fingers, window: MainWindow, session: Session
) -> None:
    fingers.sign_in(SUPERVISOR)
    fingers.press(Qt.Key.Key_F4)
    ctrl_n(window)
    fill_in(fingers, "p1", "Late", "nowhere", "", "Late")
    assert "There is a box P1 already" in shown(window)
    window.focusWidget().selectAll()  # type: ignore[attr-defined]
    fill_in(fingers, "P 99", "", "", "", "")
    assert "letters and digits" in shown(window)
    window.focusWidget().selectAll()  # type: ignore[attr-defined]
    fill_in(fingers, "P99", "", "", "", "")
    assert "Give the area" in shown(window)
    assert "P99" not in contest(session).boxes


def test_what_was_written_of_a_late_box_is_there_again_after_esc(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(SUPERVISOR)
    fingers.press(Qt.Key.Key_F4)
    ctrl_n(window)
    fill_in(fingers, "P99", "Late postal papers")
    fingers.press(Qt.Key.Key_Escape)
    assert window.focusWidget().accessibleName() == "Box number"
    assert "boxes verified" in shown(window)
    ctrl_n(window)
    assert focused_text(window) == "P99"


def focused_text(window: MainWindow) -> str:
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    return field.text()


def test_a_clerk_is_not_offered_to_add_a_box(fingers: Fingers, window: MainWindow) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F4)
    ctrl_n(window)
    assert "Add a box" not in shown(window)
    assert all(hint.words != "add a box" for hint in window.screen_shown.key_hints())  # type: ignore[union-attr]


# ---- the signed statement


def test_the_statement_is_signed_written_beside_the_count_and_read_again(
    fingers: Fingers, window: MainWindow, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    verify_all_but(*oxford)
    screen = stated(fingers, window)
    screen.statement.signing.sign.setFocus()
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    path = session.desk.ledger.path.with_name("oxford-verification-statement.pdf")
    said = shown(window)
    assert "Signed, read again and verified." in said
    assert str(path) in said
    assert verify(path.read_bytes()).verdict == "holds"
    assert contest(session).signed == {"verification-statement"}
    assert not screen.statement.signing.sign.isVisible()


def test_nobody_else_sits_down_while_the_statement_is_signed(
    fingers: Fingers, window: MainWindow, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    """It would be recorded as signed by them."""
    verify_all_but(*oxford)
    screen = stated(fingers, window)
    screen.statement.signing.sign.setFocus()
    with disk_busy(session):
        fingers.press(Qt.Key.Key_Return)
        fingers.press(Qt.Key.Key_F2)
        assert window.screen_shown is screen
        assert "being signed and written" in window.banner.words
    fingers.settle()
    assert contest(session).signed == {"verification-statement"}
    fingers.press(Qt.Key.Key_F2)
    assert window.screen_shown is not screen


def test_a_reopened_box_asks_for_the_next_version_and_its_signature(
    fingers: Fingers, window: MainWindow, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk, played = oxford
    verify_all_but(desk, played)
    screen = stated(fingers, window)
    screen.statement.signing.sign.setFocus()
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    count_elsewhere(desk, played, "1", desk.contest(played.stream).boxes["1"].papers)
    fingers.settle()
    assert "Signed, read again" not in shown(window)
    assert not screen.statement.signing.sign.isVisible()
    screen.statement.make.setFocus()
    fingers.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    fingers.settle()
    assert "Version 2 stands" in shown(window)
    screen.statement.signing.sign.setFocus()
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    path = session.desk.ledger.path.with_name("oxford-verification-statement-2.pdf")
    assert str(path) in shown(window)
    assert path.exists()


def test_a_clerk_is_not_offered_to_sign_the_statement(
    fingers: Fingers, window: MainWindow, oxford: tuple[Desk, Rehearsal]
) -> None:
    verify_all_but(*oxford)
    stated(fingers, window)
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F4)
    screen = window.screen_shown
    assert isinstance(screen, Verification)
    assert not screen.statement.signing.sign.isVisible()
