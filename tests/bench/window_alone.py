"""The window in a process of its own, at home or over a count: says the most memory that it had.

    python -m tests.bench.window_alone FOLDER [FILE]

What it keeps lies in FOLDER: a second time, this machine knows the file's signatures.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer

from tallyapp.cli.here import now
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.session import Session
from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.app import application
from tallyapp.ui.shell.front import Front
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.theme import Theme

if sys.platform != "win32":
    import resource

_LOOK_EACH = 50
"""Milliseconds between two looks at whether all is read."""


def main(folder: Path, file: Path | None = None) -> None:
    """Show it until all of a count is read and checked, and close it as a person does."""
    app = application(["bench"])
    settings = Settings(folder / "window.json")
    theme = Theme(app, settings.now.look, settings.now.text_size)
    window = MainWindow(settings)
    around = Surroundings(now, "bench", settings, folder / "seen.json", folder)
    front = Front(window, around, theme)
    window.show()
    front.begin(file)
    looking = QTimer(interval=_LOOK_EACH)
    looking.start()
    while file and not (window.session and _all_read(window.session)):
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()
    print(most_memory())
    window.close()


def _all_read(session: Session) -> bool:
    desk = session.desk
    return not desk.unread and desk.ledger.signatures.complete


def most_memory() -> int:
    """The most memory that this process has held at once, in bytes."""
    status = Path("/proc/self/status")
    if status.exists():
        # Not `getrusage`: it counts what the process held by which this one was started.
        told = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
        return int(told["VmHWM"].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
