"""Keys and seconds are counted where mistakes were planted, and nowhere else."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tallyapp.desk import Desk
from tallyapp.practice.rehearsal import Rehearsal
from tallyapp.training.measured import measures
from tallyapp.training.planted import Truth, keep_truth
from tallyapp.ui.session.measuring import Measuring
from tallyapp.ui.session.session import Session
from tallyapp.ui.shell.window import MainWindow
from tests.halls import a_hall

from ..keys import Fingers
from ..practice import CLERK

MADE = Truth(seed=1, planted=(), sheets={}, areas={}, boxes={})
AT = datetime.fromisoformat("2024-07-04T22:00:00+01:00")


@pytest.mark.parametrize("planted", [True, False])
def test_a_sheet_is_measured_in_a_training_count_alone(
    qtbot: QtBot,
    window: MainWindow,
    fingers: Fingers,
    session: Session,
    oxford: tuple[Desk, Rehearsal],
    planted: bool,
) -> None:
    desk, played = oxford
    if planted:
        keep_truth(desk.ledger, session.stream, MADE, AT)
    Measuring(session, window)
    fingers.settle()
    fingers.sign_in(CLERK)
    fingers.press(Qt.Key.Key_F5)
    fingers.sheet(played.plan.sheets[0].figures)
    fingers.settle()
    assert len(measures(desk.ledger, [CLERK])) == planted


def test_of_a_real_count_it_is_not_even_asked(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    real = a_hall(tmp_path, practice=False)
    keep_truth(real.desk.ledger, real.stream, MADE, AT)
    session = Session(real.desk)
    Measuring(session, window)
    assert not session.busy
    session.close()
