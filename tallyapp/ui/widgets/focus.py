"""The focus, for what ends behind the work."""

from PySide6.QtWidgets import QWidget


def focus_if_seen(widget: QWidget) -> None:
    """Put the focus there where its page is still shown: Qt would take it from whoever keys on
    another by now.
    """
    if widget.isVisible():
        widget.setFocus()
