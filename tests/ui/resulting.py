"""What a returning officer does before the result, by keys, and what can be seen there."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QTableView, QWidget

from tallyapp.domain.rules.result import figures
from tallyapp.ui.screens.result.beside.checklist import Step
from tallyapp.ui.screens.result.screen import Result
from tallyapp.ui.screens.result.ways.ways import Way
from tallyapp.ui.shell.window import MainWindow
from tallyapp.words.catalogue import say

from .keys import Fingers

RETURNING_OFFICER, DEPUTY, READER, OTHER_READER = 1, 2, 3, 4
Settle = Callable[[], None]


def opened(fingers: Fingers, window: MainWindow, settle: Settle) -> Result:
    fingers.press(Qt.Key.Key_F10)
    settle()
    screen = window.screen_shown
    assert isinstance(screen, Result)
    return screen


def enter(fingers: Fingers, settle: Settle, text: str = "") -> None:
    """Type words, or nothing, and press Enter."""
    QTest.keyClicks(fingers.window.focusWidget(), text)
    fingers.press(Qt.Key.Key_Return)
    settle()


def at(screen: Result) -> Step | Way | None:
    """The step that is shown now."""
    return screen.step


def given(fingers: Fingers, settle: Settle) -> None:
    """The warnings are seen, the provisional result is given, and nobody asks for a re-count."""
    seen(fingers, settle)
    enter(fingers, settle)
    enter(fingers, settle)


def seen(fingers: Fingers, settle: Settle) -> None:
    """What to look into is looked into, if there is anything: one warning after the other."""
    screen = fingers.window.screen_shown
    assert isinstance(screen, Result)
    while screen.step is Step.LOOK:
        enter(fingers, settle)
        enter(fingers, settle, "counted through")
    assert screen.step is Step.PROVISIONAL


def keyed(fingers: Fingers, settle: Settle, votes: Sequence[int]) -> None:
    for total in votes:
        enter(fingers, settle, str(total))


def read_back(
    fingers: Fingers, settle: Settle, votes: Sequence[int], rejected: Sequence[int] | None = None
) -> None:
    """Every total that is asked for, and plus: rejected papers as the program has them, or so."""
    heads = heads_now(fingers) if rejected is None else rejected
    keyed(fingers, settle, [*votes, *heads])
    fingers.type("+")
    settle()


def heads_now(fingers: Fingers) -> Sequence[int]:
    """Rejected papers by head, as the program has them."""
    session = fingers.window.session
    assert session
    assert session.contest
    return figures(session.contest).rejected


def both_shown(fingers: Fingers) -> None:
    """The returning officer asks to see ours beside what was read back."""
    fingers.press(Qt.Key.Key_Tab, Qt.Key.Key_Return)


def shown(widget: QWidget) -> Iterator[str]:
    """Every word and figure that somebody before the screen can see."""
    for label in widget.findChildren(QLabel):
        if label.isVisible():
            yield label.text()
    for view in widget.findChildren(QTableView):
        if view.isVisible():
            model = view.model()
            for row in range(model.rowCount()):
                for column in range(model.columnCount()):
                    yield str(model.index(row, column).data())


def way(fingers: Fingers, settle: Settle, wanted: Way) -> None:
    """What else can be done, and this of it."""
    screen = fingers.window.screen_shown
    assert isinstance(screen, Result)
    QTest.keyClick(fingers.window.focusWidget(), Qt.Key.Key_W, Qt.KeyboardModifier.AltModifier)
    assert screen.step is Way.WAYS
    for _ in range(len(Way)):
        table = fingers.window.focusWidget()
        assert isinstance(table, QTableView)
        if table.currentIndex().data() == say("result", f"way.{wanted}"):
            break
        fingers.press(Qt.Key.Key_Down)
    enter(fingers, settle)
    assert screen.step is wanted
