"""All contests of a count, the seats of the council, and contests without a poll."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.result import figures
from tallyapp.domain.vocabulary.units import CandidateNumber
from tallyapp.ui.screens.overview.screen import Overview
from tallyapp.ui.screens.tallies.screen import Tallies
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests import wards
from tests.ui.keys import Fingers, disk_busy, focused, shown

Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def overview(window: MainWindow) -> Overview:
    assert isinstance(window.screen_shown, Overview)
    return window.screen_shown


def row(window: MainWindow, number: int) -> list[object]:
    model = overview(window).council.model
    return [model.index(number, column).data() for column in range(model.columnCount())]


def test_every_contest_is_listed_with_how_far_it_is_and_what_is_missing_first(
    officer: Fingers, window: MainWindow
) -> None:
    officer.press(Key.Key_F3)
    assert overview(window).council.isVisible()
    assert row(window, 0) == [
        "Ashton",
        3,
        "Counting",
        "0 of 1,692",
        "0 of 4",
        "Sheets 1 and 2 not keyed",
    ]
    assert row(window, 1)[:3] == ["Birchley", 1, "Not begun"]
    assert row(window, 3)[:4] == ["3 contests", 6, "0 declared", "0 of 1,692"]


def test_a_contest_whose_areas_are_all_reconciled_is_not_called_counting(
    officer: Fingers, window: MainWindow, session: Session
) -> None:
    for ward in (wards.ASHTON, wards.BIRCHLEY):
        if not session.desk.contest(ward.id).statement:
            wards.verify(session.desk, ward)
    wards.key(session.desk, wards.BIRCHLEY)
    officer.press(Key.Key_F3)
    assert row(window, 0)[2] == "Counting"
    assert row(window, 1)[2] == "Reconciled"


def test_enter_opens_a_contest_and_esc_and_the_arrow_and_f3_come_back_to_all(
    officer: Fingers, window: MainWindow, session: Session
) -> None:
    officer.press(Key.Key_F3, Key.Key_Down, Key.Key_Return)
    assert session.stream == "birchley"
    assert not overview(window).council.isVisible()
    assert "Birchley" in shown(window)
    officer.press(Key.Key_Escape)
    assert overview(window).council.isVisible()
    assert overview(window).council.table.row == 1
    officer.press(Key.Key_Return, Key.Key_Left)
    assert overview(window).council.isVisible()
    officer.press(Key.Key_Return, Key.Key_F3)
    assert overview(window).council.isVisible()


def test_the_next_contest_is_a_key_away_on_every_screen(
    officer: Fingers, window: MainWindow, session: Session
) -> None:
    officer.press(Key.Key_F9)
    QTest.keyClick(window, Key.Key_PageDown, ALT)
    assert session.stream == "birchley"
    assert isinstance(window.screen_shown, Tallies)
    QTest.keyClick(window, Key.Key_PageUp, ALT)
    QTest.keyClick(window, Key.Key_PageUp, ALT)
    assert session.stream == "cedar-green"


def test_both_models_keep_qts_rules_while_contests_are_declared_and_recorded(
    officer: Fingers, window: MainWindow, desk: Desk
) -> None:
    officer.press(Key.Key_F3)
    page = overview(window).council
    testers = [QAbstractItemModelTester(model, FATAL, page) for model in (page.model, page.seats)]
    wards.key(desk, wards.ASHTON)
    wards.declare(desk, wards.ASHTON)
    assert row(window, 0)[2] == "Declared"
    assert "Conservative and Unionist Party\t3\t" in shown(window)
    assert "Still to come\t3\t" in shown(window)
    lone = wards.ASHTON.candidates[3]
    wards.westgate_without_a_poll(desk, lone, seats=2, election="")
    assert row(window, 3) == ["Westgate", 2, "No poll", None, None, "1 seat unfilled"]
    assert "Labour Party\t1\t1" in shown(window)
    assert len(testers) == 2


def test_everybody_sees_the_seats_that_are_declared(
    fingers: Fingers,
    window: MainWindow,
    desk: Desk,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wards.key(desk, wards.ASHTON)
    wards.declare(desk, wards.ASHTON)
    fingers.sign_in(wards.CLERKS[0])
    fingers.press(Key.Key_F3)
    page = overview(window).council
    assert not page.record.isVisible()
    page.seats_table.setFocus()
    QTest.keyClick(page.seats_table, Key.Key_C, CTRL)
    assert "Conservative and Unionist Party\t3" in QApplication.clipboard().text()
    monkeypatch.setattr(
        QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(tmp_path / "s.csv"))
    )
    QTest.keyClick(page.seats_table, Key.Key_S, CTRL)
    qtbot.waitUntil((tmp_path / "s.csv").exists)
    assert "All seats,6" in (tmp_path / "s.csv").read_text(encoding="utf-8-sig")


def test_a_contest_without_a_poll_is_recorded_by_keys(
    officer: Fingers, window: MainWindow, session: Session
) -> None:
    officer.press(Key.Key_F3, Key.Key_U)
    officer.write("Westgate")
    officer.press(Key.Key_Return, Key.Key_Return)
    officer.write("1")
    officer.press(Key.Key_Return)
    officer.write("Young, Ann Mary, Green Party")
    officer.press(Key.Key_Return)
    officer.write("Zander, Bo")
    QTest.keyClick(focused(), Key.Key_Return, CTRL)
    officer.settle()
    assert "2 candidates for 1 seat" in shown(window)
    assert not session.desk.count.count.uncontested
    for _ in range(len("\nZander, Bo")):
        officer.press(Key.Key_Backspace)
    QTest.keyClick(focused(), Key.Key_Return, CTRL)
    officer.settle()
    ward = session.desk.count.count.uncontested["westgate"]
    assert (ward.name, ward.seats, ward.election) == ("Westgate", 1, wards.ELECTION)
    assert [(c.surname, c.other_names, c.description) for c in ward.candidates] == [
        ("Young", "Ann Mary", "Green Party")
    ]
    assert row(window, 3)[:3] == ["Westgate", 1, "No poll"]


def test_a_contest_that_is_looked_at_while_another_sits_down_asks_nobody(
    officer: Fingers, window: MainWindow, session: Session
) -> None:
    """The form is gone by then, and nothing is recorded as somebody else's."""
    officer.press(Key.Key_F3, Key.Key_U)
    page = overview(window).uncontested
    page.fields["name"].edit.setText("Westgate")
    page.fields["seats"].edit.setText("1")
    page.candidates.setPlainText("Young, Ann Mary, Green Party")
    with disk_busy(session):
        page.submit()
        officer.sign_in(wards.CLERKS[0])
    officer.settle()
    assert not session.desk.count.count.uncontested


