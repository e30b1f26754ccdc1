"""A training count of a small ward by keys alone: three of its five planted mistakes are found, two
go through to the declaration, and the report says just that.
"""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton
from pytestqt.qtbot import QtBot

from tallyapp.domain import acts
from tallyapp.domain.vocabulary.on_paper import SheetFigures
from tallyapp.domain.vocabulary.units import Papers
from tallyapp.practice.rehearsal import RETURNING_OFFICER
from tallyapp.training.outcome import How
from tallyapp.training.planted import Mistake
from tallyapp.training.report import training
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.front import Front

from ..training.trainees import Trainees, on_paper
from .keys import Fingers, disk_busy, focused, shown
from .practice import CLERK, OTHER_CLERK
from .test_ward_of_three_seats import keyed_as
from .whole import READER, chord, enter, fingers_on, key_form, opened

FOUND = {Mistake.BOX, Mistake.SHORT, Mistake.LOOK_ALIKE}


def made_with_mistakes(qtbot: QtBot, front: Front) -> Session:
    """Ctrl+P, the ward for training, and Enter: mistakes are planted in it."""
    assert front.home
    front.home.start.arrive()
    chord(Qt.Key.Key_P)
    practice = front.home.practice
    while not practice.choices["training"].isChecked():
        QTest.keyClick(focused(), Qt.Key.Key_Down)
    assert isinstance(focused(), QRadioButton)
    assert practice.plant.isChecked()
    QTest.keyClick(focused(), Qt.Key.Key_Return)
    return opened(qtbot, front)


class Player:
    """Somebody who plays it; what is found is found as in a hall."""

    def __init__(self, qtbot: QtBot, front: Front, session: Session) -> None:
        self.session = session
        self.fingers: Fingers = fingers_on(qtbot, front, session)
        self.written, self.truth = on_paper()
        assert session.contest
        self.contest = session.contest

    def wrong(self, mistake: Mistake) -> int:
        """The sheet on which it is."""
        (planted,) = (each for each in self.truth.planted if each.mistake is mistake)
        return planted.sheets[0]

    def count_boxes(self) -> None:
        """At F4, as their records say; the one that varies is counted again."""
        (wrong,) = (each for each in self.truth.planted if each.mistake is Mistake.BOX)
        self.fingers.press(Qt.Key.Key_F4)
        for planned in self.written.plan.boxes:
            box = planned.box.id
            if self.contest.boxes[box].counts:
                continue
            enter(self.fingers, box)
            account = planned.account
            row = (account.issued, account.unused, account.spoilt, account.tendered)
            self.fingers.type("".join(f"{value}\n" for value in row))
            self.fingers.type(f"{account.entrusted}\n")
            self.fingers.settle()
            counts = [*planned.attempts, *((Papers(wrong.right[0]),) if box == wrong.box else ())]
            for papers in counts:
                self.fingers.type(f"{papers}\n")
                self.fingers.settle()
            assert self.contest.boxes[box].accurate
            self.fingers.press(Qt.Key.Key_F3, Qt.Key.Key_F4)

    def key_sheets(self, clerk: int) -> None:
        """At F5, as they are written; the one that is refused goes back, and comes as it should
        be.
        """
        self.fingers.sign_in(clerk)
        self.fingers.press(Qt.Key.Key_F5)
        short = self.wrong(Mistake.SHORT)
        for sheet in self.written.plan.sheets:
            if sheet.number != short:
                self.key(int(sheet.number), sheet.figures)
                continue
            if clerk == CLERK:
                self.key(short, sheet.figures)
                assert "Find\n2 papers" in shown(self.fingers.window)
                self.fingers.type("*")
                self.fingers.settle()
            self.key(short, self.truth.sheets[short])

    def key(self, number: int, figures: SheetFigures) -> None:
        slates = keyed_as(self.contest, [block.candidates for block in figures.blocks])
        self.fingers.several(figures, number, slates)
        self.fingers.settle()

    def compare_slates(self) -> None:
        """At F6: the bundle is another Harris's, and the supervisor says so."""
        (wrong,) = (each for each in self.truth.planted if each.mistake is Mistake.LOOK_ALIKE)
        do = self.session.desk.do
        by = self.session.desk.by(READER).contest
        note = "Her name is like it, and it is not hers."
        slate = wrong.slates[0]
        do(self.session.stream, acts.SlateCompared(**by, candidates=slate, fits=False, note=note))

    def finish(self) -> None:
        """What is left is done as practice does it; open points are gone on over."""
        trainees = Trainees(self.session.desk, FOUND)
        trainees.state()
        trainees.correct(self.wrong(Mistake.LOOK_ALIKE))
        trainees.declare()


def test_three_of_five_mistakes_are_found_and_the_report_says_just_that(
    qtbot: QtBot, front: Front, tmp_path: Path
) -> None:
    session = made_with_mistakes(qtbot, front)
    player = Player(qtbot, front, session)
    fingers = player.fingers
    assert "PRACTICE" in front.window.header._practice.text()
    fingers.sign_in(CLERK)
    player.count_boxes()
    for clerk in (CLERK, OTHER_CLERK):
        player.key_sheets(clerk)
        for form in player.written.plan.forms:
            key_form(fingers, form.number, form.area, form.figures)
    player.compare_slates()
    player.finish()
    told = training(session.desk)
    assert told
    (of,) = told.contests
    found = {each.planted.mistake: each.found for each in of.outcomes}
    assert {mistake for mistake, one in found.items() if one} == FOUND
    assert {m: one.how for m, one in found.items() if one} == {
        Mistake.BOX: How.COUNTED_AGAIN,
        Mistake.SHORT: How.QUERIED,
        Mistake.LOOK_ALIKE: How.COMPARED,
    }
    assert {each.planted.mistake for each in of.declared} == {Mistake.SWAPPED, Mistake.DOUBLED}
    assert [keying.sheet for keying in of.keyings if not keying.measure] == []
    fingers.sign_in(RETURNING_OFFICER)
    fingers.press(Qt.Key.Key_F11)
    chord(Qt.Key.Key_PageUp)
    fingers.settle()
    said = shown(front.window)
    assert "3 of 5 mistakes found, 2 missed. 2 mistakes got through to the declaration." in said
    assert said.count("Keyed, and nobody found it.") == 2
    assert said.count("Found: ") == 3
    front.window.resize(1280, 649)
    QApplication.processEvents()
    assert "more below" in shown(front.window), "a mistake below the edge is told of"
    fingers.press(Qt.Key.Key_PageDown)
    assert "more above" in shown(front.window)
    with disk_busy(session):
        fingers.press(Qt.Key.Key_Return, Qt.Key.Key_Return)  # twice: it is saved once
    fingers.settle()
    assert "Saved as" in shown(front.window)
    beside = sorted(path.suffix for path in session.desk.ledger.path.parent.glob("*-training*.*"))
    assert beside == [".csv", ".pdf"]
