"""A tie that decides a seat: the lot is drawn outside the program, and what was drawn is recorded."""

from PySide6.QtWidgets import QHBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.result import outcome
from tallyapp.domain.state import ContestState
from tallyapp.domain.units import CandidateNumber
from tallyapp.ui.session import Session
from tallyapp.ui.theme.type import BODY, px
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text

from .lines import CANDIDATE, Figures
from .step_page import StepPage, words


class LotPage(StepPage):
    """Who was drawn, by number; the program never draws."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "lot")
        votes = contest.provisional.figures.votes if contest.provisional else ()
        self._tied = outcome(contest, votes).tied
        table = Table(Figures(contest, votes, self._tied), words("lot.heading"))
        table.fit_columns(CANDIDATE)
        table.set_row_height(px(38))
        table.setMaximumHeight(px(40) + px(38) * (len(self._tied) + 1))
        self._manner = Field(words("lot.manner"))
        self._drawn = FigureEdit()
        self._drawn.setFixedWidth(px(96))
        self._drawn.setAccessibleName(words("lot.drawn"))
        self._manner.entered.connect(self._drawn.setFocus)
        self._drawn.next_asked.connect(self._on_entered)
        self._drawn.typed.connect(lambda _: self.refusal.hide())
        row = QHBoxLayout()
        row.addWidget(Text(words("lot.drawn"), BODY.heavier()), 1)
        row.addWidget(self._drawn)
        self.column.addWidget(table)
        self.column.addWidget(self._manner)
        self.column.addLayout(row)
        self.column.addWidget(self.refusal)
        self.column.addStretch()

    def enter(self) -> None:
        self._manner.setFocus()

    def _on_entered(self) -> None:
        drawn = self._drawn.value
        if drawn is None or drawn not in self._tied:
            self.say_refused(words("lot.not-tied", numbers=", ".join(map(str, self._tied))))
            self._drawn.selectAll()
            return
        chosen = CandidateNumber(drawn)
        self.do(acts.LotDrawn, tied=self._tied, chosen=chosen, manner=self._manner.text)
