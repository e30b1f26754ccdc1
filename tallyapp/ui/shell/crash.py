"""When the program itself is at fault: says what is saved,
keeps what was being keyed, makes a report.
"""

import platform
import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton, QVBoxLayout

import tallyapp
from tallyapp.errors import EnvironmentFault
from tallyapp.files import write_atomically
from tallyapp.ui.shell.window import MainWindow
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, gap, px
from tallyapp.ui.widgets.announce import announce
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import figure


class CrashDialog(QDialog):
    """What happened, what is safe, and what to do next."""

    def __init__(
        self, report: str, last_entry: int, folder: Path, now: Callable[[], datetime]
    ) -> None:
        super().__init__()
        self._report = report
        self._folder = folder
        self._now = now
        self.setWindowTitle(say("crash", "title"))
        self.resize(px(640), px(420))
        entry = figure(last_entry)
        what = say("crash", "what", entry=entry) if last_entry else say("crash", "what-none")
        self._said = Text(role="secondary", wrap=True)
        save = QPushButton(say("crash", "save"))
        close = QPushButton(say("crash", "close"))
        save.clicked.connect(self._on_save)
        close.clicked.connect(self.accept)
        text = QPlainTextEdit(report)
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setAccessibleName(say("crash", "details"))
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(20), gap(24), gap(20))
        column.setSpacing(gap(12))
        for part in (Text(say("crash", "title"), HEADING), Text(what, wrap=True)):
            column.addWidget(part)
        column.addWidget(Text(say("crash", "next"), wrap=True))
        column.addWidget(text, 1)
        for widget in (self._said, save, close):
            column.addWidget(widget)
        save.setFocus()

    def _on_save(self) -> None:
        path = self._folder / f"tallyapp-fault-{self._now():%Y%m%d-%H%M%S}.txt"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(path, self._report.encode())
        except (OSError, EnvironmentFault) as error:
            self._say(say("crash", "not-saved", why=error))
        else:
            self._say(say("crash", "saved", path=path))

    def _say(self, words: str) -> None:
        self._said.setText(words)
        announce(self, words, assertive=True)


def install(
    window: MainWindow,
    folder: Path,
    now: Callable[[], datetime],
    end: Callable[[int], None] = QApplication.exit,
) -> None:
    """From now on a bug in the program ends in the dialog, and then the program.

    A fault of the surroundings that nobody took is no bug: it is said in the window, which goes on.
    """
    met = False

    def on_fault(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        nonlocal met
        if isinstance(error, EnvironmentFault):
            window.say(str(error), Mark.DOES_NOT_ADD)
            return
        sys.__excepthook__(kind, error, trace)
        if met or not issubclass(kind, Exception):
            return
        met = True
        CrashDialog(report(error, window), _last_entry(window), folder, now).exec()
        window.close()
        end(1)

    sys.excepthook = on_fault


def report(error: BaseException, window: MainWindow) -> str:
    """What whoever mends the program needs, and nothing about votes: the trace holds no figures."""
    try:
        window.keep()
        kept = "what was being keyed is kept"
    except Exception as second:  # the fault may lie in the very screen that is to keep its keying
        kept = f"keeping what was being keyed failed too: {type(second).__name__}"
    lines = [
        f"tallyapp {tallyapp.__version__}, Python {platform.python_version()}, Qt {qVersion()}, "
        f"{platform.platform()}",
        f"last saved entry: {_last_entry(window)}; {kept}",
        "",
        *_trace(error),
    ]
    return "\n".join(line.rstrip("\n") for line in lines)


_OF_CODE_ALONE = (AttributeError, ImportError, NameError, RuntimeError, TypeError)
"""Faults whose words speak of the program and never of what it was reading."""


def _trace(error: BaseException) -> Iterator[str]:
    """Each fault with the way to it, the first cause first; a message that may quote what somebody
    keyed, such as that of a number that is none, stays out.
    """
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _trace(earlier)
        yield ""
    yield "".join(traceback.format_tb(error.__traceback__))
    message = f": {error}" if isinstance(error, _OF_CODE_ALONE) else ""
    yield f"{type(error).__module__}.{type(error).__qualname__}{message}"


def _last_entry(window: MainWindow) -> int:
    session = window.session
    if session is None:
        return 0
    return session.contest.seq if session.contest else session.desk.count.count.seq
