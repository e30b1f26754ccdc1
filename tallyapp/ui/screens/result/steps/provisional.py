"""The provisional result: what is to be looked at before it,
and the figures, given with their code.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import Qt

from tallyapp.domain import acts
from tallyapp.domain.rules.result import figures
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.views.warnings import unanswered
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.on_paper import ResultFigures
from tallyapp.ui.screens.result.figures.by_candidate import CANDIDATE, Figures
from tallyapp.ui.screens.result.page import StepPage, button, words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, HEADING, Face, gap, px
from tallyapp.ui.widgets.cells import Cell, Heading, Look, cell
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.frames import Card
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.rows import RowsModel
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import ReasonEdit
from tallyapp.words.figures import apart, capital, figure, strung

CODE = Face(25.5, 600)


class Code(Card):
    """A code, large enough to be written down from two metres."""

    def __init__(self, heading: str, note: str) -> None:
        super().__init__("here")
        self._code = Text("…", CODE)
        self._code.setAccessibleName(heading)
        self.column.setSpacing(gap(2))
        self.column.addWidget(Text(heading, HEADING))
        self.column.addWidget(self._code)
        self.column.addWidget(Text(note, role="secondary", wrap=True))

    @property
    def code(self) -> str:
        """The code that is shown."""
        return self._code.text()

    def show_code(self, code: str) -> None:
        """Show this code."""
        self._code.setText(code)


# ---- to be looked at


class _Warnings(RowsModel):
    """One warning a row: where, and what is odd there."""

    def __init__(self, session: Session) -> None:
        super().__init__([Heading(words("head.look"))])
        self._session = session
        self.warnings: tuple[Finding, ...] = ()

    def show_warnings(self, warnings: Sequence[Finding]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self.warnings = tuple(warnings)
        self._keys = list(range(len(warnings)))
        self._described.clear()
        self.endResetModel()

    def name_of(self, key: Any) -> str:
        return self._session.sentence(self.warnings[key])

    def describe(self, key: Any) -> Sequence[Look]:
        shown = cell(self.name_of(key), mark=Mark.DIFFERS, role="ink")
        return [shown | {Cell.WRAP: True, Qt.ItemDataRole.ToolTipRole: self.name_of(key)}]


class LookPage(StepPage):
    """Warnings that nobody has looked into: named with their numbers, and answered one by one.

    They stop nobody: what was found may be that nothing is wrong. But one key for all of them says
    of none what was found, and is how a warning becomes noise.
    """

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "look")
        self._answered: Finding | None = None
        self._model = _Warnings(session)
        self._table = ChoosingTable(self._model, words("look.heading"))
        self._table.horizontalHeader().hide()
        self._table.fit_columns(0)
        self._table.wrap_rows(px(56))
        self._table.opened.connect(self._on_opened)
        self._table.selectionModel().currentRowChanged.connect(
            lambda now, _: self._on_row(now.row())
        )
        self._reason = ReasonEdit()
        self._reason.setAccessibleName(words("look.found"))
        self._reason.next_asked.connect(self._on_submit)
        self._left = Text(role="secondary", wrap=True)
        self._asked_found = Text(face=BODY.heavier(), wrap=True)
        self._caution = Text(words("look.caution"), role="secondary", wrap=True)
        self.column.addWidget(WithMore(self._table), 1)
        for widget in (
            self._left,
            self._asked_found,
            self._reason,
            self._caution,
            self.refusal,
        ):
            self.column.addWidget(widget)
        self._fill()

    def _fill(self) -> None:
        found = unanswered(self.contest)
        self._model.show_warnings(found)
        self._left.setText(words("look.left", warnings=len(found)))
        self._choose(None)

    def _on_row(self, row: int) -> None:
        if self._answered and row >= 0 and self._model.warnings[row] == self._answered:
            return
        self._choose(None)

    def _choose(self, found: Finding | None) -> None:
        self._answered = found
        about = self._model.name_of(self._model.warnings.index(found)) if found else ""
        self._asked_found.setText(words("look.found-of", about=about))
        for widget in (self._asked_found, self._reason, self._caution):
            widget.setVisible(found is not None)
        self._reason.clear()
        self.refusal.hide()

    def enter(self) -> None:
        self._table.choose()
        self._table.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        return (KeyHint(("Enter",), words("look.answer")),)

    def back(self) -> bool:
        if self._answered is None:
            return False
        self._choose(None)
        self._table.setFocus()
        self.hints_changed.emit()
        return True

    def changed(self, _: Changed, /) -> None:
        """One warning less, or others; what is written about one that is still there stays."""
        found = unanswered(self.contest)
        answered = self._answered
        if answered and answered in found:
            self._left.setText(words("look.left", warnings=len(found)))
            self._model.show_warnings(found)
            self._table.choose(found.index(answered))
            return
        self._fill()
        self.enter()
        self.hints_changed.emit()

    def _on_opened(self, row: int) -> None:
        self._choose(self._model.warnings[row])
        self._reason.setFocus()
        self.hints_changed.emit()

    def _on_submit(self) -> None:
        if not self._reason.words:
            self.say_refused(words("look.blank"))
        elif self._answered:
            self.do(
                acts.WarningAnswered(
                    **self.me.contest, finding=self._answered.record(), reason=self._reason.words
                )
            )


# ---- the figures


def papers_words(contest: ContestState, now: ResultFigures) -> Iterator[str]:
    """The figures beside the votes, in sentences: papers, then votes
    where there are several seats.
    """
    rules = contest.set_up.rules
    seats = contest.set_up.seats
    rejected = rules.rejected_papers(now.rejected)
    yield words("provisional.sum", valid=now.valid, rejected=rejected, verified=now.verified)
    if seats > 1:
        told = {"votes": sum(now.votes), "unused": now.unused, "uncertain": now.uncertain}
        yield words("provisional.votes", **told, seats=seats, valid=now.valid)
    heads = list(zip(rules.heads, now.rejected, strict=True))
    whole = [f"{head.label} {figure(papers)}" for head, papers in heads if not head.in_part]
    yield words("provisional.heads", heads=apart(whole))
    for head, papers in heads:
        if head.in_part:
            yield words("provisional.in-part", head=capital(head.label), papers=papers)


class ProvisionalPage(StepPage):
    """Our figures, to be given to candidates and election agents."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "provisional")
        now = self._figures = figures(contest)
        self.table = Table(
            Figures(contest, now.votes, rounds=contest.rounds), words("provisional.heading")
        )
        self.table.fit_columns(CANDIDATE)
        self.table.shrink_rows(px(38), px(28))
        self._give = button(words("provisional.give"))
        self._give.clicked.connect(self._on_give)
        if contest.rounds:
            areas = strung(contest.rounds[-1].areas)
            self.asked.setText(words("provisional.again", round=contest.round, areas=areas))
        self.column.addWidget(WithMore(self.table), 1)
        first, *others = papers_words(contest, now)
        self.column.addWidget(Text(first, BODY.heavier(500), wrap=True))
        for told in (*others, *self._before()):
            self.column.addWidget(Text(told, role="secondary", wrap=True))
        self.column.addWidget(self.refusal)
        self.column.addWidget(self._give)

    def _before(self) -> Iterator[str]:
        """The papers of the rounds before."""
        rules = self.contest.set_up.rules
        for earlier in self.contest.rounds:
            then = earlier.figures
            yield words(
                "provisional.round",
                round=earlier.number,
                valid=then.valid,
                rejected=rules.rejected_papers(then.rejected),
                verified=then.verified,
            )

    @property
    def over(self) -> bool:
        """A figure was corrected meanwhile."""
        return figures(self.contest) != self._figures

    def enter(self) -> None:
        self._give.setFocus()

    def _on_give(self) -> None:
        self._give.setEnabled(False)
        session = self.session
        stream = self.session.stream
        to = words("to-agents")

        def given(_: object) -> None:
            session.issue_code(stream, "provisional", to, then=lambda _: None)

        self.do(acts.ProvisionalGiven(**self.me.fixed, figures=self._figures), then=given)

    def say_refused(self, sentence: str) -> None:
        super().say_refused(sentence)
        self._give.setEnabled(True)
        self._give.setFocus()
