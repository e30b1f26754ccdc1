"""Pictures of every screen in every look, from one fixed practice count: `dev.py screenshots`.

A scene is a function that leads the window to what is to be seen; add one for each new screen.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from tallyapp.domain.things import SheetFigures
from tallyapp.rehearsal import Rehearsal, replace_papers
from tallyapp.ui.app import application
from tallyapp.ui.session import Session
from tallyapp.ui.settings import Settings
from tallyapp.ui.theme.roles import Look
from tallyapp.ui.theme.theme import Theme
from tallyapp.ui.window import MainWindow

from .keys import Fingers
from .practice import CLERK, oxford_east

WIDTH, HEIGHT = 1366, 768


@dataclass(frozen=True)
class Stage:
    """What a scene is played on."""

    window: MainWindow
    fingers: Fingers
    played: Rehearsal

    def sheet(self, number: int) -> SheetFigures:
        """A sheet as its table wrote it."""
        return self.played.plan.sheets[number - 1].figures


Scene = Callable[[Stage], None]


def sign_in(_: Stage) -> None:
    """Nobody sits here yet."""


def overview(stage: Stage) -> None:
    """The count as a clerk meets it."""
    stage.fingers.sign_in(CLERK)


def sheet_number(stage: Stage) -> None:
    """A few sheets are keyed; the next is offered."""
    stage.fingers.sign_in(CLERK)
    stage.fingers.press(Qt.Key.Key_F5)
    for number in (1, 2):
        stage.fingers.sheet(stage.sheet(number))
    wrong = stage.sheet(3)
    stage.fingers.sheet(replace_papers(wrong, (wrong.papers or 0) + 2), submit="+*")
    stage.fingers.sheet(stage.sheet(4))


def key_sheet(stage: Stage) -> None:
    """The eighth line of a sheet is being keyed."""
    sheet_number(stage)
    figures = stage.sheet(5)
    stage.fingers.type(f"\n{figures.papers}\n{stage.fingers.lines(figures)[:37]}"[:-1])


def key_sheet_refused(stage: Stage) -> None:
    """Two papers are missing."""
    sheet_number(stage)
    figures = stage.sheet(5)
    stage.fingers.sheet(replace_papers(figures, (figures.papers or 0) + 2))


SCENES: dict[str, Scene] = {
    "sign-in": sign_in,
    "overview": overview,
    "sheet-number": sheet_number,
    "key-sheet": key_sheet,
    "key-sheet-refused": key_sheet_refused,
}
DOUBLE = "key-sheet"
"""The scene that is shown at 200 % as well."""


def picture(app: QApplication, scene: Scene, path: Path, height: int = HEIGHT) -> None:
    """Play a scene on a new count and keep what is seen."""
    with tempfile.TemporaryDirectory() as folder:
        desk, played = oxford_east(Path(folder, "oxford-east.tally"))
        session, window = Session(desk), MainWindow(Settings(Path(folder, "window.json")))
        window.take(session)
        window.resize(WIDTH, height)
        window.show()

        def settle() -> None:
            while session.busy:
                app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

        scene(Stage(window, Fingers(window, settle), played))
        settle()
        app.processEvents()
        window.grab().save(str(path))
        window.close()
        window.deleteLater()


def main(folder: Path, words: list[str]) -> int:
    """All pictures, or those of scenes whose names hold one of the words, into a folder."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder.mkdir(parents=True, exist_ok=True)
    chosen = [name for name in SCENES if not words or any(word in name for word in words)]
    double = os.environ.get("QT_SCALE_FACTOR") == "2"
    app = application(["screenshots"])
    theme = Theme(app)
    QApplication.setCursorFlashTime(0)  # a caret that is there or not would make every run another picture
    for look in (Look.LIGHT,) if double else tuple(Look):
        theme.choose(look)
        for name in chosen:
            path = folder / f"{name}-{look}{'@2x' if double else ''}.png"
            picture(app, SCENES[name], path)
            print(path, flush=True)
    if not double and DOUBLE in chosen:
        again = [sys.executable, "-m", "tests.ui.pictures", str(folder), DOUBLE]
        return subprocess.run(again, env={**os.environ, "QT_SCALE_FACTOR": "2"}).returncode
    QTimer.singleShot(0, app.quit)
    return app.exec()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
