"""Two files of one count: compared on the screen, and keyed again from paper."""

from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.ledger.disagreements import What
from tallyapp.ledger.highwater import HighWater
from tallyapp.practice.plans.plans import PlannedSheet
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.audit.screen import TWO_FILES, Audit
from tallyapp.ui.screens.audit.two_files_page import Shown, TwoFilesPage
from tallyapp.ui.screens.differences.screen import Differences
from tallyapp.ui.screens.key_sheet.screen import KeySheet
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.frame import Room
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.theme.type import px
from tallyapp.ui.widgets.cell_delegate import wrapped_height
from tallyapp.ui.widgets.table import as_text
from tests.documents.pages import texts
from tests.halls import NightClock, a_hall
from tests.ui.drawn import cut
from tests.ui.keys import Fingers, closed_after, focused, settled, shown
from tests.ui.practice import CLERK, Clock
from tests.ui.two_files import another_file, key_sheets, read_otherwise
from tests.workstations import workstation

RETURNING_OFFICER = 1
Settle = Callable[[], None]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def other(oxford: tuple[Desk, Rehearsal], tmp_path: Path) -> Path:
    """A copy in which sheets 1 to 8 were keyed; here sheets 1 to 3 were, 5 otherwise, and 21."""
    desk, played = oxford
    path = another_file(desk, played, tmp_path / "there.tally")
    sheets = played.plan.sheets
    key_sheets(desk, played.stream, [*sheets[:3], read_otherwise(sheets[4]), sheets[20]])
    return path


@pytest.fixture
def page(other: Path, window: MainWindow, fingers: Fingers, settle: Settle) -> TwoFilesPage:
    """The part of Audit, with the other file compared by keys alone."""
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Key.Key_F11)
    settle()
    audit = window.screen_shown
    assert isinstance(audit, Audit)
    for _ in range(TWO_FILES):
        QTest.keyClick(focused(), Key.Key_PageDown, CONTROL)
    page = audit.part
    assert isinstance(page, TwoFilesPage)
    page.file.edit.setText(str(other))
    fingers.press(Key.Key_Return)
    settle()
    return page


def rows(page: TwoFilesPage) -> list[str]:
    return as_text(page.papers.model()).splitlines()[1:]


def sheets(oxford: tuple[Desk, Rehearsal]) -> Sequence[PlannedSheet]:
    return oxford[1].plan.sheets


def key(oxford: tuple[Desk, Rehearsal], *papers: PlannedSheet) -> None:
    """Two clerks key these here."""
    desk, played = oxford
    key_sheets(desk, played.stream, papers)


def test_it_is_shown_where_they_part_and_what_was_keyed_in_both(
    page: TwoFilesPage, window: MainWindow
) -> None:
    assert "The same up to entry 142: Verification stated: 39,731 counted" in shown(window)
    page.shown.setCurrentIndex(list(Shown).index(Shown.PAPER))
    told = {row.split("\t")[0].partition(",")[0]: row.split("\t")[1] for row in rows(page)}
    assert [name.split()[1] for name in told] == ["1", "2", "3", "4", "5", "6", "7", "8", "21"]
    words = list(told.values())
    assert words[0] == words[1] == words[2] == "The same"
    assert (words[3], words[4], words[8]) == (
        "There alone",
        "Other figures: look at the paper",
        "Here alone",
    )


def test_the_list_is_headed_by_what_it_tells_of_each_paper(page: TwoFilesPage) -> None:
    def heading() -> str:
        return as_text(page.papers.model()).splitlines()[0].split("\t")[1]

    assert heading() == "To do"
    page.shown.setCurrentIndex(list(Shown).index(Shown.PAPER))
    assert heading() == "In both?"
    page.shown.setCurrentIndex(list(Shown).index(Shown.AGAIN))
    assert heading() == "To do"


def test_a_comparison_that_ends_behind_takes_no_key_from_whoever_went_on(
    page: TwoFilesPage, window: MainWindow, settle: Settle
) -> None:
    for file in (page.file.text, "nothing.tally"):
        page.file.edit.setText(file)
        page.compare()
        window.go(Destination.OVERVIEW)
        there = focused()
        settle()
        assert focused() is there
        window.go(Destination.AUDIT)


@pytest.mark.usefixtures("page")
def test_a_document_that_cannot_be_read_takes_no_key_from_whoever_went_on(
    window: MainWindow, settle: Settle, tmp_path: Path
) -> None:
    audit = window.screen_shown
    assert isinstance(audit, Audit)
    audit.verifying.open(tmp_path / "nothing.pdf")
    window.go(Destination.OVERVIEW)
    there = focused()
    settle()
    assert audit.verifying.file.refused
    assert focused() is there


