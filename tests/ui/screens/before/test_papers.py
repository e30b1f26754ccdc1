"""All papers of a count from F12: handed out, noted, and printed, or kept as a PDF."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain.acts import COUNT_STREAM, PapersPrinted
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens.before.papers import PapersPage
from tallyapp.ui.screens.before.screen import Before
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.documents.hall.test_count_papers import bookmarks
from tests.documents.pages import texts
from tests.ui.keys import Fingers, focused, shown
from tests.ui.practice import CLERK

RETURNING_OFFICER = 1


@pytest.fixture
def page(fingers: Fingers, window: MainWindow) -> PapersPage:
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F12)
    return opened(window)


def opened(window: MainWindow) -> PapersPage:
    screen = window.screen_shown
    assert isinstance(screen, Before)
    screen.entered("paper")
    assert isinstance(screen.leaf, PapersPage)
    return screen.leaf


def kept(desk: Desk) -> list[Path]:
    return sorted((desk.ledger.path.parent / "papers").glob("*.pdf"))


def ask() -> None:
    """Ctrl+S: keep them as a PDF."""
    QTest.keyClick(focused(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


def keep(page: PapersPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.session.printing.told):
        ask()


def only(page: PapersPage, *kinds: str) -> None:
    for kind, box in page.kinds.items():
        box.setChecked(kind in kinds)


def test_all_papers_of_the_count_are_kept_as_one_pdf_and_noted(
    page: PapersPage, window: MainWindow, qtbot: QtBot, oxford: tuple[Desk, Rehearsal]
) -> None:
    desk = oxford[0]
    only(page, "sheets", "summary", "cards")
    keep(page, qtbot)
    (path,) = kept(desk)
    titles = [title for _, title, _ in bookmarks(path.read_bytes())]
    assert "Count sheets" in titles
    assert "Count summary, added by hand" in titles
    assert "Sign-in cards" in titles
    assert f"in the folder “papers” beside the count, as “{path.name}”" in shown(window)
    notes = [
        act for _, act in desk.ledger.read_from(COUNT_STREAM) if isinstance(act, PapersPrinted)
    ]
    assert len(notes) == 1
    printed = desk.count.count.printed
    stream = oxford[1].stream
    assert all(printed.has("sheet", stream, n) for n in desk.contest(stream).sheets)


def test_more_sheets_are_handed_out_in_the_same_step_and_nothing_comes_twice(
    page: PapersPage,
    window: MainWindow,
    fingers: Fingers,
    qtbot: QtBot,
    oxford: tuple[Desk, Rehearsal],
) -> None:
    desk = oxford[0]
    contest = desk.contest(oxford[1].stream)
    before = {name: len(area.sheets) for name, area in contest.areas.items()}
    only(page, "sheets")
    keep(page, qtbot)
    most = max(before.values())
    page.fields["sheets"].show_value(most + 1)
    keep(page, qtbot)
    assert {len(area.sheets) for area in contest.areas.values()} == {most + 1}
    new = sum(most + 1 - many for many in before.values())
    assert len(texts(kept(desk)[-1].read_bytes())) == new
    page.fields["sheets"].show_value(most + 1)
    ask()
    fingers.settle()
    assert "There is nothing to print" in shown(window)
    page.again.setChecked(True)
    keep(page, qtbot)
    again = texts(kept(desk)[-1].read_bytes())
    assert len(again) == len(contest.sheets)
    assert all("REPRINT" in each for each in again)


def test_a_clerk_is_told_who_prints(fingers: Fingers, window: MainWindow) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F12)
    opened(window)
    ask()
    assert "A supervisor, a deputy or the returning officer prints" in shown(window)


def test_the_list_says_how_many_sheets_are_printed(
    page: PapersPage,
    fingers: Fingers,
    qtbot: QtBot,
    window: MainWindow,
    oxford: tuple[Desk, Rehearsal],
    session: Session,
) -> None:
    many = len(oxford[0].contest(oxford[1].stream).sheets)
    only(page, "sheets")
    keep(page, qtbot)
    fingers.press(Qt.Key.Key_Escape)
    fingers.settle()
    assert f"{many} sheets printed" in shown(window)


def test_enter_goes_from_field_to_field_and_then_prints(
    page: PapersPage, fingers: Fingers, qtbot: QtBot
) -> None:
    assert page.fields["sheets"].hasFocus()
    fingers.type("\n\n\n")
    assert page.to_printer.hasFocus()
    only(page, "summary")
    with qtbot.waitSignal(page.session.printing.told):
        fingers.press(Qt.Key.Key_Return)
