"""On F9, F10 and F12 whatever goes on beyond its edge says so, with the key to the rest."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QPlainTextEdit

from tallyapp.desk import Desk
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.before.step import Step as PreparationStep
from tallyapp.ui.screens.before.steps import STEPS
from tallyapp.ui.screens.result.beside.checklist import Step
from tallyapp.ui.screens.result.steps.provisional import ProvisionalPage
from tallyapp.ui.screens.result.ways.ways import Way, ways
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.roles import Look
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.text import Text
from tests.halls import Hall
from tests.ui.keys import Fingers
from tests.ui.resulting import Settle, opened, seen, way

LOWEST = (1280, 649)
PAGES = [step for step in STEPS if not isinstance(step.opens, Destination)]


@pytest.fixture
def counted(all_keyed: tuple[Desk, Rehearsal]) -> Hall:
    """Every paper of Oxford East is keyed and agreed."""
    desk, played = all_keyed
    return Hall(desk, played.stream)


def silent(screen: Screen) -> Iterator[str]:
    """What goes on beyond its edge, and does not say so."""
    QApplication.processEvents()
    for area in screen.findChildren(QAbstractScrollArea):
        goes_on = area.isVisible() and area.verticalScrollBar().maximum() > 0
        if not goes_on or isinstance(area, QPlainTextEdit):
            continue
        holder = area.parentWidget()
        drawn = isinstance(holder, WithMore) and not holder._line.visibleRegion().isEmpty()
        if not drawn or not isinstance(holder, WithMore) or not holder.told:
            yield f"{type(area).__name__} {area.accessibleName()!r}"


def on(window: MainWindow) -> Screen:
    assert window.screen_shown is not None
    return window.screen_shown


def test_every_candidate_of_the_provisional_result_is_reached_by_page_down(
    counted: Hall, fingers: Fingers, window: MainWindow, settle: Settle
) -> None:
    window.resize(*LOWEST)
    fingers.sign_in(1)
    opened(fingers, window, settle)
    seen(fingers, settle)
    screen = on(window)
    assert not list(silent(screen))
    (page,) = screen.findChildren(ProvisionalPage)
    met: set[int] = set()
    for _ in range(12):
        QApplication.processEvents()
        high = page.table.viewport().height()
        for row in range(page.table.model().rowCount()):
            top = page.table.rowViewportPosition(row)
            if top >= 0 and top + page.table.rowHeight(row) <= high:
                met.add(row + 1)
        fingers.press(Qt.Key.Key_PageDown)
    assert met == set(range(1, 13))


def test_the_tallies_say_what_is_below_the_edge(
    counted: Hall, fingers: Fingers, window: MainWindow, settle: Settle
) -> None:
    window.resize(*LOWEST)
    fingers.sign_in(1)
    fingers.press(Qt.Key.Key_F9)
    settle()
    assert not list(silent(on(window)))


@pytest.mark.parametrize(
    "step", [each for each in STEPS if not isinstance(each.opens, Destination)]
)
def test_every_page_of_the_preparation_says_what_is_below_the_edge(
    step: PreparationStep, fingers: Fingers, window: MainWindow, settle: Settle
) -> None:
    window.resize(*LOWEST)
    fingers.sign_in(1)
    window.go(Destination.BEFORE)
    settle()
    assert not list(silent(on(window)))
    window.go(Destination.BEFORE, step.name)
    settle()
    assert not list(silent(on(window)))


@pytest.mark.parametrize("declared", [False, True], ids=["counted", "declared"])
def test_every_way_beside_the_result_says_what_is_below_the_edge(
    declared: bool, counted: Hall, fingers: Fingers, window: MainWindow, settle: Settle
) -> None:
    window.resize(*LOWEST)
    if declared:
        counted.finish()
    else:
        counted.provisional()
    fingers.sign_in(1)
    screen = opened(fingers, window, settle)
    assert screen.step in (*Step, *Way)
    assert not list(silent(screen))
    for each in list(ways(screen.session, screen.contest)):
        way(fingers, settle, each)
        assert not list(silent(screen)), each
        fingers.press(Qt.Key.Key_Escape)
        settle()
        if screen.step is Way.WAYS:
            fingers.press(Qt.Key.Key_Escape)
            settle()


@pytest.mark.parametrize("size", [(1366, 768), LOWEST])
def test_whoever_declares_reads_the_whole_name(
    size: tuple[int, int], counted: Hall, fingers: Fingers, window: MainWindow, settle: Settle
) -> None:
    window.resize(1366, 768)
    counted.give()
    fingers.sign_in(1)
    screen = opened(fingers, window, settle)
    assert screen.step is Step.DECLARE
    window.resize(*size)
    QApplication.processEvents()
    assert not list(silent(screen))
    (name,) = [each for each in screen.findChildren(Text) if each.text() == "Anneliese Dodds"]
    assert name.visibleRegion().boundingRect().height() == name.height()
    assert name.height() >= name.heightForWidth(name.width())


def test_what_is_left_is_told_while_text_and_look_are_changed_beside_the_tallies(
    counted: Hall, fingers: Fingers, window: MainWindow, settle: Settle, theme: Theme
) -> None:
    fingers.sign_in(1)
    fingers.press(Qt.Key.Key_F9)
    settle()
    window.resize(1920, 1080)
    for size in (200, 0, 200, 150, 100):
        theme.choose_size(size)
        QApplication.processEvents()
        theme.choose(Look.LIGHT)
        QApplication.processEvents()
        assert not list(silent(on(window)))
    theme.choose_size(0)
