"""Starting: the window first, everything else after it; and Qt
itself, as far as we depend on it.
"""

import subprocess
import sys
from pathlib import Path

from PySide6.QtWidgets import QWidget

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
_LATER = ("reportlab", "pikepdf", "pyhanko", "pypdfium2", "fontTools", "msgspec")
_START = f"""
import sys
from pathlib import Path
from tallyapp.ui.shell import app
from tallyapp.ui.session.settings import Settings

def painted():
    print([name for name in {_LATE + _LATER!r} if name in sys.modules])
    window.close()

application = app.application(["start"])
theme = app.Theme(application, "light")
window = app.MainWindow(Settings(Path(sys.argv[1])))
window.painted.connect(painted)
window.show()
sys.exit(application.exec())
"""


def test_nothing_but_the_window_is_loaded_before_it_is_painted(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _START, str(tmp_path / "window.json")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")


def test_a_call_that_returns_nothing_costs_no_reference_to_none(theme: object) -> None:
    """PySide6 6.12.0 loses one at every call under Python 3.11, until the interpreter aborts."""
    widget = QWidget()
    before = sys.getrefcount(None)
    for _ in range(2_000):
        widget.setEnabled(True)
    assert abs(sys.getrefcount(None) - before) < 500
