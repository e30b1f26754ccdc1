"""A lot that was recorded wrongly: who was really drawn, with a reason and a second officer."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber
from tallyapp.ui.screens.result.page import StepPage, words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, px
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import TwoOfficers
from tallyapp.words.figures import strung

_ROW = 56


class _Lots(RowsModel):
    """The lots that are recorded, in the order in which they were drawn."""

    def __init__(self, contest: ContestState) -> None:
        self._candidates = contest.set_up.candidates
        self.lots = [(tuple(sorted(tied)), chosen) for tied, chosen in contest.lot.items()]
        self.ids = [contest.lot_ids[tied] for tied in contest.lot]
        super().__init__([Heading(words("lots.heading"))], range(len(self.lots)))

    def names(self, numbers: Sequence[int]) -> str:
        """Candidates by number and name."""
        return strung(f"{n} {self._candidates[n - 1].name}" for n in numbers)

    def name_of(self, key: Any) -> str:
        return words("lots.recorded", name=self.names((self.lots[key][1],)))

    def describe(self, key: Any) -> Sequence[Look]:
        between = words("lots.between", names=self.names(self.lots[key][0]))
        return [cell(self.name_of(key), second=between, face=BODY.heavier(500))]


class CorrectLotPage(StepPage):
    """Which lot, who was drawn, why, and who looks on; and plainly
    before, which lots fall with it.
    """

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "lots")
        self._model = _Lots(contest)
        self._table = ChoosingTable(self._model, words("lots.heading"))
        self._table.horizontalHeader().hide()
        self._table.fit_columns(0)
        self._table.set_row_height(px(_ROW))
        self._table.setFixedHeight(px(_ROW) * min(len(self._model.lots), 4) + px(2))
        self._table.opened.connect(lambda _: self._open())
        self._table.selectionModel().currentRowChanged.connect(lambda *_: self._show_falling())
        self._falls = State(Mark.QUERIED, "", wrap=True)
        self._drawn = FigureEdit()
        self._drawn.setFixedWidth(px(96))
        self._drawn.setAccessibleName(words("lots.drawn"))
        self._two = TwoOfficers(words("lots.reason"), words("lots.caution"))
        self._drawn.typed.connect(lambda _: self.refusal.hide())
        self._drawn.next_asked.connect(self._on_drawn)
        self._drawn.back_asked.connect(self._table.setFocus)
        self._two.back_asked.connect(self._open)
        self._two.submit_asked.connect(self._on_submit)
        row = QHBoxLayout()
        row.addWidget(Text(words("lots.drawn"), BODY.heavier()), 1)
        row.addWidget(self._drawn)
        self.column.addWidget(WithMore(self._table))
        self.column.addWidget(self._falls)
        self.column.addLayout(row)
        self.column.addWidget(self.refusal)
        self.column.addWidget(self._two)
        self.column.addStretch()
        self._table.choose()
        self._show_falling()

    def enter(self) -> None:
        self._table.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (KeyHint(("↑", "↓"), words("lots.choose")), KeyHint(("Enter",), words("lots.enter")))

    @property
    def _row(self) -> int:
        return max(self._table.currentIndex().row(), 0)

    def _show_falling(self) -> None:
        """Lots after this one followed from it."""
        after = len(self._model.lots) - self._row - 1
        key = "lots.falls-one" if after == 1 else "lots.falls"
        self._falls.show_state(Mark.QUERIED, words(key, lots=after) if after else "")
        self._falls.setVisible(after > 0)

    def _open(self) -> None:
        self._drawn.setFocus()
        self._drawn.selectAll()

    def _on_drawn(self) -> None:
        if self._ready():
            self._two.reason.setFocus()

    def _ready(self) -> bool:
        tied, recorded = self._model.lots[self._row]
        others = [number for number in tied if number != recorded]
        if self._drawn.value in others:
            return True
        self.say_refused(words("lots.not-other", numbers=strung(map(str, others))))
        self._open()
        return False

    def _on_submit(self) -> None:
        if not self._ready() or not self._two.ready():
            return
        self.do(
            acts.LotCorrected(
                **self.me.contest,
                of=self._model.ids[self._row],
                tied=self._model.lots[self._row][0],
                chosen=CandidateNumber(self._drawn.value or 0),
                reason=self._two.reason.words,
                second=OfficerNumber(self._two.second.value or 0),
            ),
            then=self.still(lambda _: self.finished.emit()),
        )

    def refuse(self, findings: list[Finding]) -> None:
        sentences = [self.session.sentence(found) for found in findings]
        if not self._two.refuse(findings, sentences):
            super().refuse(findings)
