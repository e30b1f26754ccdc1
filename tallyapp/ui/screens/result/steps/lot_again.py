"""The lot once more: another officer keys who was drawn, from its slip, the first record unseen."""

from tallyapp.desk import Done
from tallyapp.domain import acts
from tallyapp.domain.count import refusals
from tallyapp.domain.rules.names import is_on_line
from tallyapp.domain.state.contest import ContestState
from tallyapp.domain.vocabulary.findings import Finding
from tallyapp.domain.vocabulary.units import CandidateNumber, OfficerNumber
from tallyapp.ui.screens.result.page import OfProvisional, words
from tallyapp.ui.screens.result.steps.lot import LotPage
from tallyapp.ui.screens.result.steps.who_sits import WhoSits
from tallyapp.ui.session.session import Session
from tallyapp.ui.widgets.field import Field
from tallyapp.ui.widgets.key_cap import KeyHint


class LotAgainPage(OfProvisional):
    """Asks who sits down to it, and then for the name on the slip, or its number."""

    def __init__(self, session: Session, contest: ContestState) -> None:
        super().__init__(session, contest, "lot-again")
        keyed = contest.lot_keyed
        self._of = keyed.id if keyed else ""
        self._tied = tuple(sorted(keyed.tied)) if keyed else ()
        self._officer: OfficerNumber | None = None
        self._who = WhoSits(words("lot-again.who"))
        self._who.answered.connect(self._on_number)
        self._who.typed.connect(self.refusal.hide)
        self._drawn = Field(words("lot-again.drawn"))
        self._drawn.entered.connect(self._on_drawn)
        self._drawn.hide()
        for widget in (self._who, self._drawn, self.refusal):
            self.column.addWidget(widget)
        self.column.addStretch()

    @property
    def over(self) -> bool:
        """It is confirmed, or is to be recorded anew; or another was."""
        keyed = self.contest.lot_keyed
        return super().over or keyed is None or keyed.id != self._of

    def enter(self) -> None:
        (self._drawn if self._officer else self._who).setFocus()

    def key_hints(self) -> tuple[KeyHint, ...]:
        enter = "lot-again.enter" if self._officer else "lot-again.sit-down"
        return (KeyHint(("Enter",), words(enter)),)

    def back(self) -> bool:
        """Whoever keys gets up."""
        if self._officer is None:
            return False
        self._sit(None)
        return True

    # ---- who

    def _on_number(self) -> None:
        number = self._who.number
        if number is None:
            self.say_refused(words("lot-again.number-missing"))
            return
        against = self._against(number)
        if against:
            self.refuse(against)
            self._who.ask_again()
            return
        self._sit(OfficerNumber(number))

    def _against(self, number: int) -> list[Finding]:
        """Why this officer cannot confirm the lot, whomever they key."""
        act = self._act(number, self._tied[0])
        return refusals(self.session.desk.check(self.stream, act))

    def _act(self, officer: int, drawn: CandidateNumber) -> acts.LotConfirmed:
        by = self.session.desk.by(officer)
        return acts.LotConfirmed(**by.contest, of=self._of, chosen=drawn)

    def _sit(self, officer: OfficerNumber | None) -> None:
        self._officer = officer
        self._who.setVisible(officer is None)
        self._drawn.setVisible(officer is not None)
        self._who.clear()
        self.refusal.hide()
        self.enter()
        self.hints_changed.emit()

    # ---- whom

    def _on_drawn(self) -> None:
        drawn = self._candidate(self._drawn.text)
        if drawn is None:
            self.say_refused(words("lot-again.nobody"))
            self._drawn.edit.selectAll()
        elif self._officer:
            session = self.session

            def told(done: Done) -> None:
                if done.flags:
                    session.said.emit(words("lot-again.differs"))

            self.do(self._act(self._officer, drawn), then=told)

    def _candidate(self, keyed: str) -> CandidateNumber | None:
        """Who of those who were level is keyed, by number or by name; None if nobody is."""
        candidates = self.contest.set_up.candidates
        for number in self._tied:
            if keyed == str(number) or is_on_line(candidates, number, keyed):
                return number
        return None


def lot_page(session: Session, contest: ContestState) -> OfProvisional:
    """The lot's first record, or where one waits its second."""
    return (LotAgainPage if contest.lot_keyed else LotPage)(session, contest)
