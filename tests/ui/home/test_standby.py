"""The count's own laptop dies, and the count goes on at the second one, by the page of the manual.

Everything by key events; the numbers of the steps are those of the page.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM, AnyAct
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.ledger.restoring import Restored
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.resources import manual
from tallyapp.ui.home.restore import RestorePage
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.frame import Room
from tallyapp.ui.shell.front import Front
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tests.ui.keys import Fingers, closed_after, focused, shown
from tests.ui.practice import CLERK, Clock
from tests.ui.whole import fingers_on

RETURNING_OFFICER = 1
STREAM = "oxford-east"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def switched_on(qtbot: QtBot, tmp_path: Path, theme: Theme) -> Callable[[], Front]:
    """The second laptop is switched on, and is at its home; it has seen nothing of the count."""

    def switch_on() -> Front:
        here = tmp_path / "second"
        (here / "documents").mkdir(parents=True)
        settings = Settings(here / "settings" / "window.json")
        clock = Clock()
        clock.now += timedelta(minutes=40)
        around = Surroundings(clock, "desk-2", settings, here / "seen.json", here / "documents")
        window = MainWindow(settings)
        closed_after(qtbot, window)
        front = Front(window, around, theme)
        window.resize(1366, 768)
        with qtbot.waitExposed(window):
            window.show()
        front.begin()
        return front

    return switch_on


@pytest.fixture
def second(switched_on: Callable[[], Front]) -> Front:
    """It alone."""
    return switched_on()


def ctrl(window: MainWindow, key: Qt.Key, *more: Qt.KeyboardModifier) -> None:
    modifiers = Qt.KeyboardModifier.ControlModifier
    for each in more:
        modifiers |= each
    QTest.keyClick(window, key, modifiers)


def write(words: str) -> None:
    """Write into what has the focus, in place of what stands there."""
    ctrl_a = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(focused(), Qt.Key.Key_A, ctrl_a)
    QTest.keyClicks(focused(), words)


def enter() -> None:
    QTest.keyClick(focused(), Qt.Key.Key_Return)


def restored_on(front: Front, qtbot: QtBot, *, stick: Path, code: str = "") -> RestorePage:
    """Steps 3 to 5: the stick is read at the second laptop."""
    ctrl(front.window, Qt.Key.Key_R)
    assert front.home is not None
    page = front.home.restore
    write(str(stick))
    for _ in range(3):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is page.form.codes.edit
    write(code)
    enter()
    qtbot.waitUntil(lambda: not page.form._restoring.under_way)
    QApplication.processEvents()
    return page


def by_the_arrows_to(fingers: Fingers, step: str) -> None:
    """Down the list of steps to one, and Enter."""
    view = focused()
    assert isinstance(view, QAbstractItemView)
    model = view.model()
    rows = [str(model.index(row, 0).data()) for row in range(model.rowCount())]
    at = view.currentIndex().row()
    fingers.press(*[Qt.Key.Key_Down] * (rows.index(step) - at), Qt.Key.Key_Return)


def test_the_count_goes_on_at_the_second_laptop_by_the_manual(
    qtbot: QtBot,
    fingers: Fingers,
    window: MainWindow,
    session: Session,
    oxford: tuple[Desk, Rehearsal],
    stick: Path,
    switched_on: Callable[[], Front],
) -> None:
    sheets = {int(sheet.number): sheet.figures for sheet in oxford[1].plan.sheets}
    # The first laptop, with its stick; sheets 1 and 2 are in the backup, and 3 is lost with it.
    fingers.sign_in(CLERK)
    ctrl(window, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    fingers.write(str(stick))
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    fingers.press(Qt.Key.Key_F5)
    for number in (1, 2):
        fingers.sheet(sheets[number], number)
    clock = session.desk.clock
    assert isinstance(clock, Clock)
    clock.now += timedelta(minutes=16)
    code = session.desk.ledger.checkpoint(STREAM).code
    assert window.backups is not None
    window.backups.look()
    fingers.settle()
    fingers.sheet(sheets[3], 3)
    assert session.desk.contest(STREAM).sheets[SheetNumber(3)].looks
    # 1 and 2: it stays off from here on, and the stick is carried over.
    second = switched_on()
    page = restored_on(second, qtbot, stick=stick, code=code)  # 3 to 5
    said = page.form.verdict.accessibleName()
    assert said == "This backup can be counted on."
    lines = "\n".join(label.text() for label in page.form.findChildren(type(page.form._where)))
    assert "1 and 2 keyed by one officer; 3 to " in lines
    assert f"The code {code} is that of entry " in lines
    enter()  # 6
    qtbot.waitUntil(lambda: second.window.session is not None)
    there = second.window.session
    assert there is not None
    hand = fingers_on(qtbot, second, there)
    hand.sign_in(RETURNING_OFFICER)  # 7
    hand.press(Qt.Key.Key_F12)
    by_the_arrows_to(hand, "This count was restored from a backup")
    write("The blue stick")
    enter()
    write("The laptop fell from its table")
    enter()
    hand.settle()
    assert "It is recorded." in shown(second.window)
    ctrl(second.window, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)  # 8
    write(str(stick))
    enter()
    hand.settle()
    assert "The backup is made" in shown(second.window)
    # The stack of paper: 3 is not keyed, so it is keyed again.
    hand.sign_in(CLERK)
    hand.press(Qt.Key.Key_F5)
    hand.sheet(sheets[3], 3)
    contest = there.desk.contest(STREAM)
    assert [number for number, sheet in contest.sheets.items() if sheet.looks] == [1, 2, 3]
    # What the audit shows.
    told = [(type(act).__name__, act.workstation) for _, act in last_acts(there, COUNT_STREAM, 2)]
    assert [name for name, _ in told] == ["WorkstationEnrolled", "BackupRestored"]
    assert told[1][1] == "desk-2"
    ((_, keyed),) = last_acts(there, STREAM, 1)
    assert (type(keyed).__name__, keyed.workstation) == ("SheetKeyed", "desk-2")


def last_acts(session: Session, stream: str, many: int) -> list[tuple[int, AnyAct]]:
    return list(session.desk.ledger.read_from(stream)[-many:])


def test_the_page_of_the_manual_has_as_many_steps_as_are_walked_here() -> None:
    page = (manual() / "standby.md").read_text("utf-8")
    steps = [line for line in page.splitlines() if line[:2].rstrip(".").isdigit()]
    assert len(steps) == 8


def test_a_stick_without_a_backup_is_said_in_place(
    qtbot: QtBot, second: Front, stick: Path
) -> None:
    page = restored_on(second, qtbot, stick=stick)
    assert f"There is no backup in {stick}" in page.form.backup.refused
    assert page.open.isHidden()
    assert focused() is page.form.backup.edit


def test_with_text_at_its_largest_the_form_is_no_wider_than_the_window(
    qtbot: QtBot, second: Front, stick: Path, oxford: tuple[Desk, Rehearsal], theme: Theme
) -> None:
    oxford[0].ledger.backup(stick / "backup.tally")
    oxford[0].close()
    theme.choose_size(200)
    try:
        page = restored_on(second, qtbot, stick=stick)
        (room,) = second.window.findChildren(Room)
        qtbot.waitUntil(lambda: room.horizontalScrollBar().maximum() == 0)
        assert page.form.verdict.accessibleName() == "This backup can be counted on."
    finally:
        theme.choose_size(100)


def test_a_backup_with_another_code_than_was_noted_is_not_opened(
    qtbot: QtBot, second: Front, stick: Path, oxford: tuple[Desk, Rehearsal]
) -> None:
    oxford[0].ledger.backup(stick / "backup.tally")
    oxford[0].close()
    page = restored_on(second, qtbot, stick=stick, code="7" * 25)
    assert "cannot be counted on: the code 77777-" in page.form.verdict.accessibleName()
    assert page.open.isHidden()
    assert list(second.around.documents.iterdir()) == []
    assert isinstance(page, RestorePage)


def test_at_the_count_s_own_laptop_it_is_compared_with_the_count_itself(
    qtbot: QtBot, second: Front, stick: Path, oxford: tuple[Desk, Rehearsal], tmp_path: Path
) -> None:
    desk, played = oxford
    desk.ledger.backup(stick / "backup.tally")
    desk.close()
    second.around.settings.opened(tmp_path / "oxford-east.tally")
    read: list[Restored] = []
    assert second.home is not None
    second.home.restore.form.restored.connect(read.append)
    restored_on(second, qtbot, stick=stick)
    (found,) = read
    assert found.against == tmp_path / "oxford-east.tally"
    assert {held.lacking for held in found.held} == {0}
    assert played.stream in {held.stream for held in found.held}


def test_the_band_of_an_older_copy_goes_once_it_is_recorded_that_the_count_goes_on_from_it(
    qtbot: QtBot,
    second: Front,
    oxford: tuple[Desk, Rehearsal],
    tmp_path: Path,
) -> None:
    """Where the band says so, by keys alone."""
    desk, _ = oxford
    older = tmp_path / "older.tally"
    desk.ledger.backup(older)
    by = desk.by(RETURNING_OFFICER).count
    desk.do(COUNT_STREAM, acts.BackupRestored(**by, source="nowhere", reason="one act more"))
    desk.close(second.around.seen)
    assert second.home is not None
    with qtbot.waitSignal(second.home.opened):
        second.home.open(older)
    window = second.window
    there = window.session
    assert there is not None
    hand = fingers_on(qtbot, second, there)
    hand.sign_in(RETURNING_OFFICER)
    assert "is open for reading only" in window.standing.words
    assert "This machine has seen the count itself up to entry " in window.standing.words
    assert "F12, This count was restored from a backup" in window.standing.words
    hand.press(Qt.Key.Key_F12)
    by_the_arrows_to(hand, "This count was restored from a backup")
    write("The blue stick")
    enter()
    write("The newer file is lost")
    enter()
    hand.settle()
    assert not there.desk.disagreements
    assert window.standing.words == ""
