"""Correcting a paper that stands: the old figure and the new one side by side, by two officers."""

import json

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from tallyapp.desk import Done
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.ui.pages.leaves import Leaf, beside, column_of, title_row
from tallyapp.ui.pages.screen import Screen
from tallyapp.ui.screens.differences.paper_acts import corrected, withdrawn
from tallyapp.ui.session.draft_place import DraftPlace
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import NAME, gap, px
from tallyapp.ui.widgets.crosscast import Crosscast
from tallyapp.ui.widgets.frames import State
from tallyapp.ui.widgets.key_cap import KeyHint, hand_in_keys
from tallyapp.ui.widgets.keyed_table import KeyedTable
from tallyapp.ui.widgets.refusal import Refusal
from tallyapp.ui.widgets.scrolling import Scrolling
from tallyapp.ui.widgets.two_officers import TwoOfficers
from tallyapp.words.catalogue import say
from tallyapp.words.figures import area_words
from tallyapp.words.papers import Paper

from .correction import correction_of


class CorrectPage(Leaf):
    """Fields, reason and second officer of one correction, with the sum as it would be."""

    corrected = Signal(object)

    def __init__(self, screen: Screen, paper: Paper) -> None:
        super().__init__(screen)
        self.paper = paper
        state = paper.state(self.contest)
        assert state is not None
        self._stands = state.stands
        place = DraftPlace.about(screen.stream, "correct", paper)
        self._draft = self.session.drafts.open(place)
        self.model = correction_of(self.contest, paper, self)
        self.table = KeyedTable(
            self.model, say("differences", "correcting", paper=paper.words_in(self.contest))
        )
        self.crosscast = Crosscast(
            say("papers", f"{paper.shape(self.contest)}.papers"), say("differences", "lines-add-to")
        )
        self.two = TwoOfficers(say("differences", "reason"), say("differences", "reason-warning"))
        self.refusal = Refusal()
        self._said = State(Mark.DIFFERS, "", NAME)
        self._said.hide()
        area = area_words(self.contest.areas[state.area].area)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(8))
        column.addLayout(
            title_row(
                say("differences", "correcting", paper=paper.words_in(self.contest)),
                area,
                say("differences", "blank-keeps"),
            )
        )
        side = Scrolling(column_of(self.crosscast, self.refusal, self._said, self.two))
        column.addLayout(beside(self.table, side), 1)
        self._fit()
        self._listen()
        self._take_draft()
        self._show_sum()

    def _fit(self) -> None:
        self.table.shrink_rows(px(36), px(32))
        self.table.fit_columns(1)
        for column in self.model.narrow:
            self.table.setColumnWidth(column, px(88))

    def _listen(self) -> None:
        self.model.changed.connect(self._show_sum)
        self.table.field_changed.connect(self._on_field)
        self.table.field_done.connect(self.keep)
        self.table.blank_refused.connect(lambda _: self._next())  # a blank changes nothing
        self.table.after_last.connect(self.two.reason.setFocus)
        self.table.submit_asked.connect(self._on_submit)
        self.two.submit_asked.connect(self._on_submit)

    # ---- keys

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), say("differences", "key.next")),
            KeyHint(("↑", "↓"), say("differences", "key.line")),
            KeyHint(("−",), say("differences", "key.back")),
            KeyHint(hand_in_keys(), say("differences", "key.correct")),
            KeyHint(("Esc",), say("differences", "key.leave"), last=True),
        )

    def entered(self) -> None:
        self.table.open_field(max(self.table.at, 0))

    def _next(self) -> None:
        if self.table.at + 1 < self.table.fields:
            self.table.open_field(self.table.at + 1)
        else:
            self.two.reason.setFocus()

    def _on_field(self) -> None:
        self.model.show_here(self.table.row_at)

    def _show_sum(self) -> None:
        self.refusal.hide()
        self._said.hide()
        self.crosscast.show()
        self.crosscast.show_sum(self.model.row[0], self.model.summed(), complete=True)

    # ---- drafts

    @property
    def over(self) -> bool:
        """Whether something was done with the paper since it was opened here."""
        state = self.paper.state(self.contest)
        return state is None or state.stands != self._stands

    def keep(self) -> None:
        new = {field: value for field, value in self.model.new.items() if value is not None}
        begun = new or self.two.reason.words or self.two.second.value is not None
        if begun:
            kept = [self._stands.made, new, self.two.reason.words, self.two.second.value]
            self._draft.keep(json.dumps(kept))

    def _take_draft(self) -> None:
        if kept := self._draft.kept:
            of, new, words, second = json.loads(kept)
            # Figures beside others than these are none of this correction; the reason may well be.
            if of == self._stands.made:
                self.model.restore(new)
            self.two.show_kept(words, second)

    # ---- the act

    def _on_submit(self) -> None:
        if not self.model.fields:
            self._said.show_state(Mark.DOES_NOT_ADD, say("differences", "nothing-new"))
            self._said.show()
            self.table.open_field(max(self.table.at, 0))
            return
        if not self.two.ready():
            return
        self.keep()
        self.do(
            corrected(
                self.me,
                self.paper,
                self._stands,
                self.model.fields,
                self.two.reason.words,
                self.two.officer,
            ),
            then=self._on_done,
            refused=self._on_refused,
        )

    def _on_done(self, _: Done) -> None:
        self._draft.drop()
        self.corrected.emit(self.paper)

    def _on_refused(self, findings: list[Finding]) -> None:
        sentences = [self.session.sentence(found) for found in findings]
        if self.two.refuse(findings, sentences):
            return
        self.crosscast.hide()
        self.refusal.show_findings(self.session, findings)
        self.table.open_field(max(self.table.at, 0))


class WithdrawPage(Leaf):
    """Taking a paper out of the count for good."""

    withdrawn = Signal(object)

    def __init__(self, screen: Screen, paper: Paper) -> None:
        super().__init__(screen)
        self.paper = paper
        state = paper.state(self.contest)
        assert state is not None
        self._stands = state.stands
        self.two = TwoOfficers(say("differences", "reason"), say("differences", "reason-warning"))
        self.two.setMaximumWidth(px(560))
        self.two.submit_asked.connect(self._on_submit)
        self.refusal = Refusal()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(12))
        area = area_words(self.contest.areas[state.area].area)
        column.addLayout(
            title_row(say("differences", "withdrawing", paper=paper.words_in(self.contest)), area)
        )
        told = "withdraw-live" if state.live else "withdraw-what"
        papers = state.papers or 0
        column.addWidget(State(Mark.DIFFERS, say("differences", told, papers=papers), NAME, "ink"))
        column.addWidget(self.two)
        column.addWidget(self.refusal)
        column.addStretch()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (
            KeyHint(("Enter",), say("differences", "key.next")),
            KeyHint(hand_in_keys(), say("differences", "key.withdraw")),
            KeyHint(("Esc",), say("differences", "key.not-withdraw"), last=True),
        )

    @property
    def over(self) -> bool:
        """Whether something was done with the paper since it was opened here."""
        state = self.paper.state(self.contest)
        return state is None or state.stands != self._stands

    def entered(self) -> None:
        self.two.reason.setFocus()

    def _on_submit(self) -> None:
        if self.two.ready():
            self.do(
                withdrawn(
                    self.me, self.paper, self._stands, self.two.reason.words, self.two.officer
                ),
                then=lambda _: self.withdrawn.emit(self.paper),
                refused=self._on_refused,
            )

    def _on_refused(self, findings: list[Finding]) -> None:
        if not self.two.refuse(findings, [self.session.sentence(found) for found in findings]):
            self.refusal.show_findings(self.session, findings)
