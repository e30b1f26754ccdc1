"""The lines that were drawn: printed for whoever adds them up, and keyed by that officer, who sees
none of our totals before.
"""

import json
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.rules.hand_totals import is_drawn, re_add_differences
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.re_add import ReAdd
from tallyapp.ui.printouts.re_add import print_lines_drawn
from tallyapp.ui.screens.result.figures.lines_by_hand import LINE, STATE, TOTAL, LinesByHand
from tallyapp.ui.screens.result.page import StepPage, button, words
from tallyapp.ui.screens.result.steps.hand_totals import HandTotalsPage
from tallyapp.ui.screens.result.ways.draw_lines import DrawAnewPage
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import px
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.print_card import PrintCard
from tallyapp.ui.widgets.text import Text


class AddLinesPage(HandTotalsPage):
    """The totals of the lines that were drawn, keyed by whoever added them up."""

    _lines: LinesByHand

    def __init__(self, session: Session, contest: ContestState) -> None:
        assert contest.re_add, "lines are added up that were drawn"
        self._drawn: ReAdd = contest.re_add
        self._again = bool(self._drawn.done)
        super().__init__(session, contest, "re-add", LinesByHand(contest, self._drawn))
        self._why = Field(words("re-add.why"))
        self._why.entered.connect(self._who.setFocus)
        self._print = button(words("re-add.print"))
        self._print.clicked.connect(lambda: print_lines_drawn(session, self.stream))
        self._lay_out()
        self._show_standing()

    def _lay_out(self) -> None:
        table = self._table
        table.wrap_rows(px(40))
        table.fit_columns(LINE, keep=(TOTAL, STATE))
        table.setColumnWidth(TOTAL, px(112))
        table.setColumnWidth(STATE, px(140))
        top = QHBoxLayout()
        seed = words("re-add.seed", seed=self._drawn.seed)
        top.addWidget(Text(seed, role="secondary", wrap=True), 1)
        top.addWidget(self._print)
        self.column.addLayout(top)
        for widget in (self._why, self._who, self._sitting, self.refusal):
            self.column.addWidget(widget)
        self.column.addWidget(PrintCard(self.session.printing, "papers"))
        self.column.addWidget(WithMore(table), 1)

    @property
    def over(self) -> bool:
        """Other lines are drawn, or these were added up once more, or another result stands."""
        now = self.contest.re_add
        if now is None or now.id != self._drawn.id or len(now.done) != len(self._drawn.done):
            return True
        return super().over and not is_drawn(self.contest)

    @property
    def hides_figures(self) -> bool:
        return not self._again or self._officer is not None

    @property
    def _place(self) -> DraftPlace:
        """Where the totals of this draw are kept, for whoever keys them."""
        return DraftPlace(self.stream, "re-add", self._drawn.id)

    def _act(self, number: int, totals: Sequence[int]) -> acts.ReAddDone:
        return acts.ReAddDone(
            **self.session.desk.by(number).contest,
            of=self._drawn.id,
            given="" if is_drawn(self.contest) else self.given,
            lines=self._lines.added(totals),
            reason=self._why.text,
        )

    def enter(self) -> None:
        if self._again and not self._officer and not self._why.text:
            self._why.setFocus()
        else:
            super().enter()

    def _on_number(self) -> None:
        if self._again and self._who.number is not None and not self._why.text:
            self._why.refuse(words("re-add.why-missing"))
            self._why.setFocus()
        else:
            super()._on_number()

    def _show_sitting(self, kept: str) -> None:
        lines = len(self._drawn.lines)
        self._lines.show(json.loads(kept or "[]") or [None] * lines, asked=True)
        self._table.setColumnHidden(STATE, True)
        self._sitting.setText(words("re-add.sitting", number=str(self._officer)))
        self.asked.setText(words("re-add.asked-now", lines=lines))
        self._why.hide()
        self._print.hide()

    def keep(self) -> None:
        if self._draft and any(total is not None for total in self._lines.totals):
            self._draft.keep(json.dumps(self._lines.totals))

    def _recorded(self) -> None:
        """Nobody sits here any more: the page that follows shows both."""
        self._officer = None

    def _show_standing(self) -> None:
        """Before anybody sits down: the lines, and where they differ what they came to."""
        last = self._drawn.done[-1].totals if self._drawn.done else ()
        blank = [None] * len(self._drawn.lines)
        self._lines.show([total.keyed for total in last] or blank, asked=False)
        # Before anything is keyed there is nothing to say of it, and names need the room.
        self._table.setColumnHidden(STATE, not self._again)
        self._sitting.hide()
        self._why.setVisible(self._again)
        self._who.show()
        self._print.show()
        self.asked.setText(words("re-add.again" if self._again else "re-add.asked"))
        differ = len(re_add_differences(self.contest))
        if differ:
            told = words("re-add.differ", differ=differ, lines=len(self._drawn.lines))
            self.refusal.show_state(Mark.DIFFERS, told)
            self.refusal.show()


def re_add_page(session: Session, contest: ContestState) -> StepPage:
    """Lines drawn are added up; those of a result that stands no longer are drawn anew."""
    drawn = contest.re_add
    anew = drawn is not None and not drawn.done and not is_drawn(contest)
    return (DrawAnewPage if anew else AddLinesPage)(session, contest)
