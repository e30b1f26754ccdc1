"""A card that only some officers need: a button, until one of them wants its fields."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tallyapp.domain.acts import SheetsIssued
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING
from tallyapp.words.catalogue import say

from .figure_edit import FigureEdit
from .frames import Card, State
from .id_edit import IdEdit
from .refusal import Action
from .text import Text


class FoldedCard(QWidget):
    """About the papers of one area, for those who may hand sheets
    out; `area` is its first field.
    """

    unfolded = Signal(bool)
    """The fields are shown, and what stands above may have to make
    room; or they are not any more.
    """

    def __init__(self, session: Session, title: str, ask: str) -> None:
        super().__init__()
        self.area = IdEdit(say("printing", "area"))
        self.ask = Action(ask)
        self._session = session
        self._card = Card()
        self._refused = State(Mark.DOES_NOT_ADD, "", wrap=True)
        self._refused.hide()
        self._card.column.addWidget(Text(title, HEADING))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.ask)
        self._column.addWidget(self._card)
        self._card.hide()
        if not session.may(SheetsIssued):
            self.hide()
        self.ask.clicked.connect(lambda: self.unfold(True))

    def unfold(self, shown: bool) -> bool:
        """Show the fields, with the focus in them, or only the button;
        False if that was so before.
        """
        if shown is not self._card.isHidden():
            return False
        self.ask.setVisible(not shown)
        self._card.setVisible(shown)
        self.unfolded.emit(shown)
        if shown:
            self.area.setFocus()
        return True

    def _refuse(self, words: str, field: IdEdit | FigureEdit) -> None:
        self._refused.show_state(Mark.DOES_NOT_ADD, words, "refused")
        self._refused.show()
        field.setFocus()
        field.selectAll()
