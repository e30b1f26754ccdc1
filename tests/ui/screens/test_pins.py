"""F2 where there are PINs: signing in, waiting,
being let in again, setting and changing, on and off.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Event

import argon2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.acts import COUNT_STREAM
from tallyapp.domain.vocabulary.on_paper import Enrolled
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ledger.ledger import Ledger
from tallyapp.pins import Pins
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.screens.key_sheet.screen import KeySheet
from tallyapp.ui.screens.sign_in.screen import SignIn
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.front import Front
from tallyapp.ui.shell.window import MainWindow
from tests.halls import officer

from ..keys import Fingers, disk_busy, focused, shown
from ..practice import CLERK, OTHER_CLERK

RETURNING_OFFICER, DEPUTY, SUPERVISOR = 1, 2, 3
PINS = {RETURNING_OFFICER: "2580", SUPERVISOR: "8264", CLERK: "739105"}
WRONG = "6047"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def pins(pins: Pins, oxford: tuple[Desk, Rehearsal]) -> Pins:
    """PINs are on, and three officers have theirs."""
    count = oxford[0].count.count
    for number, pin in PINS.items():
        officer = count.enrolled(OfficerNumber(number), count.seq)
        assert officer is not None
        pins.set(officer, pin)
    return pins


@pytest.fixture
def screen(window: MainWindow, pins: Pins) -> SignIn:
    screen = window.screen_shown
    assert isinstance(screen, SignIn)
    return screen


def enrolled(session: Session, number: int) -> Enrolled:
    officer = session.enrolled(number)
    assert officer is not None
    return officer


def sits(session: Session) -> int:
    return session.officer.number if session.officer else 0


def said(screen: SignIn) -> str:
    """What stands beside the fields, or beneath those of the form."""
    assert screen.pin_form is not None
    return " ".join(
        s.accessibleName() for s in (screen._said, screen.pin_form.said) if s.isVisible()
    )


def hints(screen: SignIn) -> list[str]:
    return [hint.words for hint in screen.key_hints()]


def sign_in(fingers: Fingers, number: int, pin: str) -> None:
    fingers.sign_in(number)
    fingers.type(f"{pin}\n")
    fingers.settle()


def fail(fingers: Fingers, times: int) -> None:
    fingers.type(f"{CLERK}\n")
    for _ in range(times):
        fingers.type(f"{WRONG}\n")
        fingers.settle()


def test_number_enter_pin_enter_and_nobody_sits_down_before(
    fingers: Fingers, session: Session, screen: SignIn
) -> None:
    fingers.sign_in(CLERK)
    assert sits(session) == 0
    assert screen.who.pin.hasFocus()
    assert screen.who.pin.echoMode() is QLineEdit.EchoMode.Password
    fingers.type(f"{PINS[CLERK]}\n")
    assert sits(session) == 0, "hashing is not on the window's thread"
    fingers.settle()
    assert sits(session) == CLERK


def test_plus_is_enter_and_minus_goes_back_to_the_number(
    fingers: Fingers, session: Session, screen: SignIn
) -> None:
    fingers.type("12")
    fingers.press(Qt.Key.Key_Plus)
    assert screen.pin_form is not None
    assert screen.pin_form.isVisible(), "officer 12 has none yet"
    fingers.press(Qt.Key.Key_Escape)
    fingers.type("3+82-")
    assert screen.who.number.hasFocus()
    fingers.type(f"{CLERK}+{PINS[CLERK]}+")
    fingers.settle()
    assert sits(session) == CLERK


def test_a_wrong_pin_is_said_beside_it_and_keyed_again(
    fingers: Fingers, session: Session, screen: SignIn
) -> None:
    fail(fingers, 1)
    assert "That is not the PIN of officer 11" in said(screen)
    assert screen.who.pin.text() == ""
    assert screen.who.pin.hasFocus()
    fingers.type(f"{PINS[CLERK]}\n")
    fingers.settle()
    assert sits(session) == CLERK


def test_the_pin_of_another_is_not_mine(fingers: Fingers, session: Session, screen: SignIn) -> None:
    sign_in(fingers, CLERK, PINS[SUPERVISOR])
    assert sits(session) == 0
    sign_in(fingers, SUPERVISOR, PINS[SUPERVISOR])
    assert sits(session) == SUPERVISOR


def test_after_the_third_wrong_one_the_seconds_are_counted_down(
    qtbot: QtBot, fingers: Fingers, session: Session, screen: SignIn, pins: Pins
) -> None:
    fail(fingers, 3)
    assert "wait 5 seconds, or press *" in said(screen)
    fingers.type(f"{PINS[CLERK]}\n")
    fingers.settle()
    assert sits(session) == 0, "not even with the right one"
    begun = pins._clock()
    pins._clock = lambda: begun + timedelta(seconds=4)
    qtbot.waitUntil(lambda: "wait 1 second," in said(screen))
    pins._clock = lambda: begun + timedelta(seconds=5)
    qtbot.waitUntil(lambda: said(screen) == "Officer 11 may try again now.")
    fingers.type(f"{PINS[CLERK]}\n")
    fingers.settle()
    assert sits(session) == CLERK


def test_a_long_wait_is_said_in_minutes_and_shown_in_the_list(
    fingers: Fingers, session: Session, screen: SignIn, pins: Pins
) -> None:
    begun = pins._clock()
    for minutes in range(0, 75, 15):
        at = begun + timedelta(minutes=minutes)
        pins._clock = lambda at=at: at  # type: ignore[misc]  # a clock all the same
        assert not pins.check(enrolled(session, CLERK), WRONG).right
    fingers.type(f"{CLERK}\n")
    assert "wait 2 minutes 0 seconds" in said(screen)
    assert "let in again" in hints(screen)
    QTest.keyClick(focused(), Qt.Key.Key_F2)
    names = [screen.model.index(row, 1).data() for row in range(screen.model.rowCount())]
    row = names.index("Practice clerk 11")
    assert screen.model.index(row, 3).data() == "must wait"


def test_a_supervisor_lets_a_clerk_in_again_with_their_own_pin(
    fingers: Fingers, session: Session, screen: SignIn
) -> None:
    fail(fingers, 3)
    fingers.type(f"*{SUPERVISOR}\n{WRONG}\n")
    fingers.settle()
    assert "That is not the PIN of officer 3" in said(screen)
    fingers.type(f"{PINS[SUPERVISOR]}\n")
    fingers.settle()
    assert said(screen) == "Officer 11 may try again now."
    fingers.type(f"{PINS[CLERK]}\n")
    fingers.settle()
    assert sits(session) == CLERK


@pytest.mark.parametrize(
    ("helper", "words"),
    [
        (CLERK, "not the officer themself"),
        (OTHER_CLERK, "A supervisor, a deputy or the returning officer"),
        (DEPUTY, "Officer 2 has no PIN on this computer yet"),
        (99, "The returning officer enrols officers"),
    ],
)
def test_who_cannot_help_is_told_who_can(
    fingers: Fingers, screen: SignIn, helper: int, words: str
) -> None:
    fail(fingers, 3)
    fingers.type(f"*{helper}\n")
    assert words in said(screen)
    assert screen.pin_form is not None
    assert screen.pin_form.by.hasFocus()


def test_a_helper_who_guesses_waits_as_well(fingers: Fingers, screen: SignIn) -> None:
    fail(fingers, 3)
    fingers.type(f"*{SUPERVISOR}\n")
    for _ in range(3):
        fingers.type(f"{WRONG}\n")
        fingers.settle()
    assert "officer 3 waits 5 seconds" in said(screen)


def test_an_officer_without_a_pin_sets_it_with_somebody_beside_them_and_sits_down(
    fingers: Fingers,
    session: Session,
    screen: SignIn,
    pins: Pins,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fingers.type(f"{OTHER_CLERK}\n")
    assert "Officer 12, Practice clerk 12: your first PIN" in shown(fingers.window)
    hashes = Event()
    quick = argon2.PasswordHasher

    def in_its_time() -> argon2.PasswordHasher:
        hashes.wait()
        return quick()

    monkeypatch.setattr(argon2, "PasswordHasher", in_its_time)
    fingers.type(f"{SUPERVISOR}\n{PINS[SUPERVISOR]}\n4193\n4193\n")
    assert not pins.has(enrolled(session, OTHER_CLERK))
    hashes.set()
    fingers.settle()
    assert sits(session) == OTHER_CLERK
    sign_in(fingers, CLERK, PINS[CLERK])
    sign_in(fingers, OTHER_CLERK, "4193")
    assert sits(session) == OTHER_CLERK


def test_for_others_than_clerks_the_returning_officer_stands_by(
    fingers: Fingers, session: Session, screen: SignIn
) -> None:
    fingers.type(f"{DEPUTY}\n{SUPERVISOR}\n")
    assert "A deputy or the returning officer helps" in said(screen)
    fingers.type(f"{RETURNING_OFFICER}\n{PINS[RETURNING_OFFICER]}\n9075\n9075\n")
    fingers.settle()
    assert sits(session) == DEPUTY


def test_a_forgotten_pin_is_set_anew(fingers: Fingers, session: Session, screen: SignIn) -> None:
    fail(fingers, 1)
    fingers.type(f"*{SUPERVISOR}\n{PINS[SUPERVISOR]}\n4193\n4193\n")
    fingers.settle()
    assert sits(session) == CLERK
    sign_in(fingers, CLERK, "4193")
    assert sits(session) == CLERK


@pytest.mark.parametrize(
    ("new", "words"),
    [
        ("419", "4 to 12 digits"),
        ("0012", "own number"),
        ("5555", "All digits are the same"),
        ("3456", "Digits in a row"),
    ],
)
def test_a_weak_pin_is_refused_at_its_field(
    fingers: Fingers, screen: SignIn, new: str, words: str
) -> None:
    fingers.type(f"{OTHER_CLERK}\n{SUPERVISOR}\n{PINS[SUPERVISOR]}\n{new}\n")
    assert words in said(screen)
    assert screen.pin_form is not None
    assert screen.pin_form.new.hasFocus()
    assert screen.pin_form.new.property("state") == "refused"


def test_the_second_time_must_be_the_same(
    fingers: Fingers, session: Session, screen: SignIn
) -> None:
    fingers.type(f"{OTHER_CLERK}\n{SUPERVISOR}\n{PINS[SUPERVISOR]}\n4193\n4139\n")
    assert "The two are not the same" in said(screen)
    fingers.type("4193\n")
    fingers.settle()
    assert sits(session) == OTHER_CLERK


def test_esc_leaves_the_form_and_everything_as_it_was(
    fingers: Fingers, session: Session, screen: SignIn, pins: Pins
) -> None:
    fingers.type(f"{OTHER_CLERK}\n{SUPERVISOR}\n{PINS[SUPERVISOR]}\n4193")
    fingers.press(Qt.Key.Key_Escape)
    assert screen.pin_form is not None
    assert not screen.pin_form.isVisible()
    assert all(not edit.text() for edit in screen.pin_form.findChildren(QLineEdit))
    assert screen.who.number.hasFocus()
    assert not pins.has(enrolled(session, OTHER_CLERK))


def test_an_officer_changes_their_own_pin(
    fingers: Fingers, session: Session, screen: SignIn
) -> None:
    sign_in(fingers, CLERK, PINS[CLERK])
    QTest.keyClick(fingers.window, Qt.Key.Key_F2)
    QTest.keyClick(focused(), Qt.Key.Key_P, CTRL)
    fingers.type(f"{PINS[CLERK]}\n4193\n4193\n")
    fingers.settle()
    now = fingers.window.screen_shown
    assert isinstance(now, SignIn)
    assert said(now) == "Your PIN is changed."
    sign_in(fingers, CLERK, PINS[CLERK])
    assert "That is not the PIN" in said(now)


def test_pins_are_turned_off_by_the_returning_officer_alone(
    fingers: Fingers, session: Session, screen: SignIn, pins: Pins
) -> None:
    sign_in(fingers, SUPERVISOR, PINS[SUPERVISOR])
    QTest.keyClick(fingers.window, Qt.Key.Key_F2)
    QTest.keyClick(focused(), Qt.Key.Key_T, CTRL)
    assert focused().accessibleName() == "Your officer number"
    sign_in(fingers, RETURNING_OFFICER, PINS[RETURNING_OFFICER])
    QTest.keyClick(fingers.window, Qt.Key.Key_F2)
    QTest.keyClick(focused(), Qt.Key.Key_T, CTRL)
    fingers.type(f"{WRONG}\n")
    fingers.settle()
    assert pins.has(enrolled(session, CLERK))
    fingers.type(f"{PINS[RETURNING_OFFICER]}\n")
    fingers.settle()
    assert not pins.on
    fingers.sign_in(CLERK)
    assert sits(session) == CLERK


def test_whoever_goes_on_before_their_pin_is_looked_at_does_not_key_as_another(
    fingers: Fingers, session: Session, window: MainWindow, screen: SignIn
) -> None:
    sign_in(fingers, CLERK, PINS[CLERK])
    fingers.sign_in(SUPERVISOR)
    with disk_busy(session):
        fingers.type(f"{PINS[SUPERVISOR]}\n")
        QTest.keyClick(window, Qt.Key.Key_F5)
        assert isinstance(window.screen_shown, SignIn)
        assert "The PIN is being looked at" in window.banner.words
    fingers.settle()
    assert sits(session) == SUPERVISOR
    assert not window.banner.isVisible()


def test_a_pin_that_was_wrong_holds_nobody(
    fingers: Fingers, session: Session, window: MainWindow, screen: SignIn
) -> None:
    sign_in(fingers, CLERK, PINS[CLERK])
    fingers.sign_in(SUPERVISOR)
    with disk_busy(session):
        fingers.type(f"{WRONG}\n")
        QTest.keyClick(window, Qt.Key.Key_F5)
    fingers.settle()
    assert not window.banner.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F5)
    assert isinstance(window.screen_shown, KeySheet)
    assert sits(session) == CLERK


def test_whoever_steps_back_while_a_pin_is_looked_at_stays_who_they_are(
    fingers: Fingers, session: Session, window: MainWindow, screen: SignIn
) -> None:
    sign_in(fingers, CLERK, PINS[CLERK])
    fingers.sign_in(SUPERVISOR)
    with disk_busy(session):
        fingers.type(f"{PINS[SUPERVISOR]}\n")
        fingers.press(Qt.Key.Key_Escape)
        QTest.keyClick(window, Qt.Key.Key_F5)
        assert isinstance(window.screen_shown, KeySheet)
    fingers.settle()
    assert sits(session) == CLERK


def test_whoever_goes_on_before_their_first_pin_is_set_sits_down_all_the_same(
    fingers: Fingers, session: Session, window: MainWindow, screen: SignIn
) -> None:
    sign_in(fingers, CLERK, PINS[CLERK])
    fingers.sign_in(OTHER_CLERK)
    with disk_busy(session):
        fingers.type(f"{SUPERVISOR}\n{PINS[SUPERVISOR]}\n4193\n4193\n")
        QTest.keyClick(window, Qt.Key.Key_F5)
        assert isinstance(window.screen_shown, SignIn)
    fingers.settle()
    assert sits(session) == OTHER_CLERK


def test_a_pin_goes_with_its_officer_through_another_role_and_ends_with_standing_down(
    session: Session, window: MainWindow, pins: Pins, settle: Callable[[], None]
) -> None:
    clerk, supervisor = (enrolled(session, number) for number in (CLERK, SUPERVISOR))
    session.sign_in(RETURNING_OFFICER)
    promoted = session.desk.staff.enrolled(CLERK, "Practice clerk 11", "adjudicator")
    session.do(COUNT_STREAM, acts.OfficerEnrolled(**session.me.count, officer=promoted))
    settle()
    assert pins.has(clerk)
    session.do(
        COUNT_STREAM, acts.OfficerStoodDown(**session.me.count, number=OfficerNumber(SUPERVISOR))
    )
    settle()
    assert not pins.has(supervisor)
    assert pins.has(clerk)
    assert pins.has(enrolled(session, RETURNING_OFFICER))


def test_a_pin_is_in_no_file_that_leaves_this_machine(
    fingers: Fingers, session: Session, screen: SignIn, tmp_path: Path, settle: Callable[[], None]
) -> None:
    long, backup = "739105284615", tmp_path / "backup.tally"
    fingers.type(f"{OTHER_CLERK}\n{SUPERVISOR}\n{PINS[SUPERVISOR]}\n{long}\n{long}\n")
    settle()
    sign_in(fingers, OTHER_CLERK, long)
    session.read(lambda ledger: _back_up(ledger, backup), lambda _: None)
    settle()
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        held = path.read_bytes()
        assert long.encode() not in held, path
        assert (b"argon2" in held) == (path.parent.name == "pins"), path
    assert backup.exists()


def _back_up(ledger: Ledger, path: Path) -> None:
    ledger.backup(path)


def test_a_folder_that_cannot_be_written_to_is_said_in_place(
    fingers: Fingers, session: Session, screen: SignIn, pins: Pins, tmp_path: Path
) -> None:
    pins._path = (
        tmp_path / "oxford-east.tally" / "pins.json"
    )  # a file stands where the folder should
    sign_in(fingers, CLERK, PINS[CLERK])
    assert sits(session) == 0
    assert "cannot be made" in said(screen)


def test_pins_stand_beside_what_this_machine_has_seen(around: Surroundings, tmp_path: Path) -> None:
    around.pins("c0ffee").set(officer(1, "returning-officer"), "2580")
    assert (tmp_path / "pins" / "c0ffee.json").exists()


def test_damaged_pins_stop_no_count_and_are_said_for_as_long_as_it_is_open(
    front: Front, around: Surroundings, count_file: Path, qtbot: QtBot
) -> None:
    origin = around.open(count_file)
    origin.close()
    damaged = around.pins(origin.ledger.origin)
    damaged.set(officer(1, "returning-officer"), "2580")
    damaged._path.write_bytes(b"{")
    assert front.home is not None
    front.home.open(count_file)
    qtbot.waitUntil(lambda: front.window.session is not None)
    assert "cannot be read: officers sign in by number alone" in front.window.standing.words
    QTest.keyClicks(focused(), "11\r")
    assert front.window.session is not None
    assert sits(front.window.session) == CLERK


def test_an_opened_count_asks_for_the_pins_of_this_machine(
    front: Front, around: Surroundings, count_file: Path, qtbot: QtBot
) -> None:
    desk = around.open(count_file)
    desk.close()
    clerk = desk.count.count.enrolled(OfficerNumber(CLERK), desk.count.count.seq)
    assert clerk is not None
    around.pins(desk.ledger.origin).set(clerk, PINS[CLERK])
    assert front.home is not None
    front.home.open(count_file)
    qtbot.waitUntil(lambda: front.window.session is not None)
    session = front.window.session
    assert session is not None
    QTest.keyClicks(focused(), f"{CLERK}\r")
    assert sits(session) == 0
    with qtbot.waitSignal(session.officer_changed):
        QTest.keyClicks(focused(), f"{PINS[CLERK]}\r")
    assert sits(session) == CLERK


class TestWithoutPins:
    """A count is used without, until the returning officer turns them on."""

    @pytest.fixture
    def pins(self, oxford: tuple[object, object], tmp_path: Path) -> Pins:
        from ..practice import Clock

        return Pins(tmp_path / "pins", "none-yet", Clock())

    def test_none_is_asked_for(self, fingers: Fingers, session: Session, screen: SignIn) -> None:
        assert not screen.who.pin.isVisible()
        fingers.sign_in(CLERK)
        assert sits(session) == CLERK
        QTest.keyClick(fingers.window, Qt.Key.Key_F2)
        now = fingers.window.screen_shown
        assert isinstance(now, SignIn)
        assert not {"change your PIN", "use PINs"} & set(hints(now))

    def test_the_returning_officer_turns_them_on_with_their_own(
        self, fingers: Fingers, session: Session, screen: SignIn, pins: Pins
    ) -> None:
        fingers.sign_in(RETURNING_OFFICER)
        QTest.keyClick(fingers.window, Qt.Key.Key_F2)
        QTest.keyClick(focused(), Qt.Key.Key_T, CTRL)
        fingers.type("2580\n2580\n")
        fingers.settle()
        now = fingers.window.screen_shown
        assert isinstance(now, SignIn)
        assert "PINs are on" in said(now)
        assert pins.on
        QApplication.processEvents()
        states = [now.model.index(row, 3).data() for row in range(now.model.rowCount())]
        assert states == ["sits here", *["no PIN yet"] * 7]
        fingers.type(f"{CLERK}\n")
        assert now.pin_form is not None
        assert now.pin_form.isVisible()
        assert sits(session) == RETURNING_OFFICER
