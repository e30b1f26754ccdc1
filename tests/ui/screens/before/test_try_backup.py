"""A backup is tried while the count is open, and that a count was restored from one is recorded."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.in_use import InUse
from tallyapp.practice.rehearsal import RETURNING_OFFICER
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.before.try_backup import TryBackupPage
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.widgets.more import WithMore
from tests.halls import CLERK
from tests.ui.keys import Fingers, focused, shown


@pytest.fixture
def stick(tmp_path: Path, fingers: Fingers, window: MainWindow) -> Path:
    """The stick with one backup; a box was counted once more since."""
    folder = tmp_path / "stick"
    folder.mkdir()
    fingers.sign_in(CLERK)
    assert window.backups is not None
    window.backups.make(folder)
    fingers.settle()
    session = window.session
    assert session is not None
    box = session.desk.contest("oxford-east").boxes["1"]
    attempt = len(box.attempts) + 1
    again = acts.BoxCounted(**session.me.contest, box="1", attempt=attempt, papers=box.papers)
    session.do("oxford-east", again)
    fingers.settle()
    return folder


def try_one(window: MainWindow, fingers: Fingers) -> TryBackupPage:
    window.go(Destination.BEFORE, "try-backup")
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    (page,) = window.findChildren(TryBackupPage)
    return page


def test_the_last_backup_is_offered_and_what_is_lacking_of_the_open_count_is_told(
    window: MainWindow, fingers: Fingers, stick: Path, tmp_path: Path
) -> None:
    page = try_one(window, fingers)
    assert page.form.verdict.accessibleName() == "This backup can be counted on."
    assert "Missing from it: 1 entry of oxford-east.tally. 1 × Box counted" in shown(window)
    (backup,) = stick.iterdir()
    assert f"{backup.name} is restored to {tmp_path / backup.stem}-restored.tally" in shown(window)


@pytest.mark.usefixtures("stick")
def test_with_text_at_its_largest_the_verdict_is_what_is_seen(
    window: MainWindow, fingers: Fingers, theme: Theme, qtbot: QtBot
) -> None:
    theme.choose_size(200)
    try:
        window.resize(1280, 649)
        page = try_one(window, fingers)
        qtbot.waitUntil(lambda: not page.form.verdict.visibleRegion().isEmpty())
    finally:
        theme.choose_size(100)


@pytest.mark.usefixtures("stick")
def test_an_enter_that_comes_twice_restores_one_copy(
    window: MainWindow, fingers: Fingers, tmp_path: Path
) -> None:
    page = try_one(window, fingers)
    assert [key for hint in page.key_hints() for key in hint.caps] == ["Esc"]
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert len(list(tmp_path.glob("*-restored*.tally"))) == 1
    page.form.backup.setFocus()
    assert [key for hint in page.key_hints() for key in hint.caps] == ["Enter", "Esc"]
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert len(list(tmp_path.glob("*-restored*.tally"))) == 2, "whoever goes back may try another"


@pytest.mark.parametrize("name", ["oxford", "nothing"])
def test_what_ends_behind_takes_no_key_from_whoever_went_on(
    window: MainWindow, fingers: Fingers, stick: Path, name: str
) -> None:
    window.go(Destination.BEFORE, "try-backup")
    (page,) = window.findChildren(TryBackupPage)
    if name == "nothing":
        page.form.backup.edit.setText(str(stick / "nothing.tally"))
    page.form.start()
    window.go(Destination.KEY_SHEET)
    keyed = focused()
    fingers.settle()
    assert page.form.at_read is False
    assert focused() is keyed


@pytest.mark.usefixtures("stick")
def test_what_was_read_scrolls_where_it_does_not_fit_and_there_alone(
    window: MainWindow, fingers: Fingers, theme: Theme, qtbot: QtBot
) -> None:
    page = try_one(window, fingers)
    (more,) = page.form.findChildren(WithMore)
    qtbot.waitUntil(lambda: more.area.verticalScrollBar().maximum() == 0)
    assert more.told == ""
    theme.choose_size(200)
    try:
        qtbot.waitUntil(lambda: "below" in more.told)
        fingers.press(Qt.Key.Key_PageDown)
        assert more.area.verticalScrollBar().value() > 0
    finally:
        theme.choose_size(100)


@pytest.mark.usefixtures("stick")
def test_the_open_count_keeps_its_lock_and_is_gone_on_with_while_one_is_tried(
    window: MainWindow, fingers: Fingers, session: Session
) -> None:
    page = try_one(window, fingers)
    page.form.backup.edit.setText(str(session.desk.ledger.path))
    page.form.start()
    fingers.settle()
    assert "in use" in page.form.backup.refused
    with pytest.raises(EnvironmentFault, match="in use"):
        InUse.take(session.desk.ledger.path)


def test_that_the_count_was_restored_is_recorded_by_the_returning_officer_alone(
    window: MainWindow, fingers: Fingers, session: Session
) -> None:
    fingers.sign_in(CLERK)
    before = session.desk.count.count.seq
    for officer in (CLERK, RETURNING_OFFICER):
        fingers.sign_in(officer)
        window.go(Destination.BEFORE, "restored")
        fingers.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
        assert "This is needed." in shown(window)
        fingers.write("The blue stick")
        fingers.press(Qt.Key.Key_Return)
        fingers.write("The laptop fell")
        fingers.press(Qt.Key.Key_Return)
        fingers.settle()
        if officer == CLERK:
            assert session.desk.count.count.seq == before
            assert "Officer 11" in shown(window)
    (_, act) = session.desk.ledger.read_from(COUNT_STREAM)[-1]
    assert isinstance(act, acts.BackupRestored)
    assert (act.source, act.reason) == ("The blue stick", "The laptop fell")
    assert "It is recorded." in shown(window)
    recorded = session.desk.count.count.seq
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert session.desk.count.count.seq == recorded, "Enter came twice, and it is recorded once"
