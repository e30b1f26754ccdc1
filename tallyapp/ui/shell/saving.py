"""What the window says of the saving of the count that is open."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tallyapp.ui.shell.header import Header
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.banner import Banner

if TYPE_CHECKING:
    from tallyapp.domain.state.count import Changed
    from tallyapp.ui.session.session import Session


class Saving(QObject):
    """Shows in the header what is saved, and says above the screen what could not be."""

    def __init__(self, window: QWidget, header: Header, banner: Banner) -> None:
        super().__init__(window)
        self._header = header
        self._banner = banner

    def begin(self, session: "Session") -> None:
        """Say it of this count from now on."""
        session.saving_started.connect(self._header.show_saving)
        session.saved.connect(self._on_saved)
        session.save_failed.connect(self._on_failed)

    def show_entry(self, session: "Session", changed: "Changed") -> None:
        """Show the last entry, if it is one of the count or of the contest that is looked at."""
        from tallyapp.domain.acts import COUNT_STREAM

        of_count = changed.stream == COUNT_STREAM
        if of_count or changed.stream == session.stream:
            self._header.show_entry(changed.seq, of_count=of_count)

    def _on_saved(self, _: int, at: datetime) -> None:
        self._header.show_saved(at)
        self._banner.over("save-failed")

    def _on_failed(self, why: str) -> None:
        self._header.show_not_saved()
        self._banner.show_words(why, Mark.DOES_NOT_ADD, "save-failed")
