"""A re-count that was begun in error: the round before stands again."""

from tallyapp.domain import acts
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.ui.screens.result.page import StepPage, button, words
from tallyapp.ui.session.session import Session
from tallyapp.ui.theme.type import BODY
from tallyapp.ui.widgets.text import Text
from tallyapp.ui.widgets.two_officers import TwoOfficers
from tallyapp.words.figures import strung


def may_be_abandoned(contest: ContestState) -> bool:
    """Whether a re-count stands whose result was not given yet."""
    return bool(contest.recounts) and contest.given_at < contest.recounts[-1].seq


class AbandonRecountPage(StepPage):
    """Which re-count, what stands again, the reason, and a second officer."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "abandon-recount")
        begun = contest.recounts[-1]
        self._of = begun.id
        areas = strung(begun.areas)
        told = words("abandon-recount.which", round=begun.number, areas=areas, before=begun.round)
        self._over = TwoOfficers(words("abandon-recount.reason"), words("correct.caution"))
        self._record = button(words("abandon-recount.record", round=begun.number))
        self._over.submit_asked.connect(self._on_record)
        self._record.clicked.connect(self._on_record)
        self.column.addWidget(Text(told, BODY.heavier(500), wrap=True))
        self.column.addWidget(self._over)
        self.column.addWidget(self.refusal)
        self.column.addWidget(self._record)
        self.column.addStretch()

    def enter(self) -> None:
        self._over.reason.setFocus()

    @property
    def over(self) -> bool:
        """Another re-count was begun, or this one abandoned, meanwhile."""
        return not self.contest.recounts or self.contest.recounts[-1].id != self._of

    def _on_record(self) -> None:
        if not self._over.ready():
            return
        self.do(
            acts.RecountAbandoned(
                **self.me.contest,
                of=self._of,
                reason=self._over.reason.words,
                second=self._over.officer,
            ),
            then=self.still(lambda _: self.finished.emit()),
        )

    def refuse(self, findings: list[Finding]) -> None:
        sentences = [self.session.sentence(found) for found in findings]
        if not self._over.refuse(findings, sentences):
            super().refuse(findings)
