"""Bringing a file in: its path, and what is in it, or everything that is wrong with it in place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.faults import ImportRefused
from tallyapp.files import free_name
from tallyapp.new_count.templates import save_template
from tallyapp.ui.session.one_job import OneJob, Run
from tallyapp.ui.theme.type import gap, px
from tallyapp.ui.widgets.faults import FaultsView
from tallyapp.ui.widgets.field import FileField
from tallyapp.ui.widgets.job_line import JobLine
from tallyapp.ui.widgets.look_at import LookAt
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

TEMPLATE_KEYS = "Ctrl+T"
_LOOKED_AT = 150
"""How high the warnings may be, so that what is keyed beneath them has room."""


class FileStep(QWidget):
    """One file: its path, and what is in it or wrong with it."""

    ready = Signal()
    """The file is read, and nothing is wrong with it."""
    next_asked = Signal()

    def __init__(self, name: str, read: Callable[[Path], Any], run: Run, folder: Path) -> None:
        """`run` does what is slow; `folder` is where an empty list is saved."""
        super().__init__()
        self._name = name
        self._read_file = read
        self._folder = folder
        self.found: Any = None
        self._path: Path | None = None
        self._reading = OneJob(self, run)
        self.file = FileField(say("new-count", f"{name}.file"), say("new-count", "filter"))
        self.file.entered.connect(self._on_entered)
        self.file.chosen.connect(self.read)
        self.faults = FaultsView()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap(12))
        self._column.addWidget(self.file)
        self._columns = Text(say("new-count", f"{name}.columns"), role="secondary", wrap=True)
        self._column.addWidget(self._columns)
        self._saved = JobLine(run)
        self._column.addWidget(self._saved)
        self._column.addWidget(self.faults)
        self.look_at = LookAt()
        self.look_at.setMaximumHeight(px(_LOOKED_AT))
        self._column.addWidget(self.look_at)
        shortcut = QShortcut(
            QKeySequence(TEMPLATE_KEYS), self, context=Qt.ShortcutContext.WindowShortcut
        )
        shortcut.activated.connect(self.save_template)

    def _on_entered(self) -> None:
        if self.found is not None and self.file.path == self._path:
            self.next_asked.emit()
        else:
            self.read()

    def read_no_more(self) -> None:
        """What is being read is not wanted any more."""
        self._reading.drop()

    def read(self) -> None:
        """Read the file anew, off the window's thread."""
        path = self.file.path
        if path is None:
            self.file.refuse(say("new-count", "no-file"))
            self.file.setFocus()
            return

        def done(found: Any) -> None:
            self.found = found
            self._path = path
            self.faults.show_faults(())
            self.file.accept()
            self._show_read(found)
            self.ready.emit()

        def failed(error: Exception) -> None:
            self.found = None
            self._show_read(None)
            if isinstance(error, ImportRefused):
                self.faults.show_faults(error.faults)
            elif isinstance(error, EnvironmentFault):
                self.faults.show_faults(())
                self.file.refuse(str(error))
            else:
                raise error
            self.file.setFocus()

        self._saved.hide()
        # Asked for again while it is read, it is shown once, as it is then: its figures are being
        # keyed by that time.
        self._reading.drop()
        self._reading.begin(lambda: self._read_file(path), done, failed)

    def save_template(self) -> None:
        """Save an empty list to be filled in, under a name that is not taken."""

        def save() -> Path:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = free_name(self._folder, self._name, ".xlsx")
            save_template(self._name, path)
            return path

        def done(path: Path) -> str:
            return say("new-count", "template.saved", path=str(path))

        self._saved.begin(save, done)

    def _show_read(self, found: Any) -> None:
        """Show what was read; how a file is written is told only until one was read."""
        self._columns.setVisible(found is None)
        self.look_at.show_warnings(found.warnings if found else ())
        self._show(found)

    def _show(self, found: Any) -> None:
        """Show what is in the file; None for nothing."""

    def refuse(self, words: str) -> None:
        """What stands against the file as a whole."""
        self.file.refuse(words)
        self.file.setFocus()
