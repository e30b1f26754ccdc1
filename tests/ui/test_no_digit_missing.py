"""A figure is never shown with digits missing, and every screen shows its title, the keys of the
moment and whose figure is keyed: with the largest figures and the longest names, in the smallest
windows, and with the largest text.
"""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from re import findall

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.domain import acts
from tallyapp.domain.rules.slates import wanting
from tallyapp.domain.vocabulary.units import MAX_FIGURE
from tallyapp.ui.screens import Destination
from tallyapp.ui.screens.before.put_right.page import PutRightPage
from tallyapp.ui.screens.before.screen import Before
from tallyapp.ui.screens.before.steps import STEPS
from tallyapp.ui.screens.result.beside.checklist import Step
from tallyapp.ui.screens.result.screen import Result
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.front import Front
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.fitting import fitted
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.theme.type import BODY, FIND, TITLE, face_of, text_size
from tallyapp.ui.widgets.frozen import FrozenTable
from tallyapp.ui.widgets.key_cap import Hint
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tests.halls import CLERK, OTHER_CLERK, RETURNING_OFFICER, SUPERVISOR, THIRD_CLERK, Hall

from . import vast
from .drawn import cut, drawn
from .keys import Fingers, closed_after, focused

SIZES = {100: ((1366, 700), (1280, 720), (1280, 649), (1024, 768)), 200: ((1920, 1080),)}
"""The sizes of windows, by the size of text in per cent."""
READER = SUPERVISOR
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
Scenes = Iterator[str]


class Scene:
    """The window over a count, with somebody before it."""

    def __init__(self, qtbot: QtBot, desk: Desk, folder: Path) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.session = Session(desk)
        self.window = MainWindow(Settings(folder / "settings" / "window.json"))
        closed_after(qtbot, self.window)
        self.window.take(self.session)
        self.window.resize(*SIZES[text_size()][0])
        with qtbot.waitExposed(self.window):
            self.window.show()
        # From here on it is drawn where it is looked at, and not on the screen as well.
        self.window.setUpdatesEnabled(False)
        self.fingers = Fingers(self.window, self.settle)

    def settle(self) -> None:
        """Nothing is on its way to the disk, and all that came of it is laid out."""
        QApplication.processEvents()
        while self.session.busy:
            with self.qtbot.waitSignal(self.session.settled):
                pass
            QApplication.processEvents()

    def sit(self, officer: int, key: Destination) -> None:
        """An officer before a screen."""
        self.session.sign_in(officer)
        self.window.go(key)
        self.settle()

    def type(self, text: str) -> None:
        """What is keyed, letters among it."""
        for letter in text:
            if letter.isdigit() or letter in "\n/+*":
                self.fingers.type(letter)
            else:
                self.fingers.write(letter)
        self.settle()

    def press(self, *keys: Qt.Key, chord: Qt.KeyboardModifier | None = None) -> None:
        """Keys, one after the other."""
        for key in keys:
            QTest.keyClick(focused(), key, chord or Qt.KeyboardModifier.NoModifier)
            self.settle()

    @property
    def result(self) -> Result:
        """The screen of the result."""
        screen = self.window.screen_shown
        assert isinstance(screen, Result)
        return screen

    def compare_slates(self) -> None:
        """Each slate that is to be is compared with its bundle."""
        stream = self.result.stream
        for slate in wanting(self.result.contest):
            by = self.desk.by(SUPERVISOR).contest
            self.desk.do(stream, acts.SlateCompared(**by, candidates=slate, fits=True))

    def enter_until(self, step: Step) -> None:
        """Enter, until this step is reached; what is to be looked into is answered."""
        for _ in range(8):
            while self.result.step is Step.LOOK:
                self.press(Key.Key_Return)
                self.fingers.write("counted through")
                self.press(Key.Key_Return)
            if self.result.step is step:
                return
            self.press(Key.Key_Return)
        raise AssertionError(f"{step} was not reached")


def wrong(window: QWidget) -> list[str]:
    """What cannot be read of what the window shows, at each size."""
    found = []
    for wide, high in SIZES[text_size()]:
        window.resize(wide, high)
        QApplication.processEvents()
        told = [*cut(window), *_beyond(window), *_out_of_sight(window)]
        if QApplication.activeWindow() is not window:
            # A widget shown before it lies on its page is a window of its own for a moment.
            told.append("another window took the keys")
        if (window.width(), window.height()) != (wide, high):
            told.append(f"takes {window.width()}×{window.height()}")
        found += [f"{wide}×{high} {each}" for each in told]
    return found


