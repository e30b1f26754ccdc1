"""A place for backups is keyed under preparation, and the first backup goes there."""

from pathlib import Path

from PySide6.QtCore import Qt

from tallyapp.ui.screens import Destination
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.window import MainWindow
from tests.halls import CLERK
from tests.ui.keys import Fingers, focused, shown


def test_a_folder_is_keyed_and_a_backup_goes_there_at_once(
    fingers: Fingers, window: MainWindow, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    fingers.sign_in(CLERK)
    window.go(Destination.BEFORE, "backup")
    fingers.write(str(stick))
    fingers.press(Qt.Key.Key_Return)
    assert "There is no such folder" in shown(window)
    stick.mkdir()
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    (copy,) = stick.iterdir()
    assert str(copy) in shown(window)
    fingers.press(Qt.Key.Key_Escape)
    assert str(stick) in shown(window)


def test_a_place_on_the_counts_own_disk_is_taken_and_said_to_be_no_second_disk(
    fingers: Fingers, window: MainWindow, tmp_path: Path
) -> None:
    fingers.sign_in(CLERK)
    window.go(Destination.BEFORE, "backup")
    fingers.write(str(tmp_path))
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert "This folder is on the same disk as the count." in shown(window)


def test_how_often_a_backup_is_made_by_itself_is_keyed_and_kept(
    fingers: Fingers, window: MainWindow, tmp_path: Path
) -> None:
    fingers.sign_in(CLERK)
    window.go(Destination.BEFORE, "backup")
    fingers.press(Qt.Key.Key_Tab)
    assert (
        focused().accessibleName() == "Minutes from one backup to the next (0 for none by itself)"
    )
    fingers.type("5\n")
    assert "every 5 min" in shown(window)
    assert Settings(tmp_path / "settings" / "window.json").now.backup_every == 5
    fingers.press(Qt.Key.Key_Backspace)
    fingers.type("0\n")
    assert "No backup is made by itself any more." in shown(window)
