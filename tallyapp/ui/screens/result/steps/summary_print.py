"""Where the count summary is printed that is added up by hand, and read back."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.acts import PapersPrinted
from tallyapp.paperwork.choice import Choice, PerArea
from tallyapp.ui.printouts.papers import Asked, print_papers
from tallyapp.ui.screens.result.page import button, words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.print_card import PrintCard


class SummaryPrint(QWidget):
    """A button for those who may print, and what became of it. No figure of ours is on the page."""

    def __init__(self, session: Session, stream: str) -> None:
        super().__init__()
        self._session = session
        self._stream = stream
        self.print_it = button(words("read-back.print"))
        self.print_it.clicked.connect(self._on_print)
        self._said = State(Mark.DOES_NOT_ADD, "", wrap=True)
        self._said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.addWidget(self.print_it)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self._said)
        column.addWidget(PrintCard(session.printing, "papers"))
        self.hide()

    def offer(self) -> None:
        """Show it to whoever may print; once it lies on its page, or it would be a window."""
        self.setVisible(self._session.may(PapersPrinted))

    def _on_print(self) -> None:
        """Once more too: a summary that was spoilt is written anew, and says that it is another."""
        choice = Choice(frozenset({"summary"}), (self._stream,), again=True)
        begun = lambda _: self._said.hide()  # noqa: E731
        print_papers(self._session, Asked(choice, PerArea(), False, begun, self._stop))

    def _stop(self, why: str) -> None:
        self._said.show_state(Mark.DOES_NOT_ADD, why, "refused")
        self._said.show()
