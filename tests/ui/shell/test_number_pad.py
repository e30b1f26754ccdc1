"""The number pad with Num Lock off, and what is pasted: neither ever changes a figure unsaid."""

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.sign_in.digits import DigitsEdit
from tallyapp.ui.shell.front import Front
from tallyapp.ui.shell.scanner import Scanner
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.id_edit import IdEdit
from tallyapp.ui.widgets.pad_edit import NumberEdit, PadEdit, pasted_digits
from tallyapp.ui.widgets.slate_edit import SlateEdit
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure
from tests.ui.keys import Fingers, focused
from tests.ui.practice import CLERK

PAD = [
    Qt.Key.Key_Insert,
    Qt.Key.Key_End,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Left,
    Qt.Key.Key_Clear,
    Qt.Key.Key_Right,
    Qt.Key.Key_Home,
    Qt.Key.Key_Up,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_Delete,
]
"""0 to 9 and the point, as they come while Num Lock is off."""


def pad(key: Qt.Key) -> None:
    QTest.keyClick(focused(), key, Qt.KeyboardModifier.KeypadModifier)


def words_in_field() -> str:
    field = focused()
    assert isinstance(field, QLineEdit)
    return field.text()


@pytest.mark.parametrize("key", PAD)
def test_with_num_lock_off_the_pad_neither_types_moves_nor_erases_and_it_is_said_at_once(
    fingers: Fingers, window: MainWindow, key: Qt.Key
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("1\n500\n12")
    where = focused().accessibleName()
    pad(key)
    assert words_in_field() == "12"
    assert focused().accessibleName() == where
    assert "Num Lock is off" in window.banner.words
    fingers.type("3")
    assert words_in_field() == "123"
    assert not window.banner.words


def test_num_lock_off_is_said_where_officers_sign_in(fingers: Fingers, window: MainWindow) -> None:
    fingers.press(Qt.Key.Key_F2)
    fingers.type("1")
    pad(Qt.Key.Key_Delete)
    assert words_in_field() == "1"
    assert "Num Lock is off" in window.banner.words


def test_num_lock_off_is_said_before_any_count_is_open(front: Front, qtbot: QtBot) -> None:
    """The electorates of a new count are figures as well."""
    qtbot.waitUntil(lambda: bool(front.window.findChildren(Scanner)))
    assert isinstance(focused(), PadEdit)
    pad(Qt.Key.Key_Home)
    assert "Num Lock is off" in front.window.banner.words


def test_the_keys_beside_the_pad_move_as_ever(fingers: Fingers, window: MainWindow) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("1\n500\n12")
    fingers.press(Qt.Key.Key_Home)
    fingers.type("3")
    assert words_in_field() == "312"
    assert not window.banner.words


FIELDS: dict[str, Callable[[], NumberEdit]] = {
    "figure": FigureEdit,
    "slate": SlateEdit,
    "officer's number": lambda: DigitsEdit("Number", secret=False),
    "PIN": lambda: DigitsEdit("PIN", secret=True),
    "number in a form": partial(NumberEdit, 4),
}


@pytest.mark.parametrize("make", FIELDS.values(), ids=FIELDS)
@pytest.mark.parametrize("pasted", ["12,5", "1,2,3", "1 2", "12.5", "-12", "1/2", "12e3", "", "x"])
def test_what_is_no_figure_is_pasted_into_none(make: Callable[[], NumberEdit], pasted: str) -> None:
    field = make()
    field.setText("12")
    field.end(False)
    said: list[str] = []
    field.not_taken.connect(said.append)
    QApplication.clipboard().setText(pasted)
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == "12"
    assert said == [say("ui", "keys.paste")]


@pytest.mark.parametrize("pasted", ["1234", "1,234", "1 234", "1\u202f234", " 1,234\n"])
def test_a_figure_with_thousands_grouped_rightly_is_pasted(pasted: str) -> None:
    field = FigureEdit()
    told: list[object] = []
    field.typed.connect(told.append)
    QApplication.clipboard().setText(pasted)
    QTest.keyClick(field, Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    assert field.value == 1234
    assert told == [1234]


def test_a_figure_too_long_is_not_pasted_in_part() -> None:
    field = FigureEdit()
    QApplication.clipboard().setText("50123456789")
    QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert field.value is None


@given(st.integers(0, 9_999_999))
def test_every_figure_is_pasted_as_it_is_shown(value: int) -> None:
    assert pasted_digits(figure(value)) == str(value)


@given(st.text(alphabet="0123456789, .-\u202f", max_size=12))
def test_what_is_pasted_is_that_figure_or_none(text: str) -> None:
    """Never the digits that are left of something else."""
    if digits := pasted_digits(text):
        shown = text.strip().replace("\u202f", ",").replace(" ", ",")
        grouped = f"{int(digits):,}" if "," in shown else digits
        assert shown.lstrip("0,") == grouped.lstrip("0,")


def test_no_field_of_the_product_takes_figures_unguarded() -> None:
    """Whatever may be keyed on the pad is a field of the pad."""
    for kind in (FigureEdit, SlateEdit, DigitsEdit):
        assert issubclass(kind, NumberEdit)
    form = Field("Seats", digits=2)
    assert isinstance(form.edit, NumberEdit)
    assert isinstance(IdEdit("Box"), PadEdit)


def every_field(window: QWidget) -> list[QLineEdit]:
    return [each for each in window.findChildren(QLineEdit) if each.parent() is not None]


@pytest.mark.parametrize("to", list(Destination))
def test_every_field_of_every_screen_heeds_num_lock(
    fingers: Fingers, window: MainWindow, to: Destination
) -> None:
    fingers.sign_in(1)
    window.go(to)
    screen = window.screen_shown
    assert screen is not None
    fields = every_field(screen)
    assert all(isinstance(field, PadEdit) for field in fields)
