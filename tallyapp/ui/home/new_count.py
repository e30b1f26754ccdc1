"""A new count, step by step: details, candidates, areas, a look at
the whole, and only then a file.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from tallyapp.desk import Desk
from tallyapp.domain.vocabulary.findings import Refusal
from tallyapp.errors import EnvironmentFault
from tallyapp.exchange.election_rules import load_rules
from tallyapp.exchange.identifiers import identifier_of
from tallyapp.files import free_name
from tallyapp.new_count import Details, NewCount, before_polling_day, make, plan, standing
from tallyapp.ui.pages.screen import Page
from tallyapp.ui.session.machine import Surroundings
from tallyapp.ui.session.worker import Worker
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import TITLE, gap
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.meter import Stage, StageTrack
from tallyapp.ui.widgets.one_shown import OneShown
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say, sentence

from .details import DetailsStep, examine
from .lists import AreasStep, CandidatesStep
from .preview import PreviewStep

_STEPS = ("details", "candidates", "areas", "preview")
DETAILS, CANDIDATES, AREAS, PREVIEW = range(4)


class NewCountPage(Page):
    """The wizard; nothing is made until all of it is right."""

    made = Signal(object)
    """The count is made and open (Desk)."""

    def __init__(self, around: Surroundings, worker: Worker) -> None:
        super().__init__()
        self._around = around
        self._worker = worker
        self._planned: NewCount | None = None
        self._busy = False
        self.details = DetailsStep()
        self.preview = PreviewStep()
        self.candidates = CandidatesStep(worker.run, around.documents)
        self.areas = AreasStep(worker.run, around.documents)
        self._stack = OneShown()
        self._track = StageTrack()
        self.following = Button(say("new-count", "next"))
        self.following.clicked.connect(self.go_on)
        for field in self.details.fields.values():
            field.entered.connect(self.go_on)
        self.candidates.next_asked.connect(self.go_on)
        self.areas.next_asked.connect(self.go_on)
        self.areas.ready.connect(lambda: self._offer_next(AREAS))
        self.candidates.ready.connect(self._on_candidates)
        self.preview.file.entered.connect(self.go_on)
        self.preview.button.clicked.connect(self.go_on)
        self._lay_out()

    def _lay_out(self) -> None:
        # What stands against a field takes room beneath it, and a low window has none to give.
        for step in (Scrolling(self.details), self.candidates, self.areas, self.preview):
            self._stack.addWidget(step)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(12), gap(24), gap(8))
        column.setSpacing(gap(10))
        column.addWidget(Text(say("new-count", "title"), TITLE))
        column.addWidget(self._track)
        column.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.addWidget(self.following)
        row.addStretch()
        column.addLayout(row)
        self._show_step(DETAILS)

    # ---- the page

    @property
    def step(self) -> int:
        """Which step is open, from 0."""
        return self._stack.currentIndex()

    def key_hints(self) -> tuple[KeyHint, ...]:
        words = "key.make" if self.step == PREVIEW else "key.next"
        back = "key.back" if self.step else "key.home"
        lists = self.step in (CANDIDATES, AREAS)
        template = (KeyHint(("Ctrl", "T"), say("new-count", "key.template")),) if lists else ()
        return (
            KeyHint(("Enter",), say("new-count", words)),
            KeyHint(("Tab",), say("new-count", "key.tab")),
            *template,
            KeyHint(("Esc",), say("new-count", back), last=True),
        )

    def arrive(self) -> None:
        first = (
            self.details.fields["name"],
            self.candidates.file,
            self.areas.file,
            self.preview.file,
        )
        first[self.step].setFocus()

    def back(self) -> bool:
        if self.step == DETAILS:
            return False
        if self.step == PREVIEW and self._busy:
            return True  # it is being made as it was looked at
        self._show_step(self.step - 1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, as the key strip says, from buttons,
        boxes and tables too; a field has its own.
        """
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not isinstance(self.focusWidget(), QLineEdit):
            self.go_on()
        else:
            super().keyPressEvent(event)

    def _show_step(self, step: int) -> None:
        self._stack.setCurrentIndex(step)
        marks = [
            Mark.AGREES if n < step else Mark.UNDER_WAY if n == step else Mark.NOT_YET
            for n in range(4)
        ]
        stages = zip(marks, _STEPS, strict=True)
        self._track.show_stages(
            [
                Stage(mark, say("new-count", f"step.{name}"), self._told(n))
                for n, (mark, name) in enumerate(stages)
            ]
        )
        self.following.setVisible(step != PREVIEW)
        self.arrive()
        self.hints_changed.emit()

    def _told(self, step: int) -> str:
        if step == DETAILS:
            return self.details.fields["name"].text
        if step == CANDIDATES and self.candidates.found:
            return self.candidates.file.path.name if self.candidates.file.path else ""
        if step == AREAS and self.areas.found:
            return self.areas.file.path.name if self.areas.file.path else ""
        return ""

    # ---- from step to step

    def go_on(self) -> None:
        """To the next step, if this one is right; from the last, make the count."""
        if self._busy:
            return
        match self.step:
            case 0:
                values = self.details.values()
                self._work(lambda: examine(values), self._on_examined)
            case 1:
                if self.candidates.found is None:
                    self.candidates.read()
                elif not self.candidates.missing():
                    self._examine_candidates()
            case 2:
                if self.areas.found is None:
                    self.areas.read()
                else:
                    self._plan()
            case _:
                self._make()

    def _work(self, call: Any, then: Any, failed: Any = None, untold: Any = None) -> None:
        self._busy = True

        def ended(result: Any) -> None:
            self._busy = False
            then(result)

        def stopped(error: Exception) -> None:
            self._busy = False
            if failed is None:
                raise error
            failed(error)

        self._worker.run(call, ended, stopped, untold)

    def _on_examined(self, faults: dict[str, str]) -> None:
        if not self.details.show_faults(faults):
            values: dict[str, Any] = self.details.values()
            rules = load_rules(values["kind"], values["polling_day"])
            self.candidates.ask_seats(rules.most_seats > 1)
            self._show_step(CANDIDATES)

    def _details(self) -> Details:
        values: dict[str, Any] = self.details.values()
        keyed = self.candidates.model
        return Details(**values, electorates=_given(keyed.electorates), seats=_given(keyed.seats))

    def _on_candidates(self) -> None:
        """Where the list says everything, there is nothing to key."""
        if not self.candidates.table.fields:
            self._offer_next(CANDIDATES)

    def _offer_next(self, step: int) -> None:
        """What a step needs is there: Enter goes on, unless another step is open by now."""
        if self.step == step:
            self.following.setFocus()

    def _examine_candidates(self) -> None:
        """What stands against the candidates is said beside them, and not a step later."""
        try:
            standing(self._details(), self.candidates.found)
        except EnvironmentFault as fault:
            self.candidates.refuse(str(fault))
            return
        self._show_step(AREAS)

    def _plan(self) -> None:
        told = self._details()
        try:
            self._planned = plan(told, self.candidates.found, self.areas.found)
        except EnvironmentFault as fault:
            self.areas.refuse(str(fault))
            return
        if not self.preview.file.edit.isModified():
            stem = identifier_of(told.name) or "count"
            self.preview.file.edit.setText(str(free_name(self._around.documents, stem, ".tally")))
        listed = (*self.candidates.found.warnings, *self.areas.found.warnings)
        early = before_polling_day(told, self._around.clock().date())
        warnings = (*early, *self._planned.to_check, *listed)
        self.preview.show_count(self._planned, warnings)
        self._show_step(PREVIEW)

    def _make(self) -> None:
        path = self.preview.file.path
        planned = self._planned
        if path is None or planned is None:
            self.preview.file.refuse(say("practice", "file-refused"))
            return
        file: Path = path if path.suffix else path.with_suffix(".tally")
        around = self._around
        self.preview.setEnabled(False)
        self._work(
            lambda: make(file, planned, around.clock, around.machine),
            self._on_made,
            self._on_not_made,
            Desk.close,
        )

    def _on_made(self, desk: Desk) -> None:
        self.preview.setEnabled(True)
        self.made.emit(desk)

    def _on_not_made(self, error: Exception) -> None:
        self.preview.setEnabled(True)
        if isinstance(error, Refusal):
            self.preview.file.refuse("  ".join(sentence(found) for found in error.findings))
        elif isinstance(error, EnvironmentFault):
            self.preview.file.refuse(str(error))
        else:
            raise error
        self.preview.file.setFocus()


def _given(numbers: Mapping[str, int | None]) -> dict[str, int]:
    """Those that were keyed."""
    return {contest: number for contest, number in numbers.items() if number is not None}
