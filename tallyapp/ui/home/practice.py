"""Practice counts: from a past result to a count that is ready for its first sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.domain.vocabulary.phrases import day_of, number_in
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.faults import ImportRefused
from tallyapp.files import free_name, is_folder
from tallyapp.practice.counts import COMMONS, OXFORD_EAST, TRAINING_WARD, Judged, Made, judge, make
from tallyapp.resources import resource
from tallyapp.training.making import MadeForTraining, make_training
from tallyapp.ui.pages.screen import Page
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.worker import Worker
from tallyapp.ui.theme.type import HEADING, TITLE, gap, px
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.faults import FaultsView
from tallyapp.ui.widgets.field import Field, FileField
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.meter import Meter
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say, sentence
from tallyapp.words.figures import figure

_SHIPPED = {
    "oxford-east": (OXFORD_EAST,),
    "training": (TRAINING_WARD,),
    "general-election": COMMONS,
}
_OTHER = "other"
_SEED_DIGITS = 9
_REASONS = 3
"""The most refusals, or remarks, that there is room to show."""


class _Cancelled(Exception):
    """Whoever asked for a practice count does not want it any more."""


class PracticePage(Page):
    """Choose a past result, a seed and a file; everything else is synthetic."""

    made = Signal(object, str)
    """A practice count is made: its file, and what there is to say of it."""
    _stepped = Signal(int, int)

    def __init__(self, around: Surroundings, worker: Worker) -> None:
        super().__init__()
        self._around = around
        self._worker = worker
        self._stop: Event | None = None
        self._sources = QButtonGroup(self)
        self.choices = {
            name: QRadioButton(say("practice", f"source.{name}")) for name in (*_SHIPPED, _OTHER)
        }
        self.first = FileField(say("practice", "first"), say("practice", "filter"))
        self.second = FileField(say("practice", "second"), say("practice", "filter.csv"))
        hint = say("practice", "polling_day.hint")
        self.polling_day = Field(say("practice", "polling_day"), hint=hint)
        self.seed = Field(say("practice", "seed"), "1", digits=_SEED_DIGITS)
        self.file = FileField(say("practice", "file"), say("home", "filter"), new=True)
        self.plant = QCheckBox(say("training", "plant"))
        self.faults = FaultsView()
        self._said = Text(role="secondary", wrap=True)
        self._meter = Meter()
        self._meter.setAccessibleName(say("practice", "progress"))
        self.button = Button(say("practice", "make"))
        self.button.clicked.connect(self.start)
        for field in (self.first, self.second, self.polling_day, self.seed, self.file):
            field.entered.connect(self.start)
        self._stepped.connect(self._on_stepped)
        self._form = QWidget()
        self._lay_out_form()
        self._lay_out()
        for name, choice in self.choices.items():
            self._sources.addButton(choice)
            choice.toggled.connect(self._on_source)
            choice.setChecked(name == "oxford-east")
        self._show_progress(False)

    def _lay_out_form(self) -> None:
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(gap(10))
        form.addWidget(Text(say("practice", "source"), HEADING))
        for choice in self.choices.values():
            form.addWidget(choice)
        form.addWidget(self.plant)
        files = QHBoxLayout()
        files.setSpacing(gap(24))
        files.addWidget(self.first)
        files.addWidget(self.second)
        form.addLayout(files)
        form.addWidget(self.faults)
        row = QHBoxLayout()
        row.setSpacing(gap(24))
        self.polling_day.setFixedWidth(px(280))
        self.seed.setFixedWidth(px(120))
        row.addWidget(self.file, 1)
        row.addWidget(self.polling_day)
        row.addWidget(self.seed)
        form.addSpacing(gap(8))
        form.addLayout(row)
        form.addWidget(Text(say("practice", "seed-words"), role="secondary", wrap=True))

    def _lay_out(self) -> None:
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(gap(24), gap(20), gap(24), gap(16))
        column.setSpacing(gap(10))
        column.addWidget(Text(say("practice", "title"), TITLE))
        column.addWidget(Text(say("practice", "words"), role="secondary", wrap=True))
        column.addSpacing(gap(6))
        column.addWidget(self._form)
        buttons = QHBoxLayout()
        buttons.addWidget(self.button)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addWidget(self._said)
        column.addWidget(self._meter)
        column.addStretch()
        # What is wrong with a file takes more room than a low window has.
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(Scrolling(held))

    # ---- the page

    def key_hints(self) -> tuple[KeyHint, ...]:
        if self._stop:
            return (KeyHint(("Esc",), say("practice", "key.cancel"), last=True),)
        return (
            KeyHint(("Enter",), say("practice", "key.make")),
            KeyHint(("Esc",), say("ui", "back"), last=True),
        )

    def arrive(self) -> None:
        self._on_source()
        self._chosen.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter makes it, as the key strip says, wherever the focus is."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._stop:
            self.start()
        else:
            super().keyPressEvent(event)

    def back(self) -> bool:
        return self.cancel()

    def cancel(self) -> bool:
        """Stop what is being made; False if nothing is."""
        if not self._stop:
            return False
        self._stop.set()
        self._said.setText(say("practice", "cancelling"))
        return True

    @property
    def _chosen(self) -> QRadioButton:
        return next(choice for choice in self.choices.values() if choice.isChecked())

    def _on_source(self) -> None:
        other = self.choices[_OTHER].isChecked()
        self.first.setVisible(other)
        self.second.setVisible(other)
        self.polling_day.setVisible(other)
        self.faults.show_faults(())
        name = next(name for name, choice in self.choices.items() if choice.isChecked())
        self.plant.setChecked(name == "training")
        stem = "practice" if other else name
        if not self.file.edit.isModified():
            self.file.edit.setText(str(free_name(self._around.documents, stem, ".tally")))

    # ---- making

    def start(self) -> None:
        """Make it, off the window's thread."""
        sources = self._paths()
        file = self.file.path
        if self._stop or sources is None:
            return
        polling_day = self._polling_day()
        if self.polling_day.refused:
            return
        seed = number_in(self.seed.text)
        if seed is None:
            self.seed.refuse(say("practice", "seed-refused"))
            return
        if file is None:
            self.file.refuse(say("practice", "file-refused"))
            return
        if not file.suffix:
            file = file.with_suffix(".tally")
        if why := self._no_place(file):
            self.file.refuse(why)
            self.file.setFocus()
            return
        seen = self._around.seen
        stop = self._stop = Event()

        def step(done: int, of: int) -> None:
            if stop.is_set():
                raise _Cancelled
            self._stepped.emit(done, of)

        making = make_training if self.plant.isChecked() else make

        def work() -> tuple[Made | MadeForTraining, Judged]:
            from tallyapp.past.past_results import read_past_files

            files = read_past_files(sources, polling_day)
            judged = judge(files.contests, files.at_fault)
            judged.require()
            return making(file, judged.results, seed, seen, step=step), judged

        self._show_progress(True)
        self._worker.run(work, self._on_made, self._on_stopped)

    def _no_place(self, file: Path) -> str:
        """Why there is no place for the file; the folder of this program's documents is made."""
        folder = file.absolute().parent
        try:
            if folder == self._around.documents.absolute():
                folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            return say("practice", "folder-not-made", folder=folder, why=error.strerror or error)
        return "" if is_folder(folder) else say("practice", "no-folder", folder=folder)

    def _polling_day(self) -> date | None:
        """The day keyed for files that do not say theirs; refused in place if it is none."""
        if not self.choices[_OTHER].isChecked() or not self.polling_day.text:
            return None
        keyed = day_of(self.polling_day.text)
        if keyed is None:
            self.polling_day.refuse(say("new-count", "no-day"))
            self.polling_day.setFocus()
        return keyed

    def _paths(self) -> Sequence[Path] | None:
        if not self.choices[_OTHER].isChecked():
            name = next(name for name, choice in self.choices.items() if choice.isChecked())
            return [resource(*parts) for parts in _SHIPPED[name]]
        if self.first.path is None:
            self.first.refuse(say("practice", "first-refused"))
            self.first.setFocus()
            return None
        return [path for path in (self.first.path, self.second.path) if path]

    def _show_progress(self, under_way: bool) -> None:
        self._form.setEnabled(not under_way)
        self.button.setVisible(not under_way)
        self._meter.setVisible(under_way)
        self._said.setText(say("practice", "reading") if under_way else "")
        if not under_way:
            self._stop = None
        self.faults.show_faults(())
        self._meter.show_part(0, 1)
        self.hints_changed.emit()

    def _on_stepped(self, done: int, of: int) -> None:
        if self._stop and not self._stop.is_set():
            self._meter.show_part(done, of)
            self._said.setText(say("practice", "making", done=done, contests=of))

    def _on_made(self, done: tuple[Made | MadeForTraining, Judged]) -> None:
        self._show_progress(False)
        made, judged = done
        if isinstance(made, MadeForTraining):
            words = say("training", "made", path=str(made.papers), pages=str(made.pages))
        else:
            words = say("practice", "papers", path=str(made.papers), contests=figure(made.contests))
        words = " ".join((words, *_said_of(judged)))
        self.made.emit(made.file, words)

    def _on_stopped(self, error: Exception) -> None:
        self._show_progress(False)
        if isinstance(error, _Cancelled):
            self._said.setText(say("practice", "cancelled"))
        elif isinstance(error, ImportRefused):
            # A contest's figures are at fault in no one place: what was chosen stands for it.
            chosen = str(self.first.path or "")
            faults = [replace(one, file=one.file or chosen) for one in error.faults]
            self.faults.show_faults(faults)
        elif isinstance(error, Refusal):
            self.first.refuse(" ".join(map(sentence, error.findings[:_REASONS])))
            self.first.setFocus()
        elif isinstance(error, EnvironmentFault):
            self.file.refuse(str(error))
            self.file.setFocus()
        else:
            raise error


def _said_of(judged: Judged) -> Iterator[str]:
    """What is left out and what was read otherwise, by name: as much as there is room for."""
    # A file by its name alone: the banner has no room for the way to it.
    named = [
        [replace(each, file=Path(each.file).name) for each in one.faults] for one in judged.left_out
    ]
    left_out = [" ".join(map(str, faults)) for faults in named]
    if left_out:
        yield say("practice", "left-out", contests=len(left_out), words=_first(left_out))
    remarks = list(judged.remarks())
    if remarks:
        yield say("practice", "remarks", words=_first(remarks))


def _first(said: Sequence[str]) -> str:
    words = " ".join(said[:_REASONS])
    more = len(said) - _REASONS
    return f"{words} {say('practice', 'more', more=more)}" if more > 0 else words
