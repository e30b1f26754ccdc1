"""Whose unfinished keyings there are: where and since when, never figures; and taking one over."""

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from tallyapp.domain.rules.officers import SUPERVISES
from tallyapp.domain.vocabulary.findings import Code, finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.screens.begun import Kept, kept
from tallyapp.ui.session.draft_place import DraftPlace, Thing
from tallyapp.ui.session.drafts import Unfinished
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import HEADING, gap, px
from tallyapp.ui.widgets.cells import Look, cell, headings
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.catalogue import say
from tallyapp.words.figures import time_words

from .said import Said

_OF_THE_RESULT: frozenset[Thing] = frozenset(
    {"read-back", "re-add", "declared-outside", "corrected-notice"}
)
"""What is done at the result is its officer's own: nobody takes it over."""


class _Begun(NamedTuple):
    """One unfinished keying: what it is, whose, and since when."""

    what: Kept
    kept: Unfinished


class UnfinishedList(QWidget):
    """The list; Enter asks, and Enter once more takes over, where whoever sits here may."""

    taken_over = Signal(object)
    """A keying is now the signed-in officer's: what it is (Kept)."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._begun: list[_Begun] = []
        self._asked: _Begun | None = None
        self._taking = False
        self.may = session.role in SUPERVISES
        self.model = RowsModel(headings("sign-in", ["unfinished"]), parent=self)
        self.table = Table(self.model, say("sign-in", "unfinished"))
        self.table.set_row_height(px(52))
        self.table.stretch_last()
        self.table.horizontalHeader().hide()
        self.said = Said()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(6))
        column.addWidget(Text(say("sign-in", "unfinished"), HEADING))
        column.addWidget(self.said)
        column.addWidget(self.table, 1)
        self.table.activated.connect(lambda index: self._on_chosen(index.row()))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self.stop_asking())
        self.hide()

    def refresh(self) -> None:
        """Show what is kept now; nothing where there is nothing."""
        self._begun = list(self._of_keying())
        self.model.show_rows([(self._row(begun),) for begun in self._begun])
        self.setVisible(bool(self._begun))

    def _of_keying(self) -> Iterator[_Begun]:
        for each in self._session.drafts.unfinished():
            if each.place.thing not in _OF_THE_RESULT:
                for what in kept([each.place], self._session.desk.count.contests):
                    yield _Begun(what, each)

    def _row(self, begun: _Begun) -> Look:
        words = say(
            "sign-in",
            "unfinished.since",
            number=str(begun.kept.officer),
            name=self._session.desk.staff.name(begun.kept.officer),
            time=time_words(begun.kept.kept_at)[:5],
        )
        return cell(begun.what.words, second=words, role="ink", mark=Mark.UNDER_WAY)

    # ---- taking over

    def stop_asking(self) -> bool:
        """Take the question back; False if there was none."""
        asked = self._asked
        self._asked = None
        self.said.be_silent()
        return asked is not None

    def _on_chosen(self, row: int) -> None:
        """Asked for once it asks back, or says why not; asked for twice it is done."""
        if not 0 <= row < len(self._begun) or self._taking:
            return
        begun = self._begun[row]
        if words := self._against(begun):
            self.said.tell(Mark.DOES_NOT_ADD, words)
        elif self._asked != begun:
            self._asked = begun
            words = say(
                "sign-in", "take-over", place=begun.what.words, number=str(begun.kept.officer)
            )
            self.said.tell(Mark.DIFFERS, words, "ink")
        else:
            self._taking = True
            whose = OfficerNumber(begun.kept.officer)
            self._session.drafts.take_over(
                whose, begun.kept.place, lambda: self._on_taken(begun), self._on_not_taken
            )

    def _on_taken(self, begun: _Begun) -> None:
        if isValid(self):
            self._taking = False
            self.stop_asking()
            self.refresh()
            self.taken_over.emit(begun.what)

    def _on_not_taken(self, why: str) -> None:
        if isValid(self):
            self._taking = False
            self.stop_asking()
            self.said.tell(Mark.DOES_NOT_ADD, why)

    def _against(self, begun: _Begun) -> str:
        """Why whoever sits here cannot take this over; empty if they can."""
        session = self._session
        me = session.officer
        if me is None or not self.may:
            return say("sign-in", "take-over.who")
        if me.number == begun.kept.officer:
            return say("sign-in", "take-over.own")
        if session.drafts.open(begun.kept.place).kept:
            return say("sign-in", "take-over.both", place=begun.what.words)
        contest = begun.what.place.contest
        paper = begun.what.place.paper
        state = paper.state(session.desk.count.contests[contest]) if paper else None
        if paper is None or state is None or begun.what.place.thing == "correct":
            return ""  # a form is known from its first keying on; a correction is of what is agreed
        if me.number in state.looks:
            return session.sentence(finding(Code.E201, paper.kind, paper.number, officer=me.number))
        seen = session.drafts.open(DraftPlace.about(contest, "seen", paper))
        if seen.kept == state.made:
            return say("sign-in", "take-over.seen", place=begun.what.words)
        return ""
