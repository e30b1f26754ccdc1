"""What the window costs the person before it:
the wait for it, for a figure, and for the next sheet.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles
from time import perf_counter

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from tallyapp.desk import Desk
from tallyapp.domain.state.count import Changed
from tallyapp.practice import rehearsal
from tallyapp.ui.screens import Destination
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.app import application
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.roles import Look
from tallyapp.ui.theme.theme import Theme
from tests.laptop import laptop
from tests.workstations import workstation

from .counts import large, result
from .harness import Room, Row, Side, compare

SMALL, LARGE = 1_000, 100_000
ACTS = 200_000
REFRESHES = 200
_PAINTED = """
from PySide6 import QtWidgets
class W(QtWidgets.QMainWindow):
    def paintEvent(s, e): super().paintEvent(e); QtWidgets.QApplication.exit(0)
"""
_BARE = f"""{_PAINTED}
app = QtWidgets.QApplication([]); window = W(); window.resize(1366, 768); window.show(); app.exec()
"""
# The command as it is typed, so that what stands before the window counts as well.
_OURS = f"""
import sys, platformdirs
from pathlib import Path
from tallyapp.cli import showing
{_PAINTED}
QtWidgets.QMainWindow = W
folder = Path(sys.argv[1])
platformdirs.user_config_path = platformdirs.user_state_path = lambda *_, **__: folder
sys.argv = ["tallyapp", "open"]
from tallyapp.__main__ import start
start()
"""


def measure() -> Iterable[Row | Room]:
    """All of it, in a folder of its own."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        yield first_paint(folder)
        if sys.platform != "win32":
            yield from memory(Path(folder))
        app = application(["bench"])
        theme = Theme(app, Look.LIGHT)
        small, full = (_Desk(Path(folder), least) for least in (SMALL, LARGE))
        yield keystroke(full)
        yield refresh(small, full)
        small.close()
        full.close()
        theme.deleteLater()


def first_paint(folder: str) -> Row:
    """From the start of the process to the first paint, against a
    bare window of the same toolkit.
    """

    # Modules are compiled once and not at every start, as where the program is installed.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": f"{folder}/compiled"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if environment["QT_QPA_PLATFORM"] == "offscreen":
        environment["QT_QPA_PLATFORM"] = laptop(Path(folder))

    def start(code: str) -> Callable[[], object]:
        command = [sys.executable, "-c", code, folder]
        return lambda: subprocess.run(command, env=environment, check=True)

    row = compare(
        "Start to first paint",
        Side("the command tallyapp, to its window, ready to load a count", start(_OURS)),
        Side("a bare QMainWindow of PySide6", start(_BARE)),
        unit="process",
        aim="80 ms more of the processor",
    )
    more = row.ours_took.cpu.median - row.baseline_took.cpu.median
    return replace(row, title=f"{row.title}: {more * 1000:.0f} ms more than a bare window")


def memory(folder: Path) -> Iterable[Room]:
    """The most memory that the program holds while a count is open in it."""
    path = folder / "large.tally"
    made = large(path, ACTS)

    def held(*file: Path) -> int:
        command = [sys.executable, "-m", "tests.bench.window_alone", str(folder), *map(str, file)]
        return int(subprocess.run(command, check=True, capture_output=True).stdout)

    at_home = held()
    for when in ("for the first time", "whose signatures this machine knows"):
        yield Room(
            f"The most memory with a count of {made:,} acts {when}",
            ("the window, with all of it read and checked", held(path)),
            ("the window at home", at_home),
            aim="1.5",
        )


