"""With which identity documents are signed, and into which folder they go."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QLineEdit

from tallyapp.files import is_folder
from tallyapp.ui.session.session import Session
from tallyapp.ui.widgets.field import Field, FileField
from tallyapp.words.catalogue import say

if TYPE_CHECKING:
    from tallyapp.signing.identity import Identity


class IdentityFields:
    """The identity's file, its password, and the folder; a practice count asks for the folder
    alone. Whoever shows them lays them out.
    """

    def __init__(self, session: Session) -> None:
        set_up = session.desk.count.count.set_up
        self.practice = bool(set_up and set_up.practice)
        self._session = session
        self._wrong_password = False
        self.file = FileField(say("result", "sign.file"), say("result", "sign.file-filter"))
        self.password = Field(say("result", "sign.password"))
        self.password.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.folder = FolderField(say("result", "sign.folder"), session.desk.ledger.path.parent)
        self.file.entered.connect(self.password.setFocus)
        self.password.entered.connect(self.folder.setFocus)
        if self.practice:
            self.file.hide()
            self.password.hide()

    def chosen_folder(self) -> Path | None:
        """The folder, once everything is filled in; what is not has the focus, and is told why."""
        if not (self.practice or self.file.path):
            self.file.refuse(say("result", "sign.file-missing"))
            self.file.setFocus()
            return None
        folder = self.folder.path or self.folder.usual
        if not is_folder(folder):
            self.folder.refuse(say("result", "sign.no-folder", folder=folder))
            self.folder.setFocus()
            return None
        return folder

    def opener(self) -> "Callable[[], Identity]":
        """What opens the identity, or makes that of a practice count: slow, for the worker."""
        now = self._session.desk.clock()
        practice = self.practice
        path = self.file.path
        password = self.password.edit.text()
        self._wrong_password = False

        def identity() -> "Identity":
            from tallyapp.signing.identity import WrongPassword, open_identity, practice_identity

            if practice or path is None:
                return practice_identity(now)
            try:
                return open_identity(path, password, now=now)
            except WrongPassword:
                self._wrong_password = True
                raise

        return identity

    def refuse_identity(self, why: str) -> None:
        """Say at its field why the identity could not be opened."""
        # A file that is missing, or no identity, is no matter of its password.
        field = self.password if self._wrong_password else self.file
        field.refuse(why)
        field.setFocus()
        field.edit.selectAll()


class FolderField(FileField):
    """A folder, typed or chosen; the usual one stands there."""

    def __init__(self, name: str, usual: Path) -> None:
        super().__init__(name, "")
        self.usual = usual
        self.edit.setText(str(usual))

    def choose(self) -> None:
        """Let a folder be chosen in the system's dialog."""
        name = QFileDialog.getExistingDirectory(self, self.edit.accessibleName(), self.text)
        if name:
            self.edit.setText(name)
            self.edit.setFocus()
