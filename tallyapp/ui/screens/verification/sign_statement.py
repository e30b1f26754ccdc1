"""Signing the verification statement that stands: with which identity, where it goes, what came of
it.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain import acts
from tallyapp.domain.vocabulary.document_names import DocumentName
from tallyapp.ui.pages.identity_fields import IdentityFields
from tallyapp.ui.pages.publishing import Publishing, signed_documents
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, gap
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.ui.pages.publishing import Checked, Stage

_DOCUMENT: DocumentName = "verification-statement"
_MARKS = {"fails": Mark.DOES_NOT_ADD, "not judged": Mark.DIFFERS}


class SignStatement(QWidget):
    """One button, which first asks for the identity where the count is a real one."""

    written = Signal()
    """The signed statement is on the disk."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._stream = session.stream
        self._publishing: Publishing | None = None
        self.fields = IdentityFields(session)
        self._asks = QWidget()
        self.sign = Action(say("verification", "sign"))
        self.sign.clicked.connect(self._on_sign)
        self.fields.folder.entered.connect(self._on_sign)
        self.state = State(Mark.NOT_YET, "", BODY.heavier(), wrap=True)
        self._path = Text(role="secondary", wrap=True)
        asks = QVBoxLayout(self._asks)
        asks.setContentsMargins(0, 0, 0, 0)
        asks.setSpacing(gap(8))
        for field in (self.fields.file, self.fields.password, self.fields.folder):
            asks.addWidget(field)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(8))
        for part in (self._asks, self.sign, self.state, self._path):
            column.addWidget(part)
        for part in (self._asks, self.state, self._path):
            part.hide()

    @property
    def busy(self) -> bool:
        """Whether it is being signed."""
        return self._publishing is not None

    def show_standing(self, version: int) -> None:
        """Offer to sign the version that stands, or show that it is signed; 0 where none stands."""
        if self.busy:
            return
        contest = self._session.desk.contest(self._stream)
        signed = _DOCUMENT in contest.signed
        may = self._session.may(acts.DocumentSigned)
        self.sign.setVisible(bool(version) and may and not signed)
        if not version or not signed:
            self.state.setVisible(bool(version) and self.state.isVisibleTo(self))
            self._path.hide()
        if not version:
            self._asks.hide()
        elif signed and not self._path.text():
            self._look()

    def _look(self) -> None:
        """What lies beside the count's file of the statement that is signed."""
        ledger = self._session.desk.ledger
        stream = self._stream
        self._session.work(
            lambda: signed_documents(ledger, stream, ledger.path.parent),
            lambda found: self._on_finished(found) if isValid(self) else None,
        )

    def _on_sign(self) -> None:
        if self.busy:
            return
        # Of a practice count only the folder could be asked for, and the usual one is right.
        if not self.fields.practice and not self._asks.isVisibleTo(self):
            self._asks.show()
            self.fields.file.setFocus()
            return
        folder = self.fields.chosen_folder()
        if folder is None:
            return
        self._publishing = Publishing(self._session, folder, self, [_DOCUMENT])
        self._publishing.stopped.connect(self._on_stopped)
        self._publishing.finished.connect(self._on_finished)
        self._show(Mark.UNDER_WAY, say("verification", "sign.under-way"))
        self.sign.setEnabled(False)
        self._publishing.begin(self.fields.opener())

    def _on_stopped(self, stage: "Stage", why: str) -> None:
        self._publishing = None
        self.sign.setEnabled(True)
        if stage == "identity" and not self.fields.practice:
            self.state.hide()
            self.fields.refuse_identity(why)
            return
        self._show(Mark.DOES_NOT_ADD, why)
        self.sign.setFocus()

    def _on_finished(self, checked: "list[Checked]") -> None:
        self._publishing = None
        self.sign.setEnabled(True)
        self._asks.hide()
        self.sign.hide()
        mine = [each for each in checked if each.document == _DOCUMENT]
        if not mine:
            self._show(Mark.NOT_YET, say("verification", "signed.elsewhere"))
            return
        (statement,) = mine
        verdict = statement.found.verdict
        self._show(_MARKS.get(verdict, Mark.AGREES), say("verification", f"signed.{verdict}"))
        self._path.setText(str(statement.path))
        self._path.show()
        self.written.emit()

    def _show(self, mark: Mark, words: str) -> None:
        self.state.show_state(mark, words)
        self.state.show()
