"""Starting: the window first, everything else after it; and Qt
itself, as far as we depend on it.
"""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from tallyapp.ui.session.settings import Settings
from tallyapp.ui.theme.resized import uncollected
from tests.laptop import laptop

ROOT = Path(__file__).parents[3]
_LATE = (
    "tallyapp.domain.acts",
    "tallyapp.domain.state",
    "tallyapp.domain.rules",
    "tallyapp.ledger",
    "tallyapp.documents",
    "tallyapp.signing",
    "sqlite3",
    "sqlite_utils",
)
_LATER = ("reportlab", "pikepdf", "pyhanko", "pypdfium2", "fontTools", "msgspec", "click")
_MADE = ("reportlab", "pikepdf", "pyhanko", "pypdfium2", "fontTools", "openpyxl", "sqlite_utils")
"""What makes and checks documents and lists: whoever opens a count need not wait for it."""
_NAMES = ("QStyle", "QIcon", "QFileDialog")
"""Classes of which Qt makes hundreds of names for Python, as soon as one is asked for."""
_START = f"""
import linecache
import sys
from pathlib import Path
import platformdirs
from PySide6 import QtGui, QtWidgets

class Window(QtWidgets.QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print([name for name in {_LATE + _LATER!r} if name in sys.modules])
        print([name for name in linecache.cache if "widgets" in name])
        print([name for name in {_NAMES!r} if name in vars(QtWidgets) or name in vars(QtGui)])
        QtWidgets.QApplication.exit(0)

QtWidgets.QMainWindow = Window
folder = Path(sys.argv.pop())
platformdirs.user_config_path = lambda *_, **__: folder
from tallyapp.__main__ import start
start()
"""


def test_nothing_but_the_window_is_loaded_before_it_is_painted(tmp_path: Path) -> None:
    remembered = tmp_path / "window.json"
    Settings(remembered).opened(tmp_path / "poll.tally", date(2024, 7, 4))
    command = [sys.executable, "-c", _START, "open", str(tmp_path)]
    on_laptop = {**os.environ, "QT_QPA_PLATFORM": laptop(tmp_path)}
    done = subprocess.run(
        command, cwd=ROOT, env=on_laptop, capture_output=True, text=True, timeout=60
    )
    # Nor is the source of what is loaded looked through, for names that only Qt could want.
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n[]\n[]\n", "")


def test_no_count_waits_to_be_opened_for_what_makes_documents() -> None:
    code = f"import sys, tallyapp.ui.shell.front as _; print(sys.modules.keys() & {set(_MADE)!r})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60)
    assert (done.returncode, done.stdout.decode().strip()) == (0, "set()")


def test_a_call_that_returns_nothing_costs_no_reference_to_none(theme: object) -> None:
    """PySide6 6.12.0 loses one at every call under Python 3.11, until the interpreter aborts."""
    widget = QWidget()
    # A window that is collected meanwhile would give back all that it had.
    with uncollected():
        before = sys.getrefcount(None)
        for _ in range(2_000):
            widget.setEnabled(True)
        after = sys.getrefcount(None)
    assert abs(after - before) < 500


_ANOTHER_LANGUAGE = """
import sys
from datetime import datetime
from pathlib import Path
from PySide6.QtCore import QTimer
from tallyapp.ui.home.page import Home
from tallyapp.ui.shell import app
from tallyapp.ui.shell.window import MainWindow

seen = []

def windows():
    return [each for each in app.QApplication.topLevelWidgets() if isinstance(each, MainWindow)]

def look():
    shown = [each for each in windows() if each.isVisible() and each.findChildren(Home)]
    if not shown:
        return
    window = shown[0]
    words = window.header.accessibleName()
    if words in seen:
        return
    seen.append(words)
    if len(seen) == 2:
        window.close()
        return
    languages = window.findChildren(Home)[0].start.languages
    languages.setCurrentIndex(languages.findData("cy"))
    languages.activated.emit(languages.currentIndex())

application = app.application

def begin(arguments):
    made = application(arguments)
    made.timer = QTimer()
    made.timer.timeout.connect(look)
    made.timer.start(20)
    return made

app.application = begin
folder = Path(sys.argv[1])
status = app.run(folder, folder / "seen.json", folder, datetime.now, "desk-1", None, sys.argv[2])
print(status, seen)
"""


def test_another_language_makes_the_window_anew_and_the_program_goes_on(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _ANOTHER_LANGUAGE, str(tmp_path), ""]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    both = ["Count, officer and last entry", "Cyfrif, swyddog a chofnod diwethaf"]
    assert (done.stdout, done.stderr) == (f"0 {both}\n", "")
    # The language asked for goes before the one that this machine remembers.
    assert '"language": "cy"' in (tmp_path / "window.json").read_text(encoding="utf-8")
