"""A caret wide enough to be found across a table.

It is a style of its own, and Qt makes for Python all that styles have names for, where the first
one is asked for: that waits until the window has been seen (`Theme.widen_caret`).
"""

from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

from .type import px

_WIDE = 2
"""Pixels."""


class WideCaret(QProxyStyle):
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