@pytest.mark.parametrize("shown_", Shown)
def test_with_text_at_its_largest_the_page_is_no_wider_than_the_window(
    page: TwoFilesPage, window: MainWindow, theme: Theme, qtbot: QtBot, shown_: Shown
) -> None:
    page.shown.setCurrentIndex(list(Shown).index(shown_))
    theme.choose_size(200)
    try:
        window.unsay()
        (room,) = window.findChildren(Room)
        qtbot.waitUntil(lambda: room.horizontalScrollBar().maximum() == 0)
        assert not list(cut(window))
    finally:
        theme.choose_size(100)


def test_each_entry_that_one_file_has_alone_is_told_whole(
    page: TwoFilesPage, oxford: tuple[Desk, Rehearsal]
) -> None:
    page.shown.setCurrentIndex(list(Shown).index(Shown.SECOND))
    told = as_text(page.entries.model()).splitlines()[1:]
    assert len(told) == 16, "eight sheets, keyed by two"
    assert "officer 11, clerk" in told[0]
    assert f"{sheets(oxford)[0].figures.papers:,} papers" in told[0]
    page.shown.setCurrentIndex(list(Shown).index(Shown.FIRST))
    assert page.entries.model().rowCount() == 10


def test_figures_of_both_are_seen_beside_each_other_only_once_both_stand(
    page: TwoFilesPage, window: MainWindow
) -> None:
    page.papers.choose(0)
    assert page.papers.row == 0
    assert "What stands there is shown once it stands here too" in shown(window)
    assert page.side.model.rowCount() == 0
    page.papers.choose(1)  # sheet 5, which stands in both
    assert "What stands there is shown once it stands here too" not in shown(window)
    assert page.side.model.rowCount() > 20


def test_enter_leads_to_the_sheet_and_it_is_ticked_off_once_two_have_keyed_it_the_same(
    page: TwoFilesPage,
    window: MainWindow,
    fingers: Fingers,
    session: Session,
    oxford: tuple[Desk, Rehearsal],
    settle: Settle,
) -> None:
    assert [row.split("\t")[1] for row in rows(page)] == [
        "Key it from paper",
        "Other figures here: look at the paper",
        *["Key it from paper"] * 3,
    ]
    page.papers.choose(0)
    fingers.press(Key.Key_Return)
    settle()
    screen = window.screen_shown
    assert isinstance(screen, KeySheet)
    assert screen.at_hand() == "Sheet 4"
    key(oxford, sheets(oxford)[3])
    fingers.press(Key.Key_F11)
    settle()
    assert rows(page)[0].split("\t")[1] == "Keyed, and the same"
    assert page.shown.itemText(0) == "To key again here (4)"


def test_what_comes_out_otherwise_than_there_is_shouted_and_stays_on_the_list(
    page: TwoFilesPage,
    window: MainWindow,
    oxford: tuple[Desk, Rehearsal],
    settle: Settle,
) -> None:
    key(oxford, read_otherwise(sheets(oxford)[5]))
    settle()
    heard = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    assert any(
        "Sheet 6: what stands here now is not what stood in the other file" in words
        for words in heard
    )
    assert rows(page)[2].split("\t")[1] == "Other figures here: look at the paper"
    assert page.shown.itemText(0) == "To key again here (5)"


def test_a_clerk_finds_the_list_among_the_differences_with_no_figure_of_the_other_file(
    page: TwoFilesPage,
    window: MainWindow,
    fingers: Fingers,
    oxford: tuple[Desk, Rehearsal],
    settle: Settle,
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Key.Key_F6)
    settle()
    screen = window.screen_shown
    assert isinstance(screen, Differences)
    told = as_text(screen.list.table.model()).splitlines()[1:]
    assert [row.split("\t")[0] for row in told] == [f"Sheet {n}" for n in (4, 5, 6, 7, 8)]
    assert f"{sheets(oxford)[3].figures.papers:,}" not in shown(window)
    fingers.press(Key.Key_Return)
    settle()
    keying = window.screen_shown
    assert isinstance(keying, KeySheet)
    assert keying.at_hand() == "Sheet 4"
    key(oxford, sheets(oxford)[3])
    fingers.press(Key.Key_Escape, Key.Key_F6)
    settle()
    told = as_text(screen.list.table.model()).splitlines()[1:]
    assert [row.split("\t")[0] for row in told] == [f"Sheet {n}" for n in (5, 6, 7, 8)]
    # Seen at once, while the list is looked at.
    key(oxford, read_otherwise(sheets(oxford)[5]), sheets(oxford)[6])
    told = as_text(screen.list.table.model()).splitlines()[1:]
    assert [row.split("\t")[0] for row in told] == ["Sheet 5", "Sheet 6", "Sheet 8"]
    assert told[1].split("\t")[2] == "Other figures here: look at the paper"


