"""The frame round every screen."""

import gc
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.tallies.screen import Tallies
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.rail import RailItem
from tallyapp.ui.shell.window import MainWindow
from tests.ui.keys import Fingers, settled
from tests.ui.practice import CLERK, OTHER_CLERK, Clock
from tests.workstations import workstation

Settle = Callable[[], None]
RETURNING_OFFICER = 1


def read(window: MainWindow) -> str:
    """Every word that can be read in the header."""
    return " ".join(
        label.text() for label in window.header.findChildren(QLabel) if label.isVisible()
    )


def told(window: MainWindow) -> list[str]:
    """Every word that can be read beside the screen, the header and the rail."""
    screen = window.screen_shown
    assert screen is not None
    shown = [label for label in window.findChildren(QLabel) if label.isVisible()]
    parts = (screen, window.header, window.keys)
    return [label.text() for label in shown if not any(part.isAncestorOf(label) for part in parts)]


def test_somebody_signs_in_by_number_before_anything_else(
    fingers: Fingers, session: Session
) -> None:
    assert isinstance(fingers.window.screen_shown, Screen)
    for key in (Qt.Key.Key_F3, Qt.Key.Key_F5, Qt.Key.Key_Escape):
        fingers.press(key)
        assert session.role is None
    fingers.type("99\n")
    assert session.role is None
    fingers.sign_in(CLERK)
    assert session.role == "clerk"


def test_the_header_says_which_count_who_sits_here_and_what_is_saved(
    fingers: Fingers,
    window: MainWindow,
    session: Session,
    oxford: tuple[Desk, Rehearsal],
    settle: Settle,
) -> None:
    fingers.sign_in(CLERK)
    entry = oxford[0].contest("oxford-east").seq
    assert read(window) == (
        "Oxford East UK Parliamentary general election, 4 July 2024 PRACTICE Officer 11 clerk "
        f"Last entry {entry} Saved No backup yet"
    )
    figures = oxford[1].plan.sheets[0].figures
    session.do(
        "oxford-east",
        acts.SheetKeyed(
            **session.me.contest,
            sheet=SheetNumber(1),
            of=session.desk.contest("oxford-east").sheets[SheetNumber(1)].opened,
            figures=figures,
        ),
    )
    assert read(window).endswith(f"Last entry {entry} Saving No backup yet")
    settle()
    ((_, act),) = oxford[0].ledger.read_from("oxford-east", entry)
    assert read(window).endswith(f"Last entry {entry + 1} Saved {act.at:%H:%M:%S} No backup yet")


