"""A place for backups: a folder is keyed, and the first backup goes there at once."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.phrases import number_in
from tallyapp.files import is_folder, on_one_disk
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import gap
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say

from .step import StepState, done, to_do, words

_DIGITS = 3
"""Of the minutes between two backups."""


def backup_state(session: Session, _: ContestState) -> StepState:
    """Whether a backup of this count was made here to a folder that is still there."""
    backups = session.backups
    if backups is None or backups.folder is None or backups.last is None:
        return to_do("backup.none")
    return done("backup.done", folder=backups.folder)


class BackupPage(Leaf):
    """The place, where Enter makes a backup, which shows that it will do; and how often one is made
    by itself.
    """

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        backups = self.session.backups
        known = backups.chosen if backups else None
        self.folder = Field(words("backup.folder"), str(known) if known else "")
        self.folder.entered.connect(self._on_entered)
        self.every = Field(
            words("backup.every"), str(backups.every) if backups else "", digits=_DIGITS
        )
        self.every.entered.connect(self._on_every)
        self._said = State(Mark.AGREES, "", wrap=True, parent=self)
        self._said.hide()
        self._same_disk = State(Mark.DIFFERS, words("backup.same-disk"), wrap=True, parent=self)
        self._same_disk.hide()
        if backups:
            backups.ended.connect(self._on_made)
            backups.failed.connect(self._on_failed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addLayout(title_row(words("backup.title"), ""))
        column.addWidget(Text(words("backup.words"), role="secondary", wrap=True))
        column.addWidget(self.folder)
        column.addWidget(self._said)
        column.addWidget(self._same_disk)
        column.addWidget(self.every)
        column.addStretch()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), words("backup.key")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def entered(self) -> None:
        self.folder.setFocus()

    def _on_entered(self) -> None:
        folder = Path(self.folder.text)
        if not self.folder.text or not is_folder(folder):
            self.folder.refuse(words("backup.no-folder"))
            return
        self._said.hide()
        if self.session.backups:
            self.session.backups.make(folder)

    def _on_every(self) -> None:
        backups = self.session.backups
        minutes = number_in(self.every.text)
        if backups is None or minutes is None:
            self.every.refuse(words("backup.no-number"))
            return
        backups.remember_every(minutes)
        self._say(words("backup.every-kept" if minutes else "backup.never-kept", minutes=minutes))

    def _on_made(self, said: str) -> None:
        self._say(said)
        backups = self.session.backups
        place = backups.chosen if backups else None
        count = self.session.desk.ledger.path
        self._same_disk.setVisible(place is not None and on_one_disk(place, count.parent))

    def _on_failed(self, why: str) -> None:
        self._said.hide()
        self.folder.refuse(why)

    def _say(self, said: str) -> None:
        self._said.show_state(Mark.AGREES, said)
        self._said.show()
