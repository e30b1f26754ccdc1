"""Two of the pages: all areas, and the papers of one."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.views.progress import AreaProgress, AreaStage
from tallyapp.ui.screens import Destination
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, TITLE, gap, px
from tallyapp.ui.widgets.choosing import BY_ARROW, ChoosingTable
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.frozen import FrozenTable
from tallyapp.ui.widgets.refusal import Action
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words

from .area_model import KEYED_BY, PAPER, PAPERS, SENT, STATE, AreaModel
from .lines import TITLES, Line
from .model import ReconciliationModel

_WIDTHS = {PAPER: 150, STATE: 190, PAPERS: 120, SENT: 190}
_FEW = 5
"""So many columns leave room for the names of the heads on one line."""


class AreasPage(QWidget):
    """Every area against every candidate and head."""

    postal_keyed = Signal(int)
    """So many postal votes were rejected before the count."""

    def __init__(self, model: ReconciliationModel, votes_shown: bool, keys_postal: bool) -> None:
        super().__init__()
        self.model = model
        self.table = FrozenTable(
            model,
            say("titles", "reconciliation"),
            names_width=384 if len(model.spans) <= _FEW else 276,
            sums_width=112,
            least_width=118,
            heights=(20, 30),
        )
        self.table.moved.connect(self._show_seen)
        self._seen = Text(role="secondary", right=True)
        self.warnings = Action(say("reconciliation", "warnings"), "W")
        self.postal = Action(say("reconciliation", "postal"), "P")
        self.postal.setEnabled(keys_postal)
        self.field = FigureEdit()
        self.field.setAccessibleName(say("reconciliation", "postal-field"))
        self.field.setFixedWidth(px(112))
        self._postal_refused = Text(role="refused", wrap=True)
        self.said = State(Mark.AGREES, "")
        self.withheld = State(Mark.LOCKED, say("reconciliation", "withheld"), role="secondary")
        head = QHBoxLayout()
        head.setSpacing(gap(22))
        head.addWidget(Text(say("titles", "reconciliation"), TITLE))
        head.addWidget(self._seen, 1)
        self._add_beside(head)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(12), gap(24), gap(8))
        column.setSpacing(gap(6))
        column.addLayout(head)
        column.addWidget(self.withheld)
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        self.said.hide()
        self.withheld.setVisible(
            not votes_shown
        )  # only now: shown without a parent it would be a window
        lines = max(column.words.count("\n") + 1 for column in model.headings)
        self.table.set_header_height(lines * self.fontMetrics().height() + px(10))

    def _add_beside(self, head: QHBoxLayout) -> None:
        """The warnings, and the postal votes rejected before the count,
        which nothing here is summed from.
        """
        self._keyed = QWidget()
        row = QHBoxLayout(self._keyed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap(10))
        row.addWidget(self._postal_refused, 1)
        row.addWidget(Text(say("reconciliation", "postal-field"), BODY.heavier(500)))
        row.addWidget(self.field)
        self._keyed.hide()
        self._postal_refused.hide()
        self.field.next_asked.connect(self._on_postal)
        self.field.submit_asked.connect(self._on_postal)
        self.field.typed.connect(lambda _: self._postal_refused.hide())
        for button in (self.warnings, self.postal):
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for widget in (self.warnings, self.postal, self._keyed):
            head.addWidget(widget)

    @property
    def keying_postal(self) -> bool:
        """Whether the postal votes rejected are being keyed."""
        return not self._keyed.isHidden()

    def show_beside(self, unanswered: int, postal: int | None, waiting: int = 0) -> None:
        """How many warnings nobody has looked into;
        and the postal votes rejected, None where not keyed; `waiting` for another officer.
        """
        key = "warnings-open" if unanswered else "warnings-none"
        self.warnings.setText(say("reconciliation", key, count=unanswered))
        key = "postal-not-keyed" if postal is None else "postal-keyed"
        if waiting:
            key = "postal-once" if waiting == 1 else "postal-differ"
        self.postal.setText(say("reconciliation", key, papers=postal or 0))

    def ask_postal(self) -> None:
        """Ask how many postal votes were rejected before the count, without showing who said what
        before.
        """
        self.postal.hide()
        self._keyed.show()
        self.field.show_value(None)
        self.field.setFocus()
        self.field.selectAll()

    def close_postal(self) -> None:
        """It is keyed, or not keyed after all."""
        self._keyed.hide()
        self._postal_refused.hide()
        self.postal.show()
        self.table.setFocus()

    def refuse_postal(self, words: str) -> None:
        """Why it was not recorded."""
        self._postal_refused.setText(words)
        self._postal_refused.show()
        self.field.setFocus()

    def _on_postal(self) -> None:
        if self.field.value is not None:
            self.postal_keyed.emit(self.field.value)

    def choose(self) -> None:
        """Begin where something does not add, or at the first area."""
        wrong = self.model.columns_wrong()
        first = next(i for i, row in enumerate(self.model.rows) if row.line not in TITLES)
        row = self.model.row_with(Line.DIFFERENCE) if wrong else first
        self.table.go(row, wrong[0] if wrong else 1)

    def _show_seen(self) -> None:
        first, last = self.table.columns_seen()
        areas = len(self.model.spans)
        all_seen = last - first + 1 >= areas
        words = say("reconciliation", "seen", first=first, last=last, areas=areas)
        self._seen.setText("" if all_seen else words)


class AreaPage(QWidget):
    """The papers of one area; where it does not add, the way to explain it."""

    def __init__(self, contest: ContestState, may_explain: bool) -> None:
        super().__init__()
        self.model = AreaModel(contest, self)
        self.table = ChoosingTable(
            self.model,
            say("reconciliation", "papers-of-area"),
            opened_by=BY_ARROW,
            heights=(30, 39),
        )
        self._title = Text(face=TITLE)
        self._sums = Text(role="secondary")
        self._state = State(Mark.NOT_YET, "")
        self._may_explain = may_explain
        self.explain = Action(say("reconciliation", "explain"), Destination.RESULT.key)
        self._how = Text(say("reconciliation", "explained-by"), role="secondary")
        head = QHBoxLayout()
        head.setSpacing(gap(22))
        head.addWidget(self._title)
        head.addWidget(self._state)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap(24), gap(12), gap(24), gap(8))
        column.setSpacing(gap(6))
        column.addLayout(head)
        column.addWidget(self._sums)
        variance = QHBoxLayout()
        variance.setSpacing(gap(12))
        variance.addWidget(self.explain)
        variance.addWidget(self._how)
        variance.addStretch()
        column.addLayout(variance)
        column.addSpacing(gap(4))
        column.addWidget(self.table, 1)
        self.table.fit_columns(KEYED_BY)
        for section, width in _WIDTHS.items():
            self.table.setColumnWidth(section, px(width))

    def show_progress(self, area: AreaProgress, mark: Mark, words: str) -> None:
        """Show where the area is."""
        self._title.setText(area_words(area.area))
        self._state.show_state(mark, words)
        wrong = area.stage is AreaStage.DOES_NOT_ADD
        self.explain.setVisible(wrong and self._may_explain)
        self._how.setVisible(wrong)
        numbers = {"verified": area.verified, "counted": area.counted, "sent": area.sent}
        self._sums.setText(say("reconciliation", "sums", **numbers, difference=area.difference))
