"""The form by which a backup is tried or restored, on the home and in an open count."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeAlias

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.files import is_folder
from tallyapp.ledger.restoring import Restored, backup_at
from tallyapp.ui.session.one_job import OneJob, Run
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, gap
from tallyapp.ui.widgets.announce import announce
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.field import Field, FileField
from tallyapp.ui.widgets.focus import focus_if_seen
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.restored import held_words, verdict, where

Restore: TypeAlias = Callable[[Path, Path, Sequence[str]], Restored]
"""Restores a backup to a folder, with the codes that were noted; off the window's thread."""
_MOST_CONTESTS = 40
"""More than these are not shown one by one: what is amiss with any is in the verdict."""


class RestoreForm(QWidget):
    """Which backup, to which folder, and the codes; then whether it can be counted on, and what it
    holds.
    """

    restored = Signal(object)
    """It was read, and can be counted on (Restored)."""
    turned = Signal()
    """The focus came to what was read, or left it."""

    def __init__(self, restore: Restore, run: Run, backup: Path | None, folder: Path) -> None:
        super().__init__()
        self._restore = restore
        self._restoring = OneJob(self, run)
        self.backup = FileField(_say("backup"), _say("filter"))
        self.backup.edit.setText(str(backup or ""))
        self.folder = Field(_say("folder"), str(folder))
        self.codes = Field(_say("codes"), hint=_say("codes-hint"))
        self.button = Button(_say("button"))
        self.button.clicked.connect(self.start)
        for field in (self.backup, self.folder, self.codes):
            field.entered.connect(self.start)
        self.backup.chosen.connect(self.start)
        self.verdict = State(Mark.NOT_YET, "", HEADING, wrap=True)
        self.verdict.hide()
        self._where = Text(wrap=True)
        self._held = QWidget()
        self._column = QVBoxLayout(self._held)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(gap(4))
        self._lay_out()
        self.setFocusProxy(self.backup)

    def _lay_out(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(10))
        column.addWidget(Text(_say("words"), role="secondary", wrap=True))
        column.addWidget(self.backup)
        fields = QHBoxLayout()
        fields.setSpacing(gap(24))
        for field in (self.folder, self.codes):
            fields.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(fields)
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch()
        column.addLayout(row)
        column.addWidget(self.verdict)
        column.addWidget(self._where)
        column.addWidget(self._held)
        column.addStretch()
        self._scrolling = Scrolling(inside)
        self._scrolling.setAccessibleName(_say("read"))
        self._scrolling.installEventFilter(self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(WithMore(self._scrolling))
        self._where.hide()

    def start(self) -> None:
        """Restore it and read it, off the window's thread."""
        backup = self.backup.path
        folder = Path(self.folder.text).expanduser()
        if self._restoring.under_way:
            return
        if backup is None:
            self.backup.refuse(_say("no-backup"))
            self.backup.setFocus()
            return
        if not self.folder.text or not is_folder(folder):
            self.folder.refuse(_say("no-folder"))
            self.folder.setFocus()
            return
        self._forget()
        self.verdict.show_state(Mark.UNDER_WAY, _say("under-way", backup=backup.name))
        self.verdict.show()
        codes = [code for code in map(str.strip, self.codes.text.split(",")) if code]
        whole = partial(self._whole, backup, folder, codes)
        self._restoring.begin(whole, self._on_read, self._on_failed)

    def _whole(self, backup: Path, folder: Path, codes: Sequence[str]) -> Restored:
        return self._restore(backup_at(backup), folder, codes)

    def _forget(self) -> None:
        self._where.hide()
        while (item := self._column.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()

    def _on_failed(self, why: str) -> None:
        self.verdict.hide()
        self.backup.refuse(_say("not-counted-on", why=why))
        focus_if_seen(self.backup)

    def _on_read(self, restored: Restored) -> None:
        self.backup.accept()
        good = restored.counted_on
        self.verdict.show_state(Mark.AGREES if good else Mark.DOES_NOT_ADD, verdict(restored))
        self._where.setText(where(restored))
        self._where.show()
        announce(self._where, self._where.text())
        for name, told in list(held_words(restored))[:_MOST_CONTESTS]:
            self._column.addSpacing(gap(6))
            self._column.addWidget(Text(name, HEADING, wrap=True))
            for line in told:
                self._column.addWidget(Text(line, wrap=True))
        # The verdict first, once all has its place: whoever keyed the fields above knows them.
        QTimer.singleShot(0, self, self._show_verdict)
        if good:
            self.restored.emit(restored)

    def go_to_read(self) -> None:
        """Put the focus on what was read: an Enter that comes twice restores it once."""
        self._scrolling.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        focus_if_seen(self._scrolling)

    @property
    def at_read(self) -> bool:
        """Whether the focus is on what was read, where Enter does nothing."""
        return self._scrolling.hasFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hear where the focus goes."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.turned.emit()
        return super().eventFilter(watched, event)

    def _show_verdict(self) -> None:
        self._scrolling.verticalScrollBar().setValue(self.verdict.y())


def _say(key: str, **values: object) -> str:
    return say("restoring", key, **values)
