"""Trying a backup of the open count: restored to a new file, read, and compared with the count."""

from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout

from tallyapp.domain.state.contest import ContestState
from tallyapp.ledger.restoring import Beside, Restored, restore
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.restoring import RestoreForm
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import gap
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.words.catalogue import say

from .step import StepState, optional


def try_backup_state(_: Session, __: ContestState) -> StepState:
    """It may be done at any time, and is never over."""
    return optional("try-backup.whenever")


class TryBackupPage(Leaf):
    """The last backup is offered; nothing of the open count is changed."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        backups = self.session.backups
        newest = (backups.newest or backups.chosen) if backups else None
        beside = self.session.desk.ledger.path.parent
        self.form = RestoreForm(self._restore, self._run, newest, beside)
        self.form.restored.connect(self.form.go_to_read)
        self.form.turned.connect(self.hints_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(8))
        column.addLayout(title_row(say("restoring", "title"), ""))
        column.addWidget(self.form, 1)

    def key_hints(self) -> tuple[KeyHint, ...]:
        restores = () if self.form.at_read else (KeyHint(("Enter",), say("restoring", "key")),)
        return (
            *restores,
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def entered(self) -> None:
        self.form.setFocus()

    def _run(
        self,
        call: Callable[[], Restored],
        done: Callable[[Restored], None],
        failed: Callable[[str], None],
    ) -> None:
        self.session.beside(call, self.while_here(done), self.while_here(failed))

    def _restore(self, backup: Path, folder: Path, codes: Sequence[str]) -> Restored:
        taken = self.session.taken()
        # What this machine saw of the count is the count itself, as long as it is open.
        with closing(taken.connection) as now:
            beside = Beside(taken.path, now)
            return restore(backup, folder, lambda _: {}, beside, codes)
