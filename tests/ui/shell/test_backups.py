"""A backup while the count is open: keying goes on, and how old the last one is stands above."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.session.backups import age_words
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers
from tests.ui.practice import CLERK, Clock
from tests.workstations import workstation


@pytest.fixture
def stick(tmp_path: Path, window: MainWindow) -> Path:
    """A folder where a backup went before."""
    folder = tmp_path / "stick"
    folder.mkdir()
    window._settings.change(backup_folder=str(folder))
    return folder


def ctrl_b(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)


def header(window: MainWindow) -> str:
    return " ".join(w.text() for w in window.header.findChildren(QLabel) if w.isVisible())


def test_ctrl_b_backs_up_the_open_count_and_the_copy_is_the_count(
    fingers: Fingers, window: MainWindow, stick: Path, oxford: tuple[Desk, Rehearsal]
) -> None:
    fingers.sign_in(CLERK)
    assert "No backup yet" in header(window)
    ctrl_b(window)
    assert "Backing up to" in window.banner.words
    fingers.settle()
    (copy,) = stick.iterdir()
    assert "The backup is made" in window.banner.words
    assert str(copy) in window.banner.words
    assert "Backed up just now" in header(window)
    read = Desk.open(copy, Clock(), workstation("desk-2"))
    assert not read.disagreements
    assert read.contest("oxford-east").seq == oxford[0].contest("oxford-east").seq
    read.close()


def test_what_is_keyed_while_a_backup_is_made_is_recorded_after_it(
    fingers: Fingers, window: MainWindow, stick: Path, session: Session
) -> None:
    fingers.sign_in(CLERK)
    ctrl_b(window)
    before = session.desk.contest("oxford-east").seq
    box = session.desk.contest("oxford-east").boxes["1"]
    again = acts.BoxCounted(
        **session.me.contest, box="1", attempt=len(box.attempts) + 1, papers=box.papers
    )
    session.do("oxford-east", again)
    fingers.settle()
    assert session.desk.contest("oxford-east").seq == before + 1
    (copy,) = stick.iterdir()
    read = Desk.open(copy, Clock(), workstation("desk-2"))
    assert read.contest("oxford-east").seq == before
    read.close()


def test_a_backup_that_cannot_be_written_says_why_and_the_next_asks_for_another_folder(
    fingers: Fingers, window: MainWindow, stick: Path, qtbot: QtBot
) -> None:
    fingers.sign_in(CLERK)
    backups = window.backups
    assert backups is not None
    backups.make(stick / "gone")
    fingers.settle()
    assert "No backup was made. There is no folder" in window.banner.words
    assert "No backup yet" in header(window)
    ctrl_b(window)
    (dialog,) = window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(stick))
    dialog.close()
    fingers.settle()
    assert "The backup is made" in window.banner.words


def test_the_first_backup_asks_for_a_folder_which_is_remembered(
    fingers: Fingers, window: MainWindow, tmp_path: Path
) -> None:
    fingers.sign_in(CLERK)
    ctrl_b(window)
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.fileMode() == QFileDialog.FileMode.Directory
    dialog.fileSelected.emit(str(tmp_path))
    dialog.close()
    fingers.settle()
    again = Settings(tmp_path / "settings" / "window.json")
    assert again.now.backup_folder == str(tmp_path)
    assert again.now.backups.keys() == {window.session.desk.ledger.origin if window.session else ""}


def test_while_nobody_is_signed_in_no_backup_is_made(window: MainWindow, stick: Path) -> None:
    ctrl_b(window)
    assert not list(stick.iterdir())


@pytest.mark.parametrize(
    ("since", "words"),
    [
        (timedelta(seconds=59), "Backed up just now"),
        (timedelta(minutes=12, seconds=30), "Last backup 12 min ago"),
        (timedelta(hours=2, minutes=5), "Last backup 2 h ago"),
        (-timedelta(minutes=5), "Backed up just now"),  # the clock was put back
    ],
)
def test_the_age_of_the_last_backup_is_told_in_words(since: timedelta, words: str) -> None:
    clock = Clock(timedelta())
    assert age_words(clock() - since, clock) == words
    assert age_words(None, clock) == "No backup yet"
