"""An error found after the declaration:
the figures as they should have read, for a corrected notice.
"""

import json

from PySide6.QtWidgets import QWidget

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.screens.result.figures.on_paper import (
    LINE,
    OURS,
    PAPER,
    STATE,
    PaperFigures,
    does_not_add,
    listed,
)
from tallyapp.ui.screens.result.page import StepPage, words
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY, px
from tallyapp.ui.widgets.key_cap import KeyHint, hand_in_keys
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import TwoOfficers
from tallyapp.words.notice_changes import changes_to


class CorrectPage(StepPage):
    """The figures that were declared, each to be keyed over; then
    the reason, and a second officer.
    """

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "correct")
        stands = contest.on_notice
        assert stands is not None, "a notice is corrected after the declaration"
        self._stands = stands
        self._before = stands.figures
        self._of = contest.notice
        self._number = len(contest.corrected) + 1
        place = DraftPlace(self.stream, "corrected-notice", str(self._number))
        self._draft = session.drafts.open(place)
        first = listed(self._before, contest.set_up.seats)
        self._model = PaperFigures(contest, self._before, first, ("should-read", "declared"))
        self._table = KeyedTable(self._model, words("correct.heading"))
        for column, width in ((PAPER, 112), (OURS, 88), (STATE, 108)):
            self._table.setColumnWidth(column, px(width))
        self._table.fit_columns(LINE, keep=(PAPER, OURS, STATE))
        self._table.shrink_rows(px(36), px(28), self._model.heads, lines=3)
        self._over = TwoOfficers(words("correct.reason"), words("correct.caution"))
        self._table.after_last.connect(self._on_keyed)
        self._table.submit_asked.connect(self._on_keyed)
        self._table.field_done.connect(self.keep)
        self._table.field_changed.connect(self.refusal.hide)
        self._table.blank_refused.connect(lambda _: self.say_refused(words("outside.blank")))
        self._over.submit_asked.connect(self._on_record)
        self._changes = Text(face=BODY.heavier(500), wrap=True)
        self._show_over(False)
        self.column.addWidget(WithMore(self._table), 1)
        widgets: tuple[QWidget, ...] = (self._changes, self._over, self.refusal)
        for widget in widgets:
            self.column.addWidget(widget)
        self._restore()

    def keep(self) -> None:
        kept = {"values": self._model.values, "reason": self._over.reason.words}
        if self._model.figures != self._before or self._over.reason.words:
            self._draft.keep(json.dumps(kept))

    def _restore(self) -> None:
        draft = self._draft.kept
        if draft:
            kept = json.loads(draft)
            self._model.restore(kept["values"])
            self._over.show_kept(kept["reason"], None)

    def enter(self) -> None:
        if self._over.isVisible():
            self._over.reason.setFocus()
        else:
            self._table.open_field(max(self._table.at, 0))

    def key_hints(self) -> tuple[KeyHint, ...]:
        if not self._over.isHidden():
            return (
                KeyHint(("Enter",), words("correct.enter")),
                KeyHint(("Esc",), words("correct.back"), last=True),
            )
        return (
            KeyHint(("↑", "↓"), words("correct.line")),
            KeyHint(("Enter",), words("outside.line")),
            KeyHint(hand_in_keys(), words("correct.keyed")),
        )

    def back(self) -> bool:
        self.keep()
        if self._over.isHidden():
            return False
        self._show_over(False)
        self.enter()
        self.hints_changed.emit()
        return True

    def _show_over(self, shown: bool) -> None:
        """What changes, and what two officers do; or the figures alone."""
        self._changes.setVisible(shown)
        self._over.setVisible(shown)

    def _on_keyed(self) -> None:
        given = self._model.figures
        if given is None:
            self._table.open_field(self._table.first_blank())
            self.say_refused(words("outside.blank"))
            return
        against = list(does_not_add(self.contest, given))
        if given == self._before:
            against = [words("correct.unchanged")]
        if against:
            self.say_refused("  ".join(against))
            return
        self.keep()
        told = changes_to(self.contest, self._stands._replace(figures=given))
        self._changes.setText("\n".join([words("changed.heading"), *told]))
        self._show_over(True)
        self.enter()
        self._table.close_field()
        self.hints_changed.emit()

    def _on_record(self) -> None:
        given = self._model.figures
        if given is None or not self._over.ready():
            return
        session = self.session
        stream = self.stream
        to = words("to-everyone")

        def corrected(_: object) -> None:
            session.issue_code(stream, "declaration", to, then=lambda _: None)
            self.still(lambda _: self.finished.emit())(None)

        self.do(
            acts.NoticeCorrected(
                **self.me.fixed,
                of=self._of,
                notice=self._number,
                figures=given,
                reason=self._over.reason.words,
                second=OfficerNumber(self._over.second.value or 0),
            ),
            then=corrected,
        )

    def refuse(self, findings: list[Finding]) -> None:
        sentences = [self.session.sentence(found) for found in findings]
        if not self._over.refuse(findings, sentences):
            super().refuse(findings)
