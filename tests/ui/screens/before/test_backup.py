"""A place for backups is keyed under preparation, and the first backup goes there."""

from pathlib import Path

from PySide6.QtCore import Qt

from tallyapp.ui.screens import Destination
from tallyapp.ui.shell.window import MainWindow
from tests.halls import CLERK
from tests.ui.keys import Fingers, shown


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
