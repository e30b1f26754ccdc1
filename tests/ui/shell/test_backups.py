"""A backup while the count is open: keying goes on, and how old the last one is stands above."""

import errno
import os
import tempfile
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event
from typing import NamedTuple

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.session.backups import Age, age
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.marks import Mark
from tests.ui.keys import Fingers, shown
from tests.ui.practice import CLERK, Clock
from tests.workstations import workstation


@pytest.fixture
def stick(tmp_path: Path, window: MainWindow) -> Path:
    """A folder where a backup went before."""
    folder = tmp_path / "stick"
    folder.mkdir()
    window._settings.change(backup_folder=str(folder))
    return folder


class SlowStick(NamedTuple):
    """A disk that has been `asked` to keep what was written to it, and `answers` when told to."""

    asked: Event
    answers: Event


@pytest.fixture
def slow(stick: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowStick]:
    """The stick, which answers when it is told to."""
    told = SlowStick(Event(), Event())
    sync = os.fsync

    def waits(descriptor: int) -> None:
        if threading.current_thread() is not threading.main_thread():
            told.asked.set()
            told.answers.wait()
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", waits)
    yield told
    told.answers.set()


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
    assert "Backup just now" in header(window)
    read = Desk.open(copy, Clock(), workstation("desk-2"))
    assert not read.disagreements
    assert read.contest("oxford-east").seq == oxford[0].contest("oxford-east").seq
    read.close()


def test_what_is_keyed_while_a_backup_is_made_is_recorded_after_it(
    fingers: Fingers, window: MainWindow, stick: Path, session: Session, slow: SlowStick
) -> None:
    fingers.sign_in(CLERK)
    ctrl_b(window)
    assert slow.asked.wait(60), "the count is taken, and on its way to the stick"
    before = session.desk.contest("oxford-east").seq
    box = session.desk.contest("oxford-east").boxes["1"]
    again = acts.BoxCounted(
        **session.me.contest, box="1", attempt=len(box.attempts) + 1, papers=box.papers
    )
    session.do("oxford-east", again)
    slow.answers.set()
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
        (timedelta(seconds=59), "Backup just now"),
        (timedelta(minutes=12, seconds=30), "Backup 12 min ago"),
        (timedelta(hours=2, minutes=5), "Backup 2 h ago"),
        (-timedelta(minutes=5), "Backup just now"),  # the clock was put back
    ],
)
def test_the_age_of_the_last_backup_is_told_in_words(since: timedelta, words: str) -> None:
    now = Clock(timedelta())()
    assert age(now - since, now, now, since=0, failing=False) == Age(words)
    assert age(None, now, now, since=9, failing=False) == Age("No backup yet")


def test_a_backup_that_is_old_warns_where_there_are_entries_that_it_has_not() -> None:
    now = Clock(timedelta())()
    old = now - timedelta(minutes=42)
    assert age(old, old, now, since=0, failing=False) == Age("Backup 42 min ago")
    assert age(old, old, now, since=31, failing=False) == Age(
        "Backup 42 min ago, 31 entries since", Mark.DIFFERS, "Backup 42 min ago"
    )
    none_yet = age(None, old, now, since=31, failing=False)
    assert (none_yet.words, none_yet.mark) == ("No backup yet", Mark.DIFFERS)
    young = now - timedelta(minutes=29)
    assert age(young, old, now, since=31, failing=False).mark is None


def test_a_backup_that_fails_is_told_however_young_the_last_one_is() -> None:
    now = Clock(timedelta())()
    young = now - timedelta(minutes=2)
    assert age(young, young, now, since=0, failing=True) == Age(
        "Backup 2 min ago. Backups fail now", Mark.DOES_NOT_ADD, "Backups fail now"
    )


def test_where_there_is_little_room_the_age_is_still_told_whole(
    window: MainWindow, fingers: Fingers
) -> None:
    fingers.sign_in(CLERK)
    old = Age("Backup 42 min ago, 1,231 entries since", Mark.DIFFERS, "Backup 42 min ago")
    window.header.show_backup(old)
    label = window.header._backup
    assert label.text() == old.words
    window.resize(1024, 768)
    assert (label.text(), label.accessibleName()) == (old.short, old.words)
    assert label.width() >= label.fontMetrics().horizontalAdvance(old.short)


# ---- by itself


def minutes_pass(window: MainWindow, minutes: int) -> None:
    """The clock of the hall goes on, and the window looks at it."""
    assert window.session is not None
    clock = window.session.desk.clock
    assert isinstance(clock, Clock)
    clock.now += timedelta(minutes=minutes)
    assert window.backups is not None
    window.backups.look()


def key_a_box(session: Session) -> None:
    box = session.desk.contest("oxford-east").boxes["1"]
    again = acts.BoxCounted(
        **session.me.contest, box="1", attempt=len(box.attempts) + 1, papers=box.papers
    )
    session.do("oxford-east", again)


