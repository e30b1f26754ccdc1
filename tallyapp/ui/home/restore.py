"""A backup tried or restored while no count is open: the way of a second laptop into the count."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from tallyapp.errors import EnvironmentFault
from tallyapp.ledger.restoring import Restored, came_from, restore
from tallyapp.ui.pages.restoring import RestoreForm
from tallyapp.ui.pages.screen import Page
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.worker import Worker
from tallyapp.ui.theme.type import TITLE, gap
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.focus import focus_if_seen
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say


class RestorePage(Page):
    """The form; and a button that opens what was restored."""

    open_asked = Signal(object)
    """Open the count in this file (Path)."""

    def __init__(self, around: Surroundings, worker: Worker) -> None:
        super().__init__()
        self._around = around
        self._worker = worker
        self._restored: Path | None = None
        kept = around.settings.now.backup_folder
        backup = Path(kept) if kept else None
        self.form = RestoreForm(self._restore, self._run, backup, around.documents)
        self.form.restored.connect(self._on_restored)
        self.open = Button(say("restoring", "open"))
        self.open.setAutoDefault(True)
        self.open.clicked.connect(self._on_open)
        self.open.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(20), gap(24), gap(16))
        column.setSpacing(gap(10))
        column.addWidget(Text(say("restoring", "title"), TITLE))
        column.addWidget(self.form, 1)
        column.addWidget(self.open, 0, Qt.AlignmentFlag.AlignLeft)

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), say("restoring", "key" if self.open.isHidden() else "open-key")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def arrive(self) -> None:
        self._show_open(False)
        self.form.setFocus()

    def _restore(self, backup: Path, folder: Path, codes: Sequence[str]) -> Restored:
        """On the worker: compared with the count that was open here, where that is still there."""
        marks_of = self._around.seen.marks
        recent = map(Path, self._around.settings.now.recent)
        with came_from(backup, recent) as beside:
            return restore(backup, folder, marks_of, beside, codes)

    def _run(
        self,
        call: Callable[[], Restored],
        done: Callable[[Restored], None],
        failed: Callable[[str], None],
    ) -> None:
        self._show_open(False)
        self._worker.run(call, done, partial(_told, failed))

    def _on_restored(self, restored: Restored) -> None:
        self._restored = restored.path
        self._show_open(True)
        focus_if_seen(self.open)

    def _show_open(self, shown: bool) -> None:
        self.open.setVisible(shown)
        self.hints_changed.emit()

    def _on_open(self) -> None:
        if self._restored:
            self.open_asked.emit(self._restored)


def _told(failed: Callable[[str], None], error: Exception) -> None:
    if not isinstance(error, EnvironmentFault):
        raise error
    failed(str(error))
