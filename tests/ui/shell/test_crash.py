"""A fault of the program itself: nothing that was saved is lost,
and what was being keyed is back.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton

from tallyapp.errors import EnvironmentFault
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell import crash
from tallyapp.ui.shell.crash import CrashDialog
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers
from tests.ui.practice import CLERK, Clock


def fault() -> ZeroDivisionError:
    try:
        return ZeroDivisionError(1 // 0)
    except ZeroDivisionError as error:
        return error


def test_the_report_keeps_what_was_keyed_and_says_what_is_saved(
    fingers: Fingers, window: MainWindow, session: Session, settle: Callable[[], None]
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("1\n1073\n3/12")
    text = crash.report(fault(), window)
    settle()
    assert "last saved entry: 142; what was being keyed is kept" in text
    assert "ZeroDivisionError" in text
    assert "1073" not in text
    assert session.desk.ledger.drafts(CLERK)


def reading(draft: str) -> Exception:
    """The fault of a screen that reads what somebody kept, damaged, and of one that handles it."""
    try:
        try:
            raise ValueError(int(draft))
        except ValueError as error:
            raise KeyError(draft) from error
    except KeyError as error:
        return error


def test_no_report_quotes_what_somebody_kept(
    window: MainWindow, session: Session, settle: Callable[[], None]
) -> None:
    text = crash.report(reading("ASH 1073, BIRCH 2O4"), window)
    settle()
    assert "1073" not in text
    assert text.index("builtins.ValueError") < text.index("builtins.KeyError")
    assert text.count("in reading") == 2
    assert "builtins.RuntimeError: asked twice" in crash.report(RuntimeError("asked twice"), window)


def test_the_dialog_says_what_is_safe_and_writes_the_report(theme: object, tmp_path: Path) -> None:
    dialog = CrashDialog("the report", 1204, tmp_path / "reports", Clock())
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "the last saved entry is 1,204" in words
    dialog.findChildren(QPushButton)[0].click()
    (path,) = (tmp_path / "reports").iterdir()
    assert path.read_text("utf-8") == "the report"
    assert str(path) in dialog.findChildren(QLabel)[-1].text()


def test_a_fault_ends_in_the_dialog_once_and_closes_the_window(
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown: list[str] = []

    def answer(dialog: CrashDialog) -> int:
        shown.append(dialog.findChildren(QPlainTextEdit)[0].toPlainText())
        return 0

    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(CrashDialog, "exec", answer)
    ended: list[int] = []
    crash.install(window, tmp_path, Clock(), ended.append)
    error = fault()
    for _ in range(2):
        sys.excepthook(type(error), error, error.__traceback__)
    assert len(shown) == 1
    assert "ZeroDivisionError" in shown[0]
    assert not window.isVisible()
    assert ended == [1]
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_fault_of_the_disk_is_said_and_the_window_goes_on(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[int] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    crash.install(window, tmp_path, Clock(), ended.append)
    fault_of_disk = EnvironmentFault("The disk of /count is full. Free some space.")
    sys.excepthook(EnvironmentFault, fault_of_disk, None)
    assert str(fault_of_disk) in [
        label.text() for label in window.findChildren(QLabel) if label.isVisible()
    ]
    assert window.isVisible()
    assert not ended
