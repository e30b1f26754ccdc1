"""The one-minute drill: offered once and never in the way, keyed on the real screen for sheets, in
a count of its own that leaves nothing behind.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.training.drill import WRONG, fewest_keys, papers
from tallyapp.ui.screens.key_sheet.screen import KeySheet
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.drill.overlay import Drill
from tallyapp.ui.shell.front import Front
from tallyapp.ui.theme.theme import Theme

from ..drawn import cut, drawn
from ..keys import Fingers, focused, settled
from ..practice import CLERK
from ..whole import fingers_on, opened_at_home

PAPERS = papers("bundles")
FEWEST = fewest_keys("bundles")
OFFER = "Ctrl and D begins it"
HASH = "import hashlib, sys; print(hashlib.sha256(open(sys.argv[1], 'rb').read()).hexdigest())"


def digest(file: Path) -> str:
    """What a file is, byte by byte; in another process, for its closing here would let go of the
    lock that SQLite has on it.
    """
    command = [sys.executable, "-c", HASH, str(file)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@pytest.fixture(autouse=True)
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where drills are laid out."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def session(qtbot: QtBot, front: Front, count_file: Path) -> Session:
    """A practice count that is open in the window, nobody signed in yet."""
    return opened_at_home(qtbot, front, count_file)


@pytest.fixture
def fingers(qtbot: QtBot, front: Front, session: Session) -> Fingers:
    return fingers_on(qtbot, front, session)


def begun(qtbot: QtBot, front: Front) -> Drill:
    """Ctrl+D, and the first paper lies there."""
    QTest.keyClick(focused(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: front.drills.drill is not None and front.drills.drill.isVisible())
    drill = front.drills.drill
    assert drill
    return drill


def key(
    qtbot: QtBot, drill: Drill, fingers: Fingers, figures: SheetFigures, end: str = "+"
) -> None:
    """A sheet of the drill, from the number that is offered to its end."""
    fingers.type(f"\n{figures.papers}\n{fingers.lines(figures)}{figures.sent}{end}")
    settled(qtbot, drill.session)
    QApplication.processEvents()


def play(qtbot: QtBot, drill: Drill, fingers: Fingers) -> None:
    """All three as they should be: the one that is wrong goes back."""
    for number, figures in PAPERS.items():
        assert drill.paper.accessibleName() == f"Count sheet {number}"
        key(qtbot, drill, fingers, figures, "+*" if number == WRONG else "+")


def test_a_drill_from_first_sign_in_to_its_end(
    qtbot: QtBot, front: Front, fingers: Fingers, around: Surroundings, session: Session
) -> None:
    fingers.sign_in(CLERK)
    assert OFFER in front.window.banner.words
    before = fingers.pressed
    drill = begun(qtbot, front)
    assert type(drill.keying) is KeySheet
    play(qtbot, drill, fingers)
    words = drill.done.words.text()
    assert f"{FEWEST} keys would have done." in words
    assert f"and {fingers.pressed - before} keys;" in words
    assert fingers.pressed - before == FEWEST
    assert "You found the sheet that was wrong, sheet 2, and sent it back" in words
    assert words.count(". ") == 1
    fingers.type("\n")
    assert not drill.isVisible()
    ((place, at),) = around.settings.now.drills.items()
    assert place == f"{session.desk.ledger.origin}/{CLERK}"
    assert at.startswith("2024-07-05T01:")


def test_the_officers_count_is_not_touched_by_one_byte(
    qtbot: QtBot, front: Front, fingers: Fingers, count_file: Path, folders: Path
) -> None:
    fingers.sign_in(CLERK)
    # Half a sheet is keyed, as it may be when the drill is begun: its draft is kept at each field.
    fingers.press(Qt.Key.Key_F5)
    fingers.type("\n110\n")
    fingers.settle()
    was = digest(count_file)
    beside = {path.name: digest(path) for path in count_file.parent.glob("oxford-east*")}
    field = focused()
    drill = begun(qtbot, front)
    play(qtbot, drill, fingers)
    fingers.type("\n")
    assert digest(count_file) == was
    assert {path.name: digest(path) for path in count_file.parent.glob("oxford-east*")} == beside
    assert focused() is field, "what was being keyed is gone on with"
    qtbot.waitUntil(lambda: list(folders.iterdir()) == [])


def test_one_that_is_left_while_it_is_laid_out_does_not_come_over_what_is_shown_by_then(
    qtbot: QtBot, front: Front, fingers: Fingers, folders: Path
) -> None:
    fingers.sign_in(CLERK)
    QTest.keyClick(focused(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert list(folders.iterdir())
    fingers.press(Qt.Key.Key_F5)
    field = focused()
    qtbot.waitUntil(lambda: list(folders.iterdir()) == [])
    assert front.drills.drill is None
    assert focused() is field
    # The next one begins as if there had been none.
    assert begun(qtbot, front).isVisible()


def test_one_that_is_being_laid_out_when_the_window_closes_leaves_nothing_behind(
    front: Front, fingers: Fingers, folders: Path
) -> None:
    fingers.sign_in(CLERK)
    QTest.keyClick(focused(), Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    front.drills.stop()
    assert list(folders.iterdir()) == []


@pytest.mark.parametrize(
    ("sheets", "said"),
    [
        ({2: replace(PAPERS[2], papers=Papers(209))}, "you keyed other figures to make it fit"),
        ({3: replace(PAPERS[3], papers=Papers(168), sent=Papers(1))}, "but 3 was keyed with other"),
    ],
)
def test_what_was_missed_or_misread_is_said(
    qtbot: QtBot,
    front: Front,
    fingers: Fingers,
    sheets: dict[int, SheetFigures],
    said: str,
) -> None:
    fingers.sign_in(CLERK)
    drill = begun(qtbot, front)
    for number, figures in PAPERS.items():
        end = "+*" if number == WRONG and number not in sheets else "+"
        key(qtbot, drill, fingers, sheets.get(number, figures), end)
    assert said in drill.done.words.text()
    assert ("You found" in drill.done.words.text()) == (WRONG not in sheets)


def test_in_a_narrow_window_its_lines_are_totals_and_all_of_them_is_seen(
    qtbot: QtBot, front: Front, fingers: Fingers
) -> None:
    front.window.resize(1024, 700)
    fingers.sign_in(CLERK)
    drill = begun(qtbot, front)
    for number, figures in papers("total").items():
        key(qtbot, drill, fingers, figures, "+*" if number == WRONG else "+")
    assert f"{fewest_keys('total')} keys would have done. You found" in drill.done.words.text()


@pytest.mark.parametrize("size", [(1366, 768), (1280, 649), (1500, 800)])
def test_what_is_wrong_is_read_whole_beneath_the_lines(
    qtbot: QtBot, front: Front, fingers: Fingers, size: tuple[int, int]
) -> None:
    front.window.resize(*size)
    fingers.sign_in(CLERK)
    drill = begun(qtbot, front)
    key(qtbot, drill, fingers, PAPERS[1])
    key(qtbot, drill, fingers, PAPERS[WRONG])
    assert "2 fewer than 211" in {each.words for each in drawn(drill)}
    assert not list(cut(drill))


def test_it_ends_at_the_strip_of_keys_whatever_the_size_of_text(
    qtbot: QtBot, front: Front, fingers: Fingers, theme: Theme
) -> None:
    front.window.resize(1920, 1080)
    fingers.sign_in(CLERK)
    drill = begun(qtbot, front)
    for size in (100, 200, 125):
        theme.choose_size(size)
        QApplication.processEvents()
        strip = front.window.keys
        assert drill.geometry().bottom() + 1 == strip.mapTo(front.window, QPoint()).y()
        assert "Count sheet" in {each.words for each in drawn(drill)}
        assert not list(cut(drill))


def test_once_more_begins_anew(qtbot: QtBot, front: Front, fingers: Fingers, folders: Path) -> None:
    fingers.sign_in(CLERK)
    drill = begun(qtbot, front)
    play(qtbot, drill, fingers)
    first = drill.session
    fingers.press(Qt.Key.Key_Tab)
    fingers.type("\n")
    qtbot.waitUntil(lambda: drill.session not in (None, first))
    assert drill.isVisible()
    play(qtbot, drill, fingers)
    assert "would have done" in drill.done.words.text()
    assert len(list(folders.iterdir())) == 1


def test_no_key_of_the_drill_reaches_the_screens_beneath(
    qtbot: QtBot, front: Front, fingers: Fingers
) -> None:
    fingers.sign_in(CLERK)
    drill = begun(qtbot, front)
    shown = front.window.screen_shown
    fingers.press(Qt.Key.Key_F4, Qt.Key.Key_F2, Qt.Key.Key_F1)
    QTest.keyClick(focused(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert front.window.screen_shown is shown
    assert drill.isVisible()
    assert not front.help.isVisible()
    assert not front.palette.isVisible()


def test_esc_leaves_it_step_by_step_and_nothing_is_left(
    qtbot: QtBot, front: Front, fingers: Fingers, folders: Path
) -> None:
    fingers.sign_in(CLERK)
    drill = begun(qtbot, front)
    fingers.type("\n24")
    fingers.press(Qt.Key.Key_Escape)
    assert drill.isVisible(), "first out of the sheet"
    fingers.press(Qt.Key.Key_Escape)
    assert not drill.isVisible()
    qtbot.waitUntil(lambda: list(folders.iterdir()) == [])


# ---- when it is offered


def test_it_is_offered_once_to_each_officer_of_a_count_and_esc_puts_it_away(
    front: Front, fingers: Fingers
) -> None:
    fingers.sign_in(CLERK)
    assert OFFER in front.window.banner.words
    fingers.press(Qt.Key.Key_Escape)
    assert front.window.banner.words == ""
    fingers.sign_in(CLERK + 1)
    assert OFFER in front.window.banner.words
    fingers.sign_in(CLERK)
    assert front.window.banner.words == ""


def test_it_is_begun_from_home_too(qtbot: QtBot, front: Front, tmp_path: Path) -> None:
    assert front.home
    front.home.start.arrive()
    drill = begun(qtbot, front)
    assert "leave the drill" in {hint.words for hint in drill.key_hints()}
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not drill.isVisible()
    assert front.home.isVisible()
