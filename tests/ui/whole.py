"""A whole count through the window, from the home on:
what is opened and keyed there, by keys alone.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tallyapp.audit.verify import verify
from tallyapp.domain.rules.names import lines_to_key
from tallyapp.domain.vocabulary.on_paper import FormFigures
from tallyapp.practice.at_the_door import key_returned, see_all
from tallyapp.ui.home.new_count import AREAS, CANDIDATES, PREVIEW
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.front import Front
from tallyapp.words.catalogue import say
from tests.halls import decide_one_box_areas

from .keys import Fingers, focused, settled, shown
from .resulting import heads_now

THIRD_CLERK, RETURNING_OFFICER, READER = 13, 1, 3


def chord(
    letter: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.ControlModifier
) -> None:
    """A letter together with Ctrl, or another modifier, wherever the focus is."""
    QTest.keyClick(focused(), letter, modifier)


def tab_to(name: str) -> None:
    """Tab, until what is called so, or says so, has the focus."""
    first = focused()
    while name not in (focused().accessibleName(), getattr(focused(), "text", str)()):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        assert focused() is not first, f"no Tab leads to {name}"


def opened(qtbot: QtBot, front: Front) -> Session:
    """The count that the home was asked for, as soon as its window is there."""
    qtbot.waitUntil(lambda: front.window.session is not None)
    assert front.window.session is not None
    QApplication.processEvents()
    return front.window.session


def made_at_home(qtbot: QtBot, front: Front) -> Session:
    """Ctrl+P and Enter: the practice count is made, and its window opens on it."""
    assert front.home is not None
    front.home.start.arrive()
    chord(Qt.Key.Key_P)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    return opened(qtbot, front)


def opened_at_home(qtbot: QtBot, front: Front, file: Path) -> Session:
    """The file's name is keyed, and its window opens on it."""
    assert front.home is not None
    front.home.start.arrive()
    QTest.keyClicks(focused(), str(file))
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    return opened(qtbot, front)


def fingers_on(qtbot: QtBot, front: Front, session: Session) -> Fingers:
    """Fingers that wait for the session's disk."""
    return Fingers(front.window, partial(settled, qtbot, session))


def enter(fingers: Fingers, words: str = "") -> None:
    """Words, or nothing, and Enter."""
    fingers.write(words)
    fingers.press(Qt.Key.Key_Return)
    fingers.settle()


def verify_box(fingers: Fingers, box: str, papers: int) -> None:
    """At F4, a box from its number to verified: all that was issued for it is in it."""
    enter(fingers, box)
    fingers.type(f"{papers}\n0\n0\n0\n\n")
    fingers.settle()
    fingers.type(f"{papers}\n")
    fingers.settle()


def what_the_hall_saw(fingers: Fingers) -> None:
    """Boxes are seen, postal covers keyed, and areas of one box decided upon, with officer 2.

    Each has keys of its own, and tests of them; here they are only on the way to the statement.
    """
    session = fingers.window.session
    assert session is not None
    desk = session.desk
    see_all(desk, session.stream, RETURNING_OFFICER, 2)
    key_returned(desk, session.stream, (2, RETURNING_OFFICER))
    decide_one_box_areas(desk, session.stream)


def state_verification(fingers: Fingers) -> None:
    """The returning officer, signed in, makes the statement of the contest that is open."""
    what_the_hall_saw(fingers)
    fingers.press(Qt.Key.Key_F4)
    tab_to("Make the statement")
    fingers.press(Qt.Key.Key_Return, Qt.Key.Key_Return)
    fingers.settle()


def _on_the_staff(session: Session, number: int) -> bool:
    return session.enrolled(number) is not None


ROLES = ("clerk", "supervisor", "adjudicator", "deputy", "declarant", "auditor")
"""In the order in which the form offers them."""


def enrol(qtbot: QtBot, fingers: Fingers, session: Session, **roles: str) -> None:
    """Where a new count begins: the staff by name and role, with the numbers from 2."""
    for number, (name, role) in enumerate(roles.items(), 2):
        tab_to(say("sign-in", "officer.role"))
        QTest.keyClick(focused(), Qt.Key.Key_Home)
        for _ in range(ROLES.index(role)):
            QTest.keyClick(focused(), Qt.Key.Key_Down)
        tab_to(say("sign-in", "officer.name"))
        enter(fingers, name)
        qtbot.waitUntil(partial(_on_the_staff, session, number))
        fingers.settle()
    confirm_names(fingers, session)