def _out_of_sight(window: QWidget) -> Iterator[str]:
    """What every screen shows, whatever else it has no room for."""
    if isinstance(window, MainWindow):
        hints = [hint for hint in window.keys.findChildren(Hint) if not hint.isHidden()]
        for hint in (window.keys, *hints):
            if not is_whole(hint):
                yield f"keys out of sight: {hint.accessibleName()}"
        titles = [each for each in window.findChildren(Text) if face_of(each) == TITLE]
        if not any(is_whole(title) for title in titles if title.text()):
            yield "no title"
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        if not is_whole(field):
            yield f"field out of sight: {field.accessibleName()}"
        inside = field.parentWidget()
        table = inside.parentWidget() if inside else None
        if isinstance(table, KeyedTable) and not _names_row(table):
            yield f"whose figure it is: {field.accessibleName()}"


def is_whole(widget: QWidget) -> bool:
    """Whether all of it can be seen."""
    return widget.isVisible() and widget.visibleRegion().boundingRect() == widget.rect()


def _names_row(table: KeyedTable) -> bool:
    """Whether the row that is keyed says whose it is: its number or the beginning of its name."""
    row = table.row_at
    top = table.rowViewportPosition(row)
    band = range(top, top + table.rowHeight(row))
    corner = table.viewport().mapTo(table.window(), QPoint()).y()
    name = str(table.model().headerData(row, Qt.Orientation.Vertical))
    begins = [word[:4] for word in findall(r"[^\W\d][\w'’-]+", name)]
    numbers = findall(r"\d+", name)
    beside = [
        each.words
        for each in drawn(table.window())
        if int(each.place.center().y()) - corner in band and each.is_whole
    ]
    named = any(words.startswith(begin) for words in beside for begin in begins)
    return named or any(words == number for words in beside for number in numbers)


def _beyond(window: QWidget) -> Iterator[str]:
    """Tables of which columns are out of sight, where they are not meant to be."""
    for view in window.findChildren(QTableView):
        moves = isinstance(view.parent(), FrozenTable)
        if view.isVisible() and not moves and view.horizontalScrollBar().maximum():
            yield f"columns beyond: {view.accessibleName()}"


def begun(scene: Scene) -> Scenes:
    """One seat, under way."""
    for key in Destination:
        scene.sit(RETURNING_OFFICER, key)
        yield key.key
    scene.sit(RETURNING_OFFICER, Destination.OVERVIEW)
    scene.press(Key.Key_Down, Key.Key_Down, Key.Key_Right)
    yield "an area of the overview"
    scene.sit(CLERK, Destination.VERIFICATION)
    scene.type("A1\n")
    yield "a box counted"
    scene.type(f"{MAX_FIGURE}\n{MAX_FIGURE}\n{MAX_FIGURE}\n")
    yield "a box keyed"
    yield from _keyed_sheets(scene)
    scene.sit(THIRD_CLERK, Destination.DIFFERENCES)
    scene.press(Key.Key_Return)
    yield "a difference looked at"
    scene.sit(SUPERVISOR, Destination.DIFFERENCES)
    scene.type(f"{vast.FIRST_SHEET}\n")
    yield "a correction"
    scene.sit(THIRD_CLERK, Destination.DOUBTFUL)
    scene.type(f"7\n{vast.AREAS[4]}\n{MAX_FIGURE}\n{MAX_FIGURE}\n{MAX_FIGURE}\n")
    yield "a form"
    scene.sit(RETURNING_OFFICER, Destination.RECONCILIATION)
    scene.press(Key.Key_Right, Key.Key_Return)
    yield "an area reconciled"
    scene.sit(RETURNING_OFFICER, Destination.AUDIT)
    scene.press(Key.Key_Down)
    yield "an entry"
    yield from _preparation(scene)
    yield from _verification(scene)


def _preparation(scene: Scene) -> Scenes:
    """Every page of preparation, and the form of each kind of thing that is put right."""
    pages = [step for step in STEPS if not isinstance(step.opens, Destination)]
    for step in pages:
        scene.sit(RETURNING_OFFICER, Destination.OVERVIEW)
        scene.window.go(Destination.BEFORE, step.name)
        scene.settle()
        yield f"preparation: {step.name}"
        if step.opens is PutRightPage:
            yield from _put_right(scene)


def _put_right(scene: Scene) -> Scenes:
    screen = scene.window.screen_shown
    assert isinstance(screen, Before)
    page = screen.leaf
    assert isinstance(page, PutRightPage)
    met: set[object] = set()
    for thing in page.list.model.things:
        # Forty candidates have one form: what differs of it is which of them it names.
        made = thing.opens.func if isinstance(thing.opens, partial) else thing.opens
        if made in met:
            continue
        met.add(made)
        page.open(thing)
        scene.settle()
        assert page.form is not None
        yield f"put right: {page.form.kind}"
        scene.press(Key.Key_Escape)


