"""What whoever hears a window is told of it, part by part, and what is amiss there."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

Role = QAccessible.Role
_NOTHING = {Role.NoRole, Role.Client, Role.Window}
"""What nobody can tell anything by: it is no answer to what has the focus."""
_CELLS_OF = {Role.Table, Role.Tree, Role.List}


def parts(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """All that a reader can come to that is seen; the cells of a table are its own."""
    if interface.state().invisible:
        return
    yield interface
    if interface.role() in _CELLS_OF:
        return
    for at in range(interface.childCount()):
        child: QAccessibleInterface | None = interface.child(at)
        if child and child.isValid():
            yield from parts(child)


def name(interface: QAccessibleInterface) -> str:
    return interface.text(QAccessible.Text.Name)


def named(widget: QWidget) -> str:
    """How a widget is called by whoever hears it."""
    return name(QAccessible.queryAccessibleInterface(widget))


def amiss(top: QWidget) -> list[str]:
    """Everything that whoever hears this, and does not see it, would miss; nothing is best."""
    seen = list(parts(QAccessible.queryAccessibleInterface(top)))
    return [*_nameless(seen), *_alike(seen), *_lying(top), *_unlabelled(top)]


def _nameless(seen: list[QAccessibleInterface]) -> Iterator[str]:
    for part in seen:
        told = name(part) or part.text(QAccessible.Text.Description)
        if part.state().focusable and not name(part):
            yield f"can be come to and has no name: {part.object()}"
        if part.role() == Role.Graphic and not told:
            yield f"a picture without words: {part.object()}"


def _alike(seen: list[QAccessibleInterface]) -> Iterator[str]:
    """Of two fields or buttons with one name nobody can tell which has the focus."""
    acted = [part for part in seen if part.state().focusable and part.role() not in _NOTHING]
    counted = Counter((part.role(), name(part)) for part in acted)
    for (role, called), times in counted.items():
        if times > 1:
            yield f"{times} of the role {role.name} are called {called!r}"


def _lying(top: QWidget) -> Iterator[str]:
    for widget in _stops(top):
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface.role() in _NOTHING and not isinstance(widget, QAbstractScrollArea):
            yield f"has the focus and is nothing: {widget} {name(interface)!r}"


def _stops(top: QWidget) -> Iterator[QWidget]:
    for widget in top.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and widget.isVisible() and widget.isEnabled() and not widget.focusProxy():
            yield widget


def _unlabelled(top: QWidget) -> Iterator[str]:
    """A field whose name stands beside it is named by what stands there."""
    labels = [label for label in top.findChildren(QLabel) if label.isVisible()]
    for widget in top.findChildren(QWidget):
        if not isinstance(widget, (QLineEdit, QComboBox, QPlainTextEdit)) or not widget.isVisible():
            continue
        called = [label for label in labels if label.text() and label.text() == named(widget)]
        if called and not any(label.buddy() is widget for label in called):
            yield f"its label is no label of it: {named(widget)!r}"
