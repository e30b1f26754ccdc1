"""At the door: a hundred boxes are scanned by one person, and nothing is passed by."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.containers import containers, not_arrived, not_empty
from tallyapp.domain.vocabulary.containers import Container
from tallyapp.domain.vocabulary.scan_codes import code_of
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.halls import (
    CLERK,
    DEPUTY,
    ELM,
    RETURNING_OFFICER,
    SUPERVISOR,
    Hall,
    a_hall,
    contest_fields,
)
from tests.ui.keys import Fingers, focused, shown

HUNDRED = {"A": tuple(f"s{n}" for n in range(1, 101))}


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """A contest of a hundred boxes, none of which was seen."""
    return a_hall(tmp_path, areas=HUNDRED, seen=False)


@pytest.fixture
def oxford(hall: Hall) -> tuple[Desk, None]:
    """The window is over this count, and not over the practice count of Oxford East."""
    return hall.desk, None


def at_the_door(fingers: Fingers, window: MainWindow, officer: int = CLERK) -> None:
    fingers.sign_in(officer)
    fingers.press(Qt.Key.Key_F4)
    QTest.keyClick(window, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)


def scan(fingers: Fingers, window: MainWindow, box: str, contest: str = ELM) -> None:
    """A scanner types its code and Enter, quicker than any hand."""
    scan_code(fingers, code_of("box", box, contest))


def scan_code(fingers: Fingers, code: str) -> None:
    for character in code:
        QTest.keyClicks(focused(), character)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    fingers.settle()


def test_one_person_sees_a_hundred_boxes_arrive_by_scanner_and_keyboard_alone(
    fingers: Fingers, window: MainWindow, hall: Hall
) -> None:
    at_the_door(fingers, window)
    fingers.press(Qt.Key.Key_Return)
    fingers.type(f"{DEPUTY}\n")
    fingers.write("the presiding officer")
    fingers.press(Qt.Key.Key_Return)
    for n in range(1, 101):
        fingers.write(f"s{n}")
        fingers.press(Qt.Key.Key_Return)
        fingers.type(f"{5_000 + n}\n")
        fingers.settle()
    assert not_arrived(hall.contest) == [
        found for found in not_arrived(hall.contest) if found.place.field == "opened"
    ]
    assert "100 of 100 arrived, 0 seen empty" in shown(window)
    seen = containers(hall.contest)[41].arrived
    assert seen is not None
    assert (seen.seal, seen.came_from, seen.whole) == ("5042", "the presiding officer", True)
    assert (seen.by, seen.second) == (CLERK, DEPUTY)


def test_a_box_that_is_scanned_is_seen_empty_at_once(
    fingers: Fingers, window: MainWindow, hall: Hall
) -> None:
    at_the_door(fingers, window)
    fingers.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    fingers.type(f"{DEPUTY}\n")
    scan(fingers, window, "s7")
    assert "Box s7: seen empty at" in shown(window)
    assert len(not_empty(hall.contest)) == 99


def test_at_the_door_a_box_of_another_contest_is_seen_without_turning_to_it(
    fingers: Fingers, window: MainWindow, hall: Hall, session: Session
) -> None:
    fields = contest_fields(areas=HUNDRED) | {"contest": "oak", "name": "Oak"}
    set_up = acts.ContestSetUp(**hall.desk.by(RETURNING_OFFICER).fixed, **fields)
    hall.desk.do("oak", set_up)
    at_the_door(fingers, window)
    fingers.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    fingers.type(f"{DEPUTY}\n")
    scan(fingers, window, "s7", "oak")
    assert session.stream == ELM
    register = hall.desk.count.count.containers
    assert register.saw("oak/s7", "empty")
    assert not register.saw(f"{ELM}/s7", "empty")


def test_a_container_is_taken_to_the_register_from_any_screen(
    fingers: Fingers, window: MainWindow, hall: Hall
) -> None:
    tray = Container(id="TRAY-1", name="Covers", kind="tray")
    hall.do(acts.ContainersRegistered(**hall.by(SUPERVISOR).count, containers=(tray,)))
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F3)
    scan_code(fingers, code_of("container", "TRAY-1"))
    assert "Second officer" in focused().accessibleName()
    assert window.rail._items[Destination.VERIFICATION].isChecked()


def test_what_was_seen_before_asks_for_a_reason_in_place(
    fingers: Fingers, window: MainWindow, hall: Hall
) -> None:
    hall.see("empty", "elm-valley/s7")
    at_the_door(fingers, window)
    fingers.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    fingers.type(f"{DEPUTY}\n")
    scan(fingers, window, "s7")
    assert "was seen empty before" in shown(window)
    fingers.write("looked at again")
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert "Box s7: seen empty at" in shown(window)


def test_whoever_names_themselves_as_second_or_no_box_is_told_in_place(
    fingers: Fingers, window: MainWindow
) -> None:
    at_the_door(fingers, window)
    fingers.press(Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return)
    fingers.type(f"{CLERK}\n")
    fingers.write("nowhere")
    fingers.press(Qt.Key.Key_Return)
    assert "nowhere is on no register" in shown(window)
    focused().selectAll()  # type: ignore[attr-defined]
    fingers.write("s1")
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert f"Officer {CLERK} cannot be the second officer" in shown(window)
    assert focused().accessibleName() == "Second officer"


def test_a_tray_is_registered_by_keys_and_missed_until_it_was_seen_empty(
    fingers: Fingers, window: MainWindow, hall: Hall
) -> None:
    at_the_door(fingers, window, SUPERVISOR)
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    fingers.write("tray-1")
    fingers.press(Qt.Key.Key_Return)
    fingers.write("Postal tray 1")
    fingers.press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    fingers.settle()
    assert "tray-1 is on the register" in shown(window)
    assert "tray-1, Postal tray 1" in shown(window)
    assert "tray-1" in {found.place.name for found in not_empty(hall.contest)}
    assert "0 of 101 arrived" in shown(window)


def test_esc_comes_back_to_the_statement(
    fingers: Fingers, window: MainWindow, settle: Callable[[], None]
) -> None:
    at_the_door(fingers, window)
    settle()
    assert "What two people see" in shown(window)
    fingers.press(Qt.Key.Key_Escape)
    assert "Verification statement" in shown(window)
    assert focused().accessibleName() == "Box number"


def test_the_keys_of_another_container_are_shown_to_those_who_may_register_one(
    fingers: Fingers, window: MainWindow
) -> None:
    at_the_door(fingers, window, SUPERVISOR)
    assert "Register another container" in shown(window)
    assert "Add a box" not in shown(window), "the same keys would be said to do two things"
    fingers.press(Qt.Key.Key_Escape)
    assert "Add a box" in shown(window)
    at_the_door(fingers, window, CLERK)
    hints = window.screen_shown.key_hints() if window.screen_shown else ()
    assert not [hint for hint in hints if "another container" in hint.words]