def test_what_cannot_be_compared_is_said_beneath_its_name(
    page: TwoFilesPage, fingers: Fingers, session: Session, tmp_path: Path, settle: Settle
) -> None:
    (tmp_path / "elsewhere").mkdir()
    hall = a_hall(tmp_path / "elsewhere", clock=NightClock())
    hall.desk.close()
    for path, why in (
        (hall.desk.ledger.path, "not of the same count"),
        (session.desk.ledger.path, "is in use"),
        (tmp_path / "none.tally", "There is no file"),
        ("", "Choose the other file"),
    ):
        page.file.edit.setText(str(path))
        page.compare()
        settle()
        assert why in page.file.refused
    # What was compared before is still at hand.
    assert page.papers.model().rowCount() == 5


def test_the_other_file_is_left_as_it_was(
    page: TwoFilesPage, other: Path, oxford: tuple[Desk, Rehearsal], settle: Settle
) -> None:
    before = sha256(other.read_bytes()).hexdigest()
    page.compare()
    settle()
    key(oxford, sheets(oxford)[3])
    settle()
    assert sha256(other.read_bytes()).hexdigest() == before


def test_the_list_is_printed_and_what_became_of_it_is_said(
    page: TwoFilesPage,
    window: MainWindow,
    fingers: Fingers,
    session: Session,
    qtbot: QtBot,
) -> None:
    page.shown.setFocus()
    fingers.press(Key.Key_Tab)
    with qtbot.waitSignal(session.printing.told):
        fingers.press(Key.Key_Return)
    (pdf,) = (session.desk.ledger.path.parent / "papers").iterdir()
    assert "To key again" in texts(pdf.read_bytes())[0]
    assert "To key again: in the folder “papers” beside the count" in shown(window).replace(
        "No printer. ", ""
    )


def test_a_file_that_can_only_be_read_because_of_the_other_is_compared_with_it(
    oxford: tuple[Desk, Rehearsal], other: Path, theme: Theme, qtbot: QtBot, tmp_path: Path
) -> None:
    """That is how most people meet it: this machine has seen the one, and is given the other."""
    desk, _ = oxford
    seen = HighWater(tmp_path / "seen.json")
    here = desk.ledger.path
    desk.close(seen)
    forked = Session(Desk.open(other, Clock(), workstation("desk-1"), seen))
    assert {found.what for found in forked.desk.disagreements} <= {What.FORK, What.OLDER_COPY}
    assert forked.desk.disagreements
    window = MainWindow(Settings(tmp_path / "settings.json"))
    closed_after(qtbot, window)
    window.take(forked)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    fingers = Fingers(window, partial(settled, qtbot, forked))
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Key.Key_F11)
    audit = window.screen_shown
    assert isinstance(audit, Audit)
    page = audit.two_files
    page.file.edit.setText(str(here))
    page.compare()
    settled(qtbot, forked)
    # Of this file the other way about: sheet 21 stands in the one that was seen first.
    assert [row.split("\t")[0] for row in rows(page)] == ["Sheet 5", "Sheet 21"]
    forked.close()


def test_enter_is_named_only_where_it_opens_a_paper(
    page: TwoFilesPage,
    window: MainWindow,
    fingers: Fingers,
    session: Session,
    settle: Settle,
) -> None:
    def keys() -> str:
        return " ".join(key for hint in page.key_hints() for key in hint.caps)

    assert "Enter" in keys()
    page.shown.setCurrentIndex(list(Shown).index(Shown.SECOND))
    assert "Enter" not in keys(), "an entry is shown beside the list, and opens nothing"
    enrolled = session.desk.staff.enrolled(41, "An auditor", "auditor")
    by = session.desk.by(RETURNING_OFFICER).count
    session.do(COUNT_STREAM, acts.OfficerEnrolled(**by, officer=enrolled))
    settle()
    fingers.sign_in(41)
    window.go(Destination.AUDIT)
    audit = window.screen_shown
    assert isinstance(audit, Audit)
    of_auditor = audit.two_files
    of_auditor.enter()
    of_auditor.papers.choose(0)
    assert rows(of_auditor)[0].startswith("Sheet 4")
    assert "Enter" not in " ".join(key for h in of_auditor.key_hints() for key in h.caps)


def test_what_is_to_be_done_is_read_whole_in_the_list_with_text_at_its_largest(
    page: TwoFilesPage, window: MainWindow, fingers: Fingers, theme: Theme
) -> None:
    assert rows(page)
    theme.choose_size(200)
    try:
        fingers.sign_in(CLERK)
        fingers.press(Key.Key_F6)
        differences = window.screen_shown
        assert isinstance(differences, Differences)
        table = differences.list.table
        assert "Key it from paper" in shown(window)
        QApplication.processEvents()
        model = table.model()
        for row in range(model.rowCount()):
            needed = wrapped_height(model.index(row, 2), table.columnWidth(2))
            assert table.rowHeight(row) >= needed
            assert table.columnWidth(2) >= px(180), "a word of it is not cut"
    finally:
        theme.choose_size(100)
