"""Practising this very count: a practice count with the same lists, rules, sheets and names."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.errors import EnvironmentFault
from tallyapp.new_count.practising import practise
from tallyapp.ui.pages.leaves import Leaf, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.session.one_job import OneJob
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import gap
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.field import FileField
from tallyapp.ui.widgets.focus import focus_if_seen
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say, sentence

from .step import words


def practice_file(real: Path) -> Path:
    """Where the practice count of a count is made, unless another name is keyed."""
    return real.with_name(f"{real.stem}-practice.tally")


class PractisePage(Leaf):
    """A file name and Enter; the count that is open stays as it is."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._making = OneJob(self, self.session.work)
        self.file = FileField(words("practise.file"), say("home", "filter"), new=True)
        self.file.edit.setText(str(practice_file(self.session.desk.ledger.path)))
        self.file.entered.connect(self.make)
        self.button = Button(words("practise.make"))
        self.button.clicked.connect(self.make)
        self.file.row.addWidget(self.button)
        self._said = State(Mark.AGREES, "", wrap=True)
        self._said.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        column.addLayout(title_row(words("practise.title"), ""))
        column.addWidget(Text(words("practise.words"), role="secondary", wrap=True))
        column.addWidget(self.file)
        row = QHBoxLayout()
        row.addWidget(self._said, 1)
        column.addLayout(row)
        column.addStretch()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), words("practise.key.make")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def entered(self) -> None:
        self.file.setFocus()

    def make(self) -> None:
        """Make it, off the window's thread."""
        path = self.file.path
        if path is None:
            self.file.refuse(say("practice", "file-refused"))
            return
        file = path if path.suffix else path.with_suffix(".tally")
        desk = self.session.desk

        def work() -> str:
            """What stands against it; empty where it is made."""
            try:
                practise(desk, file, desk.clock, desk.machine).close()
            except Refusal as refusal:
                return " ".join(map(sentence, refusal.findings))
            except EnvironmentFault as fault:
                return str(fault)
            return ""

        self._making.begin(work, partial(self._on_made, file), self.file.refuse)

    def _on_made(self, file: Path, against: str) -> None:
        if against:
            self.file.refuse(against)
            focus_if_seen(self.file)
            return
        self._said.show_state(Mark.AGREES, words("practise.done", path=str(file)))
        self._said.show()
