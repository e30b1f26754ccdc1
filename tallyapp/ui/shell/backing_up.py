"""Backups as the window asks for them, and what it says of each."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from tallyapp.ui.session.settings import Settings
from tallyapp.ui.shell.header import Header
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.banner import Banner
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.ui.session.backups import Backups
    from tallyapp.ui.session.session import Session


_ABOUT = "backup"


class BackingUp(QObject):
    """Makes the backups of the count that is open, asking for a folder where it must."""

    def __init__(self, window: QWidget, settings: Settings, header: Header, banner: Banner) -> None:
        super().__init__(window)
        self.backups: Backups | None = None
        self._window = window
        self._settings = settings
        self._header = header
        self._banner = banner
        self._has_failed = False

    def begin(self, session: "Session") -> None:
        """Keep the backups of this count from now on."""
        from tallyapp.ui.session.backups import Backups

        backups = Backups(session, self._settings)
        backups.age_changed.connect(self._header.show_backup)
        backups.started.connect(partial(self._say, Mark.UNDER_WAY))
        backups.ended.connect(partial(self._say, Mark.AGREES))
        backups.failed.connect(partial(self._say, Mark.DOES_NOT_ADD))
        backups.recovered.connect(self._on_recovered)
        backups.tell_age()
        self.backups = backups
        session.backups = backups

    def end(self) -> None:
        """No count is open any more."""
        self.backups = None

    def _say(self, mark: Mark, words: str) -> None:
        self._has_failed = mark is Mark.DOES_NOT_ADD
        self._banner.show_words(words, mark, _ABOUT)

    def _on_recovered(self) -> None:
        self._has_failed = False
        self._banner.over(_ABOUT)

    def make(self) -> None:
        """Make one now: where the last one went, or a folder is asked for;
        after one that failed it is asked for again.
        """
        from PySide6.QtWidgets import QFileDialog

        backups = self.backups
        if backups is None:
            return
        folder = None if self._has_failed else backups.folder
        if folder is not None:
            backups.make(folder)
            return
        start = str(backups.folder or Path.home())
        dialog = QFileDialog(self._window, say("ui", "backup.where"), start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda chosen: backups.make(Path(chosen)))
        dialog.open()
