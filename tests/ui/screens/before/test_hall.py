"""Tables with their teams, and a count that stands still, by keys alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.views.tables import TableProgress, table_progress
from tallyapp.domain.vocabulary.units import SheetNumber
from tallyapp.ui.screens import Destination
from tallyapp.ui.shell.window import MainWindow
from tests.halls import (
    DEPUTY,
    RETURNING_OFFICER,
    SUPERVISOR,
    Hall,
    a_verified_hall,
    sheet,
)
from tests.ui.keys import Fingers, shown


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    """Verified; three sheets are handed out."""
    return a_verified_hall(tmp_path)


@pytest.fixture
def oxford(hall: Hall) -> tuple[Desk, None]:
    """The window is over this count, and not over the practice count of Oxford East."""
    return hall.desk, None


def opened(fingers: Fingers, window: MainWindow, step: str, officer: int) -> None:
    fingers.sign_in(officer)
    window.go(Destination.BEFORE, step)
    fingers.settle()


def test_a_table_is_named_by_keys_and_its_sheets_are_followed(
    fingers: Fingers, window: MainWindow, hall: Hall
) -> None:
    opened(fingers, window, "tables", SUPERVISOR)
    for words in ("t1", "Table 1", "Red"):
        fingers.write(words)
        fingers.press(Qt.Key.Key_Return)
    fingers.settle()
    assert "Table t1 is recorded." in shown(window)
    hall.do(
        acts.SheetsIssued(
            **hall.by(SUPERVISOR).contest,
            area="B",
            first=SheetNumber(7),
            last=SheetNumber(9),
            table="t1",
        )
    )
    hall.agree(7, sheet((10, 5, 5)))
    hall.key(8, sheet((10, 5, 5)))
    (progress,) = table_progress(hall.desk.count.contests.values(), ["t1"])
    assert progress == TableProgress("t1", handed_out=3, keyed=2, queried=0, agreed=1)
    assert "t1, Table 1\tRed\t3\t2\t0\t1" in shown(window)


def test_a_table_without_a_number_is_asked_for_it(fingers: Fingers, window: MainWindow) -> None:
    opened(fingers, window, "tables", SUPERVISOR)
    fingers.press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    assert "Give the table a number" in shown(window)


def test_the_hall_is_left_and_the_count_begins_again_once_its_seals_were_looked_at(
    fingers: Fingers, window: MainWindow, hall: Hall
) -> None:
    opened(fingers, window, "adjournment", RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_Down, Qt.Key.Key_Return)
    fingers.write("a fire alarm")
    fingers.press(Qt.Key.Key_Return)
    fingers.type(f"{DEPUTY}\n")
    fingers.write("the boxes")
    fingers.press(Qt.Key.Key_Return)
    fingers.type("0815\n")
    fingers.press(Qt.Key.Key_Space)
    fingers.settle()
    still = hall.desk.count.count.stood_still.times[-1]
    assert (still.why, [each.seal for each in still.seals]) == ("evacuated", ["0815"])
    assert "the hall was left at" in shown(window)

    opened(fingers, window, "adjournment", RETURNING_OFFICER)
    assert "0815" not in shown(window), "whoever looks at the seal keys what is on it"
    fingers.press(Qt.Key.Key_Return)
    fingers.type(f"{DEPUTY}\n")
    fingers.type("0816\n")
    fingers.press(Qt.Key.Key_Space)
    fingers.settle()
    assert "a seal is broken, or is not the one that was noted" in shown(window)
    fingers.write("the firemen changed it")
    fingers.press(Qt.Key.Key_Return, Qt.Key.Key_Return, Qt.Key.Key_Return)
    fingers.press(Qt.Key.Key_Space)
    fingers.settle()
    assert hall.desk.count.count.stood_still.at(hall.desk.count.count.seq) is None
    assert "the count goes on" in shown(window)
