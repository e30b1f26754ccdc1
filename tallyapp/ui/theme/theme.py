"""The look of the running application: chosen, or the system's;
everything repaints when it changes.
"""

from string import Template

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QProxyStyle, QStyle, QStyleOption, QWidget

from tallyapp.resources import resource

from .roles import DARK, LIGHT, Look, Roles, high_contrast
from .type import BODY, px

_P = QPalette.ColorRole
_PALETTE = {
    _P.Window: "window",
    _P.WindowText: "ink",
    _P.Base: "card",
    _P.AlternateBase: "rail",
    _P.Text: "ink",
    _P.Button: "card",
    _P.ButtonText: "ink",
    _P.BrightText: "refused",
    _P.ToolTipBase: "card",
    _P.ToolTipText: "ink",
    _P.Highlight: "tint",
    _P.HighlightedText: "ink",
    _P.PlaceholderText: "secondary",
    _P.Link: "accent",
    _P.Accent: "accent",
    _P.Mid: "hairline",
    _P.Dark: "field",
}


class _Style(QProxyStyle):
    """Fusion, with a caret wide enough to be found across a table."""

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric == QStyle.PixelMetric.PM_TextCursorWidth:
            return px(2)
        return super().pixelMetric(metric, option, widget)


class Theme(QObject):
    """Puts a palette on the application; `changed` is told after everything has it."""

    changed = Signal()

    def __init__(self, app: QApplication, wanted: str = "") -> None:
        super().__init__(app)
        self._app = app
        self._system = QPalette(app.palette())
        self._wanted = wanted
        app.setStyle(_Style("Fusion"))
        app.setFont(BODY.font())
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        self.apply()

    @property
    def wanted(self) -> str:
        """The look that was chosen; empty where the system's is followed."""
        return self._wanted

    def choose(self, wanted: str) -> None:
        """Take this look from now on; an empty name follows the system."""
        self._wanted = wanted
        self.apply()

    def apply(self) -> None:
        """Put the look on every widget there is."""
        global _current
        _current = self._roles()
        palette = QPalette()
        for place, role in _PALETTE.items():
            palette.setColor(place, _current.colour(role))
        for place in (_P.WindowText, _P.Text, _P.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, place, _current.colour("locked"))
        self._app.setPalette(palette)
        self._app.setStyleSheet(stylesheet(_current))
        self.changed.emit()

    def _roles(self) -> Roles:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        there = _system_wants_contrast()
        if self._wanted == Look.HIGH_CONTRAST or (not self._wanted and there):
            return high_contrast(self._system, chosen_there=there, dark=dark)
        return DARK if self._wanted == Look.DARK or (not self._wanted and dark) else LIGHT

    def _on_system_changed(self) -> None:
        if not self._wanted:
            self.apply()


_current = LIGHT


def roles() -> Roles:
    """The palette that the application wears now: as global as
    QApplication.palette(), and no more.
    """
    return _current


def colour(role: str) -> QColor:
    """A role's colour now; ask when painting, never before."""
    return _current.colour(role)


def stylesheet(look: Roles) -> str:
    """Frames, fields and headers in these colours."""
    template = resource("styles", "tallyapp.qss").read_text(encoding="utf-8")
    return Template(template).substitute(look.names())


def antialiased(painter: QPainter) -> QPainter:
    """The painter, set for smooth shapes without an outline."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    return painter


def _system_wants_contrast() -> bool:
    hints = QGuiApplication.styleHints()  # owns what is asked next
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
