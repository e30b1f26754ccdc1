"""The last step of a new count: everything as it will be, before anything is made."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.exchange.faults import Fault
from tallyapp.new_count import NewCount, PlannedContest, Unopposed
from tallyapp.ui.theme.type import HEADING, NAME, gap, px
from tallyapp.ui.widgets.button import Button
from tallyapp.ui.widgets.cells import Look, cell, headings
from tallyapp.ui.widgets.field import FileField
from tallyapp.ui.widgets.look_at import LookAt
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import day, strung

_CONTESTS = (
    "contest",
    "seats",
    "electorate",
    "candidates",
    "areas",
    "boxes",
    "sheets",
    "in-bundle",
)
_FIGURES = (*_CONTESTS[1:], "no")


_MOST_ROWS = 5
"""Of the contests, with their header: beneath them are the names, which are compared one by one."""


class PreviewStep(QWidget):
    """Contests, candidates in ballot-paper order, areas with their boxes, and what to look at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contests: tuple[PlannedContest, ...] = ()
        self._unopposed: tuple[Unopposed, ...] = ()
        self._title = Text(face=HEADING)
        self._facts = Text(role="secondary", wrap=True)
        self.contests = self._table("contests", _CONTESTS)
        self.candidates = self._table("candidates", ("no", "candidate", "description"))
        self.areas = self._table("areas", ("area", "boxes", "sheets"))
        self.changes = Text(wrap=True)
        self.warnings = LookAt()
        self.contests.selectionModel().currentRowChanged.connect(self._on_contest)
        self.file = FileField(say("new-count", "file"), say("home", "filter"), new=True)
        self.button = Button(say("new-count", "make"))
        self.file.row.addWidget(self.button)
        self._lay_out()

    def _table(self, name: str, columns: Sequence[str]) -> Table:
        model = RowsModel(headings("new-count", columns, right=_FIGURES), parent=self)
        table = Table(model, say("new-count", name))
        table.set_row_height(px(29))
        return table

    def _lay_out(self) -> None:
        halves = QHBoxLayout()
        halves.setSpacing(gap(24))
        halves.addWidget(self.candidates, 3)
        right = QVBoxLayout()
        right.addWidget(self.warnings, 3)
        right.addWidget(self.areas, 2)
        halves.addLayout(right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(8))
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addWidget(self.contests)
        column.addWidget(self.changes)
        column.addLayout(halves, 1)
        column.addWidget(self.file)

    def show_count(self, count: NewCount, warnings: Sequence[Fault | str]) -> None:
        """Show the count that would be made."""
        details = count.details
        self._contests = count.contests
        self._title.setText(f"{details.name}: {details.election}, {day(details.polling_day)}")
        self._facts.setText(self._facts_of(count))
        alone = [_without_poll(ward) for ward in count.unopposed]
        left_out = [_left_out(name) for name in count.left_out]
        rows = [*(_contest(each) for each in count.contests), *alone, *left_out]
        _rows(self.contests).show_rows(rows)
        self.contests.fit_columns(0)
        self.contests.setVisible(len(rows) > 1)
        self.contests.setFixedHeight(px(29) * min(len(rows) + 1, _MOST_ROWS) + px(12))
        self._unopposed = count.unopposed
        self.warnings.show_warnings(warnings)
        self.contests.setCurrentIndex(self.contests.model().index(0, 0))
        self._show(count.contests[0])

    def _facts_of(self, count: NewCount) -> str:
        details = count.details
        first = count.contests[0]
        officer = f"{details.officer_name}, {details.officer_title}"
        numbers = {
            "contests": len(count.contests),
            "candidates": sum(len(contest.candidates) for contest in count.contests),
            "areas": sum(len(contest.areas) for contest in count.contests),
            "boxes": sum(len(contest.boxes) for contest in count.contests),
            "sheets": sum(number or 0 for contest in count.contests for number in contest.sheets),
        }
        electorates = [each.electorate for each in count.contests if each.electorate is not None]
        all_known = len(electorates) == len(count.contests)
        known = "facts.electorate" if all_known else "facts.electorate-not-known"
        electorate = say("new-count", known, electorate=sum(electorates))
        kind = say("new-count", "real-words" if not details.practice else "practice-words")
        words = say("new-count", "facts", **numbers, electorate=electorate, bundle=first.bundle)
        written = say("new-count", f"written-words.{details.written}")
        small = say("new-count", "small-count-words") if details.small_count else ""
        told = (words, written, small, f"{officer}.", f"{first.rules.title}.", kind)
        return " ".join(part for part in told if part)

    def _on_contest(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        counted = len(self._contests)
        without_poll = index.row() - counted
        if without_poll < 0:
            self._show(self._contests[index.row()])
            return
        standing: Sequence[Candidate] = ()
        if without_poll < len(self._unopposed):
            standing = self._unopposed[without_poll].candidates
        self._show_candidates(standing)
        self._show_changes(())
        _rows(self.areas).show_rows([])

    def _show_changes(self, changes: Sequence[str]) -> None:
        """What is otherwise than it stands in the lists, of the contest that is chosen."""
        words = say("new-count", "changed", words=" ".join(changes)) if changes else ""
        self.changes.setText(words)
        self.changes.setVisible(bool(words))

    def _show(self, contest: PlannedContest) -> None:
        self._show_candidates(contest.candidates)
        self._show_changes(contest.changes)
        areas = []
        for area, sheets in zip(contest.areas, contest.sheets, strict=True):
            boxes = sum(box.area == area.id for box in contest.boxes)
            told = sheets or say("new-count", "later")
            name = cell(f"{area.id}, {area.name}")
            areas.append((name, cell(boxes), cell(told, role="secondary")))
        _rows(self.areas).show_rows(areas)
        self.areas.fit_columns(0)

    def _show_candidates(self, standing: Sequence[Candidate]) -> None:
        candidates = []
        for number, candidate in enumerate(standing, 1):
            name = cell(candidate.ballot_name, face=NAME, lead=len(candidate.ballot_surname))
            description = cell(candidate.description, role="secondary")
            candidates.append((cell(number, role="secondary"), name, description))
        _rows(self.candidates).show_rows(candidates)
        self.candidates.fit_columns(2)


def _contest(contest: PlannedContest) -> Sequence[Look]:
    sheets = sum(number or 0 for number in contest.sheets)
    name = cell(strung((contest.name, *contest.terms)))
    electorate = contest.electorate
    known = say("new-count", "not-known") if electorate is None else electorate
    numbers = (contest.seats, known, len(contest.candidates), len(contest.areas))
    figures = (*numbers, len(contest.boxes), sheets, contest.bundle)
    return (name, *(cell(n) for n in figures))


def _without_poll(ward: Unopposed) -> Sequence[Look]:
    """Nobody is counted in it: its candidates are elected."""
    name = cell(say("new-count", "unopposed", name=ward.name))
    nothing = cell(None)
    return (name, cell(ward.seats), nothing, cell(len(ward.candidates)), *[nothing] * 4)


def _left_out(name: str) -> Sequence[Look]:
    """Its poll is cancelled: nothing is made of it."""
    return (cell(say("new-count", "left-out", name=name)), *[cell(None)] * (len(_CONTESTS) - 1))


def _rows(table: Table) -> RowsModel:
    model = table.model()
    assert isinstance(model, RowsModel)
    return model