def confirm_names(fingers: Fingers, session: Session) -> None:
    """Officer 2 keys the names of every contest from the printed ballot paper, at F12."""
    fingers.sign_in(2)
    fingers.press(Qt.Key.Key_F12)
    for contest in session.desk.count.contests.values():
        fingers.press(Qt.Key.Key_Return)
        for name in lines_to_key(contest.set_up.candidates):
            enter(fingers, name)
        enter(fingers)
        assert contest.names_confirmed
        chord(Qt.Key.Key_PageDown, Qt.KeyboardModifier.AltModifier)
    fingers.sign_in(RETURNING_OFFICER)


def new_count(
    qtbot: QtBot,
    front: Front,
    lists: tuple[Path, Path],
    electorates: Sequence[int],
    *also: str,
    written: int = 0,
) -> Session:
    """Ctrl+N, the four steps, and the count is made:
    a practice count of local elections in England.

    `also` are other boxes to be ticked; `written` is how many ways of writing lines are gone down.
    """
    texts = {
        "name": "Oakshire",
        "election": "Election of district councillors",
        "polling_day": "2 May 2024",
        "officer_name": "Caroline Green",
    }
    assert front.home
    front.home.start.arrive()
    chord(Qt.Key.Key_N)
    wizard = front.home.new_count
    for name, text in texts.items():
        tab_to(say("new-count", name))
        QTest.keyClicks(focused(), text)
    tab_to(say("new-count", "kind"))
    while wizard.details.kind.currentData() != "local-england":
        QTest.keyClick(focused(), Qt.Key.Key_Down)
    tab_to(say("new-count", "written"))
    for _ in range(written):
        QTest.keyClick(focused(), Qt.Key.Key_Down)
    for box in (*also, "practice"):
        tab_to(say("new-count", box))
        QTest.keyClick(focused(), Qt.Key.Key_Space)
    tab_to(say("new-count", "next"))
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wizard.step == CANDIDATES)
    QTest.keyClicks(focused(), str(lists[0]))
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(wizard.candidates.table.field.hasFocus)
    for electorate in electorates:
        QTest.keyClicks(focused(), f"{electorate}")
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert wizard.step == AREAS
    QTest.keyClicks(focused(), str(lists[1]))
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    qtbot.waitUntil(wizard.following.hasFocus)
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert wizard.step == PREVIEW
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    return opened(qtbot, front)


def key_form(fingers: Fingers, number: int, area: str, form: FormFigures) -> None:
    """A whole adjudication form from its number on, as it is
    written for one seat or for several.
    """
    fingers.press(Qt.Key.Key_F7)
    fingers.type(f"{number}\n")
    fingers.write(area)
    good, votes = (
        ([form.good], [form.unused, form.uncertain]) if form.good is not None else ([], [])
    )
    row = [
        form.papers,
        *good,
        *form.allowed,
        *votes,
        *form.rejected,
        form.objections,
        form.adjudicator,
    ]
    fingers.type("\n" + "".join(f"{value}\n" for value in row) + "+")
    fingers.settle()


def come_to_the_result(fingers: Fingers) -> None:
    """The returning officer, before the provisional result; what is to be looked at is answered."""
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F10)
    fingers.settle()
    while "to look into. Enter on each" in shown(fingers.window):
        enter(fingers)
        enter(fingers, "counted through")


def compare_slates(fingers: Fingers) -> None:
    """A supervisor compares each slate that is to be with its bundle, at F6."""
    fingers.sign_in(READER)
    fingers.press(Qt.Key.Key_F6)
    fingers.settle()
    while "compare with its bundle" in shown(fingers.window):
        while "not looked at yet" in shown(fingers.window):
            enter(fingers)
        enter(fingers)


def read_back_and_sign(fingers: Fingers, votes: Sequence[int], elected: str) -> None:
    """Every total is read back, and it is declared and signed."""
    enter(fingers, str(READER))
    for total in (*votes, *heads_now(fingers)):
        enter(fingers, str(total))
    hand_in(fingers)
    enter(fingers, elected)
    enter(fingers)


def hand_in(fingers: Fingers) -> None:
    """Plus, after the last total."""
    fingers.type("+")
    fingers.settle()


def failing(file: Path) -> list[str]:
    """The points of a document that do not hold."""
    return [point.code for point in verify(file.read_bytes()).points if point.result == "fails"]


def holds(files: Sequence[Path]) -> bool:
    """Whether each of these documents is there and verifies."""
    return bool(files) and all(verify(file.read_bytes()).verdict == "holds" for file in files)
