"""Whoever hears the screen instead of seeing it is told the same."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget

from tallyapp.ui.shell.window import MainWindow

from .keys import Fingers
from .practice import CLERK

_SPOKEN = {
    QAccessible.Role.EditableText,
    QAccessible.Role.Button,
    QAccessible.Role.Table,
    QAccessible.Role.CheckBox,
    QAccessible.Role.ComboBox,
    QAccessible.Role.List,
    QAccessible.Role.Tree,
}
"""What somebody can act on or walk through; words are read as they stand."""


def parts(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    yield interface
    for i in range(interface.childCount()):
        child: QAccessibleInterface | None = interface.child(i)
        if child and child.isValid() and interface.role() != QAccessible.Role.Table:
            yield from parts(child)


@pytest.mark.parametrize("officer", [1, CLERK], ids=["returning officer", "clerk"])
def test_whatever_can_be_acted_on_has_a_name(
    fingers: Fingers, window: MainWindow, officer: int
) -> None:
    fingers.sign_in(officer)
    for screen in window.officer_may_open:
        window.go(screen)
        spoken = [
            part
            for part in parts(QAccessible.queryAccessibleInterface(window))
            if part.role() in _SPOKEN and not part.state().invisible
        ]
        assert spoken
        for part in spoken:
            name = part.text(QAccessible.Text.Name)
            assert name, (screen, part.role(), part.object())


def test_the_sheet_is_a_table_with_headers_and_its_field_says_where_it_is(
    fingers: Fingers, window: MainWindow
) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("1\n1073\n")
    assert window.focusWidget().accessibleName() == "Full bundles, 1 Adams, Benjamin"
    fingers.type("3/")
    assert window.focusWidget().accessibleName() == "Part bundle, 1 Adams, Benjamin"
    tables = [view for view in window.findChildren(QAbstractItemView) if view.isVisible()]
    interface = QAccessible.queryAccessibleInterface(tables[0])
    inside = [interface.child(i) for i in range(interface.childCount())]

    def names(role: QAccessible.Role) -> list[str]:
        return [part.text(QAccessible.Text.Name) for part in inside if part.role() == role]

    headers = ["No.", "Candidate", "Description", "Full bundles", "Part bundle", "Papers"]
    assert names(QAccessible.Role.ColumnHeader) == headers
    assert names(QAccessible.Role.Cell)[:4] == [
        "No.: 1",
        "Candidate: ADAMS Benjamin",
        "Description: Social Democratic Party",
        "Full bundles: 3",
    ]


def focusable(window: MainWindow) -> set[QWidget]:
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
    }


def test_tab_reaches_everything_and_comes_back(fingers: Fingers, window: MainWindow) -> None:
    fingers.sign_in(CLERK)
    for screen in window.officer_may_open:
        window.go(screen)
        reached = set()
        for _ in range(60):
            QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
            reached.add(window.focusWidget())
        missed = focusable(window) - reached
        assert not missed, (
            screen,
            [(type(widget).__name__, widget.accessibleName()) for widget in missed],
        )


def test_tab_walks_through_the_figures_of_a_sheet(fingers: Fingers, window: MainWindow) -> None:
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.type("1\n")
    names = []
    for _ in range(27):
        names.append(window.focusWidget().accessibleName())
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert names[:3] == [
        "Papers on the sheet",
        "Full bundles, 1 Adams, Benjamin",
        "Part bundle, 1 Adams, Benjamin",
    ]
    assert names[25] == "Papers, Sent for adjudication"
    assert len(set(names)) == 27
