"""The lines that were drawn: printed for whoever adds them up, and keyed by that officer, who sees
none of our totals before.
"""

import json
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain import acts
from tallyapp.domain.count import refusals
from tallyapp.domain.rules.hand_totals import is_drawn, re_add_differences
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.re_add import ReAdd
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.printouts.re_add import print_lines_drawn
from tallyapp.ui.screens.result.figures.lines_by_hand import LINE, STATE, TOTAL, LinesByHand
from tallyapp.ui.screens.result.page import StepPage, button, words
from tallyapp.ui.screens.result.ways.draw_lines import DrawAnewPage
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, gap, px
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.key_cap import KeyHint, hand_in_keys
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.print_card import PrintCard
from tallyapp.ui.widgets.text import Text

if TYPE_CHECKING:
    from tallyapp.ui.session.drafts import Draft


class AddLinesPage(StepPage):
    """Asks who sits down to it; from then until Esc or plus, this officer alone keys here."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "re-add")
        assert contest.re_add, "lines are added up that were drawn"
        self._drawn: ReAdd = contest.re_add
        self._given = contest.given
        self._again = bool(self._drawn.done)
        self._officer: OfficerNumber | None = None
        self._draft: Draft | None = None
        self._lines = LinesByHand(contest, self._drawn)
        self._who = QWidget()
        self._number = FigureEdit()
        self._why = Field(words("re-add.why"))
        self._sitting = Text(face=BODY.heavier(500))
        self._table = KeyedTable(self._lines, words("re-add.heading"))
        self._print = button(words("re-add.print"))
        self._print.clicked.connect(lambda: print_lines_drawn(session, self.stream))
        self._lay_out()
        self._show_standing()

    def _lay_out(self) -> None:
        self._number.setFixedWidth(px(96))
        self._number.setAccessibleName(words("re-add.who"))
        self._number.next_asked.connect(self._on_number)
        self._number.typed.connect(lambda _: self.refusal.hide())
        self._why.entered.connect(self._number.setFocus)
        row = QHBoxLayout(self._who)
        row.setContentsMargins(0, gap(4), 0, gap(4))
        row.addWidget(Text(words("re-add.who"), BODY.heavier()), 1)
        row.addWidget(self._number)
        table = self._table
        table.wrap_rows(px(40))
        table.fit_columns(LINE, keep=(TOTAL, STATE))
        table.setColumnWidth(TOTAL, px(112))
        table.setColumnWidth(STATE, px(140))
        table.after_last.connect(self._on_last)
        table.submit_asked.connect(self._on_submit)
        table.field_done.connect(self.keep)
        table.blank_refused.connect(lambda _: self.say_refused(words("re-add.blank")))
        table.field_changed.connect(self.refusal.hide)
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
        return self._given != self.contest.given and not is_drawn(self.contest)

    @property
    def hides_figures(self) -> bool:
        return not self._again or self._officer is not None

    @property
    def holding(self) -> str:
        return words("re-add.holding", number=str(self._officer)) if self._officer else ""

    @property
    def _place(self) -> DraftPlace:
        """Where the totals of this draw are kept, for whoever keys them."""
        return DraftPlace(self.stream, "re-add", self._drawn.id)

    # ---- who

    def enter(self) -> None:
        if self._officer:
            self._table.open_field(max(self._table.at, 0))
        else:
            (self._why if self._again and not self._why.text else self._number).setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        if not self._officer:
            return (KeyHint(("Enter",), words("re-add.sit-down")),)
        return (
            KeyHint(("Enter",), words("re-add.next")),
            KeyHint(("−",), words("re-add.before")),
            KeyHint(hand_in_keys(), words("re-add.hand-in")),
            KeyHint(("Esc",), words("re-add.stop"), last=True),
        )

    def _on_number(self) -> None:
        number = self._number.value
        if number is None:
            self.say_refused(words("re-add.number-missing"))
            return
        if self._again and not self._why.text:
            self._why.refuse(words("re-add.why-missing"))
            self._why.setFocus()
            return
        against = self._against(number)
        if against:
            self.refuse(against)
            self._number.selectAll()
            return
        self._sit_down(OfficerNumber(number))

    def _against(self, number: int) -> list[Finding]:
        # Tried with noughts: whether this officer may is asked before anything is keyed.
        return refusals(self.session.desk.check(self.stream, self._act(number)))

    def _act(self, number: int) -> acts.ReAddDone:
        by = self.session.desk.by(number)
        return acts.ReAddDone(
            **by.contest,
            of=self._drawn.id,
            given="" if is_drawn(self.contest) else self._given,
            lines=self._lines.added,
            reason=self._why.text,
        )

    # ---- keying

    def _sit_down(self, officer: OfficerNumber) -> None:
        self._officer = officer
        self._draft = self.session.drafts.open(self._place, officer)
        kept = json.loads(self._draft.kept or "[]")
        self._lines.show(kept or [None] * len(self._drawn.lines), asked=True)
        self._table.setColumnHidden(STATE, True)
        self._sitting.setText(words("re-add.sitting", number=str(officer)))
        self.asked.setText(words("re-add.asked-now", lines=len(self._drawn.lines)))
        for widget in (self._who, self._why, self._print, self.refusal):
            widget.hide()
        self._sitting.show()
        self._table.open_field(max(self._table.first_blank(), 0))
        self.hints_changed.emit()
        self.progressed.emit()

    def keep(self) -> None:
        if self._draft and any(total is not None for total in self._lines.totals):
            self._draft.keep(json.dumps(self._lines.totals))

    def back(self) -> bool:
        """Whoever keys gets up; what is keyed waits for them."""
        if self._officer is None:
            return False
        self.keep()
        self._officer = None
        self._draft = None
        self._table.close_field()
        self._number.clear()
        self._show_standing()
        self.enter()
        self.hints_changed.emit()
        self.progressed.emit()
        return True

    def _on_last(self) -> None:
        """An Enter by habit hands nothing in."""
        if self._all_keyed():
            self.refusal.show_state(Mark.UNDER_WAY, words("re-add.all-keyed"))
            self.refusal.show()

    def _all_keyed(self) -> bool:
        """Whether every line is keyed; where not, the first blank is open."""
        if not self._lines.missing:
            return True
        self._table.open_field(self._table.first_blank())
        self.say_refused(words("re-add.blank"))
        return False

    def _on_submit(self) -> None:
        draft = self._draft
        if not self._all_keyed() or self._officer is None or draft is None:
            return
        self.keep()
        officer = self._officer
        # Nobody sits here any more once it is recorded: the page that follows shows both.
        self.do(self._act(officer), then=lambda _: self._on_done(draft))

    def _on_done(self, draft: "Draft") -> None:
        draft.drop()
        if isValid(self):
            self._officer = None

    # ---- agreeing or differing

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
