"""What a widget of our own is to a screen reader, where Qt can only say that it is a widget."""

from functools import cache

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QAccessibleWidget, QStackedWidget, QWidget

Role = QAccessible.Role


@cache
def tell_roles() -> None:
    """From now on a widget is to a reader what its `heard_as` says, and a page that is turned is
    no thing of its own.

    `heard_as` is a role; `heard_parts`, where a widget has it, are the widgets in it of which a
    reader is told: others show the same once more.
    """
    QAccessible.installFactory(_told)


def _told(_: str, thing: QObject) -> QAccessibleInterface | None:
    role: Role | None = getattr(thing, "heard_as", None)
    if isinstance(thing, QStackedWidget):
        role = Role.Client
    if role is None or not isinstance(thing, QWidget):
        return None
    if isinstance(thing, QAbstractButton):
        return _Choice(thing, role)
    return _Parts(thing, role) if hasattr(thing, "heard_parts") else QAccessibleWidget(thing, role)


class _Choice(QAccessibleWidget):
    """A button that is one of several: chosen or not, and pressed by the reader as by the hand."""

    def state(self) -> QAccessible.State:
        state = super().state()
        button = self.widget()
        assert isinstance(button, QAbstractButton)
        # One of them is the tab stop; the arrows reach them all.
        state.focusable = True
        state.selectable = button.isCheckable()
        state.selected = button.isChecked()
        return state

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        button = self.widget()
        if name == QAccessibleActionInterface.pressAction() and isinstance(button, QAbstractButton):
            button.click()
        else:
            super().doAction(name)


class _Parts(QAccessibleWidget):
    """A widget of which a reader is told some parts alone."""

    def _parts(self) -> tuple[QWidget, ...]:
        parts: tuple[QWidget, ...] = getattr(self.widget(), "heard_parts", ())
        return parts

    def childCount(self) -> int:
        return len(self._parts())

    def child(self, index: int) -> QAccessibleInterface:
        parts = self._parts()
        if not 0 <= index < len(parts):
            return super().child(-1)
        return QAccessible.queryAccessibleInterface(parts[index])

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        whose = child.object()
        return next((at for at, part in enumerate(self._parts()) if part is whose), -1)
