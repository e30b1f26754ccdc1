"""The candidates' answers to the provisional result,
their requests, and the opportunity for a re-count.
"""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.state.count import Changed
from tallyapp.domain.state.result import Request
from tallyapp.domain.vocabulary.units import CandidateNumber
from tallyapp.ui.screens.result.figures.by_candidate import CANDIDATE, Lines
from tallyapp.ui.screens.result.page import OfProvisional, button, words
from tallyapp.ui.screens.result.steps.provisional import Code
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.marks import Mark
from tallyapp.ui.theme.type import BODY, FIGURE, gap, px
from tallyapp.ui.widgets.cells import Look, cell
from tallyapp.ui.widgets.choosing import ChoosingTable
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.key_cap import KeyHint
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.text import Text
from tallyapp.words.figures import strung
from tallyapp.words.papers import ballot_words

_ANSWER = 3


def request_words(contest: ContestState, request: Request) -> str:
    """What was asked, and what became of it."""
    whom = ballot_words(contest.set_up.candidates[request.candidate - 1])
    key = (
        "request.all"
        if not request.areas
        else "request.area"
        if len(request.areas) == 1
        else "request.areas"
    )
    areas = words(key, areas=strung(request.areas)) if request.areas else words(key)
    asked = words(f"request.{request.asks}", number=str(request.number), whom=whom, areas=areas)
    waits = request.waits_for_recount
    state = (
        ("counted-again" if request.followed else "waits") if waits else request.answer or "open"
    )
    return f"{asked} {words(f'request.{state}')}"


def areas_in(text: str) -> tuple[str, ...]:
    """The areas that are named in what was keyed."""
    return tuple(text.replace(",", " ").split())


class _Answers(Lines):
    """Which candidates' sides are content."""

    def __init__(self, contest: ContestState) -> None:
        super().__init__(contest, ("no", "candidate", "votes", "answer"))
        self._contest = contest

    def describe(self, key: Any) -> Sequence[Look]:
        given = self._contest.provisional
        content = given.answers.get(key) if given else None
        votes = cell(int(given.figures.votes[key - 1]), face=FIGURE) if given else cell()
        if content is None:
            answer = cell(words("answer.none"), mark=Mark.NOT_YET, role="secondary")
        elif content:
            answer = cell(words("answer.content"), mark=Mark.AGREES)
        else:
            answer = cell(words("answer.not-content"), mark=Mark.DIFFERS)
        return [*self.describe_candidate(key), votes, answer]


class _LetterTable(ChoosingTable):
    """A table over which a letter does something to the row that is chosen."""

    struck = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isalpha() and not event.modifiers():
            self.struck.emit(event.text().lower())
        else:
            super().keyPressEvent(event)


