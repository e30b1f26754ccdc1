"""The read-back: the hand-added total of each candidate and of each head of rejection, keyed by
another officer who does not see ours.
"""

import json
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.result import Provisional
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.domain.vocabulary.on_paper import Enrolled
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.screens.result.figures.by_candidate import CANDIDATE, FIGURES, STATE, HandAdded
from tallyapp.ui.screens.result.figures.differing import differences, differing_names
from tallyapp.ui.screens.result.page import OfProvisional, button, words
from tallyapp.ui.screens.result.steps.summary_print import SummaryPrint
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.drafts import Draft
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, gap, px
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.key_cap import KeyHint, hand_in_keys
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.text import Text
from tallyapp.words.figures import role_words


class ReadBackPage(OfProvisional):
    """Asks who sits down to it; from then until Esc or plus, this officer alone keys here.

    Whoever reads back, or has just read back, does not see ours: what differs is named without
    figures, until the returning officer asks to see both.
    """

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "read-back")
        self.reader: Enrolled | None = None
        self._draft: Draft | None = None
        self._both_shown = False
        self._lines = HandAdded(contest)
        self._who = QWidget()
        self._number = FigureEdit()
        self._lay_out_who()
        self._sitting = Text(face=BODY.heavier(500))
        self._table = KeyedTable(self._lines, words("read-back.heading"))
        self._table.shrink_rows(px(38), px(28), self._lines.heads)
        self._table.fit_columns(CANDIDATE, keep=(FIGURES, STATE))
        self._table.setColumnWidth(FIGURES, px(124))
        self._table.setColumnWidth(STATE, px(168))
        self._table.after_last.connect(self._on_last)
        self._table.submit_asked.connect(self._on_submit)
        self._table.field_done.connect(self.keep)
        self._table.field_done.connect(self.progressed)
        self._table.blank_refused.connect(lambda _: self.say_refused(words("read-back.blank")))
        self._table.field_changed.connect(self.refusal.hide)
        self._show_both = button(words("read-back.show-both"))
        self._show_both.clicked.connect(self._on_show_both)
        self._print = SummaryPrint(session, self.stream)
        for widget in (self._who, self._sitting, self.refusal, self._show_both, self._print):
            self.column.addWidget(widget)
        self.column.addWidget(WithMore(self._table), 1)
        self._below = QWidget()
        self.column.addWidget(self._below, 1)
        self._show_standing()

    def _lay_out_who(self) -> None:
        self._number.setFixedWidth(px(96))
        self._number.setAccessibleName(words("read-back.who"))
        self._number.next_asked.connect(self._on_number)
        self._number.typed.connect(lambda _: self.refusal.hide())
        row = QHBoxLayout(self._who)
        row.setContentsMargins(0, gap(4), 0, gap(4))
        row.addWidget(Text(words("read-back.who"), BODY.heavier()), 1)
        row.addWidget(self._number)

    @property
    def _given(self) -> Provisional:
        given = self.contest.provisional
        assert given is not None, "a read-back answers a provisional result"
        return given

    @property
    def _place(self) -> DraftPlace:
        """Where a read-back of this provisional result is kept, for whoever keys it."""
        return DraftPlace(self.stream, "read-back", self.given)

    @property
    def keyed(self) -> int | None:
        """How many totals are in, while somebody keys them; else None."""
        return len(self._lines.totals) - self._lines.missing if self.reader else None

    @property
    def totals(self) -> Sequence[int | None]:
        """The totals as they stand in the lines; None is a blank."""
        return tuple(self._lines.totals)

    @property
    def hides_figures(self) -> bool:
        return self.reader is not None or not self._both_shown

    @property
    def holding(self) -> str:
        return words("read-back.holding", number=str(self.reader.number)) if self.reader else ""

    # ---- who

    def enter(self) -> None:
        if self.reader:
            self._table.open_field(max(self._table.at, 0))
        else:
            self._number.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        if not self.reader:
            sit_down = KeyHint(("Enter",), words("read-back.sit-down"))
            both = KeyHint(("Tab",), words("read-back.to-both"))
            return (sit_down,) if self._show_both.isHidden() else (sit_down, both)
        return (
            KeyHint(("Enter",), words("read-back.next")),
            KeyHint(("−",), words("read-back.before")),
            KeyHint(hand_in_keys(), words("read-back.hand-in")),
            KeyHint(("Esc",), words("read-back.stop"), last=True),
        )

    def _on_number(self) -> None:
        number = self._number.value
        if number is None:
            self.say_refused(words("read-back.number-missing"))
            return
        officers = self.session.desk.count.count
        state = officers.officers.get(OfficerNumber(number))
        enrolled = state.at(officers.seq) if state else None
        against = self._against(number)
        if against or enrolled is None:
            self.refuse(against)
            self._number.selectAll()
            return
        self._sit_down(enrolled)

    def _against(self, number: int) -> list[Finding]:
        # Tried with noughts: whether this officer may is asked before anything is keyed.
        act = self._act(number, [0] * len(self._lines.totals))
        found = self.session.desk.check(self.stream, act)
        return [each for each in found if not each.flag]

    def _act(self, number: int, totals: Sequence[int]) -> acts.ReadBack:
        """These totals, handed in by this officer."""
        by = self.session.desk.by(number)
        votes, rejected = self._lines.parted(totals)
        return acts.ReadBack(**by.contest, of=self.given, votes=votes, rejected=rejected)

    def refuse(self, findings: list[Finding]) -> None:
        if any(found.code is Code.E201 for found in findings):
            self.say_refused(words("read-back.same", number=str(self._given.by)))
        else:
            super().refuse(findings)

    # ---- keying

    def _sit_down(self, reader: Enrolled) -> None:
        self.reader = reader
        self._both_shown = False
        self._draft = self.session.drafts.open(self._place, reader.number)
        keyed = self._kept()
        back = self._given.read_back
        last = back.lines if back else [None] * len(self._lines.totals)
        asked = self._asked()
        totals = [keyed.get(n) if n in asked else stands for n, stands in enumerate(last, 1)]
        self._lines.ask(asked, totals)
        role = role_words(reader.role)
        self._sitting.setText(words("read-back.sitting", number=str(reader.number), role=role))
        self.asked.setText(words("read-back.asked-now", lines=len(self._lines.totals)))
        self._who.hide()
        self._print.hide()
        self._sitting.show()
        self.refusal.hide()
        self._below.hide()
        self._show_both.hide()
        self._table.show()
        self._table.open_field(max(self._table.first_blank(), 0))
        self.hints_changed.emit()
        self.progressed.emit()

    def _asked(self) -> Sequence[int]:
        """The lines that are to be keyed: all, or those that differed the last time."""
        return self._given.differing or range(1, len(self._lines.totals) + 1)

    def _kept(self) -> dict[int, int]:
        """What this officer keyed before a stop or a crash, by line."""
        kept = self._draft.kept if self._draft else ""
        return {int(line): total for line, total in json.loads(kept or "{}").items()}

    def keep(self) -> None:
        """Only what this officer keyed: lines that stand from another read-back are not theirs."""
        keyed = {n: self._lines.totals[n - 1] for n in self._asked()}
        keyed = {n: total for n, total in keyed.items() if total is not None}
        if self._draft and keyed:
            self._draft.keep(json.dumps(keyed))

    def back(self) -> bool:
        """Whoever keys gets up; what is keyed waits for them."""
        if self.reader is None:
            return False
        self.keep()
        self._get_up()
        return True

    def _get_up(self) -> None:
        self.reader = None
        self._draft = None
        self._table.close_field()
        self._number.clear()
        self._show_standing()
        self.enter()
        self.hints_changed.emit()
        self.progressed.emit()

    def _on_last(self) -> None:
        """An Enter by habit hands nothing in."""
        if self._all_keyed():
            self.refusal.show_state(Mark.UNDER_WAY, words("read-back.all-keyed"))
            self.refusal.show()

    def _all_keyed(self) -> bool:
        """Whether every line is keyed; where not, the first blank is open."""
        if not self._lines.missing:
            return True
        self._table.open_field(self._table.first_blank())
        self.say_refused(words("read-back.blank"))
        return False

    def _on_submit(self) -> None:
        draft = self._draft
        if not self._all_keyed() or self.reader is None or draft is None:
            return
        self.keep()
        totals = [total for total in self._lines.totals if total is not None]
        self.do(self._act(self.reader.number, totals), then=lambda _: self._on_done(draft))

    def _on_done(self, draft: Draft) -> None:
        """It is recorded. Where all lines agree this page is gone; else the officer gets up."""
        draft.drop()
        if isValid(self) and self.reader and self._given.differing:
            self._get_up()

    # ---- agreeing or differing

    def _show_standing(self) -> None:
        """Before anybody sits down: nothing, or the last read-back line by line."""
        given = self._given
        differing = given.differing
        both = self._both_shown and bool(differing)
        self._who.show()
        self._print.offer()
        self._sitting.hide()
        self.asked.setText(words("read-back.again" if differing else "read-back.asked"))
        self._table.setVisible(both)
        self._below.setVisible(not both)
        self._show_both.setVisible(bool(differing) and not both)
        if given.read_back is None or not differing:
            return
        if both:
            self._lines.compare(given.read_back.lines, given.to_add.lines)
            # The heads stand last, where a long table does not show them.
            self._table.scrollTo(self._lines.index(differing[0] - 1, CANDIDATE))
            told = list(differences(self.contest, given))
        else:
            names = differing_names(self.contest, given)
            told = [words("read-back.lines-differ", lines=len(differing), names=names)]
        self.refusal.show_state(Mark.DIFFERS, "  ".join(told))
        self.refusal.show()

    def _on_show_both(self) -> None:
        """The returning officer looks at ours beside what was read back."""
        self._both_shown = True
        self._show_standing()
        self.enter()
        self.hints_changed.emit()
        self.progressed.emit()