def test_every_quarter_of_an_hour_a_backup_is_made_by_itself_where_there_is_something_new(
    fingers: Fingers, window: MainWindow, stick: Path, session: Session
) -> None:
    fingers.sign_in(CLERK)
    minutes_pass(window, 1)
    fingers.settle()
    (first,) = stick.iterdir()
    assert first.stem.endswith("-auto")
    assert window.banner.words == "", "nobody is bothered with it"
    assert "Backup just now" in header(window)
    minutes_pass(window, 16)
    fingers.settle()
    assert list(stick.iterdir()) == [first], "nothing new was keyed"
    key_a_box(session)
    fingers.settle()
    minutes_pass(window, 1)
    fingers.settle()
    (second,) = set(stick.iterdir()) - {first}
    read = Desk.open(second, Clock(), workstation("desk-2"))
    assert read.contest("oxford-east").seq == session.desk.contest("oxford-east").seq
    read.close()
    key_a_box(session)
    fingers.settle()
    minutes_pass(window, 14)
    fingers.settle()
    assert len(list(stick.iterdir())) == 2


def test_a_stick_that_is_pulled_out_is_said_once_and_the_backup_is_made_when_it_is_back(
    fingers: Fingers, window: MainWindow, stick: Path, session: Session
) -> None:
    fingers.sign_in(CLERK)
    away = stick.rename(stick.with_name("pulled out"))
    minutes_pass(window, 1)
    fingers.settle()
    said = window.banner.words
    assert "No backup was made just now." in said
    assert f"There is no folder {stick}. Put the stick back in, or key another place." in said
    assert "Backups fail now" in header(window)
    key_a_box(session)
    fingers.settle()
    fingers.press(Qt.Key.Key_Escape)
    assert window.banner.words == ""
    minutes_pass(window, 3)
    fingers.settle()
    assert window.banner.words == "", "it was said, and stands in the header"
    assert "Backups fail now" in header(window)
    away.rename(stick)
    minutes_pass(window, 3)
    fingers.settle()
    (made,) = stick.iterdir()
    assert "Backup just now" in header(window)
    ctrl_b(window)
    assert not window.findChildren(QFileDialog), "the place is known, and is there again"
    fingers.settle()
    assert len(list(stick.iterdir())) == 2
    read = Desk.open(made, Clock(), workstation("desk-2"))
    assert read.contest("oxford-east").seq == session.desk.contest("oxford-east").seq
    read.close()


def test_a_place_that_can_only_be_read_is_said_with_what_to_do_and_keying_goes_on(
    fingers: Fingers,
    window: MainWindow,
    stick: Path,
    session: Session,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def read_only(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(tempfile, "mkstemp", read_only)
    fingers.sign_in(CLERK)
    before = session.desk.contest("oxford-east").seq
    minutes_pass(window, 1)
    key_a_box(session)
    fingers.settle()
    assert "This disk can only be read. Choose a folder on another disk." in window.banner.words
    assert "Go on keying: it is tried again by itself" in window.banner.words
    assert session.desk.contest("oxford-east").seq == before + 1


def test_what_is_keyed_meanwhile_does_not_wait_for_a_slow_stick(
    fingers: Fingers,
    window: MainWindow,
    stick: Path,
    session: Session,
    slow: SlowStick,
    qtbot: QtBot,
) -> None:
    fingers.sign_in(CLERK)
    minutes_pass(window, 1)
    with qtbot.waitSignal(session.saved):
        key_a_box(session)
    assert session.busy, "the stick is still writing"
    assert not [path for path in stick.iterdir() if path.suffix == ".tally"]
    slow.answers.set()
    fingers.settle()
    assert [path.suffix for path in stick.iterdir()] == [".tally"]


def test_of_an_older_copy_that_is_gone_on_with_nothing_counts_as_backed_up(
    window: MainWindow, session: Session
) -> None:
    origin = session.desk.ledger.origin
    backups = window.backups
    assert backups is not None
    all_of_it = backups.since
    assert all_of_it > 0
    window._settings.change(backed_up={origin: all_of_it + 5})
    assert backups.since == all_of_it
    window._settings.change(backed_up={origin: all_of_it - 5})
    assert backups.since == 5


def test_a_stick_that_does_not_answer_does_not_keep_the_window_from_closing(
    fingers: Fingers,
    window: MainWindow,
    stick: Path,
    session: Session,
    slow: SlowStick,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    fingers.sign_in(CLERK)
    key_a_box(session)
    fingers.settle()
    recorded = dict(session.desk.ledger.heads)
    monkeypatch.setattr("tallyapp.ui.shell.leaving._PATIENCE", 1)
    minutes_pass(window, 1)
    assert slow.asked.wait(60)
    with qtbot.waitSignal(window.closing):
        assert not window.close(), "first it is waited for"
    assert session.closed
    desk = Desk.open(session.desk.ledger.path, Clock(), workstation("desk-1"))
    assert (desk.disagreements, dict(desk.ledger.heads)) == ((), recorded)
    desk.close()
    slow.answers.set()
    session._beside._thread.join()
    # What was begun is ended all the same, where the stick answers after all.
    (made,) = stick.iterdir()
    read = Desk.open(made, Clock(), workstation("desk-2"))
    assert (read.disagreements, dict(read.ledger.heads)) == ((), recorded)
    read.close()


def test_one_key_leads_from_any_screen_to_where_backups_go(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_B, modifiers)
    assert "A place for backups" in shown(window)
    label = window.header._backup
    assert (label.text(), label.accessibleDescription()) == (
        "No backup yet",
        "Ctrl, Shift and B: where backups go.",
    )
