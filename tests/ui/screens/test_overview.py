"""Where the count stands, and the keys that go to what is missing."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.on_paper import Bundles, SheetFigures
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.key_sheet.screen import KeySheet
from tallyapp.ui.screens.overview.screen import Overview
from tallyapp.ui.screens.reconciliation.screen import Reconciliation
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers
from tests.ui.practice import CLERK, OTHER_CLERK

OXFORD = "oxford-east"
Key = Qt.Key
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


@pytest.fixture
def overview(window: MainWindow, fingers: Fingers) -> Overview:
    fingers.sign_in(CLERK)
    fingers.press(Key.Key_F3)
    assert isinstance(window.screen_shown, Overview)
    return window.screen_shown


def row(overview: Overview, number: int) -> list[object]:
    return [overview.model.index(number, column).data() for column in range(7)]


def titles(overview: Overview) -> list[str]:
    return [shown.shown.told.title for shown in overview.panel.rows]


def do(session: Session, settle: Callable[[], None], act: acts.AnyAct) -> None:
    session.do(OXFORD, act)
    settle()


def misread(figures: SheetFigures) -> SheetFigures:
    """One paper read on the next line."""
    first, second, *others = figures.lines
    lines = (
        Bundles(first.full, Papers((first.part or 0) - 1)),
        Bundles(second.full, Papers((second.part or 0) + 1)),
    )
    return SheetFigures(papers=figures.papers, lines=(*lines, *others), sent=figures.sent)


def test_areas_are_a_table_with_their_sums(overview: Overview) -> None:
    assert row(overview, 0) == [
        "A",
        "Area A",
        6_725,
        "0 of 6",
        "0 of 6",
        "6,725 to come",
        "Not begun",
    ]
    assert row(overview, 6)[1:] == [
        "6 areas",
        39_731,
        "0 of 36",
        "0 of 36",
        "39,731 to come",
        "0 of 6 reconciled",
    ]
    assert [overview.model.headerData(c, Qt.Orientation.Horizontal) for c in (2, 3)] == [
        "Papers\nverified",
        "Sheets\nkeyed once",
    ]


def test_the_model_of_areas_keeps_qts_rules(
    overview: Overview, session: Session, oxford: tuple[Desk, Rehearsal], settle: Callable[[], None]
) -> None:
    tester = QAbstractItemModelTester(overview.model, FATAL, overview)
    first = oxford[1].plan.sheets[0]
    do(
        session,
        settle,
        acts.SheetKeyed(
            **session.me.contest,
            sheet=first.number,
            of=session.desk.contest(session.stream).sheets[first.number].opened,
            figures=first.figures,
        ),
    )
    assert tester.model() is overview.model


def test_only_the_area_that_changed_and_the_sums_are_shown_anew(
    overview: Overview, session: Session, oxford: tuple[Desk, Rehearsal], settle: Callable[[], None]
) -> None:
    changed: list[int] = []
    overview.model.dataChanged.connect(
        lambda top, bottom, roles: changed.extend({top.row(), bottom.row()})
    )
    sheet = next(planned for planned in oxford[1].plan.sheets if planned.area == "C")
    do(
        session,
        settle,
        acts.SheetKeyed(
            **session.me.contest,
            sheet=sheet.number,
            of=session.desk.contest(session.stream).sheets[sheet.number].opened,
            figures=sheet.figures,
        ),
    )
    assert set(changed) == {2, 6}
    assert row(overview, 2)[3:5] == ["1 of 6", "0 of 6"]
    assert row(overview, 2)[6] == "Being keyed"


def test_what_happens_behind_another_screen_is_shown_on_coming_back(
    overview: Overview,
    window: MainWindow,
    fingers: Fingers,
    session: Session,
    oxford: tuple[Desk, Rehearsal],
    settle: Callable[[], None],
) -> None:
    fingers.press(Key.Key_F5)
    first = oxford[1].plan.sheets[0]
    do(
        session,
        settle,
        acts.SheetKeyed(
            **session.me.contest,
            sheet=first.number,
            of=session.desk.contest(session.stream).sheets[first.number].opened,
            figures=first.figures,
        ),
    )
    assert row(overview, 0)[3] == "0 of 6"
    fingers.press(Key.Key_F3)
    assert row(overview, 0)[3] == "1 of 6"


def test_enter_goes_to_the_first_thing_missing_and_opens_it(
    overview: Overview, window: MainWindow, fingers: Fingers
) -> None:
    assert titles(overview)[0] == "Sheets 1 to 6 not keyed"
    fingers.press(Key.Key_Return)
    assert isinstance(window.screen_shown, KeySheet)
    assert any(
        label.text() == "Sheet 1" and label.isVisible() for label in window.findChildren(QLabel)
    )


def test_arrows_choose_an_area_and_right_opens_its_sheets(
    overview: Overview, window: MainWindow, fingers: Fingers
) -> None:
    fingers.press(Key.Key_Down, Key.Key_Down, Key.Key_Right)
    screen = window.screen_shown
    assert isinstance(screen, Reconciliation)
    assert screen.area.model.names == [("sheet", number) for number in range(13, 19)]


def test_the_sums_are_nothing_to_go_to(overview: Overview, fingers: Fingers) -> None:
    fingers.press(Key.Key_End, *[Key.Key_Down] * 9)
    assert overview.table.row == 5


def test_a_queried_sheet_is_named_with_how_long_it_has_been_away(
    overview: Overview,
    session: Session,
    oxford: tuple[Desk, Rehearsal],
    settle: Callable[[], None],
) -> None:
    first = oxford[1].plan.sheets[0]
    do(
        session,
        settle,
        acts.SheetQueried(
            **session.me.contest,
            sheet=first.number,
            of=session.desk.contest(session.stream).sheets[first.number].opened,
            figures=first.figures,
        ),
    )
    settle()
    (told, *_) = [shown.shown.told for shown in overview.panel.rows]
    assert (told.title, told.detail) == ("Sheet 1 is queried", "for 0 minutes, Area A")
    assert (told.screen, told.target) == (Destination.KEY_SHEET, 1)
    assert row(overview, 0)[6] == "Queried"


def test_what_differs_comes_first_with_how_many_fields(
    overview: Overview,
    window: MainWindow,
    session: Session,
    oxford: tuple[Desk, Rehearsal],
    settle: Callable[[], None],
) -> None:
    sheet = next(
        p
        for p in oxford[1].plan.sheets
        if p.figures.lines[0].part and p.figures.lines[1].part != 49
    )
    do(
        session,
        settle,
        acts.SheetKeyed(
            **session.me.contest,
            sheet=sheet.number,
            of=session.desk.contest(session.stream).sheets[sheet.number].opened,
            figures=sheet.figures,
        ),
    )
    session.sign_in(OTHER_CLERK)
    do(
        session,
        settle,
        acts.SheetKeyed(
            **session.me.contest,
            sheet=sheet.number,
            of=session.desk.contest(session.stream).sheets[sheet.number].opened,
            figures=misread(sheet.figures),
        ),
    )
    state = session.contest.sheets[sheet.number] if session.contest else None
    assert state is not None
    assert state.life == "differs"
    shown = window.screen_shown
    assert isinstance(shown, Overview)
    (told, *_) = [each.shown.told for each in shown.panel.rows]
    assert told.title == f"Sheet {sheet.number} differs"
    assert told.detail == f"key 2 fields again, Area {sheet.area}"


def test_as_much_as_fits_is_listed_and_the_rest_counted(
    overview: Overview, window: MainWindow
) -> None:
    assert len(titles(overview)) == 6
    window.resize(1366, 600)
    QApplication.processEvents()
    shown = len(titles(overview))
    assert shown < 6
    words = [label.text() for label in overview.panel.findChildren(type(overview.panel._others))]
    assert f"and {6 - shown} more" in words


def test_the_table_is_copied_as_a_spreadsheet_takes_it(overview: Overview) -> None:
    QTest.keyClick(overview.table, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[1:3] == ["Area", "Papers verified"]
    assert lines[1].split("\t")[:3] == ["A", "Area A", "6725"]
    assert len(lines) == 8
