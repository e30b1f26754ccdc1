"""The read-back: the hand-added total of each candidate and of each head of rejection, keyed by
another officer who does not see ours.
"""

import json
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.result import Provisional
from tallyapp.domain.vocabulary.findings import Code, Finding
from tallyapp.ui.screens.result.figures.by_candidate import CANDIDATE, FIGURES, STATE, HandAdded
from tallyapp.ui.screens.result.figures.differing import differences, differing_names
from tallyapp.ui.screens.result.page import button, words
from tallyapp.ui.screens.result.steps.hand_totals import HandTotalsPage
from tallyapp.ui.screens.result.steps.summary_print import SummaryPrint
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import px
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.words.figures import role_words


class ReadBackPage(HandTotalsPage):
    """The totals of the summary, keyed by another officer than gave the provisional result.

    Whoever reads back, or has just read back, does not see ours: what differs is named without
    figures, until the returning officer asks to see both.
    """

    _lines: HandAdded

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "read-back", HandAdded(contest))
        self._both_shown = False
        self._table.shrink_rows(px(38), px(28), self._lines.heads)
        self._table.fit_columns(CANDIDATE, keep=(FIGURES, STATE))
        self._table.setColumnWidth(FIGURES, px(124))
        self._table.setColumnWidth(STATE, px(168))
        self._table.field_done.connect(self.progressed)
        self._show_both = button(words("read-back.show-both"))
        self._show_both.clicked.connect(self._on_show_both)
        self._print = SummaryPrint(session, self.stream)
        for widget in (self._who, self._sitting, self.refusal, self._show_both, self._print):
            self.column.addWidget(widget)
        self.column.addWidget(WithMore(self._table), 1)
        self._below = QWidget()
        self.column.addWidget(self._below, 1)
        self._show_standing()

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
        return len(self._lines.totals) - self._lines.missing if self._officer else None

    @property
    def totals(self) -> Sequence[int | None]:
        """The totals as they stand in the lines; None is a blank."""
        return tuple(self._lines.totals)

    @property
    def hides_figures(self) -> bool:
        return self._officer is not None or not self._both_shown

    def key_hints(self) -> tuple[KeyHint, ...]:
        hints = super().key_hints()
        if self._officer or self._show_both.isHidden():
            return hints
        return (*hints, KeyHint(("Tab",), words("read-back.to-both")))

    def _act(self, number: int, totals: Sequence[int]) -> acts.ReadBack:
        by = self.session.desk.by(number)
        votes, rejected = self._lines.parted(totals)
        return acts.ReadBack(**by.contest, of=self.given, votes=votes, rejected=rejected)

    def refuse(self, findings: list[Finding]) -> None:
        if any(found.code is Code.E201 for found in findings):
            self.say_refused(words("read-back.same", number=str(self._given.by)))
        else:
            super().refuse(findings)

    # ---- keying

    def _show_sitting(self, kept: str) -> None:
        self._both_shown = False
        # What this officer keyed before a stop or a crash, by line.
        keyed = {int(line): total for line, total in json.loads(kept or "{}").items()}
        back = self._given.read_back
        last = back.lines if back else [None] * len(self._lines.totals)
        asked = self._asked()
        totals = [keyed.get(n) if n in asked else stands for n, stands in enumerate(last, 1)]
        self._lines.ask(asked, totals)
        self._sitting.setText(self._who_reads())
        self.asked.setText(words("read-back.asked-now", lines=len(self._lines.totals)))
        for widget in (self._print, self._below, self._show_both):
            widget.hide()
        self._table.show()

    def _who_reads(self) -> str:
        assert self._officer, "somebody sits here"
        enrolled = self.session.enrolled(self._officer)
        assert enrolled, "nobody sits down who is not enrolled"
        role = role_words(enrolled.role)
        return words("read-back.sitting", number=str(self._officer), role=role)

    def _asked(self) -> Sequence[int]:
        """The lines that are to be keyed: all, or those that differed the last time."""
        return self._given.differing or range(1, len(self._lines.totals) + 1)

    def keep(self) -> None:
        """Only what this officer keyed: lines that stand from another read-back are not theirs."""
        keyed = {n: self._lines.totals[n - 1] for n in self._asked()}
        keyed = {n: total for n, total in keyed.items() if total is not None}
        if self._draft and keyed:
            self._draft.keep(json.dumps(keyed))

    def _recorded(self) -> None:
        """Where all lines agree this page is gone; else the officer gets up."""
        if self._officer and self._given.differing:
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
        self._told()