def test_f_keys_and_ctrl_with_a_digit_open_the_same_screens(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(CLERK)
    for key, digit in ((Qt.Key.Key_F5, Qt.Key.Key_5), (Qt.Key.Key_F3, Qt.Key.Key_3)):
        fingers.press(key)
        by_f_key = window.screen_shown
        window.go(Destination.SIGN_IN)
        QTest.keyClick(window, digit, Qt.KeyboardModifier.ControlModifier)
        assert window.screen_shown is by_f_key


def test_every_screen_is_in_the_rail_with_its_key(window: MainWindow) -> None:
    items = [item.accessibleName() for item in window.rail.findChildren(RailItem)]
    for screen in Destination:
        in_the_rail = any(f", {screen.key}" in name for name in items)
        assert in_the_rail is (screen is not Destination.SIGN_IN)


def test_what_a_role_may_not_open_has_a_padlock_and_says_so(
    window: MainWindow, session: Session
) -> None:
    def locked(screen: Destination) -> bool:
        (item,) = [
            item
            for item in window.rail.findChildren(RailItem)
            if f", {screen.key}" in item.accessibleName()
        ]
        return "not yours" in item.accessibleName()

    session.sign_in(CLERK)
    assert not locked(Destination.OVERVIEW)
    assert locked(Destination.TALLIES)
    window.go(Destination.TALLIES)
    assert not isinstance(window.screen_shown, Tallies)
    assert "is not open to a clerk. Someone who may open it signs in with F2." in " ".join(
        told(window)
    )
    session.sign_in(RETURNING_OFFICER)
    assert not locked(Destination.TALLIES)
    window.go(Destination.TALLIES)
    assert isinstance(window.screen_shown, Tallies)


def test_another_officer_never_meets_the_screens_of_the_one_before(
    window: MainWindow, session: Session
) -> None:
    session.sign_in(RETURNING_OFFICER)
    window.go(Destination.TALLIES)
    session.sign_in(CLERK)
    assert not isinstance(window.screen_shown, Tallies)
    assert not window.findChildren(Tallies)[0].isVisible()


@pytest.mark.parametrize("screen", Destination)
def test_a_screen_is_found_by_its_name(screen: Destination) -> None:
    assert issubclass(screen.load(), Screen)
    assert screen.title


def test_no_two_screens_have_one_key() -> None:
    strokes = [stroke for screen in Destination for stroke in screen.strokes]
    assert len(set(strokes)) == len(strokes)
    assert not {"F1", "Ctrl+1"} & set(strokes), "help"


def test_esc_goes_back_to_where_one_was(fingers: Fingers, window: MainWindow) -> None:
    fingers.sign_in(CLERK)
    overview = window.screen_shown
    fingers.press(Qt.Key.Key_F5)
    fingers.press(Qt.Key.Key_F2)
    fingers.press(Qt.Key.Key_Escape)
    assert window.screen_shown is not overview
    fingers.press(Qt.Key.Key_Escape)
    assert window.screen_shown is overview


def test_closing_waits_for_what_is_on_its_way_to_the_disk(
    qtbot: QtBot,
    fingers: Fingers,
    window: MainWindow,
    session: Session,
    oxford: tuple[Desk, Rehearsal],
) -> None:
    fingers.sign_in(CLERK)
    figures = oxford[1].plan.sheets[0].figures
    session.do(
        "oxford-east",
        acts.SheetKeyed(
            **session.me.contest,
            sheet=SheetNumber(1),
            of=session.desk.contest("oxford-east").sheets[SheetNumber(1)].opened,
            figures=figures,
        ),
    )
    assert not window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    assert session.closed
    again = Desk.open(oxford[0].ledger.path, oxford[0].clock, workstation("here"))
    assert again.contest("oxford-east").sheets[SheetNumber(1)].looks.keys() == {CLERK}
    again.close()


def test_the_windows_place_and_the_last_officer_are_remembered(
    fingers: Fingers, window: MainWindow, tmp_path: Path
) -> None:
    fingers.sign_in(OTHER_CLERK)
    window.resize(1200, 690)
    window.close()
    settings = Settings(tmp_path / "settings" / "window.json")
    assert settings.now.last_officer == OTHER_CLERK
    again = MainWindow(settings)
    assert again.height() == 690  # the screen of the tests is not so wide


def test_a_broken_settings_file_is_set_aside_and_said(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "window.json"
    for broken in (
        "{",
        "[]",
        "[" * 9999,
        '{"geometry": 7}',
        '{"recent": [1]}',
        '{"recent": 5}',
        '{"language": 5}',
        '{"text_size": "large"}',
        '{"days": []}',
        '{"days": {"a.tally": "Thursday"}}',
        '{"practice": {"a.tally": "yes"}}',
        '{"backups": {"a": "2024-07-04T23:00"}}',
        '{"drills": {"a/1": 5}}',
    ):
        path.write_text(broken, "utf-8")
        settings = Settings(path)
        assert "set aside as window.json.broken" in settings.trouble
        assert path.with_name("window.json.broken").read_text("utf-8") == broken
        assert not path.exists()
    window = MainWindow(settings)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    assert settings.trouble in [
        label.text() for label in window.findChildren(QLabel) if label.isVisible()
    ]
    settings.change(look="dark")
    assert Settings(path).now.look == "dark"


def test_settings_know_the_counts_opened_last(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "window.json")
    for name in "abcdefghija":
        settings.opened(tmp_path / f"{name}.tally")
    names = [Path(path).stem for path in Settings(tmp_path / "window.json").now.recent]
    assert names == ["a", "j", "i", "h", "g", "f", "e", "d"]


def test_the_last_entry_moves_while_officers_are_enrolled(
    window: MainWindow, session: Session, settle: Callable[[], None]
) -> None:
    session.sign_in(RETURNING_OFFICER)
    before = read(window)
    enrolled = session.desk.staff.enrolled(91, "Ann", "clerk")
    envelope = session.desk.by(RETURNING_OFFICER)
    session.do(acts.COUNT_STREAM, acts.OfficerEnrolled(**envelope.count, officer=enrolled))
    settle()
    assert "Last entry of the whole count" not in before
    assert f"Last entry of the whole count {session.desk.count.count.seq}" in read(window)


def test_no_clock_is_left_over_at_home(window: MainWindow, session: Session) -> None:
    window.header.show_saved(session.desk.clock())
    window.header.show_session(None)
    assert ":" not in read(window)


def test_whoever_sits_there_is_told_once_that_the_clock_is_behind(
    fingers: Fingers,
    window: MainWindow,
    session: Session,
    oxford: tuple[Desk, Rehearsal],
    settle: Settle,
) -> None:
    desk, played = oxford
    clock = Clock()
    desk.clock = clock
    fingers.sign_in(CLERK)
    assert window.clock.words == ""

    def key(number: int) -> None:
        figures = played.plan.sheets[number - 1].figures
        sheet = SheetNumber(number)
        of = desk.contest("oxford-east").sheets[sheet].opened
        act = acts.SheetKeyed(**session.me.contest, sheet=sheet, of=of, figures=figures)
        session.do("oxford-east", act)
        settle()

    key(1)
    last = desk.contest("oxford-east").at
    assert last is not None
    clock.now -= timedelta(hours=1)
    key(2)
    said = (
        "This computer's clock says 00:04, but the last entry was at 01:04. "
        "Put the clock right: entries are dated 01:04 until then."
    )
    assert window.clock.words == said
    assert desk.contest("oxford-east").at == last
    clock.now += timedelta(minutes=10)
    key(3)
    # It stands as it was, over every screen, and Esc leaves it there.
    fingers.press(Qt.Key.Key_Escape)
    assert window.clock.words == said
    clock.now += timedelta(minutes=50)
    key(4)
    assert window.clock.words == ""


def test_a_count_opened_under_a_clock_that_is_days_behind_says_the_day(
    window: MainWindow, session: Session, oxford: tuple[Desk, Rehearsal]
) -> None:
    clock = Clock()
    clock.now -= timedelta(days=2)
    oxford[0].clock = clock
    window.take(session)
    assert "clock says 01:04, 3 July 2024, but the last entry was at" in window.clock.words
    assert ", 5 July 2024. Put the clock right" in window.clock.words


def on_their_own() -> Counter[str]:
    """What lies on no other widget, and so goes with none."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    alone = [each for each in QApplication.allWidgets() if each.parent() is None]
    return Counter(type(each).__name__ for each in alone)


def test_a_window_that_is_gone_leaves_nothing_behind(
    qtbot: QtBot, session: Session, tmp_path: Path
) -> None:
    before = on_their_own()
    window = MainWindow(Settings(tmp_path / "window.json"))
    window.take(session)
    window.show()
    session.sign_in(RETURNING_OFFICER)
    for screen in Destination:
        window.go(screen)
        settled(qtbot, session)
    window.close()
    window.deleteLater()
    del window
    assert on_their_own() == before
