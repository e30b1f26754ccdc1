"""The look of the running application: chosen, or the system's;
everything repaints when it changes.
"""

from string import Template

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tallyapp.resources import resource

from .resized import faces_anew, lengths_anew, settle, uncollected, widgets
from .roles import DARK, LIGHT, Look, Roles, high_contrast
from .text_size import step_from, system_size
from .type import BODY, px, text_size, wish_for

STYLE = "Fusion"
"""Qt's own, which looks the same on every system."""
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


class Theme(QObject):
    """Puts a palette and a size of text on the application, and follows the system in what nobody
    chose; `changed` is told after everything has them.
    """

    changed = Signal()
    size_changed = Signal()
    """Text has another size now, or has its size from elsewhere."""

    def __init__(self, app: QApplication, wanted: str = "", size: int = 0) -> None:
        super().__init__(app)
        self._app = app
        self._wanted = wanted
        # A size that was never offered would leave a window that nobody can put right.
        self._size = step_from(size, 0) if size else 0
        self._has_wide_carets = False
        hints = app.styleHints()
        # It owns what is asked next, and lives as long as the application.
        self._access = hints.accessibility()
        self._system = QPalette(app.palette())
        self._dark = hints.colorScheme() == Qt.ColorScheme.Dark
        self._contrast = self._access.contrastPreference() == Qt.ContrastPreference.HighContrast
        hints.colorSchemeChanged.connect(self._on_scheme)
        self._access.contrastPreferenceChanged.connect(self._on_contrast)
        wish_for(self._size or system_size())
        app.setFont(BODY.font())
        self.apply()

    def widen_caret(self) -> None:
        """Give every field a caret that can be found; once the window has been seen."""
        from .caret import WideCarets

        if not self._has_wide_carets:
            self._has_wide_carets = True
            WideCarets(self._app, STYLE)

    # ---- the look

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
        with uncollected():
            self._dress()
            found = widgets()
            faces_anew(found)
            settle(found)
            self.changed.emit()

    def _dress(self) -> None:
        global _current
        _current = self._roles()
        palette = QPalette()
        for place, role in _PALETTE.items():
            palette.setColor(place, _current.colour(role))
        for place in (_P.WindowText, _P.Text, _P.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, place, _current.colour("locked"))
        self._app.setPalette(palette)
        self._app.setStyleSheet(stylesheet(_current))

    def _roles(self) -> Roles:
        if self._wanted == Look.HIGH_CONTRAST or (not self._wanted and self._contrast):
            return high_contrast(self._system, chosen_there=self._contrast, dark=self._dark)
        return DARK if self._wanted == Look.DARK or (not self._wanted and self._dark) else LIGHT

    # ---- the size of text

    @property
    def size_wanted(self) -> int:
        """The size of text that was chosen, in per cent; 0 where the system's is followed."""
        return self._size

    def choose_size(self, percent: int) -> None:
        """Take this size of text from now on; 0 follows the system."""
        self._size = percent
        with uncollected():
            self._show_size()
            self.size_changed.emit()

    def step_size(self, steps: int) -> None:
        """Text so many steps larger, or smaller."""
        self.choose_size(step_from(text_size(), steps))

    def _show_size(self) -> None:
        before = text_size()
        now = self._size or system_size()
        if now == before:
            return
        wish_for(now)
        found = widgets()
        lengths_anew(found, before, now)
        self._app.setFont(BODY.font())
        self._dress()
        faces_anew(found)
        settle(found)

    # ---- the system

    def follow(self, window: QWidget) -> None:
        """Hear of this window when the system has other colours or another size of text."""
        window.installEventFilter(self)

    def eventFilter(self, _: QObject, event: QEvent) -> bool:
        """The system's theme is another."""
        if event.type() == QEvent.Type.ThemeChange:
            self._on_system_changed()
        return False

    def _on_scheme(self, scheme: Qt.ColorScheme) -> None:
        self._dark = scheme == Qt.ColorScheme.Dark
        self._on_system_changed()

    def _on_contrast(self, preference: Qt.ContrastPreference) -> None:
        self._contrast = preference == Qt.ContrastPreference.HighContrast
        self._on_system_changed()

    def _on_system_changed(self) -> None:
        self._app.setPalette(QPalette())  # gives the system's own back, as it is now
        self._system = QPalette(self._app.palette())
        self.apply()
        if not self._size and system_size() != text_size():
            self.choose_size(0)


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
    return Template(template).substitute(look.names() | _lengths())


def _lengths() -> dict[str, str]:
    """The lengths of the stylesheet that grow with the text, by their names in it."""
    box = px(14)
    ring = px(5)
    lengths = {
        "box": box,
        "round": box // 2 + 2,  # and its border
        "ring": ring,
        "filling": box + 4 - 2 * ring,
        "arrow": px(5),
        "arrow_high": px(6),
        "drop": px(22),
    }
    return {name: f"{length}px" for name, length in lengths.items()}


def antialiased(painter: QPainter) -> QPainter:
    """The painter, set for smooth shapes without an outline."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    return painter
