"""Opening a count from the home, and everything that can stand in the way."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QRadioButton
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.ui.home.page import Home
from tallyapp.ui.home.recent import not_there
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.front import Front
from tallyapp.ui.theme.roles import Look
from tallyapp.ui.theme.theme import Theme, roles
from tallyapp.ui.widgets.table import as_text
from tallyapp.words.language import ENGLISH, in_use, use

from .. import wards
from ..keys import focused, shown

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def home(front: Front) -> Home:
    assert front.home is not None
    return front.home


def open_by_path(front: Front, path: Path) -> None:
    field = home(front).start.file.edit
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, str(path))
    QTest.keyClick(field, Qt.Key.Key_Return)


def refusal(qtbot: QtBot, front: Front, path: Path) -> str:
    open_by_path(front, path)
    field = home(front).start.file
    qtbot.waitUntil(lambda: bool(field.refused))
    assert field.edit.hasFocus(), "the path can be corrected at once"
    assert front.window.session is None
    return field.refused


def test_a_typed_path_opens_the_count_and_somebody_signs_in(
    qtbot: QtBot, front: Front, around: Surroundings, count_file: Path
) -> None:
    open_by_path(front, count_file)
    qtbot.waitUntil(lambda: front.window.session is not None)
    assert front.home is None
    assert front.window.rail.isVisible()
    assert around.settings.now.recent == (str(count_file),)


def test_a_recent_count_opens_with_enter_alone(
    qtbot: QtBot, front: Front, around: Surroundings, count_file: Path
) -> None:
    around.settings.opened(count_file)
    front.show_home()
    QTest.keyClick(home(front).start.recent, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: front.window.session is not None)


def test_a_recent_count_that_is_gone_is_greyed_and_says_so(
    qtbot: QtBot, front: Front, around: Surroundings, tmp_path: Path
) -> None:
    around.settings.opened(tmp_path / "gone.tally")
    front.show_home()
    model = home(front).start.recent.model()
    qtbot.waitUntil(lambda: model.index(0, 3).data() == "not there")
    assert model.index(0, 0).data() == "gone"
    assert not_there([str(tmp_path / "gone.tally")]) == {str(tmp_path / "gone.tally")}


def test_a_recent_count_says_its_polling_day_and_whether_it_is_for_practice(
    front: Front, around: Surroundings, tmp_path: Path
) -> None:
    for name, practice in (("real", False), ("tried", True)):
        path = tmp_path / f"{name}.tally"
        path.touch()
        around.settings.opened(path, date(2024, 7, 4), practice=practice)
    front.show_home()
    rows = as_text(home(front).start.recent.model()).splitlines()[1:]
    tried, real = (row.split("\t") for row in rows)
    assert (tried[0], tried[1], tried[3]) == ("tried", "4 July 2024", "PRACTICE")
    assert (real[0], real[1], real[3]) == ("real", "4 July 2024", "")


def test_the_table_of_recent_counts_is_a_proper_model(
    front: Front, around: Surroundings, tmp_path: Path
) -> None:
    for name in ("one", "two", "three"):
        around.settings.opened(tmp_path / f"{name}.tally")
    front.show_home()
    model = home(front).start.recent.model()
    QAbstractItemModelTester(model, FATAL)
    assert {model.index(row, 0).data() for row in range(model.rowCount())} == {
        "one",
        "two",
        "three",
    }


def test_a_count_in_use_is_refused_with_the_workstation_that_has_it(
    qtbot: QtBot, front: Front, oxford: tuple[Desk, object]
) -> None:
    said = refusal(qtbot, front, oxford[0].ledger.path)
    oxford[0].close()
    assert "is in use on practice since " in said


def test_a_file_that_is_no_count_is_refused_with_what_to_do(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    damaged = tmp_path / "damaged.tally"
    damaged.write_bytes(b"x" * 5000)
    assert "Go on from the last backup" in refusal(qtbot, front, damaged)
    assert "There is no file" in refusal(qtbot, front, tmp_path / "nothing.tally")


def test_unfinished_keying_that_cannot_be_read_is_said_and_the_count_opens(
    qtbot: QtBot, front: Front, around: Surroundings, count_file: Path
) -> None:
    desk = around.open(count_file)
    desk.ledger.keep_draft(11, "sheet/oxford-east/9", "1073", around.clock())
    desk.close()
    with closing(sqlite3.connect(count_file, isolation_level=None)) as file:
        file.execute("UPDATE draft SET keyed = CAST(x'31ff' AS TEXT)")
    home(front).open(count_file)
    qtbot.waitUntil(lambda: front.window.session is not None)
    assert "keying of officer 11 could not be read" in front.window.standing.words


def test_a_name_that_does_not_fit_is_said_and_the_officer_shown_by_number(
    qtbot: QtBot, front: Front, count_file: Path
) -> None:
    with closing(sqlite3.connect(count_file, isolation_level=None)) as file:
        file.execute("UPDATE staff SET name = 'Anne Bell' WHERE name = 'Practice clerk 12'")
    home(front).open(count_file)
    qtbot.waitUntil(lambda: front.window.session is not None)
    assert "The name of officer 12 is missing" in front.window.standing.words
    assert "Officer 12" in shown(front.window)
    assert "Anne Bell" not in shown(front.window)
    assert "Practice clerk 11" in shown(front.window)


def test_a_count_of_a_newer_tallyapp_is_refused(
    qtbot: QtBot, front: Front, count_file: Path
) -> None:
    with closing(sqlite3.connect(count_file)) as file:
        file.execute("PRAGMA user_version = 99")
    assert "newer" in refusal(qtbot, front, count_file)


def test_a_recent_count_from_before_release_1_0_is_refused_in_a_plain_sentence(
    qtbot: QtBot, front: Front, count_file: Path
) -> None:
    with closing(sqlite3.connect(count_file)) as file:
        file.execute(f"PRAGMA application_id = {int.from_bytes(b'TALY', 'big')}")
    front.around.settings.opened(count_file, None, practice=True)
    before = count_file.read_bytes()
    page = home(front).start
    page.refresh()
    page.recent.activated.emit(page.recent.model().index(0, 0))
    qtbot.waitUntil(lambda: page.isEnabled() and bool(page.file.refused))
    assert "was made by a tallyapp from before release 1.0" in page.file.refused
    assert "Open it with the program that made it" in page.file.refused
    assert front.window.session is None
    assert count_file.read_bytes() == before


@pytest.fixture
def tampered(count_file: Path) -> tuple[Path, int]:
    """The count with a figure of one entry of its contest changed, its triggers put back; and the
    position of that entry.
    """
    with closing(sqlite3.connect(count_file)) as file:
        triggers = file.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            file.execute(f"DROP TRIGGER {name}")
        ((seq,),) = file.execute(
            "SELECT min(seq) FROM act WHERE stream = 'oxford-east' AND entry LIKE '%BoxCounted%'"
        )
        changed = """UPDATE act SET entry = replace(entry, '"papers":', '"papers":1')
            WHERE stream = 'oxford-east' AND seq = ?"""
        assert file.execute(changed, (seq,)).rowcount == 1
        for _, sql in triggers:
            file.execute(sql)
        file.commit()
    return count_file, seq


def test_a_count_that_does_not_agree_opens_for_reading_and_names_the_place(
    qtbot: QtBot, front: Front, tampered: tuple[Path, int]
) -> None:
    path, seq = tampered
    open_by_path(front, path)
    qtbot.waitUntil(lambda: front.window.session is not None)
    said = front.window.standing.words
    assert "open for reading only" in said
    assert f"Entry {seq} of oxford-east does not fit the chain" in said
    field = focused()
    QTest.keyClicks(field, "11")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert front.window.session is not None
    assert front.window.session.officer is not None
    QTest.keyClick(front.window, Qt.Key.Key_Escape)
    assert front.window.standing.words == said, "neither Esc nor another screen takes it away"


def test_a_count_that_was_closed_leads_back_to_the_home(
    qtbot: QtBot, front: Front, count_file: Path
) -> None:
    open_by_path(front, count_file)
    qtbot.waitUntil(lambda: front.window.session is not None)
    with qtbot.waitSignal(front.window.count_closed):
        front.window.close_count()
    assert home(front).isVisible()
    assert not front.window.rail.isVisible()
    open_by_path(front, count_file)
    qtbot.waitUntil(lambda: front.window.session is not None)


def test_a_count_that_is_being_opened_when_the_window_closes_is_given_back(
    front: Front, around: Surroundings, count_file: Path
) -> None:
    home(front).open(count_file)
    front.window.close()
    desk = around.open(count_file)
    assert not desk.disagreements, "it is in nobody's hands, and as it was left"
    desk.close()


def test_the_look_is_chosen_by_keyboard_and_remembered(
    front: Front, around: Surroundings, theme: Theme
) -> None:
    (dark,) = (b for b in home(front).findChildren(QRadioButton) if b.text() == "Dark")
    dark.setFocus()
    QTest.keyClick(dark, Qt.Key.Key_Space)
    assert roles().look is Look.DARK
    assert around.settings.now.look == Look.DARK


# ---- the language of the window


@pytest.fixture
def english_again() -> Iterator[None]:
    yield
    use(ENGLISH)


def test_the_language_is_chosen_on_the_home_and_remembered_on_this_machine(
    qtbot: QtBot, front: Front, tmp_path: Path, english_again: None
) -> None:
    languages = home(front).start.languages
    assert languages.currentText() == "English"
    languages.setFocus()
    with qtbot.waitSignal(front.language_chosen):
        QTest.keyClick(languages, Qt.Key.Key_Down)
    assert in_use().key == "cy"
    assert Settings(tmp_path / "settings" / "window.json").now.language == "cy"
    assert "not checked by a native reader" in languages.currentText()


def test_the_same_language_again_makes_nothing_anew(
    qtbot: QtBot, front: Front, around: Surroundings
) -> None:
    languages = home(front).start.languages
    with qtbot.assertNotEmitted(front.language_chosen):
        languages.activated.emit(languages.currentIndex())
    assert around.settings.now.language == ""


def test_a_count_opens_on_the_contest_that_this_desk_worked_on_last(
    qtbot: QtBot, front: Front, around: Surroundings, tmp_path: Path
) -> None:
    path = tmp_path / "council.tally"
    desk = wards.begin(path)
    for stream in ("a-ward", "b-ward"):
        wards.add_ward(desk, stream, stream, 1, 2)
    desk.close()

    def opened() -> Session:
        open_by_path(front, path)
        qtbot.waitUntil(lambda: front.window.session is not None)
        assert front.window.session
        return front.window.session

    session = opened()
    assert session.stream == "a-ward"
    session.choose_contest("b-ward")
    origin = session.desk.ledger.origin
    with qtbot.waitSignal(front.window.count_closed):
        front.window.close_count()
    assert opened().stream == "b-ward"
    # What another file of this name has not is not asked for.
    with qtbot.waitSignal(front.window.count_closed):
        front.window.close_count()
    around.settings.change(contests={origin: "c-ward"})
    assert opened().stream == "a-ward"
    around.settings.forget(path, origin)
    assert around.settings.now.contests == {}