class OpportunityPage(OfProvisional):
    """Silence never blocks: that there was an opportunity is enough."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "opportunity")
        self.code = Code(words("code.provisional"), words("code.note"))
        self._model = _Answers(contest)
        self._table = _LetterTable(self._model, words("head.answer"))
        self._table.fit_columns(CANDIDATE, keep=(_ANSWER,))
        self._table.setColumnWidth(_ANSWER, px(152))
        self._table.shrink_rows(px(38), px(28))
        self._table.opened.connect(lambda _: self._on_given())
        self._table.struck.connect(self._on_struck)
        self._requests = Text(role="secondary", wrap=True)
        self._record = button("")
        self._record.clicked.connect(self._on_given)
        self._form = _RequestForm(contest)
        self._form.asked.connect(self._on_asked)
        self.column.addWidget(self.code)
        self._pages = QStackedLayout()
        self.column.addLayout(self._pages, 1)
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap(8))
        column.addWidget(WithMore(self._table), 1)
        column.addWidget(self._requests)
        column.addWidget(self._record)
        self._pages.addWidget(listed)
        self._pages.addWidget(self._form)
        self.column.addWidget(self.refusal)
        self._show_state()
        if contest.provisional:
            stream = session.stream
            seq = contest.provisional.seq
            shown = self.still(self.code.show_code)
            session.read(lambda ledger: ledger.checkpoint(stream, seq).code, shown)

    def _show_state(self) -> None:
        contest = self.contest
        given = self.contest.provisional
        for number in self._model.keys:
            self._model.refresh(number)
        told = [request_words(contest, request) for request in contest.requests]
        self._requests.setText("\n".join(told))
        self._requests.setVisible(bool(told))
        self._record.setText(
            words("opportunity.back" if given and given.opportunity else "opportunity.record")
        )

    def enter(self) -> None:
        if self._pages.currentWidget() is self._form:
            self._form.enter()
        else:
            self._table.setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        if self._pages.currentWidget() is self._form:
            return (
                KeyHint(("Enter",), words("request.enter")),
                KeyHint(("Esc",), words("request.back"), last=True),
            )
        return (
            KeyHint(("C",), words("answer.key-content")),
            KeyHint(("N",), words("answer.key-not")),
            KeyHint(("A",), words("answer.key-others")),
            KeyHint(("R",), words("answer.key-request")),
            KeyHint(("Enter",), words("opportunity.enter")),
        )

    def back(self) -> bool:
        if self._pages.currentWidget() is not self._form:
            return False
        self._turn(0)
        return True

    def changed(self, _: Changed, /) -> None:
        self._show_state()

    def _turn(self, page: int) -> None:
        self.refusal.hide()
        self._pages.setCurrentIndex(page)
        self.enter()
        self.hints_changed.emit()

    def _on_struck(self, letter: str) -> None:
        number = self._table.chosen
        if number is None or not self.contest.provisional:
            return
        if letter in ("c", "n"):
            self.do(
                acts.AgentAnswered(
                    **self.me.contest,
                    of=self.given,
                    candidate=CandidateNumber(number),
                    content=letter == "c",
                )
            )
            row = self._table.currentIndex().row() + 1
            if row < self._model.rowCount():
                self._table.setCurrentIndex(self._model.index(row, 0))
        elif letter == "a":
            answered = set(self.contest.provisional.answers)
            for other in self._model.keys:
                if other not in answered:
                    self.do(
                        acts.AgentAnswered(
                            **self.me.contest,
                            of=self.given,
                            candidate=CandidateNumber(other),
                            content=True,
                        )
                    )
        elif letter == "r":
            self._form.ask_for(number)
            self._turn(1)

    def _on_asked(self, asks: acts.Asked) -> None:
        number = len(self.contest.requests) + 1
        self.do(
            acts.RequestMade(
                **self.me.contest,
                of=self.given,
                request=number,
                asks=asks,
                areas=self._form.named,
                candidate=CandidateNumber(self._form.number),
                by_whom=self._form.by_whom.text,
            )
        )

    def _on_given(self) -> None:
        given = self.contest.provisional
        if given and given.opportunity:
            self.finished.emit()
            return
        note = "" if self.contest.requests else words("opportunity.nobody")
        self.do(acts.RecountOpportunityGiven(**self.me.contest, of=self.given, note=note))


class _RequestForm(QWidget):
    """Who asks, through whom, and for which areas; one button for
    each thing that can be asked for.
    """

    asked = Signal(str)

    def __init__(self, contest: ContestState) -> None:
        super().__init__()
        self._contest = contest
        self.number = 1
        self._whom = Text(face=BODY.heavier(500))
        self.by_whom = Field(words("request.by-whom"))
        self._areas = Field(words("request.which"), hint=words("request.which-hint"))
        self._recount = button(words("request.ask-recount"))
        self._inspection = button(words("request.ask-look"))
        self._recount.clicked.connect(lambda: self.asked.emit("recount"))
        self._inspection.clicked.connect(lambda: self.asked.emit("inspection"))
        self.by_whom.entered.connect(self._on_by_whom)
        self._areas.entered.connect(self._recount.setFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, gap(8), 0, 0)
        column.setSpacing(gap(8))
        row = QHBoxLayout()
        row.addWidget(self._recount)
        row.addWidget(self._inspection)
        for widget in (self._whom, self.by_whom, self._areas):
            column.addWidget(widget)
        column.addLayout(row)
        column.addStretch()
        self._areas.setVisible(len(contest.areas) > 1)

    def ask_for(self, number: int) -> None:
        """Ask what this candidate's side wants."""
        self.number = number
        whom = ballot_words(self._contest.set_up.candidates[number - 1])
        self._whom.setText(words("request.whom", whom=whom))
        self.by_whom.edit.clear()
        self._areas.edit.clear()

    def enter(self) -> None:
        """Begin with the name."""
        self.by_whom.setFocus()

    @property
    def named(self) -> tuple[str, ...]:
        """The areas that are named; none means all."""
        return areas_in(self._areas.text)

    def _on_by_whom(self) -> None:
        (self._areas if self._areas.isVisible() else self._recount).setFocus()