def test_a_name_that_is_taken_and_seats_that_are_none_are_said_at_their_fields(
    officer: Fingers, window: MainWindow
) -> None:
    officer.press(Key.Key_F3, Key.Key_U)
    page = overview(window).uncontested
    page.submit()
    assert page.fields["name"].refused == "Give its name."
    officer.write("ashton")
    page.submit()
    assert "of this name already" in page.fields["name"].refused
    officer.write(" east")
    page.submit()
    assert page.fields["seats"].refused == "Key how many seats there are."


def test_a_request_and_a_re_count_that_waits_have_their_words(
    officer: Fingers, window: MainWindow, desk: Desk
) -> None:
    wards.key(desk, wards.ASHTON)
    desk.do(
        "ashton", acts.ProvisionalGiven(**desk.by(1).fixed, figures=figures(desk.contest("ashton")))
    )
    desk.do(
        "ashton",
        acts.RequestMade(
            **desk.by(1).contest,
            of=desk.contest("ashton").given,
            request=1,
            candidate=CandidateNumber(4),
            asks="recount",
            by_whom="the agent",
        ),
    )
    officer.press(Key.Key_F3)
    assert row(window, 0)[2] == "Provisional"
    assert row(window, 0)[5] == "Ashton 4 Dawson waits for an answer"
    asked = desk.contest("ashton").requests[0].id
    desk.do("ashton", acts.RequestAnswered(**desk.by(1).contest, of=asked, answer="granted"))
    assert row(window, 0)[5] == "The re-count is not begun"