def keystroke(desk: "_Desk") -> Row:
    """A key to its figure, sums and meter repainted, against a digit in a bare field."""
    bare = QLineEdit()
    bare.resize(400, 60)
    bare.show()
    waits: list[float] = []
    typed = desk.typed()

    def type_into(field: Callable[[], QWidget], into: list[float]) -> None:
        for key in typed:
            begun = perf_counter()
            QTest.keyClick(field(), key)
            QApplication.processEvents()
            into.append(perf_counter() - begun)

    row = compare(
        f"A key to its figure, sums and meter repainted, {LARGE:,} acts loaded",
        Side(
            "in the sheet",
            lambda: type_into(desk.window.focusWidget, waits),
            before=desk.open_sheet,
        ),
        Side("in a bare QLineEdit", lambda: type_into(lambda: bare, []), before=bare.clear),
        rounds=9,
        per=len(typed),
        unit="key",
        aim="99 in 100 under one frame of 60 Hz, 16.7 ms",
    )
    waits.sort()
    worst = (
        f"99 in 100 under {quantiles(waits, n=100)[98] * 1000:.1f} ms, longest "
        f"{waits[-1] * 1000:.1f} ms"
    )
    return replace(row, title=f"{row.title}: {worst}")


def refresh(small: "_Desk", full: "_Desk") -> Row:
    """What is done on the window's thread after a sheet is on the disk."""
    return compare(
        "Refreshing every screen after a sheet",
        Side(f"{LARGE:,} acts", full.refresh, before=full.close_sheet),
        Side(f"{SMALL:,} acts", small.refresh, before=small.close_sheet),
        rounds=9,
        per=REFRESHES,
        unit="sheet",
        aim="1.2",
    )


class _Desk:
    """A window over a count of a given size, with one more contest of which no sheet is keyed."""

    def __init__(self, folder: Path, least: int) -> None:
        path = folder / f"{least}.tally"
        large(path, least)
        desk = Desk.open(path, lambda: datetime.now(UTC), workstation("bench"))
        played = rehearsal.set_up(desk, result("last", papers=60_000), seed=2)
        self._number, self._figures = played.plan.sheets[0].number, played.plan.sheets[0].figures
        self._session = Session(desk)
        self.window = MainWindow(Settings(folder / f"{least}.json"))
        self.window.take(self._session)
        self._session.choose_contest("last")
        self._session.sign_in(rehearsal.RETURNING_OFFICER)
        for screen in Destination:
            self.window.go(screen)
        self.window.go(Destination.KEY_SHEET)
        self.window.show()

    def typed(self) -> list[Qt.Key]:
        """The keys of a whole sheet, but for its submission."""
        figures = self._figures
        lines = "".join(f"{line.full}/{line.part:02d}" for line in figures.lines)
        keys = {"\n": Qt.Key.Key_Return, "/": Qt.Key.Key_Slash}
        return [keys.get(c) or Qt.Key(ord(c)) for c in f"{figures.papers}\n{lines}{figures.sent}"]

    def open_sheet(self) -> None:
        """The sheet, with its first field open."""
        self.window.go(Destination.KEY_SHEET, self._number)
        QTest.keyClick(self.window.focusWidget(), Qt.Key.Key_Escape)
        for place in self._session.drafts.places()[:1]:
            self._session.drafts.open(place).drop()
        QTest.keyClick(self.window.focusWidget(), Qt.Key.Key_Return)
        QApplication.processEvents()

    def close_sheet(self) -> None:
        """Only its number is asked for."""
        self.window.go(Destination.KEY_SHEET)
        self.window.back()
        self.window.go(Destination.KEY_SHEET)
        QApplication.processEvents()

    def refresh(self) -> None:
        """Every screen, as often as REFRESHES says."""
        contest = self._session.contest
        assert contest
        number = next(iter(contest.sheets))
        area = contest.sheets[number].area
        changed = Changed(
            "last", contest.seq, areas=frozenset({area}), sheets=frozenset({number}), result=True
        )
        for _ in range(REFRESHES):
            self._session.acted.emit(changed)
            QApplication.processEvents()

    def close(self) -> None:
        """Give the count back."""
        while self._session.busy:
            QApplication.processEvents()
        self.window.close()
