"""A tie that decides a seat or its term: the lot is drawn outside the program, and is recorded."""

from collections.abc import Iterator

from PySide6.QtWidgets import QHBoxLayout

from tallyapp.domain import acts
from tallyapp.domain.rules.result import Outcome, outcome
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.on_paper import Candidate
from tallyapp.domain.vocabulary.units import CandidateNumber
from tallyapp.ui.screens.result.figures.by_candidate import CANDIDATE, Figures
from tallyapp.ui.screens.result.page import OfProvisional, words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY, px
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.figure_edit import FigureEdit
from tallyapp.ui.widgets.more import WithMore
from tallyapp.ui.widgets.table import Table
from tallyapp.ui.widgets.text import Text
from tallyapp.words.figures import strung


def drawn_before(contest: ContestState) -> list[Candidate]:
    """Who was drawn already, in the order in which they were."""
    return [contest.set_up.candidates[number - 1] for number in contest.lot.values()]


def lot_words(contest: ContestState, now: Outcome) -> Iterator[str]:
    """What the next lot decides: a seat, or only which term somebody has who is elected anyway."""
    seats = contest.set_up.seats
    terms = contest.set_up.terms
    left = seats - now.place + 1
    level = len(now.tied)
    if level > left:
        yield words("lot.seat", level=level, left=left)
        if terms and left > 1:
            yield words("lot.and-term", term=terms[now.place - 1])
        elif left > 1:
            yield words("lot.then", left=left - 1)
    else:
        yield words("lot.term", level=level, term=terms[now.place - 1])
    yield words("lot.asked")


class LotPage(OfProvisional):
    """Who was drawn, by number; the program never draws."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "lot")
        votes = contest.provisional.figures.votes if contest.provisional else ()
        now = outcome(contest, votes)
        self._tied = now.tied
        self.asked.setText(" ".join(lot_words(contest, now)))
        table = Table(Figures(contest, votes, self._tied), words("lot.heading"))
        table.fit_columns(CANDIDATE)
        table.set_row_height(px(38))
        table.setMaximumHeight(px(40) + px(38) * (len(self._tied) + 1))
        drawn = [candidate.name for candidate in drawn_before(contest)]
        before = Text(words("lot.before", names=strung(drawn)), BODY.heavier(500), wrap=True)
        self._manner = Field(words("lot.manner"))
        self._drawn = FigureEdit()
        self._drawn.setFixedWidth(px(96))
        self._drawn.setAccessibleName(words("lot.drawn"))
        self._manner.entered.connect(self._drawn.setFocus)
        self._drawn.next_asked.connect(self._on_entered)
        self._drawn.typed.connect(lambda _: self.refusal.hide())
        row = QHBoxLayout()
        row.addWidget(Text(words("lot.drawn"), BODY.heavier()), 1)
        row.addWidget(self._drawn)
        if drawn:
            self.column.addWidget(before)
        self.column.addWidget(WithMore(table))
        self.column.addWidget(self._manner)
        self.column.addLayout(row)
        self.column.addWidget(self.refusal)
        self.column.addStretch()

    @property
    def over(self) -> bool:
        """Another lot is to be drawn, or this one over other figures; or it is recorded."""
        given = self.contest.provisional
        if given is None or super().over or self.contest.lot_keyed:
            return super().over or self.contest.lot_keyed is not None
        return outcome(self.contest, given.figures.votes).tied != self._tied

    def enter(self) -> None:
        self._manner.setFocus()

    def _on_entered(self) -> None:
        drawn = self._drawn.value
        if drawn is None or drawn not in self._tied:
            self.say_refused(words("lot.not-tied", numbers=strung(map(str, self._tied))))
            self._drawn.selectAll()
            return
        chosen = CandidateNumber(drawn)
        self.do(
            acts.LotDrawn(
                **self.me.contest,
                of=self.given,
                tied=self._tied,
                chosen=chosen,
                manner=self._manner.text,
            )
        )
