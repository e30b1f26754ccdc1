"""The two pages: all areas, and the papers of one."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tallyapp.domain.progress import AreaProgress
from tallyapp.messages import say
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, TITLE, px
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.frozen import FrozenTable
from tallyapp.ui.widgets.listing import Listing
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.words import area_words

from .area_model import KEYED_BY, PAPER, PAPERS, SENT, STATE, AreaModel
from .model import Line, ReconciliationModel

_WIDTHS = {PAPER: 150, STATE: 190, PAPERS: 120, SENT: 150}


class AreasPage(QWidget):
    """Every area against every candidate and head."""

    def __init__(self, model: ReconciliationModel, contest: str, votes_shown: bool) -> None:
        super().__init__()
        self.model = model
        self.table = FrozenTable(
            model,
            say("reconciliation", "title"),
            names_width=276,
            sums_width=112,
            least_width=118,
            heights=(21, 30),
        )
        self.table.moved.connect(self._show_seen)
        self._seen = Text(role="secondary", right=True)
        self.said = State(Mark.AGREES, "")
        self.withheld = State(Mark.LOCKED, say("reconciliation", "withheld"), role="secondary")
        head = QHBoxLayout()
        head.setSpacing(px(22))
        head.addWidget(Text(say("reconciliation", "title"), TITLE))
        head.addWidget(Text(contest, BODY.heavier()))
        head.addWidget(self._seen, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(12), px(24), px(8))
        column.setSpacing(px(6))
        column.addLayout(head)
        column.addWidget(self.withheld)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        self.said.hide()
        self.withheld.setVisible(not votes_shown)  # only now: shown without a parent it would be a window
        lines = max(column.words.count("\n") + 1 for column in model.columns)
        self.table.set_header_height(lines * self.fontMetrics().height() + px(10))

    def choose(self) -> None:
        """Begin where something does not add, or at the first area."""
        wrong = [i for i, area in enumerate(self.model.progress, 1) if area.final and area.difference]
        self.table.go(self.model.row_of(Line.DIFFERENCE) if wrong else 0, wrong[0] if wrong else 1)

    def _show_seen(self) -> None:
        first, last = self.table.columns_seen()
        areas = len(self.model.ids)
        all_seen = last - first + 1 >= areas
        words = say("reconciliation", "seen", first=first, last=last, areas=areas)
        self._seen.setText("" if all_seen else words)


class AreaPage(QWidget):
    """The papers of one area."""

    def __init__(self) -> None:
        super().__init__()
        self.model = AreaModel(self)
        self.table = Listing(self.model, say("reconciliation", "papers-of-area"), heights=(30, 39))
        self._title = Text(face=TITLE)
        self._sums = Text(role="secondary")
        self._state = State(Mark.NOT_YET, "")
        head = QHBoxLayout()
        head.setSpacing(px(22))
        head.addWidget(self._title)
        head.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(12), px(24), px(8))
        column.setSpacing(px(6))
        column.addLayout(head)
        column.addWidget(self._sums)
        column.addSpacing(px(10))
        column.addWidget(self.table, 1)
        self.table.fit_columns(KEYED_BY)
        for section, width in _WIDTHS.items():
            self.table.setColumnWidth(section, px(width))

    def show_progress(self, area: AreaProgress, mark: Mark, words: str) -> None:
        """Show where the area is."""
        self._title.setText(area_words(area.area))
        self._state.show_state(mark, words)
        numbers = {"verified": area.verified, "counted": area.counted, "sent": area.sent}
        self._sums.setText(say("reconciliation", "sums", **numbers, difference=area.difference))
