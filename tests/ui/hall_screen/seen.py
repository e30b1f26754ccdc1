"""Everything that anybody can see or hear of a window."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from tests.ui.drawn import drawn

_TEXTS = (
    QAccessible.Text.Name,
    QAccessible.Text.Description,
    QAccessible.Text.Value,
    QAccessible.Text.Help,
    QAccessible.Text.Accelerator,
)


def heard(window: QWidget) -> set[str]:
    """Every text of every accessible thing in the window, shown or not."""
    return {text for text in _texts(QAccessible.queryAccessibleInterface(window)) if text}


def _texts(interface: QAccessibleInterface) -> Iterator[str]:
    yield from (interface.text(kind) for kind in _TEXTS)
    for n in range(interface.childCount()):
        child: QAccessibleInterface | None = interface.child(n)
        if child and child.isValid():
            yield from _texts(child)


def painted(window: QWidget) -> set[str]:
    """Every text that the window paints."""
    return {text.words for text in drawn(window)}


def kept(window: QWidget) -> set[str]:
    """Every text that any widget of it keeps, whether it is shown or not."""
    found = set()
    for widget in (window, *window.findChildren(QWidget)):
        for name in ("text", "toolTip", "statusTip", "whatsThis", "windowTitle", "accessibleName"):
            value = getattr(widget, name, str)()
            found |= {value} if value else set()
    return found


def image(window: QWidget) -> bytes:
    """What the window looks like, byte for byte."""
    picture = window.grab().toImage()  # it owns its bytes
    return bytes(picture.constBits())
