"""The last step of a new count: everything as it will be, before anything is made."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from tallyapp.exchange.faults import Fault
from tallyapp.messages import say
from tallyapp.new_count import NewCount, PlannedContest
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, NAME, px
from tallyapp.ui.widgets.field import FileField
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.listed import Rows, Shown
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.words import day_words

_CONTESTS = ("contest", "seats", "electorate", "candidates", "areas", "boxes", "sheets")


class PreviewStep(QWidget):
    """Contests, candidates in ballot-paper order, areas with their boxes, and what to look at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._contests: tuple[PlannedContest, ...] = ()
        self._title = Text(face=HEADING)
        self._facts = Text(role="secondary", wrap=True)
        self.contests = self._table("contests", _CONTESTS)
        self.candidates = self._table("candidates", ("no", "candidate", "description"))
        self.areas = self._table("areas", ("area", "boxes", "sheets"))
        self.warnings = self._table("warnings", ("warning",))
        self._look = State(Mark.DIFFERS, "")
        self.contests.selectionModel().currentRowChanged.connect(self._on_contest)
        self.file = FileField(say("new-count", "file"), say("home", "filter"), new=True)
        self.button = QPushButton(say("new-count", "make"))
        self.file.row.addWidget(self.button)
        self._lay_out()

    def _table(self, name: str, columns: Sequence[str]) -> Table:
        model = Rows([say("new-count", f"column.{column}") for column in columns], self)
        table = Table(model, say("new-count", name))
        table.set_row_height(px(29))
        return table

    def _lay_out(self) -> None:
        halves = QHBoxLayout()
        halves.setSpacing(px(24))
        halves.addWidget(self.candidates, 3)
        right = QVBoxLayout()
        right.addWidget(self.areas, 3)
        right.addWidget(self._look)
        right.addWidget(self.warnings, 2)
        halves.addLayout(right, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        column.addWidget(self._title)
        column.addWidget(self._facts)
        column.addWidget(self.contests)
        column.addLayout(halves, 1)
        column.addWidget(self.file)

    def show_count(self, count: NewCount, warnings: Sequence[Fault]) -> None:
        """Show the count that would be made."""
        details, self._contests = count.details, count.contests
        self._title.setText(f"{details.name}: {details.election}, {day_words(details.polling_day)}")
        self._facts.setText(self._facts_of(count))
        _rows(self.contests).show_rows([_contest(each) for each in count.contests])
        self.contests.fit_columns(0)
        self.contests.setVisible(len(count.contests) > 1)
        self.contests.setFixedHeight(px(29) * min(len(count.contests) + 1, 5) + px(12))
        _rows(self.warnings).show_rows([(Shown(str(warning)),) for warning in warnings])
        self.warnings.setVisible(bool(warnings))
        self.warnings.fit_columns(0)
        self._look.setVisible(bool(warnings))
        self._look.show_state(Mark.DIFFERS, say("new-count", "look", warnings=len(warnings)))
        self.contests.setCurrentIndex(self.contests.model().index(0, 0))
        self._show(count.contests[0])

    def _facts_of(self, count: NewCount) -> str:
        details, first = count.details, count.contests[0]
        officer = f"{details.officer_name}, {details.officer_title}"
        numbers = {
            "contests": len(count.contests),
            "candidates": sum(len(contest.candidates) for contest in count.contests),
            "areas": sum(len(contest.areas) for contest in count.contests),
            "boxes": sum(len(contest.boxes) for contest in count.contests),
            "sheets": sum(number or 0 for contest in count.contests for number in contest.sheets),
            "electorate": sum(contest.electorate for contest in count.contests),
        }
        kind = say("new-count", "real-words" if not details.practice else "practice-words")
        words = say("new-count", "facts", **numbers, bundle=details.bundle)
        return f"{words} {officer}. {first.rules.title}. {kind}"

    def _on_contest(self, index: QModelIndex) -> None:
        if index.isValid():
            self._show(self._contests[index.row()])

    def _show(self, contest: PlannedContest) -> None:
        candidates = []
        for number, candidate in enumerate(contest.candidates, 1):
            name = Shown(candidate.ballot_name, face=NAME, lead=len(candidate.surname))
            candidates.append((Shown(number, "secondary"), name, Shown(candidate.description, "secondary")))
        _rows(self.candidates).show_rows(candidates)
        self.candidates.fit_columns(2)
        areas = []
        for area, sheets in zip(contest.areas, contest.sheets, strict=True):
            boxes = sum(box.area == area.id for box in contest.boxes)
            told = sheets or say("new-count", "later")
            areas.append((Shown(f"{area.id}, {area.name}"), Shown(boxes), Shown(told, "secondary")))
        _rows(self.areas).show_rows(areas)
        self.areas.fit_columns(0)


def _contest(contest: PlannedContest) -> tuple[Shown, ...]:
    sheets = sum(number or 0 for number in contest.sheets)
    numbers = (contest.seats, contest.electorate, len(contest.candidates), len(contest.areas))
    return (Shown(contest.name), *(Shown(n) for n in (*numbers, len(contest.boxes), sheets)))


def _rows(table: Table) -> Rows:
    model = table.model()
    assert isinstance(model, Rows)
    return model
