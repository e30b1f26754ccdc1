"""About this program: what whoever helps by telephone asks first."""

import platform
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import PySide6
from PySide6.QtCore import QEvent, QObject, qVersion
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

import tallyapp
from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.database import SQLITE_VERSION
from tallyapp.ui.shell.hall.asking import AskingCard
from tallyapp.ui.theme.type import px
from tallyapp.ui.widgets.announce import announce
from tallyapp.ui.widgets.choosing import BY_ENTER
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.refusal import Action
from tallyapp.words.catalogue import say

NOTICES = "THIRD-PARTY-NOTICES.txt"
"""What the licences of what comes with the program are called, where they are installed."""


class About(AskingCard):
    """The version of the program and of what it stands on; Enter copies it, Esc goes back."""

    def __init__(self, window: QWidget, machine: Callable[[], str]) -> None:
        super().__init__(window, say("about", "title"), "", "")
        self._machine = machine
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(say("about", "text"))
        self.text.setFixedHeight(px(250))
        self.copy = Action(say("about", "copy"))
        self.copy.clicked.connect(self._on_copy)
        for part in (self.text, self.copy):
            self.column.addWidget(part)
            self.take_part_in(part)

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), say("about", "key.copy")),
            KeyHint(("Esc",), say("about", "back"), last=True),
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter copies, wherever in the card one is."""
        if watched is self.text and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in BY_ENTER:
                self._on_copy()
                return True
        return super().eventFilter(watched, event)

    def open(self) -> None:
        """Show it, with the focus in what can be read line by line."""
        self.copy.setText(say("about", "copy"))
        self.text.setPlainText("\n".join(self._lines()))
        self.open_over()
        self.text.setFocus()

    def _lines(self) -> Iterator[str]:
        yield f"tallyapp {tallyapp.__version__}"
        yield say("about", "licence")
        yield say("about", "notices", place=_notices())
        yield ""
        yield f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {PySide6.__version__}"
        yield f"SQLite {SQLITE_VERSION}"
        yield platform.platform()
        yield ""
        try:
            yield say("about", "machine", machine=self._machine())
        except EnvironmentFault as fault:
            yield str(fault)

    def _on_copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        announce(self, say("about", "copied"))
        self.copy.setText(say("about", "copied"))


def _notices() -> str:
    """Where the licences of what comes with the program stand; in a source tree they are made."""
    beside = Path(sys.executable).with_name(NOTICES)
    return str(beside) if beside.is_file() else say("about", "notices.source")
