"""What stands open, by name with its numbers; the returning
officer may go on over it, in person.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.vocabulary.findings import NEVER_PASSED_OVER, Finding
from tallyapp.domain.vocabulary.units import OfficerNumber
from tallyapp.ui.screens.result.beside.open_now import open_now
from tallyapp.ui.screens.result.page import StepPage, words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, px
from tallyapp.ui.widgets.cells import Heading, Look, cell
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import TwoOfficers


class _Findings(RowsModel):
    """One finding a row: its sentence in two lines."""

    def __init__(self, session: Session) -> None:
        super().__init__([Heading(words("head.open"))])
        self._session = session
        self.findings: tuple[Finding, ...] = ()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.findings = tuple(findings)
        self._keys = range(len(findings))
        self._described.clear()
        self.endResetModel()

    def name_of(self, key: Any) -> str:
        return self._session.sentence(self.findings[key])

    def describe(self, key: Any) -> Sequence[Look]:
        found = self.findings[key]
        told = self._session.told(found)
        mark = Mark.DOES_NOT_ADD if found.numbers else Mark.NOT_YET
        shown = cell(
            told.place,
            mark=mark,
            role="ink",
            second=told.matter,
            face=BODY.heavier(500),
        )
        return [shown | {Qt.ItemDataRole.ToolTipRole: self.name_of(key)}]


class OpenPage(StepPage):
    """The findings, and beneath them the way over one of them."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "open")
        self._in_person = session.may(acts.PassedOver)
        self._whole = Text(wrap=True, face=BODY.heavier(500))
        self._over = TwoOfficers(words("open.reason"), words("open.warning"))
        self._over.submit_asked.connect(self._on_submit)
        self._over.back_asked.connect(self.enter)
        self._chosen: Finding | None = None
        self._given = contest.given
        self._model = _Findings(session)
        self._table = ChoosingTable(self._model, words("open.heading"))
        self._table.horizontalHeader().hide()
        self._table.fit_columns(0)
        self._table.set_row_height(px(50))
        self._table.opened.connect(self._on_opened)
        self._table.selectionModel().currentRowChanged.connect(
            lambda now, _: self._on_chosen(now.row())
        )
        self.column.addWidget(WithMore(self._table), 1)
        for widget in (self._whole, self._over, self.refusal):
            self.column.addWidget(widget)
        if not self._in_person:
            self.asked.setText(words("open.not-in-person"))
        self._fill()

    def _fill(self) -> None:
        findings = open_now(self.session, self.contest).may_be_passed_over
        self._model.show_findings(findings)
        self._on_chosen(-1)
        if not findings:
            self.asked.setText(words("open.nothing"))

    @property
    def findings(self) -> Sequence[Finding]:
        """What is listed, and may be gone on over."""
        return self._model.findings

    def enter(self) -> None:
        self._table.setFocus()
        if not self._table.currentIndex().isValid() and self._model.findings:
            self._table.choose()

    def key_hints(self) -> tuple[KeyHint, ...]:
        arrows = KeyHint(("↑", "↓"), words("open.look"))
        return (arrows, KeyHint(("Enter",), words("open.enter"))) if self._in_person else (arrows,)

    def back(self) -> bool:
        if self._chosen is None:
            return False
        self._choose(None)
        self.enter()
        return True

    def changed(self, _: Changed, /) -> None:
        """One finding less, or one more; what is written about one that still stands stays."""
        chosen = self._chosen
        found = open_now(self.session, self.contest).may_be_passed_over
        if chosen and chosen in found and self._given == self.contest.given:
            self._model.show_findings(found)
            self._table.choose(found.index(chosen))
            return
        self._fill()
        self.enter()

    def _on_chosen(self, row: int) -> None:
        if self._chosen and row >= 0 and self._model.findings[row] == self._chosen:
            return
        self._choose(None)
        self._whole.setText(self._model.name_of(row) if row >= 0 else "")
        self._whole.setVisible(row >= 0)

    def _on_opened(self, row: int) -> None:
        found = self._model.findings[row]
        if not self._in_person:
            self.say_refused(words("open.not-in-person"))
        elif found.code in NEVER_PASSED_OVER:
            self.say_refused(words("open.never"))
        else:
            self._choose(found)
            self._over.reason.setFocus()

    def _choose(self, found: Finding | None) -> None:
        self._chosen = found
        # Of what stands when it is chosen: the words that follow are written for these figures.
        self._given = self.contest.given
        self.refusal.hide()
        self._over.setVisible(found is not None)
        if found is None:
            self._over.show_kept("", None)

    def _on_submit(self) -> None:
        if self._chosen is None or not self._over.ready():
            return
        second = OfficerNumber(self._over.second.value or 0)
        self.do(
            acts.PassedOver(
                **self.me.contest,
                of=self._given,
                finding=self._chosen.record(),
                reason=self._over.reason.words,
                second=second,
            )
        )

    def refuse(self, findings: list[Finding]) -> None:
        sentences = [self.session.sentence(found) for found in findings]
        if not self._over.refuse(findings, sentences):
            super().refuse(findings)