def _verification(scene: Scene) -> Scenes:
    """A box with all that can be done with it, containers, and postal votes."""
    scene.sit(RETURNING_OFFICER, Destination.VERIFICATION)
    for page in ("packets", "put-right", "move", "carry"):
        scene.type("A1\n")
        _button(scene, say("verification", page)).click()
        scene.settle()
        yield f"a box: {page}"
        scene.press(Key.Key_Escape, Key.Key_Escape)
    scene.press(Key.Key_E, chord=CTRL)
    yield "containers"
    scene.press(Key.Key_N, chord=CTRL)
    yield "another container"
    scene.press(Key.Key_Escape, Key.Key_Escape)
    scene.press(Key.Key_L, chord=CTRL)
    yield "postal votes"
    scene.press(Key.Key_Escape)


def _button(scene: Scene, words: str) -> QAbstractButton:
    """The button with these words."""
    screen = scene.window.screen_shown
    assert screen is not None
    found = screen.findChildren(QAbstractButton)
    return next(each for each in found if each.isVisible() and each.text() == words)


def _keyed_sheets(scene: Scene) -> Scenes:
    """A sheet with a million papers too many, one refused, one queried; papers handed out."""
    sheet = vast.FIRST_SHEET + 2 * 4
    scene.sit(THIRD_CLERK, Destination.KEY_SHEET)
    scene.type(f"{sheet}\n1666667\n" + "9999/99" * 3 + "12")
    yield "a sheet"
    scene.type("99/99" * (vast.STANDING - 3) + "99\n+")
    yield "a sheet refused"
    scene.press(Key.Key_Escape, Key.Key_Escape, Key.Key_Escape)
    scene.sit(OTHER_CLERK, Destination.KEY_SHEET)
    scene.type(f"{sheet + 1}\n*")
    yield "a query"
    scene.sit(SUPERVISOR, Destination.KEY_SHEET)
    scene.press(Key.Key_Escape)
    yield "sheets, for a supervisor"


def counted(scene: Scene) -> Scenes:
    """One seat, from everything agreed to the signed declaration."""
    for key in (Destination.OVERVIEW, Destination.RECONCILIATION, Destination.TALLIES):
        scene.sit(RETURNING_OFFICER, key)
        yield key.key
    yield from _result(scene, vast.ONE)


def parish(scene: Scene) -> Scenes:
    """Fifteen seats, from everything agreed to the signed declaration."""
    yield from _result(scene, vast.FIFTEEN)


def parish_begun(scene: Scene) -> Scenes:
    """Fifteen seats, under way."""
    for key in list(Destination)[1:]:
        scene.sit(RETURNING_OFFICER, key)
        yield key.key
    scene.sit(CLERK, Destination.KEY_SHEET)
    sheet = vast.FIRST_SHEET + 50 + 4
    scene.type(f"{sheet}\n1666666\n1\n9999/99\n2\n9999/99\n")
    yield "blocks"
    scene.type("/".join(str(n) for n in range(1, 16)) + "\n")
    yield "a slate"
    scene.press(Key.Key_Escape)
    scene.type("\n150001\n" + f"{MAX_FIGURE}\n" * 10)
    yield "votes"
    scene.sit(THIRD_CLERK, Destination.DOUBTFUL)
    scene.type(f"7\n{vast.AREAS[4]}\n" + f"{MAX_FIGURE}\n" * 47)
    yield "a form"


def _slates(scene: Scene) -> Scenes:
    """A slate beside its bundle, where one is to be compared."""
    scene.sit(RETURNING_OFFICER, Destination.RESULT)
    if wanting(scene.result.contest):
        scene.sit(SUPERVISOR, Destination.DIFFERENCES)
        scene.press(Key.Key_Return)
        yield "a slate compared"
        scene.press(Key.Key_Asterisk)
        yield "a slate that does not fit"
        scene.press(Key.Key_Escape, Key.Key_Escape)


def _result(scene: Scene, stream: str) -> Scenes:
    """Every step of the result, and the ways beside them."""
    yield from _slates(scene)
    scene.sit(RETURNING_OFFICER, Destination.RESULT)
    scene.compare_slates()
    scene.sit(RETURNING_OFFICER, Destination.RESULT)
    yield "F10"
    for step in (Step.PROVISIONAL, Step.OPPORTUNITY):
        scene.enter_until(step)
        yield step.name
    for down in range(3):
        scene.press(Key.Key_W, chord=ALT)
        scene.press(*[Key.Key_Down] * down, Key.Key_Return)
        yield f"way {down}"
        scene.press(Key.Key_Escape, Key.Key_Escape)
        scene.sit(RETURNING_OFFICER, Destination.RESULT)
    now = Hall(scene.desk, stream).figures
    totals = (*now.votes, *now.rejected)
    scene.enter_until(Step.READ_BACK)
    scene.type(f"{READER}\n" + "".join(f"{total}\n" for total in totals[:-1]))
    yield "read back"
    scene.type(f"{totals[-1]}\n+")
    scene.enter_until(Step.DECLARE)
    scene.fingers.write(vast.LONG)
    yield "declaring"
    scene.press(Key.Key_Return)
    yield "declared"
    scene.enter_until(Step.SIGN)
    for key in (Destination.OVERVIEW, Destination.TALLIES, Destination.AUDIT):
        scene.sit(RETURNING_OFFICER, key)
        yield f"{key.key} at the end"


