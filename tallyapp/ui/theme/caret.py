"""A caret wide enough to be found across a table.

It is a style of its own, and Qt makes for Python all that styles have names for, where the first
one is asked for: that waits until the window has been seen (`Theme.widen_caret`).
"""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QProxyStyle,
    QStyle,
    QStyleOption,
    QWidget,
)

from .resized import faces_anew
from .type import px

_WIDE = 2
"""Pixels."""


class WideCarets(QObject):
    """Gives a field its caret from the first time that one types there.

    Qt asks a style for some two thousand lengths while a page is laid out, and what wears this one
    has each of them answered in Python.
    """

    def __init__(self, app: QApplication, style: str) -> None:
        super().__init__(app)
        self._style = _WideCaret(style)
        self._style.setParent(app)  # fields may outlive this
        app.focusChanged.connect(self._on_focus)
        self._on_focus(None, app.focusWidget())

    def _on_focus(self, _: QWidget | None, now: QWidget | None) -> None:
        if not isinstance(now, QLineEdit | QPlainTextEdit):
            return
        if not now.testAttribute(Qt.WidgetAttribute.WA_SetStyle):
            now.setStyle(self._style)
            faces_anew([now])


class _WideCaret(QProxyStyle):
    """A style as it is but for its caret."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric == QStyle.PixelMetric.PM_TextCursorWidth:
            return px(_WIDE)
        return super().pixelMetric(metric, option, widget)
