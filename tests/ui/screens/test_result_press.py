"""What is given to the press, by one key from the declaration, made beside what is saved."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tallyapp.desk import Desk
from tallyapp.practice import rehearsal
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens.result.beside.checklist import Step
from tallyapp.ui.screens.result.screen import Result
from tallyapp.ui.screens.result.ways.press import PressPage
from tallyapp.ui.screens.result.ways.ways import Way
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers
from tests.ui.resulting import DEPUTY, RETURNING_OFFICER, Settle, at, enter, opened, shown, way

ALT = Qt.KeyboardModifier.AltModifier
FILES = {
    "PRACTICE-README.txt",
    "PRACTICE-results.csv",
    "PRACTICE-SHA256SUMS.txt",
    *(
        f"PRACTICE-oxford-east-{ending}"
        for ending in ("read-aloud.txt", "result.txt", "chart.png", "chart.txt", "notice.html")
    ),
}


@pytest.fixture
def declared(all_keyed: tuple[Desk, Rehearsal]) -> None:
    """Oxford East is declared, and nothing of it is signed."""
    rehearsal.declare(*all_keyed)


@pytest.fixture
def screen(declared: None, fingers: Fingers, window: MainWindow, settle: Settle) -> Result:
    """The returning officer after the declaration."""
    fingers.sign_in(RETURNING_OFFICER)
    return opened(fingers, window, settle)


def alt_p(fingers: Fingers, settle: Settle) -> None:
    QTest.keyClick(fingers.window.focusWidget(), Qt.Key.Key_P, ALT)
    settle()


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_one_key_makes_the_files_before_anything_is_signed(
    screen: Result, fingers: Fingers, settle: Settle, tmp_path: Path
) -> None:
    assert at(screen) is Step.SIGN
    alt_p(fingers, settle)
    folder = tmp_path / "oxford-east for the press"
    assert f"8 files for the press in {folder}." in set(shown(screen))
    assert names(folder) == FILES
    fingers.press(Qt.Key.Key_Escape)
    fingers.press(Qt.Key.Key_Escape)
    assert at(screen) is Step.SIGN


def test_the_folder_is_chosen_and_what_is_there_is_not_written_over(
    screen: Result, fingers: Fingers, settle: Settle, tmp_path: Path
) -> None:
    wanted = tmp_path / "memory stick"
    wanted.mkdir()
    (wanted / "PRACTICE-README.txt").write_text("the press officer's own", encoding="utf-8")
    way(fingers, settle, Way.PRESS)
    page = screen.page
    assert isinstance(page, PressPage)
    page.folder.setFocus()
    page.folder.edit.selectAll()
    enter(fingers, settle, str(wanted))
    assert "PRACTICE-README.txt. Nothing was written." in page.refusal.accessibleName()
    assert names(wanted) == {"PRACTICE-README.txt"}
    (wanted / "PRACTICE-README.txt").unlink()
    enter(fingers, settle)
    assert page.refusal.isHidden()
    assert names(wanted) == FILES


def test_it_is_said_on_the_strip_of_keys_and_only_after_the_declaration(
    screen: Result, fingers: Fingers
) -> None:
    assert ("Alt", "P") in [hint.caps for hint in screen.key_hints()]


def test_before_the_declaration_the_key_does_nothing(
    fingers: Fingers, window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    fingers.sign_in(DEPUTY)
    screen = opened(fingers, window, settle)
    before = at(screen)
    alt_p(fingers, settle)
    assert at(screen) is before
    assert ("Alt", "P") not in [hint.caps for hint in screen.key_hints()]
    assert not [path for path in tmp_path.iterdir() if path.name.endswith("press")]