COUNTS: dict[str, tuple[Callable[[Path], Desk], Callable[[Scene], Scenes]]] = {
    "begun": (vast.begun, begun),
    "counted": (vast.counted, counted),
    "parish begun": (partial(vast.parish, over=vast.AREAS[:4]), parish_begun),
    "parish": (vast.parish, parish),
}


@pytest.fixture(params=SIZES)
def text(theme: Theme, request: pytest.FixtureRequest) -> Iterator[int]:
    """The size of text, in per cent."""
    _let_go_of_what_is_closed()
    theme.choose_size(request.param)
    yield request.param
    _let_go_of_what_is_closed()
    theme.choose_size(0)


def _let_go_of_what_is_closed() -> None:
    """The window of the test before has thousands of widgets, and all would be dressed anew."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.long
@pytest.mark.usefixtures("text")
@pytest.mark.parametrize("name", COUNTS)
def test_every_digit_of_every_figure_is_shown_on_every_screen(
    qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    made, scenes = COUNTS[name]
    scene = Scene(qtbot, made(tmp_path / "vast.tally"), tmp_path)
    found = {told: lines for told in scenes(scene) if (lines := wrong(scene.window))}
    scene.settle()
    scene.session.close()
    assert found == {}


@pytest.mark.usefixtures("text")
def test_every_digit_is_shown_before_a_count_is_open(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    for number in range(9_999_990, 9_999_999):
        front.around.settings.opened(tmp_path / f"{vast.LONG} {number}.tally", practice=True)
    front.show_home()
    found = {"home": wrong(front.window)}
    assert front.home is not None
    for chord, name in ((Key.Key_P, "practice"), (Key.Key_N, "new count")):
        front.home.start.arrive()
        QTest.keyClick(focused(), chord, CTRL)
        found[name] = wrong(front.window)
        QTest.keyClick(focused(), Key.Key_Escape)
    QTest.keyClick(focused(), Key.Key_N, CTRL)
    wizard = front.home.new_count
    wizard.details.show_faults(dict.fromkeys(wizard.details.fields, say("new-count", "needed")))
    found["new count refused"] = wrong(front.window)
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_what_is_cut_elided_or_written_over_is_found(qtbot: QtBot, theme: Theme) -> None:
    """The instrument itself: it must be able to find what it looks for."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    narrow = QLabel("1,234,567", window)
    narrow.setFont(FIND.font())
    narrow.setGeometry(10, 10, 60, 60)
    fitting = Text("25,000", FIND, parent=window)
    fitting.setGeometry(10, 100, 60, 60)
    over = QLabel("9,876", window)
    over.setGeometry(100, 200, 80, 20)
    under = QLabel("5,432", window)
    under.setGeometry(110, 204, 80, 20)
    with qtbot.waitExposed(window):
        window.show()
    told = list(cut(window))
    assert [line.partition(":")[0] for line in told] == ["cut", "over"]
    assert "1,234,567" in told[0]
    assert "9,876" in told[1]
    assert "5,432" in told[1]


def test_words_give_way_and_figures_stay() -> None:
    font = BODY.font()
    words = "Sheet 9,999,907 of Upper Featherstonehaugh: 25,000 papers too many"
    for width in range(40, 600, 20):
        drawn, used = fitted(words, font, width)
        assert [*findall(r"[\d,]+\d", drawn)] == ["9,999,907", "25,000"]
        if width >= 140:
            assert QFontMetrics(used).horizontalAdvance(drawn) <= width
    assert fitted("Featherstonehaugh", font, 60)[0].endswith("…")


def test_a_screen_too_small_is_said_and_one_large_enough_is_kept_within(
    window: MainWindow,
) -> None:
    window.fit_screen(QRect(0, 0, 1366, 728))
    assert QRect(0, 0, 1366, 728).contains(QRect(window.pos(), window.size()))
    assert window.standing.isHidden()
    window.fit_screen(QRect(0, 0, 800, 480))
    assert (window.width(), window.height()) <= (800, 480)
    assert "This screen is too small: it has room for 800 by" in window.standing.words
