"""Colours that can be read, marks that can be told apart, and a look that can be changed."""

import gc
import re
from collections.abc import Iterable

import pytest
from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QFontInfo, QImage, QPainter, QPalette, QScreen
from PySide6.QtWidgets import QApplication, QStyle, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.marks import Mark, mark_icon, paint_mark
from tallyapp.ui.theme.resized import settle
from tallyapp.ui.theme.roles import DARK, LIGHT, Look, Roles, contrast, high_contrast
from tallyapp.ui.theme.theme import Theme, roles, stylesheet
from tallyapp.ui.theme.type import BODY, FIGURE, gap, px, set_face, text_size
from tallyapp.ui.widgets.pad_edit import PadEdit
from tallyapp.words.parties import stripe

LOOKS = [
    LIGHT,
    DARK,
    high_contrast(QPalette(), chosen_there=False, dark=False),
    high_contrast(QPalette(), chosen_there=False, dark=True),
]
TEXT = ("ink", "secondary", "accent", "ok", "attention", "refused", "locked")
"""Roles in which words are written, on the grounds they are written on."""
GROUNDS = {
    "ink": ("window", "rail", "card", "tint", "refused_tint", "practice_header"),
    "secondary": ("window", "card", "tint", "refused_tint", "practice_header", "rail"),
    "accent": ("window", "tint"),
    "ok": ("window", "card", "practice_header"),
    "attention": ("window", "card", "tint"),
    "refused": ("window", "card", "refused_tint"),
    "locked": ("rail", "window"),
    "practice_ink": ("practice",),
}


@pytest.mark.parametrize(
    "look", LOOKS, ids=lambda look: f"{look.look}-{'dark' if look.dark else 'light'}"
)
def test_every_word_can_be_read_and_every_box_be_seen(look: Roles) -> None:
    for role, grounds in GROUNDS.items():
        for ground in grounds:
            assert contrast(look.colour(role), look.colour(ground)) >= 4.5, (role, ground)
    for box in ("field", "bar"):
        assert contrast(look.colour(box), look.colour("card")) >= 3


