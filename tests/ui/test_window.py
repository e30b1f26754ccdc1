"""The frame round every screen."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tallyapp.ui.session import Session
from tallyapp.ui.window import MainWindow

from .conftest import CLERK


def sign_in(window: MainWindow, number: int) -> None:
    QTest.keyClick(window, Qt.Key.Key_F2)
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, str(number))
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_somebody_signs_in_by_number_before_anything_else(window: MainWindow, session: Session) -> None:
    sign_in(window, CLERK)
    assert session.officer is not None
    assert session.officer.number == CLERK
