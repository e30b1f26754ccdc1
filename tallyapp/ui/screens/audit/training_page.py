"""What became of the planted mistakes, in a training count: for its trainer, once it is over."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain.state.count import Changed
from tallyapp.files import free_name, write_atomically
from tallyapp.training.report import OfContest, Training, training
from tallyapp.training.table import table
from tallyapp.training.told import contest_words, officer_words, outcome_words, record
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, gap, px
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.cells import Look, cell, headings
from tallyapp.ui.widgets.job_line import JobLine
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say


class TrainingPage(QWidget):
    """Asks first while the training is not over: whoever sees it knows where the mistakes are."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._told: Training | None = None
        self._asked = False
        self.said = JobLine(session.work)
        self._whole = Text(face=HEADING, wrap=True)
        self._officers = Text(role="secondary", wrap=True)
        self.model = RowsModel(headings("training", ("mistake", "became", "planted")), parent=self)
        self.table = Table(self.model, say("training", "page.mistakes"))
        self.table.setColumnWidth(0, px(272))
        self.table.setColumnWidth(2, px(300))
        stretch = self.table.horizontalHeader().ResizeMode.Stretch
        self.table.horizontalHeader().setSectionResizeMode(1, stretch)
        self.table.wrap_rows(px(52))
        self.show_button = Button(say("training", "show"))
        self.save_button = Button(say("training", "save"))
        self.show_button.clicked.connect(self.show_report)
        self.save_button.clicked.connect(self.save)
        for button in (self.show_button, self.save_button):
            button.setAutoDefault(True)
        self._lay_out()
        self._show_shown(False)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(gap(12))
        for button in (self.show_button, self.save_button):
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(10))
        for widget in (self._whole, self.said):
            column.addWidget(widget)
        column.addWidget(WithMore(self.table), 1)
        column.addWidget(self._officers)
        column.addLayout(buttons)

    def _show_shown(self, shown: bool) -> None:
        for widget in (self._whole, self.table, self._officers, self.save_button):
            widget.setVisible(shown)
        self.show_button.setVisible(not shown)
        self.said.setVisible(not shown)

    # ---- the part

    def enter(self) -> None:
        """Read what became of it, and show it where it is over."""
        self._asked = False
        self._show_shown(False)
        self.said.show_state(Mark.UNDER_WAY, say("training", "reading"), "ink")
        self.show_button.setFocus()
        desk = self._session.desk
        self._session.work(lambda: training(desk), self._on_read)

    def _on_read(self, told: Training | None) -> None:
        if not isValid(self):
            return
        self._told = told
        if told is None:
            self.said.show_state(Mark.NOT_YET, say("training", "none-here"), "ink")
            self.show_button.hide()
        elif told.over:
            self._show(told)
        else:
            self.said.show_state(Mark.DIFFERS, say("training", "sure"), "ink")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """The keys of the moment."""
        part = KeyHint(("Ctrl", "PgDn"), say("audit", "hint.part"))
        if self._told is None:
            return (part,)
        key = "key.show" if self.save_button.isHidden() else "key.save"
        return (KeyHint(("Enter",), say("training", key)), part)

    def back(self) -> bool:
        """Esc leaves."""
        return False

    def changed(self, _: Changed) -> None:
        """What is shown is as it was when it was asked for."""

    # ---- the report

    def show_report(self) -> None:
        """Show it before the end, to whoever asks for it."""
        if self._told:
            self._show(self._told)

    def _show(self, told: Training) -> None:
        stream = self._session.stream
        of = next((each for each in told.contests if each.stream == stream), None)
        if of is None:
            self.said.show_state(Mark.NOT_YET, say("training", "none-here"), "ink")
            return
        self._whole.setText(" ".join(contest_words(of)))
        self.model.show_rows(self._rows(of))
        officers = (
            f"{say('training', 'officer.who', number=str(each.officer))}: {officer_words(each)}."
            for each in told.officers
        )
        self._officers.setText("  ".join(officers))
        self._show_shown(True)
        self.save_button.setFocus()

    def _rows(self, of: OfContest) -> list[Sequence[Look]]:
        contest = self._session.desk.contest(of.stream)
        rows: list[Sequence[Look]] = []
        for each in of.outcomes:
            words = outcome_words(of, contest, each)
            missed = Mark.DOES_NOT_ADD if of.declared_at else Mark.NOT_YET
            mark = Mark.AGREES if each.found else missed
            rows.append(
                (
                    cell(words.mistake, second=words.place, role="ink", mark=mark),
                    cell(f"{words.became} {words.end}", wrap=True),
                    cell(words.planted, role="secondary", wrap=True),
                )
            )
        return rows

    def save(self) -> None:
        """The report as a page and as a table, beside the count."""
        told = self._told
        if told is None:
            return
        desk = self._session.desk
        stream = self._session.stream
        page = record(desk, told, stream)
        rows = table(desk, told)
        name = f"{desk.ledger.path.stem}-training"

        def work() -> tuple[Path, Path]:
            from tallyapp.documents.record import render_record

            pdf = free_name(desk.ledger.path.parent, name, ".pdf")
            write_atomically(pdf, render_record(page))
            csv = free_name(desk.ledger.path.parent, name, ".csv")
            write_atomically(csv, rows)
            return pdf, csv

        def saved(paths: tuple[Path, Path]) -> str:
            pdf, csv = map(str, paths)
            return say("training", "saved", pdf=pdf, csv=csv)

        self.said.begin(work, saved)
