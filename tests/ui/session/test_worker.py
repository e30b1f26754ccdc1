"""What reads the whole file lets acts go first, one after the other and each to its end."""

import subprocess
import sys
from functools import partial
from pathlib import Path

from pytestqt.qtbot import QtBot

from tallyapp.ui.session.worker import Worker

ACTS = 200
ROOT = Path(__file__).parents[3]


def test_an_act_goes_first_and_to_its_end_where_a_backup_lets_it(qtbot: QtBot) -> None:
    worker = Worker()
    begun: list[int] = []
    ended: list[int] = []

    def act(number: int) -> None:
        begun.append(number)
        # Long enough that whoever did not wait for it would be met in the middle.
        sum(range(10_000))
        ended.append(number)

    with worker.held_up() as let_others_first:
        let_others_first()
        for number in range(ACTS):
            worker.run(partial(act, number), lambda _: None)
        while len(ended) < ACTS:
            let_others_first()
            assert begun == ended
    told: list[str] = []
    worker.run(lambda: "saved", told.append)
    qtbot.waitUntil(lambda: told == ["saved"])
    assert ended == list(range(ACTS))
    worker.stop()


_HUNG = """
from threading import Event
from PySide6.QtCore import QCoreApplication
from tallyapp.ui.session.worker import Worker

app = QCoreApplication([])
asked = Event()

def on_a_stick():
    asked.set()
    Event().wait()

worker = Worker()
worker.run(on_a_stick, print)
asked.wait()
worker.stop(wait=False)
print("closed")
"""


def test_a_stick_that_never_answers_keeps_no_process_from_its_end() -> None:
    command = [sys.executable, "-c", _HUNG]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "closed\n", "")


def test_all_that_was_asked_for_is_done_before_a_worker_is_stopped() -> None:
    worker = Worker()
    done: list[int] = []
    for number in range(ACTS):
        worker.run(partial(done.append, number), lambda _: None)
    worker.stop()
    assert done == list(range(ACTS))
    worker.run(partial(done.append, ACTS), lambda _: None)
    worker.stop()
    assert len(done) == ACTS