def test_high_contrast_chosen_in_the_system_takes_the_systems_colours() -> None:
    system = QPalette(QColor("#202020"))
    system.setColor(QPalette.ColorRole.Window, QColor("#2D3236"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#FFFFFF"))
    chosen = high_contrast(system, chosen_there=True, dark=True)
    assert (chosen.window, chosen.ink, chosen.border) == ("#2d3236", "#ffffff", 2)


def test_a_screen_of_another_resolution_is_asked_anew(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lengths are asked for by the thousand, and the screen once."""
    screen = qapp.primaryScreen()
    before = px(1_000)
    with monkeypatch.context() as patch:
        patch.setattr(QScreen, "logicalDotsPerInchY", lambda _: 192.0)
        assert px(1_000) == before
        screen.logicalDotsPerInchChanged.emit(192.0)
        assert px(1_000) == 2_000 * text_size() // 100
    qapp.primaryScreenChanged.emit(screen)
    assert px(1_000) == before


def outline(mark: Mark, ground: Qt.GlobalColor = Qt.GlobalColor.white) -> bytes:
    image = QImage(40, 40, QImage.Format.Format_Grayscale8)
    image.fill(ground)
    painter = QPainter(image)
    paint_mark(painter, mark, QRectF(0, 0, 40, 40), QColor("black"))
    painter.end()
    return bytes(image.constBits())


def test_each_mark_is_told_by_its_outline_alone() -> None:
    pictures = {mark: outline(mark) for mark in Mark}
    for one in Mark:
        for other in Mark:
            differing = sum(
                abs(a - b) > 100 for a, b in zip(pictures[one], pictures[other], strict=True)
            )
            assert one is other or differing > 60, (one, other)


def test_a_mark_is_an_icon_at_any_resolution(theme: Theme) -> None:
    icon = mark_icon(Mark.AGREES, 20)
    assert sorted(size.width() for size in icon.availableSizes()) == [20, 40, 80]


@pytest.mark.parametrize("look", list(Look))
def test_the_window_changes_its_look_while_it_is_open(
    theme: Theme, window: MainWindow, look: Look
) -> None:
    theme.choose(look)
    assert roles().look is look
    rail = window.grab().toImage().pixelColor(4, 300)
    assert rail == roles().colour("rail")


def corner(window: MainWindow) -> str:
    """The colour of the rail, as it is painted."""
    QApplication.processEvents()
    return window.grab().toImage().pixelColor(8, window.height() - 90).name()


def test_no_window_is_collected_while_every_widget_takes_another_look_or_size(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt names its widgets by where they lie: one that went in between ended the program."""
    collects: list[bool] = []

    def noted(among: Iterable[QWidget]) -> None:
        collects.append(gc.isenabled())
        settle(among)

    def note() -> None:
        collects.append(gc.isenabled())

    monkeypatch.setattr("tallyapp.ui.theme.theme.settle", noted)
    theme.changed.connect(note)
    theme.size_changed.connect(note)
    theme.choose(Look.DARK)
    theme.choose_size(150)
    theme.choose_size(0)
    for signal in (theme.changed, theme.size_changed):
        signal.disconnect(note)
    assert collects == [False] * 6
    assert gc.isenabled()


def test_what_the_system_changes_is_followed_while_a_sheet_is_keyed(
    theme: Theme, window: MainWindow
) -> None:
    hints = QApplication.styleHints()
    access = hints.accessibility()
    theme.choose("")
    seen = [corner(window)]
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    seen.append(corner(window))
    access.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    seen.append(corner(window))
    assert roles().look is Look.HIGH_CONTRAST
    access.contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    seen.append(corner(window))
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)
    seen.append(corner(window))
    light = LIGHT.rail.lower()
    dark = DARK.rail.lower()
    assert [seen[0], seen[1], seen[3], seen[4]] == [light, dark, dark, light]
    assert seen[2] not in (light, dark)


def test_other_colours_of_the_system_are_taken_when_its_theme_changes(
    theme: Theme, window: MainWindow
) -> None:
    told: list[Look] = []
    theme.follow(window)
    theme.changed.connect(lambda: told.append(roles().look))
    QApplication.sendEvent(window.windowHandle(), QEvent(QEvent.Type.ThemeChange))
    assert told == [Look.LIGHT]


def test_a_chosen_look_stays_whatever_the_system_does(theme: Theme, window: MainWindow) -> None:
    hints = QApplication.styleHints()
    before = corner(window)
    hints.colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    try:
        assert corner(window) == before
    finally:
        hints.colorSchemeChanged.emit(Qt.ColorScheme.Light)


def test_bars_below_look_like_bars_beside(theme: Theme) -> None:
    sheet = stylesheet(LIGHT)
    beside = re.search(r"QScrollBar::handle:vertical \{([^}]*)min-height", sheet)
    below = re.search(r"QScrollBar::handle:horizontal \{([^}]*)min-width", sheet)
    assert beside
    assert below
    assert beside.group(1) == below.group(1)


def test_the_typeface_is_our_own_with_digits_of_one_width(theme: Theme) -> None:
    assert QFontInfo(QApplication.font()).family() == "Inter Tally"
    for face in (BODY, FIGURE, FIGURE.heavier()):
        from PySide6.QtGui import QFontMetricsF

        metrics = QFontMetricsF(face.font())
        assert len({round(metrics.horizontalAdvance(digit), 2) for digit in "0123456789"}) == 1
        assert all(metrics.inFontUcs4(ord(letter)) for letter in "ŵŷŴŶąęłńóśźżạẹọṣ−→×")


def test_the_stylesheet_has_no_colour_that_is_not_a_role() -> None:
    for look in LOOKS:
        sheet = stylesheet(look)
        assert "$" not in sheet
        named = {value.upper() for value in look.names().values()}
        assert {colour.upper() for colour in re.findall(r"#[0-9A-Fa-f]{6}", sheet)} <= named


def test_a_candidate_has_the_stripe_of_the_description() -> None:
    def of(description: str) -> str:
        return stripe(Candidate(surname="X", other_names="", description=description))

    assert of("Labour and Co-operative") == of("Labour Party") != of("Conservative")
    assert of("Independent") == of("") == of("Nobody knows")
    assert of("Workers Party of Britain") != of("Workers Revolutionary Party")


def test_a_field_has_a_caret_as_wide_as_the_text_is_large_once_one_types_in_it(
    qtbot: QtBot, theme: Theme
) -> None:
    theme.widen_caret()
    window = QWidget()
    qtbot.addWidget(window)
    page = QVBoxLayout(window)
    typed, other = PadEdit(), PadEdit()
    for field in (other, typed):
        set_face(field, FIGURE)
        page.addWidget(field)
    typed.setFocus()
    with qtbot.waitExposed(window):
        window.show()
    assert typed.hasFocus()
    caret = QStyle.PixelMetric.PM_TextCursorWidth
    assert typed.style().pixelMetric(caret) == px(2)
    assert other.font() == typed.font() == FIGURE.font()
    theme.choose_size(200)
    try:
        assert typed.style().pixelMetric(caret) == px(2) == 2 * gap(2)
        assert other.font() == typed.font() == FIGURE.font()
    finally:
        theme.choose_size(100)
