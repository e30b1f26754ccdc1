"""The screen itself."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain.keying import DONE
from tallyapp.domain.state import Changed
from tallyapp.messages import say
from tallyapp.ui.screen import KeyHint, Screen
from tallyapp.ui.session import Session
from tallyapp.ui.theme.type import TITLE, px
from tallyapp.ui.widgets.text import Text


class Overview(Screen):
    """Where the count stands."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._open_sheets = Text(role="secondary")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(16), px(24), px(16))
        column.addWidget(Text(say("overview", "title"), TITLE))
        column.addWidget(self._open_sheets)
        column.addStretch()
        self._refresh()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (KeyHint(("F5",), say("key-sheet", "title")),)

    def changed(self, changed: Changed) -> None:
        if changed.sheets:
            self._refresh()

    def _refresh(self) -> None:
        still = sum(sheet.life not in DONE for sheet in self.contest.sheets.values())
        self._open_sheets.setText(say("overview", "open-sheets", sheets=still))
